"""What lies over a chart: words and frames by mouse and key, painted without drawing the plot again."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.services.documents.charts import Band, BarSpec, FunnelSpec, HeatSpec, LineSpec, RowBarSpec
from app.services.foundation.resources import Resources
from app.views.charts.bar_chart import BarChart
from app.views.charts.bar_items import Bar, BarSet
from app.views.charts.chart import Chart
from app.views.charts.chart_parts import HeatCell, Line, RowBar, Stage
from app.views.charts.funnel_chart import FunnelChart
from app.views.charts.heat_map import HeatMap
from app.views.charts.line_chart import LineChart
from app.views.charts.looks import BarLook, bar_looks, line_looks
from app.views.charts.row_bars import RowBars
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace
from tests.benchmarks.hover import hover

AnyChart = TypeVar("AnyChart", bound=Chart)
MONTHS = ("2025-11", "2025-12", "2026-01")
NOW = Line("当月", "", (20.0, None, 30.0), ("20.00%（4/20）", "—（缺少甲）", "30.00%（6/20）"))
BEFORE = Line("上年同月", "", (10.0, 12.0, 5.0), ("10.00%（2/20）", "12.00%（3/25）", "1/5"), frozenset({2}))
BAND = Band(15, 24, "本院警戒范围 15%–24%")
STAGES = (
    Stage("线索", 50, "all"),
    Stage("受理", 45, "taken"),
    Stage("办结", 4, "closed"),
    Stage("其他", 5, "x", "", True),
)


class Counting(QGraphicsItem):
    """Tells how often the plot it lies in was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawings = 0

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 1, 1)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.drawings += 1


@pytest.fixture
def trend(workplace: Workplace, qtbot: QtBot) -> LineChart:
    """Two lines, the office's own range, a definition; shown."""
    chart = LineChart(workplace, "trend", "逐月趋势", ("accent", "muted"))
    chart.explain("甲 ÷ 乙；同期", "本院基础数据，截至2026年2月1日")
    chart.show_lines(MONTHS, (NOW, BEFORE), "甲率 · %", band=BAND, unit="%")
    return shown(chart, qtbot)


@pytest.fixture
def funnel(workplace: Workplace, qtbot: QtBot) -> FunnelChart:
    """Three stages and what left the way; shown."""
    chart = FunnelChart(workplace, "funnel", "线索到办结")
    chart.show_stages(STAGES, "线索到办结 · 件")
    return shown(chart, qtbot)


def shown(chart: AnyChart, qtbot: QtBot) -> AnyChart:
    qtbot.addWidget(chart)
    chart.resize(640, 320)
    chart.show()
    QApplication.processEvents()
    QApplication.processEvents()
    return chart


def test_what_a_funnel_says_is_cut_rather_than_laid_over_the_next_stage(funnel: FunnelChart) -> None:
    def said() -> str:
        items = funnel.getPlotItem().items
        return next(each.toPlainText() for each in items if "4 件" in getattr(each, "toPlainText", str)())

    funnel.resize(440, 320)
    QApplication.processEvents()
    assert said() == "4 件，占线索 8.00%（4/50），\n占受理 8.89%（4/45）"
    funnel.resize(440, 140)
    QApplication.processEvents()
    assert said() == "4 件，占线索 8.00%（4/50）"
    assert "占受理 8.89%（4/45）" in funnel.spots[2].words


def test_two_lines_of_a_stage_leave_a_gap_to_those_of_the_next_or_become_one(funnel: FunnelChart) -> None:
    plot = funnel.getPlotItem()
    words = [each for each in plot.items if "占线索" in getattr(each, "toPlainText", str)()]
    line = funnel.fontMetrics().lineSpacing()
    for height in range(140, 321, 6):
        funnel.resize(440, height)
        QApplication.processEvents()
        room = plot.vb.height() / len(STAGES)
        assert all("\n" not in each.toPlainText() for each in words) or room >= 2 * line + 4


