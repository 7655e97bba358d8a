"""建议库: past letters, paragraphs to use again, own favourites, and what came up again."""

from dataclasses import dataclass

from app.services.suggestion_library.favourites import Favourites
from app.services.suggestion_library.finding import LetterFinder
from app.services.suggestion_library.paragraphs import Paragraphs
from app.services.suggestion_library.recurrence import Recurrences
from app.services.suggestion_library.rows import LibraryAnswer, LibraryQuery


@dataclass(frozen=True)
class SuggestionLibrary:
    """The library of one store."""

    letters: LetterFinder
    paragraphs: Paragraphs
    favourites: Favourites
    recurrences: Recurrences

    def find(self, query: LibraryQuery) -> LibraryAnswer:
        """Past letters by likeness; raises KnownError, DomainError."""
        return self.letters.find(query, self.recurrences.standards)

    def fields(self) -> tuple[str, ...]:
        """The fields (行业领域) known so far."""
        return self.letters.fields()
