"""What findings say, as the draft of the suggestion or the clue they lead to. No handler's name goes along."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview
from app.models.review_finding import ReviewFinding
from app.models.review_terms import FindingVerdict
from app.models.terms import SuggestionKind
from app.services.clues.rows import ClueDraft
from app.services.review_grades.counting import finding_counts
from app.services.review_results.refusals import FindingNotFound
from app.services.review_results.rows import SuggestionStart
from app.services.suggestions.rows import LetterDraft

CLUE_SOURCE = "反向审视"


def chosen(session: Session, review_id: int, ids: Iterable[int]) -> tuple[ReviewFinding, ...]:
    """Findings of a review in their order; raises FindingNotFound for one that is not there."""
    wanted = tuple(dict.fromkeys(ids))
    rows = select(ReviewFinding).where(ReviewFinding.review_id == review_id, ReviewFinding.id.in_(wanted))
    found = tuple(session.scalars(rows.order_by(ReviewFinding.place)))
    if len(found) != len(wanted):
        raise FindingNotFound
    return found


def problems_of(session: Session, review_id: int) -> tuple[ReviewFinding, ...]:
    """What a review found wrong or flawed, in its order, but for what was withdrawn since."""
    rows = select(ReviewFinding).where(
        ReviewFinding.review_id == review_id, ReviewFinding.verdict != FindingVerdict.NONE, finding_counts()
    )
    return tuple(session.scalars(rows.order_by(ReviewFinding.place)))


def suggestion_from(review: ReverseReview, findings: Sequence[ReviewFinding], addressee: str) -> SuggestionStart:
    """The suggestion as the findings say it: facts, problems, provisions; what is proposed is the review's opinion."""
    return SuggestionStart(
        addressee=addressee or _unit_of(findings),
        kind=SuggestionKind.SOCIAL_GOVERNANCE,
        facts=numbered(each.fact for each in findings),
        problem=numbered(each.problem or f"{each.dimension}（{each.stage}）" for each in findings),
        proposal=review.opinion or "",
        basis="；".join(dict.fromkeys(each.provision for each in findings if each.provision)),
        handler=review.handler or "",
        department=review.department or "",
        finding_ids=tuple(each.id for each in findings),
    )


def letter_draft(session: Session, review: ReverseReview, start: SuggestionStart) -> LetterDraft:
    """The letter itself; the review is its source."""
    return LetterDraft(
        kind=start.kind,
        addressee=start.addressee,
        case_source=f"反向审视（{review.entry_number}）",
        case_name=_case_name(session, review),
        facts=start.facts,
        problem=start.problem,
        proposal=start.proposal,
        basis=start.basis,
        handler=start.handler,
        department=start.department,
        path=start.path,
    )


def clue_from(review: ReverseReview, findings: Sequence[ReviewFinding]) -> ClueDraft:
    """The clue as the findings say it."""
    return ClueDraft(
        source=CLUE_SOURCE,
        source_person=review.handler or "",
        found_on=min((each.found_on for each in findings), key=lambda day: day.first, default=None),
        subject=review.title,
        unit=_unit_of(findings),
        found=numbered(each.fact for each in findings),
        remarks=f"来自{review.entry_number}",
    )


def numbered(texts: Iterable[str | None]) -> str:
    """1. 2. 3., where there is more than one; each said once."""
    said = list(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
    if len(said) < 2:
        return "".join(said)
    return "\n".join(f"{place}. {text}" for place, text in enumerate(said, start=1))


def _unit_of(findings: Sequence[ReviewFinding]) -> str:
    """Whose problems they are; never our own office, which nothing is suggested to or supervised in from here."""
    return next((each.unit for each in findings if each.unit and not each.is_own), "")


def _case_name(session: Session, review: ReverseReview) -> str:
    case = session.get(OriginalCase, review.case_id) if review.case_id is not None else None
    return case.name if case is not None else review.title
