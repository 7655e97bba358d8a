"""What the office does with a reverse review: open, amend, choose its cases, conclude, close; each one transaction."""

from dataclasses import dataclass
from datetime import date

from app.models.actor import Actor
from app.models.database import Unit
from app.models.reverse_review import ReverseReview
from app.models.review_terms import ReviewKind
from app.models.terms import RecordType
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.pen import Opened, Pen
from app.services.lists.listing import Listing
from app.services.reverse_reviews import intentions as wish
from app.services.reverse_reviews import refusals
from app.services.reverse_reviews.cards import ReviewCards
from app.services.reverse_reviews.filling import cases_of, fill, put_cases, refuse_draft, take_up_hits
from app.services.reverse_reviews.rows import ReviewCard, ReviewDraft
from app.services.trail.since import refuse_changed


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by the desk."""

    pen: Pen[ReverseReview]
    cards: ReviewCards
    starter: Starter
    clock: Clock


class ReverseReviews:
    """Reviews: their list, their record, and the steps of the office."""

    def __init__(self, listing: Listing, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self.listing = listing
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

        The triggers of its list that its cases have met and that wait are taken up with it.
        """
        refuse_draft(draft, self._clock.today())  # here too: nobody waits for the store to be told what is missing
        with self._pen.new(actor, wish.OPEN) as unit:
            review = self.begin(unit, draft)
            taken_up = take_up_hits(unit, review)
            written = Opened(unit, review).written
        if taken_up:
            self._pen.changes.publish(RecordType.ORIGINAL_CASE, taken_up)
        return written

    def begin(self, unit: Unit, draft: ReviewDraft) -> ReverseReview:
        """Open a review within another service's transaction; raises FieldProblem, ReviewerHandledIt."""
        refuse_draft(draft, self._clock.today())
        cases = refusals.needed_cases(unit.session, draft.case_ids)
        refusals.refuse_original_handler(draft.handler, cases)
        number = entry_numbers(unit, RecordType.REVERSE_REVIEW, self._clock.today().year)[0]
        review = ReverseReview(entry_number=number)
        fill(review, draft, cases)
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
            if draft.kind is ReviewKind.CASE and draft.case_ids:
                cases = refusals.needed_cases(session, draft.case_ids)
            refusals.refuse_count(draft.kind, len(cases))
            refusals.refuse_original_handler(draft.handler, cases)
            fill(review, draft, cases)
            put_cases(opened.unit, review, cases)
            return opened.written
