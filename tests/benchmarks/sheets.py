"""A reply-tracking sheet of 1,000 letters against ReportLab's own LongTable: same rows, columns, faces and measure.

The columns that need it break their text as ReportLab breaks Chinese, the others are plain strings. Not alike:
ReportLab draws no title, counts, page numbers and signatures, squeezes no punctuation and checks no character.
"""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from app.services.documents.facts import TableDocument
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import A4_HEIGHT, A4_WIDTH, MM, SIZE_5
from app.services.documents.service import Documents
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.sheets.reply_tracking import TrackedLetter, Tracking
from tests.tools.benchmark_letters import DAY
from tests.tools.measuring import all_in_turn, note, report_in

ROWS = 1_000
ROUNDS = 7
_SIDE, _TOP, _BOTTOM = 15 * MM, 18 * MM, 16 * MM
_BROKEN = {"文号/登记号", "被建议单位", "整改", "状态"}
_OFFICES = ("人民政府", "教育局", "市场监督管理局", "住房和城乡建设局", "应急管理局", "农业农村局", "卫生健康局")
_PLACES = ("青山县", "东河镇", "西岭镇", "南坪镇", "北桥镇", "石门乡", "云溪乡")


def main() -> None:
    """One sheet, drawn by both."""
    documents = Documents(Resources.shipped())
    table = Tracking("青山县人民检察院", False, ListQuery(DAY), "全部已制发的检察建议", _letters()).table()
    fonts = documents.fonts.font_name(Face.FANG), documents.fonts.font_name(Face.HEI)
    made: dict[str, bytes] = {}
    jobs = (
        lambda _: made.update(ours=documents.table(table)),
        lambda _: made.update(theirs=_long_table(table, *fonts)),
    )
    all_in_turn(jobs, 1)
    ours, theirs = all_in_turn(jobs, ROUNDS)
    report_in("s CPU", f"reply-tracking sheet, {ROWS:,} rows: LongTable", ours.cpu, theirs.cpu, 1)
    pages = {name: _page_count(pdf) for name, pdf in made.items()}
    note(f"  by the clock {ours.wall:.1f} s against {theirs.wall:.1f} s; {pages['ours']} and {pages['theirs']} pages")


def _long_table(table: TableDocument, text: str, head: str) -> bytes:
    from reportlab.lib.colors import black
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    style = ParagraphStyle("cell", fontName=text, fontSize=SIZE_5, leading=1.35 * SIZE_5, wordWrap="CJK")
    titles = [column.title for column in table.columns]
    heading = ParagraphStyle("head", style, fontName=head, alignment=1)
    rows: list[list[Any]] = [[Paragraph(title, heading) for title in titles]]
    for row in table.rows:
        rows.append(
            [Paragraph(cell, style) if title in _BROKEN else cell for title, cell in zip(titles, row, strict=True)]
        )
    measure = A4_HEIGHT - 2 * _SIDE
    total = sum(column.width for column in table.columns)
    made = LongTable(rows, [measure * column.width / total for column in table.columns], repeatRows=1)
    made.setStyle(
        [
            ("FONT", (0, 1), (-1, -1), text, SIZE_5, 1.35 * SIZE_5),
            ("GRID", (0, 0), (-1, -1), 0.45, black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            *(("ALIGN", (at, 1), (at, -1), column.align.name) for at, column in enumerate(table.columns)),
        ]
    )
    target = BytesIO()
    margins = dict(leftMargin=_SIDE - 6, rightMargin=_SIDE - 6, topMargin=_TOP, bottomMargin=_BOTTOM)
    # Its frame keeps 6 points inside on every side.
    SimpleDocTemplate(target, pagesize=(A4_HEIGHT, A4_WIDTH), **margins, initialFontName=text).build([made])
    return target.getvalue()


def _letters() -> list[TrackedLetter]:
    return [_letter(place) for place in range(ROWS)]


def _letter(place: int) -> TrackedLetter:
    issued = date(2025, 1, 6) + timedelta(days=place // 2)
    replied = issued + timedelta(days=20 + place % 60) if place % 5 else None
    late = (place % 60) - 40 if place % 5 else 0
    cells = dict(
        id=f"JY{place:06}",
        number=f"青检建〔{issued.year}〕{place + 1}号",
        kind=("公益诉讼", "社会治理", "纠正违法")[place % 3],
        addressee=_PLACES[place % len(_PLACES)] + _OFFICES[place % 6],
        issued_on=str(issued),
        received_on=str(issued + timedelta(days=1)),
        due_on=str(issued + timedelta(days=61)),
        start_is_receipt=place % 9 > 0,
        replied_on=str(replied) if replied else None,
        days_late=late if late > 0 else None,
        timeliness="逾期" if late > 0 else "按期",
        adoption=("采纳", "部分采纳", "")[place % 3],
        rectification=("已整改", "正在整改", "")[place % 3],
        state=("已回复", "待回复")[not place % 5],
    )
    return TrackedLetter(cells, is_replied=replied is not None)


def _page_count(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)
