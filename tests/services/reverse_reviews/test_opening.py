"""Reviews are opened and amended; whoever handled a case does not look it over."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.original_case import TriggerHit
from app.models.review_terms import HitState, ReviewKind, ReviewState, TriggerList
from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.reverse_reviews.refusals import ReviewerHandledIt, ReviewNotFound
from app.services.reverse_reviews.rows import ReviewCard, ReviewDraft
from tests.services.reverse_reviews.conftest import OpenReview
from tests.services.review_records import lay_case, lay_hit


def _draft(card: ReviewCard) -> ReviewDraft:
    return ReviewDraft(kind=card.kind, started_on=card.started_on, handler=card.handler, title=card.title)


def test_a_review_of_one_case_has_its_number_its_name_and_its_case(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    review = open_review(lay_case(database))
    card = desk.reverse_reviews.card(actor, review)
    assert (card.entry_number, card.title) == ("FS2026-00001", "赵某1盗窃案反向审视")
    assert [case.entry_number for case in card.cases] == ["YA2026-00001"]
    assert card.state is ReviewState.UNDER_REVIEW
    assert desk.reverse_reviews.find("fs2026-00001") == review


def test_the_original_handler_cannot_look_his_case_over(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    case = lay_case(database, handlers="王某\n李某")
    with pytest.raises(ReviewerHandledIt, match=r"李某是 YA2026-00001 赵某1盗窃案 的原承办人.*请换一位审视人"):
        open_review(case)
    review = open_review(case, handler="孙某")
    card = desk.reverse_reviews.card(actor, review)
    with pytest.raises(ReviewerHandledIt):
        desk.reverse_reviews.amend(actor, review, card.version, replace(_draft(card), handler="王 某"))


def test_opening_takes_up_the_triggers_of_its_list_that_the_case_met(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    case = lay_case(database)
    its, other = lay_hit(database, case), lay_hit(database, case, "捕后不诉", trigger_list=TriggerList.ANALYSIS)
    review = open_review(case)
    with database.read() as session:
        hits = {key: session.get_one(TriggerHit, key) for key in (its, other)}
    assert (hits[its].state, hits[its].review_id) == (HitState.TAKEN_UP, review)
    assert hits[other].state is HitState.OPEN
    assert desk.reverse_reviews.card(actor, review).trigger == "刑事申诉"
    act = desk.history.last_act()
    assert act is not None
    desk.history.take_back(actor, act.act)
    with database.read() as session:
        assert session.get_one(TriggerHit, its).state is HitState.OPEN
    with pytest.raises(ReviewNotFound):
        desk.reverse_reviews.card(actor, review)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "case_ids"),
        ({"handler": " "}, "handler"),
        ({"started_on": PartialDate("2026-12-01")}, "started_on"),
        ({"kind": ReviewKind.THEMATIC}, "title"),
        ({"kind": ReviewKind.THEMATIC, "title": "某类案件类案审视"}, "case_ids"),
        ({"kind": ReviewKind.COMPREHENSIVE}, "period_first"),
        (
            {"kind": ReviewKind.COMPREHENSIVE, "period_first": date(2026, 2, 1), "period_last": date(2026, 1, 1)},
            "period_last",
        ),
    ],
)
def test_what_a_review_needs_is_asked_for(
    open_review: OpenReview, database: Database, facts: dict[str, object], field: str
) -> None:
    cases = [lay_case(database)] if {"handler", "started_on"} & {*facts} else []
    with pytest.raises(FieldProblem) as problem:
        open_review(*cases, **facts)
    assert problem.value.field == field


def test_a_change_of_somebody_else_is_not_written_over(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    review = open_review(lay_case(database))
    card = desk.reverse_reviews.card(actor, review)
    desk.reverse_reviews.amend(Actor("李某"), review, card.version, replace(_draft(card), remarks="补充"))
    with pytest.raises(ChangedMeanwhile, match="备注"):
        desk.reverse_reviews.amend(actor, review, card.version, replace(_draft(card), remarks="另写"))
    assert desk.reverse_reviews.card(actor, review).remarks == "补充"


def test_the_names_of_the_original_handlers_are_shown_to_the_entitled_only(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    review = open_review(lay_case(database, handlers="王某\n周某", other_handlers="何某"))
    desk.offices.add_person(actor, "徐某", "内勤", "")
    desk.offices.add_person(actor, "钱某", "检察长", "")

    def seen_by(name: str) -> str:
        return desk.reverse_reviews.card(Actor(name), review).cases[0].handlers_visible

    assert seen_by("徐某") == "（仅授权可见）"
    assert seen_by("李某") == "（仅授权可见）"
    assert seen_by("王某") == "王某、周某、何某"
    assert seen_by("钱某") == "王某、周某、何某"


def test_another_case_or_another_list_holds_other_triggers(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    first, second = lay_case(database, 1), lay_case(database, 2)
    hits = [
        lay_hit(database, first),
        lay_hit(database, second),
        lay_hit(database, second, "捕后不诉", trigger_list=TriggerList.ANALYSIS),
    ]
    review = open_review(first)

    def held() -> list[bool]:
        with database.read() as session:
            return [session.get_one(TriggerHit, key).review_id == review for key in hits]

    assert held() == [True, False, False]
    card = desk.reverse_reviews.card(actor, review)
    desk.reverse_reviews.amend(actor, review, card.version, replace(_draft(card), case_ids=(second,)))
    assert held() == [False, True, False]
    card = desk.reverse_reviews.card(actor, review)
    assert (card.case_name, card.title) == ("赵某2盗窃案", "赵某2盗窃案反向审视")
    written = desk.reverse_reviews.amend(
        actor, review, card.version, replace(_draft(card), trigger_list=TriggerList.ANALYSIS)
    )
    assert held() == [False, False, True]
    desk.history.take_back(actor, written.act)
    assert held() == [False, True, False]
