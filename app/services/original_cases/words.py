"""The words of original cases: kinds, kinds of petitions, results of the stages, and how ledgers write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable

RESULTS = {
    "arrest_result": "审查逮捕结果",
    "indictment_result": "审查起诉结果",
    "judgment_result": "一审结果",
    "appeal_result": "二审再审结果",
    "petition_result": "申诉结果",
    "reconsideration_result": "复议复核结果",
    "protest_result": "抗诉结果",
    "difference": "诉判不一",
}
_CERTAINTIES = {certainty.label: certainty for certainty in Certainty}


@dataclass(frozen=True)
class CaseWord:
    """One word with how else it is written.

    Results have a ``column``, and may be told by a word ``within`` a sentence.
    """

    name: str
    also: tuple[str, ...]
    source: str
    certainty: Certainty
    column: str = ""
    within: tuple[str, ...] = ()


class CaseWords:
    """The words of ``stage_results.toml``, ``case_kinds.toml`` and ``petition_kinds.toml``; others may be typed."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the files; each is read when first needed."""
        self._folder = folder

    @cached_property
    def kinds(self) -> tuple[CaseWord, ...]:
        """Kinds of cases in the order of the file; raises DomainError where it is wrong."""
        return self._read("case_kinds.toml", "kind", "案件类型")

    @cached_property
    def petition_kinds(self) -> tuple[CaseWord, ...]:
        """Kinds of petitions; raises DomainError where the file is wrong."""
        return self._read("petition_kinds.toml", "kind", "申诉信访类型")

    @cached_property
    def results(self) -> tuple[CaseWord, ...]:
        """Results of the stages; raises DomainError where the file is wrong."""
        return self._read("stage_results.toml", "result", "结果", has_column=True)

    def results_of(self, column: str) -> tuple[str, ...]:
        """The results of one stage, by the name of its column."""
        return tuple(word.name for word in self.results if word.column == column)

    def kind_meant(self, written: str) -> str | None:
        """The kind of case somebody means, None where nobody listed it."""
        return self._meanings["kind"].get(folded(written))

    def petition_kind_meant(self, written: str) -> str | None:
        """The kind of petition somebody means, None where nobody listed it."""
        return self._meanings["petition_kind"].get(folded(written))

    def result_meant(self, column: str, written: str) -> str | None:
        """The result of a stage somebody means, None where nobody listed it."""
        return self._meanings[column].get(folded(written))

    def result_within(self, column: str, written: str) -> str | None:
        """The result that a sentence tells (判处…三年，缓刑四年): the first in the file of which it has a word."""
        whole = folded(written)
        named = (word for word in self.results if word.column == column)
        return next((word.name for word in named if any(folded(part) in whole for part in word.within)), None)

    @cached_property
    def _meanings(self) -> Mapping[str, Mapping[str, str]]:
        of_results = {
            column: _by_writing([word for word in self.results if word.column == column]) for column in RESULTS
        }
        return {**of_results, "kind": _by_writing(self.kinds), "petition_kind": _by_writing(self.petition_kinds)}

    def _read(self, name: str, key: str, title: str, *, has_column: bool = False) -> tuple[CaseWord, ...]:
        table = TomlTable.read(self._folder / name)
        table.only((key,))
        words = tuple(_word(each, has_column) for each in table.tables(key, title))
        if not words:
            raise table.refuse(key, "没有填写")
        return words


def folded(text: str) -> str:
    """A word without blanks, punctuation, width and case."""
    return "".join(filter(str.isalnum, normalize("NFKC", text))).casefold()


def _by_writing(words: "list[CaseWord] | tuple[CaseWord, ...]") -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        for writing in (word.name, *word.also):
            found.setdefault(folded(writing), word.name)
    return found


def _word(table: TomlTable, has_column: bool) -> CaseWord:
    table.only(("name", "also", "source", "certainty", *(("column", "within") if has_column else ())))
    certainty = table.text("certainty")
    if certainty not in _CERTAINTIES:
        raise table.refuse("certainty", f"（{certainty}）应当是 {'、'.join(_CERTAINTIES)} 之一")
    column = table.text("column") if has_column else ""
    if has_column and column not in RESULTS:
        raise table.refuse("column", f"（{column}）应当是 {'、'.join(RESULTS)} 之一")
    return CaseWord(
        name=table.text("name"),
        also=table.texts("also"),
        source=table.text("source"),
        certainty=_CERTAINTIES[certainty],
        column=column,
        within=table.texts("within"),
    )
