"""What an original case says, as sections of labelled facts, and where it stands."""

from typing import TYPE_CHECKING

from app.models.review_terms import HitState
from app.models.terms import Lamp
from app.views.shared.facts import Section

if TYPE_CHECKING:
    from app.models.dates import PartialDate
    from app.services.original_cases.rows import CaseCard, CaseDraft, ReviewOfCase, TriggerMet

FURTHER = "台账其他列"
_HEADING = 30  # characters of the name: one line beside lamp and buttons on a window 1366 pixels wide


def title_of(card: "CaseCard") -> str:
    """One line that names the case: entry number and name."""
    name = card.draft.name
    return f"{card.entry_number}  {name if len(name) <= _HEADING else f'{name[: _HEADING - 1]}…'}"


def lamp_of(card: "CaseCard") -> tuple[Lamp | None, str]:
    """Where the case stands towards the triggers it met; None where it met none."""
    met = [hit for hit in card.triggers if not hit.is_void]
    waiting = sum(hit.state is HitState.OPEN for hit in met)
    if waiting:
        return Lamp.NEAR, f"{waiting} 项触发情形待处理"
    if any(hit.state is HitState.TAKEN_UP for hit in met) or card.reviews:
        is_running = any(review.closed_on is None for review in card.reviews)
        return (Lamp.NORMAL, "审视中") if is_running else (Lamp.DONE, "已审视")
    return (Lamp.DONE, "已说明理由") if met else (None, "")


def case_card(card: "CaseCard") -> tuple[Section, ...]:
    """案卡: the case, its results beside the stages, the petition, the people, what else the ledger said."""
    draft = card.draft
    further = ((FURTHER, card.further),) if card.further else ()
    return (("案件", _basics(card)), ("各环节结果", _results(draft)), *_petition(draft), _people(card), *further)


def glance_at(card: "CaseCard") -> tuple[Section, ...]:
    """The same in short, with what it met and who looks at it; for the preview."""
    hits = tuple((each.state.label, each.name) for each in card.triggers if not each.is_void)
    reviews = tuple((each.entry_number, each.title) for each in card.reviews)
    met = ((("触发情形", hits),) if hits else ()) + ((("反向审视", reviews),) if reviews else ())
    return (("", _basics(card)), *met, ("各环节结果", _results(card.draft)), *_petition(card.draft))


def trigger_texts(hit: "TriggerMet") -> tuple[str, ...]:
    """One trigger as a line: list, name, facts, state, reason."""
    state = "已不符合" if hit.is_void else hit.state.label
    return (hit.trigger_list.label, hit.name, hit.because, state, hit.reason)


def review_texts(review: "ReviewOfCase") -> tuple[str, ...]:
    """One review as a line: number, kind, title, days."""
    return (
        review.entry_number,
        review.kind.label,
        review.title,
        review.started_on.text,
        review.closed_on.text if review.closed_on else "未办结",
    )


def _basics(card: "CaseCard") -> tuple[tuple[str, str], ...]:
    draft = card.draft
    return (
        ("登记号", card.entry_number),
        ("统一受案号", draft.number),
        ("案件名称", draft.name),
        ("案件类型", draft.kind),
        ("案由", draft.cause),
        *_told(("领域", draft.field), ("当事人", draft.parties)),
        ("原办案单位", draft.unit),
        ("承办部门", draft.department),
        ("办结日期", _day(draft.closed_on)),
        *_told(("备注", draft.remarks)),
    )


def _results(draft: "CaseDraft") -> tuple[tuple[str, str], ...]:
    """Every stage the case came to; the stages themselves stand in a row above."""
    return _told(
        ("审查逮捕", _result(draft.arrest_result, draft.arrest_on)),
        ("复议复核", draft.reconsideration_result),
        ("审查起诉", _result(draft.indictment_result, draft.indictment_on)),
        ("起诉罪名", draft.charged_with),
        ("一审", _result(draft.judgment_result, draft.judgment_on)),
        ("判决罪名", draft.convicted_of),
        ("诉判不一", draft.difference),
        ("抗诉", draft.protest_result),
        ("二审再审", _result(draft.appeal_result, draft.appeal_on)),
    ) or (("结果", ""),)


def _petition(draft: "CaseDraft") -> tuple[Section, ...]:
    facts = _told(
        ("类型", draft.petition_kind),
        ("编号", draft.petition_number),
        ("日期", _day(draft.petitioned_on)),
        ("次数", "" if draft.petition_times is None else str(draft.petition_times)),
        ("结果", _result(draft.petition_result, draft.petition_on)),
        ("息诉化解", _day(draft.petition_settled_on)),
        ("督办交办单位", draft.assigned_by),
    )
    return (("申诉信访", facts),) if facts else ()


def _people(card: "CaseCard") -> Section:
    draft = card.draft
    facts = (
        ("本院承办人", "、".join(draft.handlers.split("\n"))),
        ("外单位承办人", "、".join(draft.other_handlers.split("\n"))),
    )
    return "承办人员（仅本人、部门负责人、院领导、案管和检务督察可见）", facts


def _told(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[1])


def _result(said: str, on: "PartialDate | None") -> str:
    return " ".join(filter(None, (said, _day(on))))


def _day(known: "PartialDate | None") -> str:
    return "" if known is None else known.text
