"""One decision about some clues: who cannot and why, then what each becomes, inside one open transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.case_terms import LinkKind, Triage, TriageTarget
from app.models.clue import Clue
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.hand_over import Referral
from app.models.matter import Matter
from app.models.record_link import RecordLink
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.clues.carrying_over import letter_draft, matter_draft
from app.services.clues.refusals import CluesRefused
from app.services.clues.rows import MadeRecord, TriageDraft
from app.services.foundation.errors import FieldProblem
from app.services.foundation.pen import Opened
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import LetterDraft

Made = TypeVar("Made")
_DECISIONS = (Triage.OPENED, Triage.RESERVED, Triage.REFERRED, Triage.DECLINED)


class EntersMatters(Protocol):
    """The matters' own way of registering, within an open transaction."""

    def enter(self, unit: Unit, draft: MatterDraft) -> Opened[Matter]:
        """Register a matter; raises FieldProblem."""


class BeginsLetters(Protocol):
    """The suggestions' own way of beginning a letter, within an open transaction."""

    def begin_from_clue(self, unit: Unit, draft: LetterDraft, opened_on: PartialDate) -> Opened[Suggestion]:
        """Begin a letter a clue was opened as on that day; raises FieldProblem."""


@dataclass(frozen=True)
class Makers:
    """Where triage opens clues as records."""

    matters: EntersMatters
    suggestions: BeginsLetters


def check_draft(draft: TriageDraft, count: int, today: date) -> None:
    """Refuse what is wrong with the decision itself; raises FieldProblem."""
    if draft.outcome not in _DECISIONS:
        known = "、".join(each.label for each in _DECISIONS)
        raise FieldProblem("outcome", f"“{draft.outcome.label}”不是研判的结论。请选择 {known} 之一。")
    day_that_can_be("on", "研判日期", draft.on, today, None)
    if draft.outcome is Triage.OPENED and draft.target is None:
        raise FieldProblem("target", "请选择立项为什么：监督事项、检察建议、调研报告或监督模型。")
    if draft.outcome is Triage.DECLINED:
        needed("reason", "不予立项的理由", draft.reason)
    if draft.outcome is Triage.REFERRED:
        needed("referred_to", "移送给哪个部门或单位", draft.referred_to)
    if draft.is_joined:
        needed("reason", "作为类案合并办理的理由", draft.reason)
        if draft.outcome is not Triage.OPENED or draft.target is not TriageTarget.MATTER:
            raise FieldProblem("is_joined", "只有立项为监督事项时才能并为一件类案。")
        if count < 2:
            raise FieldProblem("is_joined", "类案至少要选两条线索。")


def check_clues(session: Session, clues: Sequence[Clue], draft: TriageDraft) -> None:
    """Refuse the whole where a clue cannot be decided so; raises CluesRefused naming each, with the reason."""
    answered = _answered(session, clues)
    refusals = [
        f"{clue.entry_number}：{why}"
        for clue in clues
        if (why := _standing_against(session, clue, draft, answered) or _missing(clue, draft))
    ]
    if refusals:
        raise CluesRefused(refusals)


def decide(unit: Unit, makers: Makers, clues: Sequence[Clue], draft: TriageDraft) -> tuple[MadeRecord, ...]:
    """Write the decision on each clue and make what it asks for; returns the records made."""
    for clue in clues:
        _put(clue, draft)
    if draft.outcome is Triage.REFERRED:
        unit.session.add_all(_referral(clue, draft) for clue in clues)
    if draft.target is TriageTarget.MATTER:
        return _joined(unit, makers, clues, draft) if draft.is_joined else _matters(unit, makers, clues, draft)
    if draft.target is TriageTarget.SUGGESTION:
        return tuple(_letter(unit, makers, clue, draft) for clue in clues)
    return ()


def _standing_against(session: Session, clue: Clue, draft: TriageDraft, answered: frozenset[int]) -> str:
    """Why the decision that stands does not let another follow; empty where it does."""
    if clue.triage is Triage.FORWARDED:
        return "已移送专门机关，只登记移送情况，不再研判。"
    if clue.triage is Triage.OPENED:
        return f"已立项（{_opened_as(session, clue)}），要改变结论，请先撤销那次研判。"
    if clue.triage is Triage.REFERRED and clue.id not in answered:
        return f"已移送{clue.referred_to}，还没有登记反馈。请先登记反馈，或撤销那次移送。"
    if clue.triage is not Triage.PENDING and not draft.reason.strip():
        return f"已研判为“{clue.triage.label}”，重新研判要写明理由。"
    if clue.found_on is not None and draft.on.last < clue.found_on.first:
        return f"研判日期（{draft.on}）早于发现日期（{clue.found_on}）。"
    return ""


