"""Base data of a year: whose, which year, which items; every number typed is kept at once and can be taken back."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.services.base_data.periods import Months
from app.services.base_data.rows import DepartmentMonth, FigureDraft
from app.services.base_data.year_grid import Cell, Line, YearGrid
from app.services.figure_rules.rows import BrokenRule
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.views.base_data.choices import GridChoices
from app.views.base_data.grid import YearTable
from app.views.base_data.grid_model import GridModel, Place
from app.views.base_data.marking import MarkReader, Marks, make_ready
from app.views.base_data.note_dialog import CorrectionDialog
from app.views.base_data.words import BROKEN, completeness_words, said_of, strip_of
from app.views.shared.actor_dialog import working_actor
from app.views.shared.file_chooser import chosen_file
from app.views.shared.workplace import Workplace

_HINT = (
    "直接键入数字 · 方向键、Enter、Tab 移动 · F2 修改 · Esc 放弃 · Ctrl+C/V 与 Excel 互相复制 · Ctrl+Z 撤销 · "
    "Delete 清空 · Ctrl+M 更正和备注"
)
Typed = tuple[Line, Cell, str]


def _months_of(year: int) -> Months:
    return Months(f"{year}-01", f"{year}-12")


class BaseDataView(QWidget):
    """The grid with its choices above and what the current cell says below."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._shown: YearGrid | None = None
        self.model = GridModel(workplace)
        self.grid = YearTable(self.model)
        self.choices = GridChoices(self)
        self.marks = Marks()
        self.given: dict[str, list[DepartmentMonth]] = {}
        self.marking = MarkReader(workplace, self)
        self.marking.read.connect(self._mark)
        self._is_writing = False
        self._build()

    @property
    def broken(self) -> tuple[BrokenRule, ...]:
        """The rules broken in the year shown, as far as they are read."""
        return self.marks.broken

    def start(self) -> None:
        """A store is open: offer its units, departments and years, and read this year.

        What the grid itself writes is shown cell by cell instead.
        """
        if self._is_writing:
            return
        desk = self._workplace.desk
        today = desk.clock.today()
        areas = dict.fromkeys(item.area for item in desk.indicators.library.items.values())
        self.choices.offer(desk.base_data.units(), desk.offices.departments(), tuple(areas), today.year)
        if not self.grid.currentIndex().isValid():
            self.choices.go_to_year(today.year)
        self.refresh()
        self.grid.start_at(today.month)
        make_ready(self._workplace, self.choices.unit.currentText())

    def refresh(self) -> None:
        """Read the year again, and beside the window what marks it."""
        shown = self._shown
        self._shown = self._read(None)
        if shown is None or (shown.unit, shown.year) != (self._shown.unit, self._shown.year):
            self.marks = Marks()  # of another year
        self._mark(self.marks)
        self._show_lines()
        self.marking.ask(self._marks_of(self.choices.unit.currentText(), self.choices.year.value()))

    def keep(self, typed: list[Typed], left_out: str = "") -> None:
        """Keep what was typed or pasted, in one act; what is no number is said, and nothing of it is kept."""
        unit, of = self.choices.unit.currentText(), self.choices.of
        drafts = []
        for line, cell, text in typed:
            bare = text.replace(",", "").replace("，", "").strip()
            if not bare.isascii() or not bare.isdigit():
                self._workplace.say(f"“{line.item.name}”{cell.shown} 填的“{text}”不是不小于 0 的整数，没有保存。")
                return
            note = cell.figure.note if cell.figure else ""
            shown = cell.figure.version if cell.figure else 0
            drafts.append(FigureDraft(line.item.name, cell.first, cell.month, int(bare), of, unit, note, shown))
        was_known = bool(self._workplace.actor.name)
        actor = working_actor(self._workplace, self)
        if not was_known:
            QTimer.singleShot(0, self.grid, self.grid.setFocus)  # the question took the keyboard from the cell
        if actor is None:
            return
        try:
            with self._writing():
                done = self._workplace.desk.base_data.record(actor, drafts)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
            self.refresh()
        else:
            self._workplace.done(f"已填报 {len(drafts)} 个数{left_out}", Written(done.ids[0], done.act))
            self._show_written({line.item.name for line, _cell, _text in typed})

    def import_table(self) -> None:
        """Ask for a table and take it in."""
        path = chosen_file(self, "导入基础数据", "", "表格 (*.xlsx *.xls *.csv)")
        if path:
            from app.views.base_data.import_dialog import ImportFiguresDialog

            try:
                ImportFiguresDialog.of(self._workplace, path, self).open()
            except (DomainError, KnownError) as problem:
                self._workplace.say(str(problem))

    def show_rules(self) -> None:
        """The rules between figures, where they do not hold, and the office's own."""
        from app.views.figure_rules.dialog import RulesDialog

        dialog = RulesDialog(self._workplace, self.choices.unit.currentText(), self.choices.year.value(), self)
        dialog.place_wanted.connect(self.go_to)
        dialog.open()

    def go_to(self, broken: BrokenRule) -> None:
        """Make the first cell a broken rule speaks of current."""
        self.go_to_place(broken.department, int(broken.month[:4]), is_by_quarter=broken.first != broken.last)
        for item in reversed(broken.items):
            self.grid.show_item(item, broken.month)
        self.grid.setFocus()

    def go_to_place(self, department: str, year: int, *, is_by_quarter: bool) -> None:
        """Show every item of a department (empty: the whole unit) and year."""
        choices = self.choices
        choices.text.clear()
        choices.area.setCurrentIndex(0)
        choices.department.setCurrentIndex(max(choices.department.findText(department), 0))
        choices.mode.setCurrentIndex(int(is_by_quarter))
        choices.year.setValue(year)

    def _show_lines(self) -> None:
        if self._shown is not None:
            today = self._workplace.desk.clock.today()
            lines = self.choices.chosen(self._shown.lines)
            self.model.show(self._shown, lines, f"{today:%Y-%m}")
            self.grid.start_at(today.month)
            self._explain()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """What is written in here is not read again as a whole."""
        self._is_writing = True
        try:
            yield
        finally:
            self._is_writing = False

    def _read(self, only: Collection[str] | None) -> YearGrid:
        data, choices = self._workplace.desk.base_data, self.choices
        whose = choices.unit.currentText(), choices.of, choices.year.value()
        return (data.quarters if choices.is_by_quarter else data.year)(*whose, only)

    def _show_written(self, names: Collection[str]) -> None:
        """Of some items that were written: their lines, and the rules they can break. Nothing else is read."""
        if self._shown is None:
            return
        anew = self._read(names).lines
        self._shown = self._shown.with_lines(anew)
        self.model.put(anew)
        year, unit = self.choices.year.value(), self.choices.unit.currentText()
        if self.marking.is_reading or self.choices.of:  # what was not read yet, or how far the department has come
            self.marking.ask(self._marks_of(unit, year))
        if not self.marking.is_reading or self.choices.of:
            rules = self._workplace.desk.figure_rules
            broken = rules.broken_after(unit, _months_of(year), self.marks.broken, names)
            self._mark(replace(self.marks, broken=broken))
        self._explain()

    def _marks_of(self, unit: str, year: int) -> Callable[[], Marks]:
        desk = self._workplace.desk
        return lambda: Marks(desk.figure_rules.broken(unit, _months_of(year)), desk.base_data.completeness(unit, year))

    def _mark(self, marks: Marks) -> None:
        self.marks = marks
        marked: dict[Place, list[BrokenRule]] = defaultdict(list)
        for each in self.broken:
            for item in each.items if each.department == self.choices.of else ():
                marked[item, each.first, each.last].append(each)
        given: dict[str, list[DepartmentMonth]] = defaultdict(list)
        for department in marks.given:
            given[department.month].append(department)
        self.given = given
        self.model.mark(marked, given)
        self._explain()

    def _clear(self, cells: list[Cell]) -> None:
        actor = working_actor(self._workplace, self)
        figures = [cell.figure for cell in cells if cell.figure is not None]
        if actor is None or not figures:
            return
        seen = {figure.id: figure.version for figure in figures}
        try:
            with self._writing():
                act = self._workplace.desk.base_data.clear(actor, list(seen), seen)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
            self.refresh()
        else:
            self._workplace.done(f"已清空 {len(figures)} 个数", Written(figures[0].id, act))
            self._show_written({figure.item for figure in figures})

    def _correct(self, line: Line, cell: Cell) -> None:
        if cell.figure is not None:
            dialog = CorrectionDialog(self._workplace, line.item, cell.figure, self)
            dialog.recorded.connect(lambda _id: self.refresh())
            dialog.open()

    def _explain(self) -> None:
        index = self.grid.currentIndex()
        cell = self.model.cell(index) if index.isValid() else None
        self.rules.setText(f"数间规则 {BROKEN}{len(self.broken)}…" if self.broken else "数间规则…")
        if cell is None:
            self.said.clear()
            self.strip.clear()
            return
        item = self.model.line(index.row()).item
        said = said_of(cell, self.model.broken(index))
        if cell.count is None and not self.model.is_open(index):
            said = "这个月还没有到，不能填" if cell.span == 1 else "这个季度还没有结束，不能填；已有的月份请按月填报"
        self.said.setText(f"{item.name} {cell.shown}　{said}")
        given = self.given.get(cell.month, ())
        told = f"\n部门填报　{completeness_words(given)}" if given and cell.span == 1 else ""
        self.strip.setText(f"{strip_of(cell)}{told}")

    def _build(self) -> None:
        self.importing = self._button("导入…", "导入基础数据", "file-import", self.import_table)
        self.rules = self._button("数间规则…", "数间规则", "checks", self.show_rules)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.choices, 1)
        top.addWidget(self.rules)
        top.addWidget(self.importing)
        self.said, self.strip, hint = QLabel(), QLabel(), QLabel(_HINT)
        self.said.setObjectName("base_data_said")
        for label in (self.said, self.strip):
            label.setWordWrap(True)
        for label in (self.strip, hint):
            label.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        for label in (self.said, self.strip, hint):
            layout.addWidget(label)
        self.choices.changed.connect(self.refresh)
        self.choices.narrowed.connect(self._show_lines)
        self.choices.text.returnPressed.connect(self.grid.setFocus)
        self.model.typed.connect(self._typed)
        self.grid.pasted.connect(self._pasted)
        self.grid.misplaced.connect(self._say_misplaced)
        self.grid.cleared.connect(self._clear)
        self.grid.refused.connect(self._say_closed)
        self.grid.note_wanted.connect(self._correct)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.setFocusProxy(self.grid)

    def _typed(self, where: tuple[Line, Cell], text: str) -> None:
        line, cell = where
        if text.strip() and not (cell.figure is not None and text.strip() == str(cell.figure.count)):
            self.keep([(line, cell, text)])

    def _pasted(self, found: list[Typed], left_out: int) -> None:
        said = f"另有 {left_out} 个落在还没到的期间或表格以外，没有填" if left_out else ""
        if found:
            self.keep(found, f"；{said}" if said else "")
        else:
            self._workplace.say(f"粘贴的 {left_out} 个数都落在还没到的期间或表格以外，没有填。请换一个格子。")

    def _say_misplaced(self, text: str) -> None:
        self._workplace.say(f"“{text}”落在项目或单位栏，与这一行不符，没有粘贴。请先选中要填的第一个月，再粘贴。")

    def _say_closed(self) -> None:
        cell = self.model.cell(self.grid.currentIndex())
        if cell is None:
            self._workplace.say("这一栏不能填。请移到要填的月份或季度，再键入。")
        else:
            self._workplace.say(f"{cell.shown}{'还没有到' if cell.span == 1 else '还没有结束'}，现在不能填。")

    def _button(self, words: str, name: str, icon: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(name)
        button.setIcon(self._workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "action")
        button.clicked.connect(slot)
        return button
