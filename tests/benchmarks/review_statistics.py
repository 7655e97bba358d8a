"""The figures of reverse review against one hand-written SQL that computes the same counts.

A store of 50,000 original cases and 20,000 reviews with their findings, results and triggers. The hand-written counts
are what somebody would type at the sqlite3 prompt: one statement for each kind of row, every count as a sum, both
lists, this period and the same of the year before. Ours also names the figures and reads reports, office, audit head.
"""

import random
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

from app.models.actor import Actor
from app.models.database import Database
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.service import ReviewStatistics
from app.services.store.opening import NewStore, create_store
from tests.tools.benchmark_reviews import CASES, REVIEWS, fill
from tests.tools.benchmark_stores import FOLDER, MOMENT
from tests.tools.measuring import in_turn, report

PERIODS = {
    "month": (ReviewPeriod.month("2026-10"), ("2026-10", "2026-10-31"), ("2025-10", "2025-10-31")),
    "half-year": (ReviewPeriod.half_year(2026, 1), ("2026-01", "2026-06-30"), ("2025-01", "2025-06-30")),
    "year": (ReviewPeriod.year(2025), ("2025", "2025-12-31"), ("2024", "2024-12-31")),
}
_R, _RC = "join reverse_review r on r.id = {t}.review_id", "r.kind <> 'comprehensive'"
_RIGHT = "t.correction in ('corrected', 'supplemented')"
_SENT = "t.sent_on {in}"
_SETTLED = "t.verification_outcome = 'settled' and t.verified_on <= {last}"
_DUE = "t.feedback_due_on {in} and t.sent_on is not null"
_PETITION = "t.petition_kind is not null"
_REPEAT = "t.petition_kind is not null and (t.petition_times >= 2 or t.petition_kind = '重复信访')"
_OWN = "(t.unit like '%检察院%' or t.department is not null)"
_REVIEWED = (
    "exists (select 1 from reviewed_case l join reverse_review r on r.id = l.review_id where l.case_id = t.id "
    "and r.trigger_list = '{list}' and r.kind <> 'comprehensive' and r.concluded_on <= {last})"
)
_KINDS = (
    *("case-commentary", "special-bulletin", "review-reminder", "suggestion"),
    *("supervision-clue", "duty-inspection", "training", "rule"),
)
# (rows, what tells the list, counts); {in} is "between :first and :last".
BY_HAND: dict[str, tuple[str, str, dict[str, str]]] = {
    "review": (
        "reverse_review t",
        "t.trigger_list",
        {
            "begun": "t.started_on {in}",
            "concluded": "t.concluded_on {in}",
            "concluded_case": "t.concluded_on {in} and t.kind = 'case'",
            "concluded_thematic": "t.concluded_on {in} and t.kind = 'thematic'",
            "concluded_comprehensive": "t.concluded_on {in} and t.kind = 'comprehensive'",
            "closed": "t.closed_on {in}",
            "open": "t.started_on <= {last} and not coalesce(t.closed_on <= {last}, 0)",
        },
    ),
    "looked_at": (
        f"reviewed_case t {_R.format(t='t')} join original_case c on c.id = t.case_id",
        "r.trigger_list",
        {
            "cases": f"r.concluded_on {{in}} and {_RC}",
            "petitions_looked_at": f"r.concluded_on {{in}} and {_RC} and c.petition_kind is not null",
        },
    ),
    "finding": (
        f"review_finding t {_R.format(t='t')}",
        "r.trigger_list",
        {
            "problems": "t.found_on {in} and t.verdict <> 'none'",
            "errors": "t.found_on {in} and t.verdict = 'error'",
            "errors_own": "t.found_on {in} and t.verdict = 'error' and t.is_own",
            "errors_others": "t.found_on {in} and t.verdict = 'error' and not t.is_own",
            "errors_corrected": f"t.corrected_on {{in}} and t.verdict = 'error' and {_RIGHT}",
            "flaws": "t.found_on {in} and t.verdict = 'flaw'",
            "flaws_own": "t.found_on {in} and t.verdict = 'flaw' and t.is_own",
            "flaws_others": "t.found_on {in} and t.verdict = 'flaw' and not t.is_own",
            "flaws_corrected": f"t.corrected_on {{in}} and t.verdict = 'flaw' and {_RIGHT}",
            "corrected_rate": f"t.found_on {{in}} and t.verdict <> 'none' and {_RIGHT} and t.corrected_on <= {{last}}",
        },
    ),
    "proposal": (
        f"result_finding t join review_result e on e.id = t.result_id join review_finding f on f.id = t.finding_id "
        f"{_R.format(t='t')}",
        "r.trigger_list",
        {
            "errors_proposed": "e.sent_on {in} and f.verdict = 'error'",
            "flaws_proposed": "e.sent_on {in} and f.verdict = 'flaw'",
        },
    ),
    "result": (
        f"review_result t {_R.format(t='t')}",
        "r.trigger_list",
        {
            **{kind: f"{_SENT} and t.kind = '{kind}'" for kind in _KINDS},
            "suggestions_done": f"{_SENT} and t.kind = 'suggestion' and {_SETTLED}",
            "due": _DUE,
            "rectified_rate": f"{_DUE} and {_SETTLED}",
            "unanswered": f"{_DUE} and not coalesce(t.feedback_on <= {{last}}, 0) and t.feedback_due_on < {{last}}",
        },
    ),
    "hit": (
        "trigger_hit t left join reverse_review r on r.id = t.review_id",
        "t.trigger_list",
        {
            "met": "t.met_on {in} and not t.is_void",
            "hits_reviewed": "t.met_on {in} and not t.is_void and r.closed_on <= {last}",
            "hits_excused": "t.met_on {in} and not t.is_void and t.state = 'excused' and t.excused_on <= {last}",
            "hits_open": (
                "t.met_on {in} and not t.is_void and t.state <> 'excused' and not coalesce(r.started_on <= {last}, 0) "
                "and not coalesce(r.closed_on <= {last}, 0)"
            ),
        },
    ),
    "case": (
        "original_case t",
        "1",
        {
            "petitions": f"t.petitioned_on {{in}} and {_PETITION}",
            "petitions_repeat": f"t.petitioned_on {{in}} and {_REPEAT}",
            "petitions_own": f"t.petitioned_on {{in}} and {_PETITION} and {_OWN}",
            "repeat_settled": f"t.petition_settled_on {{in}} and {_REPEAT}",
            "repeat_settled_rate": f"t.petitioned_on {{in}} and {_REPEAT} and t.petition_settled_on <= {{last}}",
            "petitions_closed": f"t.petition_on {{in}} and {_PETITION}",
            "petitions_reviewed": f"t.petition_on {{in}} and {_PETITION} and {_REVIEWED.replace('{list}', 'reverse')}",
            "cases_closed": "t.closed_on {in}",
            "cases_reviewed": f"t.closed_on {{in}} and {_REVIEWED.replace('{list}', 'analysis')}",
        },
    ),
}
_DISTINCT = {"looked_at": "t.case_id", "proposal": "t.finding_id"}


