"""A backup that was restored on trial is known to be good, and one that was not is told until a good one follows."""

from datetime import timedelta

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.services.foundation.changes import Changes
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.office.attachments import Attachments
from app.services.store.automatic import Backups
from app.services.store.trials import TrialRestores
from tests.services.store.test_check import spoil


@pytest.fixture
def trials(database: Database, clock: FixedClock, resources: Resources) -> TrialRestores:
    return trials_at(clock, database, resources)


def trials_at(clock: FixedClock, database: Database, resources: Resources) -> TrialRestores:
    return TrialRestores(database, clock, resources.backups, Changes())


def test_a_good_trial_says_what_came_back_and_leaves_nothing_behind(
    trials: TrialRestores, backups: Backups, actor: Actor, answered: int
) -> None:
    assert not trials.is_due
    backups.automatic()
    assert trials.is_due
    tried = trials.run(actor)
    assert tried.is_good
    assert tried.counts["reply"] == 1
    assert tried.sentence.startswith("试恢复完好：检察建议 1 份、监督事项 0 件")
    assert trials.last() == tried
    assert [path.suffix for path in backups.folder.iterdir()] == [".jdtbak"]


def test_a_trial_is_due_again_after_a_month_and_the_day_after_a_failed_one(
    trials: TrialRestores,
    backups: Backups,
    actor: Actor,
    clock: FixedClock,
    database: Database,
    resources: Resources,
) -> None:
    backups.automatic()
    trials.run(actor)
    assert [
        trials_at(FixedClock(clock.now() + timedelta(days=days)), database, resources).is_due for days in (0, 30, 31)
    ] == [False, False, True]
    assert trials_at(FixedClock(clock.now() - timedelta(days=99)), database, resources).is_due


def test_a_damaged_backup_is_a_failed_trial_until_a_good_one_follows(
    trials: TrialRestores, backups: Backups, actor: Actor
) -> None:
    made = backups.automatic()
    assert made is not None
    content = bytearray(made.path.read_bytes())
    content[5000:5040] = b"\xff" * 40
    made.path.write_bytes(content)
    failed = trials.run(actor)
    assert not failed.is_good
    assert failed.sentence.startswith(f"试恢复“{made.path.name}”没有成功")
    assert backups.automatic("打开时") is not None
    assert trials.run(actor).is_good


def test_a_lost_attachment_and_a_broken_trail_are_found_by_a_trial(
    trials: TrialRestores, backups: Backups, attachments: Attachments, actor: Actor, answered: int, database: Database
) -> None:
    spoil(database, "drop trigger audit_entry_no_update", "update audit_entry set actor = 'X' where seq = 2")
    backups.automatic()
    assert "第 2 条起对不上" in trials.run(actor).sentence
    spoil(database, "update audit_entry set actor = '张某' where seq = 2")
    (held,) = attachments.folder.rglob("??*/*")
    held.unlink()
    backups.automatic("打开时")
    assert f"附件 {held.name[:12]}…" in trials.run(actor).sentence


def test_without_a_backup_there_is_nothing_to_try(trials: TrialRestores, actor: Actor) -> None:
    with pytest.raises(DomainError, match="还没有自动备份"):
        trials.run(actor)
