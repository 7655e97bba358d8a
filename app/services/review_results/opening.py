"""Results worked on elsewhere: a suggestion, a clue; made in the review's own transaction, linked both ways."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.actor import Actor
from app.models.case_terms import LinkKind
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_result import ReviewResult
from app.models.terms import RecordType
from app.services.clues.rows import NewLink
from app.services.foundation.changes import Written
from app.services.foundation.pen import Opened
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.reverse_reviews.refusals import refuse_closed
from app.services.review_results import intentions as wish
from app.services.review_results.carrying_over import letter_draft
from app.services.review_results.kinds import CLUE, SUGGESTION, ResultKind
from app.services.review_results.rows import ClueStart, SuggestionStart
from app.services.review_results.writing import ResultPen, add, put_findings

if TYPE_CHECKING:
    from app.services.clues.links import Links
    from app.services.clues.service import Clues
    from app.services.suggestions.service import Suggestions

_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Opening:
    """Opens records elsewhere for reviews."""

    pen: ResultPen
    suggestions: "Suggestions"
    clues: "Clues"
    links: "Links"

    def suggestion(self, actor: Actor, review_id: int, start: SuggestionStart) -> Written:
        """A draft letter with what the findings say; returns the letter."""
        kind = self.pen.kinds.opening(SUGGESTION)
        with self.pen.reviews.on(actor, wish.OPEN_SUGGESTION, review_id) as opened:
            unit, review = opened.unit, opened.record
            refuse_closed(review, wish.OPEN_SUGGESTION.title)
            begun_on = PartialDate.of(self.pen.today)
            draft = letter_draft(unit.session, review, start)
            letter = self.suggestions.begin_from_clue(unit, draft, begun_on).record
            result = self._result(opened, actor, kind, f"检察建议：{letter.addressee}", letter.addressee)
            result.suggestion_id = letter.id
            self._finish(opened, result, (RecordType.SUGGESTION, letter.id), start.finding_ids)
            written = Written(letter.id, unit.act)
        self.pen.reviews.changes.publish(RecordType.SUGGESTION, (written.id,))
        return written

    def clue(self, actor: Actor, review_id: int, start: ClueStart) -> Written:
        """A clue with what the findings say; returns the clue. Raises ContentWithheld for what is not taken in."""
        kind = self.pen.kinds.opening(CLUE)
        to = needed("to", "移送给哪个部门", start.to)
        with self.pen.reviews.on(actor, wish.HAND_ON_CLUE, review_id) as opened:
            unit, review = opened.unit, opened.record
            refuse_closed(review, wish.HAND_ON_CLUE.title)
            day_that_can_be("on", "移送日期", start.on, self.pen.today, review.started_on)
            clue = self.clues.enter(unit, start.clue).record
            result = self._result(
                opened, actor, kind, f"监督线索：{clue.subject or clue.unit or clue.entry_number}", to
            )
            result.clue_id, result.sent_on, result.transferred_to = clue.id, start.on, to
            self._finish(opened, result, (RecordType.CLUE, clue.id), start.finding_ids)
            written = Written(clue.id, unit.act)
        self.pen.reviews.changes.publish(RecordType.CLUE, (written.id,))
        return written

    def _result(
        self, opened: Opened[ReverseReview], actor: Actor, kind: ResultKind, title: str, to: str
    ) -> ReviewResult:
        result = ReviewResult(
            kind=kind.code,
            name=kind.name,
            title=title[:_LONGEST_TITLE],
            addressee=to,
            is_outside=kind.is_outside(chosen=False),
        )
        return add(opened.unit, opened.record, actor, self.pen.today, result)

    def _finish(
        self, opened: Opened[ReverseReview], result: ReviewResult, other: tuple[RecordType, int], ids: tuple[int, ...]
    ) -> None:
        put_findings(opened.unit, result, ids)
        link = NewLink(other, LinkKind.SIBLING, f"由{opened.record.entry_number}启动：{result.name}")
        self.links.add(opened.unit, (RecordType.REVERSE_REVIEW, opened.record.id), link)
