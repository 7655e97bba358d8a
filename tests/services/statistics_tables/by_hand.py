"""Both tables counted by hand-written SQL, as somebody would type it at the sqlite3 prompt; nothing of the program.

A span is the first and last text of a time: ("2026-01", "2026-03-31"). ``{in}``, ``{first}``, ``{last}`` stand for it.
"""

import re
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

Span = tuple[str, str]
RESOURCES = Path(__file__).resolve().parents[3] / "resources" / "statistics" / "tables"

_ISSUED = "t.step = 'issued'"
_DUE = (
    f"{_ISSUED} and t.due_on {{in}} and not (coalesce(length(t.withdrawn_on), 0) >= 7 and t.withdrawn_on <= t.due_on)"
)
_WAS_ISSUED = f"{_ISSUED} and (t.issued_on is null or t.issued_on <= {{last}})"
_ANSWERED = f"({_WAS_ISSUED} and (t.is_reply_undated or coalesce(t.replied_on, '9') <= {{last}}))"
_LATE_AFTER = "coalesce(t.overdue_after, t.due_on)"
_LATEST = (
    "case length(t.replied_on) when 7 then date(t.replied_on || '-01', '+1 month', '-1 day') else t.replied_on end"
)
_IN_TIME = f"(not t.is_reply_undated and length(t.replied_on) >= 7 and {_LATEST} <= {_LATE_AFTER})"
_TOO_LATE = f"(not t.is_reply_undated and t.replied_on > substr({_LATE_AFTER}, 1, length(t.replied_on)))"
_ENDED_FIRST = "(coalesce(length(t.closed_on), 0) >= 7 and t.closed_on <= t.due_on)"
_REPLY = f"{_ISSUED} and t.replied_on {{in}}"
LETTERS = {
    "issued": f"{_ISSUED} and t.issued_on {{in}}",
    "announced": f"{_ISSUED} and t.received_on {{in}} and t.service_method = 'announced'",
    "due": _DUE,
    "due_replied": f"{_DUE} and {_ANSWERED}",
    "on_time": f"{_DUE} and {_ANSWERED} and coalesce({_IN_TIME}, 0)",
    "replied": _REPLY,
    "adopted": f"{_REPLY} and t.adoption = 'adopted'",
    "partly_adopted": f"{_REPLY} and t.adoption = 'partly'",
    "not_adopted": f"{_REPLY} and t.adoption = 'not_adopted'",
    "adoption_recorded": f"{_REPLY} and t.adoption <> 'unrecorded'",
    "withdrawn": "t.withdrawn_on {in}",
    "filed": f"{_ISSUED} and t.filed_on {{in}}",
}
LETTERS_APART = {  # what stands beside a count
    "on_time": (
        f"{_DUE} and (({_ANSWERED} and not coalesce({_IN_TIME}, 0) and not coalesce({_TOO_LATE}, 0)) or "
        f"(not {_ANSWERED} and {_ENDED_FIRST}) or ({{running}} and not {_ANSWERED} and t.due_on = {{last}}))"
    ),
    "replied": f"{_WAS_ISSUED} and (t.is_reply_undated or length(t.replied_on) = 4)",
    "adoption_recorded": f"{_REPLY} and t.adoption = 'unrecorded'",
}
CHILDREN = {
    "copied": ("letter_copy c", "c.use = 'copied' and c.sent_on {in}"),
    "objections": ("objection c", "c.origin = 'addressee' and c.raised_on {in}"),
    "changed": ("objection c", "c.outcome = 'changed' and c.reconsidered_on {in}"),
    "prosecuted": ("further_measure c", "c.code in ('pi-sue', 'sue') and c.carried_out_on {in}"),
    "reported": (
        "further_measure c",
        "c.code in ('report-superior', 'ls-superior', 'av-superior') and c.carried_out_on {in}",
    ),
}

_LEFT = "case when coalesce(length(t.closed_on), 0) >= 7 then max(t.closed_on, t.accepted_on) else '9999' end"
_KNOWN = "coalesce(length(t.accepted_on), 0) >= 7"
_OPEN = f"{_KNOWN} and t.accepted_on <= {{last}} and {_LEFT} > {{last}}"
_CLOSED = "(t.closed_on <= {last} or (t.closed_on is null and (t.is_closing_undated or t.stage = 'closing')))"
_BACK = "(t.responded_on <= {last} or (t.responded_on is null and coalesce(trim(t.response), '') <> ''))"
_WAITING = f"t.instrument_on <= {{last}} and not coalesce({_BACK}, 0) and not coalesce({_CLOSED}, 0)"
_DEADLINE = (
    "exists (select 1 from deadline d where d.record_type = 'matter' and d.record_id = t.id and d.side = 'outside' "
    "and d.certainty = 'verified' and d.due_on is not null and coalesce(d.started_on <= {last}, 1) "
    "and (d.state = 'open' or d.ended_on > {last})"
)
_SENT = (
    "exists (select 1 from suggestion s where s.matter_id = t.id and s.step = 'issued' "
    "and coalesce(s.issued_on <= {last}, 1) and not s.is_reply_undated and not coalesce(s.replied_on <= {last}, 0) "
    "and not coalesce(s.withdrawn_on <= {last}, 0) and not coalesce(s.closed_on <= {last}, 0) and s.due_on is not null"
)
_HAS_TERM = f"({_DEADLINE}) or {_SENT}))"
_IS_LATE = (
    f"({_DEADLINE} and not coalesce(d.paused_on <= {{last}}, 0) and coalesce(d.overdue_after, d.due_on) < {{last}}) "
    f"or {_SENT} and s.due_on < {{last}} and coalesce(s.overdue_after, s.due_on) < {{last}}))"
)


