"""Several files to be attached: chosen in the system's window or dropped onto the field."""

import json
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.office.attachment_names import shown_name
from app.views.attachments.dropping import accept_copies, files_in
from app.views.attachments.table import one_line
from app.views.shared.file_chooser import chosen_files
from app.views.shared.file_field import SCANS

_LINES, _LINE = 5, 32  # rows, and pixels of one as the style has it


class FilesField(QWidget):
    """``paths()`` are the files, each once."""

    changed = Signal()

    def __init__(self, title: str) -> None:
        """``title`` is the visible label's text."""
        super().__init__()
        self.setAccessibleName(title)
        self.setAcceptDrops(True)
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_LINES * _LINE + 2 * self.list.frameWidth())
        self.list.itemSelectionChanged.connect(self._offer)
        self.choose = QPushButton("选择文件…")
        self.choose.setObjectName("files_choose")
        self.choose.clicked.connect(self._choose)
        self.drop = QPushButton("去掉所选")
        self.drop.setObjectName("files_drop")
        self.drop.clicked.connect(self._take_out)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.setFocusProxy(self.choose)
        self._lay_out()
        self._offer()

    def paths(self) -> list[Path]:
        """The files, in the order they came."""
        return [Path(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.list.count())]

    def kept(self) -> str:
        """The files as a draft keeps them."""
        return json.dumps([str(path) for path in self.paths()], ensure_ascii=False)

    def put_kept(self, text: str) -> None:
        """The files of a draft that are still where they were."""
        self.list.clear()
        self.add(path for path in map(Path, json.loads(text)) if path.is_file())

    def incoming(self) -> list[Path]:
        """All of them are to be attached."""
        return self.paths()

    def add(self, paths: Iterable[Path]) -> None:
        """Take further files; one that is listed already is not listed twice."""
        known = set(self.paths())
        for path in paths:
            if path not in known:
                item = QListWidgetItem(one_line(shown_name(path)))
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                item.setToolTip(str(path))
                self.list.addItem(item)
                known.add(path)
        self._offer()
        self.changed.emit()

    def _choose(self) -> None:
        names = chosen_files(self, "选择文件", "", SCANS)
        if names:
            self.add(map(Path, names))

    def _take_out(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        self.drop.setEnabled(bool(self.list.selectedItems()))
        self.count.setText(f"共 {self.list.count()} 个文件" if self.list.count() else "")

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            accept_copies(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        accept_copies(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        accept_copies(event)
        self.add(files_in(event.mimeData()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list)
        row = QHBoxLayout()
        for button in (self.choose, self.drop):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.count)
        row.addStretch(1)
        column.addLayout(row)
