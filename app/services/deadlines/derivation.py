"""A computed due date with the steps that led to it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Derivation:
    """A due date and how it came about.

    ``due_on`` is the day to remind of; None where the rule has no length (立即, 随办). ``overdue_after`` is the
    day after which it is late: the later one of two readings for somebody outside, the earlier one for our own
    duties. ``nominal_on`` is the last day before rolling; ``due_at`` only for hours. ``provisional``: the holiday
    notice of a year it needs is missing. ``skipped`` holds the free days that were passed over, with their names.
    """

    rule: str
    basis: str
    due_on: date | None
    due_at: datetime | None
    nominal_on: date | None
    overdue_after: date | None
    skipped: tuple[tuple[date, str], ...]
    steps: tuple[str, ...]
    provisional: bool

    def as_json(self) -> dict[str, object]:
        """The fields the command ``due --json`` promises."""
        return {
            "rule": self.rule,
            "basis": self.basis,
            "due_on": _iso(self.due_on),
            "due_at": self.due_at.isoformat(sep=" ", timespec="minutes") if self.due_at else None,
            "nominal_on": _iso(self.nominal_on),
            "overdue_after": _iso(self.overdue_after),
            "provisional": self.provisional,
            "skipped": [{"on": on.isoformat(), "name": name} for on, name in self.skipped],
            "steps": list(self.steps),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
