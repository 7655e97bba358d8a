"""A program killed while it takes cases in, opens reviews and sends results leaves each act whole or not there."""

import random
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.import_batch import ImportBatch
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_result import ReviewResult
from app.models.review_terms import HitState
from app.services.foundation.resources import Resources
from app.services.store.opening import NewStore, create_store, open_store
from tests.models.killing import CLOCK, Told, killed_writer
from tests.models.review_writer import CASES

ROUNDS = 3
MOST_ACTS = 9  # acknowledged before the kill: two rounds of the writer and one act
LONGEST = 0.2  # seconds after the last of them: about one act
MET = {"刑事申诉", "重复信访"}


@pytest.fixture
def store(store_path: Path) -> Path:
    create_store(store_path, NewStore("青山县人民检察院", "青检"), Actor("张某"), CLOCK).close()
    return store_path


@pytest.mark.exhaustive  # tests/proof kills the same services each time
@pytest.mark.timeout(600)
def test_a_kill_never_leaves_half_an_import_half_a_review_or_half_a_result(store: Path) -> None:
    chance = random.Random(20261126)  # noqa: S311 - moments of a test, no secrets
    acknowledged: Told = set()
    for turn in range(ROUNDS):
        acts = chance.randint(1, MOST_ACTS)
        told = killed_writer("tests.models.review_writer", store, 1000 * turn, acts, LONGEST, chance)
        assert len(told) >= acts
        acknowledged |= told
        database = open_store(store, CLOCK)
        desk = OpenDesk(database, CLOCK, Resources.shipped())
        assert [each.message for each in desk.store.check().findings if each.level == "错误"] == []
        assert desk.review_triggers.completeness().missing == ()
        with database.read() as session:
            assert_batches_whole(session)
            assert_reviews_whole(session)
            there = there_are(session)
        desk.close()
        assert there >= acknowledged
    assert {kind for kind, _key in acknowledged} == {"batch", "review", "result"}


def there_are(session: Session) -> Told:
    """Every batch, review and sent result."""
    sent = select(ReviewResult.id).where(ReviewResult.sent_on.is_not(None))
    wanted = {"batch": select(ImportBatch.id), "review": select(ReverseReview.id), "result": sent}
    return {(kind, key) for kind, ids in wanted.items() for key in session.scalars(ids)}


def assert_batches_whole(session: Session) -> None:
    """Each batch has all its cases, and each case everything it met."""
    counted = select(OriginalCase.batch_id, func.count()).group_by(OriginalCase.batch_id)
    assert {count for _batch, count in session.execute(counted)} == {CASES}
    met: dict[int, set[str]] = {key: set() for key in session.scalars(select(OriginalCase.id))}
    for hit in session.scalars(select(TriggerHit)):
        met[hit.case_id].add(hit.name)
    assert all(names == MET for names in met.values())


def assert_reviews_whole(session: Session) -> None:
    """A review has its case and holds both its triggers; a trigger taken up has its review; numbers have no gap."""
    reviews = session.scalars(select(ReverseReview).order_by(ReverseReview.id)).all()
    assert [each.entry_number for each in reviews] == [f"FS2026-{n:05d}" for n in range(1, len(reviews) + 1)]
    looked_at = {(each.review_id, each.case_id) for each in session.scalars(select(ReviewedCase))}
    assert looked_at == {(each.id, each.case_id) for each in reviews}
    held: dict[int, set[str]] = {each.id: set() for each in reviews}
    for hit in session.scalars(select(TriggerHit)):
        assert (hit.state is HitState.TAKEN_UP) == (hit.review_id is not None)
        if hit.review_id is not None:
            held[hit.review_id].add(hit.name)
    assert all(names == MET for names in held.values())
    assert all(each.review_id in held for each in session.scalars(select(ReviewResult)))
