"""What each may do is what each is offered: keys, tabs, pages, lists, sentences."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.trust_terms import Role
from app.services.access.rows import SwitchOn
from app.views.backups.page import SystemPage
from app.views.backups.papers_view import PapersView
from app.views.briefings.list_view import ListView
from app.views.indicators.page import IndicatorsPage
from app.views.main_window import MainWindow
from app.views.month_closing.review_dialog import ReviewDialog
from app.views.monthly_statistics.page import MonthPage
from app.views.opening import Doors, Opening
from tests.stories.accounts.people import OFFICERS, PASSWORD, new, sign_in, signed_in


def test_acts_that_one_may_not_do_are_not_offered(with_accounts: Opening, window: MainWindow, qtbot: QtBot) -> None:
    sign_in(with_accounts, window, qtbot, "院某")
    page = window.go_to("suggestions")
    page.open_record(1)
    offered = {action.text(): action.isVisible() for action in page.findChildren(QAction)}
    assert offered["登记制发"]
    assert not offered["登记送达"]
    month = window.go_to("monthly_statistics")
    compute, review = (month.findChild(QPushButton, name) for name in ("month_compute", "month_review"))
    assert compute is not None
    assert review is not None
    for step in (compute, review):
        step.show()  # as the page does when the month is another one
    assert (compute.isHidden(), review.isHidden()) == (True, False)


@pytest.mark.parametrize(
    ("role", "keys"),
    [(Role.CLERK, "Enter 打开 · F2 修改"), (Role.PROSECUTOR, "Enter 打开 · F2 修改 · F3 研判所选")],
)
def test_the_keys_under_a_list_are_those_of_acts_that_one_may_do(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot, role: Role, keys: str
) -> None:
    signed_in(doors, opening, window, qtbot, new("书某", role))
    hint = window.go_to("clues").findChild(QLabel, "clues_hint")
    assert hint is not None
    assert hint.text() == keys


@pytest.mark.parametrize(("role", "offered"), [(Role.CLERK, False), (Role.HEAD, True)])
def test_a_tab_that_is_opened_late_offers_only_what_one_may_do(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot, role: Role, offered: bool
) -> None:
    signed_in(doors, opening, window, qtbot, new("书某", role))
    page = window.go_to("indicators")
    assert isinstance(page, IndicatorsPage)
    page.turn_to("warnings")
    page.turn_to("own_indicators")
    for name in ("warning_verify", "warning_conclude", "warning_scan", "own_indicator_add", "own_item_add"):
        button = page.findChild(QAbstractButton, name)
        assert button is not None
        assert button.isHidden() is not offered, name
    assert ("F3 登记核查" in page.warnings.hint.text()) is offered
    briefings = window.go_to("briefings").findChild(ListView)
    assert briefings is not None
    briefings.refresh()
    assert ("新建" in briefings.empty.text()) is offered


def test_whoever_computed_a_month_is_told_before_typing_that_somebody_else_reviews_it(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot
) -> None:
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    desk.month_closing.compute(Actor("部某"), "2026-10")
    others = (new("部某", Role.HEAD), new("案某", Role.CASE_MANAGEMENT))
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(new, OFFICERS), others))
    desk.close()
    sign_in(opening, window, qtbot, "部某")
    page = window.go_to("monthly_statistics")
    assert isinstance(page, MonthPage)
    page.month.show_month("2026-10")
    review = page.findChild(QPushButton, "month_review")
    assert review is not None
    qtbot.waitUntil(review.isVisible, timeout=20_000)
    review.click()
    assert not page.findChildren(ReviewDialog)
    assert "请由另一个人登录后审核" in window.said.sentence.text()
    window.workplace.desk.access.sign_in("案某", PASSWORD)
    review.click()
    assert page.findChildren(ReviewDialog)


def test_the_workbench_leads_to_the_care_of_the_store_only_those_who_have_that_page(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    sign_in(with_accounts, window, qtbot, "方某")
    care = window.go_to("workbench").findChild(QPushButton, "trial_care")
    assert care is not None
    line = care.parentWidget()
    line.show()  # as it does when there is something to tell
    assert line.isVisible()
    assert not care.isVisible()


@pytest.mark.parametrize(("role", "offered"), [(Role.ASSISTANT, False), (Role.HEAD, True)])
def test_handing_over_is_offered_to_those_in_charge_only(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot, role: Role, offered: bool
) -> None:
    signed_in(doors, opening, window, qtbot, new("朱某", role))
    actions = window.go_to("matters").findChildren(QAction)
    assert any(each.text() == "移交转办…" and each.isVisible() for each in actions) is offered


def test_an_empty_list_names_no_step_that_one_may_not_take(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot
) -> None:
    signed_in(doors, opening, window, qtbot, new("督某", Role.INSPECTION))
    clues = window.go_to("clues").list  # type: ignore[attr-defined]  # the CluesPage
    qtbot.waitUntil(lambda: clues.table.notice.text() != "", timeout=20_000)
    assert clues.table.notice.text() == "这里是收到的线索，待研判的排在前面。"


@pytest.mark.parametrize(("name", "told"), [("方某", "加密台账由安全保密管理员办理。"), ("保某", "")])
def test_the_page_of_passwords_says_who_encrypts_the_store(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot, name: str, told: str
) -> None:
    sign_in(with_accounts, window, qtbot, name)
    whose = window.go_to("system").findChild(QLabel, "keys_whose")
    assert whose is not None
    assert whose.text() == told


@pytest.mark.parametrize(("name", "told"), [("方某", True), ("院某", False)])
def test_who_reads_one_department_is_told_that_the_register_of_prints_is_not_whole(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot, name: str, told: bool
) -> None:
    sign_in(with_accounts, window, qtbot, name)
    page = window.go_to("system")
    assert isinstance(page, SystemPage)
    page.search_for("文书登记")
    view = page.findChild(PapersView)
    assert view is not None
    assert view.reach.isHidden() is not told
    assert view.reach.text() == "只列您可以查看的记录，其他部门的没有列入。"
