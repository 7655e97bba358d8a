"""Makes the services of suggestion letters: the letters themselves, and all that leads to them and follows them."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.store_desk import StoreDesk

if TYPE_CHECKING:
    from app.models.suggestion import Suggestion
    from app.services.experts.service import Experts
    from app.services.follow_ups.closing import LetterClosing
    from app.services.follow_ups.demands import Demands
    from app.services.follow_ups.service import FollowUps
    from app.services.foundation.pen import Pen
    from app.services.further_measures.service import FurtherMeasures
    from app.services.replies.objections import Objections
    from app.services.replies.service import Replies
    from app.services.serving.methods import ServingMethods
    from app.services.serving.service import Serving
    from app.services.suggestion_items.service import SuggestionItems
    from app.services.suggestion_library.recurrence import Recurrences
    from app.services.suggestion_library.service import SuggestionLibrary
    from app.services.suggestion_paths.following import ApprovalFollowing
    from app.services.suggestion_paths.gate import PathGate
    from app.services.suggestion_paths.library import PathLibrary
    from app.services.suggestion_paths.service import SuggestionPaths
    from app.services.suggestions.cards import Cards
    from app.services.suggestions.choices import LetterChoices
    from app.services.suggestions.due import ReplyDues
    from app.services.suggestions.response_times import ResponseTimes
    from app.services.suggestions.service import Suggestions
    from app.services.unit_history.service import UnitHistories


class LetterDesk(StoreDesk):
    """The services of letters, each made when first asked."""

    @cached_property
    def suggestions(self) -> "Suggestions":
        """Procuratorial suggestions."""
        from app.services.suggestions.listing import letter_listing
        from app.services.suggestions.service import Parts, Suggestions

        means = (self._letter_pen, self._dues, self._starter, self.offices, self.attachments, self.clock)
        parts = Parts(*means, self._serving_methods, self._demands, self._path_gate)
        return Suggestions(letter_listing(self._database), self._cards, parts)

    @cached_property
    def suggestion_items(self) -> "SuggestionItems":
        """The suggestions 1…n of letters."""
        from app.services.suggestion_items.service import SuggestionItems

        return SuggestionItems(self._letter_pen)

    @cached_property
    def suggestion_paths(self) -> "SuggestionPaths":
        """The steps of letters from clue to issue, and who decides each."""
        from app.services.clues.links import Links
        from app.services.suggestion_paths.service import Parts, SuggestionPaths

        return SuggestionPaths(
            Parts(
                pen=self._letter_pen,
                gate=self._path_gate,
                starter=self._starter,
                attachments=self.attachments,
                types=self.type_library,
                suggestions=self.suggestions,
                links=Links(self._database, self.clock, self.changes),
            )
        )

    @cached_property
    def path_library(self) -> "PathLibrary":
        """The suggestion paths."""
        from app.services.suggestion_paths.library import PathLibrary

        return PathLibrary(self.resources.suggestion_paths)

    @cached_property
    def _path_gate(self) -> "PathGate":
        from app.services.suggestion_paths.gate import PathGate

        return PathGate(self.path_library)

    @cached_property
    def _letters_follow_approvals(self) -> "ApprovalFollowing":
        from app.services.suggestion_paths.following import ApprovalFollowing

        return ApprovalFollowing(self._path_gate, self._starter)

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
    def follow_ups(self) -> "FollowUps":
        """Looks at rectification, revisits, evaluation."""
        from app.services.follow_ups.service import FollowUps, Parts
        from app.services.follow_ups.signs import Signs

        signs = Signs(self.resources.follow_ups)
        means = (self._database, self._letter_pen, self._starter, self.attachments)
        return FollowUps(Parts(*means, signs, self.clock))

    @cached_property
    def letter_closing(self) -> "LetterClosing":
        """The closing checklist of letters, taking up again, archive numbers."""
        from app.services.follow_ups.closing import LetterClosing, Parts

        means = (self._database, self._letter_pen, self._starter, self.offices)
        return LetterClosing(Parts(*means, self._demands, self.clock))

    @cached_property
    def _demands(self) -> "Demands":
        from app.services.follow_ups.demands import Demands

        return Demands(self.resources.follow_ups)

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

    @cached_property
    def recurrences(self) -> "Recurrences":
        """同类问题再次发生."""
        from app.services.suggestion_library.recurrence import Recurrences

        return Recurrences(self._database, self.clock, self.resources)

    @cached_property
    def suggestion_library(self) -> "SuggestionLibrary":
        """建议库."""
        from app.services.suggestion_library.favourites import Favourites
        from app.services.suggestion_library.finding import LetterFinder
        from app.services.suggestion_library.paragraphs import Paragraphs
        from app.services.suggestion_library.service import SuggestionLibrary

        means = (self._database, self.clock, self.changes)
        finder = LetterFinder(self._database, self.search)
        return SuggestionLibrary(finder, Paragraphs(*means), Favourites(*means), self.recurrences)

    @cached_property
    def unit_histories(self) -> "UnitHistories":
        """单位履历."""
        from app.services.unit_history.service import Parts, UnitHistories

        return UnitHistories(Parts(self._database, self.clock, self.changes, self.offices, self.recurrences))

    @cached_property
    def experts(self) -> "Experts":
        """专家库, 人才库."""
        from app.services.experts.listing import expert_listing
        from app.services.experts.opinions import Opinions
        from app.services.experts.service import Experts

        means = (self._database, self.clock, self.changes)
        return Experts(expert_listing(self._database), *means, Opinions(*means, self.attachments))

    @cached_property
    def letter_choices(self) -> "LetterChoices":
        """What the columns of letters hold, for choosing."""
        from app.services.suggestions.choices import LetterChoices

        return LetterChoices(self._database)

    @cached_property
    def response_times(self) -> "ResponseTimes":
        """How long replies took."""
        from app.services.suggestions.listing import letter_listing
        from app.services.suggestions.response_times import ResponseTimes

        return ResponseTimes(letter_listing(self._database))
