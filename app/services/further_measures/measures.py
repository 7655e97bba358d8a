"""The measures that may follow a letter, read from ``resources/further_measures/measures.toml``."""

from dataclasses import dataclass
from pathlib import Path

from app.models.terms import Certainty, SuggestionKind
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.reading import labelled, term

MEASURES_FILE = "measures.toml"
_KEYS = (
    "code",
    "name",
    "kinds",
    "except",
    "paths",
    "except_paths",
    "basis",
    "decides",
    "acts",
    "recipient",
    "reason",
    "urging",
    "expiry",
    "concludes",
    "pauses",
    "files",
    "number",
    "number_needed",
    "paper",
    "certainty",
    "note",
)


@dataclass(frozen=True)
class Measure:
    """One measure; ``reason`` and ``number`` are the titles of what is asked for, empty where nothing is."""

    code: str
    name: str
    kinds: tuple[SuggestionKind, ...]
    excluded: tuple[SuggestionKind, ...]
    paths: tuple[str, ...]
    excluded_paths: tuple[str, ...]
    basis: str
    decides: tuple[str, ...]  # posts; empty where the handler does it without a decision
    acts: tuple[str, ...]  # of the 职权清单, whose approval may stand behind it
    has_recipient: bool
    reason: str
    needs_urging: bool
    needs_expiry: bool
    conclusion: str  # what is concluded by carrying it out
    pauses: tuple[str, ...]  # rules whose deadlines stand still from the decision on
    is_filed: bool  # with the superior office
    number: str
    is_number_needed: bool
    paper: str  # code of the document that tells it
    certainty: Certainty
    note: str

    def fits(self, kind: SuggestionKind, path: str) -> bool:
        """Whether letters of this kind get it; a letter without a path gets those of every path of its kind."""
        if kind in self.excluded or path in self.excluded_paths or (self.kinds and kind not in self.kinds):
            return False
        return not self.paths or not path or path in self.paths


def read_measures(folder: Path) -> tuple[Measure, ...]:
    """All of them, in the order in which they are offered; raises DomainError naming the line and the key."""
    table = TomlTable.read(folder / MEASURES_FILE)
    table.only(("measure",))
    found: dict[str, Measure] = {}
    for each in table.tables("measure", "措施"):
        measure = _measure(each)
        if measure.code in found:
            raise each.refuse("code", f"（{measure.code}）重复")
        found[measure.code] = measure
    return tuple(found.values())


def _measure(table: TomlTable) -> Measure:
    table.only(_KEYS)
    decides = tuple(part.strip() for part in table.text("decides", "").split("、") if part.strip())
    acts = table.texts("acts")
    if decides and not acts:
        raise table.refuse("acts", "没有填写：由人决定的，要写明依据哪种审批")
    return Measure(
        code=table.text("code"),
        name=table.text("name"),
        kinds=_kinds(table, "kinds"),
        excluded=_kinds(table, "except"),
        paths=table.texts("paths"),
        excluded_paths=table.texts("except_paths"),
        basis=table.text("basis"),
        decides=decides,
        acts=acts,
        has_recipient=table.flag("recipient"),
        reason=table.text("reason", ""),
        needs_urging=table.flag("urging"),
        needs_expiry=table.flag("expiry"),
        conclusion=table.text("concludes", ""),
        pauses=table.texts("pauses"),
        is_filed=table.flag("files"),
        number=table.text("number", ""),
        is_number_needed=table.flag("number_needed"),
        paper=table.text("paper", ""),
        certainty=term(table, "certainty", Certainty),
        note=table.text("note", ""),
    )


def _kinds(table: TomlTable, key: str) -> tuple[SuggestionKind, ...]:
    return tuple(labelled(table, key, each, SuggestionKind) for each in table.texts(key))
