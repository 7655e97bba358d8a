"""The filters above a list: what each is about can be read in full."""

from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from app.views.shared.filter_row import Filter, FilterRow, FilterSpec
from app.views.shared.workplace import Workplace

_INSIDE = 2 * 2  # what a line edit keeps free beside its words


def test_a_filter_one_can_type_in_shows_its_title_whole(workplace: Workplace, qtbot: QtBot) -> None:
    narrow = Filter("handler", "承办人", lambda _: (), width=60)
    row = FilterRow(FilterSpec((narrow,)), workplace, "clues")
    qtbot.addWidget(row)
    row.resize(300, 60)
    row.show()
    field = row.findChild(QComboBox, "clues_handler").lineEdit()
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field).width() - _INSIDE
    assert room >= field.fontMetrics().horizontalAdvance(field.text())
