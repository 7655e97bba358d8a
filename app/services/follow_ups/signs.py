"""The seven signs of 未依法履职 (公益诉讼办案规则 art. 82), read from ``signs.toml``."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from app.models.terms import SuggestionKind
from app.services.follow_ups.rows import Sign
from app.services.foundation.errors import FieldProblem
from app.services.foundation.toml_table import TomlTable


class Signs:
    """The list, and for which kinds of letters it is more than a reference."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds ``signs.toml``; it is read when first needed."""
        self._path = folder / "signs.toml"

    @cached_property
    def _table(self) -> TomlTable:
        table = TomlTable.read(self._path)
        table.only(("kinds", "basis", "sign"))
        return table

    @cached_property
    def all(self) -> tuple[Sign, ...]:
        """In the order of the file; raises DomainError naming file, place and key."""
        found: list[Sign] = []
        for each in self._table.tables("sign", "情形"):
            each.only(("code", "text"))
            sign = Sign(each.text("code"), each.text("text"))
            if any(sign.code == other.code for other in found):
                raise each.refuse("code", f"（{sign.code}）重复")
            found.append(sign)
        if not found:
            raise self._table.refuse("sign", "没有填写")
        return tuple(found)

    @cached_property
    def basis(self) -> str:
        """The article they stand in."""
        return self._table.text("basis")

    @cached_property
    def _kinds(self) -> frozenset[SuggestionKind]:
        named = {label: SuggestionKind.labelled(label) for label in self._table.texts("kinds")}
        for label, kind in named.items():
            if kind is None:
                raise self._table.refuse("kinds", f"（{label}）不是检察建议的类型")
        return frozenset(kind for kind in named.values() if isinstance(kind, SuggestionKind))

    def apply_to(self, kind: SuggestionKind) -> bool:
        """Whether a letter of this kind is judged by them."""
        return kind in self._kinds

    def checked(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes, each once and in the order of the list; raises FieldProblem for one that is none."""
        wanted, known = set(codes), [sign.code for sign in self.all]
        unknown = sorted(wanted - set(known))
        if unknown:
            raise FieldProblem("signs", f"没有“{unknown[0]}”这种情形。请从清单中选择。")
        return tuple(code for code in known if code in wanted)

    def named(self, kept: str | None) -> tuple[Sign, ...]:
        """The signs a look kept, one code a line; a code that is no longer listed shows itself."""
        known = {sign.code: sign for sign in self.all}
        return tuple(known.get(code, Sign(code, code)) for code in (kept or "").splitlines() if code)
