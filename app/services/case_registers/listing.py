"""The lists of the two registers: which expression each column is, and how each is ordered by itself."""

from datetime import date
from typing import Any

from app.models.case_register import Meeting, ReportEntry
from app.models.case_terms import Direction, MeetingKind, MeetingState, ReportKind, ReportState
from app.models.database import Database
from app.services.case_registers.columns import MEETING_COLUMNS, REPORT_COLUMNS
from app.services.case_registers.linking import linked_number
from app.services.case_registers.outgoing import seal_listing, service_listing
from app.services.case_registers.rows import Book
from app.services.case_registers.standing import meeting_state, never_overdue, report_state
from app.services.lists.store_listing import ListShape, StoreListing


def register_listing(database: Database, book: Book) -> StoreListing:
    """The list of one register, the newest first."""
    makers = {
        Book.REPORTS: _reports,
        Book.MEETINGS: _meetings,
        Book.SEALS: seal_listing,
        Book.SERVICES: service_listing,
    }
    return makers[book](database)


def _reports(database: Database) -> StoreListing:
    def expressions(as_of: date) -> dict[str, Any]:
        own = {
            "id": ReportEntry.entry_number,
            "state": report_state(as_of),
            "record": linked_number(ReportEntry),
        }
        return own | {each.key: getattr(ReportEntry, each.key) for each in REPORT_COLUMNS if each.key not in own}

    shape = ListShape(
        belongs=(ReportEntry.record_type, ReportEntry.record_id),
        expressions=expressions,
        is_overdue=never_overdue,
        searched=(
            ReportEntry.entry_number,
            ReportEntry.number,
            ReportEntry.title,
            ReportEntry.counterpart,
            ReportEntry.content,
            ReportEntry.answer,
            ReportEntry.answer_number,
            ReportEntry.handler,
            linked_number(ReportEntry),
        ),
        own_order=(ReportEntry.sent_on.desc(),),
        period_column=ReportEntry.sent_on,
        terms={"kind": ReportKind, "direction": Direction, "state": ReportState},
    )
    return StoreListing(database, ReportEntry, REPORT_COLUMNS, shape)


def _meetings(database: Database) -> StoreListing:
    def expressions(as_of: date) -> dict[str, Any]:
        own = {"id": Meeting.entry_number, "state": meeting_state(as_of), "record": linked_number(Meeting)}
        return own | {each.key: getattr(Meeting, each.key) for each in MEETING_COLUMNS if each.key not in own}

    shape = ListShape(
        belongs=(Meeting.record_type, Meeting.record_id),
        expressions=expressions,
        is_overdue=never_overdue,
        searched=(
            Meeting.entry_number,
            Meeting.topic,
            Meeting.chair,
            Meeting.people,
            Meeting.opinions,
            Meeting.decision,
            Meeting.decision_number,
            linked_number(Meeting),
        ),
        own_order=(Meeting.held_on.desc(),),
        period_column=Meeting.held_on,
        terms={"kind": MeetingKind, "state": MeetingState},
    )
    return StoreListing(database, Meeting, MEETING_COLUMNS, shape)
