"""The office's papers: templates and fonts found in the resources, read when the first paper is made."""

from collections.abc import Sequence
from functools import cached_property

from app.services.documents.facts import LetterFacts, RenderedDocument, TableDocument
from app.services.documents.letter.render import render_letter, render_letters
from app.services.documents.letter.template import LetterTemplate, load_template
from app.services.documents.paper.fonts import Fonts
from app.services.documents.table import render_table, render_tables
from app.services.foundation.progress import Progress
from app.services.foundation.resources import Resources


class Documents:
    """Makes PDFs of facts handed in; knows nothing of the store."""

    def __init__(self, resources: Resources) -> None:
        """Nothing is read yet."""
        self._resources = resources

    @cached_property
    def fonts(self) -> Fonts:
        """The bundled faces."""
        return Fonts(self._resources.fonts)

    @cached_property
    def letter_template(self) -> LetterTemplate:
        """The wording of the suggestion letter; raises TemplateDamaged."""
        return load_template(self._resources.documents / "suggestion-letter.toml")

    def letter(self, facts: LetterFacts) -> RenderedDocument:
        """One suggestion letter; raises GlyphMissing, TemplateDamaged, FontUnusable."""
        return render_letter(facts, self.letter_template, self.fonts)

    def letters(
        self, letters: Sequence[LetterFacts], progress: Progress | None = None, for_duplex: bool = False
    ) -> RenderedDocument:
        """Many letters in one PDF; ``progress`` may cancel it."""
        return render_letters(letters, self.letter_template, self.fonts, progress, for_duplex)

    def table(self, document: TableDocument) -> bytes:
        """A table as PDF; raises GlyphMissing, FontUnusable."""
        return render_table(document, self.fonts)

    def tables(self, documents: Sequence[TableDocument]) -> bytes:
        """Several tables as one PDF, its pages numbered through; raises GlyphMissing, FontUnusable."""
        return render_tables(documents, self.fonts)
