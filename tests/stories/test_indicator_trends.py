"""The months of an indicator and the 结构比 as the clerk meets them: told with n and d, each leading to its figures."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.services.base_data.rows import FigureDraft
from app.services.indicators.trend import each_of, up_to
from app.views.indicators.behind_dialog import BehindDialog
from app.views.indicators.page import IndicatorsPage
from tests.stories.conftest import CLERK, ClerksDesk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # offscreen, for tool tips
DUTIES = ("刑事检察办案数", "民事检察办案数", "行政检察办案数", "公益诉讼检察办案数")


@pytest.fixture
def page(desk: ClerksDesk) -> IndicatorsPage:
    """The page with two years of one indicator, one month missing, and a year of 四大检察."""
    counts = {("不捕人数", "2025-10"): 5, ("批捕人数", "2025-10"): 15, ("不捕人数", "2026-08"): 1}
    counts |= {("批捕人数", "2026-08"): 3, ("不捕人数", "2026-10"): 7, ("批捕人数", "2026-10"): 14}
    counts |= {(item, month): 4 - at for at, item in enumerate(DUTIES) for month in each_of(up_to("2026-10", 12))}
    drafts = [FigureDraft(item, month, month, count) for (item, month), count in counts.items()]
    desk.services.base_data.record(CLERK, drafts)
    desk.go_to("业务指标")
    found = desk.window.page
    assert isinstance(found, IndicatorsPage)
    return found


def behind(desk: ClerksDesk) -> tuple[str, list[tuple[str, str, str]]]:
    """The dialog that opened: its title, and items, periods and counts; then it is closed."""
    dialog = next(each for each in desk.window.findChildren(BehindDialog) if each.isVisible())
    title, found = dialog.windowTitle(), [(row[0], row[2], row[3]) for row in dialog.table.texts()]
    dialog.close()
    return title, found


def test_the_months_of_an_indicator_are_told_with_n_and_d_and_lead_to_their_figures(
    desk: ClerksDesk, page: IndicatorsPage
) -> None:
    desk.services.own_indicators.lists.show_historical(CLERK, True, "案管办分析研判需要")
    page.turn_to("indicators")
    view = page.indicators
    view.period.setCurrentText("2026年10月")
    view.table.selectRow([row[0] for row in view.table.texts()].index("XS02"))
    assert view.trend is not None
    desk.settle()
    assert view.chart.isVisible()
    assert view.table.viewport().height() >= 8 * 30
    told = [view.chart.words_at(QPointF(place, 0)) for place in (21, 22, 23)]
    assert told == [
        "2026年8月：当月 1/4、上年同月 —（缺少不捕人数、批捕与不捕人数）",
        "2026年9月：当月 —（缺少不捕人数、批捕与不捕人数）、上年同月 —（缺少不捕人数、批捕与不捕人数）",
        "2026年10月：当月 33.33%（7/21）、上年同月 25.00%（5/20）",
    ]
    view.chart.choose_at(QPointF(23, 33))
    assert behind(desk) == (
        "不捕率 · 2026年10月 · 青山县人民检察院",
        [("不捕人数", "2026年10月", "7"), ("批捕人数", "2026年10月", "14")],
    )
    view.chart.choose_at(QPointF(23, 25))
    assert behind(desk)[0] == "不捕率 · 2025年10月 · 青山县人民检察院"
    view.chart.choose_at(QPointF(22, 0))
    assert desk.says() == "不捕率 2026年9月没有基础数据，可以在“基础数据”里填报。"
    view.chart.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(view.chart, key)
    assert behind(desk)[0] == "不捕率 · 2026年10月 · 青山县人民检察院"
    QTest.keyClick(view.chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_a_structure_stands_by_the_month_and_by_twelve_months(desk: ClerksDesk, page: IndicatorsPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    page.turn_to("structures")
    desk.settle()
    view = page.structures
    assert view.isVisible()
    assert view.month.currentText() == "2026年10月"
    assert len(view.charts) == 3
    monthly, rolling = view.charts[0]
    assert [spot.words for spot in monthly.spots] == [
        "刑事检察：40.00%（4/10）",
        "民事检察：30.00%（3/10）",
        "行政检察：20.00%（2/10）",
        "公益诉讼检察：10.00%（1/10）",
    ]
    assert [spot.words for spot in rolling.spots][:2] == ["刑事检察：40.00%（48/120）", "民事检察：30.00%（36/120）"]
    unknown = view.charts[1][0].spots[0].words
    assert unknown == "依程序办案：—（缺少依程序办案数、依职权监督数）"
    rolling.choose_at(QPointF(1, 3))
    title, figures = behind(desk)
    assert title == "四大检察履职结构比：公益诉讼检察 · 2025年11月至2026年10月 · 青山县人民检察院"
    assert len(figures) == 48
    view.month.setCurrentText("2026年9月")
    assert "2026年9月" in view.charts[0][0].accessibleName()
    lacking = "、".join(f"{item}（1个月）" for item in DUTIES)
    assert rolling.spots[0].words == f"刑事检察：—（缺少{lacking}）"
    heading = rolling.getPlotItem().titleLabel.item
    assert heading.toPlainText().endswith("缺数，不计算")
    drawn = rolling.mapFromScene(heading.mapRectToScene(heading.boundingRect())).boundingRect()
    assert rolling.viewport().rect().contains(drawn), "not cut off in the narrowest window"


def test_without_figures_the_structures_say_where_to_type_them(desk: ClerksDesk) -> None:
    desk.go_to("业务指标")
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    page.turn_to("structures")
    assert page.structures.state.text().startswith("还没有结构比的基础数据")
    assert page.structures.charts == []
    assert all(each.accessibleName() for each in (page.structures.unit, page.structures.month, page.indicators.chart))
