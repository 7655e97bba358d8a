"""An entry of a register beside its list."""

from typing_extensions import override

from app.services.case_registers.rows import Book
from app.views.case_registers.facts import meeting_facts, report_facts
from app.views.shared.preview import Glance, Preview
from app.views.shared.workplace import Workplace


class ReportPreview(Preview):
    """A 请示, 报告, 报备 or 备案审查 with its answer."""

    label_width = 64

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.case_registers.reports.card(record_id)
        return Glance(card.draft.title, None, "", report_facts(card))


class MeetingPreview(Preview):
    """A meeting with its opinions and decision."""

    label_width = 64

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.case_registers.meetings.card(record_id)
        return Glance(card.draft.topic, None, "", meeting_facts(card))


class OutgoingPreview(Preview):
    """A use of the seal or a service, as its line says."""

    label_width = 96

    def __init__(self, workplace: Workplace, book: Book) -> None:
        """``book`` is one of the two."""
        super().__init__(workplace)
        self._book = book

    @override
    def glance(self, record_id: int) -> Glance:
        desk = self.workplace.desk
        registers = desk.case_registers
        book = registers.seals if self._book is Book.SEALS else registers.services
        facts = book.facts(record_id, desk.clock.today())
        title = next((said for name, said in facts if name in {"文书", "受送达单位"}), "")
        return Glance(title, None, "", (("", facts),))
