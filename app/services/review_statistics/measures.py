"""What can be counted of reviews, findings, results, reports, triggers and cases: each measure one SQL condition."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import String, and_, case, exists, false, func, literal, null, or_, select, type_coerce

from app.models.deadline import Deadline
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase, ReviewReport
from app.models.review_finding import ReviewFinding
from app.models.review_result import ReviewResult
from app.models.review_terms import Correction, FindingVerdict, HitState, ReviewKind, TriggerList, VerificationOutcome
from app.models.suggestion import Suggestion
from app.models.terms import DeadlineState, Rectification
from app.services.review_statistics.reach import Flag, Reach

REPEAT_KIND = "重复信访"


def _text(column: Any) -> Any:
    return type_coerce(column, String())


When = Callable[[Any], Flag]  # where a date must lie: in the period, or where it cannot be told
Measure = Callable[[Reach, When], Flag]
# A suggestion goes, is due and is answered as its letter; an extension counts, a waived deadline asks for nothing.
SENT_ON = func.coalesce(_text(ReviewResult.sent_on), _text(Suggestion.issued_on))
_FEEDBACK_ON = func.coalesce(_text(ReviewResult.feedback_on), _text(Suggestion.replied_on))
_DUE_ON = case(
    (Deadline.state == DeadlineState.WAIVED, null()),
    (Deadline.id.is_not(None), _text(Deadline.due_on)),
    (Suggestion.id.is_not(None), _text(Suggestion.due_on)),
    else_=_text(ReviewResult.feedback_due_on),
)
_MET_RIGHT = (Correction.CORRECTED, Correction.SUPPLEMENTED)


def _on(column: Any, *conditions: Any) -> Measure:
    """An event of the period by one of its dates."""
    return lambda _reach, when: and_(when(column), *conditions)


def _ended_by(column: Any, date: Any, *conditions: Any) -> Measure:
    """An event of the period that was followed, on the day it is known by, by another date."""
    return lambda reach, when: and_(when(column), reach.by(date), *conditions)


def _review_measures() -> dict[str, Measure]:
    table = ReverseReview
    kinds = {
        f"concluded_{kind.value}": _on(table.concluded_on, table.kind == kind)
        for kind in (ReviewKind.CASE, ReviewKind.THEMATIC, ReviewKind.COMPREHENSIVE)
    }
    return {
        "begun": _on(table.started_on),
        "concluded": _on(table.concluded_on),
        **kinds,
        "closed": _on(table.closed_on),
        "open": lambda reach, _: and_(reach.by(table.started_on), ~reach.by(table.closed_on)),
    }


def _looked_at_measures() -> dict[str, Measure]:
    """A 综合审视 looks at everything of its period; it would make every case one that was reviewed."""
    singly = ReverseReview.kind != ReviewKind.COMPREHENSIVE
    return {
        "cases_reviewed": _on(ReverseReview.concluded_on, singly),
        "petitions_reviewed": _on(ReverseReview.concluded_on, singly, OriginalCase.petition_kind.is_not(None)),
    }


def _finding_measures() -> dict[str, Measure]:
    table = ReviewFinding
    is_right = table.correction.in_(_MET_RIGHT)
    found: dict[str, Measure] = {"problems": _on(table.found_on, table.verdict != FindingVerdict.NONE)}
    for name, verdict in (("errors", FindingVerdict.ERROR), ("flaws", FindingVerdict.FLAW)):
        found[name] = _on(table.found_on, table.verdict == verdict)
        found[f"{name}_own"] = _on(table.found_on, table.verdict == verdict, table.is_own.is_(True))
        found[f"{name}_others"] = _on(table.found_on, table.verdict == verdict, table.is_own.is_(False))
        found[f"{name}_corrected"] = _on(table.corrected_on, table.verdict == verdict, is_right)
    found["problems_corrected"] = lambda reach, when: and_(
        when(table.found_on),
        table.verdict != FindingVerdict.NONE,
        is_right,
        or_(table.corrected_on.is_(None), reach.by(table.corrected_on)),
    )
    return {name: _standing(measure) for name, measure in found.items()}


def _standing(measure: Measure) -> Measure:
    """The same of findings that were not withdrawn by then: those are shown, and counted no more."""
    return lambda reach, when: and_(measure(reach, when), ~reach.by(ReviewFinding.withdrawn_on))


def _proposal_measures() -> dict[str, Measure]:
    verdicts = (("errors_proposed", FindingVerdict.ERROR), ("flaws_proposed", FindingVerdict.FLAW))
    return {name: _standing(_on(SENT_ON, ReviewFinding.verdict == verdict)) for name, verdict in verdicts}


def _result_measures() -> dict[str, Measure]:
    is_settled = ReviewResult.verification_outcome == VerificationOutcome.SETTLED

    def verified(reach: Reach) -> Flag:
        return and_(is_settled, reach.by(ReviewResult.settled_on))

    def put_right(reach: Reach, when: When) -> Flag:
        by_letter = and_(Suggestion.rectification == Rectification.COMPLETE, reach.by(Suggestion.rectified_on))
        return and_(when(SENT_ON), or_(verified(reach), by_letter))

    def due(reach: Reach, when: When) -> Flag:
        return and_(when(_DUE_ON), reach.by(SENT_ON))

    return {
        "sent": _on(SENT_ON),
        "put_right": put_right,
        "due": due,
        "due_verified": lambda reach, when: and_(due(reach, when), verified(reach)),
        "due_unanswered": lambda reach, when: and_(
            due(reach, when), ~reach.by(_FEEDBACK_ON), literal(reach.as_of.isoformat()) > _DUE_ON
        ),
    }


def _report_measures() -> dict[str, Measure]:
    return {"reports": _on(ReviewReport.as_of), "reports_presented": _on(ReviewReport.presented_on)}


def _hit_measures() -> dict[str, Measure]:
    """Every trigger met in the period is one of the four that follow: reviewed, being reviewed, excused, open."""
    table = TriggerHit
    met = table.is_void.is_(False)

    def reviewed(reach: Reach) -> Flag:
        return and_(table.state == HitState.TAKEN_UP, reach.by(ReverseReview.closed_on))

    def excused(reach: Reach) -> Flag:
        in_time = or_(table.excused_on.is_(None), reach.by(table.excused_on))
        return and_(table.state == HitState.EXCUSED, in_time, ~reviewed(reach))

    def under_review(reach: Reach) -> Flag:
        return and_(reach.by(ReverseReview.started_on), ~reviewed(reach), ~excused(reach))

    def untouched(reach: Reach) -> Flag:
        return and_(~reach.by(ReverseReview.started_on), ~reviewed(reach), ~excused(reach))

    return {
        "met": _on(table.met_on, met),
        "hits_reviewed": lambda reach, when: and_(when(table.met_on), met, reviewed(reach)),
        "hits_under_review": lambda reach, when: and_(when(table.met_on), met, under_review(reach)),
        "hits_excused": lambda reach, when: and_(when(table.met_on), met, excused(reach)),
        "hits_open": lambda reach, when: and_(when(table.met_on), met, untouched(reach)),
    }


def _case_measures() -> dict[str, Measure]:
    table = OriginalCase
    petition = table.petition_kind.is_not(None)
    repeat = and_(petition, or_(table.petition_times >= 2, table.petition_kind == REPEAT_KIND))
    own = or_(table.unit.contains("检察院"), table.department.is_not(None))
    return {
        "petitions": _on(table.petitioned_on, petition),
        "petitions_repeat": _on(table.petitioned_on, repeat),
        "petitions_own": _on(table.petitioned_on, petition, own),
        "repeat_settled": _on(table.petition_settled_on, repeat),
        "repeat_settled_of": _ended_by(table.petitioned_on, table.petition_settled_on, repeat),
        "petitions_closed": _on(table.petition_on, petition),
        "petitions_closed_reviewed": lambda reach, when: and_(
            when(table.petition_on), petition, _was_reviewed(reach, TriggerList.REVERSE)
        ),
        "cases_closed": _on(table.closed_on),
        "cases_closed_reviewed": lambda reach, when: and_(
            when(table.closed_on), _was_reviewed(reach, TriggerList.ANALYSIS)
        ),
    }


def _was_reviewed(reach: Reach, trigger_list: TriggerList) -> Flag:
    review, link = ReverseReview, ReviewedCase
    found = select(link.id).join(review, review.id == link.review_id)
    singly = review.kind != ReviewKind.COMPREHENSIVE
    listed = and_(review.trigger_list == trigger_list, singly, reach.by(review.concluded_on))
    return exists(found.where(link.case_id == OriginalCase.id, listed).correlate(OriginalCase))


MEASURES: dict[str, dict[str, Measure]] = {
    "review": _review_measures(),
    "looked_at": _looked_at_measures(),
    "finding": _finding_measures(),
    "proposal": _proposal_measures(),
    "result": _result_measures(),
    "report": _report_measures(),
    "hit": _hit_measures(),
    "case": _case_measures(),
}
SUBJECT_OF: dict[str, str] = {name: subject for subject, measures in MEASURES.items() for name in measures}
_STOCKS = frozenset({"open"})  # no date of theirs places them in the period


def condition(name: str, reach: Reach) -> Flag:
    """What must be true of a row for it to be counted."""
    return MEASURES[SUBJECT_OF[name]][name](reach, reach.within)


def unplaced(name: str, reach: Reach) -> Flag:
    """What is true of a row that would be counted if its date were known better."""
    return false() if name in _STOCKS else MEASURES[SUBJECT_OF[name]][name](reach, reach.unplaced)
