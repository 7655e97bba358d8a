"""登记会议, the feedback to outsiders, and what came of the decision: a dialog each."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.case_terms import MeetingKind
from app.models.dates import PartialDate
from app.services.case_registers.rows import MeetingCard, MeetingDraft, RecordRef
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.case_registers.entry_dialog import EntryDialog
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class MeetingDialog(EntryDialog):
    """Without a card an entry is made, with one it is changed."""

    def __init__(
        self,
        workplace: Workplace,
        card: MeetingCard | None = None,
        record: RecordRef | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``record`` is the one whose page opened the dialog."""
        super().__init__(workplace, "修改登记" if card else "登记会议", parent)
        self._card = card
        self._add_fields(card.draft if card else None)
        self.add_record(card.record if card else record, is_given=record is not None)

    @override
    def perform(self, actor: Actor) -> Written:
        service = self.workplace.desk.case_registers.meetings
        if self._card is None:
            return service.register(actor, self._draft())
        return service.amend(actor, self._card.id, self._card.version, self._draft())

    def _draft(self) -> MeetingDraft:
        text = self.form.text
        return MeetingDraft(
            kind=self.form.term("kind", MeetingKind),
            topic=text("topic"),
            held_on=self.form.needed_date("held_on"),
            place=text("place"),
            chair=text("chair"),
            people=text("people"),
            papers=text("papers"),
            opinions=text("opinions"),
            decision_number=text("decision_number"),
            decision=text("decision"),
            record_number=text("record_number"),
        )

    def _add_fields(self, said: MeetingDraft | None) -> None:
        form = self.form

        def value(name: str) -> str:
            return str(getattr(said, name)) if said else ""

        today = PartialDate.of(self.workplace.desk.clock.today())
        form.add_term("kind", "种类", MeetingKind, said.kind if said else None)
        form.add_text("topic", "议题", value("topic"))
        form.add_date("held_on", "日期", said.held_on if said else today, is_month_enough=True)
        form.add_text("place", "地点", value("place"))
        self.add_person("chair", "主持人", value("chair"))
        self.add_people("people", "参加人员", value("people"))
        form.add_long_text("papers", "材料", value("papers"), lines=2)
        form.add_long_text("opinions", "意见", value("opinions"), lines=3)
        form.add_text("decision_number", "决定文号", value("decision_number"))
        form.add_long_text("decision", "决定", value("decision"), lines=2)


class FeedbackDialog(FormDialog):
    """登记反馈, or a correction of it."""

    def __init__(self, workplace: Workplace, card: MeetingCard, parent: QWidget | None = None) -> None:
        """``card`` is the entry as it was shown."""
        super().__init__(workplace, "登记反馈", "登记反馈", parent)
        self._card = card
        self.tell(f"{card.entry_number} {card.draft.kind.label}（{card.draft.held_on}）：{card.draft.topic}")
        today = PartialDate.of(workplace.desk.clock.today())
        self.form.add_date("feedback_on", "反馈日期", card.feedback_on or today, is_month_enough=True)
        self.form.add_long_text("feedback", "反馈内容", card.feedback, lines=4)

    @override
    def perform(self, actor: Actor) -> Written:
        meetings, card, form = self.workplace.desk.case_registers.meetings, self._card, self.form
        told_on = form.needed_date("feedback_on")
        return meetings.record_feedback(actor, card.id, card.version, told_on, form.text("feedback"))


class MeetingDoneDialog(FormDialog):
    """登记落实, or a correction of it."""

    def __init__(self, workplace: Workplace, card: MeetingCard, parent: QWidget | None = None) -> None:
        """``card`` is the entry as it was shown."""
        super().__init__(workplace, "登记落实", "登记落实", parent)
        self._card, decided = card, card.draft.decision
        told = f"{card.entry_number} {card.draft.kind.label}（{card.draft.held_on}）：{card.draft.topic}"
        self.tell(told + (f"\n决定：{decided}" if decided else ""))
        self.form.add_long_text("implementation", "落实情况", card.implementation, lines=4)

    @override
    def perform(self, actor: Actor) -> Written:
        meetings, card = self.workplace.desk.case_registers.meetings, self._card
        return meetings.record_implementation(actor, card.id, card.version, self.form.text("implementation"))
