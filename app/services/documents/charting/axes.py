"""The frame of a chart with upright values: steps from zero at the left, categories below, faint rules across."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from app.services.documents.charting.canvas import SMALL, Area, Canvas
from app.services.documents.charting.scale import place_labels, steps_of
from app.services.documents.charting.styles import MUTED, RULE
from app.services.documents.paper.shapes import Pen

_LABEL_GAP = 4.0
_BELOW = 26.0  # room of two lines of labels
_ROOM_ABOVE = 1.08  # of the highest value


@dataclass(frozen=True)
class Frame:
    """The area of the plot and how values and places lie in it."""

    area: Area
    high: float
    places: int

    def x(self, place: float) -> float:
        """The middle of a category, counted from 0."""
        return self.area.left + (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        """The height of a value."""
        return self.area.bottom - self.area.height * value / self.high

    @property
    def slot(self) -> float:
        """The width of one category."""
        return self.area.width / max(self.places, 1)


def framed(canvas: Canvas, area: Area, categories: Sequence[str], top: float, unit: str) -> Frame:
    """Draw steps and labels around what is to be drawn; ``top`` is the highest value."""
    steps = steps_of(ceil(top))
    named = [f"{step:,}" for step in steps]
    left = max(canvas.width(each, SMALL) for each in named) + 2 * _LABEL_GAP
    above = 14.0 if unit else 6.0
    frame = Frame(area.within(left, above, 4.0, _BELOW), max(steps[-1], top * _ROOM_ABOVE), len(categories))
    inner = frame.area
    if unit:
        canvas.text(f"单位：{unit}", area.left, area.top + 5, size=SMALL, colour=MUTED)
    for step, name in zip(steps, named, strict=True):
        y = frame.y(step)
        canvas.line(((inner.left, y), (inner.right, y)), Pen(0.7 if step == 0 else 0.35, MUTED if step == 0 else RULE))
        canvas.text(name, inner.left - _LABEL_GAP, y, size=SMALL, anchor=1.0, colour=MUTED)
    _label(canvas, frame, categories)
    return frame


def _label(canvas: Canvas, frame: Frame, categories: Sequence[str]) -> None:
    """Categories below the axis; as many as stand beside each other, long ones in two lines."""
    widest = max((canvas.width(part, SMALL) for each in categories for part in _parts(each)), default=1.0)
    months = place_labels(categories, len(categories))
    if months and months[0][1] != categories[0]:
        widest = canvas.width("2026年", SMALL)
    most = max(int(frame.area.width / (widest + _LABEL_GAP)), 1)
    for place, label in place_labels(categories, most):
        for number, part in enumerate(_parts(label)):
            y = frame.area.bottom + _LABEL_GAP + SMALL * (0.5 + 1.25 * number)
            canvas.text(part, frame.x(place), y, size=SMALL, anchor=0.5, colour=MUTED)


def _parts(name: str) -> list[str]:
    """A name in the lines it brings, or in two where it is long."""
    if "\n" in name or len(name) <= 6:
        return name.split("\n")[:2]
    half = (len(name) + 1) // 2
    return [name[:half], name[half:]]
