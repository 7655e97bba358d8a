"""The workbench: what is late, due or waited for, whose it is, and where matters stand."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.models.actor import Actor
from app.models.approval import Approval, ApprovalOpinion
from app.models.case_terms import ApprovalState, HandOverState, OpinionForm, Role, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.hand_over import HandOver
from app.models.office import Department, Person
from app.models.terms import Certainty, DeadlineState, PeriodUnit, RecordType, Side, Stage, StartEvent
from app.services.foundation.clock import FixedClock
from app.services.lists.listing import ListQuery
from app.services.matters.listing import matter_listing
from app.services.workbench.rows import Pile, Scope, Source, Whose
from app.services.workbench.service import Workbench
from tests.services.records import AT, ENTER, lay_letter, lay_matter

TODAY = date(2026, 11, 22)
MINE, OFFICE = Whose(Scope.MINE, "张某"), Whose(Scope.OFFICE)


@pytest.fixture
def bench(database: Database, clock: FixedClock) -> Workbench:
    return Workbench(database, clock)


def lay_deadline(database: Database, record: int, due_in: int, **fields: object) -> None:
    """A verified deadline on a matter, due some days from today."""
    due = TODAY + timedelta(days=due_in)
    required: dict[str, object] = {
        "record_type": RecordType.MATTER,
        "name": "办结",
        "side": Side.OWN,
        "certainty": Certainty.VERIFIED,
        "started_by": StartEvent.BY_HAND,
        "unit": PeriodUnit.NONE,
        "due_on": due,
        "overdue_after": due,
        "remind_on": due - timedelta(days=3),
        "serious_on": due + timedelta(days=30),
        "state": DeadlineState.OPEN,
        "derivation": "[]",
    }
    with database.write(Actor("张某"), ENTER, AT) as unit:
        unit.session.add(Deadline(record_id=record, **(required | fields)))


def lay_approval(database: Database, record: int, reviewer: str | None, **fields: object) -> None:
    required: dict[str, object] = {
        "act": "open",
        "name": "立案（受理）",
        "state": ApprovalState.OPEN,
        "proposed_on": PartialDate("2026-11-20"),
        "proposed_by": "张某",
        "proposes": "检察官",
        "decides": "检察长",
        "basis": "规则",
    }
    with database.write(Actor("张某"), ENTER, AT) as unit:
        unit.session.add(
            Approval(record_type=RecordType.MATTER, record_id=record, reviewer=reviewer, **(required | fields))
        )


def lay_hand_over(database: Database, record: int, **fields: object) -> None:
    required: dict[str, object] = {
        "handed_on": PartialDate("2026-11-19"),
        "handed_by": "王某",
        "reason": "人员调整",
        "state": HandOverState.OFFERED,
    }
    with database.write(Actor("王某"), ENTER, AT) as unit:
        unit.session.add(HandOver(record_type=RecordType.MATTER, record_id=record, **(required | fields)))


def test_each_deadline_is_in_the_pile_of_its_day(bench: Workbench, database: Database) -> None:
    matter = lay_matter(database, handler="张某")
    for days in (-40, -1, 0, 1, 7, 8):
        lay_deadline(database, matter, days)
    assert bench.look(OFFICE).piles == {Pile.LATE: 2, Pile.TODAY: 1, Pile.WEEK: 2, Pile.WAITING: 0}


def test_a_paused_or_ended_deadline_is_in_no_pile(bench: Workbench, database: Database) -> None:
    matter = lay_matter(database)
    lay_deadline(database, matter, 0, paused_on=TODAY - timedelta(days=2))
    lay_deadline(database, matter, -5, state=DeadlineState.MET, ended_on=PartialDate("2026-11-01"))
    assert set(bench.look(OFFICE).piles.values()) == {0}


def test_an_unverified_deadline_is_never_late(bench: Workbench, database: Database) -> None:
    lay_deadline(database, lay_matter(database), -5, certainty=Certainty.PARTLY)
    assert bench.look(OFFICE).piles[Pile.LATE] == 0


def test_my_piles_hold_only_what_i_handle(bench: Workbench, database: Database) -> None:
    mine, other = lay_matter(database, 1, handler="张某"), lay_matter(database, 2, handler="李某")
    letter = lay_letter(database, 1, handler="张某")
    lay_deadline(database, mine, -3)
    lay_deadline(database, other, -3)
    lay_deadline(database, letter, -3, record_type=RecordType.SUGGESTION)
    assert bench.look(MINE).piles[Pile.LATE] == 2
    assert bench.look(OFFICE).piles[Pile.LATE] == 3


def test_a_departments_piles_hold_what_its_people_handle(bench: Workbench, database: Database) -> None:
    lay_deadline(database, lay_matter(database, 1, department="第一检察部"), 0)
    lay_deadline(database, lay_matter(database, 2, department="第二检察部"), 0)
    assert bench.look(Whose(Scope.DEPARTMENT, "第一检察部")).piles[Pile.TODAY] == 1


def test_what_hurts_first_comes_first(bench: Workbench, database: Database) -> None:
    matter = lay_matter(database, handler="张某")
    for days in (5, 0, -1, -40):
        lay_deadline(database, matter, days)
    lay_approval(database, matter, "张某")
    shown = [(line.source, line.words) for line in bench.look(MINE).work.lines]
    assert shown == [
        (Source.DEADLINE, "严重超期40天"),
        (Source.DEADLINE, "超期1天"),
        (Source.DEADLINE, "今日到期"),
        (Source.APPROVAL, "待审核，自2026-11-20"),
        (Source.DEADLINE, "剩5天"),
    ]


def test_a_line_names_its_record(bench: Workbench, database: Database) -> None:
    lay_deadline(database, lay_matter(database, 7, "青山县水利局", handler="张某"), -1)
    line = bench.look(MINE).work.lines[0]
    assert (line.number, line.subject, line.what, line.handler) == ("SX2026-00007", "青山县水利局", "办结", "张某")


def test_a_review_waits_for_its_reviewer_only(bench: Workbench, database: Database) -> None:
    lay_approval(database, lay_matter(database), "李某")
    assert bench.look(MINE).piles[Pile.WAITING] == 0
    assert bench.look(Whose(Scope.MINE, "李某")).piles[Pile.WAITING] == 1


def test_a_review_that_names_nobody_waits_for_the_head_of_the_records_department(
    bench: Workbench, database: Database
) -> None:
    with database.write(Actor("张某"), ENTER, AT) as unit:
        for name, post, department in (
            ("张某", "部门负责人", "第一检察部"),
            ("李某", "检察官", "第一检察部"),
            ("王某", "部门负责人", "第二检察部"),
        ):
            own = unit.session.scalars(select(Department).filter_by(name=department)).one_or_none()
            own = own or Department(name=department)
            unit.session.add(own)
            unit.session.flush()
            unit.session.add(Person(name=name, post=post, department_id=own.id))
    lay_approval(database, lay_matter(database, department="第一检察部"), None, reviews="部门负责人")
    assert [bench.look(Whose(Scope.MINE, name)).piles[Pile.WAITING] for name in ("张某", "李某", "王某")] == [1, 0, 0]
    assert bench.look(OFFICE).piles[Pile.WAITING] == 1


def test_what_was_reviewed_waits_for_its_reviewer_no_longer(bench: Workbench, database: Database) -> None:
    matter = lay_matter(database)
    lay_approval(database, matter, "张某")
    said = {"role": Role.REVIEW, "verdict": Verdict.AGREED, "form": OpinionForm.PAPER, "person": "张某"}
    with database.write(Actor("李某"), ENTER, AT) as unit:
        on = {"record_type": RecordType.MATTER, "record_id": matter, "given_on": PartialDate("2026-11-21")}
        unit.session.add(ApprovalOpinion(approval_id=1, **on, **said))
    assert bench.look(MINE).piles[Pile.WAITING] == 0
    assert bench.look(OFFICE).piles[Pile.WAITING] == 0


def test_a_decided_approval_waits_for_nobody(bench: Workbench, database: Database) -> None:
    lay_approval(database, lay_matter(database), "张某", state=ApprovalState.APPROVED)
    assert bench.look(MINE).piles[Pile.WAITING] == 0


def test_a_hand_over_to_a_department_waits_for_everybody_in_it(bench: Workbench, database: Database) -> None:
    with database.write(Actor("张某"), ENTER, AT) as unit:
        department = Department(name="第一检察部")
        unit.session.add(department)
        unit.session.flush()
        unit.session.add(Person(name="张某", department_id=department.id))
        unit.session.add(Person(name="李某"))
    lay_hand_over(database, lay_matter(database), to_department="第一检察部")
    assert bench.look(MINE).piles[Pile.WAITING] == 1
    assert bench.look(Whose(Scope.MINE, "李某")).piles[Pile.WAITING] == 0


def test_a_hand_over_to_a_person_waits_for_that_person(bench: Workbench, database: Database) -> None:
    lay_hand_over(database, lay_matter(database), to_department="第一检察部", to_handler="张某")
    assert [line.source for line in bench.look(MINE).work.lines] == [Source.HAND_OVER]


def test_a_tile_narrows_the_list(bench: Workbench, database: Database) -> None:
    matter = lay_matter(database)
    lay_deadline(database, matter, -1)
    lay_deadline(database, matter, 0)
    found = bench.look(OFFICE, Pile.TODAY).work
    assert [line.words for line in found.lines] == ["今日到期"]
    assert found.total == 1


def test_a_long_list_says_how_much_it_leaves_out(bench: Workbench, database: Database) -> None:
    matter = lay_matter(database)
    for _ in range(5):
        lay_deadline(database, matter, -1)
    found = bench.look(OFFICE, limit=3).work
    assert (len(found.lines), found.total) == (3, 5)


def test_every_stage_is_counted_with_what_is_late_in_it(bench: Workbench, database: Database) -> None:
    lay_matter(database, 1, due_on=date(2026, 11, 1), due_side=Side.OWN)
    lay_matter(database, 2)
    lay_matter(database, 3, closed_on=PartialDate("2026-11-02"))
    counts = {each.stage: (each.count, each.late) for each in bench.stages(OFFICE)}
    assert counts[Stage.INTAKE] == (2, 1)
    assert set(counts) == set(Stage)


def test_the_flow_counts_by_the_month_of_acceptance_and_of_closing(bench: Workbench, database: Database) -> None:
    lay_matter(database, 1, accepted_on=PartialDate("2026-09-03"), closed_on=PartialDate("2026-11"))
    lay_matter(database, 2, accepted_on=PartialDate("2026-11-03"))
    lay_matter(database, 3, accepted_on=PartialDate("2026"))  # no month can claim it
    flow = {each.month: (each.received, each.closed) for each in bench.flow()}
    assert list(flow) == ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
    assert flow["2026-09"] == (1, 0)
    assert flow["2026-11"] == (1, 1)


def test_an_archived_matter_leaves_the_everyday_list_but_not_the_whole_one(database: Database) -> None:
    lay_matter(database, 1, archived_on=PartialDate("2026-10-01"), closed_on=PartialDate("2026-09-01"))
    kept = lay_matter(database, 2)
    listing = matter_listing(database)
    assert list(listing.ids(ListQuery(TODAY, is_everyday=True))) == [kept]
    assert len(listing.ids(ListQuery(TODAY))) == 2
    assert len(listing.ids(ListQuery(TODAY, where=(("办理状态", "已归档"),)))) == 1


def test_matters_without_a_deadline_can_be_listed(database: Database) -> None:
    watched, bare = lay_matter(database, 1), lay_matter(database, 2)
    lay_deadline(database, watched, 20)
    lay_matter(database, 3, closed_on=PartialDate("2026-11-02"))
    listing = matter_listing(database)
    assert list(listing.ids(ListQuery(TODAY, where=(("watch", "未设期限"),)))) == [bare]


def test_the_board_reads_what_ends_first_first(bench: Workbench, database: Database) -> None:
    late = lay_matter(database, 1, due_on=date(2026, 12, 1))
    without = lay_matter(database, 2)
    soon = lay_matter(database, 3, due_on=date(2026, 11, 25))
    assert list(bench.board.ids(ListQuery(TODAY))) == [soon, late, without]


def test_nothing_is_written_by_looking(bench: Workbench, database: Database) -> None:
    before = database.writes
    bench.look(MINE)
    bench.stages(OFFICE)
    bench.flow()
    assert database.writes == before
    assert datetime.fromisoformat(AT.isoformat()) == AT
