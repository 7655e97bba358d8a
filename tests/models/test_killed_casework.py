"""A program killed while it writes a case leaves every matter whole: what one act writes is there, or none of it."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.approval import Approval, ApprovalOpinion
from app.models.attachment import Attachment
from app.models.case_terms import ApprovalState, MatterExit, Role, Triage
from app.models.clue import Clue
from app.models.matter import Matter, StageMove
from app.models.terms import Stage
from app.services.foundation.resources import Resources
from app.services.store.opening import NewStore, create_store, open_store
from tests.models.killing import CLOCK, killed_counter

ROUNDS = 4
LONGEST = 1.2  # seconds a writer is left alone after its first acknowledgement: some two cases


@pytest.fixture
def store(store_path: Path) -> Path:
    create_store(store_path, NewStore("青山县人民检察院", "青检"), Actor("张某"), CLOCK).close()
    return store_path


@pytest.mark.exhaustive  # tests/proof kills the same services each time
@pytest.mark.timeout(600)
def test_a_program_killed_at_its_casework_leaves_every_case_whole(store: Path) -> None:
    chance = random.Random(20261122)  # noqa: S311 - moments of a test, no secrets
    stages: set[Stage] = set()
    for _round in range(ROUNDS):
        acknowledged = killed_counter("tests.models.case_writer", store, 1, LONGEST, chance)
        assert acknowledged
        database = open_store(store, CLOCK)
        desk = OpenDesk(database, CLOCK, Resources.shipped())
        assert [each.message for each in desk.store.check().findings if each.level == "错误"] == []
        with database.read() as session:
            matters = session.scalars(select(Matter)).all()
            closed = {each.id for each in matters if each.exit is MatterExit.CLOSED}
            assert closed >= set(acknowledged)
            for matter in matters:
                assert_whole(session, matter)
            assert_approvals_whole(session)
            assert_clues_whole(session)
            stages |= {each.stage for each in matters}
        database.close()
    assert Stage.CLOSING in stages
    assert len(stages) > 2, "the kills should have left cases at several stages"


def assert_whole(session: Session, matter: Matter) -> None:
    """The stage a matter is in is where its steps led; what has left says how and when, and nothing else does."""
    wanted = select(StageMove).where(StageMove.record_id == matter.id).order_by(StageMove.id)
    steps = session.scalars(wanted).all()
    here = matter.entered_stage
    for step in steps:
        assert step.left is here
        here = step.entered
    assert here is matter.stage
    has_left = (matter.exit is not None, matter.closed_on is not None, bool(matter.interference))
    assert set(has_left) == {matter.stage is Stage.CLOSING}


def assert_approvals_whole(session: Session) -> None:
    """What is approved has its signed sheet: both opinions and the scan; what waits has none of it."""
    for approval in session.scalars(select(Approval)):
        wanted = select(ApprovalOpinion).where(ApprovalOpinion.approval_id == approval.id)
        opinions = session.scalars(wanted.order_by(ApprovalOpinion.id)).all()
        if approval.state is ApprovalState.OPEN:
            assert opinions == []
            assert approval.decided_by is None
            continue
        assert approval.state is ApprovalState.APPROVED
        assert [each.role for each in opinions] == [Role.REVIEW, Role.DECIDE]
        assert all(session.get(Attachment, each.attachment_id) for each in opinions)


def assert_clues_whole(session: Session) -> None:
    """A clue that was opened has its matter, clues of one decision all do, and every matter came from a clue."""
    clues = session.scalars(select(Clue)).all()
    matters = set(session.scalars(select(Matter.id)))
    for clue in clues:
        assert (clue.triage is Triage.OPENED) == (clue.matter_id is not None)
    led_to = [clue.matter_id for clue in clues if clue.matter_id is not None]
    assert set(led_to) == matters
    assert len(led_to) == len(matters)
    assert len(matters) % 2 == 0  # two in each decision
