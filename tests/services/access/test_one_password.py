"""In an encrypted store the password of an account opens the store as well, and whatever is cut short mends itself."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.data_key import encryption_is_possible
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.rows import NewAccount
from app.services.access.service import WrongPassword as NotTheAccounts
from app.services.access.slots import Step
from app.services.foundation.errors import FieldProblem
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.keys.encrypting import encrypt_store
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass, names_that_open
from app.services.keys.problems import WrongPassword
from app.services.keys.rules import Hardness
from app.services.store.opening import open_store
from app.services.store.places import keys_of
from tests.services.access.conftest import NAMES, PASSWORD, START, MovingClock, sign_in, switch_on

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")
STORES, NEXT, GIVEN = "台账Kl-2026-01", "Another-2026", "Given-2026-x"
CLERK, SYSTEM = NAMES[Role.CLERK], NAMES[Role.SYSTEM_ADMINISTRATOR]
Open = Callable[[Pass], OpenDesk]


@pytest.fixture(scope="module")
def locked(empty_store: Path, tmp_path_factory: pytest.TempPathFactory, quick_resources: Resources) -> Path:
    """An encrypted store in which accounts were switched on afterwards."""
    path = tmp_path_factory.mktemp("locked") / "台账.jdt"
    shutil.copy(empty_store, path)
    clock = MovingClock(START)
    ring, _paper = Keyring.make(keys_of(path), STORES, START.isoformat(), Hardness(1, 8, 1))
    encrypt_store(path, ring, Actor("张某"), clock, Unwatched())
    desk = OpenDesk(open_store(path, clock, Pass(STORES)), clock, quick_resources)
    switch_on(desk)
    desk.close()
    return path


@pytest.fixture
def opened(locked: Path, store_path: Path, moving: MovingClock, quick_resources: Resources) -> Iterator[Open]:
    """Opens a copy of it as often as asked."""
    shutil.copy(locked, store_path)
    shutil.copy(keys_of(locked), keys_of(store_path))
    desks: list[OpenDesk] = []

    def by(given: Pass) -> OpenDesk:
        desks.append(OpenDesk(open_store(store_path, moving, given), moving, quick_resources))
        return desks[-1]

    yield by
    for desk in desks:
        desk.close()


def _in(opened: Open, name: str, password: str = PASSWORD) -> OpenDesk:
    """Opened and signed in by the one password."""
    desk = opened(Pass(password, name))
    desk.access.sign_in(name, password)
    return desk


def _key_of(desk: OpenDesk, name: str) -> int:
    return next(each.id for each in desk.accounts.accounts() if each.name == name)


def test_switching_accounts_on_lets_each_open_the_store_and_the_password_of_all_no_longer(
    opened: Open, store_path: Path
) -> None:
    assert set(names_that_open(store_path)) == set(NAMES.values())
    assert _in(opened, CLERK).access.actor().name == CLERK
    for given in (Pass(STORES), Pass(STORES, CLERK), Pass("wrong", CLERK), Pass(PASSWORD, "无此人")):
        with pytest.raises(WrongPassword):
            opened(given)


def test_a_changed_password_opens_the_store_and_the_old_one_no_longer(opened: Open, store_path: Path) -> None:
    desk, before = _in(opened, CLERK), store_path.stat().st_size
    desk.accounts.change_password(desk.access.actor(), PASSWORD, NEXT)
    _in(opened, CLERK, NEXT)
    with pytest.raises(WrongPassword):
        opened(Pass(PASSWORD, CLERK))
    assert store_path.stat().st_size == before  # wrapped anew, nothing rewritten


def test_a_refused_change_leaves_the_keys_as_they_were(opened: Open, store_path: Path) -> None:
    desk = _in(opened, CLERK)
    kept = keys_of(store_path).read_bytes()
    with pytest.raises(FieldProblem):
        desk.accounts.change_password(desk.access.actor(), PASSWORD, "short")
    system = sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(FieldProblem, match="已经有"):
        desk.accounts.create(system, NewAccount(CLERK, GIVEN))
    assert keys_of(store_path).read_bytes() == kept


def test_a_new_account_opens_the_store_until_it_is_stopped_and_again_when_its_password_is_set_anew(
    opened: Open, store_path: Path
) -> None:
    desk = _in(opened, SYSTEM)
    made = desk.accounts.create(desk.access.actor(), NewAccount("新某", GIVEN))
    assert opened(Pass(GIVEN, "新某")).access.sign_in("新某", GIVEN).must_change
    desk.accounts.deactivate(desk.access.actor(), made.id, "退休")
    with pytest.raises(WrongPassword):
        opened(Pass(GIVEN, "新某"))
    desk.accounts.reactivate(desk.access.actor(), made.id, "返聘")
    desk.accounts.reset_password(desk.access.actor(), made.id, NEXT, "返聘")
    assert _in(opened, "新某", NEXT).access.session is not None


class PowerCut(BaseException):
    """The machine went off."""


@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_a_change_cut_short_leaves_the_accounts_password_opening_the_store_and_mends_at_the_next_sign_in(
    opened: Open, store_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    desk = _in(opened, CLERK)

    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(Step, "undo", lambda _step: None)  # nobody is there to take anything back
        if moment == "before the commit":
            patch.setattr("app.services.access.accounts.standing_of", cut)
        else:
            patch.setattr(Step, "finish", cut)
        with pytest.raises(PowerCut):
            desk.accounts.change_password(desk.access.actor(), PASSWORD, NEXT)
    right, wrong = (PASSWORD, NEXT) if moment == "before the commit" else (NEXT, PASSWORD)
    with pytest.raises(NotTheAccounts):
        opened(Pass(wrong, CLERK)).access.sign_in(CLERK, wrong)
    _in(opened, CLERK, right)
    with pytest.raises(WrongPassword):
        opened(Pass(wrong, CLERK))
    _in(opened, CLERK, right)


def test_an_account_whose_keys_were_lost_gets_them_back_by_signing_in(opened: Open, store_path: Path) -> None:
    desk = _in(opened, SYSTEM)
    Keyring.unlock(keys_of(store_path), PASSWORD, SYSTEM).remove_slot(CLERK)
    with pytest.raises(WrongPassword):
        opened(Pass(PASSWORD, CLERK))
    sign_in(desk, Role.CLERK)
    _in(opened, CLERK)


def test_a_key_left_of_a_stopped_account_goes_at_the_next_sign_in_of_anybody(opened: Open, store_path: Path) -> None:
    desk = _in(opened, SYSTEM)
    Keyring.unlock(keys_of(store_path), PASSWORD, SYSTEM).add_slot("走某", GIVEN, START.isoformat(), Hardness(1, 8, 1))
    sign_in(desk, Role.CLERK)
    assert "走某" not in names_that_open(store_path)


def test_a_store_encrypted_after_its_accounts_keeps_its_own_password_until_each_has_signed_in(
    opened: Open, store_path: Path
) -> None:
    ring = Keyring.unlock(keys_of(store_path), PASSWORD, SYSTEM)
    ring.add_slot("", STORES, START.isoformat(), Hardness(1, 8, 1))
    ring.keep_only(lambda slot: slot.name == "")
    desk = opened(Pass(STORES, CLERK))
    for role in Role:
        assert "" in names_that_open(store_path)
        desk.access.sign_in(NAMES[role], PASSWORD)
    assert set(names_that_open(store_path)) == set(NAMES.values())
