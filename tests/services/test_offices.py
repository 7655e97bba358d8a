"""The registers of the office and of the organisations outside it."""

import pytest
from sqlalchemy import select

from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.office import Organisation
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import FieldProblem
from app.services.office.offices import OfficeRow, Offices, PersonRow, initials_of
from app.services.office.settings import PUT_SETTING, Settings


@pytest.fixture
def offices(database: Database, clock: FixedClock) -> Offices:
    return Offices(database, clock)


def known(offices: Offices, database: Database, actor: Actor, clock: FixedClock, *names: str) -> list[int]:
    with database.write(actor, PUT_SETTING, clock.now()) as unit:
        return [offices.organisation_id(unit.session, name) for name in names]


def test_the_store_knows_whose_it_is(offices: Offices) -> None:
    assert offices.office() == OfficeRow("青山县人民检察院", "青检", False)


def test_people_are_listed_with_their_department(offices: Offices, actor: Actor) -> None:
    offices.add_department(actor, "第二检察部")
    offices.add_person(actor, "李某", "检察官助理", "第二检察部")
    (person,) = offices.people()
    assert person == PersonRow(person.id, "李某", "检察官助理", "第二检察部")
    assert offices.departments() == ("第二检察部",)


def test_a_department_is_registered_only_once(offices: Offices, actor: Actor) -> None:
    offices.add_department(actor, "第二检察部")
    with pytest.raises(FieldProblem, match="已经登记"):
        offices.add_department(actor, " 第二检察部 ")


def test_a_person_needs_a_registered_department(offices: Offices, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="还没有登记"):
        offices.add_person(actor, "李某", department="第九检察部")


def test_an_organisation_is_made_once_and_found_again(
    offices: Offices, database: Database, actor: Actor, clock: FixedClock
) -> None:
    first, again = known(offices, database, actor, clock, "青山县财政局", " 青山县财政局")
    assert first == again
    with database.read() as session:
        assert session.scalars(select(Organisation.name)).all() == ["青山县财政局"]
        entries = session.scalars(select(AuditEntry.table_name).where(AuditEntry.intention == PUT_SETTING.name)).all()
    assert entries == ["organisation"]


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("青山县人民法院", "qsxrmfy"),
        ("重庆市生态环境局", "cqssthjj"),
        ("单县财政局", "dxczj sxczj"),
        ("某公司A区", "mgsaq"),
    ],
)
def test_initials_are_those_somebody_would_type(name: str, initials: str) -> None:
    assert set(initials_of(name).split()) == set(initials.split())


def test_organisations_are_suggested_by_name_and_by_initials(
    offices: Offices, database: Database, actor: Actor, clock: FixedClock
) -> None:
    known(offices, database, actor, clock, "青山县人民法院", "青山县财政局", "法院路小学")
    assert [row.name for row in offices.suggest("法院")] == ["法院路小学", "青山县人民法院"]
    assert [row.name for row in offices.suggest("CZJ")] == ["青山县财政局"]
    assert [row.name for row in offices.suggest("100%")] == []


def test_a_setting_is_kept_and_replaced(database: Database, actor: Actor, clock: FixedClock) -> None:
    settings = Settings(database, clock)
    assert settings.get("提醒天数", 15) == 15
    settings.put(actor, "提醒天数", 10)
    settings.put(actor, "提醒天数", {"回复": 7})
    assert settings.get("提醒天数") == {"回复": 7}
