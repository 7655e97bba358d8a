"""How many copies of a letter are made and for whom, read from ``resources/serving/copies.toml``."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.models.letter_terms import CopyUse
from app.models.terms import SuggestionKind
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.reading import labelled
from app.services.serving.rows import CopyDraft

COPIES_FILE = "copies.toml"
_ADDRESSEE = "被建议单位"  # stands in the file for the letter's own addressee
_DIVIDED = re.compile(r"[、，,;；\n]")


@dataclass(frozen=True)
class _Line:
    draft: CopyDraft
    kinds: tuple[SuggestionKind, ...]
    excluded: tuple[SuggestionKind, ...]
    period: str

    def is_for(self, kind: SuggestionKind) -> bool:
        return kind not in self.excluded and (not self.kinds or kind in self.kinds)


class Allotments:
    """The lines, read when first asked for."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is resources/serving."""
        self._folder = folder

    @cached_property
    def _lines(self) -> tuple[_Line, ...]:
        table = TomlTable.read(self._folder / COPIES_FILE)
        table.only(("copy",))
        return tuple(_line(each) for each in table.tables("copy", "份数"))

    def defaults(self, kind: SuggestionKind, addressee: str, copies_to: str) -> tuple[CopyDraft, ...]:
        """Whom a letter goes to: its addressee, our file, the offices above, and whom the letter itself names."""
        found = []
        for line in self._lines:
            if line.is_for(kind):
                name = addressee if line.draft.recipient == _ADDRESSEE else line.draft.recipient
                found.append(CopyDraft(line.draft.use, name, line.draft.copies))
        named = (each.strip() for each in _DIVIDED.split(copies_to))
        return (*found, *(CopyDraft(CopyUse.COPIED, name) for name in dict.fromkeys(named) if name))

    def filings(self, kind: SuggestionKind) -> int:
        """With how many recipients letters of this kind are filed."""
        return len(self._filing(kind))

    def filing_period(self, kind: SuggestionKind) -> str:
        """Within how many days, as the filing form says it."""
        return next((line.period for line in self._filing(kind) if line.period), "")

    def _filing(self, kind: SuggestionKind) -> list[_Line]:
        return [line for line in self._lines if line.is_for(kind) and line.draft.use is CopyUse.FILING]


def _line(table: TomlTable) -> _Line:
    table.only(("use", "recipient", "copies", "kinds", "except", "basis", "period"))
    table.text("basis")
    copies = table.number("copies")
    if not copies:
        raise table.refuse("copies", "应当是大于 0 的整数")
    use = labelled(table, "use", table.text("use"), CopyUse)
    kinds, excluded = (
        tuple(labelled(table, key, each, SuggestionKind) for each in table.texts(key)) for key in ("kinds", "except")
    )
    return _Line(CopyDraft(use, table.text("recipient"), copies), kinds, excluded, table.text("period", ""))
