"""年终: the steps of a year's end above, the list behind the chosen one below."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.foundation.errors import DomainError, KnownError
from app.services.year_end.rows import BoundYear, StepList, YearStep
from app.views.monthly_statistics.section import section_tabs
from app.views.secrecy.way_out import WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.page import Page
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace
from app.views.year_end.dialogs import TickDialog

_STEPS = (
    Head("完成", 56),
    Head("事项", 130),
    Head("要处理", 70, is_number=True),
    Head("现在的情况", fills=True),
    Head("完成人和日期", 150),
    Head("说明", 160),
)
_EARLIEST, _LEAST_SHOWN = 1990, 6
_HINT = "空格 勾选或取消 · Enter 到下面的清单 · 清单里 Enter 打开记录"


class _StepTable(PlainTable):
    """The space bar ticks."""

    toggled = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)


class YearEndPage(Page):
    """Counted anew whenever something was written, as soon as somebody looks."""

    chapter = "年终"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._steps: tuple[YearStep, ...] = ()
        self._listed: StepList | None = None
        self._is_stale = True
        self._build()
        workplace.changed.connect(lambda _: self._note_change())

    @override
    def start(self) -> None:
        today = self.workplace.desk.clock.today()
        self.year.blockSignals(True)
        self.year.setMaximum(today.year)
        self.year.setValue(self.workplace.desk.year_end.year_asked_for())
        self.year.blockSignals(False)
        self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale and self.work.is_idle:
            self.refresh()

    def refresh(self) -> None:
        """Count the steps of the chosen year again."""
        if not self.workplace.has_desk:
            return
        self._is_stale = False
        year, service = self.year.value(), self.workplace.desk.year_end
        self.work.run("正在统计……", lambda progress: service.steps(year, progress), self._show)

    @property
    def step(self) -> YearStep | None:
        """The chosen step."""
        row = self.steps.currentIndex().row()
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def toggle(self) -> None:
        """Tick the chosen step, or take its tick off."""
        step = self.step
        if step is None:
            return
        if step.tick is None:
            TickDialog(self.workplace, self.year.value(), step, self).open()
            return
        actor = working_actor(self.workplace, self)
        if actor is None:
            return
        try:
            written = self.workplace.desk.year_end.untick(actor, step.tick)
        except (DomainError, KnownError) as problem:
            self.workplace.say(str(problem))
        else:
            self.workplace.done(f"“{step.definition.title}”已改为未完成", written)

    def bind_to(self, folder: Path) -> None:
        """Write the year's registers into a folder."""
        actor, year, service = working_actor(self.workplace, self), self.year.value(), self.workplace.desk.year_end
        if actor is not None:
            self.beside.run(
                "正在打印登记簿……", lambda progress: service.bind(actor, year, folder, progress), self._tell_bound
            )

    def _tell_bound(self, bound: BoundYear) -> None:
        files = [each for each in bound.volumes if each.file_name]
        self.workplace.say(f"已写出 {len(files)} 册、{bound.pages} 页和装订目录，在 {bound.folder}。")

    def _bind(self) -> None:
        name = f"{self.year.value()}年登记簿"
        WayOut(self.workplace, self).folder("全年登记簿存放到哪个文件夹", lambda folder: self.bind_to(folder / name))

    def _open_page(self) -> None:
        if self.step is not None:
            self.workplace.page_wanted.emit(self.step.definition.page)

    def _open_line(self, row: int) -> None:
        line = self._listed.lines[row] if self._listed is not None else None
        if line is not None and line.record is not None:
            self.workplace.open_record(*line.record)

    def _note_change(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _show(self, steps: tuple[YearStep, ...]) -> None:
        row = max(self.steps.currentIndex().row(), 0)
        self._steps = steps
        self.steps.blockSignals(True)
        self.steps.show_rows([_cells(step) for step in steps], tips=[_tip(step) for step in steps])
        self.steps.blockSignals(False)
        done = sum(step.tick is not None for step in steps)
        session = self.workplace.session
        partly = "" if session is None or session.reads_all else "。清单和件数只含您可以查看的记录"
        self.state.setText(f"已完成 {done} 项，共 {len(steps)} 项{partly}")
        self.steps.setCurrentIndex(self.steps.rows.index(min(row, len(steps) - 1), 0))
        self._show_list()

    def _show_list(self) -> None:
        step = self.step
        if step is None:
            return
        self.ticking.setText("改为未完成" if step.tick else "勾选完成…")
        definition, year, service = step.definition, self.year.value(), self.workplace.desk.year_end
        self.about.setText(
            f"{step.summary}\n{definition.explains}\n依据：{definition.source}（{definition.certainty}）"
        )
        self.listing.run("正在读取……", lambda _: service.list(year, definition.code), self._show_lines)

    def _show_lines(self, found: StepList) -> None:
        self._listed = found
        heads = [
            Head(title, _width(title, found, place), is_number=_is_number(found, place))
            for place, title in enumerate(found.heads)
        ]
        self.list.show_rows([line.cells for line in found.lines], heads)

    def _build(self) -> None:
        self.work, self.listing = WorkStrip(self.workplace), WorkStrip(self.workplace)
        self.beside = WorkStrip(self.workplace)  # what the steps are counted anew beside must not be discarded by it
        self.steps = _StepTable(self.workplace, "year_end_steps", "年终事项", _STEPS)
        self.list = PlainTable(self.workplace, "year_end_list", "清单", (Head("清单"),))
        self.steps.setMinimumHeight(_LEAST_SHOWN * ROW_HEIGHT + 6)
        self.steps.selectionModel().currentRowChanged.connect(lambda *_: self._show_list())
        self.steps.toggled.connect(self.toggle)
        self.steps.chosen.connect(lambda *_: self.list.setFocus())
        self.list.chosen.connect(lambda row, _: self._open_line(row))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.setFocusProxy(self.steps)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        hint = QLabel(_HINT)
        hint.setProperty("role", "muted")
        for part in (self.about, self.listing, self.list, hint):
            column.addWidget(part)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(8)
        split.addWidget(self.steps)
        split.addWidget(below)
        split.setSizes([310, 220])  # all steps without scrolling, but in a low window
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(section_tabs(self.workplace, "year_end"))
        layout.addLayout(self._title_row())
        layout.addWidget(self.work)
        layout.addWidget(self.beside)
        layout.addWidget(split, 1)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title, self.state = QLabel("年终"), QLabel()
        title.setProperty("role", "title")
        self.state.setProperty("role", "muted")
        self.year = QSpinBox()
        self.year.setObjectName("year_end_year")
        self.year.setAccessibleName("年度")
        self.year.setRange(_EARLIEST, 2100)
        self.year.setSuffix(" 年度")
        self.year.setMinimumWidth(120)
        self.year.valueChanged.connect(lambda _: self.refresh())
        for part in (title, self.year, self.state):
            row.addWidget(part)
        row.addStretch(1)
        self.ticking = self._button("勾选完成…", "checks", "year_end_tick")
        self.opening = self._button("打开办理页面", "arrow-forward", "year_end_open")
        self.binding = self._button("打印装订…", "printer", "year_end_bind")
        self.ticking.clicked.connect(lambda _: self.toggle())
        self.opening.clicked.connect(lambda _: self._open_page())
        self.binding.clicked.connect(lambda _: self._bind())
        for button in (self.ticking, self.opening, self.binding):
            row.addWidget(button)
        return row

    def _button(self, words: str, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(words)
        button.setObjectName(key)
        button.setIcon(self.workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "action")
        return button


def _cells(step: YearStep) -> tuple[str, ...]:
    tick = step.tick
    return (
        "✓" if tick else "",
        step.definition.title,
        str(step.open_count) if step.open_count else "",
        step.summary,
        f"{tick.by} {tick.at[:10]}" if tick else "",
        tick.note if tick else "",
    )


def _tip(step: YearStep) -> str:
    return f"{step.definition.explains}（依据：{step.definition.source}，{step.definition.certainty}）"


def _width(title: str, found: StepList, place: int) -> int:
    """Wide enough for the longest of the first lines."""
    longest = max((len(line.cells[place]) for line in found.lines[:50]), default=0)
    return max(len(title) * 16 + 20, min(longest * 13 + 20, 340))


def _is_number(found: StepList, place: int) -> bool:
    """Only counts stand in this column, so that they belong at the right."""
    cells = [line.cells[place] for line in found.lines if line.cells[place]]
    return bool(cells) and all(cell.isdigit() for cell in cells)
