"""What the 案-件比 and the 结构比 are made of, as shipped: steps that count, kinds by part."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable

STEPS_FILE, KINDS_FILE = "ratio_steps.toml", "case_kinds.toml"


@dataclass(frozen=True)
class Step:
    """A step that may add to the 件 of a field."""

    item: str
    is_counted: bool  # as shipped
    certainty: Certainty
    note: str


@dataclass(frozen=True)
class Ratio:
    """The 案-件比 of a field: ``total`` (件) is ``cases`` (案) and the steps that count."""

    field: str  # 刑事
    indicator: str  # XS01
    total: str
    cases: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class StructurePart:
    """One part of a 结构比 and the item that counts it."""

    code: str  # JG01-1
    item: str


@dataclass(frozen=True)
class StructureList:
    """A 结构比 and its parts."""

    code: str  # JG01
    name: str
    parts: tuple[StructurePart, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of case; ``parts`` says by structure which part it goes into, as shipped."""

    item: str
    certainty: Certainty
    parts: tuple[tuple[str, str], ...]


def read_ratios(folder: Path) -> tuple[Ratio, ...]:
    """The fields with their steps; raises DomainError naming file, place and key."""
    table = TomlTable.read(folder / STEPS_FILE)
    table.only(("ratio",))
    return tuple(_ratio(each) for each in table.tables("ratio", "案-件比"))


def read_structures(folder: Path) -> tuple[StructureList, ...]:
    """The structures with their parts; raises DomainError."""
    table = TomlTable.read(folder / KINDS_FILE)
    table.only(("structure", "kind"))
    return tuple(_structure(each) for each in table.tables("structure", "结构比"))


def read_kinds(folder: Path) -> tuple[Kind, ...]:
    """The kinds with their parts; raises DomainError, also where a part is none of its structure."""
    table, structures = TomlTable.read(folder / KINDS_FILE), read_structures(folder)
    known = {each.code: {part.code for part in each.parts} for each in structures}
    found = []
    for each in table.tables("kind", "类别"):
        each.only(("item", "certainty", *known))
        parts = tuple((code, each.text(code)) for code in known if code in each.values)
        wrong = next((code for code, part in parts if part not in known[code]), None)
        if wrong is not None:
            raise each.refuse(wrong, f"应当是 {'、'.join(sorted(known[wrong]))} 之一")
        found.append(Kind(each.text("item"), _certainty(each), parts))
    return tuple(found)


def _ratio(table: TomlTable) -> Ratio:
    table.only(("field", "indicator", "total", "cases", "step"))
    field, indicator, total, cases = (table.text(key) for key in ("field", "indicator", "total", "cases"))
    return Ratio(field, indicator, total, cases, tuple(_steps(table)))


def _steps(table: TomlTable) -> Iterator[Step]:
    for each in table.tables("step", "环节"):
        each.only(("item", "counted", "certainty", "note"))
        yield Step(each.text("item"), each.flag("counted"), _certainty(each), each.text("note", ""))


def _structure(table: TomlTable) -> StructureList:
    table.only(("code", "name", "part"))
    parts = []
    for each in table.tables("part", "部分"):
        each.only(("code", "item"))
        parts.append(StructurePart(each.text("code"), each.text("item")))
    return StructureList(table.text("code"), table.text("name"), tuple(parts))


def _certainty(table: TomlTable) -> Certainty:
    label = table.text("certainty", Certainty.UNVERIFIED.label)
    found = Certainty.labelled(label)
    if not isinstance(found, Certainty):
        raise table.refuse("certainty", f"（{label}）应当是 {'、'.join(each.label for each in Certainty)} 之一")
    return found
