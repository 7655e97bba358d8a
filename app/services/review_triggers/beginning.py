"""The review that is begun for some hits of a case: what it is called, and for what."""

from collections.abc import Sequence

from app.models.original_case import OriginalCase, TriggerHit
from app.models.review_terms import ReviewKind
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_triggers.dealing import words_of
from app.services.review_triggers.rows import ReviewStart


def draft_for(case: OriginalCase, hits: Sequence[TriggerHit], start: ReviewStart, handler: str) -> ReviewDraft:
    """An empty title is left to the reviews, which name a 个案审视 after its case."""
    return ReviewDraft(
        kind=ReviewKind.CASE,
        started_on=start.started_on,
        trigger_list=hits[0].trigger_list,
        title=start.title.strip(),
        trigger=words_of(hits),
        case_ids=(case.id,),
        handler=handler,
        department=start.department.strip(),
        remarks=start.remarks.strip(),
    )
