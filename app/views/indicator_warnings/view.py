"""警戒与核查: the warnings as a list, narrowed and dealt with several at once; each leads to the figures behind it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.models.indicator_terms import WarningKind
from app.services.base_data.periods import Months, month_before
from app.services.indicator_warnings.intentions import VERIFY
from app.services.indicator_warnings.rows import WarningRow
from app.views.indicator_warnings import sheets
from app.views.indicator_warnings.band_dialog import BandDialog
from app.views.indicator_warnings.card import WarningCard
from app.views.indicator_warnings.dialogs import ConcludeDialog, StepBackDialog, VerifyDialog
from app.views.indicator_warnings.filters import WarningFilters
from app.views.indicator_warnings.scan_dialog import ScanDialog
from app.views.indicators.opening import open_behind
from app.views.shared.form_dialog import FormDialog
from app.views.shared.hints import told_keys
from app.views.shared.icon_button import press_by
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("月份", 76),
    Head("种类", 160),
    Head("指标、项目或规则", 230),
    Head("部门", 90),
    Head("提出时的数", 90, is_number=True),
    Head("现在的数", 84, is_number=True),
    Head("状态", 160),
    Head("范围或此前十二个月"),
)
_HINT = "Enter 看数据 · F3 登记核查 · F4 写结论 · Ctrl 或 Shift 选多项 · 提示只请核对，不是评价"
_EMPTY = "没有符合条件的提示。填报、导入基础数据时自动核对；本台账自己统计的数用“核对当月…”。"


class WarningsView(QWidget):
    """By month and in the order of the library, never by size."""

    cell_wanted = Signal(str, str, str, str)  # unit, department, item, month

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._shown: tuple[WarningRow, ...] = ()
        self._build()

    def start(self) -> None:
        """A store is open or something was written: read again, what was current stays so."""
        shut = () if self._workplace.is_open(VERIFY.permission) else ("F3", "F4")
        self.hint.setText(told_keys(_HINT, shut))
        self.filters.offer(self._workplace.desk.indicator_warnings)
        self.refresh()

    def refresh(self) -> None:
        """Read what the filters ask for."""
        kept = self.current.id if self.current else 0
        self._shown = self._workplace.desk.indicator_warnings.warnings(self.filters.query())
        self.table.show_rows([_row(each) for each in self._shown], tips=[each.sentence for each in self._shown])
        self._go_to(kept)
        self.count.setText(f"共 {len(self._shown):,} 项" if self._shown else _EMPTY)
        self.hint.setVisible(bool(self._shown))  # there is nothing its keys could be about, and no room for both
        self._explain()

    def show_waiting(self, month: str, unit: str, key: int) -> None:
        """Only what waits of one month and unit, one warning current."""
        self.filters.narrow_to(month, unit)
        self._go_to(key)
        self.table.setFocus()

    @property
    def current(self) -> WarningRow | None:
        """The warning of the current row."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @property
    def chosen(self) -> list[WarningRow]:
        """The warnings selected, in the order of the list."""
        return [self._shown[row] for row in sorted({each.row() for each in self.table.selectionModel().selectedRows()})]

    def open_behind(self) -> None:
        """The base cell of a count, the figures behind an indicator, the first cell a broken rule speaks of."""
        warning = self.current
        if warning is None:
            return
        if warning.kind is WarningKind.BAND:
            self._open_indicator(warning)
            return
        self.cell_wanted.emit(warning.unit, warning.department, warning.item, warning.month)

    def verify(self) -> None:
        """待核查 → 已核查."""
        self._deal(VerifyDialog)

    def conclude(self) -> None:
        """已核查 → 已有结论."""
        self._deal(ConcludeDialog)

    def step_back(self) -> None:
        """One step back."""
        self._deal(StepBackDialog)

    def bands(self) -> None:
        """The office's own bands."""
        unit = self.filters.query().unit or self._workplace.desk.base_data.units()[0]
        code = self.current.code if self.current and self.current.kind is WarningKind.BAND else ""
        self._open(BandDialog(self._workplace, unit, code, self))

    def scan(self) -> None:
        """Hold a month against everything, also what the store counts itself; the last whole month is offered."""
        last = month_before(f"{self._workplace.desk.clock.today():%Y-%m}")
        self._open(ScanDialog(self._workplace, self.current.month if self.current else last, self))

    def print_out(self) -> None:
        """The list as it is narrowed now."""
        sheets.show_list(self._workplace, self.filters.query(), self.work)

    def export(self) -> None:
        """The same to a file."""
        sheets.export_list(self._workplace, self.filters.query(), self.work)

    def _open_indicator(self, warning: WarningRow) -> None:
        desk = self._workplace.desk
        indicator = desk.indicators.library.indicators.get(warning.code)
        if indicator is None:
            self._workplace.say(f"指标库里没有“{warning.code}”了。")
            return
        months = Months(warning.month, warning.month)
        open_behind(self._workplace, desk.indicators.trend(indicator, warning.unit, months).points[0].figure, self)

    def _deal(self, dialog: Callable[[Workplace, list[WarningRow], QWidget], FormDialog]) -> None:
        chosen = self.chosen
        if chosen:
            self._open(dialog(self._workplace, chosen, self))
        else:
            self._workplace.say("请先在清单里选择要处理的提示。")

    def _open(self, dialog: FormDialog) -> None:
        dialog.recorded.connect(lambda _id: self.start())
        dialog.open()

    def _go_to(self, key: int) -> None:
        row = next((row for row, each in enumerate(self._shown) if each.id == key), 0)
        if self._shown:
            self.table.make_current(row)

    def _explain(self) -> None:
        self.card.show_warning(self.current)

    def _build(self) -> None:
        self.filters = WarningFilters()
        self.filters.changed.connect(self.refresh)
        self.table = PlainTable(self._workplace, "warnings_list", "警戒与核查", _HEADS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.chosen.connect(lambda *_: self.open_behind())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.card, self.work = WarningCard(), WorkStrip(self._workplace)
        self.count, self.hint = QLabel(), QLabel(_HINT)
        bottom = QHBoxLayout()
        bottom.addWidget(self.count)
        bottom.addStretch(1)
        bottom.addWidget(self.hint)
        for label in (self.count, self.hint):
            label.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addLayout(self._actions())
        layout.addWidget(self.work)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.card)
        layout.addLayout(bottom)
        self.setFocusProxy(self.table)

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        acts: tuple[tuple[str, str, str, Callable[[], None], str], ...] = (
            ("登记核查…", "check", "warning_verify", self.verify, "F3"),
            ("写结论…", "checks", "warning_conclude", self.conclude, "F4"),
            ("退回…", "arrow-back-up", "warning_step_back", self.step_back, ""),
            ("看数据", "search", "warning_behind", self.open_behind, ""),
            ("警戒范围…", "settings", "warning_bands", self.bands, ""),
            ("核对当月…", "calculator", "warning_scan", self.scan, ""),
            ("导出…", "table-export", "warning_export", self.export, ""),
            ("打印…", "printer", "warning_print", self.print_out, "Ctrl+P"),
        )
        for title, icon, name, slot, keys in acts:
            button = QToolButton()
            button.setObjectName(name)
            button.setText(title)
            button.setAccessibleName(title)
            button.setIcon(self._workplace.icons.icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("role", "action")
            button.clicked.connect(lambda _checked, act=slot: act())
            row.addWidget(button)
            if keys:
                button.setToolTip(keys)
                press_by(keys, button, self)
        row.addStretch(1)
        return row


def _row(warning: WarningRow) -> tuple[str, ...]:
    is_rule = warning.kind is WarningKind.RULE
    return (
        warning.month,
        warning.kind.label,
        warning.name,
        warning.department or "全院",
        "" if is_rule else warning.figures.raised,
        "" if is_rule else warning.figures.now,
        warning.state_shown,
        warning.sentence if is_rule else warning.figures.bounds,
    )
