"""What may be done with hits, and the words a review begun for them carries; inside an open transaction."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_terms import HitState
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.review_triggers.refusals import HitNotFound, HitsRefused

MOST_WORDS = 200  # of the triggers named on a review


def waiting_hits(session: Session, hit_ids: Sequence[int]) -> list[TriggerHit]:
    """The hits, none of which has been dealt with; raises HitNotFound, HitsRefused naming each that cannot be."""
    if not hit_ids:
        raise DomainError("没有选择触发情形。请先在清单里选择。")
    hits = [session.get(TriggerHit, key) for key in dict.fromkeys(hit_ids)]
    there = [hit for hit in hits if hit is not None]
    if len(there) < len(hits):
        raise HitNotFound(0)
    refused = [f"{_named(session, hit)}：{why}" for hit in there if (why := _standing_against(session, hit))]
    if refused:
        raise HitsRefused(refused)
    return there


def of_one_case(session: Session, hits: Sequence[TriggerHit]) -> OriginalCase:
    """The case all hits are about; raises DomainError where they are of several cases, or of both lists."""
    if len({hit.case_id for hit in hits}) > 1:
        raise DomainError("选中的触发情形不是同一件原案的，不能并到一件个案审视。请只选一件原案的，或用类案审视。")
    if len({hit.trigger_list for hit in hits}) > 1:
        raise DomainError("反向审视和逐案分析两张清单分开办理，不能并到一件。请分别启动。")
    return session.get_one(OriginalCase, hits[0].case_id)


def words_of(hits: Sequence[TriggerHit]) -> str:
    """刑事申诉、重复信访: what a review is begun for."""
    return "、".join(dict.fromkeys(hit.name for hit in hits))[:MOST_WORDS]


def running_review(session: Session, number: str, hits: Sequence[TriggerHit], case: OriginalCase) -> ReverseReview:
    """The review with that 登记号 that looks at the case and has not ended; raises FieldProblem."""
    typed = number.strip().split(maxsplit=1)[0] if number.strip() else ""
    if not typed:
        raise FieldProblem("review_number", "请填写在办审视的登记号，例如 FS2026-00001。")
    review = session.scalars(select(ReverseReview).where(ReverseReview.entry_number == typed)).one_or_none()
    if review is None:
        raise FieldProblem("review_number", f"没有登记号为“{typed}”的审视。请核对。")
    if review.closed_on is not None:
        raise FieldProblem("review_number", f"{typed} 已于 {review.closed_on} 办结，不能再归入。请另行启动审视。")
    if review.trigger_list is not hits[0].trigger_list:
        raise FieldProblem("review_number", f"{typed} 是{review.trigger_list.label}，与这张清单不同，不能归入。")
    looked_at = select(ReviewedCase.id).where(ReviewedCase.review_id == review.id, ReviewedCase.case_id == case.id)
    if review.case_id != case.id and session.scalars(looked_at).first() is None:
        raise FieldProblem("review_number", f"{typed} 审视的案件里没有 {case.entry_number}。请核对登记号。")
    return review


def reviews_of(session: Session, hit: TriggerHit) -> tuple[str, ...]:
    """登记号 and title of the reviews a hit could go into."""
    looked_at = select(ReviewedCase.review_id).where(ReviewedCase.case_id == hit.case_id)
    its = (ReverseReview.case_id == hit.case_id) | ReverseReview.id.in_(looked_at)
    wanted = select(ReverseReview).where(
        its, ReverseReview.closed_on.is_(None), ReverseReview.trigger_list == hit.trigger_list
    )
    found = session.scalars(wanted.order_by(ReverseReview.id.desc()))
    return tuple(f"{review.entry_number} {review.title}" for review in found)


def take_up(hits: Sequence[TriggerHit], review: ReverseReview) -> None:
    """The hits are dealt with by a review from now on."""
    for hit in hits:
        hit.state, hit.review_id = HitState.TAKEN_UP, review.id


def _standing_against(session: Session, hit: TriggerHit) -> str:
    told: dict[HitState, Callable[[], str]] = {
        HitState.TAKEN_UP: lambda: f"已由 {_review_number(session, hit)} 审视。",
        HitState.EXCUSED: lambda: f"{hit.excused_by}已于 {hit.excused_on} 说明理由不审视。要改变的，先撤销那次说明。",
    }
    if hit.state in told:
        return told[hit.state]()
    return "原案的事实已更正，不再符合这一情形，不用处理。" if hit.is_void else ""


def _named(session: Session, hit: TriggerHit) -> str:
    return f"{session.get_one(OriginalCase, hit.case_id).entry_number} {hit.name}"


def _review_number(session: Session, hit: TriggerHit) -> str:
    review = session.get(ReverseReview, hit.review_id) if hit.review_id else None
    return review.entry_number if review else "另一件审视"
