"""A desk for importing: an empty store, the importing service, and ledgers made on the spot."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.models.database import Database
from app.services.deadlines.service import Deadlines
from app.services.foundation.changes import Changes
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.importing.service import Importing

HEAD = (
    "序号",
    "检察建议\n类型",
    "文 号",
    "制发单位",
    "被建议单位",
    "发出日期",
    "送达日期",
    "回复日期",
    "采纳情况",
    "整改情况",
)
MakeLedger = Callable[..., Path]


@pytest.fixture(scope="session")
def shared_deadlines() -> Deadlines:
    """Rules and calendar, read once."""
    return Deadlines(Resources.shipped())


@pytest.fixture
def importing(database: Database, clock: FixedClock, resources: Resources, shared_deadlines: Deadlines) -> Importing:
    """Imports into the empty store of 青山县人民检察院; today is 2026-11-22."""
    return Importing(database, clock, resources, shared_deadlines, Changes())


@pytest.fixture
def ledger(tmp_path: Path) -> MakeLedger:
    """Writes an .xlsx whose first sheet holds a header and the given rows, and gives its path."""

    def make(*rows: Sequence[Any], head: Sequence[str] = HEAD, name: str = "台账.xlsx", sheet: str = "台账") -> Path:
        workbook = Workbook()
        workbook.active.title = sheet
        for row in (head, *rows):
            workbook.active.append(list(row))
        path = tmp_path / name
        workbook.save(path)
        return path

    return make


def letter(**facts: Any) -> list[Any]:
    """A row under HEAD; facts by English name replace those of an ordinary letter."""
    usual = {
        "no": 1,
        "kind": "公益诉讼",
        "number": None,
        "office": None,
        "addressee": "县水利局",
        "issued": "2026-03-02",
    }
    usual |= {"served": "2026-03-03", "replied": None, "adopted": None, "rectified": None}
    return [facts.get(name, value) for name, value in usual.items()]
