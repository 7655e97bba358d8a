"""From facts to a finished PDF: wording, pages, file."""

from collections.abc import Sequence

from app.services.documents.composition import Composition
from app.services.documents.facts import RenderedDocument
from app.services.documents.layout.pages import Pages
from app.services.documents.paper.drawing import Sheet, write_pdf
from app.services.documents.paper.fonts import Fonts
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.typesetter import Typesetter
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress, Unwatched


def render(said: Composition, fonts: Fonts) -> RenderedDocument:
    """One document as PDF; raises GlyphMissing before anything is drawn."""
    return render_all([said], fonts)


def render_all(
    documents: Sequence[Composition], fonts: Fonts, progress: Progress | None = None, for_duplex: bool = False
) -> RenderedDocument:
    """Many documents in one PDF (about four times quicker than one by one), pages numbered within each.

    With ``for_duplex`` a document of odd length gets an empty page, so that none begins on another's back. The missing
    facts of several documents are named with their addressee.
    """
    if not documents:
        raise DomainError("没有可打印的文书。请先在列表中选中至少一件。")
    setter = Typesetter(fonts)
    sheets: list[Sheet] = []
    missing: list[str] = []
    for done, said in enumerate(documents):
        (progress or Unwatched()).report(done, len(documents))
        if for_duplex and len(sheets) % 2:
            sheets.append(Sheet(is_unnumbered=True))
        sheets += Pages(said, setter).sheets()
        missing += [f"{said.addressee}{name}" if len(documents) > 1 else name for name in said.missing]
    setter.check()
    pdf = write_pdf(sheets, description_of(documents), fonts)
    text = "\n".join(said.text for said in documents)
    return RenderedDocument(pdf, tuple(missing), setter.faces_used, len(sheets), text)


def description_of(documents: Sequence[Composition]) -> Description:
    """What the file says about itself."""
    first = documents[0]
    if len(documents) > 1:
        return Description(f"{first.title}（{len(documents)} 份）", first.office)
    return Description(f"{first.title} {first.number}".strip(), first.office, first.addressee.rstrip("："))
