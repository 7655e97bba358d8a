"""One chart on a sheet: title, legend, picture, then source and definition."""

from app.services.documents.charting.canvas import SMALL, TEXT, Area, Canvas
from app.services.documents.charting.heat import draw_heat
from app.services.documents.charting.lying import draw_funnel, draw_rows
from app.services.documents.charting.styles import MUTED, area_look, line_look
from app.services.documents.charting.upright import draw_band_edges, draw_bars, draw_lines
from app.services.documents.charts import BarSpec, ChartSpec, FunnelSpec, HeatSpec, LineSpec, RowBarSpec
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import MM, SIZE_5
from app.services.documents.paper.shapes import Pen

_DRAW = {  # by kind
    LineSpec: draw_lines,
    BarSpec: draw_bars,
    RowBarSpec: draw_rows,
    HeatSpec: draw_heat,
    FunnelSpec: draw_funnel,
}
_LEADING = 1.35
_SAMPLE, _APART = 20.0, 12.0  # pt: a piece of line or bar in the legend, and from one entry to the next
_ROW, _UPRIGHT = 7.0 * MM, 62.0 * MM
_NOTHING = "没有可以画的数据"


def draw_chart(canvas: Canvas, area: Area, spec: ChartSpec) -> None:
    """Fill the area with a chart."""
    top = _title(canvas, area, spec)
    top = _legend(canvas, area, spec, top)
    bottom = _foot(canvas, area, spec)
    inner = Area(area.left, top + 4, area.width, bottom - top - 8)
    if spec.has_values:
        _DRAW[type(spec)](canvas, inner, spec)  # type: ignore[operator]  # the drawer of this very kind
    else:
        canvas.text(_NOTHING, inner.left + inner.width / 2, inner.top + inner.height / 2, anchor=0.5, colour=MUTED)


def natural_height(spec: ChartSpec) -> float:
    """How tall a chart stands well, in points, with title, legend and foot."""
    around = SIZE_5 * 5
    if isinstance(spec, RowBarSpec | FunnelSpec):
        return around + _ROW * max(len(spec.categories), 2)
    if isinstance(spec, HeatSpec):
        return around + _ROW * (len(spec.series) + 1.5)
    return around + _UPRIGHT


def _title(canvas: Canvas, area: Area, spec: ChartSpec) -> float:
    y = area.top
    for line in canvas.broken(spec.title, area.width, SIZE_5, Face.HEI):
        canvas.put(line, area.left + (area.width - line.width) / 2, y + SIZE_5 * 0.6, SIZE_5)
        y += SIZE_5 * _LEADING
    return y


def _legend(canvas: Canvas, area: Area, spec: ChartSpec, top: float) -> float:
    """The looks of the series and of the band with their names, row after row; none where nothing has a name."""
    entries = [] if isinstance(spec, HeatSpec | FunnelSpec) else [each.name for each in spec.series]
    if isinstance(spec, LineSpec) and spec.band is not None:
        entries.append(spec.band.words)
    if not any(entries):
        return top
    x, y = area.left, top + TEXT
    for place, name in enumerate(entries):
        wide = _SAMPLE + 4 + canvas.width(name)
        if x > area.left and x + wide > area.right:
            x, y = area.left, y + TEXT * _LEADING
        _sample(canvas, spec, place, x, y)
        canvas.text(name, x + _SAMPLE + 4, y)
        x += wide + _APART
    return y + TEXT * 0.6


def _sample(canvas: Canvas, spec: ChartSpec, place: int, x: float, y: float) -> None:
    """A piece of what an entry of the legend names."""
    if not isinstance(spec, LineSpec):
        canvas.area(Area(x + 4, y - 3.5, _SAMPLE - 4, 7), area_look(place))
    elif place == len(spec.series):
        draw_band_edges(canvas, Area(x, y - 3.5, _SAMPLE, 7), has_upper=True, has_lower=True)
    else:
        look = line_look(place)
        canvas.line(((x, y), (x + _SAMPLE, y)), Pen(1.2, look.colour, look.dashes))
        canvas.mark(look.mark, x + _SAMPLE / 2, y, look.colour)


def _foot(canvas: Canvas, area: Area, spec: ChartSpec) -> float:
    """Source and definition at the lower edge, in small type; returns where they begin."""
    said = [f"{head}：{text}" for head, text in (("口径", spec.definition), ("来源", spec.source)) if text]
    lines = [line for each in said for line in canvas.broken(each, area.width, SMALL, Face.SONG)]
    top = area.bottom - len(lines) * SMALL * _LEADING
    for number, line in enumerate(lines):
        canvas.put(line, area.left, top + (number + 0.5) * SMALL * _LEADING, SMALL, MUTED)
    return top
