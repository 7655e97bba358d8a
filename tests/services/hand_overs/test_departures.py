"""Somebody leaves or moves: all open work goes in one step, exactly as it was shown before."""

import pytest

from app.bootstrap import OpenDesk
from app.models.case_terms import HandOverState, Triage
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.hand_overs.departures import PlanOutOfDate
from app.services.hand_overs.register import MayNotHandOver
from app.services.hand_overs.rows import Departure, Target
from app.services.papers.rows import RecordKey
from tests.services.hand_overs.conftest import CLERK, HEAD, lay_clue, person_id
from tests.services.records import lay_letter, lay_matter
from tests.services.test_taking_everything_back import state

MINE: dict[str, object] = {"department": "第一检察部", "handler": "李某"}
TARGETS = (
    (RecordType.MATTER, Target(handler="王某")),
    (RecordType.CLUE, Target("第一检察部")),
    (RecordType.SUGGESTION, Target(handler="孙某")),
)


@pytest.fixture
def work(desk: OpenDesk, database: Database) -> tuple[RecordKey, ...]:
    """Open work of 李某: two matters, a clue, a letter; beside it closed work and work of others."""
    lay_matter(database, 3, closed_on=PartialDate("2026-10-01"), **MINE)
    lay_matter(database, 4, department="第一检察部", handler="孙某")
    lay_letter(database, 2, withdrawn_on=PartialDate("2026-10-01"), **MINE)
    lay_clue(database, 2, triage=Triage.DECLINED, **MINE)
    return (
        RecordKey(RecordType.MATTER, lay_matter(database, 1, **MINE)),
        RecordKey(RecordType.MATTER, lay_matter(database, 2, "青山县公安局", **MINE)),
        RecordKey(RecordType.CLUE, lay_clue(database, 1, subject="食堂采购线索", **MINE)),
        RecordKey(RecordType.SUGGESTION, lay_letter(database, 1, **MINE)),
    )


def departure(desk: OpenDesk, **fields: object) -> Departure:
    said: dict[str, object] = {
        "person_id": person_id(desk, "李某"),
        "targets": TARGETS,
        "reason": "调离本院",
        "on": PartialDate("2026-11-20"),
    }
    return Departure(**(said | fields))  # type: ignore[arg-type]  # names and types as the fields have them


def test_the_plan_lists_open_work_with_where_it_goes_and_writes_nothing(
    desk: OpenDesk, database: Database, work: tuple[RecordKey, ...]
) -> None:
    before = state(database)
    plan = desk.hand_overs.plan_everything(departure(desk))
    assert tuple(each.record for each in plan.records) == work
    assert plan.counts == (("监督事项", 2), ("线索", 1), ("检察建议", 1))
    assert desk.hand_overs.open_counts(plan.departure.person_id) == (
        (RecordType.MATTER, 2),
        (RecordType.CLUE, 1),
        (RecordType.SUGGESTION, 1),
    )
    assert plan.words == "监督事项 2 件、线索 1 条、检察建议 1 份"
    assert [each.receiver for each in plan.records] == [
        Target("第二检察部", "王某"),
        Target("第二检察部", "王某"),
        Target("第一检察部"),
        Target("第一检察部", "孙某"),
    ]
    assert state(database) == before


def test_what_is_carried_out_is_what_the_plan_showed(
    desk: OpenDesk, database: Database, work: tuple[RecordKey, ...]
) -> None:
    before = state(database)
    plan = desk.hand_overs.plan_everything(departure(desk))
    written = desk.hand_overs.hand_over_everything(HEAD, plan)
    for each in plan.records:
        (row,) = desk.hand_overs.of(each.record)
        assert (row.giver, row.receiver) == (each.giver, each.receiver)
        assert (row.state, row.answered_by, row.handed_on) == (HandOverState.ACCEPTED, "徐某", plan.departure.on)
        assert "即时生效" in row.answer
    assert desk.matters.card(work[0].record_id).draft.handler == "王某"
    assert desk.suggestions.card(work[3].record_id).draft.handler == "孙某"
    changed = {name for name, rows in state(database).items() if rows != before[name]}
    assert changed == {"matter", "clue", "suggestion", "hand_over", "person"}
    desk.history.take_back(HEAD, written.act)
    assert state(database) == before


def test_who_has_left_is_no_longer_offered_but_stays_in_the_register_and_on_old_records(
    desk: OpenDesk, database: Database, work: tuple[RecordKey, ...]
) -> None:
    desk.hand_overs.hand_over_everything(HEAD, desk.hand_overs.plan_everything(departure(desk)))
    assert "李某" not in {person.name for person in desk.offices.people()}
    left = next(person for person in desk.offices.everybody() if person.name == "李某")
    assert left.left_on == "2026-11-20"
    closed = next(row for row in range(1, 9) if desk.matters.card(row).entry_number == "SX2026-00003")
    assert desk.matters.card(closed).draft.handler == "李某"
    other = RecordKey(RecordType.MATTER, lay_matter(database, 9, handler="孙某"))
    with pytest.raises(FieldProblem, match="李某已于2026-11-20离岗，不能接收"):
        desk.hand_overs.offer(HEAD, [other], Target(handler="李某"), "分工调整")
    with pytest.raises(DomainError, match="李某已于 2026-11-20 离岗，不必再次移交"):
        desk.hand_overs.plan_everything(departure(desk))
    desk.offices.mark_back(HEAD, left.id)
    desk.hand_overs.offer(HEAD, [other], Target(handler="李某"), "分工调整")
    with pytest.raises(DomainError, match="没有标记为离岗"):
        desk.offices.mark_back(HEAD, left.id)


