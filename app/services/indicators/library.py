"""The standard library of items and indicators, read from ``resources/indicators``; spoilt files are refused."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from app.models.indicator_terms import Basis, Direction
from app.models.terms import Certainty, Term
from app.services.foundation.toml_table import TomlTable
from app.services.importing.vocabulary import folded
from app.services.indicators.expressions import Expression, NotAnExpression, parsed
from app.services.indicators.model import STOCKS, Indicator, Item

ITEMS_FILES = "items*.toml"  # items of the indicators, and of the tables that are filled from base data
_Term = TypeVar("_Term", bound=Term)
_ITEM_KEYS = ("name", "area", "unit", "sum", "synonyms", "measure", "stock")
_MEASURES = ("", "issued", "replied")
_KEYS = (
    *("code", "area", "name", "also", "numerator", "denominator", "unit", "form", "basis"),
    *("direction", "certainty", "valid_to", "note"),
)


class IndicatorLibrary:
    """Items by name, indicators by code, in the order of the files."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read before it is asked for."""
        self._folder = folder

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items by name; raises DomainError where the file is wrong."""
        found: dict[str, Item] = {}
        for each in self._tables("item", "项目"):
            item = _item(each)
            if item.name in found:
                raise each.refuse("name", f"（{item.name}）写了两次")
            found[item.name] = item
        return found

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """All indicators by code; raises DomainError naming file, place and key."""
        found: dict[str, Indicator] = {}
        for table in self._tables("indicator", "指标"):
            indicator = self._indicator(table)
            if indicator.code in found:
                raise table.refuse("code", f"（{indicator.code}）写了两次")
            found[indicator.code] = indicator
        return found

    def item_called(self, words: str) -> Item | None:
        """The item a table calls so, by its name or a synonym; None where nobody listed it."""
        return self._called.get(_bare(words))

    def indicator_called(self, words: str) -> Indicator | None:
        """The indicator a table calls so, with or without its unit in brackets."""
        return self._indicators_called.get(_bare(words))

    @cached_property
    def _called(self) -> dict[str, Item]:
        return {_bare(word): item for item in self.items.values() for word in (item.name, *item.synonyms)}

    @cached_property
    def _indicators_called(self) -> dict[str, Indicator]:
        every = self.indicators.values()
        return {_bare(word): each for each in every for word in (each.code, each.name, *each.also)}

    def _tables(self, key: str, title: str) -> Iterator[TomlTable]:
        for path in sorted(self._folder.glob("*.toml")):
            if path.match(ITEMS_FILES) is (key == "item"):
                table = TomlTable.read(path)
                table.only((key,))
                yield from table.tables(key, title)

    def _indicator(self, table: TomlTable) -> Indicator:
        table.only(_KEYS)
        form = table.text("form", "率")
        if form not in {"率", "比"}:
            raise table.refuse("form", "应当是“率”或“比”")
        return Indicator(
            code=table.text("code"),
            area=table.text("area"),
            name=table.text("name"),
            also=table.texts("also"),
            numerator=self._expression(table, "numerator"),
            denominator=self._expression(table, "denominator"),
            unit=table.text("unit"),
            is_rate=form == "率",
            basis=_term(table, "basis", Basis, Basis.PERIOD),
            direction=_term(table, "direction", Direction, Direction.NEITHER),
            certainty=_term(table, "certainty", Certainty, Certainty.UNVERIFIED),
            valid_to=table.optional_day("valid_to"),
            note=table.text("note", ""),
        )

    def _expression(self, table: TomlTable, key: str) -> Expression:
        found = _expression(table, key)
        for name in found.items:
            if name not in self.items:
                raise table.refuse(key, f"里的“{name}”不是登记过的项目")
        return found


def _item(table: TomlTable) -> Item:
    table.only(_ITEM_KEYS)
    total = _expression(table, "sum") if "sum" in table.values else None
    measure = table.text("measure", "")
    if measure not in _MEASURES:
        raise table.refuse("measure", f"（{measure}）应当是 issued 或 replied")
    stock = table.text("stock", "")
    if stock not in STOCKS:
        raise table.refuse("stock", f"（{stock}）应当是“期初”或“期末”")
    named = table.text("name"), table.text("area"), table.text("unit")
    return Item(*named, table.texts("synonyms"), total, measure, stock)


def _expression(table: TomlTable, key: str) -> Expression:
    try:
        return parsed(table.text(key))
    except NotAnExpression as problem:
        raise table.refuse(key, f"读不懂：{problem}") from problem


def _term(table: TomlTable, key: str, kind: type[_Term], default: _Term) -> _Term:
    label = table.text(key, default.label)
    found = kind.labelled(label)
    if not isinstance(found, kind):
        raise table.refuse(key, f"（{label}）应当是 {'、'.join(each.label for each in kind)} 之一")
    return found


def _bare(words: str) -> str:
    """Without blanks, width and brackets: 检察建议采纳率(÷提出) and 检察建议采纳率（÷提出） are the same."""
    return folded(words)
