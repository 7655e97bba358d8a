"""A store with accounts: three officers, a person for each role, two departments; argon2id at its cheapest."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.rows import NewAccount, SwitchOn
from app.services.foundation.resources import Resources
from app.services.store.opening import open_store
from tests.conftest import CHINA

PASSWORD = "Qingshan-2026"  # noqa: S105 - of everybody here
FIRST, SECOND = "第一检察部", "第二检察部"
CASE_ROLES = (
    Role.PROSECUTOR,
    Role.ASSISTANT,
    Role.CLERK,
    Role.HEAD,
    Role.LEADER,
    Role.CASE_MANAGEMENT,
    Role.INSPECTION,
)
NAMES = {
    Role.PROSECUTOR: "方某",
    Role.ASSISTANT: "朱某",
    Role.CLERK: "书某",
    Role.HEAD: "部某",
    Role.LEADER: "院某",
    Role.CASE_MANAGEMENT: "案某",
    Role.INSPECTION: "督某",
    Role.SYSTEM_ADMINISTRATOR: "系某",
    Role.SECURITY_ADMINISTRATOR: "保某",
    Role.AUDITOR: "审某",
}


START = datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)


class MovingClock:
    """A clock that goes on when told to."""

    def __init__(self, moment: datetime) -> None:
        """``moment`` is where it starts."""
        self.moment = moment

    def today(self) -> date:
        """The day of the moment."""
        return self.moment.date()

    def now(self) -> datetime:
        """The moment."""
        return self.moment


@pytest.fixture(scope="session")
def quick_resources(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    """The shipped data with the cheapest parameters of argon2id."""
    root, shipped = tmp_path_factory.mktemp("resources"), Resources.shipped().root
    for folder in shipped.iterdir():
        if folder.name not in {"access", "keys"}:
            (root / folder.name).symlink_to(folder, target_is_directory=True)
    for name in ("access", "keys"):
        shutil.copytree(shipped / name, root / name)
    keys = root / "keys" / "keys.toml"
    keys.write_text(re.sub(r"memory_kib = \d+", "memory_kib = 32", keys.read_text("utf-8")), "utf-8")
    path = root / "access" / "passwords.toml"
    text = re.sub(r"rounds = \d+", "rounds = 1", path.read_text("utf-8"))
    path.write_text(re.sub(r"lanes = \d+", "lanes = 1", re.sub(r"memory = \d+", "memory = 8", text)), "utf-8")
    return Resources(root)


def new(name: str, *roles: Role, departments: tuple[int, ...] = ()) -> NewAccount:
    """An account whose owner typed the password."""
    return NewAccount(name, PASSWORD, roles=roles, department_ids=departments, must_change=False)


def switch_on(desk: OpenDesk, departments: tuple[int, ...] = ()) -> None:
    """One account for each role, those of departments in the first."""
    others = (new(NAMES[role], role, departments=departments) for role in CASE_ROLES)
    officers = (new(NAMES[role]) for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR))
    desk.access.switch_on(Actor("张某"), SwitchOn(*officers, tuple(others)))


@pytest.fixture
def moving() -> MovingClock:
    """Sunday 22 November 2026, nine in the morning, until moved on."""
    return MovingClock(START)


@pytest.fixture(scope="session")
def store_with_accounts(
    empty_store: Path, tmp_path_factory: pytest.TempPathFactory, quick_resources: Resources
) -> Path:
    """Two departments and an account for each role, those of cases in the first; made once."""
    path = tmp_path_factory.mktemp("accounts") / "台账.jdt"
    shutil.copy(empty_store, path)
    clock = MovingClock(START)
    desk = OpenDesk(open_store(path, clock), clock, quick_resources)
    for name in (FIRST, SECOND):
        desk.offices.add_department(Actor("张某"), name)
    switch_on(desk, (1,))
    desk.close()
    return path


@pytest.fixture
def open_plain(
    empty_store: Path, store_path: Path, moving: MovingClock, quick_resources: Resources
) -> Iterator[Callable[[], OpenDesk]]:
    """Opens one store without accounts as often as asked."""
    yield from _opener(empty_store, store_path, moving, quick_resources)


@pytest.fixture
def open_again(
    store_with_accounts: Path, store_path: Path, moving: MovingClock, quick_resources: Resources
) -> Iterator[Callable[[], OpenDesk]]:
    """Opens one store with accounts as often as asked."""
    yield from _opener(store_with_accounts, store_path, moving, quick_resources)


def _opener(
    store: Path, store_path: Path, moving: MovingClock, quick_resources: Resources
) -> Iterator[Callable[[], OpenDesk]]:
    shutil.copy(store, store_path)
    opened: list[OpenDesk] = []

    def again() -> OpenDesk:
        opened.append(OpenDesk(open_store(store_path, moving), moving, quick_resources))
        return opened[-1]

    yield again
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_again: Callable[[], OpenDesk]) -> OpenDesk:
    """A store with an account for each role; nobody has signed in."""
    return open_again()


def sign_in(desk: OpenDesk, role: Role) -> Actor:
    """Work as the person of a role."""
    desk.access.sign_in(NAMES[role], PASSWORD)
    return desk.access.actor()
