"""三个结构比: each month and the twelve months that end with it side by side, every part with n, d and its share."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.base_data.periods import Months
from app.services.indicators.model import IndicatorFigure
from app.services.indicators.trend import YEAR, Structure, up_to
from app.views.charts.bar_items import month_words
from app.views.indicators.opening import open_behind
from app.views.indicators.trend_lines import structure_rows
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.charts.row_bars import RowBars

_EMPTY = "还没有结构比的基础数据。请在“基础数据”里选择领域“结构”逐月填报，或者导入。"
_HINT = (
    "从较长周期看，不比高低。上下键看各部分，Enter 或单击看用到的基础数据 · 右键复制图片；十二个月缺一个月就不相加。"
)
_LACKING, _NOUGHT = "缺数，不计算", "合计为 0，不计算"  # the words on hover name what is missing
_LOWEST = 118  # pixels: four rows below a heading


class StructuresView(QWidget):
    """Parts stand in the order of the library, never by size."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._months: dict[str, tuple[str, ...]] = {}
        self.charts: list[tuple[RowBars, RowBars]] = []
        self._build()

    def start(self) -> None:
        """A store is open: offer its units and months, the newest first."""
        self._months = self._workplace.desk.indicators.structure_months()
        _offer(self.unit, list(self._months))
        self._offer_months()

    def refresh(self) -> None:
        """Draw the chosen month."""
        unit, month = self.unit.currentText(), self.month.currentData()
        found = self._workplace.desk.indicators.structures(unit, month) if month else ()
        self._provide(len(found))
        for structure, (monthly, rolling) in zip(found, self.charts, strict=False):
            for chart in (monthly, rolling):
                chart.explain(source=f"{unit}的基础数据和本台账")
            _show(monthly, structure, month_words(month), is_rolling=False)
            _show(rolling, structure, f"滚动12个月 {up_to_words(month)}", is_rolling=True)
        self.state.setText(_HINT if found else _EMPTY)

    def _offer_months(self) -> None:
        months = self._months.get(self.unit.currentText(), ())
        _offer(self.month, [month_words(month) for month in months], list(months))
        self.refresh()

    def _provide(self, count: int) -> None:
        """A pair of charts for each structure; pyqtgraph takes time to load and to make, so they are made once."""
        while len(self.charts) < count:
            row = len(self.charts)
            pair = self._chart(f"structure_{row}_month"), self._chart(f"structure_{row}_rolling")
            for column, chart in enumerate(pair):
                self.grid.addWidget(chart, row, column)
                chart.chosen.connect(lambda figure, rolling=column > 0: self._open(figure, is_rolling=rolling))
            self.charts.append(pair)
            self.setFocusProxy(self.charts[0][0])
        for row, pair in enumerate(self.charts):
            for chart in pair:
                chart.setVisible(row < count)

    def _chart(self, key: str) -> "RowBars":
        from app.views.charts.row_bars import RowBars

        chart = RowBars(self._workplace, key, "结构比")
        chart.setMinimumHeight(_LOWEST)
        return chart

    def _open(self, figure: IndicatorFigure, *, is_rolling: bool) -> None:
        open_behind(self._workplace, figure, self, by_month=is_rolling)

    def _build(self) -> None:
        self.unit, self.month = QComboBox(), QComboBox()
        top = QHBoxLayout()
        top.setSpacing(8)
        for box, name, title, width in ((self.unit, "unit", "填报单位", 240), (self.month, "month", "月份", 140)):
            box.setObjectName(f"structures_{name}")
            box.setAccessibleName(title)
            box.setMinimumWidth(width)
            top.addWidget(box)
        top.addStretch(1)
        self.unit.currentIndexChanged.connect(lambda _: self._offer_months())
        self.month.currentIndexChanged.connect(lambda _: self.refresh())
        self.grid = QGridLayout()
        self.grid.setSpacing(8)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(self.grid, 1)
        layout.addWidget(self.state)


def up_to_words(month: str) -> str:
    """2025年11月至2026年10月."""
    return Months(*up_to(month, YEAR)).shown


def _show(chart: "RowBars", structure: Structure, period: str, *, is_rolling: bool) -> None:
    rows, whole = structure_rows(structure, is_rolling=is_rolling)
    title = f"{structure.name} · {period}"
    chart.setAccessibleName(title)
    is_lacking = any(isinstance(row.key, IndicatorFigure) and row.key.lacks_counts for row in rows)
    unknown = _LACKING if is_lacking else _NOUGHT
    chart.show_rows(rows, f"{title} · {structure.parts[0].indicator.unit if whole else unknown}", whole=whole)


def _offer(box: QComboBox, texts: list[str], data: list[str] | None = None) -> None:
    """Other choices; what was chosen stays chosen where it is still offered."""
    kept = box.currentText()
    with QSignalBlocker(box):
        box.clear()
        for place, text in enumerate(texts):
            box.addItem(text, data[place] if data else text)
        box.setCurrentIndex(max(box.findText(kept), 0) if texts else -1)
