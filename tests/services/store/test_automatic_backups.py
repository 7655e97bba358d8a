"""Stores are backed up by themselves when something changed, and thinned out without ever losing the newest."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.database import Database
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import KnownError
from app.services.foundation.progress import Cancelled
from app.services.foundation.resources import Resources
from app.services.store.automatic import CLOSING, Backups
from app.services.store.backups import WORKING
from app.services.store.places import backups_of
from app.services.store.restoring import restore
from app.services.store.thinning import Schedule, superfluous
from tests.services.records import lay_letter
from tests.services.store.conftest import backups_at

SCHEDULE = Schedule(
    every_minutes=30, whole_days=2, daily=12, weekly=10, monthly=24, trial_every_days=31, place_behind_days=7
)
NOON = datetime(2026, 11, 22, 12)  # noqa: DTZ001 - as file names carry it
MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=80)  # noqa: DTZ001 - as above


class StopsAt:
    """Somebody who stops the work at some point of it."""

    def __init__(self, done: int) -> None:
        self._done = done

    def report(self, done: int, total: int) -> None:
        if done >= self._done:
            raise Cancelled


def test_a_change_is_backed_up_half_an_hour_after_the_last_backup(
    backups: Backups, database: Database, clock: FixedClock, resources: Resources
) -> None:
    first = backups.automatic()
    assert first is not None
    assert first.path.parent == backups_of(database.path)
    lay_letter(database, 1)
    assert backups.automatic() is None
    later = backups_at(FixedClock(clock.now() + timedelta(minutes=30)), database, resources)
    assert later.automatic() is not None
    assert later.automatic() is None


def test_closing_backs_up_whatever_changed_since_and_nothing_else(backups: Backups, database: Database) -> None:
    assert backups.automatic() is not None
    assert not backups.is_due
    assert backups.automatic(CLOSING) is None
    lay_letter(database, 1)
    assert backups.is_due
    assert backups.automatic(CLOSING) is not None


def test_two_backups_of_the_same_second_stand_side_by_side(backups: Backups, database: Database) -> None:
    backups.automatic()
    lay_letter(database, 1)
    backups.automatic("导入前")
    assert len(list(backups.folder.glob("*.jdtbak"))) == 2


def test_a_clock_set_back_neither_stops_backups_nor_loses_one(
    backups: Backups, database: Database, clock: FixedClock, resources: Resources
) -> None:
    made = backups.automatic()
    lay_letter(database, 1)
    earlier = backups_at(FixedClock(clock.now() - timedelta(days=3000)), database, resources)
    again = earlier.automatic()
    assert made is not None
    assert again is not None
    assert made.path.is_file()
    assert again.path.is_file()
    assert earlier.automatic() is None  # the newest name is not of the newest backup, and it is known all the same


@pytest.mark.parametrize("done", [0, 600, 900])
def test_a_stopped_backup_leaves_nothing_and_loses_no_change(backups: Backups, database: Database, done: int) -> None:
    lay_letter(database, 1)
    with pytest.raises(Cancelled):
        backups.automatic(CLOSING, StopsAt(done))
    assert list(backups.folder.iterdir()) == []
    assert backups.is_due


def test_what_a_killed_backup_left_goes_with_the_next(backups: Backups) -> None:
    (backups.folder / f"{WORKING}台账-abc").mkdir(parents=True)
    (backups.folder / ".台账-自动-20261122-090000-0a1b2c3d.jdtbak").touch()
    backups.automatic()
    assert [path.name for path in backups.folder.iterdir()] == ["台账-自动-20261122-090000.jdtbak"]


def test_an_automatic_backup_finds_its_attachments_beside_the_store(
    backups: Backups, answered: int, tmp_path: Path
) -> None:
    made = backups.automatic()
    assert made is not None
    assert made.attachments == 0
    restored = restore(made.path, tmp_path / "恢复.jdt")
    assert (restored.attachments, restored.missing) == (1, ())


def test_a_folder_that_cannot_be_made_is_told_and_the_store_goes_on(backups: Backups, database: Database) -> None:
    backups_of(database.path).write_bytes(b"a file")
    with pytest.raises(KnownError, match="建不了"):
        backups.automatic()


def test_the_shipped_schedule_is_the_one_the_tests_speak_of(resources: Resources) -> None:
    assert Schedule.read(resources.backups) == SCHEDULE


@given(moments=MOMENTS, now=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - as above
def test_thinning_keeps_the_newest_and_whatever_the_clock_has_not_reached(
    moments: list[datetime], now: datetime
) -> None:
    gone = superfluous(moments, now, SCHEDULE)
    assert gone <= set(moments)
    assert not moments or max(moments) not in gone
    assert all(at <= now for at in gone)
    assert not any(at in gone for at in moments if at == max((each for each in moments if each <= now), default=None))


@given(moments=MOMENTS)
def test_thinning_twice_takes_nothing_more(moments: list[datetime]) -> None:
    now = datetime(2030, 1, 1)  # noqa: DTZ001 - as above
    kept = set(moments) - superfluous(moments, now, SCHEDULE)
    assert superfluous(kept, now, SCHEDULE) == set()


@settings(max_examples=25)
@given(hours=st.lists(st.integers(1, 30), min_size=100, max_size=400))
def test_backups_thinned_out_as_they_come_keep_every_day_week_and_month(hours: list[int]) -> None:
    now, kept, made = NOON, set[datetime](), set[datetime]()
    for step in hours:
        now += timedelta(hours=step)
        made.add(now)
        kept |= {now}
        kept -= superfluous(kept, now, SCHEDULE)
    days = sorted({at.date() for at in made}, reverse=True)
    assert {at for at in made if at.date() in days[:2]} <= kept
    assert {at.date() for at in kept} >= set(days[:14])
    assert {(at.year, at.month) for at in kept} == {(at.year, at.month) for at in made}


def test_a_clock_that_ran_ahead_for_a_day_costs_no_older_backup() -> None:
    daily = {NOON - timedelta(days=days) for days in range(10)}
    ahead = datetime(2036, 1, 1)  # noqa: DTZ001 - as above
    assert superfluous(daily | {ahead}, ahead, SCHEDULE) == set()
