"""What a cell is about, read off the texts at its left and above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.services.importing.vocabulary import folded
from app.services.own_forms.places import Place
from app.services.own_forms.rows import FormSheet

_DEEPEST = 3  # texts looked at on either side: 刑事 | 其中 | 不捕人数, and 本期 under 数值
_FARTHEST = 60  # cells; what stands farther away names nothing
_TITLE = 0.8  # of the sheet's columns; a text merged across more of them is its title, not a label
_NUMBERED = re.compile(r"^[一二三四五六七八九十\d]+[、.．]|^[(（][一二三四五六七八九十\d]+[)）]")
_TIME = re.compile(r"\d{2,4}年|\d{1,2}(?:[-~至]\d{1,2})?月(?:份)?|\d+")


@dataclass(frozen=True)
class Labels:
    """The texts at the left, the nearest first, and above, the nearest first."""

    left: tuple[str, ...]
    above: tuple[str, ...]

    @property
    def shown(self) -> str:
        """不捕人数 × 去年同期."""
        return " × ".join("／".join(reversed(side)) for side in (self.left, self.above) if side)

    @property
    def every(self) -> tuple[str, ...]:
        """All texts, those at the left first."""
        return (*self.left, *self.above)


def labels_of(sheet: FormSheet, place: Place) -> Labels:
    """The labels of a cell."""
    left = (Place(place.row, column) for column in range(place.column - 1, max(place.column - _FARTHEST, 0) - 1, -1))
    above = (Place(row, place.column) for row in range(place.row - 1, max(place.row - _FARTHEST, 0) - 1, -1))
    return Labels(_texts(sheet, place, left), _texts(sheet, place, above))


def bare(text: str) -> str:
    """A label without numbering, blanks and width, for comparing."""
    return _NUMBERED.sub("", folded(text)).removeprefix("其中:").removeprefix("其中").strip(":·-—、")


def timeless(label: str) -> str:
    """A label without the years and months in it: next year's edition of the form says another year."""
    return _TIME.sub("", folded(label))


def _texts(sheet: FormSheet, place: Place, around: Iterable[Place]) -> tuple[str, ...]:
    seen, found = {sheet.head_of(place)}, []
    for each in around:
        head = sheet.head_of(each)
        if head in seen:
            continue
        seen.add(head)
        cell = sheet.cells.get(head)
        if cell is None or cell.is_formula or cell.is_number or not cell.text.strip() or _is_title(sheet, head):
            continue
        found.append(" ".join(cell.text.split()))
        if len(found) == _DEEPEST:
            break
    return tuple(found)


def _is_title(sheet: FormSheet, head: Place) -> bool:
    if sheet.text(head).rstrip().endswith(("：", ":")):
        return True  # 填报单位： stands in the head of the form, above columns it has nothing to do with
    area = next((each for each in sheet.merged if each.first == head), None)
    return area is not None and sheet.columns > 1 and area.width > _TITLE * sheet.columns
