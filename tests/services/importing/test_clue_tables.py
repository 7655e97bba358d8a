"""Clues from ledgers and from result tables with any columns: kept whole, recognised again, taken back whole."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.case_terms import LinkKind, Triage
from app.models.clue import Clue
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft, TriageDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.importing.rows import HeaderUnknown
from app.services.lists.listing import ListQuery
from tests.services.importing.conftest import MakeLedger

HEAD = ("序号", "单位名称", "姓名", "身份证号", "异常说明", "领取金额", "推送时间")


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


@pytest.fixture
def table(ledger: MakeLedger) -> Callable[..., Path]:
    """A result table of a model with the given rows."""

    def make(*rows: Sequence[Any], name: str = "死亡人员领取养老金.xlsx", head: Sequence[str] = HEAD) -> Path:
        return ledger(*rows, head=head, name=name)

    return make


def result(number: int, **facts: Any) -> list[Any]:
    """One row of the result table."""
    row = {
        "序号": number,
        "单位名称": "青山县人力资源和社会保障局",
        "姓名": f"王{number}",
        "身份证号": f"33010019400101{number:04d}",
        "异常说明": "死亡后仍领取养老金",
        "领取金额": 1200.5,
        "推送时间": date(2026, 10, 8),
        **facts,
    }
    return list(row.values())


def test_columns_that_mean_no_field_are_kept_with_the_clue(
    desk: OpenDesk, actor: Actor, table: Callable[..., Path]
) -> None:
    plan = desk.importing.plan("clues", table(result(1), result(2)))
    assert "“身份证号”、“领取金额”" in plan.warnings[0].message
    desk.importing.commit(actor, plan)
    card = desk.clues.card(1)
    assert (card.draft.unit, card.draft.parties) == ("青山县人力资源和社会保障局", "王1")
    assert (card.draft.found, card.draft.found_on) == ("死亡后仍领取养老金", PartialDate("2026-10-08"))
    assert card.further == (("身份证号", "330100194001010001"), ("领取金额", "1200.5"))
    assert (card.draft.source, card.draft.source_person) == ("监督模型", "死亡人员领取养老金")
    assert [hit.id for hit in desk.search.find("330100194001010002")] == ["XS2026-00002"]


def test_rows_that_differ_in_another_column_only_are_clues_of_their_own(
    desk: OpenDesk, actor: Actor, table: Callable[..., Path]
) -> None:
    path = table(result(1), result(2, 姓名="王1"), result(3, 姓名="王1", 身份证号="330100194001010001"))
    plan = desk.importing.plan("clues", path)
    assert (len(plan.rows), [(each.row, each.same_as) for each in plan.duplicates]) == (2, [(4, 2)])
    desk.importing.commit(actor, plan)
    again = desk.importing.plan("clues", path)
    assert (len(again.rows), {each.same_as for each in again.duplicates}) == (0, {"XS2026-00001", "XS2026-00002"})


def test_the_source_may_be_said_for_the_whole_file(desk: OpenDesk, table: Callable[..., Path]) -> None:
    (row,) = desk.importing.plan("clues", table(result(1)), source="12345").rows
    assert (row.values["source"], row.values["source_person"]) == ("12345", None)


def test_a_ledger_with_a_source_column_names_it_on_every_row(desk: OpenDesk, table: Callable[..., Path]) -> None:
    path = table(["省院交办", "某局"], ["", "某局二"], head=("线索来源", "涉及单位"))
    plan = desk.importing.plan("clues", path)
    assert [row.values["source"] for row in plan.rows] == ["上级交办"]
    assert "没有填写" in plan.errors[0].message


def test_columns_nobody_knows_are_mapped_by_hand_and_remembered(
    desk: OpenDesk, actor: Actor, table: Callable[..., Path]
) -> None:
    head = ("某列甲", "某列乙", "某列丙")
    path = table(["青山县林业局", "超量采伐", "30"], head=head, name="采伐.xlsx")
    with pytest.raises(HeaderUnknown) as unknown:
        desk.importing.plan("clues", path)
    assert [column.head for column in unknown.value.columns] == list(head)
    plan = desk.importing.plan("clues", path, {"某列甲": "unit", "某列乙": "found"})
    desk.importing.remember(actor, "采伐模型", plan)
    (row,) = desk.importing.plan("clues", path).rows
    assert (row.values["unit"], row.values["found"]) == ("青山县林业局", "超量采伐")


def test_a_row_of_what_is_not_taken_in_comes_back_and_leaves_nothing(
    desk: OpenDesk, actor: Actor, database: Database, table: Callable[..., Path], tmp_path: Path
) -> None:
    told = "某派出所民警赵某某涉嫌滥用职权"
    plan = desk.importing.plan("clues", table(result(1), result(2, 姓名="赵某某", 异常说明=told)))
    assert "登记已移送" in plan.errors[0].message
    assert "赵某某" not in plan.errors[0].message
    desk.importing.commit(actor, plan)
    desk.importing.write_errors(plan, tmp_path / "错误.xlsx")
    with database.read() as session:
        kept = [*session.scalars(select(AuditEntry.after)), *session.scalars(select(Clue.found))]
    assert not any("赵某某" in str(each) for each in kept)
    assert "赵某某" in str([cell.value for cell in load_workbook(tmp_path / "错误.xlsx").active[2]])


def test_a_wanted_day_that_has_not_passed_starts_its_deadline(
    desk: OpenDesk, actor: Actor, table: Callable[..., Path]
) -> None:
    head = ("来源", "涉及单位", "转办单号", "要求办结日")
    path = table(
        ["上级交办", "某局", "转1", date(2026, 12, 1)],
        ["上级交办", "某局二", "转2", date(2026, 12, 1)],
        ["上级交办", "某局三", "转3", date(2025, 12, 1)],
        ["上级交办", "某局四", "转4", "2026年12月"],
        head=head,
    )
    plan = desk.importing.plan("clues", path)
    assert "请写到日" in plan.errors[0].message
    desk.importing.commit(actor, plan)
    assert [len(desk.docket.of(RecordType.CLUE, clue)) for clue in (1, 2, 3)] == [1, 1, 0]
    overdue = ListQuery(as_of=date(2026, 12, 2), is_overdue=True)
    assert len(desk.clues.listing.ids(overdue)) == 2


def test_ten_thousand_rows_with_two_hundred_faulty_ones(
    desk: OpenDesk, actor: Actor, table: Callable[..., Path], tmp_path: Path
) -> None:
    faults = (
        {"推送时间": "二零二六年某日"},
        {"单位名称": "", "异常说明": ""},
        {"单位名称": "长" * 121},
        {"异常说明": "拟移送监委"},
    )
    rows = [result(number, **(faults[number // 50 % 4] if number % 50 == 7 else {})) for number in range(1, 10_001)]
    path = table(*rows)
    plan = desk.importing.plan("clues", path)
    assert (len(plan.rows), len(plan.faulty), len(plan.duplicates)) == (9_800, 200, 0)
    assert {finding.row for finding in plan.errors} == {row.row for row in plan.faulty}
    done = desk.importing.commit(actor, plan)
    assert len(desk.clues.listing.ids(ListQuery(as_of=desk.clock.today()))) == 9_800
    desk.importing.write_errors(plan, tmp_path / "错误.xlsx")
    assert load_workbook(tmp_path / "错误.xlsx").active.max_row == 201
    assert done.batch is not None
    assert desk.importing.undo(actor, done.batch).removed == 9_800
    assert len(desk.clues.listing.ids(ListQuery(as_of=desk.clock.today()))) == 0


def test_a_batch_is_not_taken_back_once_a_clue_was_decided_or_linked(
    desk: OpenDesk, actor: Actor, table: Callable[..., Path]
) -> None:
    done = desk.importing.commit(actor, desk.importing.plan("clues", table(result(1), result(2))))
    assert done.batch is not None
    decided = desk.clues.triage(actor, [1], TriageDraft(Triage.RESERVED, PartialDate("2026-11-22")))
    with pytest.raises(DomainError, match="XS2026-00001"):
        desk.importing.undo(actor, done.batch)
    desk.history.take_back(actor, decided.act)
    other = desk.clues.register(actor, ClueDraft("媒体", unit="某局")).id
    desk.clues.link(actor, (RecordType.CLUE, other), (RecordType.CLUE, 2), LinkKind.SIBLING, "同案")
    with pytest.raises(DomainError, match="XS2026-00002"):
        desk.importing.undo(actor, done.batch)


def test_what_was_kept_beside_the_fields_is_json_by_head(
    desk: OpenDesk, actor: Actor, database: Database, table: Callable[..., Path]
) -> None:
    head = ("涉及单位", "金额", "金额")
    desk.importing.commit(actor, desk.importing.plan("clues", table(["某局", 1, 2], head=head)))
    with database.read() as session:
        assert json.loads(session.scalars(select(Clue.further)).one() or "") == {"金额": "1", "金额（2）": "2"}
