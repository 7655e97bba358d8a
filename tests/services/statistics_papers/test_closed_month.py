"""A month that is closed keeps its tables: its papers stay the same byte for byte, whatever becomes of the figures."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.indicator_terms import BriefingKind
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.documents.preview import text_of
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.month_closing.reading import latest
from app.services.month_closing.report_text import report_of
from app.services.month_closing.rows import SystemEntry
from tests.conftest import CHINA
from tests.services.statistics_papers.known import CLERK, HEAD

MONTH = "2026-03"


def corrected(desk: OpenDesk) -> None:
    """A base figure of March comes in late."""
    desk.base_data.record(CLERK, [FigureDraft("强制措施监控件数", MONTH, MONTH, 7, "刑事检察部")])


def test_a_locked_month_keeps_its_tables_byte_for_byte(desk: OpenDesk, database: Database, tmp_path: Path) -> None:
    locked(desk)
    first = [path.read_bytes() for path in desk.monthly_statistics.write(MONTH, tmp_path / "一")]
    told = desk.monthly_statistics.json(MONTH)
    corrected(desk)
    later = OpenDesk(database, FixedClock(datetime(2027, 1, 5, 9, 0, tzinfo=CHINA)), Resources.shipped())
    workbook, pdf = later.monthly_statistics.write(MONTH, tmp_path / "二")
    assert [workbook.read_bytes(), pdf.read_bytes()] == first
    assert later.monthly_statistics.json(MONTH) == told
    assert any(each["code"] == "monitoring.acceptance.watched" for each in told["figures"])
    book = load_workbook(workbook)
    assert {"检察建议统计表", "监督事项统计表", "流程监控月台账", "评查统计表", "三个结构比"} <= set(book.sheetnames)
    texts = [str(cell.value) for row in book["流程监控月台账"].iter_rows() for cell in row]
    foot = next(text for text in texts if text.startswith("填表人："))
    assert "填表人：张某" in foot
    assert "审核人：李某" in foot
    assert "日期：2026-04-02" in foot


def locked(desk: OpenDesk) -> None:
    """March goes its way to the lock."""
    desk.month_closing.compute(CLERK, MONTH)
    desk.month_closing.review(HEAD, MONTH, {})
    desk.month_closing.lock(HEAD, MONTH)


def test_papers_of_a_locked_month_take_its_tables_as_they_were(desk: OpenDesk, tmp_path: Path) -> None:
    locked(desk)
    months = Months(MONTH, MONTH)
    was = desk.statistics_tables.table("monitoring", months).cell("total", "watched").n
    corrected(desk)
    assert desk.statistics_tables.table("monitoring", months).cell("total", "watched").n == (was or 0) + 7
    assert desk.statistics_tables.settled("monitoring", months).cell("total", "watched").n == was
    written = desk.briefings.make(CLERK, BriefingKind.BULLETIN, months)
    frozen = {each.code: each.n for each in desk.briefings.card(written.id).figures}
    assert frozen["table.monitoring.watched"] == was
    workbook, _pdf = desk.statistics_tables.write(months, tmp_path)
    rows = [[cell.value for cell in row] for row in load_workbook(workbook)["流程监控月台账"].iter_rows()]
    assert any(was in row for row in rows if row[0] == "合计")


def test_a_reconciled_months_tables_go_without_the_heading_and_say_what_was_locked(
    desk: OpenDesk, database: Database, tmp_path: Path
) -> None:
    months = Months(MONTH, MONTH)
    desk.month_closing.compute(CLERK, MONTH)
    lines = desk.month_closing.reconciliation(MONTH)
    desk.month_closing.reconcile(CLERK, MONTH, [SystemEntry(each.code, each.own) for each in lines])
    assert desk.statistics_tables.frame(months).heading == "内部台账统计"  # not locked yet
    desk.month_closing.review(HEAD, MONTH, {})
    desk.month_closing.lock(HEAD, MONTH)
    kept = desk.month_closing.tables(MONTH)
    assert kept is not None
    assert {each.code for each in kept.tables} == set(desk.statistics_tables.titles())  # also those that said nothing
    codes = ("reverse_reviews", "case_analysis", "case_reviews", "review_dimensions")
    were = {code: desk.statistics_tables.settled(code, months) for code in codes}
    with sqlite3.connect(database.path) as raw:  # what is learnt of March after the lock
        raw.execute("DELETE FROM result_finding")
        raw.execute("UPDATE review_finding SET verdict = 'error' WHERE verdict = 'flaw'")
        raw.execute("UPDATE reverse_review SET concluded_on = NULL")
    for code, was in were.items():
        assert desk.statistics_tables.table(code, months).rows != was.rows
        assert desk.statistics_tables.settled(code, months) == was
    workbook, pdf = desk.statistics_tables.write(months, tmp_path)
    book = load_workbook(workbook)
    row = next(row for row in book["反向审视统计表·类型和来源"].iter_rows(values_only=True) if row[0] == "合计")
    assert row[2] == were["reverse_reviews"].cell("total", "concluded").n
    texts = [str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line]
    assert "内部台账统计" not in texts
    assert text_of(pdf.read_bytes()).startswith("2026年3月检察建议统计表")
    assert any(text.startswith("填表人：张某") for text in texts)
    assert any("李某 2026-04-02 锁定（第1次）" in text for text in texts)
    quarter = Months("2026-01", MONTH)
    assert desk.statistics_tables.frame(quarter).heading == "内部台账统计"  # only the month was reconciled


def test_what_changed_in_a_table_since_the_lock_is_told_cell_by_cell_on_the_next_month(
    desk: OpenDesk, database: Database
) -> None:
    locked(desk)
    corrected(desk)
    later = OpenDesk(database, FixedClock(datetime(2026, 5, 6, 9, 0, tzinfo=CHINA)), Resources.shipped())
    later.month_closing.compute(CLERK, "2026-04")
    assert later.month_closing.tables("2026-04") is None  # not locked yet
    with database.read() as session:
        told = latest(session, "2026-04")
        assert told is not None
        notes = report_of(told.report).notes
    assert "2026-03 锁定以后更正" in notes[-1]
    assert "流程监控月台账·强制措施·监控件数 —→7" in notes[-1]


def test_tables_that_changed_since_the_review_are_not_locked(desk: OpenDesk) -> None:
    desk.month_closing.compute(CLERK, MONTH)
    desk.month_closing.review(HEAD, MONTH, {})
    corrected(desk)
    with pytest.raises(DomainError, match="流程监控月台账"):
        desk.month_closing.lock(Actor("李某"), MONTH)
