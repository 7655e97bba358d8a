"""The two lists, and the registers on paper and in Excel."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import MeetingKind, ReportKind
from app.models.database import Database
from app.models.dates import PartialDate
from app.services.case_registers.rows import AnswerDraft, Book
from app.services.documents.preview import text_of
from app.services.foundation.errors import DomainError
from app.services.lists.listing import Listing, ListQuery
from tests.services.case_registers.conftest import Entries
from tests.services.records import lay_matter

TODAY = date(2026, 11, 22)


def column(listing: Listing, query: ListQuery, key: str) -> list[object]:
    place = next(at for at, each in enumerate(listing.columns) if each.key == key)
    return [row.cells[place] for row in listing.rows(listing.ids(query), query)]


def test_reports_are_listed_the_newest_first_with_their_state_and_record(
    database: Database, desk: OpenDesk, entries: Entries
) -> None:
    lay_matter(database)
    entries.report(record_number="SX2026-00001")
    entries.report(kind=ReportKind.FILING, sent_on=PartialDate("2026-11"))
    listing, query = desk.case_registers.reports.listing, ListQuery(TODAY)
    assert column(listing, query, "state") == ["已报备", "待答复"]
    assert column(listing, query, "record") == [None, "SX2026-00001"]


def test_reports_are_filtered_by_state_and_found_by_the_record_they_belong_to(
    database: Database, desk: OpenDesk, entries: Entries
) -> None:
    lay_matter(database)
    entries.report(record_number="SX2026-00001")
    entries.report(kind=ReportKind.FILING)
    listing = desk.case_registers.reports.listing
    assert column(listing, ListQuery(TODAY, where=(("state", "待答复"),)), "id") == ["QS2026-00001"]
    assert column(listing, ListQuery(TODAY, contains="SX2026-00001"), "id") == ["QS2026-00001"]


def test_a_past_day_sees_a_request_as_it_stood_then(desk: OpenDesk, entries: Entries, actor: Actor) -> None:
    answer = AnswerDraft(PartialDate("2026-11-02"), "同意")
    desk.case_registers.reports.record_answer(actor, entries.report(), 1, answer)
    listing = desk.case_registers.reports.listing
    assert column(listing, ListQuery(date(2026, 11, 1)), "state") == ["待答复"]
    assert column(listing, ListQuery(date(2026, 11, 2)), "state") == ["已答复待落实"]


def test_meetings_are_filtered_by_kind(desk: OpenDesk, entries: Entries) -> None:
    entries.meeting()
    entries.meeting(kind=MeetingKind.HEARING)
    listing = desk.case_registers.meetings.listing
    assert column(listing, ListQuery(TODAY, where=(("种类", "听证会"),)), "id") == ["HY2026-00002"]


def test_the_pdf_holds_what_the_list_shows(desk: OpenDesk, entries: Entries, tmp_path: Path) -> None:
    entries.meeting(topic="第一次会议")
    entries.meeting(topic="公开听证", kind=MeetingKind.HEARING)
    path, query = tmp_path / "会议.pdf", ListQuery(TODAY, where=(("kind", "听证会"),))
    assert desk.case_registers.paper.write(Book.MEETINGS, query, path) == 1
    text = text_of(path.read_bytes())
    assert "会议登记簿" in text
    assert "公开听证" in text
    assert "第一次会议" not in text
    assert "种类：听证会，共1件" in text


def test_the_workbook_holds_real_dates(desk: OpenDesk, entries: Entries, tmp_path: Path) -> None:
    entries.report(title="=HYPERLINK()")
    path = tmp_path / "请示.xlsx"
    desk.case_registers.paper.write(Book.REPORTS, ListQuery(TODAY), path)
    cells = [cell.value for row in load_workbook(path).active.iter_rows() for cell in row]
    assert "=HYPERLINK()" in cells
    assert any(getattr(cell, "date", lambda: None)() == date(2026, 10, 12) for cell in cells)


def test_another_kind_of_file_is_refused(desk: OpenDesk, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="请改用其中一种文件名"):
        desk.case_registers.paper.write(Book.REPORTS, ListQuery(TODAY), tmp_path / "请示.docx")


@pytest.mark.parametrize("name", ["请示报告登记簿", "会议登记簿"])
def test_the_register_is_printed_by_its_name_with_every_entry_from_the_first(
    desk: OpenDesk, entries: Entries, name: str
) -> None:
    assert "QS2026" not in desk.papers.registers.sheet(name).text  # a sheet to write on by hand
    for _ in range(2):
        entries.report()
        entries.meeting()
    lines = desk.papers.registers.sheet(name).text.splitlines()
    assert len(lines) == 2
    assert lines[0].split("\t")[:2] == ["1", "QS2026-00001" if name.startswith("请示") else "HY2026-00001"]
