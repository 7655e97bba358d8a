"""The figures of a month as data: read from resources/statistics/month.toml and checked against the measures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable
from app.services.monthly_statistics.rows import Part, Subject

SUBJECTS = {"suggestion": "检察建议", "matter": "监督事项"}

Measures = Mapping[Subject, Collection[str]]  # the names of what can be counted


@dataclass(frozen=True)
class FigureDefinition:
    """One figure: what it is called and which measures make it up; ``parts`` maps n, d, left_out to a measure."""

    code: str
    name: str
    definition: str
    subject: Subject
    parts: Mapping[Part, str]
    left_out_name: str


@dataclass(frozen=True)
class BreakdownDefinition:
    """One breakdown table."""

    title: str
    subject: Subject
    by: str
    measures: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True)
class MonthDefinitions:
    """Everything the file says."""

    figures: tuple[FigureDefinition, ...]
    breakdowns: tuple[BreakdownDefinition, ...]
    notes: tuple[str, ...]
    reply_time: tuple[int, ...]

    def figure(self, code: str) -> FigureDefinition:
        """The definition of a code; raises DomainError."""
        for figure in self.figures:
            if figure.code == code:
                return figure
        raise DomainError(f"没有“{code}”这一统计项。请从月度统计页面或 month --json 中选取已有的统计项。")


def read_definitions(path: Path, measures: Measures) -> MonthDefinitions:
    """Read the file; raises DomainError that names the place, for an unknown measure too."""
    table = TomlTable.read(path)
    table.only(("figure", "breakdown", "titles", "notes", "reply_time"))
    titles = {key: str(value) for key, value in _below(table, "titles").values.items()}
    return MonthDefinitions(
        figures=tuple(_figure(each, measures) for each in table.tables("figure", "统计项")),
        breakdowns=tuple(_breakdown(each, measures, titles) for each in table.tables("breakdown", "分项表")),
        notes=_texts(_below(table, "notes"), "text"),
        reply_time=_numbers(_below(table, "reply_time"), "upto"),
    )


def _figure(table: TomlTable, measures: Measures) -> FigureDefinition:
    table.only(("code", "name", "definition", "subject", "n", "d", "left_out", "left_out_name"))
    subject = _subject(table)
    named: tuple[Part, ...] = ("n", "d", "left_out")
    parts = {part: table.text(part) for part in named if part == "n" or part in table.values}
    for part, measure in parts.items():
        if measure not in measures[subject]:
            raise table.refuse(part, f"“{measure}”不是可以统计的量")
    return FigureDefinition(
        code=table.text("code"),
        name=table.text("name"),
        definition=table.text("definition"),
        subject=subject,
        parts=parts,
        left_out_name=table.text("left_out_name", ""),
    )


def _breakdown(table: TomlTable, measures: Measures, titles: Mapping[str, str]) -> BreakdownDefinition:
    table.only(("title", "subject", "by", "measures"))
    subject = _subject(table)
    chosen = _texts(table, "measures")
    for measure in chosen:
        if measure not in measures[subject] or measure not in titles:
            raise table.refuse("measures", f"中的“{measure}”不是可以统计的量，或没有写明名称")
    heads = tuple(titles[measure] for measure in chosen)
    return BreakdownDefinition(table.text("title"), subject, table.text("by"), chosen, heads)


def _subject(table: TomlTable) -> Subject:
    subject = table.text("subject")
    if subject not in SUBJECTS:
        raise table.refuse("subject", "应当是 suggestion 或 matter")
    return cast(Literal["suggestion", "matter"], subject)


def _below(table: TomlTable, key: str) -> TomlTable:
    value = table.values.get(key)
    if not isinstance(value, dict):
        raise table.refuse(key, "没有填写")
    return TomlTable(f"{table.where} {key}", value)


def _texts(table: TomlTable, key: str) -> tuple[str, ...]:
    value = table.values.get(key)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise table.refuse(key, "应当是一组文字")
    return tuple(value)


def _numbers(table: TomlTable, key: str) -> tuple[int, ...]:
    value = table.values.get(key)
    if not isinstance(value, list) or not all(isinstance(each, int) for each in value):
        raise table.refuse(key, "应当是一组整数")
    return tuple(value)
