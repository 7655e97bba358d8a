"""The month closed at the screen: computed, reviewed by somebody else, locked, unlocked with a reason, reconciled."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.models.dates import PartialDate
from app.models.indicator_terms import Priority
from app.services.foundation.intentions import Actor
from app.services.matters.rows import MatterDraft
from app.services.month_closing.rows import CheckFinding, SystemEntry
from app.views.month_closing.reconciliation_dialog import ReconciliationDialog
from app.views.month_closing.review_dialog import ReviewDialog
from app.views.month_closing.strip import ClosingStrip
from app.views.monthly_statistics.page import MonthPage
from app.views.shared.work_strip import UNCHANGED
from tests.services.suggestion_library.conftest import Shelf
from tests.stories.conftest import CLERK, ClerksDesk


@pytest.fixture
def page(desk: ClerksDesk) -> MonthPage:
    """October, with two letters."""
    shelf = Shelf(desk.services._database)
    shelf.issued("甲", "2026-09-01", "青山县水利局", replied_on=PartialDate("2026-10-20"))
    shelf.issued("乙", "2026-10-01", "青山县教育局")
    desk.go_to("统计报表")
    found = desk.window.page
    assert isinstance(found, MonthPage)
    found.month.show_month("2026-10")
    desk.settle()
    return found


def press(desk: ClerksDesk, strip: ClosingStrip, title: str) -> None:
    """One of the strip's buttons."""
    button = next(each for each in strip.findChildren(QPushButton) if each.text() == title)
    assert button.isVisible(), title
    button.click()
    desk.settle()


def offered(strip: ClosingStrip) -> list[str]:
    """The steps that can be taken."""
    return [button.text() for button in strip.findChildren(QPushButton) if button.isVisible()]


def test_the_month_is_closed_by_two_people_and_opened_again_with_a_reason(desk: ClerksDesk, page: MonthPage) -> None:
    strip = page.closing
    assert (strip.state.text(), offered(strip)) == ("未结账", ["对账…", "计算并检查"])
    press(desk, strip, "计算并检查")
    assert "已计算 · 张某 2026-11-22 计算" in strip.state.text()
    press(desk, strip, "审核…")
    desk.confirm()
    assert "审核应当由另一个人进行" in desk.problems()[0]
    desk.dialog.reject()
    desk.window.workplace.work_as("李某")
    press(desk, strip, "审核…")
    desk.confirm()
    press(desk, strip, "锁定")
    assert "李某 2026-11-22 锁定，摘要" in strip.state.text()
    assert offered(strip) == ["解锁…"]
    desk.window.workplace.work_as("张某")
    press(desk, strip, "解锁…")
    desk.fill(reason="漏登一份")
    desk.confirm()
    assert "已解锁" in strip.state.text()
    assert "解锁理由：漏登一份" in strip.state.text()


def test_a_month_is_computed_beside_the_window_one_step_at_a_time(desk: ClerksDesk, page: MonthPage) -> None:
    strip = page.closing
    strip.compute.click()
    assert not strip.work.is_idle
    assert not strip.compute.isEnabled()
    desk.settle()
    assert strip.review.isEnabled()
    assert desk.says() == "已计算 2026-10"


def test_a_computing_that_was_cancelled_leaves_the_month_as_it_was(desk: ClerksDesk, page: MonthPage) -> None:
    strip = page.closing
    strip.compute.click()
    strip.work.stop.click()
    desk.settle()
    assert strip.work.problem.text() == "已取消，没有做任何改动。"
    assert offered(strip) == ["对账…", "计算并检查"]


def test_what_was_said_of_a_cancelled_step_is_gone_after_the_next_one(desk: ClerksDesk, page: MonthPage) -> None:
    strip = page.closing
    press(desk, strip, "计算并检查")
    strip.compute.click()
    strip.work.cancel()
    desk.settle()
    assert UNCHANGED in desk.texts(strip)
    desk.window.workplace.work_as("李某")
    press(desk, strip, "审核…")
    desk.confirm()
    assert "已审核" in strip.state.text()
    assert UNCHANGED not in desk.texts(strip)


def test_no_step_is_offered_before_the_month_is_known(desk: ClerksDesk) -> None:
    strip = ClosingStrip(desk.window.workplace)
    strip.show()
    assert offered(strip) == []


def test_a_rate_is_not_cut_off_in_its_column(page: MonthPage) -> None:
    figures = page.tables.figures
    assert figures.fontMetrics().horizontalAdvance("81.94%（1236/1288）") <= figures.columnWidth(2)


def test_the_reconciliation_shows_the_difference_and_keeps_its_reason(desk: ClerksDesk, page: MonthPage) -> None:
    press(desk, page.closing, "对账…")
    dialog = desk.dialog
    assert isinstance(dialog, ReconciliationDialog)
    row = next(
        row for row in range(dialog.table.rowCount()) if dialog.table.item(row, 0).text() == "检察建议·新收（制发）"
    )
    dialog.table.item(row, 2).setText("3")
    assert [dialog.table.item(row, column).text() for column in (1, 3)] == ["1", "-2"]
    dialog.table.item(row, 4).setText("系统含移送他院的两件")
    desk.confirm()
    lines = {line.name: line for line in desk.services.month_closing.reconciliation("2026-10")}
    assert (lines["检察建议·新收（制发）"].difference, lines["检察建议·新收（制发）"].is_settled) == (-2, True)


def test_a_running_month_cannot_be_closed(desk: ClerksDesk, page: MonthPage) -> None:
    page.month.show_month("2026-11")
    desk.settle()
    assert page.closing.state.text() == "本月未完，月初以后才能结账。"
    assert "计算并检查" not in offered(page.closing)


def test_the_review_begins_in_the_first_field_that_takes_words(desk: ClerksDesk, page: MonthPage) -> None:
    standing = desk.services.month_closing.compute(CLERK, "2026-10")
    found = (CheckFinding("x", "一条", Priority.MEDIUM, "一条：左边是 1，右边是 0，两边应当相等。"),)
    dialog = ReviewDialog(desk.window.workplace, replace(standing, findings=found), page)
    dialog.open()
    assert dialog.focusWidget() is dialog.findChild(QLineEdit)
    dialog.reject()


def test_a_reconciled_month_loses_its_heading_until_it_is_corrected_and_the_next_month_says_so(
    desk: ClerksDesk, page: MonthPage
) -> None:
    closing, other = desk.services.month_closing, Actor("李某")
    told = closing.reconciliation("2026-10")
    closing.reconcile(CLERK, "2026-10", [SystemEntry(each.code, each.own, "") for each in told])
    closing.compute(CLERK, "2026-10")
    closing.review(other, "2026-10", {}, "")
    closing.lock(CLERK, "2026-10")
    page.refresh()
    desk.settle()
    assert "已与国家系统对账" in page.state.text()
    late = MatterDraft("行政违法行为监督", "青山县水利局", accepted_on=PartialDate("2026-10-20"))
    desk.services.matters.register(CLERK, late)
    page.refresh()
    desk.settle()
    assert "内部台账统计" in page.state.text()
    page.month.show_month("2026-11")
    desk.settle()
    assert "2026-10 锁定以后更正" in page.closing.state.text()
