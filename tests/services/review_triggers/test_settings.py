"""The office's own triggers: tried first, gone by from a day on, withdrawn with a reason; no case is missed by that."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.original_case import OwnTrigger, TriggerHit
from app.models.review_terms import TriggerList
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Intention
from app.services.foundation.progress import Cancelled
from app.services.review_triggers.model import Condition, Relation
from app.services.review_triggers.rows import HitStanding, TriggerRow
from tests.services.review_records import lay_case
from tests.services.review_triggers.conftest import MovingClock, Register, codes, own_draft
from tests.services.review_triggers.test_evaluating import Stopped

SPOIL = Intention("test.spoil", "损坏", "test:spoil")


def row_of(desk: OpenDesk, code: str, listed: TriggerList = TriggerList.ANALYSIS) -> TriggerRow:
    return next(row for row in desk.review_triggers.settings.rows(listed) if row.code == code)


def test_a_trial_says_which_cases_would_be_listed_and_writes_nothing(desk: OpenDesk, register: Register) -> None:
    case = register(indictment_result="附条件不起诉")
    register(indictment_result="提起公诉", name="乙案")
    found = desk.review_triggers.settings.dry_run(own_draft())
    assert (found.cases, found.met, [each.case_id for each in found.fresh]) == (2, 1, [case])
    assert found.fresh[0].because == "审查起诉结果：附条件不起诉"
    assert desk.review_triggers.of_case(case) == ()


def test_an_own_trigger_lists_every_case_that_is_registered_already_and_those_that_come(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(indictment_result="附条件不起诉")
    desk.review_triggers.settings.adopt(actor, own_draft(), "省院部署")
    (hit,) = desk.review_triggers.of_case(case)
    assert (hit.code, hit.name, str(hit.remind_on)) == ("BY01", "附条件不起诉专项评查", "2026-11-27")
    assert codes(desk.review_triggers.of_case(register(indictment_result="附条件不起诉", name="乙案"))) == ["BY01"]
    assert desk.review_triggers.completeness().missing == ()


def test_taking_an_own_trigger_back_takes_its_hits_with_it(desk: OpenDesk, register: Register, actor: Actor) -> None:
    case = register(indictment_result="附条件不起诉")
    act = desk.review_triggers.settings.adopt(actor, own_draft(), "省院部署").act
    desk.history.take_back(actor, act)
    assert desk.review_triggers.of_case(case) == ()
    assert desk.review_triggers.settings.versions("BY01") == ()


def test_a_trigger_of_a_later_day_counts_from_that_day_and_the_cases_before_it_are_told_as_missing(
    desk: OpenDesk, register: Register, actor: Actor, moving: MovingClock
) -> None:
    register(indictment_result="附条件不起诉")
    desk.review_triggers.settings.adopt(actor, own_draft(valid_from=date(2026, 12, 1)), "省院部署")
    assert row_of(desk, "BY01").valid_from == date(2026, 12, 1)
    assert desk.review_triggers.completeness().missing == ()
    moving.moment += timedelta(days=9)
    assert [each.trigger for each in desk.review_triggers.completeness().missing] == ["附条件不起诉专项评查"]
    desk.review_triggers.recheck(actor)
    assert desk.review_triggers.completeness().missing == ()


def test_the_office_narrows_a_standard_trigger_from_a_day_on_and_what_was_listed_stays(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    register(arrest_result="批准逮捕", indictment_result="酌定不起诉")
    narrowed = replace(
        desk.review_triggers.settings.draft("ZA01"),
        name="捕后因事实证据不诉",
        all_of=(
            Condition("arrest_result", Relation.BEGINS, ("批准逮捕",)),
            Condition("indictment_result", Relation.IS, ("法定不起诉", "存疑不起诉")),
        ),
    )
    assert desk.review_triggers.settings.dry_run(narrowed).not_met_any_more == 1
    desk.review_triggers.settings.adopt(actor, narrowed, "照天水做法")
    assert (row_of(desk, "ZA01").name, row_of(desk, "ZA01").open) == ("捕后因事实证据不诉", 1)
    assert (
        desk.review_triggers.of_case(register(arrest_result="批准逮捕", indictment_result="酌定不起诉", name="乙"))
        == ()
    )


def test_withdrawing_a_version_goes_back_to_the_one_before_and_lists_what_that_was_missing(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    off = replace(desk.review_triggers.settings.draft("ZA04"), is_off=True)
    own = desk.review_triggers.settings.adopt(actor, off, "由省院统一评查").id
    case = register(judgment_result="无罪")
    assert desk.review_triggers.of_case(case) == ()
    desk.review_triggers.settings.withdraw(actor, own, "恢复")
    assert codes(desk.review_triggers.of_case(case)) == ["ZA04"]
    assert [row.is_withdrawn for row in desk.review_triggers.settings.versions("ZA04")] == [True]


def test_whatever_is_done_with_triggers_is_taken_back_without_a_trace(
    desk: OpenDesk, database: Database, register: Register, actor: Actor
) -> None:
    entry = desk.original_cases.card(actor, register(judgment_result="无罪")).entry_number
    lay_case(database, 90, judgment_result="无罪")
    triggers = desk.review_triggers
    off = replace(triggers.settings.draft("ZA04"), is_off=True)
    own: list[int] = []
    acts = (
        lambda: triggers.add_by_hand(actor, entry, "ZA23", "首例"),
        lambda: triggers.recheck(actor),
        lambda: triggers.settings.adopt(actor, off, "省院统一评查"),
        lambda: triggers.settings.withdraw(actor, own[0], "恢复"),
    )
    states, done = [standing(database)], []
    for act in acts:
        done.append(act())
        if act is acts[2]:
            own.append(done[-1].id)
        states.append(standing(database))
    for before, written in zip(reversed(states[:-1]), reversed(done), strict=True):
        desk.history.take_back(actor, written.act)
        assert standing(database) == before


def standing(database: Database) -> list[tuple[object, ...]]:
    """Every hit and every version, without the number of their changes."""
    with database.read() as session:
        hits = session.execute(select(TriggerHit.id, TriggerHit.code, TriggerHit.state, TriggerHit.is_void))
        own = session.execute(select(OwnTrigger.id, OwnTrigger.code, OwnTrigger.is_withdrawn))
        return [*sorted(map(tuple, hits)), *sorted(map(tuple, own))]


def test_a_trigger_that_is_shipped_switched_off_counts_once_the_office_switches_it_on(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    assert "FX13" not in codes(desk.review_triggers.of_case(case))
    on = replace(desk.review_triggers.settings.draft("FX13"), is_off=False)
    desk.review_triggers.settings.adopt(actor, on, "本院要求控申部门审视")
    assert "FX13" in codes(desk.review_triggers.of_case(case))


def test_a_stopped_adoption_leaves_no_version_behind(desk: OpenDesk, register: Register, actor: Actor) -> None:
    register(indictment_result="附条件不起诉")
    with pytest.raises(Cancelled):
        desk.review_triggers.settings.adopt(actor, own_draft(), "省院部署", Stopped())
    assert desk.review_triggers.settings.versions("BY01") == ()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"source": " "}, "source"),
        ({"valid_from": None}, "valid_from"),
        ({"valid_to": date(2026, 1, 1)}, "valid_to"),
        ({"all_of": ()}, "conditions"),
        ({"by_hand": True}, "conditions"),
    ],
)
def test_a_draft_that_cannot_be_gone_by_is_refused_beside_its_field(
    desk: OpenDesk, actor: Actor, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldProblem) as refused:
        desk.review_triggers.settings.adopt(actor, own_draft(**fields), "省院部署")
    assert refused.value.field == field


def test_two_versions_of_one_day_and_a_missing_reason_are_refused(desk: OpenDesk, actor: Actor) -> None:
    desk.review_triggers.settings.adopt(actor, own_draft(), "省院部署")
    with pytest.raises(FieldProblem, match="2026-11-22 起已有一个本院版本"):
        desk.review_triggers.settings.adopt(actor, own_draft(code="BY01"), "省院部署")
    with pytest.raises(FieldProblem, match="为什么"):
        desk.review_triggers.settings.adopt(actor, own_draft(), "")


def test_a_version_that_is_spoilt_in_the_store_says_so_and_stops_nothing_else(
    desk: OpenDesk, database: Database, register: Register, actor: Actor
) -> None:
    desk.review_triggers.settings.adopt(actor, own_draft(), "省院部署")
    with database.write(actor, SPOIL, desk.clock.now()) as unit:
        unit.session.scalars(select(OwnTrigger)).one().body = 'code = "BY01"\nall = "everything"'
    case = register(judgment_result="无罪", indictment_result="附条件不起诉")
    assert codes(desk.review_triggers.of_case(case)) == ["ZA04"]
    assert "已损坏" in row_of(desk, "BY01").problem
    assert len(desk.review_triggers.library.damaged(desk.clock.today())) == 1


def test_an_own_trigger_with_every_relation_reads_back_as_it_was_written(desk: OpenDesk, actor: Actor) -> None:
    draft = own_draft(
        all_of=(Condition("petition_times", Relation.AT_LEAST, number=3), Condition("assigned_by", Relation.FILLED)),
        any_of=(
            Condition("charged_with", Relation.DIFFERS_FROM, ("convicted_of",)),
            Condition("remarks", Relation.CONTAINS, ("首例", "新类型")),
        ),
        none_of=(Condition("kind", Relation.BEGINS, ("民事",)),),
        is_key=True,
        note="试行",
        valid_to=date(2027, 6, 30),
    )
    own = desk.review_triggers.settings.adopt(actor, draft, "省院部署").id
    read = desk.review_triggers.settings.version(own)
    assert (read.all_of, read.any_of, read.none_of) == (draft.all_of, draft.any_of, draft.none_of)
    assert (read.form, read.valid_to, read.note, read.remind_days) == ("重点评查", date(2027, 6, 30), "试行", 5)


def test_hits_dealt_with_stay_as_they_are_when_all_cases_are_held_against_a_new_version(
    desk: OpenDesk, database: Database, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    desk.review_triggers.excuse(actor, [desk.review_triggers.of_case(case)[0].id], "省院已评查")
    lay_case(database, 50, judgment_result="无罪")
    desk.review_triggers.settings.adopt(actor, desk.review_triggers.settings.draft("ZA04"), "重新施行")
    assert [hit.standing for hit in desk.review_triggers.of_case(case)] == [HitStanding.EXCUSED]
    assert desk.review_triggers.counts(TriggerList.ANALYSIS).open == 1
