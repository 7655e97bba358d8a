"""The month's figures and breakdowns against one hand-written SQL that computes the same counts.

The hand-written one is what somebody would type at the sqlite3 prompt: one statement, letters by kind and addressee,
matters by kind and stage, every count of the report as a sum, nothing found by an index beforehand. It gives the bare
counts; ours also names the figures, orders the tables, reads office and audit head.
"""

import sqlite3
from typing import Any

from app.models.database import Database
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.monthly_statistics.service import MonthlyStatistics
from tests.tools.benchmark_stores import MOMENT, SIZES, store_of
from tests.tools.measuring import in_turn, report

MONTH, FIRST, LAST = "2026-10", "2026-10", "2026-10-31"
_IN = "between :first and :last"
_UNANSWERED = "not (is_reply_undated or coalesce(replied_on, '9') <= :last)"
_LEFT = "min(coalesce(closed_on, '9999'), coalesce(withdrawn_on, '9999'))"
_DUE = f"step = 'issued' and due_on {_IN} and not coalesce(withdrawn_on <= due_on, 0)"
_ON_TIME = (
    "not is_reply_undated and replied_on <= :last and "
    "case length(replied_on) when 7 then date(replied_on || '-01', '+1 month', '-1 day') else replied_on end <= due_on"
)
_LATE = "not is_reply_undated and replied_on <= :last and replied_on > substr(due_on, 1, length(replied_on))"
LETTERS = {
    "carried": f"step = 'issued' and issued_on < :first and {_LEFT} >= :first",
    "issued": f"step = 'issued' and issued_on {_IN}",
    "closed": f"step = 'issued' and issued_on <= :last and {_LEFT} {_IN}",
    "open": f"step = 'issued' and issued_on <= :last and {_LEFT} > :last",
    "start_undated": "step = 'issued' and coalesce(length(issued_on), 0) < 7",
    "served": f"step = 'issued' and received_on {_IN}",
    "due": _DUE,
    "due_replied": f"{_DUE} and (is_reply_undated or replied_on <= :last)",
    "on_time": f"{_DUE} and {_ON_TIME}",
    "judged": f"{_DUE} and ({_ON_TIME} or {_LATE} or ({_UNANSWERED} and not coalesce(closed_on <= due_on, 0)))",
    "replied": f"step = 'issued' and replied_on {_IN}",
    "adopted": f"step = 'issued' and replied_on {_IN} and adoption = 'adopted'",
    "partly_adopted": f"step = 'issued' and replied_on {_IN} and adoption = 'partly'",
    "not_adopted": f"step = 'issued' and replied_on {_IN} and adoption = 'not_adopted'",
    "adoption_recorded": f"step = 'issued' and replied_on {_IN} and adoption <> 'unrecorded'",
    "rectified": f"step = 'issued' and rectification = 'complete' and rectified_on {_IN}",
    "withdrawn": f"withdrawn_on {_IN}",
    "declined": f"step = 'declined' and declined_on {_IN}",
    "overdue": f"step = 'issued' and issued_on <= :last and {_UNANSWERED} and {_LEFT} > :last and due_on < :last",
    "reply_undated": "step = 'issued' and issued_on <= :last and is_reply_undated",
}
MATTERS = {
    "carried": "accepted_on < :first and coalesce(closed_on, '9999') >= :first",
    "received": f"accepted_on {_IN}",
    "closed": f"accepted_on <= :last and closed_on {_IN}",
    "open": "accepted_on <= :last and coalesce(closed_on, '9999') > :last",
    "closing_undated": "accepted_on <= :last and coalesce(closed_on, '9999') > :last and is_closing_undated",
}


def main() -> None:
    """One past month, at each size."""
    for letters in SIZES:
        _measure(letters)


def _measure(letters: int) -> None:
    store, resources = store_of(letters), Resources.shipped()
    ours = MonthlyStatistics(Database(store), FixedClock(MOMENT), resources, Documents(resources))
    raw = sqlite3.connect(store)
    _compare(ours, raw)
    report(f"month: {letters:,}", *in_turn(lambda: ours.month(MONTH), lambda: _counted(raw)), aim=2)


def _statement() -> str:
    columns = max(len(LETTERS), len(MATTERS))
    parts = []
    for table, groups, measures in (("suggestion", "kind, addressee", LETTERS), ("matter", "kind, stage", MATTERS)):
        sums = [f"sum(case when {condition} then 1 else 0 end)" for condition in measures.values()]
        sums += ["null"] * (columns - len(sums))
        parts.append(f"select '{table}', {groups}, {', '.join(sums)} from {table} group by {groups}")  # noqa: S608
    return " union all ".join(parts)


STATEMENT = _statement()


def _counted(raw: sqlite3.Connection) -> list[Any]:
    return raw.execute(STATEMENT, {"first": FIRST, "last": LAST}).fetchall()


def _compare(ours: MonthlyStatistics, raw: sqlite3.Connection) -> None:
    """Both must count the same, or the ratio says nothing."""
    figures = {figure.code: figure.n for figure in ours.month(MONTH).figures}
    rows = _counted(raw)
    for table, prefix, measures in (("suggestion", "suggestions", LETTERS), ("matter", "matters", MATTERS)):
        for place, name in enumerate(measures, start=3):
            counted = sum(row[place] for row in rows if row[0] == table)
            shown = figures.get(f"{prefix}.{name}")
            assert shown in (None, counted), f"{prefix}.{name}: {shown} shown, {counted} counted by hand"
