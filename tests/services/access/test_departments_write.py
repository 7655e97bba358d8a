"""Whoever reads their own department only changes its records only, whatever they may do there."""

import pytest

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.foundation.errors import NotAllowed
from app.services.matters.rows import MatterDraft
from tests.services.access.conftest import FIRST, SECOND, sign_in


def draft(department: str, remarks: str = "", handler: str = "") -> MatterDraft:
    """A matter of a department."""
    return MatterDraft(
        kind="监督立案",
        unit="青山县公安局",
        department=department,
        handler=handler,
        remarks=remarks,
        accepted_on=PartialDate("2026-09-01"),
    )


def version(desk: OpenDesk, matter_id: int) -> int:
    with desk._database.read_behind() as session:
        return session.get_one(Matter, matter_id).version


def test_a_record_of_another_department_is_neither_shown_nor_changed(desk: OpenDesk) -> None:
    made = desk.matters.register(sign_in(desk, Role.CASE_MANAGEMENT), draft(SECOND)).id
    clerk = sign_in(desk, Role.CLERK)
    before = version(desk, made)
    with pytest.raises(NotAllowed, match="不在您可以查看的部门"):
        desk.matters.amend(clerk, made, before, draft(SECOND, "改动"))
    assert version(desk, made) == before


@pytest.mark.parametrize(("department", "handler"), [(FIRST, ""), (SECOND, "书某"), ("", "")])
def test_ones_own_departments_records_those_in_ones_hands_and_those_of_none_are_changed(
    desk: OpenDesk, department: str, handler: str
) -> None:
    made = desk.matters.register(sign_in(desk, Role.CASE_MANAGEMENT), draft(department, handler=handler)).id
    clerk = sign_in(desk, Role.CLERK)
    desk.matters.amend(clerk, made, version(desk, made), draft(department, "改动", handler))
    assert version(desk, made) > 1


def test_a_record_one_registers_oneself_is_written_whatever_its_department(desk: OpenDesk) -> None:
    made = desk.matters.register(sign_in(desk, Role.CLERK), draft(SECOND))
    assert version(desk, made.id) == 1


def test_an_act_of_a_person_who_has_not_signed_in_is_refused_before_it_leaves_anything(desk: OpenDesk) -> None:
    sign_in(desk, Role.CLERK)
    with pytest.raises(NotAllowed):
        desk.matters.register(Actor("书某"), draft(FIRST))
    with desk._database.read_behind() as session:
        assert session.query(Matter).count() == 0