def test_a_plan_that_others_overtook_is_refused_with_both_counts(
    desk: OpenDesk, second: OpenDesk, database: Database, work: tuple[RecordKey, ...]
) -> None:
    plan = desk.hand_overs.plan_everything(departure(desk))
    card = second.matters.card(work[0].record_id)
    second.matters.amend(CLERK, work[0].record_id, card.version, card.draft)
    lay_matter(database, 8, **MINE)
    before = state(database)
    with pytest.raises(PlanOutOfDate, match=r"预览时监督事项 2 件.*现在监督事项 3 件.*请重新预览"):
        desk.hand_overs.hand_over_everything(HEAD, plan)
    assert state(database) == before


def test_of_two_who_carry_out_the_same_plan_the_second_is_told(
    desk: OpenDesk, second: OpenDesk, work: tuple[RecordKey, ...]
) -> None:
    plan = second.hand_overs.plan_everything(departure(second))
    desk.hand_overs.hand_over_everything(HEAD, desk.hand_overs.plan_everything(departure(desk)))
    with pytest.raises(DomainError, match="李某已于 2026-11-20 离岗，不必再次移交"):
        second.hand_overs.hand_over_everything(HEAD, plan)


def test_hand_overs_nobody_answered_end_with_it(
    desk: OpenDesk, database: Database, work: tuple[RecordKey, ...]
) -> None:
    to_them = RecordKey(RecordType.MATTER, lay_matter(database, 7, department="第二检察部", handler="王某"))
    desk.hand_overs.offer(HEAD, [work[0]], Target(handler="孙某"), "分工调整")
    desk.hand_overs.offer(HEAD, [to_them], Target(handler="李某"), "分工调整")
    plan = desk.hand_overs.plan_everything(departure(desk))
    assert [(each.number, each.receiver.handler) for each in plan.ending] == [
        ("SX2026-00001", "孙某"),
        ("SX2026-00007", "李某"),
    ]
    desk.hand_overs.hand_over_everything(HEAD, plan)
    (ended,) = desk.hand_overs.of(to_them)
    assert (ended.state, ended.answer) == (HandOverState.RETURNED, "因人员离岗移交终止（李某）")
    assert [row.state for row in desk.hand_overs.of(work[0])] == [HandOverState.ACCEPTED, HandOverState.RETURNED]


def test_a_transfer_within_the_office_writes_the_new_department_and_keeps_the_person(
    desk: OpenDesk, work: tuple[RecordKey, ...]
) -> None:
    moving = departure(desk, is_leaving=False, new_department="第二检察部", reason="轮岗")
    desk.hand_overs.hand_over_everything(HEAD, desk.hand_overs.plan_everything(moving))
    moved = next(person for person in desk.offices.people() if person.name == "李某")
    assert (moved.department, moved.left_on) == ("第二检察部", "")


def test_work_of_a_namesake_in_another_department_stays_with_them(
    desk: OpenDesk, database: Database, work: tuple[RecordKey, ...]
) -> None:
    desk.offices.add_person(HEAD, "李某", "检察官", "第二检察部")
    theirs = RecordKey(RecordType.MATTER, lay_matter(database, 6, department="第二检察部", handler="李某"))
    plan = desk.hand_overs.plan_everything(departure(desk))
    assert tuple(each.record for each in plan.records) == work
    assert theirs not in {each.record for each in plan.records}


def test_somebody_without_open_work_leaves_all_the_same(desk: OpenDesk) -> None:
    plan = desk.hand_overs.plan_everything(departure(desk, targets=()))
    assert (plan.records, plan.words) == ((), "没有在办的记录")
    desk.hand_overs.hand_over_everything(HEAD, plan)
    assert "李某" not in {person.name for person in desk.offices.people()}


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"reason": " "}, "reason", "请填写理由"),
        ({"on": PartialDate("2026-12-01")}, "on", "晚于今天"),
        ({"targets": TARGETS[1:]}, "matter_target", "名下有在办的监督事项，请选择由谁接收"),
        ({"targets": (*TARGETS[1:], (RecordType.MATTER, Target("第九检察部")))}, "matter_target", "还没有登记"),
        ({"targets": (*TARGETS[1:], (RecordType.MATTER, Target(handler="李某")))}, "matter_target", "本人"),
        ({"new_department": "第二检察部"}, "new_department", "离岗人员不再调入其他部门"),
        ({"new_department": "第九检察部", "is_leaving": False}, "new_department", "还没有登记"),
    ],
)
def test_what_cannot_be_planned_is_refused_beside_its_field(
    desk: OpenDesk, work: tuple[RecordKey, ...], fields: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(FieldProblem, match=words) as refused:
        desk.hand_overs.plan_everything(departure(desk, **fields))
    assert refused.value.field == field


def test_an_entry_that_is_not_in_the_register_is_refused(desk: OpenDesk) -> None:
    with pytest.raises(DomainError, match="已不在登记里"):
        desk.hand_overs.plan_everything(departure(desk, person_id=99))


def test_only_those_in_charge_hand_everything_over(desk: OpenDesk, work: tuple[RecordKey, ...]) -> None:
    plan = desk.hand_overs.plan_everything(departure(desk))
    with pytest.raises(MayNotHandOver):
        desk.hand_overs.hand_over_everything(CLERK, plan)
