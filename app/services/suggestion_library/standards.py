"""From which likeness on a problem counts as having recurred, and how much the library looks at: read from data."""

from dataclasses import dataclass
from pathlib import Path

from app.services.foundation.toml_table import TomlTable

_FILE = "likeness.toml"


@dataclass(frozen=True)
class Standards:
    """``likeness`` in percent of shared character pairs, ``pairs`` how many at least; then counts of letters."""

    likeness: int
    pairs: int
    candidates: int
    shown: int


def read_standards(folder: Path) -> Standards:
    """The file's figures; raises DomainError naming file and key where one cannot be."""
    table = TomlTable.read(folder / _FILE)
    table.only(("recurrence", "library"))
    recurrence, library = _below(table, "recurrence"), _below(table, "library")
    recurrence.only(("likeness", "pairs"))
    library.only(("candidates", "shown"))
    return Standards(
        likeness=_between(recurrence, "likeness", 1, 100),
        pairs=_between(recurrence, "pairs", 1, 1000),
        candidates=_between(library, "candidates", 10, 5000),
        shown=_between(library, "shown", 1, 500),
    )


def _below(table: TomlTable, key: str) -> TomlTable:
    values = table.values.get(key)
    if not isinstance(values, dict):
        raise table.refuse(key, "没有填写")
    return TomlTable(f"{table.where} [{key}]", values)


def _between(table: TomlTable, key: str, least: int, most: int) -> int:
    found = table.number(key)
    if found is None or not least <= found <= most:
        raise table.refuse(key, f"应当是 {least} 到 {most} 的整数")
    return found
