"""Where each step of a letter stands, from what the store knows; nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.letter_terms import AddresseeRelation
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Receipt, Rectification, SuggestionStep
from app.services.suggestion_paths.evidence import Evidence, Known
from app.services.suggestion_paths.model import Condition, PathStep, Phase, SuggestionPath
from app.services.suggestion_paths.rows import LetterProgress, StepRow, StepState
from app.services.suggestion_paths.switches import Switches, is_asked_for

_RELATIONS = {
    Condition.SUPERIOR: AddresseeRelation.SUPERIOR,
    Condition.SUBORDINATE: AddresseeRelation.SUBORDINATE,
    Condition.NON_LOCAL: AddresseeRelation.NON_LOCAL,
}

_TEXT = "draft"


@dataclass(frozen=True)
class _Seen:
    step: PathStep
    is_required: bool
    evidence: Evidence


def progress_of(session: Session, letter: Letter, path: SuggestionPath, switches: Switches) -> LetterProgress:
    """How far a letter has come on its path."""
    known = Known.of(session, letter)
    seen = [
        _Seen(step, is_asked_for(path, step, switches), known.about(step))
        for step in path.steps
        if applies(step, letter)
    ]
    phase = phase_of(letter, seen_before(seen))
    rows = (
        *_before(letter, seen_before(seen)),
        *_after(letter, [each for each in seen if not _is_before(each)], phase),
    )
    return LetterProgress(path, rows, phase)


def applies(step: PathStep, letter: Letter) -> bool:
    """Whether a step is for this letter at all."""
    if step.when is None:
        return True
    if step.when is Condition.GOVERNMENT:
        return letter.is_government
    return letter.addressee_relation is _RELATIONS[step.when]


def seen_before(seen: Sequence[_Seen]) -> list[_Seen]:
    """The steps that lead to the issue."""
    return [each for each in seen if _is_before(each)]


def phase_of(letter: Letter, before: Sequence[_Seen]) -> Phase:
    """The part of its life a letter is in."""
    if letter.step is not SuggestionStep.ISSUED:
        current = next((each for each in before if each.is_required and not each.evidence.is_done), None)
        return current.step.phase if current else Phase.ISSUE
    return issued_phase(letter)


def issued_phase(letter: Letter) -> Phase:
    """The part of its life an issued letter is in, by its own dates."""
    if letter.closed_on is not None:
        return Phase.CLOSING
    if letter.receipt is Receipt.AWAITED:
        return Phase.SERVICE
    if letter.replied_on is None and not letter.is_reply_undated:
        return Phase.REPLY
    if letter.rectification is not Rectification.COMPLETE:
        return Phase.RECTIFICATION
    return Phase.CLOSING if letter.evaluated_on is not None else Phase.EVALUATION


def _before(letter: Letter, seen: Sequence[_Seen]) -> tuple[StepRow, ...]:
    is_issued = letter.step is SuggestionStep.ISSUED
    done = [place for place, each in enumerate(seen) if each.is_required and each.evidence.is_done]
    undone = [place for place, each in enumerate(seen) if each.is_required and not each.evidence.is_done]
    # The text may be written at any time: that it is there says nothing of the steps before it.
    last = max((place for place in done if seen[place].step.code != _TEXT), default=-1)
    return tuple(
        _row(each, _state_before(each, is_issued or place < last, place in undone[:1]))
        for place, each in enumerate(seen)
    )


def _state_before(each: _Seen, is_passed: bool, is_current: bool) -> StepState:
    if each.evidence.is_done:
        return StepState.DONE
    if each.evidence.waits_for is not None:
        return StepState.WAITING
    if is_passed:
        return StepState.MISSING if each.is_required else StepState.NOT_NEEDED
    return StepState.NOW if is_current else StepState.AHEAD


def _after(letter: Letter, seen: Sequence[_Seen], phase: Phase) -> tuple[StepRow, ...]:
    is_over = letter.closed_on is not None or letter.withdrawn_on is not None
    is_over = is_over or letter.step is SuggestionStep.DECLINED
    reached = list(Phase).index(phase)
    return tuple(
        _row(each, _state_after(each, list(Phase).index(each.step.phase) <= reached, is_over)) for each in seen
    )


def _state_after(each: _Seen, is_reached: bool, is_over: bool) -> StepState:
    if each.evidence.is_done:
        return StepState.DONE
    if is_over or (not each.is_required and not each.evidence.lacks):
        return StepState.NOT_NEEDED
    return StepState.NOW if is_reached else StepState.AHEAD


def _row(each: _Seen, state: StepState) -> StepRow:
    told = each.evidence
    lacks = "" if state in {StepState.DONE, StepState.NOT_NEEDED} else told.lacks
    return StepRow(each.step, state, each.is_required, told.on, told.by, lacks, told.waits_for)


def _is_before(each: _Seen) -> bool:
    return each.step.is_before_issue
