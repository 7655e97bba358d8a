"""Whether what a letter says may still be changed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.letter_terms import ObjectionOutcome
from app.models.objection import Objection
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType, SuggestionStep
from app.services.papers.archive import newest_edition
from app.services.papers.number_book import is_left_in_system
from app.services.papers.rows import LETTER, RecordKey


def is_open(session: Session, letter: Letter) -> bool:
    """An issued letter stays as issued.

    One that came with a ledger, or was issued by number alone, may be completed until its text is frozen, too; one that
    was decided to be changed, until the copy that was frozen then has been corrected.
    """
    if letter.step is not SuggestionStep.ISSUED:
        return True
    newest = newest_edition(session, RecordKey(RecordType.SUGGESTION, letter.id), LETTER)
    if _is_to_be_changed(session, letter, newest):
        return True
    if newest:
        return False
    return letter.batch_id is not None or is_left_in_system(session, letter.number or "", letter.entry_number)


def _is_to_be_changed(session: Session, letter: Letter, edition: int) -> bool:
    """An objection or an order of the superior office changed it (检察建议工作规定, 2019, art. 22, 23)."""
    wanted = select(Objection.id).where(
        Objection.suggestion_id == letter.id,
        Objection.outcome == ObjectionOutcome.CHANGED,
        Objection.letter_edition >= edition,
    )
    return session.scalars(wanted.limit(1)).first() is not None
