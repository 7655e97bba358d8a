"""办结, 重新办理 and 归档 of a letter; 办结 goes by its checklist."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.case_terms import Retention
from app.models.dates import PartialDate
from app.services.closing.rows import ChecklistLine, LineState
from app.services.follow_ups.rows import ClosingLetter, LetterArchiveDraft
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.suggestions.rows import LetterCard
from app.views.closing.checklist import Checklist
from app.views.follow_ups.going import go_to
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_EDGE, _AROUND = 20, 150  # pixels


class LetterClosingDialog(FormDialog):
    """A line leads to where what it misses is supplied; the dialog closes for it."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter."""
        super().__init__(workplace, "办结", "办结", parent)
        self._letter, self._frame = card, parent
        self._card: ClosingLetter = workplace.desk.letter_closing.card(card.id)
        self._version = self._card.version
        self.checklist = Checklist(workplace.theme)
        self.checklist.wanted.connect(self._go)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.checklist)
        self.checklist.show_lines(self._card.lines)
        self.tell(f"{self._card.name} 致 {card.draft.addressee}。{self._told()}")
        self.form.add_date("on", "办结日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("reason", "依据和说明", lines=3)

    @override
    def perform(self, actor: Actor) -> Written:
        letters, form = self.workplace.desk.suggestions, self.form
        try:
            return letters.close(actor, self._card.id, form.needed_date("on"), form.text("reason"), self._version)
        except ChangedMeanwhile:
            self._card = self.workplace.desk.letter_closing.card(self._card.id)
            self._version = self._card.version  # told once
            self.checklist.show_lines(self._card.lines)
            raise

    @override
    def fit(self) -> None:
        """Room for the checklist and the fields, as far as the screen has it."""
        super().fit()
        told = self.checklist.heightForWidth(self.width() - 2 * _EDGE)
        self.resize(self.width(), min(self.form.sizeHint().height() + told + _AROUND, self.most_height()))

    def _told(self) -> str:
        if not self._card.can_close:
            return "标 × 的要先办好才能办结。"
        asked = "、".join(line.title for line in self._card.of(LineState.ASKED))
        return f"请在说明里写明：{asked}。" if asked else ""

    def _go(self, line: ChecklistLine) -> None:
        self._drop()
        go_to(self.workplace, self._frame, self._letter, line)


class ReopenLetterDialog(FormDialog):
    """重新办理."""

    def __init__(self, workplace: Workplace, card: ClosingLetter, parent: QWidget | None = None) -> None:
        """``card`` is a closed letter."""
        super().__init__(workplace, "重新办理", "重新办理", parent)
        self._card = card
        filed = f"归档号 {card.archive_number} 收回，再办结后重新归档。" if card.archive_number else ""
        self.tell(f"{card.name} 已经办结。重新办理后回到整改，办结时不再适用的期限恢复。{filed}")
        self.form.add_date("on", "日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("reason", "理由", lines=4)

    @override
    def perform(self, actor: Actor) -> Written:
        closing, form, card = self.workplace.desk.letter_closing, self.form, self._card
        return closing.reopen(actor, card.id, form.needed_date("on"), form.text("reason"), card.version)


class ArchiveLetterDialog(FormDialog):
    """归档: the number is proposed for the retention that is chosen."""

    def __init__(self, workplace: Workplace, card: ClosingLetter, parent: QWidget | None = None) -> None:
        """``card`` is a closed letter."""
        super().__init__(workplace, "归档", "归档", parent)
        self._card, self._proposed = card, card.proposed_number
        self.tell(f"{card.name}：档号与监督事项统一编排。")
        self._retention: QComboBox = self.form.add_term("retention", "保管期限", Retention, Retention.THIRTY_YEARS)
        self._number: QLineEdit = self.form.add_text("number", "档号", card.proposed_number)
        self._retention.currentIndexChanged.connect(lambda _: self._propose())

    @override
    def perform(self, actor: Actor) -> Written:
        form, card = self.form, self._card
        draft = LetterArchiveDraft(form.text("number"), form.term("retention", Retention), card.version)
        return self.workplace.desk.letter_closing.archive(actor, card.id, draft)

    def _propose(self) -> None:
        """Another retention has its own numbers; what somebody typed stays."""
        if self._number.text().strip() == self._proposed:
            retention = Retention(self._retention.currentData())
            self._proposed = self.workplace.desk.letter_closing.next_number(self._card.id, retention)
            self._number.setText(self._proposed)
