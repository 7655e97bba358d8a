"""The sheet of a Word copy: size, margins and grid of GB/T 9704, page numbers at the foot, marks across it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import (
    A4_HEIGHT,
    A4_WIDTH,
    DEPTH,
    FOLIO_DROP,
    FOLIO_INSET,
    LEFT,
    MEASURE,
    SIZE_4,
    SIZE_S4,
    TOP,
)
from app.services.documents.paper.typesetter import Run, Setting
from app.services.documents.word.marks import watermark
from app.services.documents.word.markup import Element, Look, field_runs, made, paragraph, twips

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_FOOTER_EDGE = A4_HEIGHT - TOP - DEPTH - FOLIO_DROP - SIZE_4 / 2  # below the line that holds the page number
_HEADER_EDGE = 36.0
_PART_OF_A_POINT = 4096  # in which the grid counts what it adds to a character
_NOTHING = Look(1.0, 1.0)


class Edges(NamedTuple):
    """Width and height of the sheet and its margins, in points."""

    width: float = A4_WIDTH
    height: float = A4_HEIGHT
    top: float = TOP
    right: float = A4_WIDTH - LEFT - MEASURE
    bottom: float = A4_HEIGHT - TOP - DEPTH
    left: float = LEFT
    footer: float = _FOOTER_EDGE


def set_up(section: "Section", edges: Edges) -> None:
    """Size and margins of a section."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt, Twips

    section.orientation = WD_ORIENT.LANDSCAPE if edges.width > edges.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(twips(edges.width)), Twips(twips(edges.height))
    section.top_margin, section.bottom_margin = Twips(twips(edges.top)), Twips(twips(edges.bottom))
    section.left_margin, section.right_margin = Twips(twips(edges.left)), Twips(twips(edges.right))
    section.header_distance, section.footer_distance = Pt(_HEADER_EDGE), Twips(twips(edges.footer))


def set_grid(section: "Section", setting: Setting, line: float) -> None:
    """The grid of lines and characters: lines ``line`` points apart, cells of the setting's pitch."""
    from docx.oxml.ns import qn

    properties = section._sectPr  # the library has no grid
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    space = round((setting.pitch - setting.size) * _PART_OF_A_POINT)
    properties.append(made("docGrid", type="linesAndChars", linePitch=twips(line), charSpace=space))


def set_marks(
    document: "Document", marks: Sequence[str], has_even_pages: bool, edges: Edges, page_mark: str = ""
) -> None:
    """The marks across every page, odd and even; ``page_mark`` above the text of all but the first.

    For the latter the first page gets a header and a footer of its own; its footer is still to be filled.
    """
    if not marks and not page_mark:
        return
    section = document.sections[0]
    later = [section.header, section.even_page_header] if has_even_pages else [section.header]
    headers = [(header, page_mark) for header in later]
    if page_mark:
        section.different_first_page_header_footer = True
        headers.append((section.first_page_header, ""))
    for number, (header, told) in enumerate(headers, 1):
        header.is_linked_to_previous = False
        _fill(header._element, [paragraph([], _NOTHING), *([_page_mark(told)] if told else [])])
        header._element[0].extend(watermark(marks, (edges.width, edges.height), number))


def _page_mark(text: str) -> Element:
    """In 4号黑体 at the left, its middle as far above the page area as the page number's is below it."""
    line = SIZE_4 * 1.2
    before = TOP - FOLIO_DROP - line / 2 - _HEADER_EDGE - _NOTHING.line
    return paragraph([Run(text, Face.HEI)], Look(SIZE_4, line, before=before, align="left"))


def set_folios(section: "Section") -> None:
    """— 1 — outside: at the right of odd pages, at the left of even ones (GB/T 9704-2012, 7.5)."""
    odd = Look(SIZE_4, SIZE_4, align="right", right=FOLIO_INSET)
    feet = [(section.footer, odd), (section.even_page_footer, Look(SIZE_4, SIZE_4, align="left", left=FOLIO_INSET))]
    if section.different_first_page_header_footer:
        feet.append((section.first_page_footer, odd))
    for footer, look in feet:
        footer.is_linked_to_previous = False
        _fill(footer._element, [_counted(["— ", "PAGE", " —"], look)])


def set_page_foot(section: "Section", text: str) -> None:
    """What is to be signed on every page at the left, the page of so many at the right."""
    look = Look(SIZE_S4, SIZE_S4, align="left", stops=(("right", MEASURE),))
    counted = ["\t第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页"]
    feet = [section.footer]
    if section.different_first_page_header_footer:
        feet.append(section.first_page_footer)
    for footer in feet:
        footer.is_linked_to_previous = False
        _fill(footer._element, [_counted(counted, look, [Run(text, Face.FANG)])])


def set_page_count(section: "Section", size: float) -> None:
    """第 1 页 共 3 页 in the middle of the foot."""
    look = Look(size, size * 1.2, align="center")
    section.footer.is_linked_to_previous = False
    _fill(section.footer._element, [_counted(["第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页"], look)])


def unnumbered(section: "Section") -> None:
    """No page number on the pages of a section."""
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
        _fill(footer._element, [paragraph([], _NOTHING)])


def _counted(parts: Sequence[str], look: Look, before: Sequence[Run] = ()) -> Element:
    line = paragraph(before, look)
    for part in parts:
        if part.isascii() and part.isupper():
            line.extend(field_runs(part, Face.SONG, look))
        else:
            line.extend(paragraph([Run(part, Face.SONG)], look)[1:])
    return line


def _fill(holder: Element, paragraphs: Sequence[Element]) -> None:
    for old in list(holder):
        holder.remove(old)
    holder.extend(paragraphs)
