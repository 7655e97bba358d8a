"""What becomes of a case that met a trigger: looked over, or excused with a reason; all or none."""

from dataclasses import replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_terms import ReviewKind, TriggerList
from app.models.terms import Lamp
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention
from app.services.lists.listing import ListQuery
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_triggers.refusals import HitsRefused
from app.services.review_triggers.rows import HitStanding
from tests.services.review_triggers.conftest import START, Register

CLOSE = Intention("test.close", "办结", "test:close")


def ids(desk: OpenDesk, case: int, listed: TriggerList = TriggerList.ANALYSIS) -> list[int]:
    """The hits of a case on one list."""
    return [hit.id for hit in desk.review_triggers.of_case(case) if hit.trigger_list is listed]


def standings(desk: OpenDesk, case: int) -> list[HitStanding]:
    return [hit.standing for hit in desk.review_triggers.of_case(case)]


def take_back(desk: OpenDesk, actor: Actor) -> None:
    last = desk.history.last_act()
    assert last is not None
    desk.history.take_back(actor, last.act)


def test_several_hits_of_a_case_go_into_one_review_that_names_them(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪", difference="事实")
    review = desk.review_triggers.take_up(actor, ids(desk, case), replace(START, remarks="合并")).id
    card = desk.reverse_reviews.card(actor, review)
    assert (card.kind, card.trigger_list, card.case_id, card.handler) == (
        ReviewKind.CASE,
        TriggerList.ANALYSIS,
        case,
        "李某",
    )
    assert card.trigger == "判决无罪、诉判不一：裁判改变起诉认定的事实"
    assert standings(desk, case) == [HitStanding.UNDER_REVIEW] * 2
    assert {hit.review_number for hit in desk.review_triggers.of_review(review)} == {card.entry_number}


def test_a_hit_has_been_looked_over_when_its_review_is_closed(
    desk: OpenDesk, database: Database, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    review = desk.review_triggers.take_up(actor, ids(desk, case), START).id
    with database.write(actor, CLOSE, desk.clock.now()) as unit:
        unit.session.get_one(ReverseReview, review).closed_on = PartialDate("2026-11-22")
    (hit,) = desk.review_triggers.of_case(case)
    assert (hit.standing, hit.lamp, hit.words) == (HitStanding.REVIEWED, Lamp.DONE, "已审视")
    assert desk.review_triggers.counts(TriggerList.ANALYSIS).reviewed == 1


def test_taking_the_beginning_back_takes_the_review_away_and_opens_the_hits(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    before = desk.review_triggers.of_case(case)
    review = desk.review_triggers.take_up(actor, ids(desk, case), START).id
    take_back(desk, actor)
    assert [replace(hit, version=0) for hit in desk.review_triggers.of_case(case)] == [
        replace(hit, version=0) for hit in before
    ]
    with pytest.raises(DomainError):
        desk.reverse_reviews.card(actor, review)


def test_the_original_handler_does_not_look_the_case_over_and_the_hits_still_wait(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪", handlers="王某")
    with pytest.raises(FieldProblem, match="原承办人") as refused:
        desk.review_triggers.take_up(actor, ids(desk, case), replace(START, handler="王某"))
    assert refused.value.field == "handler"
    assert standings(desk, case) == [HitStanding.OPEN]


def test_hits_of_both_lists_or_of_two_cases_are_not_put_into_one_review(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    one = register(judgment_result="无罪", petition_kind="刑事申诉")
    other = register(judgment_result="无罪", name="乙某案")
    with pytest.raises(DomainError, match="两张清单分开办理"):
        desk.review_triggers.take_up(actor, [hit.id for hit in desk.review_triggers.of_case(one)], START)
    with pytest.raises(DomainError, match="不是同一件原案"):
        desk.review_triggers.take_up(actor, [*ids(desk, one), *ids(desk, other)], START)


@pytest.mark.parametrize(
    ("start", "field"),
    [(replace(START, handler=" "), "handler"), (replace(START, started_on=PartialDate("2027-01-01")), "started_on")],
)
def test_a_beginning_without_reviewer_or_in_the_future_is_refused(
    desk: OpenDesk, register: Register, actor: Actor, start: object, field: str
) -> None:
    case = register(judgment_result="无罪")
    with pytest.raises(FieldProblem) as refused:
        desk.review_triggers.take_up(actor, ids(desk, case), start)  # type: ignore[arg-type]  # a ReviewStart
    assert refused.value.field == field


def test_several_cases_are_excused_with_one_reason_that_stays_with_its_name_and_day(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    cases = [register(judgment_result="无罪", name=name) for name in ("甲案", "乙案")]
    desk.review_triggers.excuse(actor, [key for case in cases for key in ids(desk, case)], " 省院已评查 ")
    for case in cases:
        (hit,) = desk.review_triggers.of_case(case)
        assert (hit.standing, hit.reason, hit.excused_by, str(hit.excused_on), hit.lamp) == (
            HitStanding.EXCUSED,
            "省院已评查",
            "张某",
            "2026-11-22",
            Lamp.DONE,
        )
    take_back(desk, actor)
    assert [standings(desk, case) for case in cases] == [[HitStanding.OPEN], [HitStanding.OPEN]]


def test_one_that_was_dealt_with_keeps_all_the_others_from_being_excused(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    one, other = register(judgment_result="无罪"), register(judgment_result="无罪", name="乙案")
    desk.review_triggers.excuse(actor, ids(desk, one), "已评查")
    with pytest.raises(HitsRefused, match="张某已于 2026-11-22 说明理由不审视"):
        desk.review_triggers.excuse(actor, [*ids(desk, other), *ids(desk, one)], "已评查")
    assert standings(desk, other) == [HitStanding.OPEN]


def test_no_reason_no_excuse(desk: OpenDesk, register: Register, actor: Actor) -> None:
    case = register(judgment_result="无罪")
    with pytest.raises(FieldProblem, match="请填写不审视的理由"):
        desk.review_triggers.excuse(actor, ids(desk, case), "  ")


def test_a_hit_met_later_goes_into_the_review_of_its_case_that_runs(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    review = desk.review_triggers.take_up(actor, ids(desk, case), START).id
    number = desk.reverse_reviews.card(actor, review).entry_number
    entry = desk.original_cases.card(actor, case).entry_number
    desk.review_triggers.add_by_hand(actor, f"{entry} 甲某盗窃案", "ZA31", "改判的证据")
    later = desk.review_triggers.of_case(case)[-1]
    assert desk.review_triggers.running_reviews(later.id) == (f"{number} 甲某盗窃案逐案分析",)
    desk.review_triggers.join(actor, [later.id], f"{number} 甲某盗窃案逐案分析")
    assert standings(desk, case) == [HitStanding.UNDER_REVIEW] * 2
    assert desk.reverse_reviews.card(actor, review).trigger == "判决无罪、存在冤假错案"
    take_back(desk, actor)
    assert standings(desk, case) == [HitStanding.UNDER_REVIEW, HitStanding.OPEN]
    assert desk.reverse_reviews.card(actor, review).trigger == "判决无罪"


def test_a_review_of_another_case_or_list_does_not_take_a_hit_in(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    case = register(judgment_result="无罪")
    other = register(name="乙案", petition_kind="刑事申诉")
    draft = ReviewDraft(ReviewKind.CASE, PartialDate("2026-11-20"), case_ids=(other,), handler="李某")
    number = desk.reverse_reviews.card(actor, desk.reverse_reviews.open(actor, draft).id).entry_number
    with pytest.raises(FieldProblem, match="与这张清单不同"):
        desk.review_triggers.join(actor, ids(desk, case), number)
    with pytest.raises(FieldProblem, match="没有登记号为“FS2026-00009”的审视"):
        desk.review_triggers.join(actor, ids(desk, case), "FS2026-00009")


def test_only_what_no_column_shows_is_put_on_by_hand_and_only_once(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    entry = desk.original_cases.card(actor, register()).entry_number
    with pytest.raises(FieldProblem, match="自动列入"):
        desk.review_triggers.add_by_hand(actor, entry, "ZA04", "无罪")
    desk.review_triggers.add_by_hand(actor, entry, "ZA21", "有记录报告")
    with pytest.raises(FieldProblem, match="已列入"):
        desk.review_triggers.add_by_hand(actor, entry, "ZA21", "有记录报告")
    with pytest.raises(FieldProblem, match="没有登记号为“YA2026-99999”的原案"):
        desk.review_triggers.add_by_hand(actor, "YA2026-99999", "ZA21", "有记录报告")


def test_the_figures_of_a_list_add_up_and_the_lists_are_counted_apart(
    desk: OpenDesk, register: Register, actor: Actor
) -> None:
    cases = [register(judgment_result="无罪", name=f"案{place}", petition_kind="刑事申诉") for place in range(3)]
    desk.review_triggers.take_up(actor, ids(desk, cases[0]), START)
    desk.review_triggers.excuse(actor, ids(desk, cases[1]), "省院已评查")
    counts = desk.review_triggers.counts(TriggerList.ANALYSIS)
    assert (counts.met, counts.open, counts.under_review, counts.excused) == (3, 1, 1, 1)
    assert desk.review_triggers.counts(TriggerList.REVERSE).open == 3
    query = ListQuery(desk.clock.today(), where=(("清单", "逐案分析"), ("处理情况", "待处理")))
    assert [row.cells[1] for row in desk.review_triggers.hits(query)] == ["YA2026-00003"]
