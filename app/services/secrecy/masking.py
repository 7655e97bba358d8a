"""Names of informants, minors and victims as others read them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.secrecy import ShieldedName
from app.models.terms import RecordType
from app.models.trust_terms import Shielded
from app.services.foundation.toml_table import TomlTable

Masks = Sequence[tuple[str, str]]  # a name and what is shown instead, the longest names first


class Masking:
    """The rule of ``masking.toml``."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the file; it is read when first needed."""
        self._path = folder / "masking.toml"

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

    @cached_property
    def _rule(self) -> tuple[str, Mapping[Shielded, int]]:
        """The sign and how many characters stay, by kind; a kind the file does not name keeps none."""
        table = TomlTable.read(self._path)
        table.only(("sign", "person"))
        keep = {each.text("kind"): each.number("keep") or 0 for each in table.tables("person", "身份")}
        return table.text("sign"), {kind: keep.get(str(kind.value), 0) for kind in Shielded}


def without_names(text: str, masks: Masks) -> str:
    """A text with the names in it masked."""
    for name, mask in masks:
        text = text.replace(name, mask)
    return text
