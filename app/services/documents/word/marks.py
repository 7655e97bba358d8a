"""What crosses or tops the pages of a Word copy: the marks of a draft as word art, the check code as a picture."""

import math
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from app.services.documents.layout.check_mark import spaced
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import LEFT, MEASURE, MM
from app.services.documents.paper.typesetter import Run, printable
from app.services.documents.word.markup import NAMES, Element, Look, paragraph, twips

if TYPE_CHECKING:
    from docx.document import Document

_SIZES = (46.0, 24.0)  # the words of a mark, and the person and time under them
_LONGEST_WORDS = 12
_GREY = "#DEDEDE"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
# Word art along a straight line; the outline belongs to the form, whoever draws it.
_LINE_OF_TEXT = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
_QR_SIDE, _QR_TOP, _CODE_SIZE = 17 * MM, 11 * MM, 7.5


def watermark(marks: Sequence[str], sheet: tuple[float, float], number: int) -> list[Element]:
    """Runs that draw the marks one under another, rising across the middle of the sheet, as the PDF does.

    Each mark has a run of its own: of several in one LibreOffice shows the last.
    """
    from docx.oxml import parse_xml

    width, height = sheet
    angle = math.atan2(height, width) * 0.75
    sizes = [_SIZES[len(mark) > _LONGEST_WORDS] for mark in marks]
    y, runs = -sum(sizes) * 0.7, []
    for place, (mark, size) in enumerate(zip(marks, sizes, strict=True)):
        middle = y + size / 2
        centre = width / 2 + middle * math.sin(angle), height / 2 + middle * math.cos(angle)
        shape = _shape(printable(mark), size, centre, -math.degrees(angle), number * 100 + place)
        drawn = f"<w:r {_SPACES}><w:rPr><w:noProof/></w:rPr><w:pict>{_LINE_OF_TEXT}{shape}</w:pict></w:r>"
        runs.append(parse_xml(drawn))
        y += size * 1.4
    return runs


def _shape(text: str, size: float, centre: tuple[float, float], angle: float, number: int) -> str:
    width = sum(size * (0.5 if char.isascii() else 1.0) for char in text)
    place = {
        "position": "absolute",
        "margin-left": f"{centre[0] - width / 2:.1f}pt",
        "margin-top": f"{centre[1] - size / 2:.1f}pt",
        "width": f"{width:.1f}pt",
        "height": f"{size:.1f}pt",
        "rotation": f"{angle % 360:.0f}",
        "z-index": "-251658752",
        "mso-position-horizontal-relative": "page",
        "mso-position-vertical-relative": "page",
    }
    style = ";".join(f"{name}:{value}" for name, value in place.items())
    return (
        f'<v:shape id="Mark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt={quoteattr(text)} '
        f'style="{style}" o:allowincell="f" fillcolor="{_GREY}" stroked="f"><v:textpath '
        f'style="font-family:&quot;{NAMES[Face.HEI]}&quot;;font-size:1pt" string={quoteattr(text)}/></v:shape>'
    )


def check_mark(document: "Document", code: str) -> list[Element]:
    """QR and text in the upper right margin of the first page, in a frame anchored there."""
    import segno
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    place = {"wrap": "around", "vAnchor": "page", "hAnchor": "page", "y": twips(_QR_TOP)}
    frame = tuple({"w": twips(MEASURE / 2), "x": twips(LEFT + MEASURE / 2), **place}.items())
    picture = BytesIO()
    segno.make(code, error="m", micro=False, boost_error=False).save(picture, kind="png", scale=8, border=0)
    picture.seek(0)
    look = Look(_CODE_SIZE, _QR_SIDE + 2.0, is_exact=False, align="right", frame=frame)
    shown = paragraph([], look)
    Paragraph(shown, document).add_run().add_picture(picture, Pt(_QR_SIDE), Pt(_QR_SIDE))
    told = Look(_CODE_SIZE, _CODE_SIZE * 1.6, align="right", frame=frame)
    return [shown, paragraph([Run(f"校验码 {spaced(code)}", Face.SONG)], told)]
