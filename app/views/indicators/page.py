"""业务指标: base data to fill in, and what is computed from them."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.base_data.periods import Months
from app.services.foundation.changes import RecordsChanged
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.base_data.view import BaseDataView
    from app.views.business_charts.view import BusinessChartsView
    from app.views.indicator_warnings.view import WarningsView
    from app.views.indicators.structures_view import StructuresView
    from app.views.indicators.view import IndicatorsView
    from app.views.own_indicators.view import OwnIndicatorsView
    from app.views.quarterly_table.view import OverviewView


_OF_A_WARNING = 3  # parts of what the workbench says of a warning


class TabView(Protocol):
    """What a tab shows; ``start`` reads, ``setFocus`` goes where the keyboard begins."""

    def start(self) -> None:
        """The tab was turned to, or something was written."""


class Tab(NamedTuple):
    """One tab, built when first turned to: charts take time to load."""

    key: str
    title: str
    build: Callable[["IndicatorsPage"], QWidget]
    chapter: str = "基础数据和业务指标"  # where F1 opens the manual


TABS: tuple[Tab, ...] = (
    Tab("overview", "总览", lambda page: page.overview),
    Tab("base_data", "基础数据", lambda page: page.base_data),
    Tab("indicators", "指标", lambda page: page.indicators),
    Tab("charts", "图表", lambda page: page.charts),
    Tab("structures", "结构比", lambda page: page.structures),
    Tab("warnings", "警戒与核查", lambda page: page.warnings, "警戒与核查"),
    Tab("own_indicators", "本院指标", lambda page: page.own_indicators, "本院指标、数间规则和归类"),
)


class IndicatorsPage(Page):
    """What is typed in one tab shows in the others."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self.chapter = TABS[0].chapter
        self.tabs = QTabWidget()
        self.tabs.setObjectName("indicators_tabs")
        self.tabs.setAccessibleName("业务指标")
        self.tabs.setDocumentMode(True)
        for number, tab in enumerate(TABS, start=1):
            self.tabs.addTab(_empty(), tab.title)
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda key=tab.key: self.turn_to(key))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)
        self.setFocusProxy(self.tabs)
        self.tabs.currentChanged.connect(self._turn)
        workplace.changed.connect(self._note_change)

    @cached_property
    def overview(self) -> "OverviewView":
        """总览."""
        from app.views.quarterly_table.view import OverviewView

        return OverviewView(self.workplace)

    @cached_property
    def base_data(self) -> "BaseDataView":
        """基础数据."""
        from app.views.base_data.view import BaseDataView

        return BaseDataView(self.workplace)

    @cached_property
    def indicators(self) -> "IndicatorsView":
        """指标."""
        from app.views.indicators.view import IndicatorsView

        return IndicatorsView(self.workplace)

    @cached_property
    def charts(self) -> "BusinessChartsView":
        """图表."""
        from app.views.business_charts.view import BusinessChartsView

        return BusinessChartsView(self.workplace)

    @cached_property
    def structures(self) -> "StructuresView":
        """结构比."""
        from app.views.indicators.structures_view import StructuresView

        return StructuresView(self.workplace)

    @cached_property
    def warnings(self) -> "WarningsView":
        """警戒与核查."""
        from app.views.indicator_warnings.view import WarningsView

        made = WarningsView(self.workplace)
        made.cell_wanted.connect(self._show_cell)
        return made

    @cached_property
    def own_indicators(self) -> "OwnIndicatorsView":
        """本院指标."""
        from app.views.own_indicators.view import OwnIndicatorsView

        return OwnIndicatorsView(self.workplace)

    @override
    def start(self) -> None:
        self._read_again()

    @override
    def search_for(self, text: str) -> None:
        """A cell of base data: unit|department|item|2026-10|2026-10; else the warnings that wait: 2026-10|unit|id."""
        parts = text.split("|")
        if len(parts) > _OF_A_WARNING:
            self._show_cell(*parts)
            return
        month, unit, key = parts
        self.turn_to("warnings")
        self.warnings.show_waiting(month, unit, int(key))

    def _show_cell(self, unit: str, department: str, item: str, first: str, last: str = "") -> None:
        from app.views.base_data.going import go_to_cell

        months = Months(first, last or first)
        self.turn_to("base_data")
        if not go_to_cell(self.base_data, (unit, department), item, months):
            self.workplace.say(f"基础数据的表格里没有“{item}”{months.shown}这一格。")

    def turn_to(self, key: str) -> None:
        """Show a tab, the keyboard in it."""
        self.tabs.setCurrentIndex([tab.key for tab in TABS].index(key))
        self._current().setFocus()

    @override
    def come_back(self) -> None:
        view = self._current()
        back = getattr(view, "come_back", None)
        if back is None or not back():
            view.setFocus()

    def _current(self) -> QWidget:
        """The view of the tab that shows, made if nobody has turned to it before."""
        place = self.tabs.currentWidget()
        layout = place.layout()
        assert layout is not None  # noqa: S101 - every tab is made by _empty
        item = layout.itemAt(0)
        if item is None:
            view = TABS[self.tabs.currentIndex()].build(self)
            layout.addWidget(view)
            self.workplace.leave_out(view)
            view.show()  # at once, or the keyboard would find nothing to go to until the next event
            place.setFocusProxy(view)
            return view
        return item.widget()

    def _note_change(self, change: RecordsChanged) -> None:
        if self.isVisible() and self.workplace.has_desk:
            self._read_again()

    def _turn(self, place: int) -> None:
        self.chapter = TABS[place].chapter
        self._read_again()

    def _read_again(self) -> None:
        if self.workplace.has_desk:
            view: TabView = self._current()  # type: ignore[assignment]  # every tab's view has it
            view.start()


def _empty() -> QWidget:
    place = QWidget()
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    return place
