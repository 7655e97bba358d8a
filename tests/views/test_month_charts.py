"""From series to what a chart draws: bars in their places, whole steps from zero, labels in Chinese."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.services.monthly_statistics.rows import Bucket, Month
from app.views.charts.bar_chart import BarChart
from app.views.charts.bar_items import Bar, BarSet, plot_items, steps_of
from app.views.charts.looks import bar_looks
from app.views.monthly_statistics.month_bars import month_bars, reply_time_bars
from app.views.shared.workplace import Workplace

MONTHS = (Month("2025-11", 3, 1), Month("2025-12", 0, 2), Month("2026-01", 4, 0))
BUCKETS = (Bucket(0, 15, 2), Bucket(16, None, 5))


class ChartOnADenseScreen(BarChart):
    """A chart where Windows enlarges everything to 150 %."""

    @override
    def devicePixelRatioF(self) -> float:
        return 1.5


def test_each_month_has_issued_at_the_left_and_replied_at_the_right() -> None:
    bars = month_bars(MONTHS)
    first, second = (next(bar for bar in bars.bars if (bar.group, bar.place) == (group, 0)) for group in (0, 1))
    assert first.x < 0 < second.x
    assert first.x + first.width / 2 <= second.x - second.width / 2 + 1e-9
    assert (first.words, second.words) == ("2025年11月 制发 3 份", "2025年11月 回复 1 份")
    assert bars.top == 4


def test_months_are_labelled_in_chinese_with_the_year_where_it_begins() -> None:
    assert month_bars(MONTHS).labels == ("11月\n2025年", "12月", "1月\n2026年")


def test_reply_times_keep_the_order_and_names_of_their_buckets() -> None:
    bars = reply_time_bars(BUCKETS)
    assert bars.labels == ("0–15天", "16天以上")
    assert [bar.words for bar in bars.bars] == ["用时 0–15天 2 份", "用时 16天以上 5 份"]


@pytest.mark.parametrize(
    ("top", "steps"), [(0, [0, 1, 2]), (3, [0, 1, 2, 3, 4]), (9, [0, 2, 4, 6, 8, 10]), (42, [0, 10, 20, 30, 40, 50])]
)
def test_the_axis_counts_in_whole_steps_from_zero_to_above_the_highest_bar(top: int, steps: list[int]) -> None:
    assert steps_of(top) == steps


def test_bars_are_drawn_from_zero_with_their_count_above(workplace: Workplace) -> None:
    items = plot_items(month_bars(MONTHS), bar_looks(workplace.theme, ("accent", "accent")), QColor("#111111"))
    issued, replied, *counts = items
    assert list(issued.opts["height"]) == [3, 0, 4]
    assert issued.opts["y0"] == replied.opts["y0"] == 0
    assert [count.toPlainText() for count in counts] == ["3", "4", "1", "2"]


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # the offscreen plugin, for the tool tip
def test_arrow_keys_tell_the_bars_and_enter_leads_to_their_records(workplace: Workplace, qtbot: QtBot) -> None:
    chart = BarChart(workplace, "chart", "每月制发与回复", ("accent", "lamp_normal"))
    qtbot.addWidget(chart)
    chart.show_bars(month_bars(MONTHS), "每月制发与回复 · 份")
    assert "2026年1月 制发 4 份" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "2025年11月 制发 3 份"
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == [0, 0]


@pytest.mark.parametrize("height", [130, 160, 400])
def test_the_count_above_the_highest_bar_is_not_cut_off_however_low_the_chart(
    workplace: Workplace, qtbot: QtBot, height: int
) -> None:
    chart = BarChart(workplace, "chart", "回复用时", ("accent",))
    qtbot.addWidget(chart)
    chart.resize(320, height)
    chart.show()
    chart.show_bars(reply_time_bars(BUCKETS), "回复用时")
    highest = max(reply_time_bars(BUCKETS).bars, key=lambda bar: bar.height)
    box = chart.getPlotItem().getViewBox()
    foot = box.mapViewToScene(QPointF(highest.x, highest.height)).y()
    assert foot - box.sceneBoundingRect().top() >= QFontMetrics(chart.font()).height()


def test_a_point_above_a_low_bar_still_finds_it(workplace: Workplace, qtbot: QtBot) -> None:
    chart = BarChart(workplace, "chart", "回复用时", ("accent",))
    qtbot.addWidget(chart)
    chart.show_bars(reply_time_bars(BUCKETS), "回复用时")
    found = chart.spot_at(QPointF(0.1, 4.5))
    assert found is not None
    assert found.count == 2
    assert chart.spot_at(QPointF(0.5, 1)) is None


@pytest.mark.qt_log_ignore("This plugin does not support raise", "Mouse event", extend=True)  # pyqtgraph lets it pass
def test_the_mouse_is_told_a_bar_and_leads_to_its_records(workplace: Workplace, qtbot: QtBot) -> None:
    chart = BarChart(workplace, "chart", "回复用时", ("accent",))
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    chart.show()
    chart.show_bars(reply_time_bars(BUCKETS), "回复用时")
    QApplication.processEvents()
    place = chart.mapFromScene(chart.getPlotItem().vb.mapViewToScene(QPointF(1, 2)))
    qtbot.mouseMove(chart.viewport(), place)
    QApplication.processEvents()
    assert chart.overlay.words == "用时 16天以上 5 份"
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [0, 1]


def test_a_chart_is_saved_as_the_picture_its_name_asks_for(workplace: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    chart = BarChart(workplace, "chart", "回复用时", ("accent",))
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    chart.show()
    chart.show_bars(reply_time_bars(BUCKETS), "回复用时")
    for name in ("图.png", "图.svg"):
        chart.save_picture(tmp_path / name)
    assert QImage(str(tmp_path / "图.png")).width() == 600
    assert "16天以上" in (tmp_path / "图.svg").read_text(encoding="utf-8")


def test_a_chart_without_records_says_so(workplace: Workplace, qtbot: QtBot) -> None:
    chart = BarChart(workplace, "chart", "回复用时", ("accent",))
    qtbot.addWidget(chart)
    chart.show_bars(reply_time_bars((Bucket(0, 15, 0),)), "回复用时")
    words = [item.toPlainText() for item in chart.getPlotItem().items if hasattr(item, "toPlainText")]
    assert words == ["这段时间没有可以画的记录"]


def test_on_an_enlarged_screen_the_whole_chart_is_drawn(workplace: Workplace, qtbot: QtBot) -> None:
    pictures = []
    for kind in (BarChart, ChartOnADenseScreen):
        chart = kind(workplace, "chart", "回复用时", ("accent",))
        qtbot.addWidget(chart)
        chart.resize(600, 300)
        chart.show()
        chart.show_bars(reply_time_bars(BUCKETS), "回复用时")
        QApplication.processEvents()
        pictures.append(chart.picture().toImage())
    assert [picture.size().toTuple() for picture in pictures] == [(600, 300), (900, 450)]
    usual, dense = pictures[0], pictures[1].scaled(600, 300)
    blue = workplace.theme.colour("accent")
    first, second = ([x for x in range(600) if picture.pixelColor(x, 240) == blue] for picture in (usual, dense))
    assert abs(first[0] - second[0]) <= 1
    assert abs(first[-1] - second[-1]) <= 1


@pytest.mark.parametrize("width", [320, 900])
def test_counts_of_narrow_bars_do_not_run_into_each_other(workplace: Workplace, qtbot: QtBot, width: int) -> None:
    chart = BarChart(workplace, "chart", "回复用时", ("accent", "lamp_normal", "lamp_near"))
    qtbot.addWidget(chart)
    chart.resize(width, 260)
    chart.show()
    heights = (13_998, 14_000, 900)
    bars = tuple(
        Bar(span + 0.27 * (group - 1), height, 0.25, "份", group, span)
        for span in range(6)
        for group, height in enumerate(heights)
    )
    chart.show_bars(BarSet(bars, ("甲",) * 6), "回复用时")
    QApplication.processEvents()
    shown = [count for count in chart.counts if count.item.isVisible()]
    places = [count.item.sceneBoundingRect().adjusted(4, 0, -4, 0) for count in shown]
    assert any(count.bar.height == 14_000 for count in shown)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
