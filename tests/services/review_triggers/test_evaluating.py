"""Cases held against the triggers: nothing meets one and is forgotten, nothing noticed is ever deleted."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.review_terms import HitState, TriggerList
from app.models.terms import Lamp
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Intention
from app.services.foundation.progress import Cancelled
from app.services.review_triggers.rows import HitStanding
from tests.services.review_records import lay_case
from tests.services.review_triggers.conftest import MovingClock, Register, case_draft, codes, own_draft

LOOK = Intention("test.evaluate", "核对", "test:evaluate")


def amend(desk: OpenDesk, actor: Actor, case_id: int, **facts: object) -> None:
    """Correct the facts of a case."""
    version = desk.original_cases.card(actor, case_id).version
    desk.original_cases.amend(actor, case_id, version, case_draft(**facts))


def test_a_registered_case_stands_on_the_list_of_each_trigger_it_meets(desk: OpenDesk, register: Register) -> None:
    case = register(arrest_result="批准逮捕", indictment_result="存疑不起诉", petition_kind="刑事申诉")
    hits = desk.review_triggers.of_case(case)
    assert [(hit.code, hit.trigger_list, hit.form) for hit in hits] == [
        ("FX01", TriggerList.REVERSE, "个案审视"),
        ("ZA01", TriggerList.ANALYSIS, "逐案分析"),
    ]
    assert {hit.standing for hit in hits} == {HitStanding.OPEN}


def test_a_case_that_meets_nothing_stands_nowhere(desk: OpenDesk, register: Register) -> None:
    assert desk.review_triggers.of_case(register(judgment_result="有罪判决（实刑）")) == ()


def test_a_correction_of_the_facts_voids_an_open_hit_and_another_brings_it_back(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    amend(desk, actor, case, judgment_result="缓刑")
    assert [hit.standing for hit in desk.review_triggers.of_case(case)] == [HitStanding.VOID]
    amend(desk, actor, case, judgment_result="无罪")
    assert [hit.standing for hit in desk.review_triggers.of_case(case)] == [HitStanding.OPEN]


def test_taking_the_correction_back_takes_back_what_it_did_to_the_list(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    amend(desk, actor, case, judgment_result="缓刑", indictment_result="撤回起诉")
    assert codes(desk.review_triggers.of_case(case)) == ["ZA04", "ZA03"]
    last = desk.history.last_act()
    assert last is not None
    desk.history.take_back(actor, last.act)
    assert [(hit.code, hit.standing) for hit in desk.review_triggers.of_case(case)] == [("ZA04", HitStanding.OPEN)]


def test_an_excused_hit_is_never_opened_again(desk: OpenDesk, register: Register, actor: Actor) -> None:
    case = register(judgment_result="无罪")
    desk.review_triggers.excuse(actor, [hit.id for hit in desk.review_triggers.of_case(case)], "上级院已评查")
    for judgment in ("缓刑", "无罪"):
        amend(desk, actor, case, judgment_result=judgment)
    assert [hit.standing for hit in desk.review_triggers.of_case(case)] == [HitStanding.EXCUSED]


def test_what_was_put_on_by_hand_stays_whatever_the_case_says(desk: OpenDesk, register: Register, actor: Actor) -> None:
    case = register()
    desk.review_triggers.add_by_hand(actor, desk.original_cases.card(actor, case).entry_number, "ZA23", "首例")
    amend(desk, actor, case, judgment_result="缓刑")
    (hit,) = desk.review_triggers.of_case(case)
    assert (hit.standing, hit.because) == (HitStanding.OPEN, "首例")


def test_the_reminder_is_the_offices_own_and_only_amber(
    desk: OpenDesk, register: Register, moving: MovingClock
) -> None:
    case = register(judgment_result="无罪")
    (hit,) = desk.review_triggers.of_case(case)
    assert hit.remind_on is not None
    assert (hit.remind_on.isoformat(), hit.lamp) == ("2026-12-04", Lamp.NORMAL)  # ten working days
    moving.moment += timedelta(days=400)
    (hit,) = desk.review_triggers.of_case(case)
    assert (hit.lamp, hit.words) == (Lamp.NEAR, "已过提醒日388天")


WORDS = st.sampled_from(
    ["", "无罪", "缓刑", "批准逮捕", "不批准逮捕", "存疑不起诉", "改变", "刑事申诉", "事实、罪名", "改判"]
)
FACTS = st.fixed_dictionaries(
    {
        name: WORDS
        for name in (
            "arrest_result",
            "indictment_result",
            "judgment_result",
            "appeal_result",
            "reconsideration_result",
            "petition_kind",
            "difference",
        )
    }
)


@given(facts=FACTS, later=FACTS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_evaluating_twice_changes_nothing_and_no_case_lacks_a_hit(
    desk: OpenDesk, database: Database, actor: Actor, facts: dict[str, str], later: dict[str, str]
) -> None:
    with database.read() as session:
        serial = len(session.scalars(select(OriginalCase.id)).all()) + 1
    case_id = lay_case(database, serial, **facts)
    states = []
    for said in (facts, facts, later, later):
        with database.write(actor, LOOK, desk.clock.now()) as unit:
            case = unit.session.get_one(OriginalCase, case_id)
            for name, value in said.items():
                setattr(case, name, value)
            desk.review_triggers.evaluate(unit, case)
        with database.read() as session:
            wanted = select(TriggerHit).where(TriggerHit.case_id == case_id).order_by(TriggerHit.id)
            states.append([(each.code, each.version, each.is_void) for each in session.scalars(wanted)])
    assert states[0] == states[1]
    assert states[2] == states[3]
    assert {code for code, _version, _is_void in states[0]} <= {code for code, _version, _is_void in states[2]}
    assert desk.review_triggers.completeness().missing == ()


def test_cases_that_came_by_another_way_are_counted_as_missing_until_all_are_held_against_the_triggers(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    for serial in (1, 2):
        lay_case(database, serial, judgment_result="无罪")
    lay_case(database, 3, judgment_result="缓刑")
    found = desk.review_triggers.completeness()
    assert (found.cases, [(each.entry_number, each.trigger) for each in found.missing]) == (
        3,
        [("YA2026-00001", "判决无罪"), ("YA2026-00002", "判决无罪")],
    )
    assert [each.message for each in desk.store.check().findings if each.area == "触发清单"] == [
        f"原案 {number} 符合“判决无罪”，没有列入触发清单。请在“触发清单”按“核对全部原案”补列。"
        for number in ("YA2026-00001", "YA2026-00002")
    ]
    assert desk.review_triggers.recheck(actor).id == 2
    assert desk.review_triggers.completeness().missing == ()
    assert desk.review_triggers.counts(TriggerList.ANALYSIS).open == 2
    with pytest.raises(DomainError, match="没有漏列"):
        desk.review_triggers.recheck(actor)


def test_a_void_hit_whose_case_meets_the_trigger_again_by_another_version_is_missing_too(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    amend(desk, actor, case, judgment_result="免予刑事处罚")
    base = desk.review_triggers.settings.draft("ZA04")
    wider = own_draft(code="ZA04", name="判决无罪、免刑", all_of=(), any_of=())
    wider = type(wider)(
        **{**vars(wider), "any_of": (*base.any_of, *desk.review_triggers.settings.draft("ZA05").any_of)}
    )
    desk.review_triggers.settings.adopt(actor, wider, "试")
    assert {hit.code: hit.standing for hit in desk.review_triggers.of_case(case)}["ZA04"] is HitStanding.OPEN


class Stopped:
    """Somebody presses 取消 at once."""

    def report(self, done: int, total: int) -> None:
        raise Cancelled


def test_a_stopped_recheck_writes_nothing(desk: OpenDesk, database: Database, actor: Actor) -> None:
    lay_case(database, 1, judgment_result="无罪")
    with pytest.raises(Cancelled):
        desk.review_triggers.recheck(actor, Stopped())
    assert len(desk.review_triggers.completeness().missing) == 1


def test_a_hit_keeps_its_name_and_state_in_the_store(desk: OpenDesk, database: Database, register: Register) -> None:
    register(assigned_by="青山市人民检察院")
    with database.read() as session:
        (hit,) = session.scalars(select(TriggerHit))
    assert (hit.name, hit.state, hit.form) == ("上级督办、交办、转办", HitState.OPEN, "重点评查")
