"""Between the stored markup of free texts and what stands in an editor: bold, numbered items, tables; both ways."""

import re
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
    QTextTableFormat,
)

from app.services.documents.rich_text import Part, Stretch, TextLine, TextTable, parts_of

_BOLD = int(QFont.Weight.DemiBold)
_OBJECT = "\ufffc"  # what Qt puts where a picture stands
_BREAKS = re.compile("[\n\u2028\u2029]")
_RULE_ROW = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


def text_of(document: QTextDocument) -> str:
    """The document as stored text; what the markup cannot say is left out."""
    return "\n".join(_lines(document.rootFrame())).strip("\n")


def put_text(cursor: QTextCursor, text: str) -> None:
    """Insert a stored text at the cursor, as one step of undo."""
    put_parts(cursor, parts_of(text))


def put_parts(cursor: QTextCursor, parts: Sequence[Part]) -> None:
    """Insert lines and tables at the cursor. The first line goes on the line the cursor is in."""
    cursor.beginEditBlock()
    is_fresh, was_item = True, False
    for part in parts:
        if isinstance(part, TextTable):
            put_table(cursor, part.rows)
            is_fresh, was_item = True, False  # the cursor stands in the line below the table
            continue
        if not is_fresh:
            cursor.insertBlock()
        _put_line(cursor, part, was_item)
        is_fresh, was_item = False, part.is_item
    cursor.endEditBlock()


def put_table(cursor: QTextCursor, rows: Sequence[Sequence[str]]) -> QTextTable:
    """Insert a table; the cursor stands in the line below it afterwards."""
    if not cursor.block().text():
        leave_list(cursor)
    table = cursor.insertTable(len(rows), len(rows[0]), table_format(len(rows[0])))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cellAt(row, column).firstCursorPosition().insertText(text, QTextCharFormat())
    cursor.setPosition(table.lastPosition() + 1)
    leave_list(cursor)  # Qt lets the line below take after the one above
    return table


def table_format(columns: int) -> QTextTableFormat:
    """Thin rules and columns of one width, as the paper has them."""
    look = QTextTableFormat()
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorder(1)
    look.setBorderCollapse(False)  # with it Qt draws the borders of cells only, which have none
    look.setCellPadding(3)
    look.setCellSpacing(0)
    look.setHeaderRowCount(1)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    share = QTextLength(QTextLength.Type.PercentageLength, 100 / columns)
    look.setColumnWidthConstraints([share] * columns)
    return look


def make_items(cursor: QTextCursor) -> None:
    """Number the lines the cursor covers, as they will print."""
    look = QTextListFormat()
    look.setStyle(QTextListFormat.Style.ListDecimal)
    cursor.createList(look)


def leave_list(cursor: QTextCursor) -> None:
    """Make the cursor's line an ordinary one."""
    found = cursor.currentList()
    if found is not None:
        found.remove(cursor.block())
        look = cursor.blockFormat()
        look.setIndent(0)
        cursor.setBlockFormat(look)


def bold_format(is_bold: bool) -> QTextCharFormat:
    """How a stretch stands in the editor."""
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    return look


def markup(line: TextLine) -> str:
    """A line as it is stored."""
    merged = _merged(line.stretches)
    has_bold = any(each.is_bold for each in merged)
    weights = "".join(
        f"**{_starless(each.text)}**" if each.is_bold else _starless(each.text) if has_bold else each.text
        for each in merged
    )
    if not has_bold and "**" in weights:
        weights = _starless(weights)
    return f"- {weights}" if line.is_item else weights


def table_markup(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows as they are stored, one a line."""
    for row in rows:
        line = f"| {' | '.join(_cell(text) for text in row)} |"
        # A row of nothing but dashes would be read back as the rule below a header.
        yield line.replace("-", "—") if _RULE_ROW.fullmatch(line) else line


def _cell(text: str) -> str:
    return _BREAKS.sub("<br>", _starless(text).replace("|", "｜")).strip()


def _starless(text: str) -> str:
    """A typed asterisk would be read back as the beginning or end of bold."""
    return text.replace("*", "＊")


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for each in stretches:
        if merged and merged[-1].is_bold == each.is_bold:
            merged[-1] = Stretch(merged[-1].text + each.text, each.is_bold)
        elif each.text:
            merged.append(each)
    return merged


def _put_line(cursor: QTextCursor, line: TextLine, follows_item: bool) -> None:
    if line.is_item and not (follows_item and cursor.currentList() is not None):
        make_items(cursor)
    elif not line.is_item:
        leave_list(cursor)
    for stretch in line.stretches:
        cursor.insertText(stretch.text, bold_format(stretch.is_bold))


def _lines(frame: QTextFrame) -> Iterator[str]:
    last_was_table = False
    for each in _inside(frame):
        if isinstance(each, QTextTable):
            if last_was_table:
                yield ""  # or the two would be read back as one
            yield from table_markup(_rows(each))
            last_was_table = True
        elif isinstance(each, QTextFrame):
            yield from _lines(each)
            last_was_table = False
        else:
            found = list(_block_lines(each))
            yield from found
            last_was_table = last_was_table and not found


def _inside(frame: QTextFrame) -> Iterator[QTextFrame | QTextBlock]:
    place = frame.begin()
    while not place.atEnd():
        inner = place.currentFrame()
        yield inner if inner is not None else place.currentBlock()
        place += 1


def _block_lines(block: QTextBlock) -> Iterator[str]:
    """A block is one line, or several where somebody pressed Shift+Enter."""
    lines: list[list[Stretch]] = [[]]
    for stretch in _stretches(block):
        first, *others = _BREAKS.split(stretch.text)
        lines[-1].append(Stretch(first, stretch.is_bold))
        lines += [[Stretch(text, stretch.is_bold)] for text in others]
    for place, stretches in enumerate(lines):
        is_item = block.textList() is not None and place == 0
        said = markup(TextLine(tuple(stretches))).strip()
        if said:
            yield f"- {said}" if is_item else said


def _stretches(block: QTextBlock) -> Iterator[Stretch]:
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        text = piece.text().replace(_OBJECT, "").replace("\xa0", " ")
        if text:
            # Blanks have no weight of their own, and a bold blank would end as ** ** in the text.
            is_bold = piece.charFormat().fontWeight() >= _BOLD and bool(text.strip())
            yield Stretch(text, is_bold)
        place += 1


def _rows(table: QTextTable) -> Iterator[list[str]]:
    """The cells' texts; of merged cells the first says it."""
    for row in range(table.rows()):
        cells = [table.cellAt(row, column) for column in range(table.columns())]
        yield [
            _cell_text(cell) if (cell.row(), cell.column()) == (row, column) else ""
            for column, cell in enumerate(cells)
        ]


def _cell_text(cell: QTextTableCell) -> str:
    place, lines = cell.begin(), []
    while not place.atEnd():
        block = place.currentBlock()
        if block.isValid() and place.currentFrame() is None:
            lines.append(block.text().replace(_OBJECT, "").replace("\xa0", " "))
        place += 1
    return "\n".join(lines)
