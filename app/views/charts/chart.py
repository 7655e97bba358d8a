"""The frame of every chart: pyqtgraph in the program's theme, drawn once and kept; hover and keyboard lie over it."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path

import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from app.services.documents.charts import BarSpec, ChartSpec
from app.views.charts.actions import chart_actions, copy_picture, save_picture
from app.views.charts.overlay import Overlay
from app.views.charts.spots import Spot, SpotWalk
from app.views.shared.workplace import Workplace

# At the end it would undo callbacks that only plots with a name have, and complain of those already deleted.
pyqtgraph.setConfigOption("exitCleanup", False)

_TICK_PIXELS = 12
_HEADING_HEIGHT, _HEADING_MARGIN = 30, 4  # pixels
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chart(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph ships no types
    """Subclasses lay out places with their words, and say what choosing one leads to.

    The plot is drawn into a picture whenever it changed; hovering paints that picture and the words over it. The left
    button and Enter choose; the actions of the menu under the right button have keys of their own.
    """

    def __init__(self, workplace: Workplace, key: str, title: str) -> None:
        """``key`` is the object name, ``title`` what screen readers and the name of a saved picture say."""
        self._theme = workplace.theme
        self._kept: QPixmap | None = None  # the plot as it was last drawn
        self.has_figures = False  # axes that say nothing would pass for figures before there are any
        super().__init__(background=self._theme.colour("base"))
        self.workplace, self.title = workplace, title
        self.spots: tuple[Spot, ...] = ()
        self._walk = SpotWalk()
        self._current: Spot | None = None
        self._hovered: Spot | None = None
        self._spec: ChartSpec = BarSpec(title, (), ())
        self._definition = self._source = ""
        self.setObjectName(key)
        self.setAccessibleName(title)
        self._dress()
        self.overlay = Overlay(self._theme, self.viewport())
        self.scene().sigMouseClicked.connect(self._click)
        self.scene().changed.connect(self._forget_picture)
        self.addActions(chart_actions(self))

    @property
    def current(self) -> Spot | None:
        """Where the keyboard is."""
        return self._current

    def spec(self) -> ChartSpec:
        """What is drawn, as data, for a paper."""
        return replace(self._spec, definition=self._definition, source=self._source)

    def explain(self, definition: str = "", source: str = "") -> None:
        """How the figures are counted, told on hover; where they come from and as of when, printed on papers."""
        self._definition, self._source = definition, source

    def spot_at(self, point: QPointF) -> Spot | None:
        """The place a point of the chart lies in."""
        return next((spot for spot in self.spots if spot.holds(point)), None)

    def words_at(self, point: QPointF) -> str:
        """What a point of the chart means; empty where nothing stands."""
        spot = self.spot_at(point)
        return self.words_of(spot) if spot else ""

    def words_of(self, spot: Spot) -> str:
        """What is told where the mouse is on a place."""
        return spot.words

    def choose_at(self, point: QPointF) -> None:
        """Go to what stands at a point of the chart."""
        spot = self.spot_at(point)
        if spot is not None:
            self.go_to(spot)
            self._choose(spot)

    def go_to(self, spot: Spot) -> None:
        """Put the keyboard on a place and tell it, to screen readers too."""
        self._current = spot
        self.overlay.tell(self._outline(spot), spot.words, self._definition, is_current=True)
        self.setAccessibleDescription(spot.words)

    def hand_over(self, spot: Spot) -> None:
        """Lead to the records of a place that counts something."""
        raise NotImplementedError

    def draw_anew(self) -> None:
        """Draw the plot now, whether or not it changed."""
        self._kept = None
        self.viewport().repaint()

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        copy_picture(self)

    def save_picture(self, path: Path) -> None:
        """Write the picture as .png or .svg, by the name's ending; raises OSError."""
        save_picture(self, path)

    def picture(self) -> QPixmap:
        """The plot without what lies over it; an empty field while there is nothing to draw yet."""
        made = QPixmap(self.viewport().size() * self.devicePixelRatioF())
        made.setDevicePixelRatio(self.devicePixelRatioF())
        made.fill(self._theme.colour("base"))
        if not self.has_figures:
            return made
        painter = QPainter(made)
        painter.setRenderHints(self.renderHints())
        ground = self.viewport().rect()
        # pyqtgraph's: the scene alone. Told where to, or a picture of more pixels than points would be cut.
        self.render(painter, QRectF(ground), ground)
        painter.end()
        return made

    def lay(self, spots: Sequence[Spot], heading: str, items: Sequence[object], spec: ChartSpec) -> None:
        """Replace everything that is drawn; ``heading`` says what of which period, in HTML."""
        plot = self.getPlotItem()
        plot.clear()
        self.has_figures = True
        self.spots, self._walk = tuple(spots), SpotWalk(spots)
        self._current = self._hovered = None
        self.overlay.hush(leaves_current=False)
        for item in items:
            plot.addItem(item)
        plot.setTitle(heading, color=self._theme.colour("text").name(), size="10pt")
        self._fit_heading()
        self._spec = spec
        self.setAccessibleDescription("；".join(spot.words for spot in spots if spot.count) or "没有数据")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture: what lies over it may be painted a hundred times before the plot is drawn again."""
        if self.closed:
            return
        self._kept = self._kept or self.picture()
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.drawPixmap(0, 0, self._kept)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        self._kept = None
        super().resizeEvent(event)
        if event is not None and not self.closed:
            self._fit_heading()
            self.overlay.resize(self.viewport().size())
            self.overlay.hush(leaves_current=False)

    @override
    def changeEvent(self, event: QEvent) -> None:
        self._kept = None
        super().changeEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Not handed to the scene: nothing in it moves, and asking every line where it lies takes long."""
        point = self._point_of(self.mapToScene(event.position().toPoint()))
        spot = None if point is None else self.spot_at(point)
        if spot is self._hovered:
            return
        self._hovered = spot
        if spot is None:
            self.overlay.hush()
        else:
            self.overlay.tell(self._outline(spot), self.words_of(spot), self._definition)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.overlay.hush()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        there = self._walk.after(event.key(), self._current, is_whole=is_whole)
        if there is not None:
            self.go_to(there)
        elif event.key() in _ENTER and self._current is not None:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.closed:
            self.overlay.hush(leaves_current=False)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(event.globalPos())

    def nothing(self, x: float, y: float, words: str = "没有可以画的记录") -> object:
        """The words where there is nothing to draw."""
        made = pyqtgraph.TextItem(words, color=self._theme.colour("muted"), anchor=(0.5, 0.5))
        made.setPos(x, y)
        return made

    def tick_font(self) -> QFont:
        """The face of labels beside the axes."""
        font = QFont(self.font())
        font.setPixelSize(_TICK_PIXELS)
        return font

    def _choose(self, spot: Spot) -> None:
        if spot.count:
            self.hand_over(spot)

    def _click(self, event: object) -> None:
        point = self._point_of(event.scenePos())  # type: ignore[attr-defined]  # pyqtgraph ships no types
        if point is not None and event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]  # see above
            self.choose_at(point)

    def _point_of(self, place: QPointF) -> QPointF | None:
        box = self.getPlotItem().vb
        inside = box.sceneBoundingRect().contains(place)
        return box.mapSceneToView(place) if inside else None

    def _outline(self, spot: Spot) -> QRect:
        """The rectangle around a place in pixels."""
        shape = self.getPlotItem().vb.mapViewToScene(spot.outline)
        inside = self.getPlotItem().vb.sceneBoundingRect()
        return QRect(self.mapFromScene(shape.boundingRect().intersected(inside)).boundingRect())

    def _forget_picture(self, _where: object) -> None:
        self._kept = None

    def _fit_heading(self) -> None:
        """Over two lines where one is too long: it would make the plot wider than the room, and cut both."""
        plot = self.getPlotItem()
        room = self.viewport().width() - plot.getAxis("left").width() - _HEADING_MARGIN
        label, item = plot.titleLabel, plot.titleLabel.item
        option = item.document().defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        item.document().setDefaultTextOption(option)
        item.setTextWidth(-1)
        if item.boundingRect().width() > room > 0:
            item.setTextWidth(room)
        label.updateMin()
        height = max(_HEADING_HEIGHT, ceil(item.boundingRect().height()))
        label.setMaximumHeight(height)
        plot.layout.setRowFixedHeight(0, height)
        plot.setGeometry(QRectF(self.viewport().rect()))  # it was widened by what the heading took in one line

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


def plain(heading: str) -> str:
    """A heading without its HTML, in one line."""
    return " ".join(QTextDocumentFragment.fromHtml(heading).toPlainText().split())
