"""How forms call reaches, parts, head values and statistics: read from resources/statistics/own_forms.toml."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from app.models.indicator_terms import FormPart, FormReach
from app.services.foundation.toml_table import TomlTable
from app.services.own_forms.labels import bare

_Kind = TypeVar("_Kind", FormReach, FormPart)


@dataclass(frozen=True)
class Words:
    """The words of one thing; ``subject`` are texts of which one must stand beside them."""

    code: str
    name: str
    words: tuple[str, ...]
    subject: tuple[str, ...] = ()


class FormWords:
    """The file, read once."""

    def __init__(self, path: Path) -> None:
        """Nothing is read before it is asked for."""
        self._path = path

    @cached_property
    def reaches(self) -> dict[str, FormReach]:
        """Bare word -> reach; raises DomainError where the file is wrong."""
        return {word: _term(each, FormReach) for each in self._tables("reach", "期间") for word in _bare(each)}

    @cached_property
    def parts(self) -> dict[str, FormPart]:
        """Bare word -> part."""
        return {word: _term(each, FormPart) for each in self._tables("part", "取数") for word in _bare(each)}

    @cached_property
    def heads(self) -> tuple[Words, ...]:
        """Head values."""
        return tuple(Words(each.text("code"), each.text("name"), _bare(each)) for each in self._tables("head", "表头"))

    @cached_property
    def statistics(self) -> tuple[Words, ...]:
        """Statistics by further names."""
        return tuple(
            Words(each.text("code"), "", _bare(each), each.texts("subject"))
            for each in self._tables("statistic", "统计项")
        )

    def _tables(self, key: str, title: str) -> list[TomlTable]:
        table = TomlTable.read(self._path)
        table.only(("reach", "part", "head", "statistic"))
        found = table.tables(key, title)
        for each in found:
            each.only(("code", "name", "words", "subject"))
        return found


def _bare(table: TomlTable) -> tuple[str, ...]:
    return tuple(bare(word) for word in table.texts("words"))


def _term(table: TomlTable, kind: type[_Kind]) -> _Kind:
    code = table.text("code")
    if code not in {each.value for each in kind}:
        raise table.refuse("code", f"（{code}）应当是 {'、'.join(each.value for each in kind)} 之一")
    return kind(code)