def main() -> None:
    """Each period as its last day knew it."""
    store, resources = _store(), Resources.shipped()
    ours = ReviewStatistics(Database(store), FixedClock(MOMENT), resources, Documents(resources))
    raw = sqlite3.connect(store)
    for title, (period, now, before) in PERIODS.items():
        _compare(ours, period, raw, now, before)
        pair = in_turn(partial(ours.statement, period), partial(_counted, raw, now, before))
        report(f"review figures, {title}: {CASES:,} cases, {REVIEWS:,} reviews", *pair, aim=2)


def _counted(raw: sqlite3.Connection, now: tuple[str, str], before: tuple[str, str]) -> list[Any]:
    return [raw.execute(_statement(name, now, before)).fetchall() for name in BY_HAND]


def _store() -> Path:
    path = FOLDER / f"reviews-{CASES}-{REVIEWS}.jdt"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        create_store(path, NewStore("青山县人民检察院", "青检"), Actor("张某"), FixedClock(MOMENT)).close()
        fill(path, random.Random(7))  # noqa: S311 - the same rows every time, no secrets
    return path


def _statement(name: str, now: tuple[str, str], before: tuple[str, str]) -> str:
    rows, trigger_list, counts = BY_HAND[name]
    sums = []
    for first, last in (now, before):
        for condition in counts.values():
            filled = condition.replace("{in}", f"between '{first}' and '{last}'").replace("{last}", f"'{last}'")
            key = _DISTINCT.get(name)
            sums.append(f"count(distinct case when {filled} then {key} end)" if key else f"total({filled})")
    return f"select {trigger_list}, {', '.join(sums)} from {rows} group by 1"  # noqa: S608 - written above


def _compare(
    ours: ReviewStatistics, period: ReviewPeriod, raw: sqlite3.Connection, now: tuple[str, str], before: tuple[str, str]
) -> None:
    """Both must count the same, or the ratio says nothing."""
    figures: dict[str, Any] = {figure.code: figure for figure in ours.statement(period).figures}
    for name, (_rows, _list, counts) in BY_HAND.items():
        for row in raw.execute(_statement(name, now, before)):
            for place, code in enumerate(counts, start=1):
                figure = figures.get(f"{'reverse' if name == 'case' else row[0]}.{code}")
                shown = None if figure is None else (figure.now.n, figure.before.n)
                by_hand = (int(row[place]), int(row[place + len(counts)]))
                assert shown in (None, by_hand), f"{code}: {shown} shown, {by_hand} counted by hand"


if __name__ == "__main__":
    main()
