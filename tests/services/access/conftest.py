"""A store with accounts: three officers, a person for each role, two departments; argon2id at its cheapest."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
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


class MovingClock:
    """A clock that goes on when told to."""

    def __init__(self, moment: datetime) -> None:
        """``moment`` is where it starts."""
        self.moment = moment

    def today(self):
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment


@pytest.fixture(scope="session")
def quick_resources(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    """The shipped data with the cheapest parameters of argon2id."""
    root, shipped = tmp_path_factory.mktemp("resources"), Resources.shipped().root
    for folder in shipped.iterdir():
        if folder.name != "access":
            (root / folder.name).symlink_to(folder, target_is_directory=True)
    shutil.copytree(shipped / "access", root / "access")
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
    return MovingClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


@pytest.fixture
def open_again(
    empty_store: Path, store_path: Path, moving: MovingClock, quick_resources: Resources
) -> Iterator[Callable[[], OpenDesk]]:
    """Opens one store as often as asked."""
    shutil.copy(empty_store, store_path)
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
    opened = open_again()
    for name in (FIRST, SECOND):
        opened.offices.add_department(Actor("张某"), name)
    switch_on(opened, (1,))
    return opened


def sign_in(desk: OpenDesk, role: Role) -> Actor:
    """Work as the person of a role."""
    desk.access.sign_in(NAMES[role], PASSWORD)
    return desk.access.actor()
