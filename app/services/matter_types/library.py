"""All matter types and powers: the standard set that is shipped, and above it what the office wrote itself."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.services.foundation.errors import DomainError
from app.services.matter_types.model import MatterType, Power
from app.services.matter_types.reading import POWERS_FILE, parse_type, read_powers, read_type


class OwnTypeText(NamedTuple):
    """A type the office wrote: its TOML as kept in the store, and what the version is called (本院 2026-11-26)."""

    text: str
    version: str


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


class TypeLibrary:
    """Types by code, name, or what a ledger calls them. The standard set is read once, the office's when it changes."""

    def __init__(self, folder: Path, own: OwnTypes = no_own_types, own_powers: OwnPowers = no_own_powers) -> None:
        """Nothing is read yet."""
        self._folder, self._own, self._own_powers = folder, own, own_powers
        self._parsed: dict[OwnTypeText, MatterType] = {}

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
        """The office's versions; raises DomainError where one was spoilt."""
        texts = self._own()
        for each in texts:
            if each not in self._parsed:
                self._parsed[each] = parse_type(each.text, f"本院事项类型（{each.version}）", each.version)
        return tuple(self._parsed[each] for each in texts)

    def in_force(self, on: date) -> tuple[MatterType, ...]:
        """One type of each code: the office's newest version in force that day, else the standard one."""
        chosen = {each.code: each for each in self.standard if each.is_in_force(on)}
        for each in sorted(self.own(), key=lambda version: version.valid_from or date.min):
            if each.is_in_force(on):
                chosen[each.code] = each
        return tuple(chosen.values())

    def find(self, name: str, on: date) -> MatterType:
        """The type with this code or name in force that day; raises MatterTypeUnknown."""
        known = self.in_force(on)
        for each in known:
            if name in (each.code, each.name):
                return each
        raise MatterTypeUnknown(name, [each.name for each in known])

    def called(self, kind: str, on: date) -> MatterType | None:
        """The type of a kind as a ledger writes it; None where it fits no type. The longest name that fits counts."""
        fitting = [
            (len(name), each)
            for each in self.in_force(on)
            for name in (each.name, *each.names)
            if name == kind or name in kind
        ]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

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
