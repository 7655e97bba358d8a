"""The standard items and indicators with what the office defines laid over them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.models.indicator_terms import Direction
from app.models.terms import Certainty
from app.services.foundation.errors import DomainError
from app.services.importing.vocabulary import folded
from app.services.indicators.expressions import Expression, parsed, sum_of
from app.services.indicators.lists import Kind, Ratio, StructureList
from app.services.indicators.model import Indicator, Item
from app.services.indicators.own import OwnDefinitions, OwnIndicatorText, OwnItemText


@dataclass(frozen=True)
class Standard:
    """What is shipped."""

    items: Mapping[str, Item]
    indicators: Mapping[str, Indicator]
    ratios: tuple[Ratio, ...]
    structures: tuple[StructureList, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Combined:
    """Everything that counts at a moment. ``damaged`` says which definitions of the office are left out, and why."""

    items: dict[str, Item]
    indicators: dict[str, Indicator]
    damaged: tuple[str, ...] = ()
    sums: Mapping[str, str] = field(default_factory=dict)  # of 件 and of parts: in words, what is added up

    @cached_property
    def called(self) -> dict[str, Item]:
        """Items by name and synonym, without blanks and brackets."""
        return {folded(word): item for item in self.items.values() for word in (item.name, *item.synonyms)}

    @cached_property
    def indicators_called(self) -> dict[str, Indicator]:
        """Indicators by code, name and other names."""
        every = self.indicators.values()
        return {folded(word): each for each in every for word in (each.code, each.name, *each.also)}

    def item_called(self, words: str) -> Item | None:
        """The item a table calls so, by its name or a synonym; None where nobody listed it."""
        return self.called.get(folded(words))

    def indicator_called(self, words: str) -> Indicator | None:
        """The indicator a table calls so, with or without its unit in brackets."""
        return self.indicators_called.get(folded(words))

    @cached_property
    def measures(self) -> frozenset[str]:
        """Everything the store may be asked to count."""
        return frozenset(item.measure for item in self.items.values() if item.measure)


def combine(standard: Standard, own: OwnDefinitions) -> Combined:
    """What counts; a definition of the office that cannot be read is left out with its sentence."""
    items, damaged = dict(standard.items), []
    for text in own.items:
        try:
            if text.name in standard.items:
                raise DomainError("标准项目里已有同名的项目。")
            items[text.name] = own_item(text)
        except DomainError as problem:
            damaged.append(f"本院项目“{text.name}”没有计入：{problem}")
    sums = {}
    for name, parts in parts_of(standard, own).items():
        if items[name].total is None and parts:
            items[name] = replace(items[name], total=sum_of(parts))
            sums[name] = "、".join(parts)
    damaged += _drop_unreadable_sums(items)
    indicators = dict(standard.indicators)
    for each in own.indicators:
        try:
            indicators[each.code] = own_indicator(each, items, standard.indicators)
        except DomainError as problem:
            damaged.append(f"本院指标 {each.code}“{each.name}”没有计入：{problem}")
    return Combined(items, indicators, tuple(damaged), sums)


def parts_of(standard: Standard, own: OwnDefinitions) -> dict[str, tuple[str, ...]]:
    """The items that the 件 of each field and each part of a structure are added up from."""
    found: dict[str, tuple[str, ...]] = {}
    for ratio in standard.ratios:
        steps = counted_steps(ratio, own)
        found[ratio.total] = (ratio.cases, *steps) if steps else ()
    for structure in standard.structures:
        mapped = mapping_of(structure.code, standard.kinds, own)
        for part in structure.parts:
            found[part.item] = tuple(item for item, code in mapped.items() if code == part.code)
    return found


def counted_steps(ratio: Ratio, own: OwnDefinitions) -> tuple[str, ...]:
    """The steps that add to the 件 of a field: as the office decided, else as shipped."""
    shipped = [each.item for each in ratio.steps]
    added = [item for (of, item), _is_on in own.steps.items() if of == ratio.field and item not in shipped]
    default = {each.item: each.is_counted for each in ratio.steps}
    return tuple(item for item in (*shipped, *added) if own.steps.get((ratio.field, item), default.get(item, False)))


def mapping_of(structure: str, kinds: Sequence[Kind], own: OwnDefinitions) -> dict[str, str]:
    """Kind → part of a structure, empty where it is not counted: as the office decided, else as shipped."""
    found = {each.item: dict(each.parts).get(structure, "") for each in kinds}
    found |= {item: part for (of, item), part in own.kinds.items() if of == structure}
    return found


def own_item(text: OwnItemText) -> Item:
    """An item of the office; raises DomainError where its sum cannot be read."""
    total = parsed(text.total) if text.total else None
    return Item(text.name, text.area, text.unit, (), total, is_own=True)


def own_indicator(
    text: OwnIndicatorText, items: Mapping[str, Item], standard: Mapping[str, Indicator] | None = None
) -> Indicator:
    """An indicator of the office; raises DomainError where it counts what there is not."""
    if text.code in (standard or {}):
        raise DomainError("标准指标里已有同样的代码。")
    numerator, denominator = parsed(text.numerator), parsed(text.denominator)
    unknown = [name for each in (numerator, denominator) for name in each.items if name not in items]
    if unknown:
        raise DomainError(f"没有叫“{unknown[0]}”的项目。")
    return Indicator(
        code=text.code,
        area=text.area,
        name=text.name,
        also=(),
        numerator=numerator,
        denominator=denominator,
        unit=text.unit,
        is_rate=text.is_rate,
        basis=text.basis,
        direction=Direction.NEITHER,
        certainty=Certainty.UNVERIFIED,
        valid_to=None,
        note=text.note,
        source=text.source,
        edition=text.edition,
        first_month=text.first_month,
        last_month=text.last_month,
    )


def circle(items: Mapping[str, Item], start: str) -> tuple[str, ...]:
    """How a sum comes back to itself: a, b, a; empty where it does not."""

    def follow(name: str, way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        item = items.get(name)
        for part in item.total.items if item and item.total else ():
            if part == start:
                yield (*way, part)
            elif part not in way:
                yield from follow(part, (*way, part))

    return next(follow(start, (start,)), ())


def _drop_unreadable_sums(items: dict[str, Item]) -> list[str]:
    """Sums over items there are not, or over themselves, count as typed only."""
    said = []
    for name, item in list(items.items()):
        total = item.total
        unknown = next((part for part in total.items if part not in items), None) if total else None
        if unknown is not None:
            said.append(f"项目“{name}”不再由各项相加：没有叫“{unknown}”的项目。")
        elif total is not None and circle(items, name):
            said.append(f"项目“{name}”不再由各项相加：相加的项目绕了一圈（{' → '.join(circle(items, name))}）。")
        else:
            continue
        items[name] = replace(item, total=None)
    return said


def names_within(items: Mapping[str, Item], expressions: Sequence[Expression]) -> tuple[str, ...]:
    """The items expressions count, and all that totals nobody typed are added up from, however deep."""
    found: set[str] = set()
    waiting = [name for each in expressions for name in each.items]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            total = items[name].total
            waiting += total.items if total else ()
    return tuple(sorted(found))
