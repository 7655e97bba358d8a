"""The frame of every chart: pyqtgraph in the program's theme; hover tells a place, a click leads on, pictures out."""

from pathlib import Path

import pyqtgraph
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QToolTip
from typing_extensions import override

from app.views.shared.workplace import Workplace

_TICK_PIXELS = 12
_PICTURES = "PNG 图片 (*.png);;SVG 图形 (*.svg)"


class Chart(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph ships no types
    """Subclasses draw, say what a point of the chart means, and what choosing it leads to."""

    def __init__(self, workplace: Workplace, key: str, title: str) -> None:
        """``key`` is the object name, ``title`` what screen readers and the name of a saved picture say."""
        self._theme = workplace.theme
        super().__init__(background=self._theme.colour("base"))
        self._workplace, self._title = workplace, title
        self.setObjectName(key)
        self.setAccessibleName(title)
        self._dress()
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(self._click)
        copying = QShortcut(QKeySequence.StandardKey.Copy, self, self.copy_picture)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)

    def words_at(self, point: QPointF) -> str:
        """What a point of the chart means; empty where nothing stands."""
        raise NotImplementedError

    def choose_at(self, point: QPointF) -> None:
        """Go to what stands at a point of the chart."""
        raise NotImplementedError

    def copy_picture(self) -> None:
        """Put the chart on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())
        self._workplace.say(f"已复制“{self._title}”的图片。")

    def save_picture(self, path: Path) -> None:
        """Write the chart as .png or .svg, by the name's ending."""
        if path.suffix.lower() == ".svg":
            self._draw_svg(path)
        else:
            self.grab().save(str(path))

    def ask_where(self) -> None:
        """Ask for a file and save the chart there."""
        name, kind = QFileDialog.getSaveFileName(self, "另存为图片", f"{self._title}.png", _PICTURES)
        if name:
            ending = ".svg" if "svg" in kind else ".png"
            path = Path(name)
            self.save_picture(path if path.suffix.lower() in {".png", ".svg"} else path.with_name(path.name + ending))
            self._workplace.say(f"已保存 {path}。")

    def tell_at(self, x: float, y: float, words: str) -> None:
        """Show words at a place of the chart, and to screen readers."""
        place = self.getPlotItem().vb.mapViewToScene(QPointF(x, y))
        QToolTip.showText(self.mapToGlobal(self.mapFromScene(place)), words, self)
        self.setAccessibleDescription(words)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction("复制图片").triggered.connect(lambda _: self.copy_picture())
        menu.addAction("另存为图片…").triggered.connect(lambda _: self.ask_where())
        menu.exec(event.globalPos())

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

    def _hover(self, place: QPointF) -> None:
        point = self._point_of(place)
        words = "" if point is None else self.words_at(point)
        QToolTip.showText(self.mapToGlobal(self.mapFromScene(place)) + QPoint(8, 8), words, self)

    def _click(self, event: object) -> None:
        point = self._point_of(event.scenePos())  # type: ignore[attr-defined]  # pyqtgraph ships no types
        if point is not None and event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]  # see above
            self.choose_at(point)

    def _point_of(self, place: QPointF) -> QPointF | None:
        box = self.getPlotItem().vb
        inside = box.sceneBoundingRect().contains(place)
        return box.mapSceneToView(place) if inside else None

    def _dress(self) -> None:
        plot = self.getPlotItem()
        plot.setMouseEnabled(x=False, y=False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(self._theme.colour("line"))
            axis.setTextPen(self._theme.colour("muted"))
            axis.setStyle(tickFont=self.tick_font(), tickLength=0, hideOverlappingLabels=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def tick_font(self) -> QFont:
        """The face of labels beside the axes."""
        font = QFont(self.font())
        font.setPixelSize(_TICK_PIXELS)
        return font
