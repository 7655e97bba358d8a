"""Signing in and out, wrong passwords, waiting, passwords given by an administrator."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.models.actor import Actor
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.rows import NewAccount
from app.services.access.service import LockedOut, WrongPassword
from app.services.desk import Desk
from app.services.foundation.errors import DomainError, FieldProblem, NotAllowed
from app.services.trail.log_rows import LogQuery
from tests.services.access.conftest import NAMES, PASSWORD, MovingClock, sign_in, switch_on


def test_a_store_without_accounts_asks_nobody_to_sign_in(open_plain: Callable[[], OpenDesk]) -> None:
    desk = open_plain()
    assert not desk.access.is_on
    assert desk.access.may("suggestion:draft")
    assert desk.access.actor("张某").session is None
    desk.offices.add_department(Actor("张某"), "第三检察部")


def test_once_accounts_are_on_nobody_reads_or_writes_before_signing_in(desk: OpenDesk) -> None:
    with pytest.raises(NotAllowed, match="请先登录"):
        desk.offices.departments()
    with pytest.raises(NotAllowed, match="什么都没有写入"):
        desk.offices.add_department(Actor("张某"), "第三检察部")


def test_accounts_switched_on_in_one_window_bind_the_others_at_once(open_plain: Callable[[], OpenDesk]) -> None:
    desk, other = open_plain(), open_plain()
    assert not other.offices.departments()
    switch_on(desk)
    with pytest.raises(NotAllowed):
        other.offices.departments()


def test_the_last_sign_in_and_failures_since_are_told(desk: OpenDesk, moving: MovingClock) -> None:
    assert desk.access.sign_in("方某", PASSWORD).last_in_at is None
    moving.moment += timedelta(hours=1)
    with pytest.raises(WrongPassword):
        desk.access.sign_in("方某", "wrong")
    session = desk.access.sign_in("方某", PASSWORD)
    assert (session.last_in_at, session.failures) == ("2026-11-22T09:00:00+08:00", 1)


def test_the_wait_grows_with_every_wrong_password_and_ends_by_itself(desk: OpenDesk, moving: MovingClock) -> None:
    for _time in range(4):
        with pytest.raises(WrongPassword):
            desk.access.sign_in("方某", "wrong")
    with pytest.raises(LockedOut, match="09:01"):
        desk.access.sign_in("方某", "wrong")
    with pytest.raises(LockedOut):
        desk.access.sign_in("方某", PASSWORD)
    moving.moment += timedelta(seconds=61)
    with pytest.raises(LockedOut, match="09:04"):  # ends at 09:03:01
        desk.access.sign_in("方某", "wrong")
    moving.moment += timedelta(seconds=121)
    assert desk.access.sign_in("方某", PASSWORD).name == "方某"


def test_the_end_of_a_wait_is_told_as_a_minute_that_has_not_begun_and_is_not_listed_once_over(
    desk: OpenDesk, moving: MovingClock
) -> None:
    moving.moment += timedelta(seconds=20)
    for _time in range(5):
        with pytest.raises((WrongPassword, LockedOut)) as refused:
            desk.access.sign_in("方某", "wrong")
    assert "09:02以前不能登录" in str(refused.value)  # it ends at 09:01:20
    sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    assert _listed(desk, "方某") == "2026-11-22T09:02:00+08:00"
    moving.moment += timedelta(seconds=61)
    assert _listed(desk, "方某") is None


def _listed(desk: OpenDesk, name: str) -> str | None:
    return next(row.locked_until for row in desk.accounts.accounts() if row.name == name)


def test_a_name_nobody_has_is_refused_like_a_wrong_password_and_kept_in_the_trail(desk: OpenDesk) -> None:
    with pytest.raises(WrongPassword) as unknown:
        desk.access.sign_in("无此人", PASSWORD)
    assert "姓名或口令不对" in str(unknown.value)
    sign_in(desk, Role.AUDITOR)
    titles = [(line.actor, line.title) for line in desk.audit_log.page(LogQuery())]
    assert ("无此人", "登录失败") in titles
    assert ("审某", "登录") in titles


def test_no_hash_of_a_password_reaches_the_trail(desk: OpenDesk) -> None:
    sign_in(desk, Role.AUDITOR)
    told = [repr(desk.audit_log.details(line.act)) for line in desk.audit_log.page(LogQuery())]
    assert not [line for line in told if "argon2" in line]


def test_a_password_given_by_an_administrator_has_to_be_changed_before_anything_else(desk: OpenDesk) -> None:
    made = desk.accounts.create(sign_in(desk, Role.SYSTEM_ADMINISTRATOR), NewAccount("新某", "Given-2026-x"))
    desk.accounts.set_roles(sign_in(desk, Role.SECURITY_ADMINISTRATOR), made.id, (Role.CLERK,), "新调入")
    assert desk.access.sign_in("新某", "Given-2026-x").must_change
    with pytest.raises(NotAllowed):
        desk.offices.add_department(desk.access.actor(), "第三检察部")
    renewed = desk.accounts.change_password(desk.access.actor(), "Given-2026-x", "Chosen-2026-y")
    assert not renewed.must_change
    desk.offices.add_department(desk.access.actor(), "第三检察部")


@pytest.mark.parametrize(
    ("password", "said"),
    [("Ab1-", "太短"), ("aaaaaaaaaaaa", "太简单"), ("方某Abcdef-123", "姓名"), ("Admin-77777", "容易猜到")],
)
def test_a_password_that_is_easy_to_guess_is_refused_beside_its_field(desk: OpenDesk, password: str, said: str) -> None:
    actor = sign_in(desk, Role.PROSECUTOR)
    with pytest.raises(FieldProblem, match=said) as problem:
        desk.accounts.change_password(actor, PASSWORD, password)
    assert problem.value.field == "password"


def test_a_password_used_lately_is_refused(desk: OpenDesk) -> None:
    actor = sign_in(desk, Role.PROSECUTOR)
    desk.accounts.change_password(actor, PASSWORD, "Another-2026")
    with pytest.raises(FieldProblem, match="最近用过"):
        desk.accounts.change_password(desk.access.actor(), "Another-2026", PASSWORD)


def test_after_ninety_days_the_password_has_to_be_changed(desk: OpenDesk, moving: MovingClock) -> None:
    moving.moment += timedelta(days=91)
    assert desk.access.sign_in("方某", PASSWORD).must_change


def test_whoever_signed_out_does_nothing_more(desk: OpenDesk) -> None:
    actor = sign_in(desk, Role.CLERK)
    desk.access.sign_out()
    with pytest.raises(NotAllowed, match="请先登录"):
        desk.offices.add_department(actor, "第三检察部")


def test_roles_taken_away_bind_whoever_is_signed_in_elsewhere_at_once(
    open_again: Callable[[], OpenDesk], desk: OpenDesk
) -> None:
    actor, other = sign_in(desk, Role.CLERK), open_again()
    security = sign_in(other, Role.SECURITY_ADMINISTRATOR)
    clerk = next(each for each in other.accounts.accounts() if each.name == NAMES[Role.CLERK])
    other.accounts.set_roles(security, clerk.id, (), "调离")
    with pytest.raises(NotAllowed, match="重新登录"):
        desk.offices.add_department(actor, "第三检察部")
    with pytest.raises(NotAllowed, match="重新登录"):
        desk.offices.departments()


def test_an_account_that_was_stopped_does_not_sign_in(desk: OpenDesk) -> None:
    system = sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    clerk = next(each for each in desk.accounts.accounts() if each.name == NAMES[Role.CLERK])
    desk.accounts.deactivate(system, clerk.id, "退休")
    with pytest.raises(DomainError, match="停用"):
        desk.access.sign_in(NAMES[Role.CLERK], PASSWORD)


def test_the_services_of_a_desk_are_made_before_anybody_signs_in(desk: OpenDesk) -> None:
    for name in sorted(name for name in dir(Desk) if isinstance(getattr(Desk, name), property)):
        assert getattr(desk, name) is not None


def test_coming_and_going_alone_asks_for_no_backup(desk: OpenDesk) -> None:
    actor = sign_in(desk, Role.CLERK)
    assert desk.backups.automatic("关闭时") is not None
    desk.access.sign_out()
    actor = sign_in(desk, Role.CLERK)
    assert not desk.backups.is_due
    desk.offices.add_department(actor, "第三检察部")
    desk.access.sign_out()
    assert desk.backups.is_due
