"""A bar chart of pyqtgraph in the program's theme: hover and arrow keys tell a bar, click and Enter lead to records."""

from collections.abc import Sequence
from pathlib import Path

import pyqtgraph
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QFileDialog, QMenu, QToolTip
from typing_extensions import override

from app.views.charts.bar_items import Bar, BarSet, plot_items, steps_of
from app.views.shared.workplace import Workplace

_TICK_PIXELS = 12
_ROOM_FOR_COUNT = 1.18  # of the highest bar, so that the count above it is not cut off in a low chart
_PICTURES = "PNG 图片 (*.png);;SVG 图形 (*.svg)"


class BarChart(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph ships no types
    """``chosen`` tells group and place of the bar whose records are wanted."""

    chosen = Signal(int, int)

    def __init__(self, workplace: Workplace, key: str, title: str, colours: Sequence[str]) -> None:
        """``colours`` are names of the palette, one for each group of bars."""
        self._theme = workplace.theme
        super().__init__(background=self._theme.colour("base"))
        self._workplace, self._title = workplace, title
        self._colours = [self._theme.colour(name) for name in colours]
        self._bars = BarSet((), ())
        self._current = -1
        self.setObjectName(key)
        self.setAccessibleName(title)
        self._dress()
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(self._click)

    def show_bars(self, bars: BarSet, heading: str) -> None:
        """Draw bars; ``heading`` says period and unit."""
        self._bars, self._current = bars, -1
        plot = self.getPlotItem()
        plot.clear()
        for item in plot_items(bars, self._colours, self._theme.colour("text")):
            plot.addItem(item)
        steps = steps_of(bars.top)
        if not bars.top:
            plot.addItem(self._nothing(len(bars.labels)))
        plot.setXRange(-0.6, max(len(bars.labels), 1) - 0.4, padding=0)
        plot.setYRange(0, max(steps[-1], bars.top * _ROOM_FOR_COUNT), padding=0)
        plot.getAxis("left").setTicks([[(step, f"{step:,}") for step in steps]])
        plot.getAxis("bottom").setTicks([list(enumerate(bars.labels))])
        plot.setTitle(heading, color=self._theme.colour("text").name(), size="10pt")
        self.setAccessibleDescription("；".join(bar.words for bar in bars.bars if bar.height) or "没有数据")

    def bar_at(self, x: float, y: float) -> Bar | None:
        """The bar in whose column a point of the chart lies; low bars are as easy to hit as high ones."""
        column = (bar for bar in self._bars.bars if abs(bar.x - x) <= bar.width / 2)
        return next((bar for bar in column if y >= 0), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._bars.bars:
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current >= 0:
            self._choose(self._in_order()[self._current])
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction("复制图片").triggered.connect(lambda _: QGuiApplication.clipboard().setPixmap(self.grab()))
        menu.addAction("另存为图片…").triggered.connect(lambda _: self._ask_where())
        menu.exec(event.globalPos())

    def save_picture(self, path: Path) -> None:
        """Write the chart as .png or .svg, by the name's ending."""
        if path.suffix.lower() == ".svg":
            self._draw_svg(path)
        else:
            self.grab().save(str(path))

    def _draw_svg(self, path: Path) -> None:
        """Qt's own generator: pyqtgraph's exporter does not read what the newest Qt writes."""
        from PySide6.QtSvg import QSvgGenerator

        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(self.size())
        drawing.setViewBox(self.rect())
        painter = QPainter(drawing)
        self.render(painter)
        painter.end()

    def _nothing(self, places: int) -> pyqtgraph.TextItem:
        words = pyqtgraph.TextItem("这段时间没有可以画的记录", color=self._theme.colour("muted"), anchor=(0.5, 0.5))
        words.setPos((places - 1) / 2, 1)
        return words

    def _in_order(self) -> list[Bar]:
        return sorted(self._bars.bars, key=lambda bar: bar.x)

    def _step(self, by: int) -> None:
        bars = self._in_order()
        self._current = (self._current + by) % len(bars)
        bar = bars[self._current]
        place = self.getPlotItem().vb.mapViewToScene(QPointF(bar.x, bar.height))
        QToolTip.showText(self.mapToGlobal(self.mapFromScene(place)), bar.words, self)
        self.setAccessibleDescription(bar.words)

    def _hover(self, place: QPointF) -> None:
        bar = self._under(place)
        QToolTip.showText(self.mapToGlobal(self.mapFromScene(place)) + QPoint(8, 8), bar.words if bar else "", self)

    def _click(self, event: object) -> None:
        bar = self._under(event.scenePos())  # type: ignore[attr-defined]  # pyqtgraph ships no types
        if bar is not None and event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]  # see above
            self._choose(bar)

    def _choose(self, bar: Bar) -> None:
        if bar.height:
            self.chosen.emit(bar.group, bar.place)

    def _under(self, place: QPointF) -> Bar | None:
        box = self.getPlotItem().vb
        if not box.sceneBoundingRect().contains(place):
            return None
        point = box.mapSceneToView(place)
        return self.bar_at(point.x(), point.y())

    def _ask_where(self) -> None:
        name, kind = QFileDialog.getSaveFileName(self, "另存为图片", f"{self._title}.png", _PICTURES)
        if name:
            ending = ".svg" if "svg" in kind else ".png"
            path = Path(name)
            self.save_picture(path if path.suffix.lower() in {".png", ".svg"} else path.with_name(path.name + ending))
            self._workplace.say(f"已保存 {path}。")

    def _dress(self) -> None:
        plot = self.getPlotItem()
        plot.setMouseEnabled(x=False, y=False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.getAxis("bottom").setHeight(40)
        plot.showGrid(y=True, alpha=0.15)
        font = QFont(self.font())
        font.setPixelSize(_TICK_PIXELS)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(self._theme.colour("line"))
            axis.setTextPen(self._theme.colour("muted"))
            axis.setStyle(tickFont=font, tickLength=0, hideOverlappingLabels=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
