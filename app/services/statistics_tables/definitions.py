"""What a table of the statistics is, as data: its columns with their definitions, its rows, its notes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable
from app.services.statistics_tables.rows import Column

BASES = ("同期", "队列", "时点")


@dataclass(frozen=True)
class ColumnDefinition:
    """A column and what is counted for it; nothing for a rate, and for what the store cannot know (``unknown``)."""

    column: Column
    measure: str
    apart: str  # a measure that stands beside the count
    apart_name: str
    unknown: str  # why nobody can count it


@dataclass(frozen=True)
class RowDefinition:
    """A row and what belongs to it: ``values`` exactly, ``words`` in what was written, ``types`` of matters."""

    key: str
    title: str
    values: tuple[str, ...]
    words: tuple[str, ...]
    types: tuple[str, ...]
    is_spare: bool  # shown only where something was counted; the last one takes what fits no other


@dataclass(frozen=True)
class TableDefinition:
    """Everything the file says."""

    code: str
    title: str
    source: str
    notes: tuple[str, ...]
    columns: tuple[ColumnDefinition, ...]
    rows: tuple[RowDefinition, ...]
    groups: Mapping[str, tuple[str, ...]]

    def measures(self) -> tuple[str, ...]:
        """All that has to be counted."""
        named = [name for each in self.columns for name in (each.measure, each.apart) if name]
        return tuple(dict.fromkeys(named))

    def measure(self, key: str) -> str | None:
        """What a column counts; None where it is a rate, unknown, or not there."""
        return next((each.measure for each in self.columns if each.column.key == key and each.measure), None)


def read_table(path: Path, measures: Collection[str]) -> TableDefinition:
    """Read a file; raises DomainError that names place and key, for what cannot be counted too."""
    table = TomlTable.read(path)
    table.only(("code", "title", "basis", "certainty", "notes", "column", "row", "groups"))
    columns = tuple(_column(each, measures) for each in table.tables("column", "列"))
    keys = [each.column.key for each in columns]
    for each, read in zip(columns, table.tables("column", "列"), strict=True):
        if keys.count(each.column.key) > 1:
            raise read.refuse("key", f"“{each.column.key}”写了两次")
        for part in filter(None, (each.column.n, each.column.d)):
            if part not in {other.column.key for other in columns if other.measure}:
                raise read.refuse("n" if part == each.column.n else "d", f"“{part}”不是本表的计数列")
    return TableDefinition(
        code=table.text("code"),
        title=table.text("title"),
        source=f"{table.text('basis')}（{_certainty(table)}）",
        notes=table.texts("notes"),
        columns=columns,
        rows=tuple(_row(each) for each in table.tables("row", "行")),
        groups=_groups(table),
    )


def _column(table: TomlTable, measures: Collection[str]) -> ColumnDefinition:
    table.only(
        (
            *("key", "title", "unit", "measure", "n", "d", "definition"),
            *("apart", "apart_name", "unknown", "basis", "source", "certainty"),
        )
    )
    for key in ("measure", "apart"):
        if key in table.values and table.text(key) not in measures:
            raise table.refuse(key, f"“{table.text(key)}”不是可以统计的量")
    if sum(("measure" in table.values, "n" in table.values, "unknown" in table.values)) != 1:
        raise table.refuse("measure", "应当与 n、unknown 三者写且只写一个")
    if table.text("basis") not in BASES:
        raise table.refuse("basis", f"应当是{'、'.join(BASES)}之一")
    is_rate = "n" in table.values
    column = Column(
        key=table.text("key"),
        title=table.text("title"),
        unit="%" if is_rate else table.text("unit", "件"),
        definition=table.text("definition"),
        n=table.text("n") if is_rate else "",
        d=table.text("d") if is_rate else "",
        basis=table.text("basis"),
        source=f"{table.text('source')}（{_certainty(table)}）",
    )
    texts = (table.text(key, "") for key in ("measure", "apart", "apart_name", "unknown"))
    return ColumnDefinition(column, *texts)


def _row(table: TomlTable) -> RowDefinition:
    table.only(("key", "title", "values", "words", "types", "spare"))
    values, words, types = (table.texts(key) for key in ("values", "words", "types"))
    return RowDefinition(table.text("key"), table.text("title"), values, words, types, table.flag("spare"))


def _groups(table: TomlTable) -> dict[str, tuple[str, ...]]:
    value = table.values.get("groups", {})
    if not isinstance(value, dict):
        raise table.refuse("groups", "应当是一组词表")
    below = TomlTable(f"{table.where} groups", value)
    return {key: below.texts(key) for key in value}


def _certainty(table: TomlTable) -> str:
    text = table.text("certainty")
    if Certainty.labelled(text) is None:
        raise table.refuse("certainty", f"应当是{'、'.join(each.label for each in Certainty)}之一")
    return text
