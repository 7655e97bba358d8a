"""A fact that is a table: typed, pasted from Excel, and printed in the columns it stands in."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.services.documents.composition import Table
from app.services.documents.facts import DocumentFacts
from app.services.documents.service import Documents
from app.services.foundation.resources import Resources
from app.views.papers.table_field import TableField

_BLOCK = """
[[block]]
item = "事实及证据"
form = "table"
text = "{facts}"
titles = ["序号", "材料", "页数"]
"""


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[TableField]:
    """Three columns, empty."""
    made = TableField("材料", "facts", ("序号", "材料", "页数"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_rows_come_back_as_they_were_shown(field: TableField) -> None:
    for text in ("| 1 | 笔录 | 3 |\n| 2 | 照片 |  |", "|  | 只有材料 |  |"):
        field.set_text(text)
        assert field.text() == text


def test_an_empty_row_waits_at_the_end_and_is_not_stored(field: TableField) -> None:
    field.set_text("| 1 | 笔录 | 3 |")
    assert field.grid.rowCount() == 2
    field.grid.setItem(1, 1, field.grid.item(0, 1).clone())
    assert field.grid.rowCount() == 3
    assert field.text() == "| 1 | 笔录 | 3 |\n|  | 笔录 |  |"


def test_a_range_from_excel_fills_rows_from_the_current_cell_on(field: TableField, qtbot: QtBot) -> None:
    field.grid.setCurrentCell(0, 1)
    with qtbot.waitSignal(field.changed):
        field.grid.paste("笔录\t3\r\n照片|光盘\t12\r\n")
    assert field.text() == "|  | 笔录 | 3 |\n|  | 照片｜光盘 | 12 |"


def test_a_cell_left_empty_stays_empty_on_paper(field: TableField) -> None:
    documents = Documents(Resources.shipped())
    letter = documents.library.find("suggestion-letter", date(2026, 11, 25))
    template = documents.library.parse(letter.text + _BLOCK, "试")
    field.set_text("|  | 笔录 |  |\n| 2 |  | 5 |")
    said = documents.compose(template, DocumentFacts({"facts": field.text()}))
    table = next(block for block in reversed(said.blocks) if isinstance(block, Table))
    assert table.rows == (("", "笔录", ""), ("2", "", "5"))
