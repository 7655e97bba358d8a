"""A program killed while it registers letters leaves no number without its letter and no letter without its number."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.document import Document, NumberTaken
from app.models.suggestion import ServiceRecord, Suggestion
from app.models.terms import NumberState, Receipt, SuggestionStep
from app.services.foundation.resources import Resources
from app.services.store.opening import NewStore, create_store, open_store
from tests.models.killing import CLOCK, killed_counter

ROUNDS = 8
LONGEST = 0.8  # seconds a writer is left alone after its first acknowledgement: several letters


@pytest.fixture
def store(store_path: Path) -> Path:
    create_store(store_path, NewStore("青山县人民检察院", "青检"), Actor("张某"), CLOCK).close()
    return store_path


@pytest.mark.heavy
@pytest.mark.timeout(600)
def test_a_kill_during_registration_never_parts_a_letter_from_its_number(store: Path) -> None:
    chance = random.Random(20261126)  # noqa: S311 - moments of a test, no secrets
    acknowledged: set[int] = set()
    first = 1
    for _round in range(ROUNDS):
        told = killed_counter("letter_writer", store, first, LONGEST, chance)
        assert told
        acknowledged |= set(told)
        database = open_store(store, CLOCK)
        desk = OpenDesk(database, CLOCK, Resources.shipped())
        assert [each.message for each in desk.store.check().findings if each.level == "错误"] == []
        with database.read() as session:
            given = assert_whole(session, desk)
        database.close()
        assert given >= acknowledged
        first = max(given) + 1
    assert given == set(range(1, first)), "no number is skipped or given twice"


def assert_whole(session: Session, desk: OpenDesk) -> set[int]:
    """Numbers, letters and frozen papers are there together or not at all; the serials given so far."""
    taken = {each.number: each for each in session.scalars(select(NumberTaken))}
    papers = {each.number: each for each in session.scalars(select(Document))}
    issued = {}
    for letter in session.scalars(select(Suggestion)):
        if letter.number is None:
            assert letter.step is SuggestionStep.DRAFT
            continue
        issued[letter.number] = letter
        assert letter.step is SuggestionStep.ISSUED
        assert papers[letter.number].record_id == letter.id
        assert desk.attachments.path_of(papers[letter.number].sha256).exists()
        served = session.scalars(select(ServiceRecord).where(ServiceRecord.suggestion_id == letter.id)).all()
        assert (letter.receipt is Receipt.RECEIVED) == (len(served) == 1) == (letter.due_on is not None)
    assert set(taken) == set(issued) == set(papers)
    assert all(each.state is NumberState.TAKEN for each in taken.values())
    assert all(taken[number].entry_number == letter.entry_number for number, letter in issued.items())
    return {each.serial for each in taken.values()}
