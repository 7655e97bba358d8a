"""重新办理 and 归档: what happens to a matter after it was closed."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from app.models.case_terms import Retention
from app.models.dates import PartialDate
from app.services.closing.rows import ArchiveDraft, ClosingCard
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class ReopenDialog(FormDialog):
    """重新办理 through 复查救济."""

    def __init__(self, workplace: Workplace, card: ClosingCard, parent: QWidget | None = None) -> None:
        """``card`` is a closed matter."""
        super().__init__(workplace, "重新办理", "重新办理", parent)
        self._card = card
        ended = f"（{card.exit.label}）" if card.exit else ""
        self.tell(f"{card.entry_number} 已经结案{ended}。重新办理后进入“复查救济”，再结案要重新审批。")
        self.form.add_date("on", "日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("reason", "理由", lines=4)

    @override
    def perform(self, actor: Actor) -> Written:
        closing, form = self.workplace.desk.closing, self.form
        return closing.reopen(actor, self._card.id, form.needed_date("on"), form.text("reason"), self._card.version)


class ArchiveDialog(FormDialog):
    """归档: the number is proposed for the retention that is chosen."""

    def __init__(self, workplace: Workplace, card: ClosingCard, parent: QWidget | None = None) -> None:
        """``card`` is a closed matter."""
        super().__init__(workplace, "归档", "归档", parent)
        self._card = card
        self.tell(f"{card.entry_number} 归档后不再出现在日常清单里，搜索和“已归档”筛选仍能找到。")
        chosen = card.retention or Retention.THIRTY_YEARS
        self._retention: QComboBox = self.form.add_term("retention", "保管期限", Retention, chosen)
        self._number: QLineEdit = self.form.add_text("number", "档号", card.archive_number)
        self._proposed = card.archive_number
        self.form.add_date("on", "归档日期", PartialDate.of(workplace.desk.clock.today()))
        self._retention.currentIndexChanged.connect(lambda _: self._propose())

    @override
    def perform(self, actor: Actor) -> Written:
        form = self.form
        retention = form.term("retention", Retention)
        draft = ArchiveDraft(form.text("number"), retention, form.needed_date("on"), self._card.version)
        return self.workplace.desk.closing.archive(actor, self._card.id, draft)

    def _propose(self) -> None:
        """Another retention has its own numbers; what somebody typed stays."""
        if self._number.text().strip() == self._proposed:
            retention = Retention(self._retention.currentData())
            self._proposed = self.workplace.desk.closing.next_number(self._card.id, retention)
            self._number.setText(self._proposed)
