"""An office with two departments, a head, case management, and records that people handle."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.services.records import AT, ENTER

HEAD = Actor("徐某")  # of case management
CLERK = Actor("李某")


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    made = OpenDesk(database, clock, resources)
    for name in ("第一检察部", "第二检察部", "案件管理部"):
        made.offices.add_department(CLERK, name)
    for name, post, department in (
        ("李某", "检察官", "第一检察部"),
        ("孙某", "检察官助理", "第一检察部"),
        ("王某", "检察官", "第二检察部"),
        ("徐某", "内勤", "案件管理部"),
        ("何某", "部门负责人", "第一检察部"),
    ):
        made.offices.add_person(CLERK, name, post, department)
    return made


@pytest.fixture
def second(store_path: Path, desk: OpenDesk, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    """Another workstation on the same store."""
    opened = Database(store_path)
    yield OpenDesk(opened, clock, resources)
    opened.close()


def lay_clue(database: Database, serial: int = 1, **fields: object) -> int:
    """A clue XS2026-0000n in an act of its own; returns its id."""
    with database.write(Actor("张某"), ENTER, AT) as unit:
        required: dict[str, object] = {"source": "来信来访", "identity": f"clue {serial}", "triage": Triage.PENDING}
        clue = Clue(entry_number=f"XS2026-{serial:05d}", **(required | fields))
        unit.session.add(clue)
        unit.session.flush()
        return clue.id


def person_id(desk: OpenDesk, name: str) -> int:
    return next(person.id for person in desk.offices.everybody() if person.name == name)
