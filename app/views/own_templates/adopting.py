"""采用本院措辞 and 停用: the reason is asked, and from when it counts is said."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.own_templates.rows import OwnTemplateRow, TemplateDraft
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_REASON = "reason"


class AdoptDialog(FormDialog):
    """The last question before a version counts."""

    def __init__(
        self, workplace: Workplace, draft: TemplateDraft, words: str, name: str, parent: QWidget | None = None
    ) -> None:
        """``words`` say from when the version counts; ``name`` is the document's."""
        super().__init__(workplace, f"采用本院措辞 — {name}", "采用", parent)
        self._draft, self._name = draft, name
        self.tell(words)
        self.form.add_text(_REASON, "理由", hint="必填，如 依上级院下发的样本")

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.own_templates.adopt(actor, self._draft, self.form.text(_REASON))

    @override
    def done_words(self) -> str:
        return f"已采用本院措辞的“{self._name}”，从 {self._draft.valid_from} 起"


class WithdrawDialog(FormDialog):
    """A version counts no longer."""

    def __init__(self, workplace: Workplace, row: OwnTemplateRow, parent: QWidget | None = None) -> None:
        """``row`` is not withdrawn yet."""
        super().__init__(workplace, f"停用本院措辞 — {row.name}", "停用", parent)
        self._row = row
        self.tell(
            f"停用从 {row.valid_from} 起的本院版本后，新出的“{row.name}”改用此前的本院版本，没有的用标准版本。"
            "已登记制发的文书不受影响；停用的版本仍列在这里，可以与标准对照。"
        )
        self.form.add_text(_REASON, "理由", hint="必填，如 上级院样本已更新")

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.own_templates.withdraw(actor, self._row.id, self.form.text(_REASON))

    @override
    def done_words(self) -> str:
        return f"已停用从 {self._row.valid_from} 起的“{self._row.name}”"
