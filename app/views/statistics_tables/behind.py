"""The records behind a cell: as the list of their kind shows them, or as plain rows where they are of several kinds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.lists.listing import ListQuery
from app.services.monthly_statistics.rows import RecordRef, Subject
from app.services.review_statistics.rows import BehindRow
from app.views.monthly_statistics.records_dialog import Part, RecordsDialog
from app.views.review_statistics.behind_dialog import BehindDialog, BehindPart
from app.views.shared.workplace import Workplace

Behind = RecordsDialog | BehindDialog
_LISTS: dict[RecordType, Subject] = {RecordType.SUGGESTION: "suggestion", RecordType.MATTER: "matter"}


@dataclass(frozen=True)
class Counted:
    """One part of a cell: its name, how many it is, and how its records are found."""

    name: str
    count: int
    find: Callable[[], list[BehindRow]]


def behind_dialog(
    workplace: Workplace, shown: tuple[RecordType | None, str, date], parts: tuple[Counted, ...], parent: QWidget
) -> Behind:
    """An open dialog; ``shown`` says which list shows the records, the dialog's title, and as which day knew them."""
    opens, title, as_of = shown
    subject = _LISTS.get(opens) if opens is not None else None
    if subject is None:
        plain = BehindDialog(
            workplace, title, tuple(BehindPart(part.name, part.count, part.find) for part in parts), parent
        )
        plain.ask(0)
        return plain
    dialog = RecordsDialog(workplace, subject, ListQuery(as_of=as_of), parent)
    dialog.setWindowTitle(title)
    for part in parts:
        dialog.add_part(Part(part.name, _refs(part.find)), part.count)
    dialog.open()
    return dialog


def _refs(find: Callable[[], list[BehindRow]]) -> Callable[[], list[RecordRef]]:
    return lambda: [RecordRef(row.record_id, row.entry_number) for row in find()]
