"""The register of sources (来源): which there are, how ledgers call them, and what each needs besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.services.foundation.toml_table import TomlTable

NEEDS = {"task_number": "转办单号", "wanted_by": "要求办结日", "source_person": "来源人员"}


@dataclass(frozen=True)
class Source:
    """One source. ``needs`` names fields of the draft; ``person`` says whose name 来源人员 asks for."""

    name: str
    also: tuple[str, ...]
    needs: tuple[str, ...]
    person: str


class SourceRegister:
    """The sources of ``sources.toml``; a source that is not in it may be typed all the same."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds ``sources.toml``; it is read when first needed."""
        self._path = folder / "sources.toml"

    @cached_property
    def all(self) -> tuple[Source, ...]:
        """In the order of the file; raises DomainError where it is wrong."""
        table = TomlTable.read(self._path)
        table.only(("source",))
        return tuple(_source(each) for each in table.tables("source", "来源"))

    @cached_property
    def _by_word(self) -> Mapping[str, Source]:
        return {word: source for source in self.all for word in (source.name, *source.also)}

    def known(self, written: str) -> Source | None:
        """The source somebody means by what was written."""
        return self._by_word.get(written.strip())

    def named(self, written: str) -> str:
        """The register's own name for it, or the text as it is."""
        source = self.known(written)
        return source.name if source else written.strip()


def _source(table: TomlTable) -> Source:
    table.only(("name", "also", "needs", "person"))
    needs = table.texts("needs")
    for need in needs:
        if need not in NEEDS:
            raise table.refuse("needs", f"（{need}）应当是 {'、'.join(NEEDS)} 之一")
    return Source(table.text("name"), table.texts("also"), needs, table.text("person", ""))
