"""以往导入: every batch with what came in, and 整批撤销, which is asked about before it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from app.services.importing.rows import BatchRow
from app.views.importing.plan_texts import KINDS
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("批号", 64, is_number=True),
    Head("时间", 150),
    Head("种类", 100),
    Head("文件", 360),
    Head("读取", 70, is_number=True),
    Head("导入", 70, is_number=True),
    Head("状态"),
)
_MINUTE = slice(0, 16)


class BatchesView(QWidget):
    """The newest batch first."""

    undo_wanted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_batches``."""
        super().__init__()
        self._batches: tuple[BatchRow, ...] = ()
        heading = QLabel("以往导入")
        heading.setProperty("role", "heading")
        self.table = PlainTable(workplace, "import_batches", "以往导入", _HEADS)
        self.empty = QLabel("还没有导入过台账。请在上面选择种类和文件；写入之前会先给您看检查结果。")
        self.empty.setProperty("role", "muted")
        self.undo = QPushButton(workplace.icons.icon("arrow-back-up"), "整批撤销…")
        self.undo.setObjectName("import_undo")
        self.undo.clicked.connect(self._ask)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        row = QHBoxLayout()
        row.addWidget(self.undo)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (heading, self.empty, self.table):
            layout.addWidget(part)
        layout.setStretchFactor(self.table, 1)
        layout.addLayout(row)

    def show_batches(self, batches: tuple[BatchRow, ...]) -> None:
        """Replace what is shown."""
        self._batches = batches
        self.table.show_rows([_texts(batch) for batch in batches])
        self.empty.setVisible(not batches)
        self._offer()

    def ask(self, batch: BatchRow) -> None:
        """Have the user decide whether a batch goes."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "整批撤销", "", parent=self)
        box.setText(f"撤销第 {batch.id} 批导入（《{batch.file_name}》，{batch.rows_added} 条）？")
        box.setInformativeText("这一批登记的记录会全部移出台账；已有人在上面继续办理的，会列出来并拒绝撤销。")
        undo = box.addButton("整批撤销", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("保留", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is undo:
            self.undo_wanted.emit(batch.id)

    def _ask(self) -> None:
        self.ask(self._batches[self.table.currentIndex().row()])

    def _offer(self) -> None:
        row = self.table.currentIndex().row()
        self.undo.setEnabled(0 <= row < len(self._batches) and self._batches[row].undone_at is None)


def _texts(batch: BatchRow) -> tuple[str, ...]:
    return (
        str(batch.id),
        batch.imported_at[_MINUTE].replace("T", " "),
        KINDS.get(batch.kind, batch.kind),
        batch.file_name,
        str(batch.rows_read),
        str(batch.rows_added),
        "" if batch.undone_at is None else f"已于 {batch.undone_at[_MINUTE].replace('T', ' ')} 撤销",
    )
