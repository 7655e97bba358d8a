"""What a clue says, as sections of labelled facts, and where it stands."""

from typing import TYPE_CHECKING

from app.models.case_terms import Triage
from app.models.terms import RecordType
from app.views.shared.facts import Section
from app.views.shared.stage_bar import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.dates import PartialDate
    from app.services.clues.rows import ClueCard, EvaluationRow
    from app.services.deputies.rows import ProposalCard

FURTHER = "结果表其他列"
_HEADING = 24  # characters of unit and finding: one line beside lamp and buttons on a window 1366 pixels wide
_LONGEST_UNIT = 17


def title_of(card: "ClueCard") -> str:
    """One line that names the clue: entry number, unit, what it is about."""
    draft = card.draft
    if card.is_content_withheld:
        return f"{card.entry_number}  已移送 · {card.referred_to}"
    unit = _cut(draft.unit, _LONGEST_UNIT)
    about = _cut(draft.subject or draft.found.split("\n")[0], _HEADING - len(unit))
    return f"{card.entry_number}  {' · '.join(filter(None, (unit, about)))}"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def case_card(card: "ClueCard") -> tuple[Section, ...]:
    """案卡: what came in, what was decided, what else the result table said."""
    if card.is_content_withheld:
        return (_forwarded(card),)
    draft = card.draft
    task = (("转办单号", draft.task_number), ("要求办结日", _iso(card)), ("报结日期", _day(card.reported_on)))
    came_in = (
        ("登记号", card.entry_number),
        ("来源", draft.source),
        ("来源人员", draft.source_person),
        ("发现日期", _day(draft.found_on)),
        ("拟办类型", draft.kind),
        ("线索名称", draft.subject),
        ("涉及单位", draft.unit),
        ("当事人", draft.parties),
        ("发现的问题", draft.found),
        ("承办部门", draft.department),
        ("承办人", draft.handler),
        *(task if is_task(card) else ()),
        ("备注", draft.remarks),
    )
    further = ((FURTHER, card.further),) if card.further else ()
    return (("线索", came_in), ("研判", _decided(card)), *further)


def evaluations_in(rows: "Sequence[EvaluationRow]") -> tuple[Section, ...]:
    """评估: what teams made of the clue, the newest first; their points are for reference only."""
    return tuple(
        (
            f"评估（{row.evaluated_on}）",
            (
                ("评估人员", row.team),
                ("建议处理", row.proposes.label),
                ("评估意见", row.opinion),
                ("评分", _points(row)),
                ("材料", row.file_name),
            ),
        )
        for row in rows
    )


def proposals_in(cards: "Sequence[ProposalCard]") -> tuple[Section, ...]:
    """代表建议: the proposals the clue came from, and whether their deputies were told."""
    return tuple(
        (
            card.draft.kind.label,
            (
                ("登记号", card.entry_number),
                ("代表委员", card.draft.deputy),
                ("标题", card.draft.title),
                ("建议提案号", card.draft.number),
                ("反馈", f"{card.fed_back_on} {card.feedback}" if card.fed_back_on else "尚未反馈"),
            ),
        )
        for card in cards
    )


def _points(row: "EvaluationRow") -> str:
    if row.total is None:
        return ""
    each = "，".join(f"{score.name} {score.points}/{score.most}" for score in row.scores)
    return f"{row.total[0]}/{row.total[1]}（{each}）；内部参考"


def is_task(card: "ClueCard") -> bool:
    """An upper-level task: it has a number or a day of its own."""
    return bool(card.draft.task_number or card.draft.wanted_by)


def outcome_of(card: "ClueCard") -> str:
    """立项为监督事项 SX2026-00003, 移送县水利局, 待研判."""
    if card.triage is Triage.OPENED and card.triage_target is not None:
        made = f" {card.opened_as.entry_number}" if card.opened_as else ""
        return f"立项为{card.triage_target.label}{made}"
    if card.triage in {Triage.REFERRED, Triage.FORWARDED}:
        return f"移送{card.referred_to}"
    return card.triage.label


def steps_of(card: "ClueCard") -> tuple[Step, ...]:
    """登记 → 研判 → what came of it."""
    if card.is_content_withheld:
        return (Step("已移送专门机关", "now"),)
    if card.triage is Triage.PENDING:
        return (Step("登记", "done"), Step("研判", "now"), Step("立项、备用、移送或不予立项", "ahead"))
    return (Step("登记", "done"), Step("研判", "done"), Step(outcome_of(card), "now"))


def opening_words(card: "ClueCard") -> str:
    """打开监督事项 SX2026-00003; empty where the clue was opened as no record."""
    made = card.opened_as
    kinds = {RecordType.MATTER: "监督事项", RecordType.SUGGESTION: "检察建议"}
    return f"打开{kinds[made.record_type]} {made.entry_number}" if made else ""


def _decided(card: "ClueCard") -> tuple[tuple[str, str], ...]:
    referrals = tuple(
        (
            "移送",
            "，".join(
                filter(
                    None,
                    (
                        f"{each.referred_on} 移送{each.recipient}",
                        each.letter_number,
                        f"{each.answered_on} 反馈：{each.answer}" if each.answered_on else "尚未反馈",
                    ),
                )
            ),
        )
        for each in card.referrals
    )
    if card.triage is Triage.PENDING:
        return (("研判结果", card.triage.label), *referrals)
    return (
        ("研判结果", outcome_of(card)),
        ("研判日期", _day(card.triaged_on)),
        ("理由", card.triage_reason),
        *referrals,
    )


def _forwarded(card: "ClueCard") -> Section:
    return (
        "已移送专门机关（内容、姓名和附件不收入本台账）",
        (
            ("登记号", card.entry_number),
            ("移送日期", _day(card.triaged_on)),
            ("经手人", card.draft.handler),
            ("接收机关", card.referred_to),
        ),
    )


def _iso(card: "ClueCard") -> str:
    return card.draft.wanted_by.isoformat() if card.draft.wanted_by else ""


def _day(known: "PartialDate | None") -> str:
    return "" if known is None else known.text
