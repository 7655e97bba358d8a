"""Letters as tests vary them: the facts of a 检察建议书 one by one, and the papers that take them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.models.dates import PartialDate
from app.services.documents.composition import Composition
from app.services.documents.facts import DocumentFacts, DocumentStyle, RenderedDocument
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.foundation.resources import Resources

SHIPPED = Resources(Path(__file__).parents[2] / "resources")
TODAY = date(2026, 11, 22)
_SHEET = ("number", "style", "title", "drafted_by", "drafted_at", "is_demonstration")


@dataclass(frozen=True)
class Letter:
    """One letter."""

    office: str
    addressee: str
    case_source: str = ""
    facts: str = ""
    problem: str = ""
    proposals: tuple[str, ...] = ()
    basis: str = ""
    objection_period: str = ""
    reply_period: str = ""
    other: str = ""
    copies_to: tuple[str, ...] = ()
    issued_on: PartialDate | date | None = None
    address_as: str = "你单位"
    number: str | None = None
    style: DocumentStyle = DocumentStyle.LEGAL
    title: str = ""
    drafted_by: str = ""
    drafted_at: datetime | None = None
    is_demonstration: bool = False

    @property
    def filled(self) -> DocumentFacts:
        """The letter as the documents service takes it."""
        values = {name: value for name, value in vars(self).items() if name not in _SHEET}
        return DocumentFacts(
            values,
            number=self.number or "",
            style=self.style,
            title=self.title,
            drafted_by=self.drafted_by,
            drafted_at=self.drafted_at,
            is_demonstration=self.is_demonstration,
        )


class LetterDocuments(Documents):
    """The papers, asked for letters."""

    @property
    def letter_template(self) -> Template:
        """The shipped wording."""
        return self.library.find("suggestion-letter", TODAY)

    def worded(self, letter: Letter) -> Composition:
        """What a letter says."""
        return self.compose(self.letter_template, letter.filled)

    def letter(self, letter: Letter) -> RenderedDocument:
        """One letter as PDF."""
        return self.render(self.letter_template, letter.filled)

    def letters(self, letters: Sequence[Letter], for_duplex: bool = False) -> RenderedDocument:
        """Several in one file."""
        wanted = [(self.letter_template, letter.filled) for letter in letters]
        return self.render_all(wanted, for_duplex=for_duplex)
