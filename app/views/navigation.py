"""The pages and the window's own commands as tables. A page is reachable only through here; a new one is one line."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


@dataclass(frozen=True)
class Entry:
    """One page. It is built when first gone to, so what it imports costs nothing before."""

    key: str
    title: str
    icon: str
    build: Callable[[Workplace], Page]
    records: RecordType | None = None  # the kind of record that opens on this page
    is_listed: bool = True  # False: reached by other ways than the list at the left
    answers_search: bool = False  # the search box leads here
    section: str = ""  # the listed page it belongs to, which stays marked at the left
    shortcut: str = ""  # instead of Ctrl and the place in the list
    needs: str = "case"  # an object that must be readable, or object:action; empty where it is open to everybody

    def is_open(self, workplace: Workplace) -> bool:
        """Whether whoever works here may go there."""
        return not self.needs or workplace.is_open(self.needs)


@dataclass(frozen=True)
class Command:
    """Something the window does from anywhere, by a key: the manual, the palette."""

    title: str
    icon: str
    shortcut: str
    run: Callable[[Workplace, QWidget], object]


def _workbench(workplace: Workplace) -> Page:
    from app.views.workbench.page import WorkbenchPage

    return WorkbenchPage(workplace)


def _matters(workplace: Workplace) -> Page:
    from app.views.matters.page import MattersPage

    return MattersPage(workplace)


def _suggestions(workplace: Workplace) -> Page:
    from app.views.suggestions.page import SuggestionsPage

    return SuggestionsPage(workplace)


def _clues(workplace: Workplace) -> Page:
    from app.views.clues.page import CluesPage

    return CluesPage(workplace)


def _reverse_reviews(workplace: Workplace) -> Page:
    from app.views.reverse_reviews.page import ReviewsPage

    return ReviewsPage(workplace)


def _original_cases(workplace: Workplace) -> Page:
    from app.views.original_cases.page import OriginalCasesPage

    return OriginalCasesPage(workplace)


def _review_triggers(workplace: Workplace) -> Page:
    from app.views.review_triggers.page import TriggersPage

    return TriggersPage(workplace)


def _review_results(workplace: Workplace) -> Page:
    from app.views.review_results.page import ResultsPage

    return ResultsPage(workplace)


def _review_analysis(workplace: Workplace) -> Page:
    from app.views.review_analysis.page import AnalysisPage

    return AnalysisPage(workplace)


def _review_statistics(workplace: Workplace) -> Page:
    from app.views.review_statistics.page import ReviewStatisticsPage

    return ReviewStatisticsPage(workplace)


def _deadlines(workplace: Workplace) -> Page:
    from app.views.docket.overview_page import OverviewPage

    return OverviewPage(workplace)


def _indicators(workplace: Workplace) -> Page:
    from app.views.indicators.page import IndicatorsPage

    return IndicatorsPage(workplace)


def _papers(workplace: Workplace) -> Page:
    from app.views.papers.catalogue_page import CataloguePage

    return CataloguePage(workplace)


def _case_registers(workplace: Workplace) -> Page:
    from app.views.case_registers.page import RegistersPage

    return RegistersPage(workplace)


def _importing(workplace: Workplace) -> Page:
    from app.views.importing.page import ImportPage

    return ImportPage(workplace)


def _monthly_statistics(workplace: Workplace) -> Page:
    from app.views.monthly_statistics.page import MonthPage

    return MonthPage(workplace)


def _statistics_tables(workplace: Workplace) -> Page:
    from app.views.statistics_tables.page import TablesPage

    return TablesPage(workplace)


def _briefings(workplace: Workplace) -> Page:
    from app.views.briefings.page import BriefingsPage

    return BriefingsPage(workplace)


def _own_forms(workplace: Workplace) -> Page:
    from app.views.own_forms.page import OwnFormsPage

    return OwnFormsPage(workplace)


def _year_end(workplace: Workplace) -> Page:
    from app.views.year_end.page import YearEndPage

    return YearEndPage(workplace)


def _search(workplace: Workplace) -> Page:
    from app.views.search.page import SearchPage

    return SearchPage(workplace)


def _library(workplace: Workplace) -> Page:
    from app.views.suggestion_library.page import LibraryPage

    return LibraryPage(workplace)


def _system(workplace: Workplace) -> Page:
    from app.views.backups.page import SystemPage

    return SystemPage(workplace)


PAGES: tuple[Entry, ...] = (
    Entry("workbench", "工作台", "checks", _workbench),
    Entry("suggestions", "检察建议", "mail-forward", _suggestions, RecordType.SUGGESTION),
    Entry("matters", "监督事项", "gavel", _matters, RecordType.MATTER),
    Entry("clues", "线索", "bulb", _clues, RecordType.CLUE),
    Entry("reverse_reviews", "反向审视", "school", _reverse_reviews, RecordType.REVERSE_REVIEW, shortcut="Ctrl+J"),
    Entry("deadlines", "期限总览", "calendar", _deadlines),
    Entry("papers", "文书目录", "paper", _papers),
    Entry("case_registers", "登记簿", "notebook", _case_registers),
    Entry("monthly_statistics", "统计报表", "chart-bar", _monthly_statistics),
    Entry("indicators", "业务指标", "calculator", _indicators, shortcut="Ctrl+I"),
    Entry("importing", "导入台账", "file-import", _importing, needs="import:commit"),
    Entry("system", "系统管理", "settings", _system, needs=""),
    Entry("library", "建议库", "bookmark", _library, is_listed=False, section="suggestions"),
    Entry(
        *("original_cases", "原案", "folder-open", _original_cases, RecordType.ORIGINAL_CASE),
        is_listed=False,
        section="reverse_reviews",
    ),
    Entry(
        *("review_triggers", "触发清单", "alert-triangle", _review_triggers), is_listed=False, section="reverse_reviews"
    ),
    Entry(*("review_results", "落实跟踪", "checks", _review_results), is_listed=False, section="reverse_reviews"),
    Entry(*("review_analysis", "类案分析", "chart-bar", _review_analysis), is_listed=False, section="reverse_reviews"),
    Entry(*("review_statistics", "统计报告", "paper", _review_statistics), is_listed=False, section="reverse_reviews"),
    Entry(
        *("statistics_tables", "统计表", "columns", _statistics_tables), is_listed=False, section="monthly_statistics"
    ),
    Entry(*("briefings", "通报与报告", "paper", _briefings), is_listed=False, section="monthly_statistics"),
    Entry(*("own_forms", "本院报表", "table-export", _own_forms), is_listed=False, section="monthly_statistics"),
    Entry(*("year_end", "年终", "calendar", _year_end), is_listed=False, section="monthly_statistics"),
    Entry("search", "搜索", "search", _search, is_listed=False, answers_search=True),
)


def _manual(workplace: Workplace, window: QWidget) -> object:
    from app.views.main_window import MainWindow
    from app.views.manual.window import open_manual

    return open_manual(workplace, window, window.page if isinstance(window, MainWindow) else None)


def _calculator(workplace: Workplace, window: QWidget) -> object:
    from app.views.docket.calculator import open_calculator

    return open_calculator(workplace, window)


def _new_window(workplace: Workplace, window: QWidget) -> object:
    from app.views.second_window import open_second_window

    return open_second_window(workplace, window)


COMMANDS: tuple[Command, ...] = (
    Command("新窗口", "columns", "Ctrl+Shift+N", _new_window),
    Command("期限计算器", "calculator", "Ctrl+D", _calculator),
    Command("手册", "book", "F1", _manual),
)
