"""A heat map: cells the darker the more they count, each with its number."""

from app.services.documents.charting.canvas import SMALL, TEXT, Area, Canvas
from app.services.documents.charting.styles import INK, PAPER, RULE, AreaLook, grey, shade
from app.services.documents.charts import HeatSpec, shown
from app.services.documents.paper.shapes import Hatch

_NAMES = 0.28  # of the width, at most
_HEAD, _GAP = 24.0, 6.0
_TALLEST = 22.0
_DARK = 0.55  # lightness below which a number is written in white


def draw_heat(canvas: Canvas, area: Area, spec: HeatSpec) -> None:
    """Names of rows at the left, of columns above."""
    names = min(max((canvas.width(each.name) for each in spec.series), default=0) + _GAP, area.width * _NAMES)
    inner = area.within(left=names, top=_HEAD)
    wide = inner.width / max(len(spec.categories), 1)
    tall = min(inner.height / max(len(spec.series), 1), _TALLEST)
    for column, name in enumerate(spec.categories):
        _head(canvas, name, inner.left + (column + 0.5) * wide, inner.top, wide)
    for row, series in enumerate(spec.series):
        middle = inner.top + (row + 0.5) * tall
        canvas.text(canvas.fitted(series.name, names - _GAP), inner.left - _GAP, middle, anchor=1.0)
        for column, value in enumerate(series.values):
            cell = Area(inner.left + column * wide, inner.top + row * tall, wide, tall)
            _cell(canvas, cell.within(0.8, 0.8, 0.8, 0.8), value, spec.top)


def _head(canvas: Canvas, name: str, x: float, bottom: float, wide: float) -> None:
    parts = name.split("\n") if "\n" in name else [name]
    if len(parts) == 1 and canvas.width(name, SMALL) > wide - 2:
        year, found, month = name.partition("年")
        half = (len(name) + 1) // 2
        parts = [f"{year}年", month] if found and month else [name[:half], name[half:]]
    for number, part in enumerate(reversed(parts[:2])):
        canvas.text(canvas.fitted(part, wide, SMALL), x, bottom - 5 - number * SMALL * 1.2, size=SMALL, anchor=0.5)


def _cell(canvas: Canvas, cell: Area, value: float | None, top: float) -> None:
    colour = shade((value or 0) / top if top else 0.0)
    canvas.area(cell, AreaLook(colour, Hatch.NONE, RULE))
    if value is None or value:
        ink = PAPER if grey(colour) < _DARK else INK
        middle = cell.top + cell.height / 2
        canvas.text(shown(value), cell.left + cell.width / 2, middle, size=TEXT, anchor=0.5, colour=ink)
