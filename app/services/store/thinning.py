"""How often a store is backed up by itself, and which of those backups stay: a pure function of their moments."""

import tomllib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE = "schedule.toml"


@dataclass(frozen=True)
class Schedule:
    """What ``resources/backups/schedule.toml`` says; counts of periods that have any backup."""

    every_minutes: int
    whole_days: int
    daily: int
    weekly: int
    monthly: int
    trial_every_days: int
    place_behind_days: int

    @classmethod
    def read(cls, folder: Path) -> "Schedule":
        """The shipped schedule."""
        return cls(**tomllib.loads((folder / FILE).read_text("utf-8")))


def superfluous(moments: Iterable[datetime], now: datetime, schedule: Schedule) -> set[datetime]:
    """Which backups go: all of the newest days stay, then the newest of each day, week and month.

    Days, weeks and months are counted where they have a backup: neither a holiday nor a clock that ran ahead makes
    older backups go sooner. What lies after ``now`` was made before the clock was set back; it stays.
    """
    ordered = sorted({at for at in moments if at <= now}, reverse=True)
    whole = set(list(dict.fromkeys(at.date() for at in ordered))[: schedule.whole_days])
    kept = {at for at in ordered if at.date() in whole}
    older = [at for at in ordered if at not in kept]
    for period, count in ((_day, schedule.daily), (_week, schedule.weekly), (_month, schedule.monthly)):
        kept |= _newest_of_each(older, period, count)
    return set(ordered) - kept


def _newest_of_each(ordered: list[datetime], period: Callable[[datetime], Hashable], count: int) -> set[datetime]:
    newest: dict[Hashable, datetime] = {}
    for at in ordered:
        newest.setdefault(period(at), at)
    return set(list(newest.values())[:count])


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month
