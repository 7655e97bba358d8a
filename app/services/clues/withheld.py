"""Clues that are not taken in (司法工作人员职务犯罪、移送监委): recognised by data, refused with the reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable

_BLANK = re.compile(r"\s+")
_OFFICERS_CASE = "司法工作人员职务犯罪"


@dataclass(frozen=True)
class WithheldCase:
    """What a text was recognised as, by which word of the data, and on what basis it is not taken in."""

    name: str
    word: str
    basis: str


class ContentWithheld(DomainError):
    """A clue whose content does not belong in this store; says nothing of the text itself."""

    def __init__(self, case: WithheldCase, done: str = "没有登记") -> None:
        """``done`` is what has not happened."""
        super().__init__(
            f"内容涉及{case.name}（“{case.word}”），{done}。依据{case.basis}，这类线索由专门机关办理，"
            "其内容、姓名和附件不收入本台账。请按规定移送，并用“登记已移送”只记移送日期、经手人和接收机关。"
        )
        self.case = case


class Withheld:
    """The words and crimes of ``withheld.toml``."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the file; it is read when first needed."""
        self._path = folder / "withheld.toml"

    def recognised(self, texts: Iterable[str | None]) -> WithheldCase | None:
        """Which case the texts of one clue speak of together, or None."""
        whole = _BLANK.sub("", "\n".join(text for text in texts if text))
        if not self._pattern.search(whole):
            return None
        for case in self._cases:
            if case.word in whole:
                return case
        has_officer = any(officer in whole for officer in self._officers)
        for case, is_of_officers_only in self._crimes:
            if case.word in whole and (has_officer or is_of_officers_only):
                return case
        return None

    def refuse(self, texts: Iterable[str | None], done: str = "没有登记") -> None:
        """Raise ContentWithheld where the texts are of such a clue."""
        case = self.recognised(texts)
        if case is not None:
            raise ContentWithheld(case, done)

    @cached_property
    def _table(self) -> TomlTable:
        table = TomlTable.read(self._path)
        table.only(("officers", "forms", "case", "crime"))
        return table

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any word of the data; nearly all texts have none, and are passed over at once."""
        words = [case.word for case in self._cases] + [case.word for case, _only in self._crimes]
        return re.compile("|".join(map(re.escape, words)))

    @cached_property
    def _officers(self) -> tuple[str, ...]:
        return self._table.texts("officers")

    @cached_property
    def _cases(self) -> tuple[WithheldCase, ...]:
        return tuple(
            WithheldCase(case.text("name"), word, case.text("basis"))
            for case in self._table.tables("case", "情形")
            for word in case.texts("words")
        )

    @cached_property
    def _crimes(self) -> tuple[tuple[WithheldCase, bool], ...]:
        """Every way a crime may be written, and whether the crime is one of judicial officers by itself."""
        basis = next(case.basis for case in self._cases if case.name == _OFFICERS_CASE)
        return tuple(
            (
                WithheldCase(_OFFICERS_CASE, form.format(name), f"{crime.text('article')}、{basis}"),
                crime.values.get("only_with_officers") is not True,
            )
            for crime in self._table.tables("crime", "罪名")
            for name in (crime.text("name"), *crime.texts("also"))
            for form in self._table.texts("forms")
        )