def test_a_heading_longer_than_its_chart_is_wide_takes_two_lines_and_cuts_nothing(
    workplace: Workplace, qtbot: QtBot
) -> None:
    chart = BarChart(workplace, "flow", "每月制发与回复", ("accent",))
    bars = BarSet(
        tuple(Bar(place, 14, 0.8, f"{place}", 0, place) for place in range(6)), tuple("一二三四五六"), ("制发",)
    )
    chart.show_bars(bars, "每月 制发 · 制发 52（左）· 回复 43（右）· 2025-12 至 2026-11，份，本台账", "份")
    shown(chart, qtbot)
    chart.resize(360, 170)
    QApplication.processEvents()
    plot, edge = chart.getPlotItem(), chart.viewport().width()
    assert plot.vb.mapRectToScene(plot.vb.rect()).right() <= edge
    assert plot.titleLabel.item.mapRectToScene(plot.titleLabel.item.boundingRect()).right() <= edge
    above = plot.vb.mapViewToScene(QPointF(0, 14)).y() - plot.vb.mapRectToScene(plot.vb.rect()).top()
    assert above >= chart.fontMetrics().height()  # the count stands above its bar


def test_the_year_stands_below_months_whichever_of_them_have_a_label(workplace: Workplace, qtbot: QtBot) -> None:
    chart = LineChart(workplace, "trend", "逐月趋势")
    months = [f"{2024 + number // 12}-{number % 12 + 1:02d}" for number in range(11, 35)]  # 2024-12 to 2026-11
    chart.show_lines(months, (Line("当月", "", (1.0,) * 24, ("1",) * 24),), "甲率")
    shown(chart, qtbot)
    labels = [label for _place, label in chart.getPlotItem().getAxis("bottom")._tickLevels[0]]
    assert labels[:3] == ["12月\n2024年", "2月\n2025年", "4月"]
    assert [label for label in labels if "年" in label][2:] == ["2月\n2026年"]


def test_hovering_tells_n_and_d_with_the_definition_and_does_not_draw_the_plot_again(trend: LineChart) -> None:
    counting = Counting()
    trend.scene().addItem(counting)
    QApplication.processEvents()
    QApplication.processEvents()
    drawn = counting.drawings
    assert drawn
    for place, words in (
        (0, "2025年11月：当月 20.00%（4/20）、上年同月 10.00%（2/20）"),
        (2, "2026年1月：当月 30.00%（6/20）、上年同月 1/5"),
    ):
        hover(trend, trend.getPlotItem().vb.mapViewToScene(QPointF(place, 20)))
        QApplication.processEvents()
        assert trend.overlay.words == words
        assert trend.overlay.note == "甲 ÷ 乙；同期"
    trend.setFocus()
    trend.go_to(trend.spots[0])
    QApplication.processEvents()
    assert counting.drawings == drawn
    trend.draw_anew()
    assert counting.drawings > drawn


def test_words_are_painted_over_the_picture_and_are_not_in_what_is_saved(trend: LineChart) -> None:
    before, bare = trend.grab().toImage(), trend.picture().toImage()
    hover(trend, trend.getPlotItem().vb.mapViewToScene(QPointF(1, 20)))
    assert trend.grab().toImage() != before
    assert trend.picture().toImage() == bare


def test_the_mouse_that_leaves_takes_the_words_along(trend: LineChart) -> None:
    hover(trend, trend.getPlotItem().vb.mapViewToScene(QPointF(1, 20)))
    hover(trend, QPointF(1, 1))
    assert trend.overlay.words == ""


def test_another_size_draws_the_plot_anew(trend: LineChart) -> None:
    trend.resize(500, 280)
    QApplication.processEvents()
    assert trend.overlay.size() == trend.viewport().size()
    assert trend.grab().toImage().width() == 500


