"""What a letter's addressee answered, read together: replies, objections, items, the objection period."""

from app.models.database import Database
from app.models.suggestion import Suggestion as Letter
from app.services.deadlines.service import Deadlines
from app.services.foundation.clock import Clock
from app.services.replies.reading import objections_of, period_of, replies_of
from app.services.replies.rows import RepliesCard
from app.services.suggestion_items.reading import items_of
from app.services.suggestions.refusals import LetterNotFound


class Replies:
    """The answers to all letters; they are written by ``Suggestions.record_reply`` and ``Objections``."""

    def __init__(self, database: Database, deadlines: Deadlines, clock: Clock) -> None:
        """``deadlines`` computes the objection period."""
        self._database, self._deadlines, self._clock = database, deadlines, clock

    def of(self, letter_id: int) -> RepliesCard:
        """Everything about one letter; raises LetterNotFound."""
        with self._database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            return RepliesCard(
                letter_id=letter.id,
                version=letter.version,
                replies=replies_of(session, letter),
                objections=objections_of(session, letter.id),
                items=items_of(session, letter),
                period=period_of(letter, self._deadlines, self._clock.today()),
            )
