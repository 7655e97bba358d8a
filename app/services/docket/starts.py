"""Which event starts which deadlines: letters by ``resources/rules/starts.toml``, matters by their types."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.models.terms import RecordType, StartEvent, Term
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.model import MatterType

STARTS_FILE = "starts.toml"
_KEYS = (
    *("record", "event", "kinds", "except", "paths", "except_paths", "unless"),
    *("codes", "met_by", "begins_when_met", "proof"),
)
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
    RecordType.REVERSE_REVIEW: {},  # what was sent sets them itself (docket/results)
}


@dataclass(frozen=True)
class Start:
    """One line of the table."""

    record_type: RecordType
    event: StartEvent
    kinds: tuple[str, ...]
    excluded: tuple[str, ...]
    codes: tuple[str, ...]
    met_by: tuple[StartEvent, ...]  # the first of them that is known
    proof: str
    paths: tuple[str, ...] = ()  # of letters: only those that follow one of these
    other_paths: tuple[str, ...] = ()  # those that follow one of these have a line of their own
    unless: StartEvent | None = None  # where this date is known, another line counts from it
    begins_when_met: bool = False  # the act that meets it starts it where it has not run, so that its lateness is seen

    def fits(self, kind: str, values: Mapping[str, Any]) -> bool:
        """Whether records of this kind (as shown, or as the office writes it) get these deadlines."""
        if any(each in kind for each in self.excluded):
            return False
        path = values.get("path")
        if path in self.other_paths or (self.paths and path not in self.paths):
            return False
        if self.unless is not None and values.get(DATES[self.record_type][self.unless]) is not None:
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
        Start(
            RecordType.MATTER, each.event, each.kinds, (), each.codes, (each.met_by,) if each.met_by else (), each.proof
        )
        for each in kind.deadlines
        if each.event in DATES[RecordType.MATTER]
    )


def _start(table: TomlTable, library: RuleLibrary) -> Start:
    table.only(_KEYS)
    record_type = _term(table, "record", RecordType)
    codes = _texts(table, "codes")
    if not codes:
        raise table.refuse("codes", "没有填写")
    for code in codes:
        library.rule(code)
    return Start(
        record_type=record_type,
        event=_dated(table, "event", table.text("event"), record_type),
        kinds=_texts(table, "kinds"),
        excluded=_texts(table, "except"),
        codes=codes,
        met_by=_meeting(table, record_type),
        proof=table.text("proof"),
        begins_when_met=table.flag("begins_when_met"),
        paths=_texts(table, "paths"),
        other_paths=_texts(table, "except_paths"),
        unless=_dated(table, "unless", table.text("unless"), record_type) if "unless" in table.values else None,
    )


def _meeting(table: TomlTable, record_type: RecordType) -> tuple[StartEvent, ...]:
    """One event, or several of which the first that is known counts."""
    if "met_by" not in table.values:
        return ()
    several = isinstance(table.values["met_by"], list)
    named = _texts(table, "met_by") if several else (table.text("met_by"),)
    return tuple(_dated(table, "met_by", each, record_type) for each in named)


def _dated(table: TomlTable, key: str, label: str, record_type: RecordType) -> StartEvent:
    event = _labelled(table, key, label, StartEvent)
    if event not in DATES.get(record_type, {}):
        known = "、".join(each.label for each in DATES.get(record_type, {}))
        raise table.refuse(key, f"（{event.label}）不是{record_type.label}上的日期，应当是 {known} 之一")
    return event


def _term(table: TomlTable, key: str, kind: type[_Term]) -> _Term:
    return _labelled(table, key, table.text(key), kind)


def _labelled(table: TomlTable, key: str, label: str, kind: type[_Term]) -> _Term:
    member = kind.labelled(label)
    if not isinstance(member, kind):
        raise table.refuse(key, f"（{label}）应当是 {'、'.join(each.label for each in kind)} 之一")
    return member


def _texts(table: TomlTable, key: str) -> tuple[str, ...]:
    value = table.values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise table.refuse(key, "应当是一组文字")
    return tuple(value)
