"""Original cases and reviews laid straight into the store, for tests of what stands beside the register."""

from datetime import datetime

from app.models.actor import Actor
from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.review_terms import HitState, TriggerList
from app.services.foundation.intentions import Intention
from tests.conftest import CHINA

ENTER = Intention("test.enter", "登记", "test:enter")
AT = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)


def lay_case(database: Database, serial: int = 1, **fields: object) -> int:
    """An original case YA2026-0000n whose handler is 王某; returns its id."""
    said: dict[str, object] = {
        "entry_number": f"YA2026-{serial:05d}",
        "number": f"青检刑诉受〔2025〕{serial}号",
        "name": f"赵某{serial}盗窃案",
        "kind": "刑事",
        "unit": "青山县公安局",
        "handlers": "王某",
        "identity": f"case {serial}",
    }
    with database.write(Actor("张某"), ENTER, AT) as unit:
        case = OriginalCase(**(said | fields))
        unit.session.add(case)
        unit.session.flush()
        return case.id


def lay_hit(database: Database, case_id: int, name: str = "刑事申诉", **fields: object) -> int:
    """A trigger the case met and that waits; returns its id."""
    said: dict[str, object] = {
        "case_id": case_id,
        "code": name,
        "name": name,
        "trigger_list": TriggerList.REVERSE,
        "met_on": AT.date(),
        "state": HitState.OPEN,
    }
    with database.write(Actor("张某"), ENTER, AT) as unit:
        hit = TriggerHit(**(said | fields))
        unit.session.add(hit)
        unit.session.flush()
        return hit.id
