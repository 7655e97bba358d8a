"""A chart as a picture of its own: drawn as on paper, then by PDFium into PNG, for what takes no vectors."""

import struct
import zlib

from app.services.documents.charting.canvas import Area, Canvas
from app.services.documents.charting.drawing import draw_chart
from app.services.documents.charts import ChartSpec
from app.services.documents.paper.drawing import Sheet, write_pdf
from app.services.documents.paper.fonts import Fonts
from app.services.documents.paper.metadata import Description
from app.services.documents.paper.typesetter import Typesetter
from app.services.documents.preview import PageImage, page_images

_PER_POINT = 300 / 72  # pixels: fine enough for print


def chart_pdf(spec: ChartSpec, width: float, height: float, fonts: Fonts) -> bytes:
    """One chart that fills a sheet of that size in points; raises GlyphMissing."""
    setter, sheet = Typesetter(fonts), Sheet(width, height)
    draw_chart(Canvas(sheet, setter), Area(2, 0, width - 4, height), spec)
    setter.check()
    return write_pdf([sheet], Description(spec.title, ""), fonts)


def chart_png(spec: ChartSpec, width: float, height: float, fonts: Fonts) -> bytes:
    """The same as PNG, fine enough for print; raises GlyphMissing."""
    return _png(page_images(chart_pdf(spec, width, height, fonts), round(width * _PER_POINT))[0])


def _png(image: PageImage) -> bytes:
    """The picture's pixels in the file format (ISO/IEC 15948); no library of ours writes it."""
    row = image.width * 3
    lines = b"".join(b"\0" + image.rgb[at : at + row] for at in range(0, len(image.rgb), row))
    size = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
