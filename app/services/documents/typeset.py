"""A document laid out and not yet written: pages are counted, and one is drawn, before the whole file is made."""

from functools import cached_property

from app.services.documents.composition import Composition
from app.services.documents.facts import RenderedDocument
from app.services.documents.layout.pages import Pages
from app.services.documents.layout.render import render
from app.services.documents.paper.drawing import Sheet, write_pdf
from app.services.documents.paper.fonts import Fonts
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.typesetter import Typesetter
from app.services.documents.preview import PageImage, PageSize, page_images, page_sizes

_POINTS_A_MM = 72 / 25.4


class Typeset:
    """One document, for the preview that follows typing and for counting before a batch.

    Writing a PDF takes longer than laying it out: fonts are cut to size for every file. So the page somebody looks at
    is written and drawn alone, and the whole file is made when a second page is asked for, printed or saved.
    """

    def __init__(self, said: Composition, fonts: Fonts) -> None:
        """Laid out at once; a character that no font has is refused by ``check``, not here."""
        setter = Typesetter(fonts)
        self._said, self._fonts, self._setter = said, fonts, setter
        self._sheets: list[Sheet] = Pages(said, setter).sheets()
        self.missing = said.missing
        self.text = said.text

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return len(self._sheets)

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """The pages' sizes in millimetres."""
        return tuple(PageSize(sheet.width / _POINTS_A_MM, sheet.height / _POINTS_A_MM) for sheet in self._sheets)

    def check(self) -> None:
        """Raise GlyphMissing where a character is in no font."""
        self._setter.check()

    def image_at_once(self, page: int, width_px: int) -> PageImage:
        """One page (counted from 0) without making the whole file; raises GlyphMissing."""
        self.check()
        pdf = write_pdf([self._sheets[page]], Description("", ""), self._fonts)
        return page_images(pdf, width_px)[0]

    def image(self, page: int, width_px: int) -> PageImage:
        """One page of the whole file, which is made on the first call; raises GlyphMissing."""
        return page_images(self.rendered.pdf, width_px, [page])[0]

    @cached_property
    def rendered(self) -> RenderedDocument:
        """The finished document; raises GlyphMissing."""
        return render(self._said, self._fonts)


class FinishedPages:
    """The pages of a finished PDF, asked for in the same way."""

    def __init__(self, made: RenderedDocument) -> None:
        """Nothing is drawn yet."""
        self.rendered = made
        self.missing, self.text = made.missing, made.text

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return self.rendered.page_count

    @cached_property
    def sizes(self) -> tuple[PageSize, ...]:
        """The pages' sizes in millimetres."""
        return page_sizes(self.rendered.pdf)

    def check(self) -> None:
        """It was made, so every character printed."""

    def image_at_once(self, page: int, width_px: int) -> PageImage:
        """One page, counted from 0."""
        return self.image(page, width_px)

    def image(self, page: int, width_px: int) -> PageImage:
        """One page, counted from 0."""
        return page_images(self.rendered.pdf, width_px, [page])[0]


Laid = Typeset | FinishedPages


def pages_of(pdf: bytes) -> FinishedPages:
    """The pages of a PDF of which nothing else is known."""
    return FinishedPages(RenderedDocument(pdf, (), (), len(page_sizes(pdf))))
