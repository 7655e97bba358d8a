"""What bears a mark of state secrecy is recognised by data and never written."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable
from app.services.trail.titles import FIELDS, TABLES

_HINT = "密"  # every mark has it; nearly all texts do not
_UNSEEN = re.compile("[\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")  # put between to slip through, or by chance


class BearsStateSecretMark(DomainError):
    """Something bears a mark of state secrecy; the sentence repeats the mark alone, nothing of the text."""


class StateSecrets:
    """The marks of ``state_secrets.toml``."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the file; it is read when first needed."""
        self._path = folder / "state_secrets.toml"

    def mark_in(self, text: str) -> str | None:
        """The mark a text bears (机密★), or None."""
        if _HINT not in text:
            return None
        tidy = _UNSEEN.sub("", text)
        found = self._starred.search(tidy) or self._stated.search(tidy)
        return "".join(found.groups()) if found else None

    def level_of_field(self, title: str, text: str) -> str | None:
        """The level a field called 密级 states, or None."""
        if _HINT not in title or _UNSEEN.sub("", title) not in self._fields:
            return None
        tidy = _UNSEEN.sub("", text)
        return next((level for level in self._levels if tidy.startswith(level)), None)

    def look(self, table: str, values: Mapping[str, Any]) -> None:
        """Refuse a row that is about to be written; raises BearsStateSecretMark."""
        for field, value in values.items():
            if type(value) is str and _HINT in value and (mark := self.mark_in(value)):
                where = f"{TABLES.get(table, '')}的“{FIELDS.get(table, {}).get(field, '内容')}”"
                raise self.refusal(f"{where}带有国家秘密标志（{mark}），没有保存。")

    def refuse(self, texts: Iterable[str], what: str) -> None:
        """Raise BearsStateSecretMark where one of the texts bears a mark; ``what`` was to be done with it."""
        for text in texts:
            if mark := self.mark_in(text):
                raise self.refusal(f"{what}带有国家秘密标志（{mark}）。")

    def told(self, sentence: str) -> str:
        """A sentence for the screen; a refusal in its place where it would repeat a text that bears a mark."""
        mark = self.mark_in(sentence)
        if mark is None or self.advice in sentence:
            return sentence
        return str(self.refusal(f"填写的内容带有国家秘密标志（{mark}），没有保存。"))

    def refusal(self, told: str) -> BearsStateSecretMark:
        """The sentence with the advice of the data."""
        return BearsStateSecretMark(f"{told}{self.advice}")

    @cached_property
    def advice(self) -> str:
        """What to do next."""
        return self._table.text("advice")

    @cached_property
    def _table(self) -> TomlTable:
        table = TomlTable.read(self._path)
        table.only(("levels", "stars", "stand_ins", "terms", "fields", "not_after", "advice"))
        return table

    @cached_property
    def _levels(self) -> tuple[str, ...]:
        return self._table.texts("levels")

    @cached_property
    def _fields(self) -> frozenset[str]:
        return frozenset(self._table.texts("fields"))

    @cached_property
    def _starred(self) -> re.Pattern[str]:
        """机密★; with a stand-in for the star only where a term follows."""
        before = "".join(f"(?<!{re.escape(word)})" for word in self._table.texts("not_after"))
        term = rf"(?:\d+|[一二三四五六七八九十]+)?(?:{self._any_of('terms')})"
        sign = rf"{self._any_of('stars')}|(?:{self._any_of('stand_ins')})(?={term})"
        return re.compile(rf"{before}({self._any_of('levels')})({sign})")

    @cached_property
    def _stated(self) -> re.Pattern[str]:
        """密级：机密."""
        return re.compile(rf"({self._any_of('fields')})([:：])({self._any_of('levels')})")

    def _any_of(self, name: str) -> str:
        return "|".join(map(re.escape, self._table.texts(name)))
