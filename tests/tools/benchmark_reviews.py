"""Rows for the benchmark of review figures: cases, reviews and what came of them over three years, bare of audit."""

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

CASES, REVIEWS = 50_000, 20_000
_FIRST, _DAYS = date(2024, 1, 1), 1050
_PETITIONS = ("刑事申诉", "国家赔偿", "信访申诉", "重复信访", None, None)
_RESULTS = (
    *("case-commentary", "special-bulletin", "review-reminder", "suggestion"),
    *("supervision-clue", "duty-inspection", "training", "rule"),
)
Row = dict[str, Any]


def fill(path: Path, chance: random.Random) -> None:
    """Write everything in one transaction; references are looked at when it ends."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("begin")
        for table, rows in _tables(chance).items():
            columns = list(rows[0])
            marks = ", ".join("?" * len(columns))
            statement = f"insert into {table} ({', '.join(columns)}) values ({marks})"  # noqa: S608 - our own names
            connection.executemany(statement, [tuple(row.values()) for row in rows])
        connection.execute("commit")
        connection.execute("analyze")


def _tables(chance: random.Random) -> dict[str, list[Row]]:
    reviews = [_review(number, chance) for number in range(1, REVIEWS + 1)]
    findings = [_finding(number, chance) for number in range(1, 2 * REVIEWS + 1)]
    results = [_result(number, chance) for number in range(1, REVIEWS + 1)]
    return {
        "original_case": [_case(number, chance) for number in range(1, CASES + 1)],
        "reverse_review": reviews,
        "reviewed_case": [_link(number, "case_id", row["case_id"]) for number, row in enumerate(reviews, start=1)],
        "review_finding": findings,
        "review_result": results,
        "result_finding": [
            _link(number, "result_id", number) | {"finding_id": 2 * number} for number in range(1, REVIEWS + 1)
        ],
        "trigger_hit": [_hit(number, reviews, chance) for number in range(1, REVIEWS + 5_001)],
    }


def _link(number: int, key: str, value: int) -> Row:
    return {"id": number, "version": 1, "review_id": number, key: value}


def _day(chance: random.Random, after: str | None = None) -> str:
    if after is not None:
        return (date.fromisoformat(after) + timedelta(days=chance.randrange(60))).isoformat()
    return (_FIRST + timedelta(days=chance.randrange(_DAYS))).isoformat()


def _maybe(chance: random.Random, share: float, day: str | None) -> str | None:
    return day if day is not None and chance.random() < share else None


def _case(number: int, chance: random.Random) -> Row:
    petition = chance.choice(_PETITIONS)
    came = _day(chance) if petition else None
    ended = _maybe(chance, 0.8, _day(chance, came)) if came else None
    return {
        "id": number,
        "version": 1,
        "entry_number": f"YA2026-{number:05d}",
        "name": f"张某{number}盗窃案",
        "kind": "刑事",
        "unit": chance.choice(("青山县公安局", "青山县人民检察院", "青山县人民法院")),
        "identity": f"case {number}",
        "petition_kind": petition,
        "petitioned_on": came,
        "petition_times": chance.randrange(1, 4) if petition else None,
        "petition_on": ended,
        "petition_settled_on": _maybe(chance, 0.5, ended),
        "closed_on": _maybe(chance, 0.9, _day(chance)),
    }


def _review(number: int, chance: random.Random) -> Row:
    started = _day(chance)
    concluded = _maybe(chance, 0.9, _day(chance, started))
    return {
        "id": number,
        "version": 1,
        "entry_number": f"FS2026-{number:05d}",
        "kind": chance.choice(("case", "case", "case", "thematic", "comprehensive")),
        "trigger_list": chance.choice(("reverse", "analysis")),
        "title": f"第{number}件审视",
        "case_id": chance.randrange(1, CASES + 1),
        "started_on": started,
        "concluded_on": concluded,
        "closed_on": _maybe(chance, 0.9, _day(chance, concluded)) if concluded else None,
    }


def _finding(number: int, chance: random.Random) -> Row:
    found = _day(chance)
    correction = chance.choice(("open", "corrected", "supplemented", "not_corrected"))
    return {
        "id": number,
        "version": 1,
        "review_id": (number + 1) // 2,
        "place": number % 2,
        "dimension": "evidence",
        "stage": "arrest",
        "body": "procuratorate",
        "is_own": chance.randrange(2),
        "verdict": chance.choice(("error", "flaw", "none")),
        "fact": "证据审查不细",
        "reviewed_by": "李某",
        "found_on": found,
        "correction": correction,
        "corrected_on": _day(chance, found) if correction in {"corrected", "supplemented"} else None,
    }


def _result(number: int, chance: random.Random) -> Row:
    prepared = _day(chance)
    sent = _maybe(chance, 0.9, prepared)
    due = _day(chance, sent) if sent else None
    feedback = _maybe(chance, 0.8, due)
    verified = _maybe(chance, 0.8, feedback)
    outcome = chance.choice(("settled", "not_settled")) if verified else None
    return {
        "id": number,
        "version": 1,
        "review_id": number,
        "place": 1,
        "kind": chance.choice(_RESULTS),
        "name": "结果",
        "title": "结果",
        "addressee": "第一检察部",
        "is_outside": 0,
        "prepared_on": prepared,
        "prepared_by": "李某",
        "sent_on": sent,
        "feedback_due_on": due,
        "feedback_on": feedback,
        "verified_on": verified,
        "verification_outcome": outcome,
        "settled_on": verified if outcome == "settled" else None,
    }


def _hit(number: int, reviews: list[Row], chance: random.Random) -> Row:
    review = reviews[number - 1] if number <= len(reviews) and chance.random() < 0.7 else None
    state = "taken_up" if review else chance.choice(("open", "excused"))
    met = _day(chance)
    return {
        "id": number,
        "version": 1,
        "case_id": chance.randrange(1, CASES + 1),
        "code": f"T{number}",
        "name": "刑事申诉",
        "trigger_list": review["trigger_list"] if review else chance.choice(("reverse", "analysis")),
        "form": "个案审视",
        "met_on": met,
        "state": state,
        "review_id": review["id"] if review else None,
        "excused_on": met if state == "excused" else None,
        "is_void": 0,
    }
