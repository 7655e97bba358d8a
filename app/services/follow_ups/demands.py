"""What closing a letter asks for, read from ``closing.toml``: which lines, of which letters, and how strictly."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.models.suggestion import Suggestion as Letter
from app.models.terms import SuggestionKind
from app.services.closing.rows import LineState
from app.services.foundation.toml_table import TomlTable

CODES = (
    "reply",
    "items",
    "rectification",
    "measures",
    "objection",
    "receipt",
    "filing",
    "evaluation",
    "revisits",
    "approvals",
    "hand_overs",
)
_ASKS = {"缺少": LineState.MISSING, "需要说明": LineState.ASKED, "不问": None}


@dataclass(frozen=True)
class Demand:
    """One line: how it stands where what it is about is not there; None asks nothing."""

    code: str
    title: str
    asks: LineState | None
    imported: LineState | None
    excluded: tuple[SuggestionKind, ...]
    basis: str

    def of(self, letter: Letter) -> LineState | None:
        """What it asks of a letter; a ledger is not asked for a history it does not have."""
        if letter.kind in self.excluded:
            return None
        return self.asks if letter.batch_id is None else self.imported


class Demands:
    """The lines of the checklist."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds ``closing.toml``; it is read when first needed."""
        self._path = folder / "closing.toml"

    @cached_property
    def all(self) -> tuple[Demand, ...]:
        """In the order of the file; raises DomainError naming file, place and key."""
        table = TomlTable.read(self._path)
        table.only(("line",))
        found = tuple(_demand(each) for each in table.tables("line", "清单项"))
        missing = [code for code in CODES if code not in {each.code for each in found}]
        if missing:
            raise table.refuse("line", f"缺少 {missing[0]}")
        return found


def _demand(table: TomlTable) -> Demand:
    table.only(("code", "title", "asks", "imported", "except", "basis"))
    code = table.text("code")
    if code not in CODES:
        raise table.refuse("code", f"（{code}）应当是 {'、'.join(CODES)} 之一")
    kinds = [SuggestionKind.labelled(label) for label in table.texts("except")]
    excluded = tuple(kind for kind in kinds if isinstance(kind, SuggestionKind))
    if len(excluded) != len(kinds):
        raise table.refuse("except", "应当是检察建议的类型")
    asks, imported = _state(table, "asks"), _state(table, "imported")
    return Demand(code, table.text("title"), asks, imported, excluded, table.text("basis"))


def _state(table: TomlTable, key: str) -> LineState | None:
    word = table.text(key)
    if word not in _ASKS:
        raise table.refuse(key, f"（{word}）应当是 {'、'.join(_ASKS)} 之一")
    return _ASKS[word]
