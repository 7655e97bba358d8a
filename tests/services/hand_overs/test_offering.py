"""A hand-over is offered by those in charge to somebody of the register, one record or many at once."""

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import HandOverState, Triage
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.foundation.changes import RecordsChanged
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.hand_overs.register import MayNotHandOver
from app.services.hand_overs.rows import Target
from app.services.hand_overs.writing import AlreadyOffered
from app.services.papers.rows import RecordKey
from tests.services.hand_overs.conftest import CLERK, HEAD, lay_clue, person_id
from tests.services.records import lay_letter, lay_matter

MINE: dict[str, object] = {"department": "第一检察部", "handler": "李某"}


def matter(database: Database, serial: int = 1, **fields: object) -> RecordKey:
    return RecordKey(RecordType.MATTER, lay_matter(database, serial, **(MINE | fields)))


def test_an_offered_matter_stays_with_its_handler_until_it_is_accepted(desk: OpenDesk, database: Database) -> None:
    key = matter(database)
    desk.hand_overs.offer(HEAD, [key], Target("第二检察部"), " 管辖调整 ")
    (row,) = desk.hand_overs.of(key)
    assert (row.state, row.reason, row.handed_by, row.receiver) == (
        HandOverState.OFFERED,
        "管辖调整",
        "徐某",
        Target("第二检察部"),
    )
    assert row.giver == Target("第一检察部", "李某")
    card = desk.matters.card(key.record_id)
    assert (card.draft.department, card.draft.handler) == ("第一检察部", "李某")


def test_matters_letters_and_clues_go_in_one_act_that_is_taken_back_whole(desk: OpenDesk, database: Database) -> None:
    keys = [
        matter(database),
        RecordKey(RecordType.SUGGESTION, lay_letter(database, **MINE)),
        RecordKey(RecordType.CLUE, lay_clue(database, **MINE)),
    ]
    told: list[RecordsChanged] = []
    desk.changes.subscribe(told.append)
    written = desk.hand_overs.offer(HEAD, keys, Target(handler="王某"), "人手调整")
    assert {change.record_type for change in told} == {key.record_type for key in keys}
    assert [row.receiver for key in keys for row in desk.hand_overs.of(key)] == [Target("第二检察部", "王某")] * 3
    desk.history.take_back(HEAD, written.act)
    assert [desk.hand_overs.of(key) for key in keys] == [(), (), ()]


def test_a_head_of_a_department_may_hand_over(desk: OpenDesk, database: Database) -> None:
    key = matter(database)
    desk.hand_overs.offer(Actor("何某"), [key], Target(handler="孙某"), "分工调整")
    assert desk.hand_overs.of(key)[0].receiver.handler == "孙某"


@pytest.mark.parametrize(
    ("actor", "words"), [(CLERK, "不是案件管理人员或部门负责人"), (Actor("路人"), "没有登记为本院在岗人员")]
)
def test_others_are_told_who_may_hand_over(desk: OpenDesk, database: Database, actor: Actor, words: str) -> None:
    with pytest.raises(MayNotHandOver, match=words):
        desk.hand_overs.offer(actor, [matter(database)], Target("第二检察部"), "管辖调整")


def test_a_record_that_waits_already_is_refused_with_who_offered_it(desk: OpenDesk, database: Database) -> None:
    first, other = matter(database), matter(database, 2)
    desk.hand_overs.offer(HEAD, [first], Target("第二检察部"), "管辖调整")
    with pytest.raises(AlreadyOffered, match="SX2026-00001 已由徐某于 2026-11-22 移交给第二检察部，对方还没有接收"):
        desk.hand_overs.offer(HEAD, [first, other], Target(handler="孙某"), "再次移交")
    assert desk.hand_overs.of(other) == ()


@pytest.mark.parametrize("target", [Target("第一检察部"), Target(handler="李某"), Target("第一检察部", "李某")])
def test_handing_over_to_where_the_record_is_now_is_refused(desk: OpenDesk, database: Database, target: Target) -> None:
    with pytest.raises(DomainError, match=r"SX2026-00001 现在就由.*承办"):
        desk.hand_overs.offer(HEAD, [matter(database)], target, "管辖调整")


