"""Base data of a year: whose, which year, which items; every number typed is kept at once and can be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QSpinBox, QToolButton, QVBoxLayout, QWidget

from app.services.base_data.rows import FigureDraft
from app.services.base_data.year_grid import Cell, Line
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.views.base_data.grid import YearTable
from app.views.base_data.grid_model import GridModel, said_of
from app.views.base_data.note_dialog import CorrectionDialog
from app.views.shared.actor_dialog import working_actor
from app.views.shared.workplace import Workplace

_WHOLE = "全院"
_EVERY = "全部领域"
_HINT = "直接键入数字 · Enter 向下 · Tab 向右 · Ctrl+V 粘贴 Excel 区域 · Delete 清空 · Ctrl+M 更正和备注"
_EARLIEST = 1990
Typed = tuple[Line, Cell, str]


class BaseDataView(QWidget):
    """The grid with its choices above and what the current cell says below."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self.model = GridModel(workplace)
        self.grid = YearTable(self.model)
        self._build()

    def start(self) -> None:
        """A store is open: offer its units, departments and years, and read this year."""
        desk = self._workplace.desk
        today = desk.clock.today()
        self._fill(self.unit, desk.base_data.units())
        self._fill(self.department, (_WHOLE, *desk.offices.departments()))
        areas = dict.fromkeys(item.area for item in desk.indicators.library.items.values())
        self._fill(self.area, (_EVERY, *areas))
        self.year.setMaximum(today.year)
        if not self.grid.currentIndex().isValid():
            self.year.setValue(today.year)
        self.refresh()
        self.grid.start_at(today.month)

    def refresh(self) -> None:
        """Read the year again."""
        desk = self._workplace.desk
        department = "" if self.department.currentText() == _WHOLE else self.department.currentText()
        area = "" if self.area.currentText() == _EVERY else self.area.currentText()
        shown = desk.base_data.year(self.unit.currentText(), department, self.year.value())
        self.model.show(shown, area, f"{desk.clock.today():%Y-%m}")
        self._explain()

    def keep(self, typed: list[Typed]) -> None:
        """Keep what was typed or pasted, in one act; what is no number is said, and nothing of it is kept."""
        unit, department = self.unit.currentText(), self.department.currentText()
        of = "" if department == _WHOLE else department
        drafts = []
        for line, cell, text in typed:
            bare = text.replace(",", "").replace("，", "").strip()
            if not bare.isascii() or not bare.isdigit():
                self._workplace.say(f"“{line.item.name}”{cell.month} 填的“{text}”不是不小于 0 的整数，没有保存。")
                return
            note = cell.figure.note if cell.figure else ""
            drafts.append(FigureDraft(line.item.name, cell.month, cell.month, int(bare), of, unit, note))
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        try:
            done = self._workplace.desk.base_data.record(actor, drafts)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done(f"已填报 {len(drafts)} 个数", Written(done.ids[0], done.act))
        self.refresh()

    def import_table(self) -> None:
        """Ask for a table and take it in."""
        path, _kind = QFileDialog.getOpenFileName(self, "导入基础数据", "", "表格 (*.xlsx *.xls *.csv)")
        if path:
            from app.views.base_data.import_dialog import ImportFiguresDialog

            try:
                ImportFiguresDialog.of(self._workplace, path, self).open()
            except (DomainError, KnownError) as problem:
                self._workplace.say(str(problem))

    def _clear(self, cells: list[Cell]) -> None:
        actor = working_actor(self._workplace, self)
        ids = [cell.figure.id for cell in cells if cell.figure is not None]
        if actor is not None and ids:
            act = self._workplace.desk.base_data.clear(actor, ids)
            self._workplace.done(f"已清空 {len(ids)} 个数", Written(ids[0], act))
            self.refresh()

    def _correct(self, line: Line, cell: Cell) -> None:
        if cell.figure is not None:
            dialog = CorrectionDialog(self._workplace, line.item, cell.figure, self)
            dialog.recorded.connect(lambda _id: self.refresh())
            dialog.open()

    def _explain(self) -> None:
        index = self.grid.currentIndex()
        cell = self.model.cell(index) if index.isValid() else None
        if cell is None:
            self.said.clear()
            self.strip.clear()
            return
        self.said.setText(f"{self.model.line(index.row()).item.name} {cell.month}　{said_of(cell)}")
        known = [f"{month[2:]}：{count}" for month, count in cell.known_before]
        self.strip.setText("此前十二个月　" + ("　".join(known) if known else "没有填报过"))

    @staticmethod
    def _fill(box: QComboBox, texts: tuple[str, ...]) -> None:
        shown = box.currentText()
        box.blockSignals(True)
        box.clear()
        box.addItems(list(texts))
        box.setCurrentIndex(max(box.findText(shown), 0))
        box.blockSignals(False)

    def _build(self) -> None:
        self.unit, self.department, self.area = (
            self._box(name, title, width)
            for name, title, width in (("unit", "填报单位", 220), ("department", "部门", 150), ("area", "领域", 130))
        )
        self.year = QSpinBox()
        self.year.setObjectName("base_data_year")
        self.year.setAccessibleName("年份")
        self.year.setRange(_EARLIEST, 2100)
        self.year.setSuffix(" 年")
        self.year.valueChanged.connect(lambda _: self.refresh())
        self.importing = QToolButton()
        self.importing.setText("导入…")
        self.importing.setAccessibleName("导入基础数据")
        self.importing.setIcon(self._workplace.icons.icon("file-import"))
        self.importing.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.importing.setProperty("role", "action")
        self.importing.clicked.connect(self.import_table)
        top = QHBoxLayout()
        top.setSpacing(8)
        for part in (self.unit, self.department, self.year, self.area):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.importing)
        self.said, self.strip, hint = QLabel(), QLabel(), QLabel(_HINT)
        for label in (self.strip, hint):
            label.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        for label in (self.said, self.strip, hint):
            layout.addWidget(label)
        self.model.typed.connect(self._typed)
        self.grid.pasted.connect(self.keep)
        self.grid.cleared.connect(self._clear)
        self.grid.note_wanted.connect(self._correct)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.setFocusProxy(self.grid)

    def _typed(self, where: tuple[Line, Cell], text: str) -> None:
        line, cell = where
        if text.strip() and not (cell.figure is not None and text.strip() == str(cell.figure.count)):
            self.keep([(line, cell, text)])

    def _box(self, name: str, title: str, width: int) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"base_data_{name}")
        box.setAccessibleName(title)
        box.setMinimumWidth(width)
        box.currentIndexChanged.connect(lambda _: self.refresh())
        return box
