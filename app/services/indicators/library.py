"""The standard library of items and indicators, read from ``resources/indicators``; spoilt files are refused."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from app.models.indicator_terms import Basis, Direction
from app.models.terms import Certainty, Term
from app.services.base_data.measures import family_of, is_measure
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.combining import Combined, Standard, combine
from app.services.indicators.expressions import Expression, NotAnExpression, parsed
from app.services.indicators.lists import KINDS_FILE, STEPS_FILE, read_kinds, read_ratios, read_structures
from app.services.indicators.model import STOCKS, Indicator, Item
from app.services.indicators.own import NOTHING_OWN, Own, OwnDefinitions

OTHER_FILES = (STEPS_FILE, KINDS_FILE)  # what ratios and structures are made of
ITEMS_FILES = "items*.toml"  # items of the indicators, and of the tables that are filled from base data
_Term = TypeVar("_Term", bound=Term)
_ITEM_KEYS = ("name", "area", "unit", "sum", "synonyms", "measure", "stock")
_KEYS = (
    *("code", "area", "name", "also", "numerator", "denominator", "unit", "form", "basis"),
    *("direction", "certainty", "valid_to", "note"),
)


class IndicatorLibrary:
    """Items by name, indicators by code, in the order of the files; what the office defines stands behind them.

    Asked anew each time: what the office changed, took back, or wrote in another window counts at once.
    """

    def __init__(self, folder: Path, own: Own = lambda: NOTHING_OWN) -> None:
        """Nothing is read before it is asked for; ``own`` gives the same object as long as nothing changed."""
        self._folder, self._own = folder, own
        self._seen: tuple[OwnDefinitions, Combined] | None = None

    @property
    def current(self) -> Combined:
        """Everything as it counts at this moment; raises DomainError where a shipped file is wrong."""
        own, seen = self._own(), self._seen
        if seen is None or seen[0] is not own:
            seen = self._seen = own, combine(self.standard, own)
        return seen[1]

    def as_written(self, own: OwnDefinitions) -> "IndicatorLibrary":
        """The library as it will be with definitions that an open transaction has not committed yet."""
        made = IndicatorLibrary(self._folder, lambda: own)
        made.standard = self.standard
        return made

    @property
    def items(self) -> dict[str, Item]:
        """All items by name; raises DomainError where the file is wrong."""
        return self.current.items

    @property
    def indicators(self) -> dict[str, Indicator]:
        """All indicators by code; raises DomainError naming file, place and key."""
        return self.current.indicators

    @property
    def own(self) -> OwnDefinitions:
        """What the office defines."""
        return self._own()

    def item_called(self, words: str) -> Item | None:
        """The item a table calls so, by its name or a synonym; None where nobody listed it."""
        return self.current.item_called(words)

    def indicator_called(self, words: str) -> Indicator | None:
        """The indicator a table calls so, with or without its unit in brackets."""
        return self.current.indicator_called(words)

    def measures_for(self, names: Iterable[str]) -> frozenset[str]:
        """What the store is asked to count for some items: all of their families, so that "all others" is right."""
        current = self.current
        families = {family_of(current.items[name].measure) for name in names}
        return frozenset(each for each in current.measures if family_of(each) in families)

    @cached_property
    def standard(self) -> Standard:
        """What is shipped; raises DomainError where a file is wrong."""
        items = self._standard_items()
        made = Standard(
            items,
            self._standard_indicators(items),
            read_ratios(self._folder),
            read_structures(self._folder),
            read_kinds(self._folder),
        )
        named = [name for each in made.ratios for name in (each.total, each.cases, *(step.item for step in each.steps))]
        named += [part.item for each in made.structures for part in each.parts]
        named += [each.item for each in made.kinds]
        unknown = [name for name in named if name not in items]
        if unknown:
            raise DomainError(f"文件 {STEPS_FILE} 或 {KINDS_FILE} 里的“{unknown[0]}”不是登记过的项目。请改正后再用。")
        return made

    def _standard_items(self) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for each in self._tables("item", "项目"):
            item = _item(each)
            if item.name in found:
                raise each.refuse("name", f"（{item.name}）写了两次")
            found[item.name] = item
        return found

    def _standard_indicators(self, items: Mapping[str, Item]) -> dict[str, Indicator]:
        found: dict[str, Indicator] = {}
        for table in self._tables("indicator", "指标"):
            indicator = _indicator(table, items)
            if indicator.code in found:
                raise table.refuse("code", f"（{indicator.code}）写了两次")
            found[indicator.code] = indicator
        return found

    def _tables(self, key: str, title: str) -> Iterator[TomlTable]:
        for path in sorted(self._folder.glob("*.toml")):
            if path.name not in OTHER_FILES and path.match(ITEMS_FILES) is (key == "item"):
                table = TomlTable.read(path)
                table.only((key,))
                yield from table.tables(key, title)


def _indicator(table: TomlTable, items: Mapping[str, Item]) -> Indicator:
    table.only(_KEYS)
    form = table.text("form", "率")
    if form not in {"率", "比"}:
        raise table.refuse("form", "应当是“率”或“比”")
    return Indicator(
        code=table.text("code"),
        area=table.text("area"),
        name=table.text("name"),
        also=table.texts("also"),
        numerator=_counting(table, "numerator", items),
        denominator=_counting(table, "denominator", items),
        unit=table.text("unit"),
        is_rate=form == "率",
        basis=_term(table, "basis", Basis, Basis.PERIOD),
        direction=_term(table, "direction", Direction, Direction.NEITHER),
        certainty=_term(table, "certainty", Certainty, Certainty.UNVERIFIED),
        valid_to=table.optional_day("valid_to"),
        note=table.text("note", ""),
    )


def _counting(table: TomlTable, key: str, items: Mapping[str, Item]) -> Expression:
    found = _expression(table, key)
    for name in found.items:
        if name not in items:
            raise table.refuse(key, f"里的“{name}”不是登记过的项目")
    return found


def _item(table: TomlTable) -> Item:
    table.only(_ITEM_KEYS)
    total = _expression(table, "sum") if "sum" in table.values else None
    measure = table.text("measure", "")
    if not is_measure(measure):
        raise table.refuse(
            "measure", f"（{measure}）应当是 issued、replied、adopted，或以 letter:、matter:、source: 开头"
        )
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
