"""移交转办: offer one record or the selected ones to another department or person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.hand_overs.rows import Target, measure_of
from app.services.papers.rows import RecordKey
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.office.offices import PersonRow


class OfferDialog(FormDialog):
    """The people offered are those of the chosen department; with none chosen, everybody who works here."""

    def __init__(
        self, workplace: Workplace, records: Sequence[RecordKey], name: str, parent: QWidget | None = None
    ) -> None:
        """``name`` says which records, for the sentence above the fields."""
        super().__init__(workplace, "移交转办", "移交", parent)
        self._records = tuple(records)
        self.tell(f"移交{name}。对方接收之前仍由现在的承办人办理；只选部门时，由接收部门确定承办人。")
        offices = workplace.desk.offices
        self._people: tuple[PersonRow, ...] = offices.people()
        self._department = self.form.add_choice("to_department", "接收部门", ["", *offices.departments()])
        self._handler = self.form.add_choice("to_handler", "接收人", ["", *_names(self._people, "")])
        self.form.add_long_text("reason", "移交理由", lines=3)
        self._department.currentTextChanged.connect(self._offer_people)

    def perform(self, actor: Actor) -> Written:
        """Offer them all as one act."""
        target = Target(self.form.text("to_department"), self.form.text("to_handler"))
        return self.workplace.desk.hand_overs.offer(actor, self._records, target, self.form.text("reason"))

    def done_words(self) -> str:
        """How many now wait."""
        return f"已移交 {len(self._records)} 件，等待对方接收"

    def _offer_people(self, department: str) -> None:
        _refill(self._handler, ["", *_names(self._people, department.strip())])


def offer_selected(workplace: Workplace, records: Sequence[RecordKey], parent: QWidget) -> None:
    """Open the dialog for the selected rows of a list; with none selected the status line says so."""
    if not records:
        workplace.say("没有选择要移交的记录。请先在列表里选择。")
        return
    label = records[0].record_type.label
    OfferDialog(workplace, records, f"选中的 {len(records)} {measure_of(label)}{label}", parent).open()


def _names(people: "Sequence[PersonRow]", department: str) -> list[str]:
    return list(dict.fromkeys(person.name for person in people if department in {"", person.department}))


def _refill(box: QComboBox, choices: Sequence[str]) -> None:
    """Other choices; what was typed or chosen stays where it is among them."""
    typed = box.currentText()
    box.clear()
    box.addItems(list(choices))
    box.setEditText(typed if typed in choices else "")
