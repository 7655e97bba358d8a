"""反向审视统计表 as data: its sources and columns; each column counts as the figure it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable
from app.services.review_statistics.counting import Wanted
from app.services.review_statistics.definitions import Definitions, FigureDefinition, read_definitions
from app.services.review_statistics.groups import ReviewSource
from app.services.statistics_tables.rows import Column

_PARTS = ("n", "d", "rate")


@dataclass(frozen=True)
class ReverseColumn:
    """A column and what it counts; ``wanted`` is None of a rate, which has none of its own."""

    column: Column
    wanted: Wanted | None
    unplaced: Wanted | None  # the same where the date cannot be told; only of the part that has the dates
    is_of_cases: bool  # counted by the source of the case, never by that of the review
    has_no_kind: bool  # of cases whether they were reviewed or not


@dataclass(frozen=True)
class ReverseDefinition:
    """Everything the file says."""

    title: str
    source: str
    notes: tuple[str, ...]
    sources: tuple[ReviewSource, ...]
    columns: tuple[ReverseColumn, ...]


def read_reverse(path: Path, figures_path: Path) -> ReverseDefinition:
    """Read both files; raises DomainError that names place and key."""
    table, figures = TomlTable.read(path), read_definitions(figures_path)
    table.only(("code", "title", "basis", "certainty", "notes", "source", "column"))
    columns = tuple(_column(each, figures) for each in table.tables("column", "列"))
    keys = {each.column.key for each in columns if each.wanted is not None}
    for each in columns:
        if each.column.is_rate and not {each.column.n, each.column.d} <= keys:
            raise table.refuse("n", f"“{each.column.n}”“{each.column.d}”应当是本表的计数列")
    certainty = Certainty.labelled(table.text("certainty"))
    if certainty is None:
        raise table.refuse("certainty", f"应当是{'、'.join(each.label for each in Certainty)}之一")
    return ReverseDefinition(
        title=table.text("title"),
        source=f"{table.text('basis')}（{certainty.label}）",
        notes=table.texts("notes"),
        sources=tuple(_sources(table.tables("source", "来源"))),
        columns=columns,
    )


def _sources(tables: Iterable[TomlTable]) -> Iterable[ReviewSource]:
    for each in tables:
        each.only(("key", "title", "petition_kinds", "triggers"))
        yield ReviewSource(each.text("key"), each.text("title"), each.texts("petition_kinds"), each.texts("triggers"))


def _column(table: TomlTable, figures: Definitions) -> ReverseColumn:
    table.only(("key", "title", "figure", "part", "n", "d", "is_of_cases", "has_no_kind"))
    part, figure = table.text("part"), figures.figure(table.text("figure"))
    if part not in _PARTS or (part == "d" and "d" not in figure.parts):
        raise table.refuse("part", f"应当是{'、'.join(_PARTS)}之一，并且该统计项有这一部分")
    is_rate = part == "rate"
    column = Column(
        key=table.text("key"),
        title=table.text("title"),
        unit="%" if is_rate else figure.unit,
        definition=_meant(figure, part),
        n=table.text("n") if is_rate else "",
        d=table.text("d") if is_rate else "",
        source=f"{figure.source}（{figure.certainty.label}）",
    )
    parts = figure.parts
    wanted = None if is_rate else parts["d" if part == "d" else "n"]
    return ReverseColumn(
        column,
        wanted,
        None if wanted is None else wanted._replace(is_unplaced=True),
        table.flag("is_of_cases"),
        table.flag("has_no_kind"),
    )


def _meant(figure: FigureDefinition, part: str) -> str:
    if part == "rate":
        return f"{figure.name}：{figure.basis}。"
    return figure.d_words if part == "d" else figure.n_words
