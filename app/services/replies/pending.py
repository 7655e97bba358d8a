"""The objection of a letter that is still being reconsidered, and what must wait for it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.letter_terms import ObjectionOutcome
from app.models.objection import Objection
from app.models.suggestion import Suggestion as Letter
from app.services.foundation.errors import DomainError


def pending_objection(session: Session, letter_id: int) -> Objection | None:
    """The objection whose reconsideration has not been registered."""
    wanted = select(Objection).where(
        Objection.suggestion_id == letter_id, Objection.outcome == ObjectionOutcome.PENDING
    )
    return session.scalars(wanted.order_by(Objection.id)).first()


def refuse_pending(session: Session, letter: Letter, wish: str) -> None:
    """Refuse what cannot be done before an objection is answered (检察建议工作规定, 2019, art. 23)."""
    found = pending_objection(session, letter.id)
    if found is not None:
        raise DomainError(
            f"{letter.number or letter.entry_number} 的异议（{found.raised_on} 收文）还在复核，不能{wish}。"
            "请先登记复核结果：维持、变更或撤回。"
        )
