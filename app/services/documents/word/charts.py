"""Charts of a Word copy: pictures in the text; the title is their alternative text."""

from io import BytesIO
from typing import TYPE_CHECKING

from app.services.documents.charting.drawing import natural_height
from app.services.documents.charting.picture import chart_png
from app.services.documents.composition import Picture
from app.services.documents.paper.fonts import Fonts
from app.services.documents.paper.geometry import MEASURE, MM
from app.services.documents.word.markup import Element, Look, paragraph

if TYPE_CHECKING:
    from docx.document import Document

_AROUND = 5.0  # pt above and below


def chart_picture(document: "Document", fonts: Fonts, said: Picture, width: float = MEASURE) -> Element:
    """A paragraph that holds the chart, ``width`` points across; raises GlyphMissing."""
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    height = said.height * MM or natural_height(said.chart)
    look = Look(1.0, 1.0, is_exact=False, before=_AROUND, after=_AROUND, align="center")
    made = paragraph([], look)
    png = BytesIO(chart_png(said.chart, width, height, fonts))
    shape = Paragraph(made, document).add_run().add_picture(png, Pt(width), Pt(height))
    shape._inline.docPr.set("descr", said.chart.title)  # the library has no door to it
    return made
