"""Files of a look, each with what it shows: before, after, or another paper."""

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.letter_terms import PhotoMoment
from app.services.follow_ups.rows import LookFile
from app.services.office.attachment_names import shown_name
from app.views.attachments.dropping import accept_copies, files_in
from app.views.attachments.table import one_line
from app.views.shared.file_chooser import chosen_files
from app.views.shared.file_field import SCANS

_ROW, _FEWEST, _MOST, _MOMENT = 32, 2, 5, 120  # pixels, rows in sight
_PATH = int(Qt.ItemDataRole.UserRole)


class _Table(QTableWidget):
    dropped = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class MomentsField(QWidget):
    """``files()`` are the files, each once; what is dropped counts as another paper until somebody says otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        """No files yet."""
        super().__init__()
        self.setAcceptDrops(True)
        self.table = _Table(0, 2)
        self._build()
        self._fit()

    def files(self) -> tuple[LookFile, ...]:
        """In the order they came."""
        return tuple(LookFile(Path(self._path(row)), self._moment(row)) for row in range(self.table.rowCount()))

    def kept(self) -> str:
        """The files as a draft keeps them, each with what it shows."""
        return json.dumps([(str(each.path), each.moment.value) for each in self.files()], ensure_ascii=False)

    def put_kept(self, text: str) -> None:
        """The files of a draft that are still where they were."""
        self.table.setRowCount(0)
        for path, moment in json.loads(text):
            if Path(path).is_file():
                self._lay(Path(path), PhotoMoment(moment))
        self._fit()
        self.changed.emit()

    def incoming(self) -> list[Path]:
        """All of them are to be attached."""
        return [each.path for each in self.files()]

    def add(self, paths: Iterable[Path], moment: PhotoMoment) -> None:
        """Take further files; one that is listed already is not listed twice."""
        known = {self._path(row) for row in range(self.table.rowCount())}
        for path in paths:
            if str(path) not in known:
                self._lay(path, moment)
                known.add(str(path))
        self._fit()
        self.changed.emit()

    def _lay(self, path: Path, moment: PhotoMoment) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        item = QTableWidgetItem(one_line(shown_name(path)))
        item.setData(_PATH, str(path))
        item.setToolTip(str(path))
        self.table.setItem(row, 0, item)
        box = QComboBox()
        for each in PhotoMoment:
            box.addItem(each.label, each.value)
        box.setCurrentIndex(box.findData(moment.value))
        box.setAccessibleName(f"{path.name} 的内容")
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.table.setCellWidget(row, 1, box)

    def _path(self, row: int) -> str:
        return str(self.table.item(row, 0).data(_PATH))

    def _moment(self, row: int) -> PhotoMoment:
        box = self.table.cellWidget(row, 1)
        return PhotoMoment(box.currentData()) if isinstance(box, QComboBox) else PhotoMoment.OTHER

    def _choose(self, moment: PhotoMoment, _checked: bool = False) -> None:
        names = chosen_files(self, f"选择文件（{moment.label}）", "", SCANS)
        if names:
            self.add(map(Path, names), moment)

    def _take_out(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        shown = min(max(self.table.rowCount(), _FEWEST), _MOST)
        self.table.setFixedHeight(shown * _ROW + 2 * self.table.frameWidth())
        self.table.setVisible(self.table.rowCount() > 0)
        self.out.setEnabled(self.table.rowCount() > 0)

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
        self.add(files_in(event.mimeData()), PhotoMoment.OTHER)

    def _build(self) -> None:
        table = self.table
        table.setObjectName("look_files")
        table.setAccessibleName("照片和材料")
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(1, _MOMENT)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.dropped.connect(self._take_out)
        row = QHBoxLayout()
        row.setSpacing(6)
        for moment in PhotoMoment:
            button = QPushButton(f"{moment.label}…")
            button.setObjectName(f"files_{moment.value}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose, moment))
            row.addWidget(button)
            if moment is PhotoMoment.BEFORE:
                self.setFocusProxy(button)
        self.out = QPushButton("去掉所选")
        self.out.setAutoDefault(False)
        self.out.clicked.connect(self._take_out)
        row.addWidget(self.out)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(table)
        layout.addLayout(row)
