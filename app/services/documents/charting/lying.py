"""Bars one under another, and the stages of a funnel: names at the left, what they count at the end."""

from app.services.documents.charting.canvas import SMALL, Area, Canvas
from app.services.documents.charting.styles import MUTED, RULE, area_look
from app.services.documents.charts import FunnelSpec, RowBarSpec, shown
from app.services.documents.paper.shapes import Pen

_THICK = 0.66  # of the room of one row
_TALLEST = 24.0  # pt, of a row
_GAP = 6.0
_NAMES = 0.3  # of the width, at most
_FUNNEL = 0.42  # of the width


def draw_rows(canvas: Canvas, area: Area, spec: RowBarSpec) -> None:
    """Bars from zero, their parts one behind another; the end says their sum or what stands in its place."""
    names = min(max((canvas.width(each) for each in spec.categories), default=0) + _GAP, area.width * _NAMES)
    ends = spec.ends or tuple(shown(each) for each in spec.sums)
    room = max((canvas.width(each) for each in ends), default=0) + _GAP
    left, width = area.left + names, area.width - names - room
    longest = spec.whole or max(spec.sums, default=0) or 1
    tall = _tall(area, len(spec.categories))
    for place, name in enumerate(spec.categories):
        middle, x = area.top + (place + 0.5) * tall, left
        canvas.text(canvas.fitted(name, names - _GAP), left - _GAP, middle, anchor=1.0)
        for number, series in enumerate(spec.series):
            long = width * (series.values[place] or 0) / longest
            canvas.area(Area(x, middle - tall * _THICK / 2, long, tall * _THICK), area_look(number))
            x += long
        canvas.text(ends[place], x + _GAP, middle)
    canvas.line(((left, area.top), (left, area.top + tall * len(spec.categories))), Pen(0.7, MUTED))


def draw_funnel(canvas: Canvas, area: Area, spec: FunnelSpec) -> None:
    """Stages around a middle, each as wide as it counts, what left the way hatched; counts and shares at the right."""
    names = min(max((canvas.width(each) for each in spec.categories), default=0) + _GAP, area.width * _NAMES)
    width = area.width * _FUNNEL
    middle = area.left + names + width / 2
    longest = max(spec.counts, default=0) or 1
    tall = _tall(area, len(spec.categories))
    words_at = middle + width / 2 + _GAP
    edges = [width * count / longest / 2 for count in spec.counts]
    for place, name in enumerate(spec.categories):
        top = area.top + place * tall
        at, half = top + tall / 2, edges[place]
        thick = tall * _THICK
        canvas.text(canvas.fitted(name, names - _GAP), area.left + names - _GAP, at, anchor=1.0)
        is_beside = place >= spec.stages
        canvas.area(Area(middle - half, at - thick / 2, 2 * half, thick), area_look(1 if is_beside else 2))
        if place and not is_beside:
            for side in (-1, 1):
                before = (middle + side * edges[place - 1], at - tall + thick / 2)
                canvas.line((before, (middle + side * half, at - thick / 2)), Pen(0.5, RULE))
        _say(canvas, spec.series[0].label(place), words_at, at, area.right - words_at)


def _say(canvas: Canvas, said: str, x: float, middle: float, room: float) -> None:
    """On one line, or smaller on two, parted at the last comma."""
    if canvas.width(said) <= room:
        canvas.text(said, x, middle)
        return
    head, comma, tail = said.rpartition("，")
    canvas.text(f"{head}{comma}", x, middle - SMALL * 0.6, size=SMALL)
    canvas.text(tail, x, middle + SMALL * 0.6, size=SMALL)


def _tall(area: Area, rows: int) -> float:
    return min(area.height / max(rows, 1), _TALLEST)