def _words() -> dict[str, list[str]]:
    return dict(tomllib.loads((RESOURCES / "matters.toml").read_text(encoding="utf-8"))["groups"])


def _says(column: str, words: Iterable[str]) -> str:
    return "(" + " or ".join(f"coalesce({column}, '') like '%{word}%'" for word in words) + ")"


def _came_to() -> str:
    words = _words()
    cases = [
        f"when {_says(column, words[name])} then '{name}'"
        for column in ("t.outcome", "t.response")
        for name in ("other", "not_corrected", "corrected")
    ]
    return f"case {' '.join(cases)} else 'other' end"


_ORAL, _CAME_TO = _says("t.instrument", _words()["oral"]), _came_to()
MATTERS = {
    "carried": f"{_KNOWN} and t.accepted_on < {{first}} and {_LEFT} >= {{first}}",
    "received": "t.accepted_on {in}",
    "closed": f"{_KNOWN} and t.accepted_on <= {{last}} and {_LEFT} between {{first}} and {{last}}",
    "open": _OPEN,
    "proposed": "t.instrument_on {in}",
    "proposed_oral": f"t.instrument_on {{in}} and {_ORAL}",
    "proposed_written": f"t.instrument_on {{in}} and coalesce(trim(t.instrument), '') <> '' and not {_ORAL}",
    "answered": "t.responded_on {in}",
    "corrected": f"t.responded_on {{in}} and {_CAME_TO} = 'corrected'",
    "not_corrected": f"t.responded_on {{in}} and {_CAME_TO} = 'not_corrected'",
    "other_answer": f"t.responded_on {{in}} and {_CAME_TO} = 'other'",
    "not_due": f"{_WAITING} and ({_HAS_TERM}) and not ({_IS_LATE})",
    "overdue": f"{_WAITING} and ({_IS_LATE})",
    "no_term": f"{_WAITING} and not ({_HAS_TERM})",
}
MATTERS_APART = {"open": f"{_OPEN} and (t.is_closing_undated or length(t.closed_on) = 4)"}
_RECONSIDERED = (
    "select record_id, value as day from case_entry where record_type = 'matter' and field = 'objection_on' union all "
    "select record_id, moved_on from stage_move v where record_type = 'matter' and entered = 're_examination' and not "
    "exists (select 1 from case_entry e where e.record_type = 'matter' and e.field = 'objection_on' "
    "and e.record_id = v.record_id)"
)


def letters(raw: sqlite3.Connection, span: Span, *, is_running: bool = False) -> dict[str, Counter[str]]:
    """Column → kind → count, with those that stand apart as ``column!``."""
    found = _counted(raw, "suggestion", "t.kind", LETTERS, span, is_running=is_running)
    apart = _counted(raw, "suggestion", "t.kind", LETTERS_APART, span, is_running=is_running)
    found |= {f"{column}!": counts for column, counts in apart.items()}
    for column, (table, condition) in CHILDREN.items():
        statement = (
            f"select t.kind, count(distinct t.id) from {table} join suggestion t on t.id = c.suggestion_id "  # noqa: S608 - written above
            f"where {filled(condition, span)} group by 1"
        )
        found[column] = Counter(dict(raw.execute(statement).fetchall()))
    return found


def matters(raw: sqlite3.Connection, span: Span) -> dict[str, Counter[str]]:
    """The same of matters."""
    found = _counted(raw, "matter", "t.kind", MATTERS, span)
    found |= {f"{column}!": counts for column, counts in _counted(raw, "matter", "t.kind", MATTERS_APART, span).items()}
    statement = (
        f"select t.kind, count(distinct t.id) from ({_RECONSIDERED}) c join matter t on t.id = c.record_id "  # noqa: S608 - written above
        f"where {filled('c.day {in}', span)} group by 1"
    )
    found["reconsidered"] = Counter(dict(raw.execute(statement).fetchall()))
    return found


def in_one_pass(table: str, group: str, conditions: dict[str, str], spans: Sequence[Span]) -> str:
    """Every condition of every span as a sum of one statement, as it would be typed for speed."""
    sums = [f"sum(case when {filled(each, span)} then 1 else 0 end)" for span in spans for each in conditions.values()]
    return f"select {group}, {', '.join(sums)} from {table} t group by {group}"  # noqa: S608 - written above


def filled(condition: str, span: Span, *, is_running: bool = False) -> str:
    """A condition with the texts of a span."""
    first, last = (f"'{each}'" for each in span)
    length = r" and length(\1) >= 7" if first[:5] < last[:5] else ""  # 2026 sorts between 2025-11 and 2026-02
    placed = re.sub(r"(\S+) \{in\}", rf"(\1 between {first} and {last}{length})", condition).replace(
        "{running}", str(int(is_running))
    )
    return placed.replace("{first}", first).replace("{last}", last)


def _counted(
    raw: sqlite3.Connection, table: str, group: str, conditions: dict[str, str], span: Span, *, is_running: bool = False
) -> dict[str, Counter[str]]:
    found = {}
    for name, condition in conditions.items():
        where = filled(condition, span, is_running=is_running)
        statement = f"select {group}, count(*) from {table} t where {where} group by 1"  # noqa: S608 - written above
        found[name] = Counter(dict(raw.execute(statement).fetchall()))
    return found
