"""Accounts at the screen: switched on in one step, signing in, the lock, what each may see, two people agreeing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.terms import SuggestionKind
from app.models.trust_terms import Role
from app.services.access.passwords import PasswordRules
from app.services.access.rows import NewAccount, SwitchOn
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.suggestions.rows import LetterDraft
from app.views.access.account_dialogs import ResetDialog
from app.views.access.accounts_view import AccountsView
from app.views.access.asking import AnswerDialog, AskDialog
from app.views.access.password_dialog import PasswordDialog
from app.views.access.sign_in_page import SignInPage
from app.views.access.switch_on_dialog import SwitchOnDialog
from app.views.briefings.list_view import ListView
from app.views.clues.register_dialog import RegisterDialog
from app.views.indicators.page import IndicatorsPage
from app.views.main_window import MainWindow
from app.views.matters.card_dialog import CardDialog
from app.views.month_closing.review_dialog import ReviewDialog
from app.views.monthly_statistics.page import MonthPage
from app.views.monthly_statistics.records_dialog import Part, RecordsDialog
from app.views.opening import Doors, Opening
from app.views.original_cases.register_dialog import RegisterDialog as RegisterCaseDialog
from app.views.shared.form_dialog import FormDialog
from app.views.suggestions.draft_dialog import DraftDialog
from tests.stories.conftest import type_chinese

Shown = TypeVar("Shown", bound=QWidget)
PASSWORD, NEXT = "Qingshan-2026", "Qingshan-2027"
OFFICERS = ("系某", "保某", "审某")


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> None:
    quick = replace(PasswordRules.read(resources.access), rounds=1, memory=8, lanes=1)
    monkeypatch.setattr(PasswordRules, "read", classmethod(lambda _cls, _folder: quick))


@pytest.fixture
def opening(window: MainWindow, doors: Doors, store_path: Path, empty_store: Path) -> Opening:
    store_path.write_bytes(empty_store.read_bytes())
    return Opening(doors, window, store_path)


def _new(name: str, *roles: Role) -> NewAccount:
    return NewAccount(name, PASSWORD, roles=roles, must_change=False)


@pytest.fixture
def with_accounts(opening: Opening, doors: Doors, store_path: Path) -> Opening:
    """Three officers, a prosecutor and a leader; a letter that may be issued."""
    desk = doors.open_desk(store_path)
    assert isinstance(desk, OpenDesk)
    desk.suggestions.draft(Actor("方某"), LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局"))
    others = (_new("方某", Role.PROSECUTOR), _new("院某", Role.LEADER))
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(_new, OFFICERS), others))
    desk.close()
    return opening


def _press(where: QWidget, name: str) -> None:
    button = where.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def _page(window: MainWindow, qtbot: QtBot) -> SignInPage:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(SignInPage)), timeout=20_000)
    return next(each for each in window.findChildren(SignInPage) if each.isVisible())


def _sign_in(opening: Opening, window: MainWindow, qtbot: QtBot, name: str, password: str = PASSWORD) -> None:
    opening.open(opening.path)
    page = _page(window, qtbot)
    type_chinese(page.name, name)
    page.password.setText(password)
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        _press(page, "sign_in")


def _found(window: QWidget, kind: type[Shown], qtbot: QtBot) -> Shown:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=20_000)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def _listed(window: MainWindow) -> list[str]:
    rows = (window.navigation.item(row) for row in range(window.navigation.count()))
    return [item.text() for item in rows if not item.isHidden()]


@pytest.fixture(autouse=True)
def closed(window: MainWindow) -> Iterator[None]:
    yield
    if window.workplace.has_desk:
        window.workplace.desk.close()


def test_accounts_are_switched_on_in_one_step_and_the_first_password_is_replaced(
    opening: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.open(opening.path)
    assert window.workplace.session is None
    dialog = SwitchOnDialog(window.workplace, window)
    dialog.open()
    for line, name in zip((*dialog.officers, *dialog.others), (*OFFICERS, "方某"), strict=True):
        line.name.setEditText(name)
        line.password.setText(PASSWORD)
    dialog.others[0].role.setCurrentIndex(0)
    assert not dialog.confirm.isEnabled()
    dialog.known.setChecked(True)
    dialog.switch_on()
    qtbot.waitUntil(lambda: not opening.is_ending, timeout=20_000)
    assert opening.following is not None
    assert "账户已经启用，以后打开台账都要登录" in opening.following.notice
    window.workplace.desk.close()
    window.show()

    opening.open(opening.path)
    page = _page(window, qtbot)
    type_chinese(page.name, "方某")
    page.password.setText("wrong")
    _press(page, "sign_in")
    qtbot.waitUntil(lambda: "再输错" in page.problem.text(), timeout=20_000)
    page.password.setText(PASSWORD)
    _press(page, "sign_in")
    change = _found(window, PasswordDialog, qtbot)
    for field, text in ((change.old, PASSWORD), (change.new, NEXT), (change.again, NEXT)):
        field.setText(text)
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        change.change()
    assert window.workplace.actor.name == "方某"
    assert window.header.actor.text() == "方某 · 检察官"
    assert "这是第一次登录，此前输错口令 1 次" in window.said.sentence.text()


def test_switching_on_begins_in_the_first_name_and_tab_goes_through_the_lines_before_the_buttons(
    opening: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.open(opening.path)
    dialog = SwitchOnDialog(window.workplace, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    walked = list[str]()
    for _ in range(12):
        focus = dialog.focusWidget()
        assert focus is not None
        walked.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert walked[:5] == ["name_1", "password_1", "name_2", "password_2", "name_3"]  # roles of officers are fixed
    assert walked[5:] == ["password_3", "name_4", "role_4", "password_4", "switch_on_more", "switch_on_known", ""]
    _press(dialog, "switch_on_more")
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.others[1].name)
    dialog.reject()


def test_the_lock_covers_the_windows_and_leaves_what_was_typed_and_lists_say_what_they_leave_out(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    _sign_in(with_accounts, window, qtbot, "方某")
    type_chinese(window.header.search, "填了一半")
    keeper = with_accounts.session
    assert keeper is not None
    keeper.lock()
    lock = keeper.lock_dialog
    assert lock is not None
    covers = window.findChildren(QWidget, "cover")
    assert [cover.geometry() for cover in covers] == [window.rect()]
    lock.reject()
    lock.close()
    assert lock.isVisible()
    late = QDialog(window)  # work that went on has something to ask
    late.open()
    assert not late.isEnabled()
    assert any(cover.isVisible() for cover in late.findChildren(QWidget, "cover"))
    lock.password.setText("wrong")
    lock.unlock()
    qtbot.waitUntil(lambda: lock.problem.text().startswith("口令不对。"), timeout=20_000)
    lock.password.setText(PASSWORD)
    lock.unlock()
    qtbot.waitUntil(lambda: keeper.lock_dialog is None, timeout=20_000)
    assert not any(cover.isVisible() for cover in window.findChildren(QWidget, "cover"))
    assert window.header.search.text() == "填了一半"
    assert late.isEnabled()
    late.reject()
    behind = RecordsDialog(window.workplace, "suggestion", ListQuery(window.workplace.desk.clock.today()), window)
    behind.add_part(Part("制发", list), 3)
    behind.open()
    qtbot.waitUntil(behind.unseen.isVisible, timeout=20_000)
    assert "列出您可以查看的 0 件；另有 3 件" in behind.unseen.text()


def test_an_officer_is_offered_neither_cases_nor_the_parts_of_the_others(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    _sign_in(with_accounts, window, qtbot, "保某")
    assert _listed(window) == ["系统管理"]
    assert not window.header.search.isVisible()
    system = window.page
    tabs = system.tabs  # type: ignore[attr-defined]  # the SystemPage
    shown = [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)]
    assert "账户" in shown
    assert not {"审计记录", "回收站", "文书登记"} & set(shown)
    tabs.setCurrentWidget(system.accounts)  # type: ignore[attr-defined]
    assert not system.findChild(QPushButton, "account_roles").isHidden()  # type: ignore[union-attr]
    assert system.findChild(QPushButton, "account_reset").isHidden()  # type: ignore[union-attr]


def test_acts_that_one_may_not_do_are_not_offered(with_accounts: Opening, window: MainWindow, qtbot: QtBot) -> None:
    _sign_in(with_accounts, window, qtbot, "院某")
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
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(_new, OFFICERS), (_new("书某", role),)))
    desk.close()
    _sign_in(opening, window, qtbot, "书某")
    hint = window.go_to("clues").findChild(QLabel, "clues_hint")
    assert hint is not None
    assert hint.text() == keys


@pytest.mark.parametrize(("role", "offered"), [(Role.CLERK, False), (Role.HEAD, True)])
def test_a_tab_that_is_opened_late_offers_only_what_one_may_do(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot, role: Role, offered: bool
) -> None:
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(_new, OFFICERS), (_new("书某", role),)))
    desk.close()
    _sign_in(opening, window, qtbot, "书某")
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
    others = (_new("部某", Role.HEAD), _new("案某", Role.CASE_MANAGEMENT))
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(_new, OFFICERS), others))
    desk.close()
    _sign_in(opening, window, qtbot, "部某")
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
    _sign_in(with_accounts, window, qtbot, "方某")
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
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(_new, OFFICERS), (_new("朱某", role),)))
    desk.close()
    _sign_in(opening, window, qtbot, "朱某")
    actions = window.go_to("matters").findChildren(QAction)
    assert any(each.text() == "移交转办…" and each.isVisible() for each in actions) is offered


def test_an_empty_list_names_no_step_that_one_may_not_take(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot
) -> None:
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(_new, OFFICERS), (_new("督某", Role.INSPECTION),)))
    desk.close()
    _sign_in(opening, window, qtbot, "督某")
    clues = window.go_to("clues").list  # type: ignore[attr-defined]  # the CluesPage
    qtbot.waitUntil(lambda: clues.table.notice.text() != "", timeout=20_000)
    assert clues.table.notice.text() == "这里是收到的线索，待研判的排在前面。"


@pytest.mark.parametrize(("name", "told"), [("方某", "加密台账由安全保密管理员办理。"), ("保某", "")])
def test_the_page_of_passwords_says_who_encrypts_the_store(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot, name: str, told: str
) -> None:
    _sign_in(with_accounts, window, qtbot, name)
    whose = window.go_to("system").findChild(QLabel, "keys_whose")
    assert whose is not None
    assert whose.text() == told


def test_a_new_record_begins_in_the_department_of_whoever_reads_that_one_only(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot
) -> None:
    forms: tuple[type[FormDialog], ...] = (RegisterDialog, CardDialog, DraftDialog, RegisterCaseDialog)
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    first = desk.offices.add_department(Actor("张某"), "第二检察部")
    clerk = replace(_new("书某", Role.CLERK), department_ids=(first,))
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(_new, OFFICERS), (clerk, _new("院某", Role.LEADER))))
    desk.close()
    _sign_in(opening, window, qtbot, "书某")
    assert {form(window.workplace, parent=window).form.text("department") for form in forms} == {"第二检察部"}
    window.workplace.desk.access.sign_in("院某", PASSWORD)
    assert {form(window.workplace, parent=window).form.text("department") for form in forms} == {""}


def test_a_refused_act_is_asked_for_and_agreed_to_by_somebody_else(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    _sign_in(with_accounts, window, qtbot, "系某")
    access, view = window.workplace.desk.access, _accounts(window)
    dialog = _reset(view, "审某")
    dialog.accept()
    assert "同意" in dialog.problem.text()
    _press(dialog, "ask_agreement")
    asking = _found(dialog, AskDialog, qtbot)
    asking.form.put("reason", "忘记口令")
    asking.accept()
    assert "还没有人答复" in dialog.problem.text()

    access.sign_in("保某", PASSWORD)
    view.refresh()
    _press(view.agreements, "agreement_answer")
    answer = _found(window, AnswerDialog, qtbot)
    answer.form.put("opinion", "已核实本人")
    answer.accept()
    assert view.agreements.isHidden()

    access.sign_in("系某", PASSWORD)
    dialog.accept()
    assert dialog.problem.text() == ""
    assert dict((row.name, row.must_change) for row in window.workplace.desk.accounts.accounts())["审某"]


def _accounts(window: MainWindow) -> AccountsView:
    view = window.go_to("system").findChild(AccountsView)
    assert isinstance(view, AccountsView)
    view.refresh()
    return view


def _reset(view: AccountsView, name: str) -> ResetDialog:
    view.table.make_current([row[0] for row in view.table.texts()].index(name))
    _press(view, "account_reset")
    dialog = next(each for each in view.window().findChildren(ResetDialog) if each.isVisible())
    for field in ("password", "again"):
        dialog.form.put(field, NEXT)
    dialog.form.put("reason", "忘记口令")
    return dialog
