"""Reads the items of a letter inside somebody's session."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import SuggestionItem
from app.models.terms import Adoption, Rectification
from app.services.suggestion_items.deriving import adoption_of, lines_of, rectification_of, rectified_on
from app.services.suggestion_items.rows import ItemRow


def kept_items(session: Session, letter_id: int) -> list[SuggestionItem]:
    """The items kept for a letter, in their order; empty where it was never split."""
    wanted = select(SuggestionItem).where(SuggestionItem.suggestion_id == letter_id)
    return list(session.scalars(wanted.order_by(SuggestionItem.place)))


def items_of(session: Session, letter: Letter) -> tuple[ItemRow, ...]:
    """The items of a letter; where none are kept, the lines of its proposal, without ids."""
    kept = kept_items(session, letter.id)
    if kept:
        return tuple(_row(each) for each in kept)
    return tuple(ItemRow(None, place, line) for place, line in enumerate(lines_of(letter.proposal or ""), start=1))


def follow_items(session: Session, letter: Letter) -> None:
    """Write on the letter what its kept items come to; what no item says anything about stays as it is."""
    kept = kept_items(session, letter.id)
    adoption = adoption_of([each.adoption for each in kept])
    rectification = rectification_of([each.rectification for each in kept])
    if adoption is not Adoption.UNRECORDED:
        letter.adoption = adoption
    if rectification is not Rectification.UNRECORDED:
        letter.rectification = rectification
        letter.rectified_on = rectified_on([each.rectified_on for each in kept])


def _row(item: SuggestionItem) -> ItemRow:
    return ItemRow(
        id=item.id,
        place=item.place,
        measure=item.measure,
        fact=item.fact or "",
        basis=item.basis or "",
        responsible_unit=item.responsible_unit or "",
        adoption=item.adoption,
        adoption_reason=item.adoption_reason or "",
        adopted_on=item.adopted_on,
        rectification=item.rectification,
        rectified_on=item.rectified_on,
        evidence=item.evidence or "",
    )
