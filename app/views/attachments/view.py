"""附件: the files of a record; taking in by button, drop or paste, looking at, opening, exporting, taking away."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.office.attachment_names import safe_name
from app.services.office.attachment_rows import Added, Condition, Exported
from app.services.papers.rows import PaperNamed
from app.services.papers.rows import RecordKey as PaperKey
from app.services.suggestions.rows import AttachmentRow
from app.views.attachments.dialog import AttachDialog
from app.views.attachments.dropping import accept_copies, files_in
from app.views.attachments.preview import FilePreview
from app.views.attachments.table import FilesTable
from app.views.secrecy.way_out import WayOut
from app.views.shared.background import BackgroundTask
from app.views.shared.hints import told_empty
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HINT = "可把文件拖到这里，或按 Ctrl+V 粘贴"
_NOTHING = "还没有附件。按“添加附件…”，或者把文件拖到这里、按 Ctrl+V 粘贴；复制进台账，原来的文件不动。"
_PROBLEM_HEIGHT = 110  # pixels; a hundred refused files scroll
_WIDTHS = (620, 420)
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut

RecordKey = tuple[RecordType, int]


class AttachmentsView(QWidget):
    """Shows the files of the record that ``show_files`` names."""

    removal_wanted = Signal(int)  # attachment id

    def __init__(self, workplace: Workplace, purposes: Sequence[str]) -> None:
        """``purposes`` are offered when files come in."""
        super().__init__()
        self._workplace, self.purposes = workplace, purposes
        self._record: RecordKey | None = None
        self._is_stale, self._newest = False, 0
        self.is_looked_after = True  # the states in the list are those of the files now
        self._lent: list[QTemporaryDir] = []  # other programs have them open: they go with the window
        self.setAcceptDrops(True)
        self._build()
        QShortcut(QKeySequence.StandardKey.Paste, self, self.paste, _WITHIN)

    def show_files(self, record: RecordKey, files: Iterable[AttachmentRow]) -> None:
        """Replace what is shown; sentences about another record go."""
        if record != self._record:
            self._say_problems(())
        keep = [file.id for file in self.table.chosen] if record == self._record else []
        self._record = record
        before = self.table.current
        with_signals = self.table.blockSignals(True)
        self.table.show_rows(files, keep)
        self.table.blockSignals(with_signals)
        self.table.notice.setText(told_empty(_NOTHING, [self.add.text()] if self.add.isHidden() else []))
        self._hint.setVisible(not self.add.isHidden())
        self._offer()
        self._is_stale = True
        if self.isVisible():
            self._look(before)

    def paste(self) -> None:
        """Take in the files of the clipboard."""
        paths = files_in(QGuiApplication.clipboard().mimeData())
        if self.add.isHidden():
            return
        if paths:
            self.ask(paths)
        else:
            self._say_problems(["剪贴板里没有文件。请先在文件管理器里复制文件，再到这里粘贴。"])

    def ask(self, paths: Sequence[Path] = (), purpose: str = "") -> None:
        """Ask what files are for, and take them in; ``purpose`` is proposed."""
        if self._record is None or self.add.isHidden():
            return
        if not self.strip.is_idle:
            self._say_problems(["上一批文件还没有处理完，这次没有添加。请稍候再试。"])
            return
        self._say_problems(())
        dialog = AttachDialog(self._workplace, self.purposes, paths, self, purpose)
        dialog.wanted.connect(partial(self._add, self._record))
        dialog.open()

    def export_to(self, folder: Path, rows: Sequence[AttachmentRow]) -> None:
        """Write files into a folder under their own names."""
        attachments = self._workplace.desk.attachments

        def then(exported: Exported) -> None:
            if exported.paths:
                self._workplace.say(f"已导出 {len(exported.paths)} 个附件到 {folder}")
            self._say_problems(exported.refused)

        self._say_problems(())
        self.strip.run("正在导出……", lambda progress: attachments.export(rows, folder, progress), then)

    def save_to(self, target: Path, row: AttachmentRow) -> None:
        """Write one file under the name the user has chosen."""
        attachments = self._workplace.desk.attachments
        self._say_problems(())
        self.strip.run(
            "正在另存……",
            lambda progress: attachments.save_as(row, target, progress),
            lambda path: self._workplace.say(f"已保存到 {path}"),
        )

    def _add(self, record: RecordKey, actor: Actor, purpose: str, paths: list[Path]) -> None:
        attachments = self._workplace.desk.attachments

        def job(progress: Progress) -> object:
            return attachments.add_all(actor, record, purpose, paths, progress)

        self.strip.run(f"正在添加 {len(paths)} 个文件……", job, partial(self._added, record))

    def _added(self, record: RecordKey, added: Added) -> None:
        said = [f"已添加 {len(added.ids)} 个附件"] if added.ids else []
        said += [f"已恢复“{name}”的文件" for name in added.healed]
        if said:
            self._workplace.done("，".join(said), Written(added.ids[0] if added.ids else 0, added.act))
        if record == self._record:
            self._say_problems(added.refused)
            if added.ids:
                self.table.choose(added.ids)

    def _open(self) -> None:
        row = self.table.current
        if row is None or not self.strip.is_idle:
            return
        # Stored under its hash, without an ending: other programs need the name it came with.
        lent = QTemporaryDir()
        self._lent.append(lent)
        attachments, folder = self._workplace.desk.attachments, Path(lent.path())
        self._say_problems(())
        self.strip.run("正在打开……", lambda progress: attachments.lend(row, folder, progress), self._hand_over)

    def _hand_over(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._workplace.say(f"已用其他程序打开“{path.name}”的只读副本，改动不会存回台账")
        else:
            self._say_problems([f"系统里没有能打开“{path.name}”的程序。请用“另存为…”导出后查看。"])

    def _save(self) -> None:
        rows = self.table.chosen
        if len(rows) == 1:
            file = rows[0]
            ask = WayOut(self._workplace, self, self._named(f"附件 {file.file_name}"))
            ask.file("另存附件", safe_name(file.file_name), {}, lambda path: self.save_to(path, file))
        elif rows:
            ask = WayOut(self._workplace, self, self._named(f"附件 {len(rows)} 个"))
            ask.folder(f"把 {len(rows)} 个附件另存到文件夹", lambda folder: self.export_to(folder, rows))

    def _named(self, title: str) -> PaperNamed:
        """Files of a record as the register names them, with the record's mark."""
        marks = self._workplace.desk.secrecy
        marking = marks.of(PaperKey(*self._record)).marking if self._record else None
        return PaperNamed(title, "attachment", 0, marking=marking)

    def _remove(self) -> None:
        file = self.table.current
        if file is not None:
            self.removal_wanted.emit(file.id)

    def _look(self, before: AttachmentRow | None) -> None:
        """Draw the current file where it is another one, and look after the bytes of all."""
        self._is_stale = False
        current = self.table.current
        if current is None or current != before or self.preview.said():
            self.preview.show_file(current)
        self._newest += 1
        self.is_looked_after = False
        rows, attachments, number = self.table.rows, self._workplace.desk.attachments, self._newest
        task = BackgroundTask(lambda progress: attachments.conditions(rows, progress), self)
        task.succeeded.connect(partial(self._mark, number))
        self._workplace.closing.connect(task.cancel)
        task.start()

    def _mark(self, number: int, found: dict[str, Condition]) -> None:
        if number == self._newest:
            self.is_looked_after = True
            self.table.mark(found)

    def _choose(self) -> None:
        self._offer()
        if self.isVisible():
            self.preview.show_file(self.table.current)

    def _say_problems(self, sentences: Sequence[str]) -> None:
        self.problem.clear()
        if sentences:
            self.problem.say("\n".join(sentences))
            needed = self.problem.heightForWidth(self.table.width())
            self._problems.setFixedHeight(min(needed + 4, _PROBLEM_HEIGHT))
        self._problems.setVisible(bool(sentences))

    def _offer(self) -> None:
        count, is_idle = len(self.table.chosen), self.strip.is_idle
        self.add.setEnabled(is_idle)
        self.open.setEnabled(is_idle and count == 1)
        self.save.setEnabled(is_idle and count > 0)
        self.remove.setEnabled(is_idle and count == 1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._look(None)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        count = len(files_in(event.mimeData()))
        if count and not self.add.isHidden():
            self._hint.setText(f"松开鼠标，添加 {count} 个文件")
            accept_copies(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        accept_copies(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hint.setText(_HINT)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._hint.setText(_HINT)
        accept_copies(event)
        self.ask(files_in(event.mimeData()))

    def _build(self) -> None:
        self.table, self.preview = FilesTable(self._workplace.theme), FilePreview(self._workplace)
        self.strip, self.problem = WorkStrip(self._workplace), ProblemLabel()
        self.table.itemSelectionChanged.connect(self._choose)
        self.table.activated.connect(lambda _: self._open())
        self.strip.idle_changed.connect(lambda _: self._offer())
        self._problems = QScrollArea()
        self._problems.setFrameShape(QFrame.Shape.NoFrame)
        self._problems.setWidgetResizable(True)
        self._problems.setWidget(self.problem)
        self._problems.hide()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.strip)
        column.addWidget(self._problems)
        column.addLayout(self._buttons())
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(12)
        for half, width in zip((left, self.preview), _WIDTHS, strict=True):
            halves.addWidget(half)
            halves.setStretchFactor(halves.count() - 1, width)
        halves.setSizes(list(_WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(halves)

    def _buttons(self) -> QHBoxLayout:
        self.add = QPushButton(self._workplace.icons.icon("paperclip"), "添加附件…")
        self.add.setObjectName("attach")
        self.open, self.save, self.remove = QPushButton("打开"), QPushButton("另存为…"), QPushButton("移除")
        self.remove.setObjectName("attachment_remove")
        acts = ((self.add, self.ask), (self.open, self._open), (self.save, self._save), (self.remove, self._remove))
        self._hint = QLabel(_HINT)
        self._hint.setProperty("role", "muted")
        row = QHBoxLayout()
        for button, act in acts:
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._hint)
        row.addStretch(1)
        return row
