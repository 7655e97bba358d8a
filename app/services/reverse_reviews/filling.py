"""Writes a draft into a review: its texts, its name, its cases, the triggers that are taken up with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import CaseGrade, ReviewFinding
from app.models.review_terms import HitState, ReviewKind, TriggerList
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.reverse_reviews.cards import TEXTS, draft_of
from app.services.reverse_reviews.refusals import refuse_count
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.suggestions.refusals import official_number

_LONGEST_TITLE = 200
_ENDINGS = {TriggerList.REVERSE: "反向审视", TriggerList.ANALYSIS: "逐案分析"}


def refuse_draft(draft: ReviewDraft, today: date, *, is_begun: bool = False) -> None:
    """Refuse what is wrong with the draft itself; raises FieldProblem. ``is_begun`` reviews may keep their cases."""
    if not is_begun:
        refuse_count(draft.kind, len(set(draft.case_ids)))
    needed("handler", "审视人", draft.handler)
    day_that_can_be("started_on", "启动日期", draft.started_on, today, None)
    first, last = draft.period_first, draft.period_last
    if first and last and last < first:
        raise FieldProblem("period_last", f"期间的止日（{last}）早于起日（{first}）。请核对。")
    if draft.kind is ReviewKind.COMPREHENSIVE and not (first and last):
        field = "period_last" if first else "period_first"
        raise FieldProblem(field, "综合审视请写明审视哪一期间的案件（起日和止日）。")
    if draft.kind is ReviewKind.THEMATIC:
        needed("title", "类案审视的名称，如“某类案件证据采信问题类案审视”", draft.title)
        if not (draft.case_ids or draft.pattern or (first and last) or is_begun):
            raise FieldProblem("case_ids", "类案审视请选择所审的原案，或写明审视哪一期间的案件。")


def fill(review: ReverseReview, draft: ReviewDraft, cases: Sequence[OriginalCase]) -> None:
    """Write the draft; a name that was not typed is made of the case or the period."""
    for name in TEXTS:
        setattr(review, name, getattr(draft, name).strip() or None)
    review.number = official_number(draft.number) if draft.number.strip() else None
    review.kind, review.trigger_list, review.started_on = draft.kind, draft.trigger_list, draft.started_on
    review.period_first, review.period_last = draft.period_first, draft.period_last
    review.pattern = draft.pattern or None
    review.case_id = cases[0].id if draft.kind is ReviewKind.CASE else None
    review.title = (draft.title.strip() or _title(draft, cases))[:_LONGEST_TITLE]


def renamed(review: ReverseReview, draft: ReviewDraft, before: Sequence[OriginalCase]) -> ReviewDraft:
    """The draft without the name that was made of what the review was about; it is made anew where that changes."""
    if draft.title.strip() == _title(draft_of(review), before):
        return replace(draft, title="")
    return draft


def refuse_number_taken(session: Session, review: ReverseReview) -> None:
    """A 文号 belongs to one review; raises FieldProblem."""
    if review.number is None:
        return
    with session.no_autoflush:
        same = select(ReverseReview).where(ReverseReview.number == review.number)
        other = session.scalars(same.where(ReverseReview.id != review.id) if review.id else same).first()
    if other is not None:
        raise FieldProblem(
            "number", f"文号 {review.number} 已用于 {other.entry_number}（{other.title}）。请与文号登记核对。"
        )


def put_cases(unit: Unit, review: ReverseReview, cases: Sequence[OriginalCase]) -> None:
    """Make these the cases of the review; raises DomainError where something was found in one that would leave."""
    standing = {each.case_id: each for each in _rows(unit.session, review)}
    kept = {case.id for case in cases}
    for key, row in standing.items():
        if key not in kept:
            refuse_leaving(unit.session, review, key)
            unit.session.delete(row)
    unit.session.add_all(
        ReviewedCase(review_id=review.id, case_id=case.id) for case in cases if case.id not in standing
    )
    unit.session.flush()


def cases_of(session: Session, review: ReverseReview) -> list[OriginalCase]:
    """The cases of a review, in the order in which they were taken in."""
    wanted = select(OriginalCase).join(ReviewedCase, ReviewedCase.case_id == OriginalCase.id)
    return list(session.scalars(wanted.where(ReviewedCase.review_id == review.id).order_by(ReviewedCase.id)))


def refuse_leaving(session: Session, review: ReverseReview, case_id: int) -> None:
    """A case stays while findings or grades of the review speak of it."""
    case = session.get(OriginalCase, case_id)
    for table, words in ((ReviewFinding, "审视发现"), (CaseGrade, "案件等次")):
        found = select(table.id).where(table.review_id == review.id, table.case_id == case_id).limit(1)
        if session.scalar(found) is not None:
            name = f"{case.entry_number} {case.name}" if case else "这件原案"
            raise DomainError(f"{name} 已有{words}，不能移出 {review.entry_number}。请先删除它的{words}，再移出。")


def align_hits(unit: Unit, review: ReverseReview) -> list[int]:
    """Let the review hold the triggers of its list that its cases met, and no others; gives the cases concerned.

    A trigger it held waits again where its case has left or its list is another one now. A 类案审视 or 综合审视 takes
    none up by itself: each case that met a trigger still wants its own review (一案一评查), or somebody says so by
    joining it.
    """
    its_cases = select(ReviewedCase.case_id).where(ReviewedCase.review_id == review.id)
    held = select(TriggerHit).where(TriggerHit.review_id == review.id, TriggerHit.state == HitState.TAKEN_UP)
    is_its = and_(TriggerHit.case_id.in_(its_cases), TriggerHit.trigger_list == review.trigger_list)
    left = list(unit.session.scalars(held.where(~is_its)))
    waiting = select(TriggerHit).where(is_its, TriggerHit.state == HitState.OPEN, TriggerHit.is_void.is_(False))
    is_of_one_case = review.kind is ReviewKind.CASE
    found = list(unit.session.scalars(waiting.order_by(TriggerHit.id))) if is_of_one_case else []
    for hit in left:
        hit.state, hit.review_id = HitState.OPEN, None
    for hit in found:
        hit.state, hit.review_id = HitState.TAKEN_UP, review.id
    if found and not review.trigger:
        review.trigger = "、".join(dict.fromkeys(hit.name for hit in found))[:_LONGEST_TITLE]
    unit.session.flush()
    return sorted({hit.case_id for hit in (*left, *found)})


def _rows(session: Session, review: ReverseReview) -> list[ReviewedCase]:
    return list(session.scalars(select(ReviewedCase).where(ReviewedCase.review_id == review.id)))


def _title(draft: ReviewDraft, cases: Sequence[OriginalCase]) -> str:
    ending = _ENDINGS[draft.trigger_list]
    if draft.kind is ReviewKind.CASE and cases:
        return f"{cases[0].name}{ending}"[-_LONGEST_TITLE:]
    return f"{draft.period_first}至{draft.period_last}综合{ending}"
