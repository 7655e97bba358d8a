"""What can be done with an entry of a register, wherever it is shown: each act opens its dialog, or says why not."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from app.services.case_registers.possible import no_answer, no_feedback, no_files, no_implementation, not_yet
from app.services.case_registers.rows import MeetingCard, RecordRef, ReportCard
from app.services.foundation.errors import DomainError
from app.views.shared.workplace import Workplace


class Acts:
    """Opens dialogs over ``parent``; what cannot be done is said in the status line."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """Nothing is open yet."""
        self._workplace, self._parent = workplace, parent

    def open_record_of(self, record: RecordRef | None) -> None:
        """Go to the record an entry belongs to."""
        if record is None:
            self._workplace.say("这一条没有关联记录。可以在“修改登记”里填写。")
        else:
            self._workplace.open_record(record.record_type, record.record_id)

    def told(self, step: Callable[[], object]) -> None:
        """Do a step; what it refuses is said in the status line."""
        try:
            step()
        except DomainError as problem:
            self._workplace.say(str(problem))

    def unless(self, why: str, make: Callable[[], QDialog]) -> None:
        """Open a dialog, or say why not."""
        if why:
            self._workplace.say(why)
        else:
            make().open()


class ReportActs(Acts):
    """Acts on 请示报告登记簿."""

    def register(self, record: RecordRef | None = None) -> None:
        """登记请示报告, of a record or by itself."""
        from app.views.case_registers.report_dialogs import ReportDialog

        ReportDialog(self._workplace, record=record, parent=self._parent).open()

    def amend(self, key: int) -> None:
        """修改登记."""
        from app.views.case_registers.report_dialogs import ReportDialog

        self.told(lambda: ReportDialog(self._workplace, self._card(key), parent=self._parent).open())

    def answer(self, key: int) -> None:
        """登记答复."""
        self.told(lambda: self._answer(self._card(key)))

    def implement(self, key: int) -> None:
        """登记落实."""
        self.told(lambda: self._implement(self._card(key)))

    def attach(self, key: int) -> None:
        """添加文件."""
        self.told(lambda: self._attach(self._card(key)))

    def open_record(self, key: int) -> None:
        """打开关联记录."""
        self.told(lambda: self.open_record_of(self._card(key).record))

    def _card(self, key: int) -> ReportCard:
        return self._workplace.desk.case_registers.reports.card(key)

    def _answer(self, card: ReportCard) -> None:
        from app.views.case_registers.report_dialogs import AnswerDialog

        self.unless(no_answer(card.draft.kind), lambda: AnswerDialog(self._workplace, card, self._parent))

    def _implement(self, card: ReportCard) -> None:
        from app.views.case_registers.report_dialogs import ReportDoneDialog

        answered_on = card.answer.answered_on if card.answer else None
        why = no_implementation(card.entry_number, card.draft.kind, answered_on)
        self.unless(why, lambda: ReportDoneDialog(self._workplace, card, self._parent))

    def _attach(self, card: ReportCard) -> None:
        from app.views.case_registers.file_dialog import EntryFileDialog

        why, entry = no_files(card.entry_number, is_linked=card.record is not None), (card.id, card.entry_number)
        attach = self._workplace.desk.case_registers.reports.attach
        self.unless(why, lambda: EntryFileDialog(self._workplace, entry, attach, self._parent))


class MeetingActs(Acts):
    """Acts on 会议登记簿."""

    def register(self, record: RecordRef | None = None) -> None:
        """登记会议, of a record or by itself."""
        from app.views.case_registers.meeting_dialogs import MeetingDialog

        MeetingDialog(self._workplace, record=record, parent=self._parent).open()

    def amend(self, key: int) -> None:
        """修改登记."""
        from app.views.case_registers.meeting_dialogs import MeetingDialog

        self.told(lambda: MeetingDialog(self._workplace, self._card(key), parent=self._parent).open())

    def feed_back(self, key: int) -> None:
        """登记反馈."""
        self.told(lambda: self._feed_back(self._card(key)))

    def implement(self, key: int) -> None:
        """登记落实."""
        self.told(lambda: self._implement(self._card(key)))

    def attach(self, key: int) -> None:
        """添加文件."""
        self.told(lambda: self._attach(self._card(key)))

    def open_record(self, key: int) -> None:
        """打开关联记录."""
        self.told(lambda: self.open_record_of(self._card(key).record))

    def _card(self, key: int) -> MeetingCard:
        return self._workplace.desk.case_registers.meetings.card(key)

    def _feed_back(self, card: MeetingCard) -> None:
        from app.views.case_registers.meeting_dialogs import FeedbackDialog

        why = no_feedback(card.draft.kind) or self._not_yet(card, "反馈")
        self.unless(why, lambda: FeedbackDialog(self._workplace, card, self._parent))

    def _implement(self, card: MeetingCard) -> None:
        from app.views.case_registers.meeting_dialogs import MeetingDoneDialog

        self.unless(self._not_yet(card, "落实"), lambda: MeetingDoneDialog(self._workplace, card, self._parent))

    def _attach(self, card: MeetingCard) -> None:
        from app.views.case_registers.file_dialog import EntryFileDialog

        why, entry = no_files(card.entry_number, is_linked=card.record is not None), (card.id, card.entry_number)
        attach = self._workplace.desk.case_registers.meetings.attach
        self.unless(why, lambda: EntryFileDialog(self._workplace, entry, attach, self._parent))

    def _not_yet(self, card: MeetingCard, what: str) -> str:
        return not_yet(card.entry_number, card.draft.held_on, self._workplace.desk.clock.today(), what)
