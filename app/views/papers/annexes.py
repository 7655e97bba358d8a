"""The annexes of a document: title and text, in an order that can be changed."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.services.documents.facts import Annex
from app.views.papers.rich_field import RichField
from app.views.shared.workplace import Workplace


class _Row(NamedTuple):
    frame: QWidget
    label: QLabel
    title: QLineEdit
    body: RichField


class Annexes(QWidget):
    """Empty ones are left out of the paper."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """None at first."""
        super().__init__()
        self._workplace = workplace
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.add = QPushButton(workplace.icons.icon("plus"), "加附件")
        self.add.setObjectName("annex_add")
        self.add.clicked.connect(self._begin)
        self._layout.addWidget(self.add)

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """Those with a title or a text, in their order."""
        found = (Annex(row.title.text().strip(), row.body.text()) for row in self._rows)
        return tuple(annex for annex in found if annex.title or annex.body)

    def show_annexes(self, annexes: tuple[Annex, ...]) -> None:
        """Replace what is shown; the same annexes are left alone."""
        if annexes == self.annexes:
            return
        for row in self._rows:
            row.frame.deleteLater()
            self._layout.removeWidget(row.frame)
        self._rows = []
        for annex in annexes:
            self._put(annex)
        self._number()

    def _begin(self) -> None:
        row = self._put(Annex(""))
        self._number()
        row.title.setFocus()

    def _put(self, annex: Annex) -> _Row:
        place = len(self._rows) + 1
        title, body = QLineEdit(annex.title), RichField(f"附件{place}内容", f"annex_{place}_body")
        title.setPlaceholderText("附件名称")
        title.setObjectName(f"annex_{place}")
        title.setAccessibleName(f"附件{place}名称")
        body.set_text(annex.body)
        frame, label = QWidget(), QLabel()
        row = _Row(frame, label, title, body)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._head(row))
        column.addWidget(title)
        column.addWidget(body)
        self._rows.append(row)
        self._layout.insertWidget(self._layout.count() - 1, frame)
        title.textChanged.connect(lambda _: self.changed.emit())
        body.changed.connect(self.changed)
        return row

    def _head(self, row: _Row) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(row.label)
        head.addStretch(1)
        head.addWidget(row.body.tools)
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("上移", lambda: self._move(row, -1)),
            ("下移", lambda: self._move(row, 1)),
            ("删除", lambda: self._remove(row)),
        )
        for words, act in acts:
            tool = QToolButton()
            tool.setText(words)
            tool.setAccessibleName(f"{words}附件")
            tool.setObjectName(f"{row.title.objectName()}_{words}")
            tool.setProperty("role", "tool")
            tool.clicked.connect(lambda _checked, act=act: act())
            head.addWidget(tool)
        return head

    def _move(self, row: _Row, by: int) -> None:
        place = self._rows.index(row)
        there = min(max(place + by, 0), len(self._rows) - 1)
        self._rows.insert(there, self._rows.pop(place))
        self._layout.insertWidget(there, row.frame)
        self._number()
        self.changed.emit()

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        self._layout.removeWidget(row.frame)
        row.frame.deleteLater()
        self._number()
        self.changed.emit()

    def _number(self) -> None:
        for place, row in enumerate(self._rows, 1):
            row.label.setText(f"附件{place}" if len(self._rows) > 1 else "附件")
