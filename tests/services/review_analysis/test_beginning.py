"""A review begun from a pattern, and the cases that fit it later."""

from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.review_terms import HitState, ReviewKind, TriggerList
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.review_analysis.pattern import CaseDay, Pattern
from app.services.review_analysis.rows import AnalysisDraft, Scope
from tests.services.review_analysis.reviewed_store import FOUND, lay_case, lay_finding

THEFT = Pattern(fields=("侵财",), trigger_list=None)


def _draft(pattern: Pattern = THEFT, **fields: object) -> AnalysisDraft:
    said = {
        "kind": ReviewKind.THEMATIC,
        "title": "盗窃案件证据采信类案审视",
        "pattern": pattern,
        "trigger_list": TriggerList.REVERSE,
        "handler": "李某",
        "department": "控告申诉检察部",
        "started_on": PartialDate("2026-11-20"),
    }
    return AnalysisDraft(**(said | fields))  # type: ignore[arg-type]  # a test's own fields


def test_a_review_takes_in_the_cases_that_fit_and_keeps_the_pattern(desk: OpenDesk, actor: Actor) -> None:
    written = desk.review_analysis.begin(actor, _draft())
    card = desk.reverse_reviews.card(actor, written.id)
    assert [case.id for case in card.cases] == [1, 2, 4, 6, 7]
    assert Pattern.of_json(card.pattern) == THEFT
    assert (card.kind, card.trigger) == (ReviewKind.THEMATIC, "领域：侵财")
    found = desk.review_analysis.look(Scope(review_id=written.id))
    assert (found.totals.problems, found.totals.n, found.totals.d) == (6, 4, 5)
    desk.history.take_back(actor, written.act)
    assert desk.review_analysis.open_reviews() == ()


def test_a_review_of_many_leaves_the_to_dos_of_each_case(desk: OpenDesk, actor: Actor) -> None:
    desk.review_analysis.begin(actor, _draft())
    with desk._database.read() as session:
        from app.models.original_case import TriggerHit

        assert [hit.state for hit in session.query(TriggerHit)] == [HitState.OPEN]


def test_a_comprehensive_review_does_not_make_its_cases_reviewed(desk: OpenDesk, actor: Actor) -> None:
    year = Pattern(is_petition=True).within(date(2026, 1, 1), date(2026, 12, 31), CaseDay.PETITION_ENDED)
    draft = _draft(year, kind=ReviewKind.COMPREHENSIVE, title="2026年度综合审视")
    written = desk.review_analysis.begin(actor, draft)
    card = desk.reverse_reviews.card(actor, written.id)
    assert [case.id for case in card.cases] == [1, 2, 3, 4, 5]
    assert (card.period_first, card.period_last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert desk.review_analysis.look(Scope(review_id=written.id)).totals.d == 4


def test_cases_that_fit_later_are_added_when_asked_for(desk: OpenDesk, actor: Actor) -> None:
    analysis = desk.review_analysis
    written = analysis.begin(actor, _draft())
    with pytest.raises(DomainError, match="没有新的原案符合"):
        analysis.add_later(actor, written.id, 1)
    later = lay_case(desk._database, 8, field="侵财")
    assert [case.id for case in analysis.later(written.id).cases] == [later]
    assert analysis.open_reviews()[0].pattern == THEFT
    with pytest.raises(ChangedMeanwhile):
        analysis.add_later(actor, written.id, 7)
    added = analysis.add_later(actor, written.id, 1)
    assert [case.id for case in desk.reverse_reviews.card(actor, written.id).cases][-1] == later
    desk.history.take_back(actor, added.act)
    assert len(desk.reverse_reviews.card(actor, written.id).cases) == 5


def test_nobody_reviews_what_he_handled_himself(desk: OpenDesk, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="原承办人"):
        desk.review_analysis.begin(actor, _draft(handler="王某"))
    written = desk.review_analysis.begin(actor, _draft())
    lay_case(desk._database, 8, field="侵财", handlers="李某")
    with pytest.raises(FieldProblem, match="原承办人"):
        desk.review_analysis.add_later(actor, written.id, 1)


def test_a_review_without_cases_or_without_a_pattern_is_refused(desk: OpenDesk, actor: Actor) -> None:
    analysis = desk.review_analysis
    with pytest.raises(DomainError, match="没有符合条件的原案"):
        analysis.begin(actor, _draft(Pattern(fields=("税收",))))
    with pytest.raises(FieldProblem, match="个案审视请在"):
        analysis.begin(actor, _draft(kind=ReviewKind.CASE))
    with pytest.raises(FieldProblem, match="名称"):
        analysis.begin(actor, _draft(title=" "))
    with pytest.raises(DomainError, match="不是按条件选案"):
        analysis.later(1)


def test_what_the_review_itself_found_counts_with_what_was_found_in_its_cases(desk: OpenDesk, actor: Actor) -> None:
    written = desk.review_analysis.begin(actor, _draft())
    _case, *said = FOUND[0]
    lay_finding(desk._database, written.id, 7, 1, *said)
    lay_finding(desk._database, written.id, None, 2, *said)
    totals = desk.review_analysis.look(Scope(review_id=written.id)).totals
    assert (totals.problems, totals.n, totals.d) == (8, 5, 5)
