"""An entry of a register beside its list."""

from typing_extensions import override

from app.views.case_registers.facts import meeting_facts, report_facts
from app.views.shared.preview import Glance, Preview


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
