"""填写案卡: the fields of one stage of the matter's type."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.terms import Stage
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.matter_types.model import CardField, FieldKind
from app.services.matters.rows import CaseCard
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_YES_NO = ("", "是", "否")


class FillInDialog(FormDialog):
    """Writes only the fields that were changed here, so that what others wrote meanwhile stays."""

    def __init__(
        self, workplace: Workplace, case: CaseCard, stage: Stage, field: str = "", parent: QWidget | None = None
    ) -> None:
        """``field`` is where typing begins."""
        super().__init__(workplace, f"填写案卡：{stage.label}", "保存", parent)
        self._version, self._id, self._first = case.version, case.id, field
        card = case.of(stage)
        fields = zip(card.rule.fields, card.texts, strict=True) if card else ()
        self._shown = {each.name: (each, text) for each, text in fields}
        for each, text in self._shown.values():
            self._add(each, text)
        told = (
            "带 * 的项目在离开这个阶段之前要填写。" if any(each.is_required for each, _ in self._shown.values()) else ""
        )
        note = card.rule.note if card else ""
        if told or note:
            self.tell(f"{told}{note}")

    def perform(self, actor: Actor) -> Written:
        """Store what was changed."""
        values = {name: typed for name, typed in self._typed().items() if typed != self._shown[name][1]}
        if not values:
            raise DomainError("没有改动。请填写后再保存，或按“取消”。")
        service = self.workplace.desk.matters
        try:
            return service.fill_in(actor, self._id, self._version, values)
        except ChangedMeanwhile:
            fresh = service.case(self._id)  # told once, the next press writes these fields over
            self._version = fresh.version if fresh else self._version
            raise

    @override
    def done_words(self) -> str:
        return "已填写案卡"

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        if self._first in self._shown:
            self.form.focus_on(self._first)

    def _typed(self) -> dict[str, str]:
        typed = {}
        for name, (field, _text) in self._shown.items():
            day = self.form.date(name) if field.kind is FieldKind.DATE else None
            typed[name] = str(day or "") if field.kind is FieldKind.DATE else self.form.text(name)
        return typed

    def _add(self, field: CardField, text: str) -> None:
        form, title = self.form, f"* {field.title}" if field.is_required else field.title
        if field.kind is FieldKind.LONG_TEXT:
            form.add_long_text(field.name, title, text, lines=3).setPlaceholderText(field.hint)
        elif field.kind is FieldKind.DATE:
            form.add_date(field.name, title, PartialDate(text) if text else None, is_month_enough=True)
        elif field.kind in {FieldKind.CHOICE, FieldKind.YES_NO}:
            form.add_choice(field.name, title, ("", *field.choices) if field.choices else _YES_NO, text)
        else:
            form.add_text(field.name, title, text, hint=field.hint)
