"""The office's papers: templates and fonts, found when the first paper is made."""

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from app.services.documents.facts import LetterFacts, RenderedDocument, TableDocument
from app.services.documents.letter.render import render_letter, render_letters
from app.services.documents.letter.template import LetterTemplate, load_template
from app.services.documents.paper.finding import AddedFont
from app.services.documents.paper.fonts import Fonts
from app.services.documents.table import render_table, render_tables
from app.services.foundation.progress import Progress
from app.services.foundation.resources import Resources


class Documents:
    """Makes PDFs of facts handed in; knows nothing of the store."""

    def __init__(
        self,
        resources: Resources,
        installed: Iterable[Path] = (),
        added: Callable[[], Sequence[AddedFont]] = tuple,
    ) -> None:
        """``installed`` are the system's font folders, ``added`` tells the font files of the office.

        Without them only the bundled fonts print. Nothing is read yet.
        """
        self._resources, self._installed, self._added = resources, tuple(installed), added
        self._made: tuple[tuple[AddedFont, ...], Fonts] | None = None
        self._making = threading.Lock()

    @property
    def fonts(self) -> Fonts:
        """The fonts within reach; found anew once the office has added or removed one."""
        added = tuple(self._added())
        with self._making:
            if self._made is None or self._made[0] != added:
                self._made = added, Fonts(self._resources.fonts, self._installed, added)
            return self._made[1]

    def look_again(self) -> None:
        """Find the fonts anew, since one may have been installed meanwhile."""
        with self._making:
            self._made = None

    def unprintable(self, text: str) -> tuple[str, ...]:
        """The characters of a text that no font has, to be named before anything is printed; raises FontUnusable."""
        return self.fonts.unprintable(text)

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
