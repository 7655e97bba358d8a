"""What the office does with a reverse review: open, amend, choose its cases, conclude, close; each one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Unit
from app.models.reverse_review import ReverseReview
from app.models.review_terms import ReviewKind
from app.models.terms import RecordType
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.lists.listing import MarkedListing
from app.services.reverse_reviews import ending, refusals
from app.services.reverse_reviews import intentions as wish
from app.services.reverse_reviews.cards import ReviewCards
from app.services.reverse_reviews.filling import (
    align_hits,
    cases_of,
    fill,
    put_cases,
    refuse_draft,
    refuse_number_taken,
    renamed,
)
from app.services.reverse_reviews.offering import CaseFinder
from app.services.reverse_reviews.rows import CloseDraft, ConclusionDraft, Outstanding, ReviewCard, ReviewDraft
from app.services.review_findings.catalogue import FindingCatalogue
from app.services.trail.since import refuse_changed


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by the desk."""

    pen: Pen[ReverseReview]
    cards: ReviewCards
    starter: Starter
    catalogue: FindingCatalogue
    cases: CaseFinder
    clock: Clock


class ReverseReviews:
    """Reviews: their list, their record, and the steps of the office."""

    def __init__(self, listing: MarkedListing, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self.listing = listing
        self.cases = parts.cases
        self._parts, self._pen, self._clock = parts, parts.pen, parts.clock

    def card(self, reader: Actor, review_id: int, as_of: date | None = None) -> ReviewCard:
        """Everything about one review, names of handlers only for the entitled; raises ReviewNotFound."""
        return self._parts.cards.card(reader, review_id, as_of or self._clock.today())

    def find(self, number: str) -> int:
        """The id behind an entry number (FS2026-00001) or a 文号; raises DomainError when none or several fit."""
        return self._parts.cards.find(number)

    @performs(wish.OPEN)
    def open(self, actor: Actor, draft: ReviewDraft) -> Written:
        """Open a review; it gets its entry number at once. Raises FieldProblem, ReviewerHandledIt.

        The triggers of its list that the case of a 个案审视 has met and that wait are taken up with it.
        """
        refuse_draft(draft, self._clock.today())  # here too: nobody waits for the store to be told what is missing
        with self._pen.new(actor, wish.OPEN) as unit:
            review = self.begin(unit, draft)
            concerned = align_hits(unit, review)
            written = Opened(unit, review).written
        self._tell(concerned)
        return written

    def begin(self, unit: Unit, draft: ReviewDraft) -> ReverseReview:
        """Open a review within another service's transaction; raises FieldProblem, ReviewerHandledIt."""
        refuse_draft(draft, self._clock.today())
        cases = refusals.needed_cases(unit.session, draft.case_ids)
        refusals.refuse_original_handler(draft.handler, cases)
        number = entry_numbers(unit, RecordType.REVERSE_REVIEW, self._clock.today().year)[0]
        review = ReverseReview(entry_number=number)
        fill(review, draft, cases)
        refuse_number_taken(unit.session, review)
        unit.session.add(review)
        unit.session.flush()
        put_cases(unit, review, cases)
        return review

    @performs(wish.AMEND)
    def amend(self, actor: Actor, review_id: int, version: int, draft: ReviewDraft) -> Written:
        """Change what a review says; raises ChangedMeanwhile where it is not the version that was shown.

        Cases of a 类案审视 or 综合审视 are not changed by it; see ``add_cases``.
        """
        refuse_draft(draft, self._clock.today(), is_begun=True)
        with self._pen.on(actor, wish.AMEND, review_id) as opened:
            review, session = opened.record, opened.unit.session
            refuse_changed(session, review, version, review.entry_number)
            refusals.refuse_closed(review, "修改")
            cases = cases_of(session, review)
            draft = renamed(review, draft, cases)
            if draft.kind is ReviewKind.CASE and draft.case_ids:
                cases = refusals.needed_cases(session, draft.case_ids)
            refusals.refuse_count(draft.kind, len(cases))
            refusals.refuse_original_handler(draft.handler, cases)
            fill(review, draft, cases)
            refuse_number_taken(session, review)
            put_cases(opened.unit, review, cases)
            concerned = align_hits(opened.unit, review)
            written = opened.written
        self._tell(concerned)
        return written

    @performs(wish.ADD_CASES)
    def add_cases(self, actor: Actor, review_id: int, case_ids: Sequence[int]) -> Written:
        """Take original cases into a 类案审视 or 综合审视; those it has already are passed over."""
        with self._pen.on(actor, wish.ADD_CASES, review_id) as opened:
            review, session = opened.record, opened.unit.session
            refusals.refuse_concluded(review, "加入原案")
            refusals.refuse_of_one_case(review)
            added = refusals.needed_cases(session, case_ids)
            refusals.refuse_original_handler(review.handler, added)
            standing = cases_of(session, review)
            if {case.id for case in added} <= {case.id for case in standing}:
                raise DomainError(f"所选的原案都已在 {review.entry_number} 里，没有加入。请另选原案。")
            put_cases(opened.unit, review, [*standing, *added])
            written = opened.written
            concerned = align_hits(opened.unit, review)
        self._tell(concerned)
        return written

    @performs(wish.REMOVE_CASE)
    def remove_case(self, actor: Actor, review_id: int, case_id: int) -> Written:
        """Take a case out of a 类案审视 or 综合审视; raises DomainError where something was found in it."""
        with self._pen.on(actor, wish.REMOVE_CASE, review_id) as opened:
            review, session = opened.record, opened.unit.session
            refusals.refuse_concluded(review, "移出原案")
            refusals.refuse_of_one_case(review)
            staying = [case for case in cases_of(session, review) if case.id != case_id]
            put_cases(opened.unit, review, staying)
            concerned = align_hits(opened.unit, review)
            written = opened.written
        self._tell(concerned)
        return written

    def lacking(self, review_id: int) -> tuple[str, ...]:
        """What is missing before the review can be concluded; raises ReviewNotFound."""
        with self._pen.database.read() as session:
            return ending.lacking(session, self._had(session, review_id), self._dimensions)

    def outstanding(self, review_id: int) -> tuple[Outstanding, ...]:
        """What stands in the way of closing; raises ReviewNotFound."""
        with self._pen.database.read() as session:
            return ending.outstanding(session, self._had(session, review_id))

    @performs(wish.CONCLUDE)
    def conclude(self, actor: Actor, review_id: int, version: int, draft: ConclusionDraft) -> Written:
        """Let the findings stand; raises ReviewNotComplete with all that is missing."""
        conclusion = needed("conclusion", "审视结论", draft.conclusion)
        with self._pen.on(actor, wish.CONCLUDE, review_id) as opened:
            review, session = opened.record, opened.unit.session
            refuse_changed(session, review, version, review.entry_number)
            refusals.refuse_concluded(review, "再次审结")
            day_that_can_be("on", "审结日期", draft.on, self._clock.today(), review.started_on)
            missing = ending.lacking(session, review, self._dimensions)
            if missing:
                raise refusals.ReviewNotComplete(f"{review.entry_number} 还不能审结", missing)
            refusals.refuse_original_handler(review.handler, cases_of(session, review))
            review.concluded_on, review.conclusion = draft.on, conclusion
            review.opinion = draft.opinion.strip() or review.opinion
            return opened.written

    @performs(wish.CLOSE)
    def close(self, actor: Actor, review_id: int, version: int, draft: CloseDraft) -> Written:
        """Close a concluded review; raises ReviewNotComplete with all that is neither done nor excused."""
        with self._pen.on(actor, wish.CLOSE, review_id) as opened:
            review, session = opened.record, opened.unit.session
            refuse_changed(session, review, version, review.entry_number)
            refusals.refuse_closed(review, "再次办结")
            if review.concluded_on is None:
                raise DomainError(f"{review.entry_number} 还没有审结，不能办结。请先审结，让审视发现和结论定下来。")
            day_that_can_be("on", "办结日期", draft.on, self._clock.today(), review.concluded_on)
            lines = ending.outstanding(session, review)
            refused = ending.unexcused(lines, draft.excuses)
            if refused:
                raise refusals.ReviewNotComplete(f"{review.entry_number} 还不能办结", refused)
            review.closed_on, review.close_note = draft.on, ending.note_of(lines, draft.note, draft.excuses)
            self._parts.starter.follow(opened.unit, RecordType.REVERSE_REVIEW, review)
            return opened.written

    @performs(wish.REOPEN)
    def reopen(self, actor: Actor, review_id: int, version: int, reason: str) -> Written:
        """Look a concluded or closed review over again; what was found stays and can be changed."""
        why = needed("reason", "重新审视的理由", reason)
        with self._pen.on(actor, wish.REOPEN, review_id, why) as opened:
            review = opened.record
            refuse_changed(opened.unit.session, review, version, review.entry_number)
            if review.concluded_on is None:
                raise DomainError(f"{review.entry_number} 正在审视中，不需要重新审视。可以直接修改审视发现。")
            refusals.refuse_archived(review)
            review.concluded_on = review.closed_on = review.close_note = None
            return opened.written

    @performs(wish.ARCHIVE)
    def archive(self, actor: Actor, review_id: int, version: int, number: str) -> Written:
        """Register the number under which a closed review was archived; an empty one takes it back out."""
        with self._pen.on(actor, wish.ARCHIVE, review_id) as opened:
            review = opened.record
            refuse_changed(opened.unit.session, review, version, review.entry_number)
            if review.closed_on is None:
                raise DomainError(f"{review.entry_number} 还没有办结，不能归档。请先办结。")
            review.archive_number = number.strip() or None
            return opened.written

    def _tell(self, cases: Sequence[int]) -> None:
        """Say that triggers of these cases were taken up, or wait again."""
        if cases:
            self._pen.changes.publish(RecordType.ORIGINAL_CASE, cases)

    @property
    def _dimensions(self) -> tuple[str, ...]:
        return tuple(each.name for each in self._parts.catalogue.dimensions)

    def _had(self, session: Session, review_id: int) -> ReverseReview:
        review = session.get(ReverseReview, review_id)
        if review is None:
            raise refusals.ReviewNotFound(review_id)
        return review
