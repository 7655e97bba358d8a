"""Which acts of investigation stop which periods, read from ``resources/investigations/clock_stops.toml``."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.models.case_terms import InvestigationKind
from app.models.deadline import Deadline
from app.models.terms import DeadlineState, Side
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.reading import labelled

STOPS_FILE = "clock_stops.toml"


@dataclass(frozen=True)
class ClockStop:
    """One line: deadlines by these rules do not count the time of acts of these kinds."""

    codes: tuple[str, ...]
    kinds: tuple[InvestigationKind, ...]
    is_asked: bool
    words: str
    basis: str


def read_stops(folder: Path) -> tuple[ClockStop, ...]:
    """All lines; raises DomainError naming the line and the key."""
    table = TomlTable.read(folder / STOPS_FILE)
    table.only(("stop",))
    return tuple(_stop(each) for each in table.tables("stop", "不计入"))


def stopped(
    stops: Iterable[ClockStop], kind: InvestigationKind, deadlines: Iterable[Deadline]
) -> tuple[ClockStop | None, tuple[Deadline, ...]]:
    """The line that holds for an act of this kind on running own deadlines, and those it stops."""
    running = [each for each in deadlines if each.state is DeadlineState.OPEN and each.side is Side.OWN and each.due_on]
    for stop in stops:
        found = tuple(each for each in running if each.rule_code in stop.codes)
        if kind in stop.kinds and found:
            return stop, found
    return None, ()


def _stop(table: TomlTable) -> ClockStop:
    table.only(("codes", "kinds", "ask", "words", "basis"))
    return ClockStop(
        codes=table.texts("codes"),
        kinds=tuple(labelled(table, "kinds", each, InvestigationKind) for each in table.texts("kinds")),
        is_asked=table.flag("ask"),
        words=table.text("words", ""),
        basis=table.text("basis"),
    )
