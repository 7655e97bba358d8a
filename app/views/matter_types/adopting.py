"""采用本院事项类型 and 停用: the reason is asked, and what running matters keep is said before."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.matter_types.rows import OwnTypeRow, TypeDraft
from app.views.matter_types.texts import dry_run_words
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_REASON = "reason"


class AdoptTypeDialog(FormDialog):
    """The last question before a version counts."""

    def __init__(self, workplace: Workplace, draft: TypeDraft, parent: QWidget | None = None) -> None:
        """Nothing is wrong with ``draft``."""
        super().__init__(workplace, f"采用本院事项类型 — {draft.name}", "采用", parent)
        self._draft = draft
        self.tell(dry_run_words(workplace.desk.matter_types.dry_run(draft), draft.name))
        self.form.add_text(_REASON, "理由", hint="必填，如 依本院案件化办理规定")

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.matter_types.adopt(actor, self._draft, self.form.text(_REASON))

    @override
    def done_words(self) -> str:
        return f"已采用本院的“{self._draft.name}”，从 {self._draft.valid_from} 起"


class WithdrawTypeDialog(FormDialog):
    """A version counts no longer."""

    def __init__(self, workplace: Workplace, row: OwnTypeRow, parent: QWidget | None = None) -> None:
        """``row`` is not withdrawn yet."""
        super().__init__(workplace, f"停用本院版本 — {row.name}", "停用", parent)
        self._row = row
        self.tell(
            f"停用从 {row.valid_from} 起的本院版本后，新受理的“{row.name}”改按此前的本院版本，没有的按标准类型。"
            "在办的事项仍按各自开始时的版本办完；停用的版本仍列在这里。"
        )
        self.form.add_text(_REASON, "理由", hint="必填，如 本院规定已修订")

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.matter_types.withdraw(actor, self._row.id, self.form.text(_REASON))

    @override
    def done_words(self) -> str:
        return f"已停用从 {self._row.valid_from} 起的“{self._row.name}”"