def test_keys_walk_all_places_and_enter_drills_down(trend: LineChart, qtbot: QtBot) -> None:
    chosen: list[object] = []
    trend.chosen.connect(chosen.append)
    walk = (
        (Qt.Key.Key_Right, (0, 0)),
        (Qt.Key.Key_End, (0, 2)),
        (Qt.Key.Key_Right, (0, 0)),
        (Qt.Key.Key_Down, (1, 0)),
        (Qt.Key.Key_Left, (1, 2)),
        (Qt.Key.Key_Home, (1, 0)),
        (Qt.Key.Key_Up, (0, 0)),
    )
    for key, place in walk:
        qtbot.keyClick(trend, key)
        assert trend.current is not None
        assert (trend.current.row, trend.current.column) == place
        assert trend.accessibleDescription() == trend.current.words == trend.overlay.words
    qtbot.keyClick(trend, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(trend, Qt.Key.Key_Return)
    assert chosen == [(1, "2026-01")]


@pytest.mark.qt_log_ignore("Mouse event", extend=True)  # pyqtgraph lets it pass
def test_a_click_on_a_stage_leads_to_its_records(funnel: FunnelChart, qtbot: QtBot) -> None:
    place = funnel.mapFromScene(funnel.getPlotItem().vb.mapViewToScene(QPointF(0, 1)))
    with qtbot.waitSignal(funnel.chosen) as chosen:
        qtbot.mouseClick(funnel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["taken"]
    assert funnel.overlay.words == "受理：45 件，占线索 90.00%（45/50）"


def test_every_chart_hands_out_the_figures_it_draws(
    workplace: Workplace, trend: LineChart, funnel: FunnelChart
) -> None:
    line = trend.spec()
    assert isinstance(line, LineSpec)
    assert [(each.name, each.values, each.labels) for each in line.series] == [
        (each.name, each.counts, each.words) for each in (NOW, BEFORE)
    ]
    assert (line.categories, line.unit, line.band) == (("2025年11月", "2025年12月", "2026年1月"), "%", BAND)
    assert (line.definition, line.source) == ("甲 ÷ 乙；同期", "本院基础数据，截至2026年2月1日")
    assert line.series[1].hollow == {2}
    stages = funnel.spec()
    assert isinstance(stages, FunnelSpec)
    assert (stages.counts, stages.beside, stages.title) == ((50, 45, 4, 5), 1, "线索到办结 · 件")
    bars = BarChart(workplace, "bars", "每月制发", ("accent", "accent"))
    pair = (
        Bar(-0.2, 3, 0.4, "制发 3 份", 0, 0),
        Bar(0.2, 1, 0.4, "回复 1 份", 1, 0),
        Bar(0.8, 2, 0.4, "制发 2 份", 0, 1),
    )
    bars.show_bars(BarSet(pair, ("12月\n2025年", "1月\n2026年"), ("制发", "回复")), "每月<b>制发</b>与回复", "份")
    spec = bars.spec()
    assert isinstance(spec, BarSpec)
    assert (spec.title, spec.categories, spec.unit) == ("每月制发与回复", ("2025年12月", "2026年1月"), "份")
    assert [(each.name, each.values) for each in spec.series] == [("制发", (3, 2)), ("回复", (1, None))]
    rows = RowBars(workplace, "rows", "原因")
    rows.show_rows([RowBar("甲", 3, 1, "", 1), RowBar("乙", 0, 0, "", 2, "—")], "原因", parts=("错误", "瑕疵"))
    lying = rows.spec()
    assert isinstance(lying, RowBarSpec)
    assert (lying.ends, lying.sums) == (("4", "—"), (4, 0))
    heat = HeatMap(workplace, "heat", "热")
    heat.show_cells(["一部"], ["1月", "2月"], {(0, 0): HeatCell(3, "一部 3 件", 1)}, "部门 × 月份", "件")
    cells = heat.spec()
    assert isinstance(cells, HeatSpec)
    assert cells.series[0].values == (3, None)


def test_the_actions_copy_save_and_put_into_a_report(trend: LineChart, workplace: Workplace, qtbot: QtBot) -> None:
    assert [action.text() for action in trend.actions()] == [
        "复制图片",
        "复制数据",
        "另存为 PNG 图片…",
        "另存为 SVG 图形…",
        "放进报告",
        "放进报告的图…",
    ]
    trend.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(trend, Qt.Key.Key_C, control | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text().splitlines()[1] == "2025年11月\t20.00%（4/20）\t10.00%（2/20）"
    with qtbot.waitSignal(workplace.chart_tray.changed):
        qtbot.keyClick(trend, Qt.Key.Key_B, control)
    trend.actions()[-2].trigger()
    assert workplace.chart_tray.specs == (trend.spec(),), "once"
    workplace.chart_tray.take(trend.spec())
    assert workplace.chart_tray.specs == ()
    trend.show_lines((), (), "空")
    said: list[str] = []
    workplace.said.connect(lambda sentence, _: said.append(sentence))
    trend.actions()[-2].trigger()
    assert workplace.chart_tray.specs == ()
    assert said == ["“逐月趋势”没有数据，没有放进报告。请换一个有数据的期间。"]


def test_a_saved_svg_can_be_read_and_says_what_the_chart_says(funnel: FunnelChart, tmp_path: Path) -> None:
    funnel.save_picture(tmp_path / "漏斗.svg")
    root = ET.parse(tmp_path / "漏斗.svg").getroot()  # noqa: S314 - our own file
    said = "".join(root.itertext())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "线索到办结" in said
    assert "占线索 90.00%（45/50）" in said


def test_a_saved_svg_needs_nothing_that_only_browsers_draw(workplace: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    rows = RowBars(workplace, "rows", "原因")
    rows.show_rows([RowBar("甲", 30, 12, "", 1)], "原因 · 件", parts=("错误", "瑕疵"))
    shown(rows, qtbot).save_picture(tmp_path / "横条.svg")
    root = ET.parse(tmp_path / "横条.svg").getroot()  # noqa: S314 - our own file
    assert not any("mask" in each.attrib for each in root.iter())
    unstretched = [each for each in root.iter() if any("non-scaling" in part.get("vector-effect", "") for part in each)]
    assert all(each.get("transform", "").startswith("matrix(1,0,0,1,") for each in unstretched)
    (hatched,) = (each for each in root.iter() if each.get("fill", "").startswith("url(#"))
    full = next(each for each in root.iter() if each.get("fill") == hatched.get("stroke") and len(each))
    (left,), (right,) = (
        [(float(each.get("x", "0")), float(each.get("width", "0"))) for each in group] for group in (full, hatched)
    )
    assert left[1] / right[1] == pytest.approx(30 / 12, rel=1e-3)  # in pixels, as long as the numbers say
    assert right[0] == pytest.approx(sum(left), abs=0.01)


def test_a_saved_png_is_not_blank(funnel: FunnelChart, trend: LineChart, tmp_path: Path) -> None:
    for chart in (funnel, trend):
        chart.save_picture(tmp_path / "图.png")
        picture = QImage(str(tmp_path / "图.png"))
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
        assert len(colours) > 4


def test_many_lines_are_told_one_at_a_time(workplace: Workplace, qtbot: QtBot) -> None:
    chart = LineChart(workplace, "many", "八条线")
    qtbot.addWidget(chart)
    chart.show_lines(MONTHS, [Line(f"第{row}项", "件", (row, row, row)) for row in range(1, 9)], "八条线")
    assert chart.words_at(QPointF(1, 3.1)) == "2025年12月：第3项 3 件"


@pytest.mark.parametrize("is_dark", [False, True])
def test_series_are_told_apart_in_grey(qapp: QApplication, resources: Resources, is_dark: bool) -> None:
    theme = Theme(resources, is_dark=is_dark)
    greys = [_mean_grey(look, theme.colour("base")) for look in bar_looks(theme, ["accent"] * 6)]
    assert all(abs(one - other) > 0.08 for one, other in pairwise(greys)), greys
    looks = line_looks(theme, ("accent",), 30)
    assert len({(tuple(look.pen.dashPattern()), look.mark) for look in looks}) == 30


def _mean_grey(look: BarLook, ground: QColor) -> float:
    picture = QImage(96, 96, QImage.Format.Format_RGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), look.brush)
    painter.end()
    small = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(small.pixelColor(x, y).valueF() for x in range(96) for y in range(96)) / 96**2
