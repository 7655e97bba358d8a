"""Two stores whose tables are counted: one made of edge cases, one of the demonstration."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.deadline import Deadline
from app.models.follow_up import FurtherMeasure
from app.models.letter_terms import CopyUse, ObjectionOrigin, ObjectionOutcome
from app.models.matter import CaseEntry, StageMove
from app.models.objection import Objection
from app.models.serving import LetterCopy
from app.models.terms import (
    Adoption,
    Certainty,
    DeadlineState,
    PeriodUnit,
    RecordType,
    ServiceMethod,
    Side,
    Stage,
    StartEvent,
    SuggestionKind,
    SuggestionStep,
)
from app.services.demonstration.service import Demonstration
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.statistics_tables.service import StatisticsTables
from app.services.statistics_tables.sources import sources_of
from app.services.store.opening import NewStore, create_store
from tests.conftest import CHINA
from tests.services.monthly_statistics.ledger import PUT_IN, Ledger

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=CHINA)
_DAYS = (None, "2026", "2026-02", "2026-03-10", "2026-04-10", "2027-01-01")
_KINDS = tuple(SuggestionKind)
_MATTER_KINDS = (
    "立案监督",
    "撤案监督",
    "纠正漏捕",
    "民事抗诉",
    "社区矫正监督",
    "行政公益诉讼",
    "未归类",
    "从没有过的写法",
)
_ODD_LETTERS: tuple[dict[str, Any], ...] = (
    *({"issued": "2026-02-10", "due": "2026-04-10", "withdrawn": day} for day in ("2026-03-01", "2026-04-20", "2026")),
    {"step": SuggestionStep.DECLINED, "declined": "2026-03-01", "issued": "2026-03-01", "replied": "2026-03-02"},
    {"issued": "2025-03-05", "due": "2026-04-30", "overdue_after": "2026-05-02", "replied": "2026-05-01"},
)
_SAID = (None, "已采纳", "未采纳", "部分采纳", "尚无下文", "说明不立案理由成立")


def tables_of(path: Path) -> StatisticsTables:
    """The two tables of a store, on 22 November 2026."""
    resources = Resources.shipped()
    return StatisticsTables(Database(path), FixedClock(NOON), sources_of(resources), Documents(resources))


@pytest.fixture(scope="session")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters and matters of every precision of every date, with what hangs on them."""
    path = tmp_path_factory.mktemp("tables") / "边.jdt"
    create_store(path, NewStore("青山县人民检察院", "青检"), Actor("张某"), FixedClock(NOON)).close()
    database = Database(path)
    ledger = Ledger(database, Actor("张某"), FixedClock(NOON))
    letters = len(ledger.letters(list(_letters())))
    for facts in _ODD_LETTERS:
        ledger.letter(**facts)
    matters = [ledger.matter(**facts) for facts in _matters()]
    with database.write(Actor("张某"), PUT_IN, at=NOON) as unit:
        _hang_on_letters(unit, letters)
        _hang_on_matters(unit, len(matters))
    database.close()
    return path


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration."""
    path = tmp_path_factory.mktemp("tables") / "演示.jdt"
    made = Demonstration(Resources.shipped(), FixedClock(NOON))
    made.make(path, matters=150, letters=90, today=NOON.date())
    return path


@pytest.fixture
def tables(edges: Path) -> StatisticsTables:
    """Of the store of edge cases."""
    return tables_of(edges)


@pytest.fixture
def shown(demonstration: Path) -> Iterator[StatisticsTables]:
    """Of the demonstration."""
    return tables_of(demonstration)


def _letters() -> Iterator[dict[str, Any]]:
    for place, (issued, replied, closed) in enumerate(product(_DAYS, _DAYS[:5], (None, "2026-04-01", "2026"))):
        yield {
            "kind": _KINDS[place % len(_KINDS)],
            "issued": issued,
            "replied": replied,
            "closed": closed,
            "received": issued if place % 2 else None,
            "service_method": ServiceMethod.ANNOUNCED if place % 3 else ServiceMethod.WRITTEN,
            "due": ("2026-04-10", "2026-03-31", None, "2026-11-22")[place % 4],
            "is_reply_undated": replied is None and place % 5 == 0,
            "adoption": tuple(Adoption)[place % 4],
            "filed_on": _DAYS[place % 6],
            "copies_to": "青山县人民政府" if place % 3 == 0 else None,
            "objection": "认为期限过短" if place % 7 == 0 else None,
        }


def _matters() -> Iterator[dict[str, Any]]:
    dates = product(_DAYS[:5], (None, "2025-12-31", "2026", "2026-04"), (None, "2026-03-05", "2026"))
    for place, (accepted, closed, proposed) in enumerate(dates):
        yield {
            "kind": _MATTER_KINDS[place % len(_MATTER_KINDS)],
            "accepted": accepted,
            "closed": closed,
            "instrument_on": proposed,
            "instrument": (None, "口头纠正", "纠正违法通知书")[place % 3],
            "responded_on": _DAYS[place % 5],
            "response": _SAID[place % 6],
            "outcome": _SAID[(place // 6) % 6],
            "is_closing_undated": closed is None and place % 7 == 0,
            "stage": Stage.CLOSING if place % 11 == 0 else Stage.SUPERVISION,
        }
    for place in range(12):
        yield {
            "kind": "立案监督",
            "accepted": "2026-02-01",
            "instrument_on": "2026-03-01",
            "instrument": f"通知书{place}",
        }


def _hang_on_letters(unit: Unit, count: int) -> None:
    for letter in range(1, count, 2):
        day = _DAYS[letter % 5]
        copy = {"suggestion_id": letter, "use": CopyUse.COPIED, "recipient": "政府", "copies": 1, "sent_on": day}
        unit.session.add_all([LetterCopy(**copy), LetterCopy(**copy | {"recipient": "人大"})])
        objection = {
            "suggestion_id": letter,
            "origin": tuple(ObjectionOrigin)[letter // 2 % 2],
            "raised_on": day or "2026-03-11",
            "content": "异议",
            "outcome": tuple(ObjectionOutcome)[letter // 2 % 4],
            "reconsidered_on": "2026-04-01",
        }
        unit.session.add(Objection(**objection))
        codes = ("pi-sue", "report-superior", "notify-authority", "sue")
        measure = {
            "suggestion_id": letter,
            "code": codes[letter // 2 % 4],
            "name": "后续处理",
            "basis": "依据",
            "decided_on": "2026-03-01",
            "decided_by": "检察长",
            "carried_out_on": day,
        }
        unit.session.add(FurtherMeasure(**measure))


def _hang_on_matters(unit: Unit, count: int) -> None:
    of = {"record_type": RecordType.MATTER}
    for matter in range(1, count + 1, 3):
        entry = {**of, "record_id": matter, "field": "objection_on", "title": "收到异议日期", "value": "2026-03-20"}
        move = {**of, "left": Stage.FOLLOW_UP, "entered": Stage.RE_EXAMINATION, "moved_on": "2026-04-02"}
        unit.session.add(CaseEntry(**entry))
        unit.session.add_all(StageMove(**move, record_id=each) for each in (matter, min(matter + 1, count)))
    states = (DeadlineState.OPEN, DeadlineState.MET, DeadlineState.WAIVED)
    for matter in range(count - 11, count + 1):
        deadline = {
            **of,
            "record_id": matter,
            "name": "说明理由",
            "side": Side.OWN if matter % 5 == 0 else Side.OUTSIDE,
            "certainty": Certainty.UNVERIFIED if matter % 6 == 0 else Certainty.VERIFIED,
            "started_by": StartEvent.BY_HAND,
            "started_on": "2026-03-01",
            "unit": PeriodUnit.DAY,
            "due_on": "2026-03-31",
            "overdue_after": "2026-04-02" if matter % 2 else None,
            "paused_on": "2026-03-20" if matter % 7 == 0 else None,
            "state": states[matter % 3],
            "ended_on": None if matter % 3 == 0 else "2026-04-15",
            "derivation": "[]",
        }
        unit.session.add(Deadline(**deadline))
