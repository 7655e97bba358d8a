"""Makes the services of suggestion letters: the letters themselves, and all that leads to them and follows them."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.store_desk import StoreDesk

if TYPE_CHECKING:
    from app.models.suggestion import Suggestion
    from app.services.foundation.pen import Pen
    from app.services.replies.objections import Objections
    from app.services.replies.service import Replies
    from app.services.suggestions.cards import Cards
    from app.services.suggestions.due import ReplyDues
    from app.services.suggestions.service import Suggestions


class LetterDesk(StoreDesk):
    """The services of letters, each made when first asked."""

    @cached_property
    def suggestions(self) -> "Suggestions":
        """Procuratorial suggestions."""
        from app.services.suggestions.listing import letter_listing
        from app.services.suggestions.service import Parts, Suggestions

        parts = Parts(self._letter_pen, self._dues, self._starter, self.offices, self.attachments, self.clock)
        return Suggestions(letter_listing(self._database), self._cards, parts)

    @cached_property
    def replies(self) -> "Replies":
        """What addressees answered."""
        from app.services.replies.service import Replies

        return Replies(self._database, self.deadlines, self.clock)

    @cached_property
    def objections(self) -> "Objections":
        """Objections and their reconsideration."""
        from app.services.replies.objections import Objections, Parts

        return Objections(Parts(self._letter_pen, self._deciding))

    @cached_property
    def _letter_pen(self) -> "Pen[Suggestion]":
        """Writes letters."""
        from app.models.suggestion import Suggestion
        from app.models.terms import RecordType
        from app.services.foundation.pen import Pen
        from app.services.suggestions.refusals import LetterNotFound

        return Pen(self._database, self.clock, self.changes, Suggestion, RecordType.SUGGESTION, LetterNotFound)

    @cached_property
    def _cards(self) -> "Cards":
        from app.services.suggestions.cards import Cards

        return Cards(self._database, self._dues)

    @cached_property
    def _dues(self) -> "ReplyDues":
        from app.services.suggestions.due import ReplyDues

        return ReplyDues(self.deadlines)
