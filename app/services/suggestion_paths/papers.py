"""What the steps of a letter give to the papers about them."""

from collections.abc import Sequence

from app.services.documents.facts import Value
from app.services.investigations.rows import InvestigationCard
from app.services.suggestions.rows import LetterCard

PERIOD = "两个月"  # 检察建议工作规定 (2019) art. 15


def step_facts(card: LetterCard, acts: Sequence[InvestigationCard]) -> dict[str, Value]:
    """With whom it is issued; the course of the investigation as it was registered, once it was allowed."""
    known: dict[str, Value] = {"joint_offices": card.draft.joint_offices}
    opened = card.investigation_on or card.case_opened_on
    if opened is None:
        return known
    what = "启动调查核实" if card.investigation_on else "立案调查"
    lines = [f"经检察长决定，{opened.chinese()}{what}。", *(_told(act) for act in acts)]
    if card.investigated_on is not None:
        lines.append(f"{card.investigated_on.chinese()}调查终结。")
    return {**known, "investigation_course": "\n".join(lines), "investigation_period": PERIOD}


def _told(act: InvestigationCard) -> str:
    place = f"，地点：{act.place}" if act.place else ""
    people = f"，调查人员：{act.people}" if act.people else ""
    result = f"。{act.result}" if act.result else ""
    return f"{act.began_on.chinese()}，{act.kind.label}：{act.title}{place}{people}{result}".rstrip("。") + "。"
