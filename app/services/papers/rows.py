"""What the papers service gives and takes. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.models.terms import RecordType
from app.services.documents.facts import Annex, DocumentFacts, DocumentStyle

LISTS = {
    "suggestions": RecordType.SUGGESTION,
    "matters": RecordType.MATTER,
    "clues": RecordType.CLUE,
    "reverse-reviews": RecordType.REVERSE_REVIEW,
}
LETTER = "suggestion-letter"
STYLE_SETTING = "letter_style"  # of the letter itself; other kinds append their code after a colon


class DocumentKind(NamedTuple):
    """A document that can be made: its slug, its Chinese name, the list its record stands in."""

    code: str
    name: str
    record: str


class RecordKey(NamedTuple):
    """The record a paper belongs to."""

    record_type: RecordType
    record_id: int


@dataclass(frozen=True)
class TypedPaper:
    """What was typed on one paper of a record: its own facts, and those that say something else than the record.

    Texts may carry the markup of ``documents.rich_text``. An absent name leaves the record's own fact standing.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    style: DocumentStyle | None = None
    title: str = ""
    annexes: tuple[Annex, ...] = ()
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""

    def over(self, known: DocumentFacts) -> DocumentFacts:
        """What the record knows, with what was typed in its place."""
        return replace(
            known,
            values={**known.values, **self.values},
            style=self.style or known.style,
            title=self.title,
            annexes=self.annexes,
            copy_number=self.copy_number,
            secrecy=self.secrecy,
            urgency=self.urgency,
        )
