"""Dates as offices know them: to the day, only to the month, or only to the year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A calendar day, month or year. ``str()`` is the stored ISO text: 2022-04-11, 2022-04 or 2022.

    The texts sort by time, and every date inside a month lies between ``2022-04`` and ``2022-04-31``.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse a text that is no date; raises ValueError."""
        match = _ISO.fullmatch(self.text)
        if match is None:
            raise ValueError(f"not a date: {self.text!r}")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        date(year, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """A date known to the day."""
        return cls(day.isoformat())

    @property
    def exact(self) -> date | None:
        """The day, where it is known."""
        return date.fromisoformat(self.text) if len(self.text) == 10 else None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        year, month, day = (int(part) if part else 1 for part in self._parts())
        return date(year, month, day)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        year, month, day = (int(part) if part else None for part in self._parts())
        if year is None or day is not None:
            return self.first
        month = month or 12
        return date(year, month, calendar.monthrange(year, month)[1])

    def __str__(self) -> str:
        """The stored ISO text."""
        return self.text

    def chinese(self) -> str:
        """As written on paper: 2022年4月11日, 2022年4月 or 2022年; no leading zeros."""
        return "".join(f"{int(part)}{unit}" for part, unit in zip(self._parts(), "年月日", strict=True) if part)

    def _parts(self) -> tuple[str | None, ...]:
        match = _ISO.fullmatch(self.text)
        return match.groups() if match else ()
