"""What a letter makes of its approvals: the day of its step, how far it has come, and the deadlines that start."""

from typing import Any

from app.models.approval import Approval
from app.models.case_terms import ApprovalState
from app.models.database import Unit
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType, SuggestionStep
from app.services.docket.starting import Starter
from app.services.foundation.errors import FieldProblem
from app.services.suggestion_paths.evidence import who
from app.services.suggestion_paths.gate import PathGate
from app.services.suggestion_paths.model import PathStep, SuggestionPath

DECIDE = "decide"


class ApprovalFollowing:
    """Letters on a path follow their approvals; all other records make nothing of them."""

    def __init__(self, gate: PathGate, starter: Starter) -> None:
        """``starter`` starts what a decision brings."""
        self._gate, self._starter = gate, starter

    def may_propose(self, unit: Unit, record: Any, act: str) -> None:
        """Refuse an act before its turn, or one by which letters of this path are not decided."""
        if not isinstance(record, Letter) or not self._gate.is_kept(record):
            return
        path = self._gate.library.find(record.path or "")
        step = _step_of(path, act)
        if step is not None:
            self._gate.refuse_before(unit.session, record, step.code, f"提请“{step.title}”")
            return
        if any(act == other for other in self._deciding_acts()):
            decision = path.step(DECIDE)
            if decision is not None:
                raise FieldProblem(
                    "act", f"这份建议按“{path.name}”办理，要提请的是“{decision.title}”（{decision.basis}）。请另选。"
                )

    def proposed(self, unit: Unit, approval: Approval) -> None:
        """A letter put up for decision is under review."""
        found = self._of(unit, approval)
        if found is not None and found[1].code == DECIDE and found[0].step is SuggestionStep.DRAFT:
            found[0].step = SuggestionStep.UNDER_REVIEW

    def answered(self, unit: Unit, approval: Approval) -> None:
        """The day of the decision goes onto the letter; one that was returned is a draft again."""
        found = self._of(unit, approval)
        if found is None or found[0].step is SuggestionStep.ISSUED:
            return
        letter, step = found
        if approval.state is ApprovalState.APPROVED:
            setattr(letter, step.date, approval.decided_on)
            if step.code == DECIDE:
                letter.decided_by = who(approval.decided_by, approval.decided_as)
                letter.step = SuggestionStep.AWAITING_SIGNATURE
        elif step.code == DECIDE and approval.state is not ApprovalState.OPEN:
            letter.step = SuggestionStep.DRAFT
        self._starter.follow(unit, RecordType.SUGGESTION, letter)

    def _of(self, unit: Unit, approval: Approval) -> tuple[Letter, PathStep] | None:
        if approval.record_type is not RecordType.SUGGESTION:
            return None
        letter = unit.session.get(Letter, approval.record_id)
        if letter is None or not self._gate.is_kept(letter):
            return None
        step = _step_of(self._gate.library.find(letter.path or ""), approval.act)
        return None if step is None else (letter, step)

    def _deciding_acts(self) -> set[str]:
        steps = (each.step(DECIDE) for each in self._gate.library.all)
        return {step.act for step in steps if step is not None}


def _step_of(path: SuggestionPath, act: str) -> PathStep | None:
    return next((each for each in path.steps if each.act == act), None)
