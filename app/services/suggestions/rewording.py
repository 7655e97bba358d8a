"""Whether what a letter says may still be changed."""

from sqlalchemy.orm import Session

from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType, SuggestionStep
from app.services.papers.archive import count_of_frozen
from app.services.papers.number_book import is_left_in_system
from app.services.papers.rows import LETTER, RecordKey


def is_open(session: Session, letter: Letter) -> bool:
    """An issued letter stays as issued.

    One that came with a ledger, or was issued by number alone, may be completed until its text is frozen, too.
    """
    if letter.step is not SuggestionStep.ISSUED:
        return True
    if count_of_frozen(session, RecordKey(RecordType.SUGGESTION, letter.id), LETTER):
        return False
    return letter.batch_id is not None or is_left_in_system(session, letter.number or "", letter.entry_number)
