"""批量打印: which document of the selected records, what each lacks, one PDF for the printer or a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.documents.facts import RenderedDocument
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import write_file
from app.services.foundation.progress import Progress
from app.services.papers.batches import BatchLine, BatchOrder, BatchWish, put_in_order
from app.services.papers.rows import Delivery, RecordKey
from app.views.secrecy.way_out import PDF, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.background import BackgroundTask
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("序号", 52, is_number=True),
    Head("文号或登记号", 176),
    Head("单位", 190),
    Head("文书", 210),
    Head("页数", 56, is_number=True),
    Head("缺少或不能打印的原因"),
)
_MOST_COPIES = 99
Made = Callable[[RenderedDocument], object]


class BatchDialog(QDialog):
    """Looks the papers through as soon as it opens; nothing is printed before the clerk has seen what is missing."""

    def __init__(self, workplace: Workplace, keys: Sequence[RecordKey], parent: QWidget) -> None:
        """``keys`` are records of one list, in its order."""
        _let_go_of_closed(parent)
        super().__init__(parent)
        self._workplace, self._keys = workplace, tuple(keys)
        self._lines: tuple[BatchLine, ...] = ()
        self._build()
        self._plan()

    @property
    def is_over(self) -> bool:
        """It was closed, and no thread works for it any more."""
        tasks = (task for task in self.work.children() if isinstance(task, BackgroundTask))
        return not self.isVisible() and all(task.has_returned for task in tasks)

    @property
    def chosen(self) -> tuple[BatchLine, ...]:
        """The papers that will be printed, in their order."""
        order = BatchOrder(self.order.currentData())
        kept = (line for line in self._lines if not line.problem and not (self.skip.isChecked() and line.missing))
        return put_in_order(tuple(kept), order)

    def save_to(self, path: Path) -> None:
        """Write the batch as one PDF."""
        from app.views.documents.noting import saved

        if working_actor(self._workplace, self) is not None:
            words = f"已保存 {path}。"
            self._make(partial(self._write, path), lambda _: self._note(self.chosen, saved(path), words))

    def _plan(self) -> None:
        papers, actor, code = self._workplace.desk.papers, self._workplace.actor, self._code
        self._lines = ()
        self._show()
        keys = self._keys
        self.work.run(
            f"正在检查 {len(keys)} 件……",
            lambda progress: papers.batches.plan(actor, code, keys, progress),
            self._planned,
        )

    @property
    def _code(self) -> str:
        return str(self.documents.currentData() or "")

    def _planned(self, lines: tuple[BatchLine, ...]) -> None:
        self._lines = lines
        lacking, refused = sum(bool(line.missing) for line in lines), sum(bool(line.problem) for line in lines)
        self.skip.setText(f"不打印有缺少的（{lacking} 件）")
        self.skip.setVisible(bool(lacking))
        self.refused.setText(f"{refused} 件不能打印，已排除。" if refused else "")
        self._show()

    def _show(self) -> None:
        order = BatchOrder(self.order.currentData())
        shown = put_in_order(self._lines, order)
        rows = [
            (
                f"{place}",
                line.number or "—",
                line.unit or "—",
                line.document or "—",
                f"{line.pages}" if line.pages else "—",
                line.problem or ("缺少 " + "、".join(line.missing) if line.missing else "齐全"),
            )
            for place, line in enumerate(shown, 1)
        ]
        self.table.show_rows(rows, tips=[row[-1] for row in rows])
        count, pages = len(self.chosen), sum(line.pages for line in self.chosen)
        self.total.setText(f"将打印 {count} 件，共 {pages} 页" + ("，另加清单" if self.cover.isChecked() else ""))
        self._offer()

    def _offer(self) -> None:
        for button in (self.print, self.save):
            button.setEnabled(bool(self.chosen) and self.work.is_idle)

    def _make(self, after: Made | None, then: Made) -> None:
        """Make the batch beside the window; ``after`` still runs there, ``then`` on the window's own thread."""
        papers, actor, chosen = self._workplace.desk.papers, self._workplace.actor, self.chosen
        wish = BatchWish(self._code, self.cover.isChecked(), self.duplex.isChecked())

        def make(progress: Progress) -> RenderedDocument:
            made = papers.batches.render(actor, wish, chosen, progress)
            if after is not None:
                after(made)
            return made

        self.work.run(f"正在排版 {len(chosen)} 件……", make, then)

    def _write(self, path: Path, made: RenderedDocument) -> None:
        write_file(path, made.pdf)

    def _print(self) -> None:
        if working_actor(self._workplace, self) is not None:
            self._make(None, self._send)

    def _note(self, lines: Sequence[BatchLine], delivery: Delivery, words: str) -> None:
        """Say what was done, and note every paper in the log."""
        wish = BatchWish(self._code)
        try:
            self._workplace.desk.papers.batches.record(self._workplace.actor, wish, lines, replace(delivery, pages=0))
        except (DomainError, KnownError) as problem:
            words = str(problem)
        self._workplace.say(words)

    def _send(self, made: RenderedDocument) -> None:
        from app.views.documents.noting import printed
        from app.views.documents.printing import ask_printer, print_pdf, sent_words

        lines = self.chosen
        copies, is_duplex = self.copies.value(), self.duplex.isChecked()
        printer = ask_printer(self._workplace, self, made.page_count, copies=copies, is_duplex=is_duplex)
        if printer is not None:
            self.work.run(
                f"正在送往打印机“{printer.printerName()}”……",
                partial(print_pdf, made.pdf, printer),
                lambda count: self._note(lines, printed(printer, count), sent_words(printer, count)),
            )

    def _save(self) -> None:
        name = f"{self.documents.currentText()}（{len(self.chosen)} 件）.pdf"
        WayOut(self._workplace, self).file("另存为一个 PDF", name, PDF, self.save_to)

    @override
    def done(self, result: int) -> None:
        self.work.cancel()
        super().done(result)

    def _build(self) -> None:
        self.setWindowTitle(f"批量打印 · 已选 {len(self._keys)} 件")
        self.setObjectName("batch")
        self.resize(980, 600)
        self.work = WorkStrip(self._workplace)
        self.work.idle_changed.connect(lambda _: self._offer())
        self.table = PlainTable(self._workplace, "batch_lines", "要打印的文书", _HEADS)
        self.total, self.refused = QLabel(), QLabel()
        self.total.setProperty("role", "muted")
        self.refused.setProperty("role", "problem")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addLayout(self._wishes())
        layout.addLayout(self._ticks())
        layout.addWidget(self.work)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons())

    def _wishes(self) -> QHBoxLayout:
        self.documents, self.order, self.copies = QComboBox(), QComboBox(), QSpinBox()
        record_type = self._keys[0].record_type
        for kind in self._workplace.desk.papers.for_batches(record_type):
            self.documents.addItem(kind.name, kind.code)
        self.documents.setMinimumWidth(260)
        self.documents.currentIndexChanged.connect(lambda _: self._plan())
        for order in BatchOrder:
            self.order.addItem(order.label, order.value)
        self.order.currentIndexChanged.connect(lambda _: self._show())
        self.copies.setRange(1, _MOST_COPIES)
        row = QHBoxLayout()
        row.setSpacing(8)
        for title, key, field in (
            ("文书", "batch_document", self.documents),
            ("顺序", "batch_order", self.order),
            ("份数", "batch_copies", self.copies),
        ):
            label = QLabel(title)
            label.setBuddy(field)
            field.setObjectName(key)
            field.setAccessibleName(title)
            row.addWidget(label)
            row.addWidget(field)
        row.addStretch(1)
        return row

    def _ticks(self) -> QHBoxLayout:
        self.duplex, self.cover = QCheckBox("双面（每件从正面开始）"), QCheckBox("首页为清单")
        self.skip = QCheckBox("不打印有缺少的")
        self.cover.setChecked(True)
        self.skip.hide()
        row = QHBoxLayout()
        row.setSpacing(20)
        for key, box in (("batch_duplex", self.duplex), ("batch_cover", self.cover), ("batch_skip", self.skip)):
            box.setObjectName(key)
            box.toggled.connect(lambda _: self._show())
            row.addWidget(box)
        row.addWidget(self.refused)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        icons, row = self._workplace.icons, QHBoxLayout()
        self.print = QPushButton(icons.icon("printer", "on_accent"), "打印…")
        self.print.clicked.connect(lambda _checked: self._print())
        self.save = QPushButton(icons.icon("file-export"), "另存为一个 PDF…")
        self.save.clicked.connect(lambda _checked: self._save())
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        for key, button in (("batch_print", self.print), ("batch_save", self.save), ("batch_close", close)):
            button.setObjectName(key)
            button.setAutoDefault(False)
        self.print.setDefault(True)
        row.addWidget(self.total)
        row.addStretch(1)
        for button in (close, self.save, self.print):
            row.addWidget(button)
        return row


def _let_go_of_closed(parent: QWidget) -> None:
    """Delete earlier dialogs; not at once when closed, for a thread of the pool may still work for them."""
    for child in parent.children():
        if isinstance(child, BatchDialog) and child.is_over:
            child.deleteLater()


def print_selected(workplace: Workplace, keys: Sequence[RecordKey], parent: QWidget) -> None:
    """Open the dialog for the selected records, or say what is missing for it."""
    if not keys:
        workplace.say("请先在列表中选中要打印的记录，可按住 Ctrl 或 Shift 选多行。")
    elif not workplace.desk.papers.for_batches(keys[0].record_type):
        workplace.say("这类记录目前没有可生成的文书。")
    else:
        BatchDialog(workplace, keys, parent).open()
