"""A new edition of a form: which mappings go over because their labels stand there too, and which do not."""

from collections import defaultdict
from collections.abc import Sequence

from app.services.own_forms.labels import labels_of, timeless
from app.services.own_forms.places import Place, place_of
from app.services.own_forms.rows import CellMapping, FormBook, FormSheet, Renewal

_Spot = tuple[str, Place]


def plan_renewal(mappings: Sequence[CellMapping], book: FormBook, file_name: str, sha256: str) -> Renewal:
    """Keep a mapping at its cell where the label is the same, else move it to the only cell with that label."""
    by_label = _cells_by_label(book)
    kept, lost = [], []
    for mapping in mappings:
        spots, label = by_label.get(timeless(mapping.label), []), mapping.label
        here = _same_place(mapping, spots)
        spot = here or (spots[0] if len(spots) == 1 else None)
        if not label:
            spot, why = _unlabelled(mapping, book), "旁边没有文字，这个单元格在新版里已有内容"
        elif spots:
            why = f"新版里有 {len(spots)} 个单元格都在“{label}”，分不清是哪一个"
        else:
            why = f"新版里没有“{label}”"
        if spot is None:
            lost.append((mapping, why))
        else:
            kept.append((mapping, spot[0], spot[1].name))
    return Renewal(file_name, sha256, tuple(kept), tuple(lost), book.warnings)


def _cells_by_label(book: FormBook) -> dict[str, list[_Spot]]:
    found: dict[str, list[_Spot]] = defaultdict(list)
    for sheet in book.sheets:
        for row in range(sheet.rows):
            for column in range(sheet.columns):
                place = Place(row, column)
                if sheet.head_of(place) == place and not _is_formula(sheet, place):
                    found[timeless(label_of(sheet, place))].append((sheet.name, place))
    return found


def label_of(sheet: FormSheet, place: Place) -> str:
    """What is kept with a mapping: the labels around it, or the heading in the cell itself (填报单位：)."""
    own = sheet.text(place).strip()
    if own.rstrip().endswith(("：", ":")):
        return own[:200]
    before = sheet.text(Place(place.row, place.column - 1)).strip() if place.column else ""
    if before.endswith(("：", ":")):
        return before[:200]
    return labels_of(sheet, place).shown[:200]


def _same_place(mapping: CellMapping, spots: Sequence[_Spot]) -> _Spot | None:
    return next((each for each in spots if each == (mapping.sheet, place_of(mapping.cell))), None)


def _unlabelled(mapping: CellMapping, book: FormBook) -> _Spot | None:
    """A cell without any label stays where it was while nothing stands there."""
    sheet, place = book.sheet(mapping.sheet), place_of(mapping.cell)
    if sheet is None or place is None or sheet.text(place):
        return None
    return sheet.name, place


def _is_formula(sheet: FormSheet, place: Place) -> bool:
    cell = sheet.cells.get(place)
    return cell is not None and cell.is_formula
