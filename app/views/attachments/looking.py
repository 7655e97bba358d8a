"""What an attachment looks like: a page, a picture or the beginning of a text; runs beside the window."""

from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from PySide6.QtCore import QBuffer, QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from app.services.documents.reading import NotShown, page_of
from app.services.office.attachment_text import SHOWN, beginning_of
from app.services.office.vault import Readable
from app.services.suggestions.rows import AttachmentRow
from app.views.documents.pages import picture

_PICTURES = {"png", "jpg", "jpeg", "bmp", "tif", "tiff", "webp", "gif"}
_PAGED = {"tif", "tiff"}
_TEXTS = (".txt", ".csv", ".log", ".md")
_HEAD = 1024  # bytes, where the mark of a PDF stands
# An A3 page at 600 dpi has 70 million; beyond this decoding alone would take some 400 MB.
_MOST_PIXELS = 100_000_000
_MOST_SHOWN = 16_000_000  # pixels of what is put on screen
_MEGABYTES = 4 * _MOST_PIXELS // 1024**2 + 1


@dataclass(frozen=True)
class Look:
    """A picture with its number of pages, or a text, or neither where only other programs can show the file."""

    image: QImage | None = None
    pages: int = 1
    text: str | None = None
    note: str = ""


def look_at(path: Readable, row: AttachmentRow, page: int, width_px: int, zoom: float) -> Look:
    """Draw for a view that is ``width_px`` wide; raises NotShown."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head:
        drawn = page_of(path, page, int(width_px * zoom))
        return Look(picture(drawn.image), drawn.pages)
    held = _held(path)
    reader = QImageReader(str(path)) if held is None else QImageReader(held)
    reader.setDecideFormatFromContent(True)
    if _format_of(reader) in _PICTURES:
        return _picture(reader, page, width_px, zoom)
    if row.file_name.lower().endswith(_TEXTS):
        text, goes_on = beginning_of(path)
        return Look(text=text, note=f"只显示开头 {SHOWN // 1024} KB。" if goes_on else "")
    return Look()


def _held(path: Readable) -> QBuffer | None:
    """The bytes in memory, where they lie sealed and Qt could not read them by a name."""
    if isinstance(path, Path):
        return None
    held = QBuffer()
    with path.open("rb") as file:
        held.setData(file.read())
    held.open(QBuffer.OpenModeFlag.ReadOnly)
    return held


def _picture(reader: QImageReader, page: int, width_px: int, zoom: float) -> Look:
    # Frames of an animation are no pages: only a TIFF has those.
    pages = max(reader.imageCount(), 1) if _format_of(reader) in _PAGED else 1
    if page:
        reader.jumpToImage(page)
    size = reader.size()
    if size.width() * size.height() > _MOST_PIXELS:
        raise NotShown(
            f"这张图片有 {size.width()} × {size.height()} 像素，太大，不在这里显示。请另存后用其他程序查看。"
        )
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader.setAutoTransform(True)  # photographs of documents are often stored lying on their side
    if size.isValid():
        is_lying = bool(reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value)
        shown = _shown_size(size.transposed() if is_lying else size, width_px, zoom)
        reader.setScaledSize(shown.transposed() if is_lying else shown)
    image = reader.read()
    if image.isNull():
        raise NotShown("这张图片已损坏或不完整，这里画不出来。请重新扫描，或另存后用其他程序查看。")
    return Look(image, pages)


def _format_of(reader: QImageReader) -> str:
    return bytes(reader.format().data()).decode()


def _shown_size(size: QSize, width_px: int, zoom: float) -> QSize:
    fitting = min(width_px, size.width()) / size.width()  # a small picture is not blown up until asked
    most = sqrt(_MOST_SHOWN / max(size.width() * size.height(), 1))
    scale = min(fitting * zoom, most)
    return QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))
