"""The three officers: apart from each other, from cases, and from the traces of others; two people for some acts."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.case_terms import Triage
from app.models.dates import PartialDate
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.four_eyes import NotCountersigned
from app.services.access.rows import NewAccount, SwitchOn
from app.services.clues.rows import ClueDraft, TriageDraft
from app.services.foundation.errors import DomainError, FieldProblem, NotAllowed
from app.services.trail.log_rows import LogQuery
from tests.services.access.conftest import FIRST, NAMES, PASSWORD, MovingClock, new, sign_in

GIVEN = "Given-2026-x"


def account(desk: OpenDesk, role: Role) -> int:
    """The id of the account of a role; an officer has signed in."""
    return next(each.id for each in desk.accounts.accounts() if each.name == NAMES[role])


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.LEADER])
def test_only_the_security_administrator_gives_roles_and_departments(desk: OpenDesk, role: Role) -> None:
    actor = sign_in(desk, role)
    with pytest.raises(NotAllowed):
        desk.accounts.set_roles(actor, 1, (Role.CLERK,), "调整")
    with pytest.raises(NotAllowed):
        desk.accounts.set_departments(actor, 1, (2,), "调整")


@pytest.mark.parametrize("role", [Role.SECURITY_ADMINISTRATOR, Role.AUDITOR, Role.LEADER])
def test_only_the_system_administrator_makes_and_stops_accounts(desk: OpenDesk, role: Role) -> None:
    actor = sign_in(desk, role)
    with pytest.raises(NotAllowed):
        desk.accounts.create(actor, NewAccount("新某", GIVEN))
    with pytest.raises(NotAllowed):
        desk.accounts.deactivate(actor, 1, "离职")


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.LEADER])
def test_only_the_auditor_reads_the_trail(desk: OpenDesk, role: Role) -> None:
    sign_in(desk, role)
    with pytest.raises(NotAllowed, match="查看审计记录"):
        desk.audit_log.page(LogQuery())
    assert not desk.access.may_read("audit")


def test_the_auditor_reads_why_an_account_was_changed_and_not_why_a_case_was(desk: OpenDesk) -> None:
    head = sign_in(desk, Role.HEAD)
    clue = desk.clues.register(head, ClueDraft(source="12345", unit="青山县水利局", department=FIRST)).id
    declined = TriageDraft(Triage.DECLINED, PartialDate("2026-11-20"), reason="刘某举报不实")
    done = desk.clues.triage(head, (clue,), declined)
    desk.history.take_back(head, done.act, "刘某又来信")
    desk.countersigns.ask(head, "trash.delete_for_good", "clue", clue, "彻底删除", "刘某要求删除")
    officer = sign_in(desk, Role.SECURITY_ADMINISTRATOR)
    prosecutor = next(each.id for each in desk.accounts.accounts() if each.name == "方某")
    desk.accounts.set_roles(officer, prosecutor, (Role.ASSISTANT,), "岗位调整")
    sign_in(desk, Role.AUDITOR)
    lines = desk.audit_log.page(LogQuery())
    told = " ".join(f"{line}{desk.audit_log.details(line.act)}" for line in lines)
    assert "刘某" not in told
    assert "岗位调整" in told
    assert "撤销：线索研判" in told


@pytest.mark.parametrize(
    "mixed", [(Role.AUDITOR, Role.SECURITY_ADMINISTRATOR), (Role.SYSTEM_ADMINISTRATOR, Role.CLERK)]
)
def test_an_account_holds_one_officers_part_and_nothing_beside_it(desk: OpenDesk, mixed: tuple[Role, ...]) -> None:
    security = sign_in(desk, Role.SECURITY_ADMINISTRATOR)
    with pytest.raises(DomainError, match="不能由同一个账户担任"):
        desk.accounts.set_roles(security, account(desk, Role.CLERK), mixed, "兼任")


def test_nobody_gives_themselves_roles(desk: OpenDesk) -> None:
    security = sign_in(desk, Role.SECURITY_ADMINISTRATOR)
    with pytest.raises(DomainError, match="自己账户"):
        desk.accounts.set_roles(security, account(desk, Role.SECURITY_ADMINISTRATOR), (Role.LEADER,), "方便")


def test_one_person_does_not_hold_two_officers_parts_by_two_accounts(open_plain: Callable[[], OpenDesk]) -> None:
    desk = open_plain()
    person_id = desk.offices.add_person(Actor("张某"), "张某", "检察官助理")
    officers = [NewAccount(name, PASSWORD, person_id=person_id) for name in ("张某甲", "张某乙")]
    with pytest.raises(DomainError, match="不同的人"):
        desk.access.switch_on(Actor("张某"), SwitchOn(*officers, new("审某")))
    assert not desk.access.is_on


def test_accounts_are_switched_on_as_a_whole_or_not_at_all(open_plain: Callable[[], OpenDesk]) -> None:
    desk = open_plain()
    with pytest.raises(FieldProblem, match="安全审计员：口令太短") as problem:
        desk.access.switch_on(Actor("张某"), SwitchOn(new("系某"), new("保某"), NewAccount("审某", "short")))
    assert problem.value.field == "auditor.password"
    assert not desk.access.is_on


def test_the_last_officer_of_a_kind_is_not_stopped(desk: OpenDesk) -> None:
    system = sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(DomainError, match="唯一的安全审计员"):
        desk.accounts.deactivate(system, account(desk, Role.AUDITOR), "离职")


def test_what_officers_did_is_not_taken_back(desk: OpenDesk) -> None:
    made = desk.accounts.create(sign_in(desk, Role.SYSTEM_ADMINISTRATOR), NewAccount("新某", GIVEN))
    for role in Role:
        with pytest.raises(DomainError):
            desk.history.take_back(sign_in(desk, role), made.act)


def test_nobody_takes_back_what_they_might_not_do(desk: OpenDesk) -> None:
    desk.offices.add_department(sign_in(desk, Role.CLERK), "第三检察部")
    act = desk.history.last_act().act
    with pytest.raises(NotAllowed, match="登记部门"):
        desk.history.take_back(sign_in(desk, Role.PROSECUTOR), act)
    desk.history.take_back(sign_in(desk, Role.HEAD), act)
    assert "第三检察部" not in desk.offices.departments()


def test_an_officers_password_is_given_anew_only_with_another_officers_agreement(desk: OpenDesk) -> None:
    system = sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    row = account(desk, Role.AUDITOR)
    with pytest.raises(NotCountersigned):
        desk.accounts.reset_password(system, row, GIVEN, "忘记口令")
    asked = desk.countersigns.ask(system, "account.reset_password", "account", row, "重设审某的口令", "忘记口令")
    with pytest.raises(NotAllowed):
        desk.countersigns.answer(desk.access.actor(), asked.id, True)
    security = sign_in(desk, Role.SECURITY_ADMINISTRATOR)
    assert [each.id for each in desk.countersigns.waiting()] == [asked.id]
    desk.countersigns.answer(security, asked.id, True)
    desk.accounts.reset_password(sign_in(desk, Role.SYSTEM_ADMINISTRATOR), row, GIVEN, "忘记口令")
    assert desk.access.sign_in(NAMES[Role.AUDITOR], GIVEN).must_change
    with pytest.raises(NotCountersigned):
        desk.accounts.reset_password(sign_in(desk, Role.SYSTEM_ADMINISTRATOR), row, "Again-2026-x", "又忘记")


def test_a_month_is_unlocked_by_two_people(desk: OpenDesk, moving: MovingClock) -> None:
    manager = sign_in(desk, Role.CASE_MANAGEMENT)
    desk.month_closing.compute(manager, "2026-10")
    desk.month_closing.review(sign_in(desk, Role.HEAD), "2026-10", {})
    desk.month_closing.lock(sign_in(desk, Role.LEADER), "2026-10")
    manager = sign_in(desk, Role.CASE_MANAGEMENT)
    with pytest.raises(NotCountersigned, match="解锁月度统计"):
        desk.month_closing.unlock(manager, "2026-10", "漏登一件")
    asked = desk.countersigns.ask(manager, "month.unlock", "month_close", 1, "解锁 2026 年 10 月", "漏登一件")
    with pytest.raises(NotAllowed):
        desk.countersigns.answer(sign_in(desk, Role.PROSECUTOR), asked.id, True)
    desk.countersigns.answer(sign_in(desk, Role.LEADER), asked.id, True)
    moving.moment += timedelta(hours=73)
    manager = sign_in(desk, Role.CASE_MANAGEMENT)
    with pytest.raises(NotCountersigned, match="72 小时"):
        desk.month_closing.unlock(manager, "2026-10", "漏登一件")
    moving.moment -= timedelta(hours=72)
    desk.month_closing.unlock(manager, "2026-10", "漏登一件")


def test_what_was_agreed_to_is_what_is_done(desk: OpenDesk) -> None:
    system = sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    row = account(desk, Role.AUDITOR)
    asked = desk.countersigns.ask(system, "account.reset_password", "account", row, "重设审某的口令", "忘记口令")
    desk.countersigns.answer(sign_in(desk, Role.SECURITY_ADMINISTRATOR), asked.id, True)
    sign_in(desk, Role.AUDITOR)  # the owner has remembered it: the account is another one now
    with pytest.raises(NotCountersigned, match="又有改动"):
        desk.accounts.reset_password(sign_in(desk, Role.SYSTEM_ADMINISTRATOR), row, GIVEN, "忘记口令")


def test_without_accounts_one_person_does_everything_alone(open_plain: Callable[[], OpenDesk]) -> None:
    desk, actor = open_plain(), Actor("张某")
    assert not desk.countersigns.is_asked_for("month.unlock")
    desk.month_closing.compute(actor, "2026-10")
    desk.month_closing.review(Actor("李某"), "2026-10", {})
    desk.month_closing.lock(actor, "2026-10")
    desk.month_closing.unlock(Actor("李某"), "2026-10", "漏登一件")


def test_an_officer_does_with_the_store_what_is_their_part_only(desk: OpenDesk, tmp_path: Path) -> None:
    sign_in(desk, Role.AUDITOR)
    assert desk.store.verify_audit().ok
    for work in (desk.store.check, lambda: desk.store.backup(tmp_path)):
        with pytest.raises(NotAllowed):
            work()
    sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    assert desk.store.backup(tmp_path).path.is_file()
