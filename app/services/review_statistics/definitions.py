"""The figures as data: read from resources/reverse_reviews/figures.toml and checked against what can be counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.review_terms import TriggerList
from app.models.terms import Certainty
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable
from app.services.review_statistics.counting import Wanted
from app.services.review_statistics.measures import SUBJECT_OF
from app.services.review_statistics.rows import Part

_KEYS = (
    *("code", "list", "group", "name", "unit", "n", "n_words", "d", "d_words"),
    *("kinds", "basis", "source", "certainty"),
)
_UNITS = frozenset({"件", "份", "人", "个", "次", "项", "件次"})


@dataclass(frozen=True)
class FigureDefinition:
    """One figure: what it is called, what is counted for it, and where that comes from."""

    code: str
    name: str
    trigger_list: TriggerList
    group: str
    unit: str
    n_words: str
    d_words: str
    basis: str
    source: str
    certainty: Certainty
    parts: Mapping[Part, Wanted]

    def wanted(self) -> Iterator[Wanted]:
        """All that has to be counted for it."""
        return iter(self.parts.values())


@dataclass(frozen=True)
class Definitions:
    """Everything the file says."""

    figures: tuple[FigureDefinition, ...]
    notes: tuple[str, ...]

    def figure(self, code: str) -> FigureDefinition:
        """The definition of a code; raises DomainError."""
        for figure in self.figures:
            if figure.code == code:
                return figure
        raise DomainError(f"没有“{code}”这一统计项。请从反向审视的统计报告页面选取已有的统计项。")


def read_definitions(path: Path) -> Definitions:
    """Read the file; raises DomainError that names the place and the key."""
    table = TomlTable.read(path)
    table.only(("figure", "notes"))
    figures = tuple(_figure(each) for each in table.tables("figure", "统计项"))
    codes = [figure.code for figure in figures]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise table.refuse("code", f"“{twice}”写了两次")
    return Definitions(figures, table.texts("notes"))


def _figure(table: TomlTable) -> FigureDefinition:
    table.only(_KEYS)
    kinds = table.texts("kinds")
    counted = _wanted(table, "n", kinds)
    parts: dict[Part, Wanted] = {"n": counted}
    if "d" in table.values:
        parts["d"] = _wanted(table, "d", kinds)
    parts["left_out"] = parts.get("d", counted)._replace(is_unplaced=True)
    if table.text("unit") not in _UNITS:
        raise table.refuse("unit", f"应当是{'、'.join(sorted(_UNITS))}之一")
    return FigureDefinition(
        code=table.text("code"),
        name=table.text("name"),
        trigger_list=_list(table),
        group=table.text("group"),
        unit=table.text("unit"),
        n_words=table.text("n_words"),
        d_words=table.text("d_words") if "d" in parts else "",
        basis=table.text("basis"),
        source=table.text("source"),
        certainty=_certainty(table),
        parts=parts,
    )


def _wanted(table: TomlTable, key: str, kinds: tuple[str, ...]) -> Wanted:
    measure = table.text(key)
    if measure not in SUBJECT_OF:
        raise table.refuse(key, f"“{measure}”不是可以统计的量")
    if kinds and SUBJECT_OF[measure] != "result":
        raise table.refuse("kinds", f"只能用于审视结果，“{measure}”不是")
    return Wanted(measure, kinds)


def _list(table: TomlTable) -> TriggerList:
    text = table.text("list")
    if text not in {each.value for each in TriggerList}:
        raise table.refuse("list", "应当是 reverse（反向审视）或 analysis（逐案分析、重点评查）")
    return TriggerList(text)


def _certainty(table: TomlTable) -> Certainty:
    found = Certainty.labelled(table.text("certainty"))
    if not isinstance(found, Certainty):
        raise table.refuse("certainty", f"应当是{'、'.join(each.label for each in Certainty)}之一")
    return found
