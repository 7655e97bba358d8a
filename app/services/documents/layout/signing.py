"""What stands below the text: 署名 over 成文日期, 附注 on the line below them, 抄送 of a legal instrument."""

from dataclasses import replace

from app.services.documents.composition import Composition
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.drawing import Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import ASCENT, DATE_INSET, LEFT, MEASURE, SEAL, SIZE_3, SIZE_4, TOP
from app.services.documents.paper.typesetter import Setting, Typesetter
from app.services.documents.wording.faces import faced

_RIGHT = LEFT + MEASURE
_LONGEST_SIGNATURE = MEASURE * 0.75  # a longer name goes over several lines
_SEAL_ROWS = 1  # a seal of 42 mm on the two reaches about one row below the date
NOTE_INDENT = 2  # characters before the bracket of 附注
_BESIDE_SEAL = SIZE_4 / 4  # between the note and the seal's edge, which nobody stamps exactly


class Signing:
    """The closing of one document; it is never divided between pages."""

    def __init__(self, said: Composition, setter: Typesetter, setting: Setting, copies: tuple[Line, ...]) -> None:
        """``copies`` are the lines 抄送 of a legal instrument, none where they stand in a 版记."""
        self._setting, self._copies = setting, copies
        self._seal_rows, self._issued = 0, Line((), (), 0.0, 0.0)
        self._names: list[Line] = []
        self.note: list[Line] = []
        if said.signature is not None:
            self._seal_rows = _SEAL_ROWS if said.signature.is_sealed else 0
            self._issued = setter.one_line(faced(said.signature.date, Face.FANG), setting)
            self._names = _signers(said, setter, setting)
            self.note = self._note_lines(said, setter)

    @property
    def rows(self) -> int:
        """Rows of the grid for names, date, and below it the seal's lower edge or the note, whichever goes further."""
        return len(self._names) + 1 + max(self._seal_rows, len(self.note))

    @property
    def seal_room(self) -> int:
        """Rows the seal reaches below the note."""
        return max(self._seal_rows - len(self.note), 0)

    def draw(self, sheet: Sheet, y: float, leading: float) -> None:
        """Set it from ``y`` points below the page area's top on; the date ends four characters from the right."""
        size, middle = self._setting.size, self._middle
        for place, name in enumerate(self._names):
            sheet.put_centred(name, middle, TOP + y + place * leading + ASCENT * size, size)
        below = y + len(self._names) * leading
        sheet.put_centred(self._issued, self._date_middle, TOP + below + ASCENT * size, size)
        for place, line in enumerate(self.note, 1):
            sheet.put(line, LEFT, TOP + below + place * leading + ASCENT * size, size)
        y += self.rows * leading
        for place, line in enumerate(self._copies):
            sheet.put(line, LEFT + SIZE_4, TOP + y + place * leading + ASCENT * SIZE_3, SIZE_4)

    @property
    def _date_middle(self) -> float:
        return _RIGHT - DATE_INSET - self._issued.width / 2

    @property
    def _middle(self) -> float:
        """Of the names: the date's, but a long name is moved left rather than out of the page area."""
        return min(self._date_middle, *(_RIGHT - name.width / 2 for name in self._names))

    def _note_lines(self, said: Composition, setter: Typesetter) -> list[Line]:
        """附注 two characters in (GB/T 9704-2012, 7.3.6), further lines under its text; they end before the seal."""
        measure = MEASURE
        if self._seal_rows:
            measure = min(self._middle, self._date_middle) - SEAL / 2 - _BESIDE_SEAL - LEFT
        indents = (NOTE_INDENT * self._setting.pitch, (NOTE_INDENT + 1) * self._setting.pitch)
        lines = setter.lines(faced(said.closing_note, Face.FANG), self._setting, measure, indents)
        return [replace(line, slack=min(line.slack, 0.0)) for line in lines]  # too narrow to be set even at the right


def _signers(said: Composition, setter: Typesetter, setting: Setting) -> list[Line]:
    """署名: one line, or lines of about equal length where the name is longer than the page is wide."""
    runs = faced(said.signature.name, Face.FANG) if said.signature else ()
    line = setter.one_line(runs, setting)
    if line.width <= _LONGEST_SIGNATURE:
        return [line]
    name = "".join(run.text for run in runs)
    return setter.balanced(name, Face.FANG, setting, _LONGEST_SIGNATURE, said.keep_together)
