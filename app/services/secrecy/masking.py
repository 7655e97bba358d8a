"""Names of informants, minors and victims as others read them."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.secrecy import ShieldedName
from app.models.terms import RecordType
from app.models.trust_terms import Shielded
from app.services.foundation.resources import Resources
from app.services.foundation.toml_table import TomlTable
from app.services.secrecy.marked import Belonging

Told = TypeVar("Told")
Masks = Sequence[tuple[str, str]]  # a name and what is shown instead, the longest names first


class Masking:
    """The rule of ``masking.toml``."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the file; it is read when first needed."""
        self._path = folder / "masking.toml"

    @classmethod
    def shipped(cls) -> "Masking":
        """By the program's own rule."""
        return cls(Resources.shipped().secrecy)

    def hidden(
        self, session: Session, rows: Sequence[Told], of: Callable[[Told], Belonging], *fields: str
    ) -> tuple[Told, ...]:
        """Rows as they are told away from the page of their record: texts in ``fields`` without the names it masks."""
        masks = self.of_rows(session, {place: of(row) for place, row in enumerate(rows)})
        return tuple(_without(row, fields, masks[place]) if place in masks else row for place, row in enumerate(rows))

    def masked(self, name: str, kind: Shielded) -> str:
        """张三丰 → 张某某; of an informant nothing is left."""
        sign, keep = self._rule
        left = name[: keep[kind]]
        return left + sign * (len(name) - len(left))

    def of(self, session: Session, record_type: RecordType, ids: Sequence[int]) -> Mapping[int, Masks]:
        """What is masked in each of some records; most have nothing and are not in it."""
        wanted = select(ShieldedName.record_id, ShieldedName.name, ShieldedName.kind).where(
            ShieldedName.record_type == record_type, ShieldedName.record_id.in_(ids)
        )
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for record, name, kind in session.execute(wanted):
            found[record].append((name, self.masked(name, kind)))
        return {record: sorted(masks, key=lambda each: -len(each[0])) for record, masks in found.items()}

    def everywhere(self, session: Session, further: Mapping[str, Shielded] = MappingProxyType({})) -> Masks:
        """Every name that some record masks, and ``further`` ones, for what belongs to no record."""
        kinds = dict(further)
        for name, kind in session.execute(select(ShieldedName.name, ShieldedName.kind)):
            kinds[name] = kind
        return sorted(((name, self.masked(name, kind)) for name, kind in kinds.items()), key=lambda each: -len(each[0]))

    @staticmethod
    def is_needed(session: Session) -> bool:
        """Whether any name is masked at all; in most stores none is."""
        return session.scalar(select(ShieldedName.id).limit(1)) is not None

    def of_rows(self, session: Session, belonging: Mapping[int, Belonging]) -> Mapping[int, Masks]:
        """What is masked in rows, each of which belongs to a record."""
        if not belonging or not self.is_needed(session):
            return {}
        records: dict[RecordType, set[int]] = defaultdict(set)
        for record_type, record in belonging.values():
            records[record_type].add(record)
        found = {kind: self.of(session, kind, sorted(ids)) for kind, ids in records.items()}
        return {row: masks for row, (kind, record) in belonging.items() if (masks := found[kind].get(record, ()))}

    @cached_property
    def _rule(self) -> tuple[str, Mapping[Shielded, int]]:
        """The sign and how many characters stay, by kind; a kind the file does not name keeps none."""
        table = TomlTable.read(self._path)
        table.only(("sign", "person"))
        keep = {each.text("kind"): each.number("keep") or 0 for each in table.tables("person", "身份")}
        return table.text("sign"), {kind: keep.get(str(kind.value), 0) for kind in Shielded}


def _without(row: Told, fields: Sequence[str], masks: Masks) -> Told:
    changed: dict[str, Any] = {}
    for name in fields:
        value = getattr(row, name)
        if isinstance(value, tuple):
            changed[name] = tuple(without_names(each, masks) for each in value)
        else:
            changed[name] = without_names(value, masks)
    return replace(row, **changed)  # type: ignore[type-var]  # rows are frozen dataclasses


def without_names(text: str, masks: Masks) -> str:
    """A text with the names in it masked, also where blanks stand between their characters, as tables set 张　三."""
    for name, mask in masks:
        if name[0] in text:
            text = _spaced(name).sub(mask.replace("\\", r"\\"), text)
    return text


@lru_cache(maxsize=1024)
def _spaced(name: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, name)))
