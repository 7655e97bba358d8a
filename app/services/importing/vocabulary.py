"""The words of ledgers as data: fields with their column names, and what the words in a column mean."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unicodedata import normalize

from app.services.foundation.errors import DomainError

_BLANK = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_AROUND = ' :;,.*"“”'


def folded(text: str) -> str:
    """A text without blanks, in half width and lower case, for comparing words."""
    return _BLANK.sub("", normalize("NFKC", text)).lower()


def head_names(head: str) -> tuple[str, ...]:
    """The names a header cell may go by: as it is, and without bracketed notes and signs around it."""
    whole = folded(head)
    bare = _BRACKETED.sub("", whole).strip(_AROUND)
    return (whole,) if bare in ("", whole) else (whole, bare)


@dataclass(frozen=True)
class Field:
    """One field a column can mean. ``longest`` is the number of characters the store keeps, None without limit."""

    name: str
    title: str
    type: str
    longest: int | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """One kind of ledger: its fields, the ones a header must have, and its words."""

    kind: str
    name: str
    fields: tuple[Field, ...]
    required: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]]  # column type -> folded word -> value
    prefixes: Mapping[str, tuple[str, ...]]  # what a text begins with
    common: Mapping[str, tuple[str, ...]]  # ditto, empty, no_date, total, note
    one_of: tuple[str, ...] = ()  # of these a header must have at least one
    keeps_further: bool = False  # columns that mean no field are kept with the record instead of being left out
    further_title: str = "结果表其他列"  # where those stand in the record
    fewest_columns: int = 3  # that must be known for a row to be a header

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def by_head(self) -> dict[str, Field]:
        """Fields by every folded column name; a title wins over another field's synonym."""
        heads: dict[str, Field] = {}
        for names in (lambda field: (field.title,), lambda field: field.synonyms):
            for field in self.fields:
                for name in names(field):
                    heads.setdefault(folded(name), field)
        return heads

    def field_of(self, head: str) -> Field | None:
        """The field a header cell names, or None."""
        return next((self.by_head[name] for name in head_names(head) if name in self.by_head), None)

    def titled(self, name: str) -> str:
        """The title of a field; received_on is what 送达日期 and 签收日期 come to."""
        return self.by_name["served_on" if name == "received_on" else name].title

    def titles(self, names: tuple[str, ...]) -> str:
        """Field titles in quotation marks, for sentences."""
        return "".join(f"“{self.by_name[name].title}”" for name in names)


def read_ledger(folder: Path, kind: str) -> Ledger:
    """The vocabulary of one kind; raises DomainError for a kind nobody has described."""
    path = folder / f"{kind}.toml"
    known = {"suggestions", "matters", "clues", "cases", "base-data"}
    if kind not in known or not path.is_file():
        raise DomainError(
            f"“{kind}”的导入尚未提供。可以导入 suggestions(检察建议)、matters(监督事项)、clues(线索)、cases(原案)、"
            "base-data(基础数据)。"
        )
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    common = tomllib.loads((folder / "common.toml").read_text(encoding="utf-8"))
    words: dict[str, Any] = data.get("words", {})
    return Ledger(
        kind=kind,
        name=data["name"],
        fields=tuple(Field(**{**field, "synonyms": tuple(field["synonyms"])}) for field in data["field"]),
        required=tuple(data["required"]),
        words={
            column: {folded(word): value for value, said in meanings.items() for word in said}
            for column, meanings in words.items()
            if "prefixes" not in meanings
        },
        prefixes={name: tuple(entry["prefixes"]) for name, entry in words.items() if "prefixes" in entry},
        one_of=tuple(data.get("one_of", ())),
        keeps_further=bool(data.get("keeps_further", False)),
        further_title=str(data.get("further_title", "结果表其他列")),
        fewest_columns=int(data.get("fewest_columns", 3)),
        common={name: tuple(folded(word) for word in said) for name, said in common.items()},
    )
