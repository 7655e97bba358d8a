"""What stands on a page, one below the other: lines of text, empty lines, rows of forms and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from app.services.documents.charting.canvas import Area, Canvas
from app.services.documents.charting.drawing import draw_chart
from app.services.documents.charts import ChartSpec
from app.services.documents.composition import Place
from app.services.documents.layout.ruled import RuledRow, draw_rows
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Rule, Sheet
from app.services.documents.paper.geometry import ASCENT, BLACK, LEFT, MEASURE
from app.services.documents.paper.typesetter import Typesetter

_RIGHT = LEFT + MEASURE
_PEN_LINE = 0.5  # pt, of a line to write on


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text on the page's grid; a heading's last line stays with the next row."""

    line: Line
    size: float
    place: Place = Place.BODY
    keeps_next: bool = False

    def height(self, leading: float) -> float:
        """One line of the grid."""
        return leading

    def draw(self, sheet: Sheet, y: float, _leading: float) -> None:
        """Set it with its upper edge at ``y``."""
        baseline = y + ASCENT * self.size
        if self.place is Place.CENTRE:
            sheet.put_centred(self.line, LEFT + MEASURE / 2, baseline, self.size)
        elif self.place is Place.RIGHT:
            sheet.put_right(self.line, _RIGHT, baseline, self.size)
        else:
            sheet.put(self.line, LEFT, baseline, self.size)


@dataclass(frozen=True, slots=True)
class GapRow:
    """Empty room, in lines of the grid or in points; none at the top of a page."""

    lines: float = 1.0
    points: float = 0.0
    keeps_next: bool = False

    def height(self, leading: float) -> float:
        """The room in points."""
        return self.points or self.lines * leading

    def draw(self, sheet: Sheet, y: float, leading: float) -> None:
        """Nothing is drawn."""


@dataclass(frozen=True, slots=True)
class PenRow:
    """A ruled line to write on by hand."""

    keeps_next: bool = False

    def height(self, leading: float) -> float:
        """One line of the grid."""
        return leading

    def draw(self, sheet: Sheet, y: float, leading: float) -> None:
        """The rule, where the foot of written characters comes."""
        foot = y + leading * 0.8
        sheet.rules.append(Rule(LEFT, foot, _RIGHT, foot, _PEN_LINE, BLACK))


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A chart across the text."""

    chart: ChartSpec
    tall: float  # points
    setter: Typesetter
    keeps_next: bool = False

    def height(self, _leading: float) -> float:
        """Fixed, whatever the grid."""
        return self.tall

    def draw(self, sheet: Sheet, y: float, _leading: float) -> None:
        """The chart, from the left edge of the text to the right."""
        draw_chart(Canvas(sheet, self.setter), Area(LEFT, y, MEASURE, self.tall), self.chart)


Item = TextRow | GapRow | PenRow | RuledRow | ChartRow


def draw_items(sheet: Sheet, items: Sequence[Item], leading: float, top: float) -> float:
    """Draw the items from ``top`` points below the sheet's upper edge; returns where they end.

    Ruled rows that touch are one form and get one frame.
    """
    edges = list(accumulate((item.height(leading) for item in items), initial=top))
    placed = zip(items, edges, strict=False)
    for is_ruled, run in groupby(placed, key=lambda each: isinstance(each[0], RuledRow)):
        together = list(run)
        if is_ruled:
            draw_rows(sheet, [item for item, _ in together if isinstance(item, RuledRow)], together[0][1])
            continue
        for item, y in together:
            if not isinstance(item, RuledRow):
                item.draw(sheet, y, leading)
    return edges[-1]
