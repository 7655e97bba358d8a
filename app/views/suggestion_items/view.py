"""事项 of a letter: what it suggests one by one, and what became of each."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.papers.rows import LETTER
from app.services.suggestion_items.rows import ItemRow, ItemSheet
from app.services.suggestions.rows import LetterCard
from app.views.papers.writing_view import WritingView
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame

_HEADS = (
    Head("序号", 48, is_number=True),
    Head("建议", 320),
    Head("事实", 190),
    Head("依据", 190),
    Head("责任单位", 120),
    Head("采纳", 82),
    Head("整改", 92),
    Head("整改日期", 96),
)
_WIDEST = 1
_CELLS = {1: 0, 2: 1, 3: 2, 4: 3}  # a column of the table, and that of the dialog
_NOTHING = "还没有建议内容。在这里逐项填写，或者先在案卡里写好建议内容，一行一项。"
_UNSPLIT = "还没有分列，以下是建议内容的各行。按“编辑事项…”为每一项补上事实、依据和责任单位后保存。"


class ItemsView(QWidget):
    """Reads the items of the letter shown; Enter or a double click opens them for editing."""

    def __init__(self, workplace: Workplace, frame: "RecordFrame") -> None:
        """Adds its tab and its act to the frame."""
        super().__init__()
        self._workplace, self._tabs = workplace, frame.tabs
        self._sheet: ItemSheet | None = None
        self.setAccessibleName("事项")
        self._build()
        frame.tabs.addTab(self, "事项")
        frame.add_more("分列建议事项…", self.edit, "checks")

    def show_letter(self, card: LetterCard) -> None:
        """Read the items; the one that was current stays so."""
        row = self.table.currentIndex().row() if self._sheet and self._sheet.letter_id == card.id else 0
        sheet = self._sheet = self._workplace.desk.suggestion_items.sheet(card.id)
        self.table.show_rows([_row(each) for each in sheet.items], tips=[_told(each) for each in sheet.items])
        if 0 < row < len(sheet.items):
            self.table.setCurrentIndex(self.table.rows.index(row, 0))
        note = "" if sheet.is_kept else _UNSPLIT if sheet.items else _NOTHING
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.change.setEnabled(not sheet.locked)
        self.change.setToolTip(sheet.locked)
        self._tabs.setTabText(self._tabs.indexOf(self), f"事项({len(sheet.items)})" if sheet.items else "事项")
        self._show_current()

    def edit(self, row: int = 0, column: int = 0) -> None:
        """Open the items for editing, at one cell."""
        from app.views.suggestion_items.dialog import ItemsDialog

        sheet = self._sheet
        if sheet is not None and sheet.locked:
            self._workplace.say(sheet.locked)
        elif sheet is not None:
            ItemsDialog(self._workplace, sheet, self, row, column).open()

    def go_to(self, place: int) -> None:
        """Show this tab with one item current."""
        self._tabs.setCurrentWidget(self)
        if 0 < place <= self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(place - 1, 0))
        self.table.setFocus()

    def _show_current(self) -> None:
        row = self.table.currentIndex().row()
        items = self._sheet.items if self._sheet else ()
        self.detail.setText(_told(items[row]) if 0 <= row < len(items) else "")

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "suggestion_items", "事项", _HEADS)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WIDEST, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(len(_HEADS) - 1, _HEADS[-1].width)
        self.table.chosen.connect(self._edit_cell)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self.note, self.detail = QLabel(), QLabel()
        self.note.setProperty("role", "muted")
        for label in (self.note, self.detail):
            label.setWordWrap(True)
        self.change = QPushButton(self._workplace.icons.icon("edit"), "编辑事项…")
        self.change.setObjectName("items_edit")
        self.change.clicked.connect(partial(self._edit_current))
        self.paper = QPushButton(self._workplace.icons.icon("paper"), "看建议书")
        self.paper.setObjectName("items_paper")
        self.paper.clicked.connect(lambda _checked: self._open_paper())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.change)
        row.addWidget(self.paper)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.note)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addLayout(row)

    def _open_paper(self) -> None:
        """The letter as it prints these suggestions."""
        view = self._tabs.findChild(WritingView)
        if view is not None:
            self._tabs.setCurrentWidget(view)
            view.write(LETTER)

    def _edit_cell(self, row: int, column: int) -> None:
        if not self.change.isHidden():  # Enter does what the button does, where that is offered
            self.edit(row, _CELLS.get(column, 0))

    def _edit_current(self, _checked: bool = False) -> None:
        self.edit(max(self.table.currentIndex().row(), 0))


def _row(item: ItemRow) -> tuple[str, ...]:
    return (
        str(item.place),
        item.measure,
        item.fact or "—",
        item.basis or "—",
        item.responsible_unit or "—",
        item.adoption.label,
        item.rectification.label,
        str(item.rectified_on or "—"),
    )


def _told(item: ItemRow) -> str:
    """Everything known of one item, a line each."""
    facts = (
        ("建议", item.measure),
        ("事实", item.fact),
        ("依据", item.basis),
        ("责任单位", item.responsible_unit),
        ("未采纳或部分采纳的理由", item.adoption_reason),
        ("整改证据", item.evidence),
    )
    return "\n".join(f"{title}：{text}" for title, text in facts if text)
