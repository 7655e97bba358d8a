"""What papers say of the rectification: every look in the order of its day, and the evaluation."""

from app.services.documents.facts import Value
from app.services.follow_ups.evaluating import TITLES
from app.services.follow_ups.rows import FollowUpCard, LookRow


def facts_of(card: FollowUpCard) -> dict[str, Value]:
    """The facts known by now; none where nothing was looked at, so that they are asked for on the paper."""
    told = [_look(each) for each in reversed(card.looks)]
    if card.evaluated_on is not None:
        told.append(f"{card.evaluated_on.chinese()}评估。{_evaluation(card)}")
    return {"rectification_summary": "\n".join(told)} if told else {}


def _look(look: LookRow) -> str:
    """2026年8月12日走访，张某核查，李某参加：东段还有堆土。第1项未到位（现场照片）。整改未到位。"""
    day = look.seen_on.chinese() if look.seen_on else ""
    people = (f"{look.seen_by}核查" if look.seen_by else "", f"{look.others}参加" if look.others else "")
    head = "，".join(filter(None, (f"{day}{look.kind.label if look.kind else '核查'}", *people)))
    items = "".join(
        f"第{each.place}项{each.state.label}{f'（{each.evidence}）' if each.evidence else ''}。" for each in look.items
    )
    signs = f"有下列情形：{'；'.join(sign.text for sign in look.signs)}。" if look.signs else ""
    note = _ended(" ".join(look.note.split()))
    return f"{head}：{note}{items}{signs}整改{look.state.label}。"


def _evaluation(card: FollowUpCard) -> str:
    known = ((title, getattr(card.evaluation, name)) for name, title in TITLES.items())
    return "".join(f"{title}：{_ended(' '.join(text.split()))}" for title, text in known if text)


def _ended(text: str) -> str:
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"
