"""A review is concluded when every dimension was looked at, and closed when nothing that came of it is left open."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.original_case import TriggerHit
from app.models.review_finding import FindingObjection
from app.models.review_result import ReviewResult
from app.models.review_terms import (
    Correction,
    FindingObjectionForm,
    FindingObjectionOutcome,
    HitState,
    ReviewBody,
    ReviewKind,
    ReviewState,
)
from app.services.foundation.errors import DomainError
from app.services.reverse_reviews.refusals import ReviewNotComplete
from app.services.reverse_reviews.rows import CloseDraft, ConclusionDraft
from app.services.review_findings.rows import CorrectionDraft, RestDraft
from tests.conftest import CHINA
from tests.services.reverse_reviews.conftest import OpenReview
from tests.services.reverse_reviews.test_findings import FLAW, FOUND
from tests.services.review_records import ENTER, lay_case, lay_hit

CONCLUDED = ConclusionDraft(PartialDate("2026-11-15"), "原案处理正确，程序有瑕疵")
CLOSED = CloseDraft(PartialDate("2026-11-21"), "全部落实")


@pytest.fixture
def review(database: Database, open_review: OpenReview) -> int:
    """A review of one case by 李某."""
    return open_review(lay_case(database))


def version(desk: OpenDesk, review: int) -> int:
    return desk.reverse_reviews.card(Actor("张某"), review).version


def conclude(desk: OpenDesk, review: int) -> int:
    """Conclude it with one flaw of our own; returns the act."""
    actor = Actor("张某")
    desk.review_findings.add(actor, review, FLAW)
    desk.review_findings.mark_rest(actor, review, RestDraft(FOUND))
    return desk.reverse_reviews.conclude(actor, review, version(desk, review), CONCLUDED).act


def lay_result(database: Database, review: int, **fields: object) -> int:
    said: dict[str, object] = {
        "review_id": review,
        "place": 1,
        "kind": "reminder",
        "name": "反向审视提醒函",
        "title": "提醒函",
        "addressee": "青山县公安局",
        "is_outside": True,
        "prepared_on": PartialDate("2026-11-16"),
        "prepared_by": "李某",
    }
    with database.write(Actor("张某"), ENTER, datetime(2026, 11, 16, 9, tzinfo=CHINA)) as unit:
        result = ReviewResult(**(said | fields))
        unit.session.add(result)
        unit.session.flush()
        return result.id


def test_every_dimension_has_to_be_looked_at_before_the_conclusion(desk: OpenDesk, actor: Actor, review: int) -> None:
    desk.review_findings.add(actor, review, replace(FLAW, provision=""))
    with pytest.raises(ReviewNotComplete) as refused:
        desk.reverse_reviews.conclude(actor, review, version(desk, review), CONCLUDED)
    dimensions, provision = refused.value.missing
    assert dimensions.startswith("还没有写过的方面：事实认定、证据采信")
    assert provision == "第 1 条（办案程序，瑕疵）缺依据"
    assert desk.reverse_reviews.lacking(review) == refused.value.missing


def test_what_was_found_stands_once_the_review_was_concluded(desk: OpenDesk, actor: Actor, review: int) -> None:
    act = conclude(desk, review)
    card = desk.reverse_reviews.card(actor, review)
    assert (card.state, card.flaws_count, card.errors_count) == (ReviewState.FOLLOWING, 1, 0)
    with pytest.raises(DomainError, match="不能增加审视发现"):
        desk.review_findings.add(actor, review, FLAW)
    desk.history.take_back(actor, act)
    assert desk.reverse_reviews.card(actor, review).state is ReviewState.UNDER_REVIEW


def test_a_review_is_not_closed_while_anything_is_left_open(
    desk: OpenDesk, database: Database, actor: Actor, review: int
) -> None:
    conclude(desk, review)
    result = lay_result(database, review)
    flaw = desk.review_findings.of(review)[0]
    with database.write(actor, ENTER, datetime(2026, 11, 16, 9, tzinfo=CHINA)) as unit:
        unit.session.add(
            FindingObjection(
                review_id=review,
                finding_id=flaw.id,
                form=FindingObjectionForm.OBJECTION,
                raised_by="王某",
                raised_on=PartialDate("2026-11-16"),
                content="已口头告知",
                outcome=FindingObjectionOutcome.PENDING,
            )
        )
    with pytest.raises(ReviewNotComplete) as refused:
        desk.reverse_reviews.close(actor, review, version(desk, review), CLOSED)
    assert refused.value.missing == (
        "结果 1（反向审视提醒函，青山县公安局）还没有发出",
        "当事检察官于 2026-11-16 提出的异议还没有处理",
        "本院第 1 条瑕疵（未履行权利告知）还没有纠正，也没有写明说明",
    )
    excused = replace(CLOSED, excuses={result: "并入专项通报"})
    with pytest.raises(ReviewNotComplete) as refused:
        desk.reverse_reviews.close(actor, review, version(desk, review), excused)
    assert len(refused.value.missing) == 2


def test_a_reason_for_each_result_and_each_own_problem_lets_a_review_be_closed(
    desk: OpenDesk, database: Database, actor: Actor, review: int
) -> None:
    conclude(desk, review)
    result = lay_result(database, review)
    flaw = desk.review_findings.of(review)[0]
    said = CorrectionDraft(Correction.OPEN, note="被害人已下落不明，无法补充告知")
    desk.review_findings.correct(actor, flaw.id, flaw.version, said)
    excused = replace(CLOSED, excuses={result: "并入专项通报"})
    desk.reverse_reviews.close(actor, review, version(desk, review), excused)
    card = desk.reverse_reviews.card(actor, review)
    assert card.state is ReviewState.CLOSED
    assert card.close_note == "全部落实\n结果 1（反向审视提醒函，青山县公安局）还没有发出：并入专项通报"
    with pytest.raises(DomainError, match="已于 2026-11-21 办结，不能登记纠正情况"):
        desk.review_findings.correct(actor, flaw.id, flaw.version + 1, said)


def test_a_closed_review_is_archived_or_looked_over_again_with_a_reason(
    desk: OpenDesk, actor: Actor, review: int
) -> None:
    conclude(desk, review)
    flaw = desk.review_findings.of(review)[0]
    corrected = CorrectionDraft(Correction.SUPPLEMENTED, PartialDate("2026-11-20"))
    desk.review_findings.correct(actor, flaw.id, flaw.version, corrected)
    desk.reverse_reviews.close(actor, review, version(desk, review), CLOSED)
    desk.reverse_reviews.archive(actor, review, version(desk, review), "青检控申归〔2026〕3号")
    with pytest.raises(DomainError, match="已归档"):
        desk.reverse_reviews.reopen(actor, review, version(desk, review), "发现新证据")
    desk.reverse_reviews.archive(actor, review, version(desk, review), "")
    reopened = desk.reverse_reviews.reopen(actor, review, version(desk, review), "发现新证据")
    card = desk.reverse_reviews.card(actor, review)
    assert (card.state, card.close_note) == (ReviewState.UNDER_REVIEW, "")
    desk.history.take_back(actor, reopened.act)
    assert desk.reverse_reviews.card(actor, review).state is ReviewState.CLOSED


def test_cases_are_taken_into_a_review_of_a_pattern_and_out_again(
    desk: OpenDesk, database: Database, actor: Actor, open_review: OpenReview
) -> None:
    first, second, own = lay_case(database, 1), lay_case(database, 2), lay_case(database, 3, handlers="李某")
    hit = lay_hit(database, second)
    review = open_review(first, kind=ReviewKind.THEMATIC, title="盗窃案证据采信问题类案审视")
    with pytest.raises(DomainError, match="李某是 YA2026-00003"):
        desk.reverse_reviews.add_cases(actor, review, [second, own])
    desk.reverse_reviews.add_cases(actor, review, [second])
    with database.read() as session:  # 一案一评查: a review of many does not do away with what one case asks for
        assert session.get_one(TriggerHit, hit).state is HitState.OPEN
    desk.review_findings.add(actor, review, replace(FLAW, case_id=first, body=ReviewBody.COURT))
    with pytest.raises(DomainError, match="已有审视发现，不能移出"):
        desk.reverse_reviews.remove_case(actor, review, first)
    removed = desk.reverse_reviews.remove_case(actor, review, second)
    with database.read() as session:
        assert session.get_one(TriggerHit, hit).state is HitState.OPEN
    desk.history.take_back(actor, removed.act)
    assert len(desk.reverse_reviews.card(actor, review).cases) == 2
