"""Deadlines for the rest of the program: the rule library, the calendar, one due date with its derivation."""

from collections.abc import Sequence
from functools import cached_property

from app.services.deadlines.calendar import OwnDay, WorkCalendar
from app.services.deadlines.circumstances import Circumstances
from app.services.deadlines.computation import Start, compute
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.inputs import parse_pause, parse_start
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Rule
from app.services.deadlines.rules import RuleLibrary
from app.services.resources import Resources


class Deadlines:
    """Reads rules and calendar when first asked. ``own_days`` are the office's own holidays and working days."""

    def __init__(self, resources: Resources, own_days: Sequence[OwnDay] = ()) -> None:
        """``resources`` says where the shipped rules and notices lie."""
        self._resources = resources
        self._own_days = own_days

    @cached_property
    def library(self) -> RuleLibrary:
        """Every rule; raises DomainError naming file, code and field where a file is wrong."""
        return RuleLibrary.load(self._resources.rules)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working days; raises DomainError naming file and key where a file is wrong."""
        calendar = WorkCalendar.load(self._resources.calendar)
        return calendar.with_own(self._own_days) if self._own_days else calendar

    def derive(self, rule: Rule, start: Start, *, proof: str = "", period: Period | None = None) -> Derivation:
        """One due date; ``period`` is a length the ledger or letter names itself, ``proof`` what shows the start."""
        return compute(rule, start, self.calendar, Circumstances(period=period, proof=proof))

    def calculate(self, code: str, start: str, is_custody: bool = False, pauses: Sequence[str] = ()) -> Derivation:
        """The calculator, from what was typed: ``2026-03-02`` or ``2026-03-02 10:30``, pauses ``FROM..TO``."""
        happened = Circumstances(is_custody=is_custody, pauses=tuple(parse_pause(text) for text in pauses))
        return compute(self.library.rule(code), parse_start(start), self.calendar, happened)
