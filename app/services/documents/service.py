"""The office's papers: templates and fonts, found when the first paper is made."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.services.documents.charting.pages import ChartPaper, tables_of
from app.services.documents.composition import Composition
from app.services.documents.facts import DocumentFacts, RenderedDocument, TableDocument
from app.services.documents.layout.render import render, render_all
from app.services.documents.paper.finding import AddedFont
from app.services.documents.paper.fonts import Fonts
from app.services.documents.register import register_of
from app.services.documents.table import render_table, render_tables
from app.services.documents.templates.library import Own, TemplateLibrary, nothing_own, sound
from app.services.documents.templates.model import Template
from app.services.documents.typeset import FinishedPages, Laid, Typeset
from app.services.documents.wording.compose import compose
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.foundation.resources import Resources


class Documents:
    """Makes PDFs of facts handed in; of the store it knows only the office's own templates."""

    def __init__(
        self,
        resources: Resources,
        own: Own = nothing_own,
        installed: Iterable[Path] = (),
        added: Callable[[], Sequence[AddedFont]] = tuple,
    ) -> None:
        """``own`` gives the office's templates; ``installed`` are the system's font folders, ``added`` its font files.

        Without the last two only the bundled fonts print. Nothing is read yet.
        """
        self._resources, self._installed, self._added = resources, tuple(installed), added
        self._made: tuple[tuple[AddedFont, ...], Fonts] | None = None
        self._making = threading.Lock()
        self.library = TemplateLibrary(resources.documents, own)

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

    def compose(self, template: Template, facts: DocumentFacts) -> Composition:
        """What the document says; not for registers. Raises TemplateDamaged."""
        return compose(facts, sound(template), self.library.commons)

    def render(self, template: Template, facts: DocumentFacts) -> RenderedDocument:
        """One document; raises GlyphMissing, TemplateDamaged, FontUnusable."""
        if template.register is not None:
            return self._register(template, facts)
        return render(self.compose(template, facts), self.fonts)

    def word(self, template: Template, facts: DocumentFacts) -> bytes:
        """One document as .docx; raises GlyphMissing where the PDF does, TemplateDamaged, FontUnusable."""
        from app.services.documents.word.export import word_of
        from app.services.documents.word.register import word_of_table

        if template.register is not None:
            return word_of_table(register_of(sound(template), facts, self.library.commons), self.fonts)
        return word_of(self.compose(template, facts), self.fonts)

    def typeset(self, template: Template, facts: DocumentFacts) -> Laid:
        """One document laid out and not yet written; of a register the finished pages."""
        if template.register is not None:
            return FinishedPages(self._register(template, facts))
        return Typeset(self.compose(template, facts), self.fonts)

    def render_all(
        self,
        wanted: Sequence[tuple[Template, DocumentFacts]],
        progress: Progress | None = None,
        for_duplex: bool = False,
    ) -> RenderedDocument:
        """Many documents in one PDF; ``progress`` may cancel it. Registers stand alone."""
        composed = [self.compose(template, facts) for template, facts in wanted]
        return render_all(composed, self.fonts, progress, for_duplex)

    def table(self, document: TableDocument) -> bytes:
        """A table as PDF; raises GlyphMissing, FontUnusable."""
        return render_table(document, self.fonts)

    def tables(self, documents: Sequence[TableDocument]) -> bytes:
        """Several tables as one PDF, its pages numbered through; raises GlyphMissing, FontUnusable."""
        return render_tables(documents, self.fonts)

    def paper(self, said: Composition) -> RenderedDocument:
        """What was composed without a template, as PDF; raises GlyphMissing, FontUnusable."""
        return render(said, self.fonts)

    def paper_word(self, said: Composition) -> bytes:
        """The same as .docx."""
        from app.services.documents.word.export import word_of

        return word_of(said, self.fonts)

    def charts(self, paper: ChartPaper) -> bytes:
        """Charts with their figures as one PDF; raises GlyphMissing, FontUnusable, DomainError where there are none."""
        if not paper.charts:
            raise DomainError("没有可以打印的图表。请先在图表上按右键，选“放进报告”。")
        return render_tables(tables_of(paper), self.fonts)

    def charts_word(self, paper: ChartPaper) -> bytes:
        """The same as .docx: each chart a picture, its figures a table that may be changed."""
        from app.services.documents.charting.pages import text_of
        from app.services.documents.word.export import word_of

        return word_of(text_of(paper), self.fonts)

    def _register(self, template: Template, facts: DocumentFacts) -> RenderedDocument:
        from app.services.documents.preview import page_count

        table = register_of(sound(template), facts, self.library.commons)
        pdf = render_table(table, self.fonts)
        text = "\n".join(["\t".join(column.title for column in table.columns), *("\t".join(row) for row in table.rows)])
        return RenderedDocument(pdf, (), (), page_count(pdf), text)
