"""The only place that asks the machine what day it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """The day and moment that services are told."""

    def today(self) -> date:
        """The office's calendar day."""

    def now(self) -> datetime:
        """The moment, with the machine's own UTC offset."""


class SystemClock:
    """The workstation's clock."""

    def today(self) -> date:
        """The local calendar day."""
        return self.now().date()

    def now(self) -> datetime:
        """The local moment with its offset."""
        return datetime.now().astimezone()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still, for demonstration stores and tests."""

    moment: datetime

    def today(self) -> date:
        """The day of the fixed moment."""
        return self.moment.date()

    def now(self) -> datetime:
        """The fixed moment."""
        return self.moment
