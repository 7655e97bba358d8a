"""From facts to a finished PDF: wording, pages, file."""

from collections.abc import Sequence

from app.services.documents.composition import Composition
from app.services.documents.facts import RenderedDocument
from app.services.documents.layout.pages import Pages
from app.services.documents.paper.drawing import Drawing, Sheet
from app.services.documents.paper.fonts import Fonts
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.typesetter import Typesetter
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress, Unwatched


def render(said: Composition, fonts: Fonts) -> RenderedDocument:
    """One document as PDF; raises GlyphMissing, and then nothing is written."""
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
    setter, drawing = Typesetter(fonts), Drawing(description_of(documents), fonts)
    missing: list[str] = []
    for done, said in enumerate(documents):
        (progress or Unwatched()).report(done, len(documents))
        if for_duplex and drawing.page_count % 2:
            drawing.add([Sheet(is_unnumbered=True)])
        drawing.add(Pages(said, setter).sheets())
        missing += [f"{said.addressee}{name}" if len(documents) > 1 else name for name in said.missing]
    setter.check()
    text = "\n".join(said.text for said in documents)
    return RenderedDocument(drawing.finished(), tuple(missing), setter.faces_used, drawing.page_count, text)


def description_of(documents: Sequence[Composition]) -> Description:
    """What the file says about itself."""
    first = documents[0]
    if len(documents) > 1:
        return Description(f"{first.title}（{len(documents)} 份）", first.office)
    return Description(f"{first.title} {first.number}".strip(), first.office, first.addressee.rstrip("："))
