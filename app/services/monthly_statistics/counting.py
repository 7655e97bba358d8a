"""Counting a month: two aggregate statements for letters, one for matters, never one per figure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, case, func, literal, select

from app.models.matter import Matter
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Stage, SuggestionKind, Term
from app.services.monthly_statistics.measures import Flag, measures_of
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.rows import Group, RecordRef, Subject

TABLES: Mapping[str, Any] = {"suggestion": Letter, "matter": Matter}
GROUPS: Mapping[tuple[str, str], Any] = {
    ("suggestion", "kind"): Letter.kind,
    ("suggestion", "addressee"): Letter.addressee,
    ("matter", "kind"): Matter.kind,
    ("matter", "stage"): Matter.stage,
}
_TERMS: Mapping[tuple[str, str], type[Term]] = {
    ("suggestion", "kind"): SuggestionKind,
    ("matter", "stage"): Stage,
}


@dataclass
class Tally:
    """The counts of one subject: ``total[measure]`` and ``by[grouping][value][measure]``."""

    total: Counter[str] = field(default_factory=Counter)
    by: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)

    def add(self, groups: Mapping[str, str], counts: Mapping[str, int]) -> None:
        """Take in one row of an aggregate."""
        self.total.update(counts)
        for by, value in groups.items():
            self.by.setdefault(by, {}).setdefault(value, Counter()).update(counts)


def tally(connection: Connection, subject: Subject, period: Period) -> Tally:
    """All measures of one subject in the month."""
    found = measures_of(subject, period)
    result = Tally()
    if subject == "suggestion":
        by = {each: GROUPS[subject, each] for each in ("kind", "addressee")}
        _add(connection, result, by, found.flows, found.touched)
        # Bare, the column would have SQLite walk its index and fetch every row from another place.
        _add(connection, result, {"kind": func.coalesce(Letter.kind, literal(""))}, found.stocks, found.alive)
    else:
        by = {each: GROUPS[subject, each] for each in ("kind", "stage")}
        _add(connection, result, by, found.stocks, found.alive)
    return result


def records_behind(subject: Subject, condition: Flag, group: Group | None) -> Select[Any]:
    """The statement for the records that meet a condition, oldest entry first."""
    table = TABLES[subject]
    statement = select(table.id, table.entry_number).where(condition).order_by(table.id)
    if group is not None:
        statement = statement.where(GROUPS[subject, group.by] == group.value)
    return statement


def fetched(connection: Connection, statement: Select[Any]) -> list[RecordRef]:
    """The records a statement of ``records_behind`` finds.

    Taken from the driver as they are, since neither column needs converting: a row object for each takes as long as
    the whole query.
    """
    return list(map(RecordRef._make, connection.execute(statement).cursor.fetchall()))


def groups_in_order(subject: Subject, by: str, values: Iterable[str]) -> list[Group]:
    """Every term of a set, or the values that occur by name: never by size, which would be a ranking."""
    terms = _TERMS.get((subject, by))
    if terms is None:
        return [Group(by, value, value) for value in sorted(values)]
    return [Group(by, str(term.value), term.label) for term in terms]


def _add(connection: Connection, result: Tally, by: Mapping[str, Any], flags: Mapping[str, Flag], only: Flag) -> None:
    sums = [func.sum(case((flag, 1), else_=0)) for flag in flags.values()]
    statement = select(*by.values(), *sums).where(only).group_by(*by.values())
    for row in connection.execute(statement):
        values = [str(each.value) if isinstance(each, Term) else each for each in row[: len(by)]]
        counts = dict(zip(flags, row[len(by) :], strict=True))
        result.add(dict(zip(by, values, strict=True)), counts)