def test_within_a_department_another_person_is_another_place(desk: OpenDesk, database: Database) -> None:
    key = matter(database)
    desk.hand_overs.offer(HEAD, [key], Target("第一检察部", "孙某"), "分工调整")
    assert desk.hand_overs.of(key)[0].is_waiting


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"closed_on": PartialDate("2026-10-01")}, "已办结"),
        ({"stage": Stage.CLOSING}, "已办结"),
        ({"closed_on": PartialDate("2026-10-01"), "archived_on": PartialDate("2026-11-01")}, "已归档"),
    ],
)
def test_a_matter_that_is_over_is_not_handed_over(
    desk: OpenDesk, database: Database, fields: dict[str, object], words: str
) -> None:
    with pytest.raises(DomainError, match=f"SX2026-00001 {words}，不能移交"):
        desk.hand_overs.offer(HEAD, [matter(database, **fields)], Target("第二检察部"), "管辖调整")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"closed_on": PartialDate("2026-10-01")}, "已办结"),
        ({"withdrawn_on": PartialDate("2026-10-01")}, "已撤回"),
        ({"declined_on": PartialDate("2026-10-01")}, "已决定不予制发"),
    ],
)
def test_a_letter_that_is_over_is_not_handed_over(
    desk: OpenDesk, database: Database, fields: dict[str, object], words: str
) -> None:
    key = RecordKey(RecordType.SUGGESTION, lay_letter(database, **(MINE | fields)))
    with pytest.raises(DomainError, match=f"{words}，不能移交"):
        desk.hand_overs.offer(HEAD, [key], Target("第二检察部"), "管辖调整")


@pytest.mark.parametrize("triage", [Triage.OPENED, Triage.DECLINED, Triage.REFERRED, Triage.FORWARDED])
def test_a_decided_clue_is_not_handed_over(desk: OpenDesk, database: Database, triage: Triage) -> None:
    key = RecordKey(RecordType.CLUE, lay_clue(database, triage=triage))
    with pytest.raises(DomainError, match="已研判，不能移交"):
        desk.hand_overs.offer(HEAD, [key], Target("第二检察部"), "管辖调整")


def test_many_refused_records_are_told_by_their_first_numbers(desk: OpenDesk, database: Database) -> None:
    keys = [matter(database, serial, closed_on=PartialDate("2026-10-01")) for serial in range(1, 6)]
    with pytest.raises(
        DomainError, match=r"SX2026-00001 已办结、SX2026-00002 已办结、SX2026-00003 已办结等 5 件，不能"
    ):
        desk.hand_overs.offer(HEAD, keys, Target("第二检察部"), "管辖调整")


@pytest.mark.parametrize(
    ("target", "field", "words"),
    [
        (Target(), "to_department", "请选择接收的部门或人员"),
        (Target("第九检察部"), "to_department", "还没有登记"),
        (Target(handler="路人"), "to_handler", "没有登记为本院人员"),
        (Target("第二检察部", "孙某"), "to_handler", "孙某登记在第一检察部，不在第二检察部"),
    ],
)
def test_a_target_the_register_does_not_know_is_refused_beside_its_field(
    desk: OpenDesk, database: Database, target: Target, field: str, words: str
) -> None:
    with pytest.raises(FieldProblem, match=words) as refused:
        desk.hand_overs.offer(HEAD, [matter(database)], target, "管辖调整")
    assert refused.value.field == field


def test_a_name_that_two_people_bear_needs_the_department_too(desk: OpenDesk, database: Database) -> None:
    desk.offices.add_person(HEAD, "王某", "检察官", "第一检察部")
    key = matter(database)
    with pytest.raises(FieldProblem, match="本院有 2 位王某"):
        desk.hand_overs.offer(HEAD, [key], Target(handler="王某"), "管辖调整")
    desk.hand_overs.offer(HEAD, [key], Target("第二检察部", "王某"), "管辖调整")


def test_an_offer_needs_a_reason_and_records(desk: OpenDesk, database: Database) -> None:
    with pytest.raises(FieldProblem, match="请填写移交理由"):
        desk.hand_overs.offer(HEAD, [matter(database)], Target("第二检察部"), "  ")
    with pytest.raises(DomainError, match="没有选择要移交的记录"):
        desk.hand_overs.offer(HEAD, [], Target("第二检察部"), "管辖调整")


def test_records_that_are_gone_or_of_another_kind_are_refused(desk: OpenDesk) -> None:
    with pytest.raises(DomainError, match="没有找到这件监督事项"):
        desk.hand_overs.offer(HEAD, [RecordKey(RecordType.MATTER, 99)], Target("第二检察部"), "管辖调整")
    with pytest.raises(DomainError, match="原案不在移交范围内"):
        desk.hand_overs.offer(HEAD, [RecordKey(RecordType.ORIGINAL_CASE, 1)], Target("第二检察部"), "管辖调整")


def test_what_is_named_to_a_person_or_to_the_department_alone_waits_for_them(
    desk: OpenDesk, database: Database
) -> None:
    keys = [matter(database, serial) for serial in range(1, 5)]
    for key, target in zip(
        keys, (Target("第二检察部"), Target(handler="王某"), Target("案件管理部"), Target(handler="孙某")), strict=True
    ):
        desk.hand_overs.offer(HEAD, [key], target, "管辖调整")
    assert [row.number for row in desk.hand_overs.waiting_for("王某")] == ["SX2026-00001", "SX2026-00002"]
    assert [row.number for row in desk.hand_overs.waiting_for("路人", "案件管理部")] == ["SX2026-00003"]
    assert desk.hand_overs.waiting_for("路人") == ()
    assert person_id(desk, "王某")
