"""建议事项: all suggestions of a letter in one table, saved together."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.suggestion_items.rows import ItemSheet
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestion_items.grid import ItemGrid

_SIZE = (1080, 560)
_OPEN = "一项建议一行，正文没有存定以前，建议书的建议内容就是这里的各行；序号由文书自己编，这里不用写。"
_FROZEN = "正文已存定：建议的文字不能改，只能改变怎样分项（各项合起来要与正文逐字相同）；事实、依据、责任单位可以补填。"
_KEYS = "Enter 或直接打字即编辑，Tab 到下一格；粘贴几行就是几项；Alt+↑ Alt+↓ 移动，Ctrl+Delete 删去一项。"


class ItemsDialog(FormDialog):
    """Sets the suggestions of one letter."""

    def __init__(
        self, workplace: Workplace, sheet: ItemSheet, parent: QWidget | None = None, row: int = 0, column: int = 0
    ) -> None:
        """Begins at one cell."""
        super().__init__(workplace, "分列建议事项", "保存", parent)
        self._sheet_of, self._version = sheet, sheet.version
        self.grid = ItemGrid()
        self.grid.show_items(sheet.items)
        self.grid.setCurrentCell(row, column)
        self.grid.changed.connect(self._touched)
        self.grid.typing.connect(self._touched)
        self.grid.changed.connect(self.problem.clear)
        self.tell(_OPEN if sheet.is_open else _FROZEN)
        self._lay_out()

    @override
    def perform(self, actor: Actor) -> Written:
        items = self.workplace.desk.suggestion_items
        try:
            return items.split(actor, self._sheet_of.letter_id, self._version, self.grid.drafts())
        except ChangedMeanwhile:
            self._version = items.sheet(self._sheet_of.letter_id).version  # told once
            raise

    @override
    def accept(self) -> None:
        self.grid.end_typing()
        super().accept()

    @override
    def fit(self) -> None:
        self.resize(*_SIZE)

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self.grid.setFocus()

    def by_line(self) -> None:
        """按行拆分: the lines of the letter's proposal, with what is known of each."""
        self.grid.end_typing()
        self.grid.show_items(self.workplace.desk.suggestion_items.by_line(self._sheet_of.letter_id))
        self.grid.changed.emit()
        self.grid.setFocus()

    def _lay_out(self) -> None:
        layout = self.layout()
        if not isinstance(layout, QVBoxLayout):
            return
        self._sheet.setMaximumHeight(0 if self.workplace.actor.name else 60)
        layout.insertWidget(1, self.grid, 1)
        row, keys = QHBoxLayout(), QLabel(_KEYS)
        keys.setProperty("role", "muted")
        row.setSpacing(6)
        acts = (
            ("按行拆分", self.by_line, "Alt+L", "按建议书里建议内容的各行分项"),
            ("上移", lambda: self.grid.move_current(-1), "", "Alt+↑"),
            ("下移", lambda: self.grid.move_current(1), "", "Alt+↓"),
            ("删去这一项", self.grid.remove_current, "", "Ctrl+Delete"),
        )
        for title, act, key, tip in acts:
            button = QPushButton(title)
            button.setAutoDefault(False)
            button.setObjectName(f"items_{title}")
            button.setToolTip(f"{tip}（{key}）" if key else tip)
            if key:
                button.setShortcut(QKeySequence(key))
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(keys, 1)
        layout.insertLayout(2, row)
