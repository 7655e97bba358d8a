"""A program killed while it keeps drafts has the last one it had said to be kept, whole, or a newer one."""

import random
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.services.drafts.service import Drafts
from app.services.store.opening import NewStore, create_store, open_store
from tests.models.draft_writer import CLERK, PLACE, said
from tests.models.killing import CLOCK, killed_counter

ROUNDS = 10
LONGEST = 0.25  # seconds a writer is left alone after its first acknowledgement


@pytest.mark.heavy
@pytest.mark.timeout(300)
def test_a_kill_while_drafts_are_kept_loses_no_acknowledged_one_and_leaves_none_in_halves(store_path: Path) -> None:
    create_store(store_path, NewStore("青山县人民检察院", "青检"), Actor("张某"), CLOCK).close()
    chance = random.Random(20261126)  # noqa: S311 - moments of a test, no secrets
    first = 1
    for _round in range(ROUNDS):
        last = killed_counter("tests.models.draft_writer", store_path, first, LONGEST, chance)[-1]
        database = open_store(store_path, CLOCK)
        drafts = Drafts(database, CLOCK).of(CLERK.name)
        database.close()
        kept = [draft.fields for draft in drafts if draft.place == PLACE]
        possible = [[] if number % 10 == 0 else [said(number)] for number in (last, last + 1)]
        assert kept in possible  # what was done last, or what the kill came after
        first = last + 2
