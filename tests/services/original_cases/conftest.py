"""A desk for original cases: an office with its people, and cases registered on the spot."""

from collections.abc import Callable

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.original_cases.rows import CaseDraft

Register = Callable[..., int]

PEOPLE = (
    ("张某", "检察官", "第一检察部"),
    ("李某", "检察官", "第一检察部"),
    ("王某", "部门负责人", "第一检察部"),
    ("周某", "部门负责人", "第三检察部"),
    ("郑某", "副检察长", ""),
    ("吴某", "检察官助理", "案件管理部"),
    ("冯某", "检务督察", "政治部"),
)


def case_draft(**facts: object) -> CaseDraft:
    """A criminal case brought to court, with some facts of its own."""
    said = {
        "name": "甲某盗窃案",
        "kind": "刑事",
        "number": "青检一部受〔2025〕12号",
        "cause": "盗窃罪",
        "unit": "青山县人民检察院",
        "department": "第一检察部",
        "handlers": "张某",
        "arrest_result": "批准逮捕",
        "arrest_on": PartialDate("2025-03-01"),
        "indictment_result": "提起公诉",
        "indictment_on": PartialDate("2025-05-20"),
        "judgment_result": "无罪",
        "judgment_on": PartialDate("2025-08-11"),
        "closed_on": PartialDate("2025-08-11"),
        **facts,
    }
    return CaseDraft(**said)  # type: ignore[arg-type]  # a test's own fields


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources, actor: Actor) -> OpenDesk:
    """All services on an office with its people, on 22 November 2026."""
    opened = OpenDesk(database, clock, resources)
    for department in ("第一检察部", "第三检察部", "案件管理部", "政治部"):
        opened.offices.add_department(actor, department)
    for name, post, department in PEOPLE:
        opened.offices.add_person(actor, name, post, department)
    return opened


@pytest.fixture
def register(desk: OpenDesk, actor: Actor) -> Register:
    """Registers a case with some facts of its own and gives its id."""
    return lambda **facts: desk.original_cases.register(actor, case_draft(**facts)).id
