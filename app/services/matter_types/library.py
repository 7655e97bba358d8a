"""All matter types and powers: the standard set that is shipped, and above it what the office wrote itself."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.services.foundation.errors import DomainError
from app.services.matter_types.model import MatterType, Power
from app.services.matter_types.reading import POWERS_FILE, parse_type, read_powers, read_type


class OwnTypeText(NamedTuple):
    """A type the office wrote: its TOML as kept in the store, and what the version is called (本院 2026-11-26).

    The rest repeats what stands in the text, so that a spoilt one is known by its type.
    """

    text: str
    version: str
    code: str = ""
    name: str = ""
    valid_from: date = date.min


OwnTypes = Callable[[], Sequence[OwnTypeText]]
OwnPowers = Callable[[], Sequence[Power]]


def no_own_types() -> Sequence[OwnTypeText]:
    """The office has no types of its own."""
    return ()


def no_own_powers() -> Sequence[Power]:
    """The office has no list of its own."""
    return ()


class MatterTypeUnknown(DomainError):
    """No matter type goes by that name."""

    def __init__(self, wanted: str, names: Sequence[str]) -> None:
        """``names`` are those there are."""
        super().__init__(f"没有监督事项类型“{wanted}”。现有的类型是：{'、'.join(names)}。请从中选择。")


class TypeDamaged(DomainError):
    """A type of the office cannot be read; nothing begins with it until that is mended."""

    def __init__(self, own: OwnTypeText, why: object) -> None:
        """``why`` is what reading it said."""
        super().__init__(
            f"“{own.name or own.code}”的本院版本（{own.version}）已损坏，不能按它登记新的事项（{why}）"
            "请在“系统管理 · 事项类型与职权”停用这个版本。"
        )
        self.own, self._why = own, why

    def again(self) -> "TypeDamaged":
        """The same to be raised once more, without the traces of the last time."""
        return TypeDamaged(self.own, self._why)


Version = MatterType | TypeDamaged


class TypeLibrary:
    """Types by code, name, or what a ledger calls them. The standard set is read once, the office's when it changes."""

    def __init__(self, folder: Path, own: OwnTypes = no_own_types, own_powers: OwnPowers = no_own_powers) -> None:
        """Nothing is read yet."""
        self._folder, self._own, self._own_powers = folder, own, own_powers
        self._parsed: dict[OwnTypeText, Version] = {}
        self._seen: Sequence[OwnTypeText] | None = None
        self._days: list[date] = []  # on which another set of versions begins to count
        self._chosen: dict[int, dict[str, Version]] = {}  # by the span between two of them
        self._named: dict[tuple[int, str], Version | None] = {}

    @cached_property
    def standard(self) -> tuple[MatterType, ...]:
        """The shipped types, in the order of their files; raises DomainError."""
        paths = sorted(path for path in self._folder.glob("*.toml") if path.name != POWERS_FILE)
        return tuple(read_type(path) for path in paths)

    @cached_property
    def standard_powers(self) -> tuple[Power, ...]:
        """The shipped list of powers; raises DomainError."""
        return read_powers(self._folder / POWERS_FILE)

    def own(self) -> tuple[MatterType, ...]:
        """The office's versions that can be read."""
        read = (self._read(each) for each in self._own())
        return tuple(each for each in read if isinstance(each, MatterType))

    def versions(self, on: date) -> dict[str, Version]:
        """By code: the office's newest version that day, else the standard one. A spoilt one blocks its type only."""
        span = self._span(on)
        if span not in self._chosen:
            self._chosen[span] = self._choose(on)
        return self._chosen[span]

    def in_force(self, on: date) -> tuple[MatterType, ...]:
        """One type of each code, in the order of the standard set; without those whose version is spoilt."""
        return tuple(each for each in self.versions(on).values() if isinstance(each, MatterType))

    def find(self, name: str, on: date) -> MatterType:
        """The type with this code or name in force that day; raises MatterTypeUnknown, TypeDamaged."""
        known = self.versions(on)
        for code, each in known.items():
            if name == code or name in self._names(code, each)[:1]:
                return _sound(each)
        raise MatterTypeUnknown(name, [each.name for each in known.values() if isinstance(each, MatterType)])

    def called(self, kind: str, on: date) -> MatterType | None:
        """The type of a kind as a ledger writes it; None where it fits no type. The longest name that fits counts.

        Raises TypeDamaged where it is a type whose version of that day is spoilt.
        """
        key = self._span(on), kind
        if key not in self._named:
            known = self.versions(on)
            fitting = [
                (len(name), each)
                for code, each in known.items()
                for name in self._names(code, each)
                if name == kind or name in kind
            ]
            self._named[key] = max(fitting, key=lambda pair: pair[0])[1] if fitting else None
        found = self._named[key]
        return None if found is None else _sound(found)

    def _span(self, on: date) -> int:
        """Ledgers ask for every row: between two days on which something changes the answer is worked out once."""
        texts = self._own()
        if self._seen != texts:
            self._seen, self._chosen, self._named = texts, {}, {}
            bounds = {day for each in (*self.standard, *self.own()) for day in _bounds(each)}
            self._days = sorted(bounds | {each.valid_from for each in texts})
        return bisect_right(self._days, on)

    def _choose(self, on: date) -> dict[str, Version]:
        chosen: dict[str, Version] = {each.code: each for each in self.standard if each.is_in_force(on)}
        for text in sorted(self._own(), key=lambda own: own.valid_from):
            read = self._read(text)
            if isinstance(read, TypeDamaged):
                if text.valid_from <= on:
                    chosen[text.code] = read
            elif read.is_in_force(on):
                chosen[read.code] = read
        return chosen

    def _read(self, own: OwnTypeText) -> Version:
        if own not in self._parsed:
            try:
                self._parsed[own] = parse_type(own.text, f"本院事项类型（{own.version}）", own.version)
            except DomainError as error:
                self._parsed[own] = TypeDamaged(own, error)
        return self._parsed[own]

    def _names(self, code: str, version: Version) -> tuple[str, ...]:
        """What a type is called; a spoilt one by its standard."""
        if isinstance(version, MatterType):
            return (version.name, *version.names, *version.kinds)
        standard = next((each for each in self.standard if each.code == code), None)
        names = (standard.name, *standard.names, *standard.kinds) if standard else ()
        return tuple(name for name in (version.own.name, *names) if name)

    def power(self, act: str, on: date) -> Power:
        """Who may decide an act put up that day; raises DomainError where nobody says."""
        own = [each for each in self._own_powers() if each.act == act and each.is_in_force(on)]
        if own:
            return max(own, key=lambda each: each.valid_from or date.min)
        for each in self.standard_powers:
            if each.act == act and each.is_in_force(on):
                return each
        raise DomainError(f"职权清单中没有“{act}”在 {on} 有效的规定。请由管理员在“事项类型与职权”里补上。")

    def powers(self, on: date) -> tuple[Power, ...]:
        """The whole list in force that day, the standard order first."""
        acts = dict.fromkeys((*(each.act for each in self.standard_powers), *(each.act for each in self._own_powers())))
        found: list[Power] = []
        for act in acts:
            try:
                found.append(self.power(act, on))
            except DomainError:  # an act of another time has no line today
                continue
        return tuple(found)


def _bounds(kind: MatterType) -> Iterator[date]:
    """The first day a version counts, and the first on which it does so no longer."""
    if kind.valid_from is not None:
        yield kind.valid_from
    if kind.valid_to is not None:
        yield kind.valid_to + timedelta(days=1)


def _sound(version: Version) -> MatterType:
    if isinstance(version, TypeDamaged):
        raise version.again()
    return version
