"""Makes the services of suggestion letters: the letters themselves, and all that leads to them and follows them."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.store_desk import StoreDesk

if TYPE_CHECKING:
    from app.models.suggestion import Suggestion
    from app.services.foundation.pen import Pen
    from app.services.further_measures.service import FurtherMeasures
    from app.services.serving.methods import ServingMethods
    from app.services.serving.service import Serving
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

        means = (self._letter_pen, self._dues, self._starter, self.offices, self.attachments, self.clock)
        parts = Parts(*means, self._serving_methods)
        return Suggestions(letter_listing(self._database), self._cards, parts)

    @cached_property
    def serving(self) -> "Serving":
        """What goes out with letters: seal, services, copies."""
        from app.services.serving.allotting import Allotments
        from app.services.serving.copying import Copying
        from app.services.serving.delivering import Delivery
        from app.services.serving.sealing import Sealing
        from app.services.serving.service import Serving

        pen, letters, methods = self._letter_pen, self.suggestions, self._serving_methods
        allotments = Allotments(self.resources.serving)
        return Serving(
            database=self._database,
            deadlines=self.deadlines,
            methods=methods,
            allotments=allotments,
            sealing=Sealing(self._database, self.clock, self.changes),
            delivery=Delivery(pen, self.attachments, letters, methods, self.clock),
            copying=Copying(pen, letters, allotments, self._starter, self.clock),
        )

    @cached_property
    def _serving_methods(self) -> "ServingMethods":
        from app.services.serving.methods import ServingMethods

        return ServingMethods(self.resources.serving)

    @cached_property
    def further_measures(self) -> "FurtherMeasures":
        """Urging and further measures of letters that were not heeded."""
        from app.services.further_measures.service import FurtherMeasures, Parts

        return FurtherMeasures(Parts(self._letter_pen, self._deciding, self.offices, self.resources))

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