def _missing(clue: Clue, draft: TriageDraft) -> str:
    """What the clue does not say, but the record it becomes must; empty where nothing is missing."""
    makes = draft.outcome is Triage.OPENED and draft.target in {TriageTarget.MATTER, TriageTarget.SUGGESTION}
    if not makes:
        return ""
    if not (clue.unit or draft.unit.strip()):
        return "没有涉及单位，不能立项为监督事项或检察建议。请先补填涉及单位。"
    if draft.target is TriageTarget.MATTER and not (draft.kind.strip() or clue.kind):
        return "没有拟办类型，不能立项为监督事项。请在研判时选定事项类型。"
    return ""


def _answered(session: Session, clues: Sequence[Clue]) -> frozenset[int]:
    """Clues whose latest referral was answered."""
    keys = [clue.id for clue in clues if clue.triage is Triage.REFERRED]
    wanted = select(Referral).where(Referral.record_type == RecordType.CLUE, Referral.record_id.in_(keys))
    latest = {each.record_id: each for each in session.scalars(wanted.order_by(Referral.id))}
    return frozenset(key for key, referral in latest.items() if referral.answered_on is not None)


def _opened_as(session: Session, clue: Clue) -> str:
    if clue.matter_id is not None:
        return session.get_one(Matter, clue.matter_id).entry_number
    if clue.suggestion_id is not None:
        return session.get_one(Suggestion, clue.suggestion_id).entry_number
    return clue.triage_target.label if clue.triage_target else ""


def _put(clue: Clue, draft: TriageDraft) -> None:
    is_opened, is_referred = draft.outcome is Triage.OPENED, draft.outcome is Triage.REFERRED
    clue.triage, clue.triaged_on = draft.outcome, draft.on
    clue.triage_target = draft.target if is_opened else None
    clue.triage_reason = draft.reason.strip() or None
    clue.referred_to = draft.referred_to.strip() if is_referred else None


def _referral(clue: Clue, draft: TriageDraft) -> Referral:
    return Referral(
        record_type=RecordType.CLUE,
        record_id=clue.id,
        recipient=draft.referred_to.strip(),
        is_inside=draft.is_inside,
        letter_number=draft.letter_number.strip() or None,
        referred_on=draft.on,
        content="：".join(filter(None, (clue.subject or clue.unit, clue.found))),
    )


def _matters(unit: Unit, makers: Makers, clues: Sequence[Clue], draft: TriageDraft) -> tuple[MadeRecord, ...]:
    return tuple(_opened(unit, makers, [clue], draft) for clue in clues)


def _joined(unit: Unit, makers: Makers, clues: Sequence[Clue], draft: TriageDraft) -> tuple[MadeRecord, ...]:
    made = _opened(unit, makers, clues, draft)
    unit.session.add_all(
        RecordLink(
            record_type=RecordType.CLUE,
            record_id=clue.id,
            other_type=RecordType.MATTER,
            other_id=made.id,
            kind=LinkKind.GROUP,
            reason=draft.reason.strip(),
        )
        for clue in clues
    )
    return (made,)


def _opened(unit: Unit, makers: Makers, clues: Sequence[Clue], draft: TriageDraft) -> MadeRecord:
    matter = _named(clues, lambda: makers.matters.enter(unit, matter_draft(clues, draft)).record)
    for clue in clues:
        clue.matter_id = matter.id
    return MadeRecord(RecordType.MATTER, matter.id, matter.entry_number)


def _letter(unit: Unit, makers: Makers, clue: Clue, draft: TriageDraft) -> MadeRecord:
    letter = _named(
        [clue], lambda: makers.suggestions.begin_from_clue(unit, letter_draft(clue, draft), draft.on).record
    )
    clue.suggestion_id = letter.id
    return MadeRecord(RecordType.SUGGESTION, letter.id, letter.entry_number)


def _named(clues: Sequence[Clue], make: Callable[[], Made]) -> Made:
    """What is refused about the new record is told with the clue's number."""
    try:
        return make()
    except FieldProblem as problem:
        raise CluesRefused([f"{'、'.join(clue.entry_number for clue in clues)}：{problem}"]) from problem
