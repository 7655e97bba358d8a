"""What a result must have before it leaves: its number, its feedback day, for outside bodies the decision."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_result import ReviewResult
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.review_results.kinds import CLUE, SUGGESTION, Feedback, ResultKind
from app.services.review_results.reading import approvals_for
from app.services.review_results.refusals import day_of_feedback, must_be_prepared, name_of
from app.services.review_results.rows import SendDraft

_ELSEWHERE = {SUGGESTION: "启动检察建议…", CLUE: "移送监督线索…"}


def refuse_sending(
    review: ReverseReview, result: ReviewResult, kind: ResultKind, draft: SendDraft, today: date
) -> None:
    """Refuse what is wrong with the sending itself; raises FieldProblem, DomainError."""
    must_be_prepared(result, kind.verb)
    if kind.opens in _ELSEWHERE:
        raise DomainError(f"{kind.name}不在这里登记发出，请用“{_ELSEWHERE[kind.opens]}”。")
    day_that_can_be("sent_on", f"{kind.verb}日期", draft.sent_on, today, review.started_on)
    if result.is_outside:
        needed("number", "文号（发到外单位的文书以本院名义制发）", draft.number)
    if kind.feedback is Feedback.NEEDED and draft.feedback_due_on is None:
        raise FieldProblem("feedback_due_on", f"{kind.name}应当反馈，请填写文书上写明的要求反馈日。")
    if kind.feedback is Feedback.NONE and draft.feedback_due_on is not None:
        raise FieldProblem("feedback_due_on", f"{kind.name}不要求反馈，不用填写要求反馈日。")
    if draft.feedback_due_on is not None:
        day_of_feedback(draft.feedback_due_on, draft.sent_on)


def approval_behind(session: Session, result: ReviewResult, kind: ResultKind, draft: SendDraft) -> int | None:
    """The decision an outside paper goes by; None for inside ones. Raises FieldProblem, naming who must decide."""
    if not result.is_outside:
        return None
    offered = approvals_for(session, result.review_id, kind)
    if draft.approval_id is not None:
        found = next((each for each in offered if each.id == draft.approval_id), None)
        if found is None:
            raise FieldProblem("approval_id", f"所选的审批不是这件审视上由{kind.decides}批准的，不能作依据。请另选。")
    else:
        found = next((each for each in offered if not each.used_by), None)
    if found is None:
        raise FieldProblem(
            "approval_id",
            f"{name_of(result)}发到外单位，以本院名义制发，须由{kind.decides}决定，这件审视上还没有可用的批准。"
            f"请先“提请{kind.decides}决定”，签批回来登记签批；同一次批准了几份文书的，在“决定依据”里选它。",
        )
    decided_on: PartialDate | None = session.get_one(Approval, found.id).decided_on
    if decided_on is not None and draft.sent_on.last < decided_on.first:
        raise FieldProblem("sent_on", f"{kind.verb}日期（{draft.sent_on}）早于批准日期（{decided_on}）。请核对日期。")
    return found.id
