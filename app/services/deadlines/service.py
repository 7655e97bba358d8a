"""Deadlines for the rest of the program: the rule library, the calendar, one due date with its derivation."""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from app.services.deadlines.calendar import OwnDay, WorkCalendar
from app.services.deadlines.calendar_files import YearNotice
from app.services.deadlines.circumstances import Circumstances
from app.services.deadlines.computation import Start, compute
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.inputs import parse_pause, parse_start
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Rule
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.resources import Resources


class Own(Protocol):
    """What an office adds to the shipped calendar and rules."""

    def edition(self) -> int:
        """Another number whenever anything of it may have changed."""

    def days(self) -> Sequence[OwnDay]:
        """Its own holidays and working days."""

    def notices(self) -> Sequence[YearNotice]:
        """Holiday notices that came in after the program."""

    def rules(self) -> Sequence[Rule]:
        """Its local rules."""


class NothingOwn:
    """The shipped calendar and rules alone."""

    def edition(self) -> int:
        """Never changes."""
        return 0

    def days(self) -> Sequence[OwnDay]:
        """None."""
        return ()

    def notices(self) -> Sequence[YearNotice]:
        """None."""
        return ()

    def rules(self) -> Sequence[Rule]:
        """None."""
        return ()


_NOTHING_OWN = NothingOwn()


class Deadlines:
    """Reads rules and calendar when first asked, and anew when the office has changed its own part of them."""

    def __init__(self, resources: Resources, own: Own = _NOTHING_OWN) -> None:
        """``resources`` says where the shipped rules and notices lie."""
        self._resources = resources
        self._own = own
        self._made: tuple[int, RuleLibrary, WorkCalendar] | None = None

    @cached_property
    def standard(self) -> RuleLibrary:
        """The shipped rules alone; raises DomainError naming file, code and field where a file is wrong."""
        return RuleLibrary.load(self._resources.rules)

    @cached_property
    def shipped_calendar(self) -> WorkCalendar:
        """The shipped notices alone; raises DomainError naming file and key where a file is wrong."""
        return WorkCalendar.load(self._resources.calendar)

    @property
    def edition(self) -> int:
        """Another number whenever rules or calendar may have changed."""
        return self._own.edition()

    @property
    def library(self) -> RuleLibrary:
        """Every rule, the office's own ones before the standard ones; raises DomainError."""
        return self._whole()[1]

    @property
    def calendar(self) -> WorkCalendar:
        """The working days with the office's own ones; raises DomainError."""
        return self._whole()[2]

    def derive(self, rule: Rule, start: Start, *, proof: str = "", period: Period | None = None) -> Derivation:
        """One due date; ``period`` is a length the ledger or letter names itself, ``proof`` what shows the start."""
        return compute(rule, start, self.calendar, Circumstances(period=period, proof=proof))

    def calculate(self, code: str, start: str, is_custody: bool = False, pauses: Sequence[str] = ()) -> Derivation:
        """The calculator, from what was typed: ``2026-03-02`` or ``2026-03-02 10:30``, pauses ``FROM..TO``."""
        happened = Circumstances(is_custody=is_custody, pauses=tuple(parse_pause(text) for text in pauses))
        began = parse_start(start)
        return compute(self.library.rule_of_then(code, began), began, self.calendar, happened)

    def _whole(self) -> tuple[int, RuleLibrary, WorkCalendar]:
        edition = self._own.edition()
        if self._made is None or self._made[0] != edition:
            rules, notices, days = self._own.rules(), self._own.notices(), self._own.days()
            library = self.standard.with_local(rules) if rules else self.standard
            calendar = self.shipped_calendar.with_notices(notices) if notices else self.shipped_calendar
            self._made = edition, library, calendar.with_own(days) if days else calendar
        return self._made
