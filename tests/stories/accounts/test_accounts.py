"""Accounts at the screen: switched on in one step, signing in, the lock, two people agreeing."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.trust_terms import Role
from app.services.access.rows import SwitchOn
from app.services.lists.listing import ListQuery
from app.views.access.account_dialogs import ResetDialog
from app.views.access.accounts_view import AccountsView
from app.views.access.asking import AnswerDialog, AskDialog
from app.views.access.password_dialog import PasswordDialog
from app.views.access.switch_on_dialog import SwitchOnDialog
from app.views.clues.register_dialog import RegisterDialog
from app.views.main_window import MainWindow
from app.views.matters.card_dialog import CardDialog
from app.views.monthly_statistics.records_dialog import Part, RecordsDialog
from app.views.opening import Doors, Opening
from app.views.original_cases.register_dialog import RegisterDialog as RegisterCaseDialog
from app.views.shared.form_dialog import FormDialog
from app.views.suggestions.draft_dialog import DraftDialog
from tests.stories.accounts.people import NEXT, OFFICERS, PASSWORD, found, listed, new, press, sign_in, sign_in_page
from tests.stories.conftest import type_chinese


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
    page = sign_in_page(window, qtbot)
    type_chinese(page.name, "方某")
    page.password.setText("wrong")
    press(page, "sign_in")
    qtbot.waitUntil(lambda: "再输错" in page.problem.text(), timeout=20_000)
    page.password.setText(PASSWORD)
    press(page, "sign_in")
    change = found(window, PasswordDialog, qtbot)
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
    press(dialog, "switch_on_more")
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.others[1].name)
    dialog.reject()


def test_the_lock_covers_the_windows_and_leaves_what_was_typed_and_lists_say_what_they_leave_out(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    sign_in(with_accounts, window, qtbot, "方某")
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
    sign_in(with_accounts, window, qtbot, "保某")
    assert listed(window) == ["系统管理"]
    assert not window.header.search.isVisible()
    system = window.page
    tabs = system.tabs  # type: ignore[attr-defined]  # the SystemPage
    shown = [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)]
    assert "账户" in shown
    assert not {"审计记录", "回收站", "文书登记"} & set(shown)
    tabs.setCurrentWidget(system.accounts)  # type: ignore[attr-defined]
    assert not system.findChild(QPushButton, "account_roles").isHidden()  # type: ignore[union-attr]
    assert system.findChild(QPushButton, "account_reset").isHidden()  # type: ignore[union-attr]


def test_a_new_record_begins_in_the_department_of_whoever_reads_that_one_only(
    opening: Opening, doors: Doors, window: MainWindow, qtbot: QtBot
) -> None:
    forms: tuple[type[FormDialog], ...] = (RegisterDialog, CardDialog, DraftDialog, RegisterCaseDialog)
    desk = doors.open_desk(opening.path)
    assert isinstance(desk, OpenDesk)
    first = desk.offices.add_department(Actor("张某"), "第二检察部")
    clerk = replace(new("书某", Role.CLERK), department_ids=(first,))
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(new, OFFICERS), (clerk, new("院某", Role.LEADER))))
    desk.close()
    sign_in(opening, window, qtbot, "书某")
    assert {form(window.workplace, parent=window).form.text("department") for form in forms} == {"第二检察部"}
    window.workplace.desk.access.sign_in("院某", PASSWORD)
    assert {form(window.workplace, parent=window).form.text("department") for form in forms} == {""}


def test_a_refused_act_is_asked_for_and_agreed_to_by_somebody_else(
    with_accounts: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    sign_in(with_accounts, window, qtbot, "系某")
    access, view = window.workplace.desk.access, _accounts(window)
    dialog = _reset(view, "审某")
    dialog.accept()
    assert "同意" in dialog.problem.text()
    press(dialog, "ask_agreement")
    asking = found(dialog, AskDialog, qtbot)
    asking.form.put("reason", "忘记口令")
    asking.accept()
    assert "还没有人答复" in dialog.problem.text()

    access.sign_in("保某", PASSWORD)
    view.refresh()
    press(view.agreements, "agreement_answer")
    answer = found(window, AnswerDialog, qtbot)
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
    press(view, "account_reset")
    dialog = next(each for each in view.window().findChildren(ResetDialog) if each.isVisible())
    for field in ("password", "again"):
        dialog.form.put(field, NEXT)
    dialog.form.put("reason", "忘记口令")
    return dialog
