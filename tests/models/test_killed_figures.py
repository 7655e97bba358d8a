"""A program killed while it types, imports and locks figures leaves each act whole or not there."""

import random
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.base_data import BaseFigure
from app.models.import_batch import ImportBatch
from app.models.indicator_terms import MonthState
from app.services.base_data.periods import month_before
from app.services.foundation.resources import Resources
from app.services.store.opening import NewStore, create_store, open_store
from tests.models.figure_writer import BLOCK, TABLE
from tests.models.killing import CLOCK, Told, killed_writer

ROUNDS = 2
MOST_ACTS = 6  # acknowledged before the kill
LONGEST = 0.6  # seconds after the last of them: about one act
APART = 12  # months between the rounds, so that each locks months of its own


@pytest.fixture
def store(store_path: Path) -> Path:
    create_store(store_path, NewStore("青山县人民检察院", "青检"), Actor("张某"), CLOCK).close()
    return store_path


@pytest.mark.exhaustive  # tests/proof kills the same services each time
@pytest.mark.timeout(600)
def test_a_kill_never_leaves_half_a_block_half_a_table_or_half_a_lock(store: Path) -> None:
    chance = random.Random(20261126)  # noqa: S311 - moments of a test, no secrets
    acknowledged: Told = set()
    for turn in range(ROUNDS):
        acts = chance.randint(1, MOST_ACTS)
        told = killed_writer("tests.models.figure_writer", store, 1 + APART * turn, acts, LONGEST, chance)
        assert len(told) >= acts
        acknowledged |= told
        database = open_store(store, CLOCK)
        desk = OpenDesk(database, CLOCK, Resources.shipped())
        assert [each.message for each in desk.store.check().findings if each.level == "错误"] == []
        with database.read() as session:
            there = there_are(session)
        there |= {("locked", number) for number in range(1, APART * ROUNDS) if is_locked(desk, number)}
        desk.close()
        assert there >= acknowledged
    assert {kind for kind, _key in acknowledged} >= {"block", "batch"}


def there_are(session: Session) -> Told:
    """Every block and every batch, each whole."""
    blocks = Counter(session.scalars(select(BaseFigure.unit).where(BaseFigure.batch_id.is_(None))))
    assert set(blocks.values()) <= {BLOCK}
    counted = select(BaseFigure.batch_id, func.count()).where(BaseFigure.batch_id.is_not(None))
    batches = {key: count for key, count in session.execute(counted.group_by(BaseFigure.batch_id))}
    assert set(batches.values()) <= {TABLE}
    assert set(batches) == set(session.scalars(select(ImportBatch.id)))
    return {("block", int(unit[1:-1])) for unit in blocks} | {("batch", key) for key in batches}


def is_locked(desk: OpenDesk, number: int) -> bool:
    """A locked month prints; the bytes of its papers are there and as they were."""
    period = month_before("2026-11", number)
    files = desk.month_closing.files(period)
    if files is None:
        return False
    assert desk.month_closing.standing(period).state is MonthState.LOCKED
    return bool(files.workbook and files.pdf)
