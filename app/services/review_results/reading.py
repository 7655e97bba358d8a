"""Reads results with where they stand, the findings they speak of, and the approvals behind them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.attachment import Attachment
from app.models.case_terms import ApprovalState
from app.models.clue import Clue
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_finding import ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import ResultState
from app.models.suggestion import Suggestion
from app.models.terms import Lamp, RecordType, Side, SuggestionState
from app.services.lists.lamp_words import Watched
from app.services.review_results import standing
from app.services.review_results.kinds import ResultKind
from app.services.review_results.rows import Approved, NamedFinding, Opened, ResultRow
from app.services.review_results.words import result_words
from app.services.suggestions.standing import Standing as LetterStanding

_LONGEST = 40
_AS_STORED = (
    "id", "version", "review_id", "place", "kind", "name", "title", "addressee", "is_outside", "prepared_on",
    "prepared_by", "feedback_due_on", "feedback_outcome", "verified_on", "verification_outcome", "settled_on",
    "attachment_id",
)  # fmt: skip
_TEXTS = ("content", "feedback", "verified_by", "verification", "transferred_to")


def rows_of(session: Session, as_of: date, *which: Any) -> tuple[ResultRow, ...]:
    """The results that ``which`` (SQL) asks for, in the order of their reviews and places."""
    asked = (
        standing.state(as_of),
        standing.lamp(as_of),
        standing.running_on(as_of),
        standing.late_after(),
        standing.DUE_ON,
        standing.SENT_ON,
        standing.FEEDBACK_ON,
        standing.NUMBER,
    )
    wanted = select(ReviewResult, *asked).where(*which).order_by(ReviewResult.review_id, ReviewResult.place)
    found = session.execute(wanted).all()
    named = findings_of(session, [each[0].id for each in found])
    return tuple(_row(session, each, named.get(each[0].id, ()), as_of) for each in found)


def state_of(session: Session, result: ReviewResult, as_of: date) -> ResultState:
    """Where one result stands."""
    return ResultState(session.scalars(select(standing.state(as_of)).where(ReviewResult.id == result.id)).one())


def findings_of(session: Session, results: Iterable[int]) -> Mapping[int, tuple[NamedFinding, ...]]:
    """The findings each of the results speaks of."""
    wanted = (
        select(ResultFinding.result_id, ReviewFinding)
        .join(ReviewFinding, ReviewFinding.id == ResultFinding.finding_id)
        .where(ResultFinding.result_id.in_(tuple(results)))
        .order_by(ReviewFinding.place)
    )
    found: dict[int, tuple[NamedFinding, ...]] = {}
    for result_id, finding in session.execute(wanted):
        found[result_id] = (*found.get(result_id, ()), named(finding))
    return found


def named(finding: ReviewFinding) -> NamedFinding:
    """One finding, as it is chosen from."""
    fact = " ".join(finding.fact.split())
    told = fact if len(fact) <= _LONGEST else f"{fact[: _LONGEST - 1]}…"
    words = f"{finding.place}. {finding.verdict.label}　{finding.dimension}（{finding.stage}）：{told}"
    return NamedFinding(finding.id, finding.place, words, finding.correction.label, finding.is_own)


def letter_state(session: Session, letter_id: int, as_of: date) -> SuggestionState:
    """Where the letter of a result stands."""
    wanted = select(LetterStanding(as_of).state).where(Suggestion.id == letter_id)
    return SuggestionState(session.scalars(wanted).one())


def approvals_for(session: Session, review_id: int, kind: ResultKind) -> tuple[Approved, ...]:
    """The approvals of a review that may stand behind an outside paper of this kind, the newest first."""
    wanted = select(Approval).where(
        Approval.record_type == RecordType.REVERSE_REVIEW,
        Approval.record_id == review_id,
        Approval.act == kind.act,
        Approval.state == ApprovalState.APPROVED,
        Approval.decided_as == kind.decides,
    )
    used = {
        approval_id: f"{name}“{title}”"
        for approval_id, name, title in session.execute(
            select(ReviewResult.approval_id, ReviewResult.name, ReviewResult.title).where(
                ReviewResult.review_id == review_id, ReviewResult.approval_id.is_not(None)
            )
        )
    }
    rows = session.scalars(wanted.order_by(Approval.id.desc()))
    return tuple(Approved(each.id, approval_words(each), used.get(each.id, "")) for each in rows)


def approval_words(approval: Approval) -> str:
    """钱某（检察长）2026-11-20 批准."""
    return f"{approval.decided_by}（{approval.decided_as}）{approval.decided_on} 批准"


def _row(session: Session, stored: Any, findings: tuple[NamedFinding, ...], as_of: date) -> ResultRow:
    result, state, lamp, running_on, late_after, due_on, sent_on, feedback_on, number = stored
    approval = session.get(Approval, result.approval_id or 0)
    file = session.get(Attachment, result.attachment_id or 0)
    watched = Watched(_day(running_on), _day(late_after), Side.OUTSIDE if result.is_outside else Side.OWN)
    stood: dict[str, Any] = {name: getattr(result, name) for name in _AS_STORED}
    texts: dict[str, Any] = {name: getattr(result, name) or "" for name in _TEXTS}
    return ResultRow(
        **stood,
        **texts,
        review_number=session.get_one(ReverseReview, result.review_id).entry_number,
        number=number or "",
        approval=approval_words(approval) if approval else "",
        sent_on=PartialDate(sent_on) if sent_on else None,
        due_on=_day(due_on),
        feedback_on=PartialDate(feedback_on) if feedback_on else None,
        state=ResultState(state),
        lamp=Lamp(lamp),
        lamp_words=result_words(ResultState(state), Lamp(lamp), watched, as_of),
        opened=_opened(session, result, as_of),
        file_name=file.file_name if file else "",
        findings=findings,
    )


def _opened(session: Session, result: ReviewResult, as_of: date) -> Opened | None:
    if result.suggestion_id is not None:
        letter = session.get_one(Suggestion, result.suggestion_id)
        stands = letter_state(session, letter.id, as_of).label
        return Opened(RecordType.SUGGESTION, letter.id, letter.number or letter.entry_number, stands)
    if result.clue_id is not None:
        clue = session.get_one(Clue, result.clue_id)
        return Opened(RecordType.CLUE, clue.id, clue.entry_number, clue.triage.label)
    return None


def _day(text: str | date | None) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else text
