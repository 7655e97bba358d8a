"""What can go into a cell: found by words, with its time and its part."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.indicator_terms import FormPart, FormReach, FormSource
from app.services.own_forms.rows import CellMapping, Choice
from app.views.shared.elided_label import ElidedLabel

_CHOICE = Qt.ItemDataRole.UserRole
_EVERY = "全部来源"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 340


class _ChoiceList(QListWidget):
    """Enter fills in."""

    entered = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _SearchLine(QLineEdit):
    """Down goes into the list."""

    down = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class ChoicePanel(QWidget):
    """Says ``chosen`` when what is selected is to go into the selected cells."""

    chosen = Signal()
    cleared = Signal()
    left = Signal()  # Esc: back to the sheet

    def __init__(self) -> None:
        """Empty until ``show_choices``."""
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._build()

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Everything a cell can be filled with."""
        if choices != self._choices:
            self._choices = choices
            self._filter()

    def show_cell(self, words: str, mapping: CellMapping | None) -> None:
        """What the current cell is; of a mapped one its figure is selected."""
        self.cell.setText(words)
        self.cell.setToolTip(words)
        self.take_out.setEnabled(mapping is not None)
        if mapping is None:
            return
        self.reach.setCurrentIndex(list(FormReach).index(mapping.reach))
        self.part.setCurrentIndex(list(FormPart).index(mapping.part))
        for row in range(self.choices.count()):
            choice: Choice = self.choices.item(row).data(_CHOICE)
            if (choice.source, choice.code) == (mapping.source, mapping.code):
                self.choices.setCurrentRow(row)
                return

    def selected(self) -> list[Choice]:
        """What is selected, in the order of the list."""
        rows = sorted(self.choices.row(item) for item in self.choices.selectedItems())
        return [self.choices.item(row).data(_CHOICE) for row in rows]

    @property
    def chosen_reach(self) -> FormReach:
        """Which time."""
        return list(FormReach)[self.reach.currentIndex()]

    @property
    def chosen_part(self) -> FormPart:
        """Which part."""
        return list(FormPart)[self.part.currentIndex()]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _filter(self) -> None:
        words, source = self.search.text().split(), self.source.currentText()
        fitting = [
            choice
            for choice in self._choices
            if source in {_EVERY, choice.source.label} and all(word in _searched(choice) for word in words)
        ]
        if words:  # 不起诉人数 before 起诉与不起诉人数
            fitting.sort(key=lambda choice: not choice.title.startswith(words[0]))
        self.choices.clear()
        for choice in fitting:
            item = QListWidgetItem(f"{choice.title}　{choice.source.label}")
            item.setData(_CHOICE, choice)
            item.setToolTip(f"{choice.source.label} · {choice.area} · {choice.title}")
            self.choices.addItem(item)
        if self.choices.count():
            self.choices.setCurrentRow(0)

    def _into_list(self) -> None:
        self.choices.setFocus()

    def _build(self) -> None:
        self.cell = ElidedLabel()
        self.source, self.reach, self.part = QComboBox(), QComboBox(), QComboBox()
        boxes = (
            (self.source, "source", "来源", [_EVERY, *(each.label for each in FormSource)]),
            (self.reach, "reach", "期间", [each.label for each in FormReach]),
            (self.part, "part", "取数", [each.label for each in FormPart]),
        )
        for box, key, name, texts in boxes:
            box.setObjectName(f"own_form_{key}")
            box.addItems(texts)
            box.setAccessibleName(name)
        self.source.currentIndexChanged.connect(lambda _: self._filter())
        self.search = _SearchLine()
        self.search.setObjectName("own_form_search")
        self.search.setAccessibleName("找要填的项目")
        self.search.setPlaceholderText("找项目、指标、统计项，如 不捕")
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.down.connect(self._into_list)
        self.search.returnPressed.connect(self.chosen)
        self.choices = _ChoiceList()
        self.choices.setObjectName("own_form_choices")
        self.choices.setAccessibleName("可以填的数")
        self.choices.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.choices.entered.connect(self.chosen)
        self.choices.itemDoubleClicked.connect(lambda _: self.chosen.emit())
        self.put_in, self.take_out = QPushButton("填入选中的单元格"), QPushButton("取消设定")
        self.put_in.setObjectName("own_form_put_in")
        self.take_out.setObjectName("own_form_take_out")
        self.put_in.clicked.connect(lambda _: self.chosen.emit())
        self.take_out.clicked.connect(lambda _: self.cleared.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        hint = QLabel("选中多个单元格和同样多的项目，就依次填入。")
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        for words, box in (("期间", self.reach), ("取数", self.part)):
            label = QLabel(words)
            label.setBuddy(box)
            chosen.addWidget(label)
            chosen.addWidget(box, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.put_in, 1)
        buttons.addWidget(self.take_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.cell)
        layout.addWidget(self.search)
        layout.addWidget(self.source)
        layout.addWidget(self.choices, 1)
        layout.addLayout(chosen)
        layout.addLayout(buttons)
        layout.addWidget(hint)
        self.setMinimumWidth(_WIDTH)
        self.setFocusProxy(self.search)


def _searched(choice: Choice) -> str:
    """监督事项办结 finds 监督事项·办结."""
    return f"{choice.title} {choice.title.replace('·', '')} {choice.area} {choice.code}"
