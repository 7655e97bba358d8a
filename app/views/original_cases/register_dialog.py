"""登记 or 修改原案: one form in groups; the result of each stage stands beside its day."""

from dataclasses import fields, replace
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.original_cases.rows import PEOPLE, CaseCard, CaseDraft
from app.views.original_cases.case_fields import HIDDEN, CaseFields
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class RegisterDialog(FormDialog):
    """Without a card a case is registered, with one it is changed."""

    def __init__(self, workplace: Workplace, card: CaseCard | None = None, parent: QWidget | None = None) -> None:
        """``card`` as whoever works here may see it."""
        title, verb = ("修改原案", "保存") if card else ("登记原案", "登记")
        super().__init__(workplace, title, verb, parent)
        self._card, self._shown, self._number = card, card.draft if card else None, ""
        said = card.draft if card else CaseDraft("", "", department=workplace.own_department)
        if card is not None and not card.is_people_shown:
            self.tell(HIDDEN)
        self.fields = CaseFields(workplace, self.form, said, is_people_shown=card is None or card.is_people_shown)

    @override
    def perform(self, actor: Actor) -> Written:
        """Register or change the case."""
        try:
            written = self._write(actor)
        except FieldProblem as problem:
            raise self.fields.placed(problem) from problem
        self._number = self.workplace.desk.original_cases.card(actor, written.id).entry_number
        return written

    @override
    def done_words(self) -> str:
        """What the status line says afterwards."""
        return f"已登记原案 {self._number}" if self._card is None else f"已修改 {self._number}"

    def _write(self, actor: Actor) -> Written:
        service, draft = self.workplace.desk.original_cases, self.fields.draft()
        if self._card is None or self._shown is None:
            return service.register(actor, draft)
        as_typed: dict[str, Any] = {name: "、".join(getattr(self._shown, name).split("\n")) for name in PEOPLE}
        shown = replace(self._shown, **as_typed)
        names = (item.name for item in fields(draft))
        changed = {name: getattr(draft, name) for name in names if getattr(draft, name) != getattr(shown, name)}
        try:
            return service.amend(actor, self._card.id, self._card.version, replace(self._card.draft, **changed))
        except ChangedMeanwhile:
            # Told once; the next press adds these fields to what stands now.
            self._card = service.card(actor, self._card.id)
            raise
