"""What can be done with a proposal, wherever it is shown: each act opens its dialog, or says why not."""

from typing import TYPE_CHECKING

from app.models.letter_terms import ProposalDirection
from app.models.terms import RecordType
from app.views.case_registers.acts import Acts

if TYPE_CHECKING:
    from app.services.deputies.rows import ProposalCard, ProposalDraft


class DeputyActs(Acts):
    """Acts on 代表建议登记簿."""

    def register(self, given: "ProposalDraft | None" = None) -> None:
        """登记代表建议, by itself or of a record."""
        from app.views.deputies.dialogs import ProposalDialog

        ProposalDialog(self._workplace, given=given, parent=self._parent).open()

    def amend(self, key: int) -> None:
        """修改登记."""
        from app.views.deputies.dialogs import ProposalDialog

        self.told(lambda: ProposalDialog(self._workplace, self._card(key), parent=self._parent).open())

    def make_clue(self, key: int) -> None:
        """转为线索; the clue opens when it is registered."""
        self.told(lambda: self._make_clue(self._card(key)))

    def feed_back(self, key: int) -> None:
        """登记反馈."""
        self.told(lambda: self._feed_back(self._card(key)))

    def record_result(self, key: int) -> None:
        """登记办理结果."""
        from app.views.deputies.dialogs import ResultDialog

        self.told(lambda: ResultDialog(self._workplace, self._card(key), self._parent).open())

    def open_record(self, key: int) -> None:
        """打开关联记录."""
        self.told(lambda: self.open_record_of(self._card(key).record))

    def _card(self, key: int) -> "ProposalCard":
        return self._workplace.desk.deputies.card(key)

    def _make_clue(self, card: "ProposalCard") -> None:
        from app.views.deputies.dialogs import ProposalClueDialog

        def make() -> ProposalClueDialog:
            dialog = ProposalClueDialog(self._workplace, card, self._parent)
            dialog.recorded.connect(lambda clue: self._workplace.open_record(RecordType.CLUE, clue))
            return dialog

        why = ""
        if card.draft.direction is ProposalDirection.MADE:
            why = f"{card.entry_number} 是由检察建议转化的建议，不能再转为线索。"
        elif card.record is not None:
            why = f"{card.entry_number} 已转为线索 {card.record.entry_number}，不能再转。"
        self.unless(why, make)

    def _feed_back(self, card: "ProposalCard") -> None:
        from app.views.deputies.dialogs import FeedbackDialog

        is_made = card.draft.direction is ProposalDirection.MADE
        why = f"{card.entry_number} 是由检察建议转化的建议，没有要反馈的。请改用“登记办理结果”。" if is_made else ""
        self.unless(why, lambda: FeedbackDialog(self._workplace, card, self._parent))
