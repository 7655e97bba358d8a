"""What follows a letter as texts: rows of its tables, and everything about one look."""

from app.models.letter_terms import RectificationLight
from app.models.terms import Adoption, DeadlineState, Rectification
from app.services.docket.rows import DeadlineCard
from app.services.follow_ups.rows import FollowUpCard, LookRow
from app.services.suggestion_items.rows import ItemRow
from app.views.shared.facts import Section
from app.views.shared.plain_table import Head

ITEM_HEADS = (
    Head("项", 40, is_number=True),
    Head("建议", 216),
    Head("责任单位", 104),
    Head("采纳", 64),
    Head("整改", 64),
    Head("到位日期", 96),
    Head("证据"),
)
LOOK_HEADS = (Head("日期", 96), Head("方式", 104), Head("结论", 88), Head("核查人", 88), Head("核查情况"))
PLAN_HEADS = (Head("回头看", 166), Head("届满日", 96), Head("状态"))


def standing_words(light: RectificationLight) -> str:
    """How the rectification stands as a clause, 整改：待核查; some of the names begin with the word themselves."""
    if light is RectificationLight.NOT_YET:
        return "还没有整改记载"
    return light.label if light.label.startswith("整改") else f"整改：{light.label}"


def item_row(item: ItemRow) -> tuple[str, ...]:
    """One item; a letter that was never split shows its lines without states."""
    adoption = "" if item.adoption is Adoption.UNRECORDED else item.adoption.label
    state = "" if item.rectification is Rectification.UNRECORDED else item.rectification.label
    day = str(item.rectified_on or "")
    measure = " ".join(item.measure.split())
    return (str(item.place), measure, item.responsible_unit, adoption, state, day, item.evidence)


def look_row(look: LookRow) -> tuple[str, ...]:
    """One look."""
    kind = look.kind.label if look.kind else "登记整改"
    said = "；".join(
        filter(None, (" ".join(look.note.split()).rstrip("。"), "、".join(sign.code for sign in look.signs)))
    )
    return (str(look.seen_on or ""), kind, look.state_words, look.seen_by, said)


def plan_row(card: DeadlineCard) -> tuple[str, ...]:
    """One planned revisit."""
    if card.state is DeadlineState.OPEN:
        words = card.lamp_words.split("（")[0]
    elif card.state is DeadlineState.MET:
        words = f"{card.ended_on or ''}已看"
    else:
        words = card.state.label
    return (card.name.removeprefix("回头看（").removesuffix("）"), str(card.due_on or "未定"), words.strip())


def look_sections(look: LookRow) -> tuple[Section, ...]:
    """Everything about one look."""
    facts = [
        ("参加人员", look.others),
        ("核查情况", look.note),
        *(("未依法履职" if number == 0 else "", sign.text) for number, sign in enumerate(look.signs)),
        *(
            (f"第 {each.place} 项", f"{each.state.label}{f'：{each.evidence}' if each.evidence else ''}")
            for each in look.items
        ),
    ]
    return (("", [fact for fact in facts if fact[1]]),)


def evaluation_words(card: FollowUpCard) -> str:
    """The evaluation in one paragraph; empty where there is none."""
    if card.evaluated_on is None:
        return ""
    known = card.evaluation
    parts = (("", known.effect), ("长效机制：", known.mechanism), ("行业治理：", known.industry))
    return f"{card.evaluated_on} 评估：" + "；".join(
        f"{title}{' '.join(text.split())}" for title, text in parts if text
    )
