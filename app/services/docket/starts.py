"""Which event starts which deadlines: letters by ``resources/rules/starts.toml``, matters by their types."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.models.terms import RecordType, StartEvent, Term
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.model import MatterType

STARTS_FILE = "starts.toml"
_Term = TypeVar("_Term", bound=Term)

# The date of a record that each event is.
DATES: dict[RecordType, dict[StartEvent, str]] = {
    RecordType.SUGGESTION: {
        StartEvent.ISSUED: "issued_on",
        StartEvent.SERVED: "received_on",
        StartEvent.REPLY_OVER: "due_on",
        StartEvent.FILED: "filed_on",
        StartEvent.REPLIED: "replied_on",
        StartEvent.CASE_OPENED: "case_opened_on",
        StartEvent.CASE_NOTIFIED: "case_notified_on",
        StartEvent.INVESTIGATION: "investigation_on",
        StartEvent.INVESTIGATED: "investigated_on",
        StartEvent.DECIDED: "decided_on",
        StartEvent.SENT: "sent_on",
        StartEvent.RECTIFIED: "rectified_on",
        StartEvent.CONCLUDED: "concluded_on",
        StartEvent.CLOSED: "closed_on",
    },
    RecordType.MATTER: {
        StartEvent.ACCEPTED: "accepted_on",
        StartEvent.REASON_REQUESTED: "reason_requested_on",
        StartEvent.INSTRUMENT_ISSUED: "instrument_on",
        StartEvent.RESPONDED: "responded_on",
        StartEvent.CLOSED: "closed_on",
    },
    RecordType.CLUE: {},
}


@dataclass(frozen=True)
class Start:
    """One line of the table."""

    record_type: RecordType
    event: StartEvent
    kinds: tuple[str, ...]
    excluded: tuple[str, ...]
    codes: tuple[str, ...]
    met_by: StartEvent | None
    proof: str
    begins_when_met: bool = False  # the act that meets it starts it where it has not run, so that its lateness is seen

    def fits(self, kind: str) -> bool:
        """Whether records of this kind (as shown, or as the office writes it) get these deadlines."""
        if any(each in kind for each in self.excluded):
            return False
        return not self.kinds or any(each in kind for each in self.kinds)


def read_starts(folder: Path, library: RuleLibrary) -> tuple[Start, ...]:
    """All lines; raises DomainError naming the line and the key, or the code that is no rule."""
    table = TomlTable.read(folder / STARTS_FILE)
    table.only(("start",))
    return tuple(_start(each, library) for each in table.tables("start", "起算"))


def lines_of(kind: MatterType) -> tuple[Start, ...]:
    """The deadlines of a matter type as lines of the table."""
    return tuple(
        Start(RecordType.MATTER, each.event, each.kinds, (), each.codes, each.met_by, each.proof)
        for each in kind.deadlines
        if each.event in DATES[RecordType.MATTER]
    )


def _start(table: TomlTable, library: RuleLibrary) -> Start:
    table.only(("record", "event", "kinds", "except", "codes", "met_by", "begins_when_met", "proof"))
    record_type = _term(table, "record", RecordType)
    codes = _texts(table, "codes")
    if not codes:
        raise table.refuse("codes", "没有填写")
    for code in codes:
        library.rule(code)
    event = _dated(table, "event", record_type)
    met_by = _dated(table, "met_by", record_type) if "met_by" in table.values else None
    kinds, excluded = _texts(table, "kinds"), _texts(table, "except")
    begins_when_met = table.flag("begins_when_met")
    return Start(record_type, event, kinds, excluded, codes, met_by, table.text("proof"), begins_when_met)


def _dated(table: TomlTable, key: str, record_type: RecordType) -> StartEvent:
    event = _term(table, key, StartEvent)
    if event not in DATES.get(record_type, {}):
        known = "、".join(each.label for each in DATES.get(record_type, {}))
        raise table.refuse(key, f"（{event.label}）不是{record_type.label}上的日期，应当是 {known} 之一")
    return event


def _term(table: TomlTable, key: str, kind: type[_Term]) -> _Term:
    member = kind.labelled(table.text(key))
    if not isinstance(member, kind):
        raise table.refuse(key, f"（{table.text(key)}）应当是 {'、'.join(each.label for each in kind)} 之一")
    return member


def _texts(table: TomlTable, key: str) -> tuple[str, ...]:
    value = table.values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise table.refuse(key, "应当是一组文字")
    return tuple(value)
