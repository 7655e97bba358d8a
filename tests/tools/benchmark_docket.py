"""A store with 100,000 open deadlines on real records, some that have ended, and open records without any."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.office import Organisation
from app.models.suggestion import Suggestion
from app.models.terms import (
    Adoption,
    DeadlineState,
    Receipt,
    RecordType,
    Rectification,
    ServiceMethod,
    Stage,
    StartEvent,
    SuggestionKind,
    SuggestionStep,
)
from app.services.deadlines.rule import Rule
from app.services.deadlines.service import Deadlines
from app.services.docket.intentions import START_BY_RULE
from app.services.docket.kept_rules import keep
from app.services.docket.projecting import columns_of
from app.services.docket.reckoning import Running, begun
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.store.opening import NewStore, create_store
from tests.tools.benchmark_stores import DAY, FOLDER, MOMENT

OPEN = 100_000
LETTERS, MATTERS, UNWATCHED, ENDED = 60_000, 40_000, 5_000, 20_000
_ACTOR = Actor("张某")
_SURNAMES = "张李王赵陈刘杨黄周吴徐孙马朱胡郭何林高罗"
Values = dict[str, Any]
Ends = Callable[[Rule, date, RecordType], Values]


def docket_store() -> Path:
    """A new store each time; every letter has a reply period or a filing, every matter a review."""
    path = FOLDER / "deadlines.jdt"
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("deadlines.jdt*"):
        old.unlink()
    database = create_store(path, NewStore("青山县人民检察院", "青检"), _ACTOR, FixedClock(MOMENT))
    deadlines = Deadlines(Resources.shipped())
    known: dict[tuple[str, date, RecordType], Values] = {}

    def ends(rule: Rule, start: date, kind: RecordType) -> Values:
        key = rule.code, start, kind
        if key not in known:
            event = StartEvent.SERVED if kind is RecordType.SUGGESTION else StartEvent.ACCEPTED
            known[key] = begun(Running(rule, start, event, "起算日"), deadlines.calendar, kind)
        return known[key]

    rules = {code: deadlines.library.rule(code) for code in ("F03", "F02", "H13")}
    letters, matters, rows = _records(rules, ends)
    with database.write(_ACTOR, START_BY_RULE, MOMENT) as unit:
        keep(unit, list(rules.values()))
        unit.insert_many(Organisation, [{"id": 1, "name": "青山县水利局", "level": None, "initials": "qsxslj"}])
        unit.insert_many(Matter, matters)
        unit.insert_many(Suggestion, letters)
        unit.insert_many(Deadline, rows)
    database.close()
    return path


def _records(rules: dict[str, Rule], ends: Ends) -> tuple[list[Values], list[Values], list[Values]]:
    letters = [_letter(number, _day(number)) for number in range(LETTERS)]
    rows: list[Values] = []
    for number in range(LETTERS + ENDED):
        place = number % LETTERS
        rule = rules["F02" if number % 2 else "F03"]
        row = {**ends(rule, _day(place), RecordType.SUGGESTION), "record_id": place + 1}
        if number >= LETTERS:
            row |= {"state": DeadlineState.MET, "ended_on": PartialDate.of(_day(place))}
        rows.append(row)
    matters = []
    for number in range(MATTERS + UNWATCHED):
        mine = [ends(rules["H13"], _day(number), RecordType.MATTER)] if number < MATTERS else []
        rows += [{**row, "record_id": number + 1} for row in mine]
        matters.append({**_matter(number, _day(number)), **columns_of(mine)})
    return letters, matters, [{**row, "id": place} for place, row in enumerate(rows, start=1)]


def _day(number: int) -> date:
    return DAY - timedelta(days=number * 7 % 400)


def _person(number: int) -> str:
    return f"{_SURNAMES[number % len(_SURNAMES)]}某" if number % 50 else ""


def _letter(number: int, day: date) -> Values:
    return {
        "id": number + 1,
        "entry_number": f"JY2026-{number + 1:05d}",
        "number": f"青检建〔{day.year}〕{number + 1}号",
        "kind": SuggestionKind.SOCIAL_GOVERNANCE,
        "office_name": "青山县人民检察院",
        "organisation_id": 1,
        "addressee": f"青山县第{number % 300 + 1}小学",
        "department": "行政检察部",
        "handler": _person(number) or None,
        "identity": f"letter {number}",
        "step": SuggestionStep.ISSUED,
        "issued_on": PartialDate.of(day),
        "receipt": Receipt.RECEIVED,
        "service_method": ServiceMethod.WRITTEN,
        "received_on": PartialDate.of(day),
        "start_is_receipt": True,
        "is_provisional": False,
        "is_reply_undated": False,
        "adoption": Adoption.UNRECORDED,
        "rectification": Rectification.UNRECORDED,
    }


def _matter(number: int, day: date) -> Values:
    return {
        "id": number + 1,
        "entry_number": f"SX2026-{number + 1:05d}",
        "kind": "行政违法行为监督",
        "unit": f"青山县第{number % 300 + 1}小学",
        "organisation_id": 1,
        "department": "民事检察部",
        "handler": _person(number + 3) or None,
        "identity": f"matter {number}",
        "stage": Stage.INVESTIGATION,
        "accepted_on": PartialDate.of(day),
        "is_closing_undated": False,
    }
