"""The registers beside the records, together: entries, the records they belong to, and the sheets."""

from dataclasses import dataclass

from app.services.case_registers.linking import RecordFinder
from app.services.case_registers.meetings import Meetings
from app.services.case_registers.outgoing import OutgoingBook
from app.services.case_registers.paper import RegisterPaper
from app.services.case_registers.reports import Reports


@dataclass(frozen=True)
class CaseRegisters:
    """请示报告登记簿, 会议登记簿, 用印登记簿 and 送达登记簿 of one store."""

    reports: Reports
    meetings: Meetings
    records: RecordFinder
    paper: RegisterPaper
    seals: OutgoingBook
    services: OutgoingBook
