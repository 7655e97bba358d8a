"""Lines over periods with the office's own range behind them, and upright bars."""

from collections.abc import Sequence

from app.services.documents.charting.axes import Frame, framed
from app.services.documents.charting.canvas import SMALL, Area, Canvas
from app.services.documents.charting.styles import BAND, INK, MUTED, AreaLook, area_look, line_look
from app.services.documents.charts import Band, BarSpec, LineSpec, Series, shown
from app.services.documents.paper.shapes import Hatch, Pen, Point

_LINE = 1.2
_BARS = 0.78  # of the room of one category
_NARROWEST = 9.0  # pt, of a bar that carries its count
_BAND_EDGE = Pen(0.6, MUTED, (2, 1.5))


def draw_lines(canvas: Canvas, area: Area, spec: LineSpec) -> None:
    """Band, axes, lines with their marks; a gap stays a gap."""
    band = spec.band
    top = max(spec.top, (band.high or band.low or 0.0) if band else 0.0)
    frame = framed(canvas, area, spec.categories, top, spec.unit)
    if band is not None:
        _draw_band(canvas, frame, band)
    for place, series in enumerate(spec.series):
        _draw_line(canvas, frame, place, series)


def draw_bars(canvas: Canvas, area: Area, spec: BarSpec) -> None:
    """Bars from zero, their counts above."""
    frame = framed(canvas, area, spec.categories, spec.top, spec.unit)
    width = frame.slot * _BARS / max(len(spec.series), 1)
    for number, series in enumerate(spec.series):
        for place, value in enumerate(series.values):
            if not value:
                continue
            left = frame.x(place) - frame.slot * _BARS / 2 + number * width
            y = frame.y(value)
            canvas.area(Area(left, y, width * 0.92, frame.area.bottom - y), area_look(number))
            if width >= _NARROWEST:
                canvas.text(shown(value), left + width * 0.46, y - SMALL * 0.6, size=SMALL, anchor=0.5, colour=INK)


def draw_band_edges(canvas: Canvas, area: Area, *, has_upper: bool, has_lower: bool) -> None:
    """A shaded strip, dashed where it ends; open to the side that has no limit."""
    canvas.area(area, AreaLook(BAND, Hatch.NONE, BAND), edge=0.0)
    for is_there, y in ((has_upper, area.top), (has_lower, area.bottom)):
        if is_there:
            canvas.line(((area.left, y), (area.right, y)), _BAND_EDGE)


def _draw_band(canvas: Canvas, frame: Frame, band: Band) -> None:
    inner = frame.area
    top = inner.top if band.high is None else frame.y(min(band.high, frame.high))
    bottom = inner.bottom if band.low is None else frame.y(max(band.low, 0.0))
    strip = Area(inner.left, top, inner.width, bottom - top)
    draw_band_edges(canvas, strip, has_upper=band.high is not None, has_lower=band.low is not None)


def _draw_line(canvas: Canvas, frame: Frame, place: int, series: Series) -> None:
    look = line_look(place)
    for chain in _chains(frame, series):
        if len(chain) > 1:
            canvas.line(chain, Pen(_LINE, look.colour, look.dashes))
    for number, value in enumerate(series.values):
        if value is not None:
            is_hollow = number in series.hollow
            canvas.mark(look.mark, frame.x(number), frame.y(value), look.colour, is_hollow=is_hollow)


def _chains(frame: Frame, series: Series) -> Sequence[list[Point]]:
    """The points between the gaps."""
    chains: list[list[Point]] = [[]]
    for place, value in enumerate(series.values):
        if value is None:
            chains.append([])
        else:
            chains[-1].append((frame.x(place), frame.y(value)))
    return chains
