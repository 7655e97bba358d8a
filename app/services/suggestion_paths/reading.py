"""Reads suggestion paths from TOML; every refusal names file, place and key."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.models.letter_terms import LetterOpinionKind
from app.models.terms import Certainty, SuggestionKind
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.reading import labelled, term
from app.services.suggestion_paths.model import Condition, Need, PathStep, Phase, SuggestionPath

COMMON_FILE = "common.toml"
# The dates of a letter that a step may set.
DATES = (
    "opened_on",
    "case_opened_on",
    "case_notified_on",
    "investigation_on",
    "investigated_on",
    "decided_on",
    "issued_on",
    "sealed_on",
    "received_on",
    "filed_on",
    "replied_on",
    "rectified_on",
    "evaluated_on",
    "closed_on",
)
_PATH = ("code", "name", "kind", "basis", "certainty", "note", "order", "step")
_STEP = (
    "code",
    "title",
    "phase",
    "need",
    "basis",
    "certainty",
    "act",
    "opinion",
    "instead",
    "date",
    "papers",
    "starts",
    "when",
    "on",
    "note",
)
Common = Mapping[str, Mapping[str, Any]]


def read_common(path: Path) -> Common:
    """The steps all paths share, by their codes, as written; raises FieldProblem, DomainError."""
    table = TomlTable.read(path)
    table.only(("step",))
    found: dict[str, Mapping[str, Any]] = {}
    for each in table.tables("step", "步骤"):
        code = each.text("code")
        if code in found:
            raise each.refuse("code", f"（{code}）重复了")
        _step(each)
        found[code] = each.values
    return found


def read_path(path: Path, common: Common) -> SuggestionPath:
    """One path: its own steps laid over the common ones, in its order; raises FieldProblem, DomainError."""
    table = TomlTable.read(path)
    table.only(_PATH)
    steps = _steps(table, common)
    _in_phases(table, steps)
    return SuggestionPath(
        code=table.text("code"),
        name=table.text("name"),
        kind=term(table, "kind", SuggestionKind),
        basis=table.text("basis"),
        certainty=term(table, "certainty", Certainty),
        steps=steps,
        note=table.text("note", ""),
    )


def _steps(table: TomlTable, common: Common) -> tuple[PathStep, ...]:
    own: dict[str, TomlTable] = {}
    for each in table.tables("step", "步骤"):
        code = each.text("code")
        if code in own:
            raise each.refuse("code", f"（{code}）重复了")
        own[code] = each
    order = table.texts("order")
    if not order:
        raise table.refuse("order", "没有填写")
    if len(set(order)) != len(order):
        raise table.refuse("order", "里有重复的步骤")
    stray = next((code for code in own if code not in order), None)
    if stray is not None:
        raise own[stray].refuse("code", f"（{stray}）不在 order 里")
    return tuple(_laid(table, code, common, own) for code in order)


def _laid(table: TomlTable, code: str, common: Common, own: Mapping[str, TomlTable]) -> PathStep:
    if code not in common and code not in own:
        raise table.refuse("order", f"里的“{code}”没有这个步骤，应当写在本文件或者 {COMMON_FILE} 里")
    where = own[code].where if code in own else table.where
    said = own[code].values if code in own else {}
    return _step(TomlTable(where, {**common.get(code, {}), **said}))


def _step(table: TomlTable) -> PathStep:
    table.only(_STEP)
    return PathStep(
        code=table.text("code"),
        title=table.text("title"),
        phase=term(table, "phase", Phase),
        need=term(table, "need", Need),
        basis=table.text("basis"),
        certainty=term(table, "certainty", Certainty),
        act=table.text("act", ""),
        opinion=_opinion(table, "opinion"),
        instead=_opinion(table, "instead"),
        date=_date(table),
        papers=table.texts("papers"),
        starts=table.texts("starts"),
        when=term(table, "when", Condition) if "when" in table.values else None,
        is_on=table.flag("on"),
        note=table.text("note", ""),
    )


def _opinion(table: TomlTable, key: str) -> LetterOpinionKind | None:
    return labelled(table, key, table.text(key), LetterOpinionKind) if key in table.values else None


def _date(table: TomlTable) -> str:
    named = table.text("date", "")
    if named and named not in DATES:
        raise table.refuse("date", f"（{named}）不是检察建议上的日期，应当是 {'、'.join(DATES)} 之一")
    if table.text("act", "") and not named:
        raise table.refuse("date", "没有填写：由审批决定的步骤，要写决定日期记在哪里")
    return named


def _in_phases(table: TomlTable, steps: Sequence[PathStep]) -> None:
    """The phases follow one another; what is not certain is never a hard fact."""
    places = [list(Phase).index(each.phase) for each in steps]
    if places != sorted(places):
        raise table.refuse("order", "的顺序不对，应当依次是 " + "、".join(each.label for each in Phase))
    codes = {each.code for each in steps}
    for needed in ("draft", "issue"):
        if needed not in codes:
            raise table.refuse("order", f"里没有“{needed}”")
    for each in steps:
        if each.is_before_issue and each.need is Need.REQUIRED and each.certainty is Certainty.UNVERIFIED:
            raise table.refuse("order", f"里的“{each.title}”没有核实依据，不能设为必经")
