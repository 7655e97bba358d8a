"""Sections and lines of the quarterly table, read from ``resources/base_data/quarterly_table.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.indicator_terms import Basis, Direction
from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.expressions import Expression, NotAnExpression, parsed
from app.services.indicators.model import Indicator, Item

_FILE = "quarterly_table.toml"
_LINE = ("name", "level", "cases", "people", "numerator", "denominator", "unit")
_ONE = parsed("1")
CASES, PEOPLE = "件", "人"


@dataclass(frozen=True)
class LineDefinition:
    """One line: what its 件 and its 人 count, each an indicator; a plain count has the denominator 1."""

    code: str
    section: str
    name: str
    level: int
    cases: Indicator | None
    people: Indicator | None
    certainty: Certainty
    source: str


def read_lines(folder: Path, items: Mapping[str, Item]) -> tuple[LineDefinition, ...]:
    """All lines in order; raises DomainError naming file, place and key."""
    table = TomlTable.read(folder / _FILE)
    table.only(("section",))
    return tuple(
        line
        for place, section in enumerate(table.tables("section", "章节"), start=1)
        for line in _section(section, place, items)
    )


def is_rate(indicator: Indicator) -> bool:
    """Whether a line shows n of d, not a count."""
    return indicator.denominator is not _ONE


def _section(table: TomlTable, place: int, items: Mapping[str, Item]) -> list[LineDefinition]:
    table.only(("title", "source", "certainty", "line"))
    certainty = Certainty.labelled(table.text("certainty"))
    if not isinstance(certainty, Certainty):
        raise table.refuse("certainty", f"应当是 {'、'.join(each.label for each in Certainty)} 之一")
    about = table.text("title"), certainty, table.text("source")
    lines = enumerate(table.tables("line", "行"), start=1)
    return [_line(line, f"{place}.{number}", *about, items) for number, line in lines]


def _line(
    table: TomlTable, code: str, section: str, certainty: Certainty, source: str, items: Mapping[str, Item]
) -> LineDefinition:
    table.only(_LINE)
    name = table.text("name")
    sides: dict[str, Indicator | None] = {CASES: None, PEOPLE: None}
    if "numerator" in table.values:
        unit = table.text("unit")
        if unit not in sides:
            raise table.refuse("unit", "应当是“件”或“人”")
        below = _expression(table, "denominator", items)
        sides[unit] = _indicator(code, name, unit, _expression(table, "numerator", items), below)
    else:
        for key, unit in (("cases", CASES), ("people", PEOPLE)):
            if key in table.values:
                sides[unit] = _indicator(code, name, unit, _expression(table, key, items), _ONE)
    if not any(sides.values()):
        raise table.refuse("cases", "和 people、numerator 都没有填写，这一行什么也不统计")
    return LineDefinition(
        code, section, name, table.number("level") or 0, sides[CASES], sides[PEOPLE], certainty, source
    )


def _indicator(code: str, name: str, unit: str, numerator: Expression, denominator: Expression) -> Indicator:
    return Indicator(
        code=code,
        area="业务工作基本情况",
        name=f"{name}（{unit}）",
        also=(),
        numerator=numerator,
        denominator=denominator,
        unit=unit,
        is_rate=denominator is not _ONE,
        basis=Basis.PERIOD,
        direction=Direction.NEITHER,
        certainty=Certainty.PARTLY,
        valid_to=None,
        note="",
    )


def _expression(table: TomlTable, key: str, items: Mapping[str, Item]) -> Expression:
    try:
        found = parsed(table.text(key))
    except NotAnExpression as problem:
        raise table.refuse(key, f"读不懂：{problem}") from problem
    for name in found.items:
        if name not in items:
            raise table.refuse(key, f"里的“{name}”不是登记过的项目")
    return found
