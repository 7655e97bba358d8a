"""A desk over an empty store, and base data of the office."""

from pathlib import Path

import pytest

from app.figure_desk import FigureDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.services.own_forms.forms import quarterly_form

FIGURES = {
    ("批捕人数", "2026-09"): 12,
    ("批捕人数", "2026-10"): 8,
    ("不捕人数", "2026-09"): 5,
    ("不捕人数", "2026-10"): 3,
    ("起诉人数", "2026-10"): 21,
    ("批捕人数", "2025-10"): 9,
}


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources, actor: Actor) -> FigureDesk:
    """Services of figures, and some base data."""
    desk = FigureDesk(database, clock, resources)
    drafts = [FigureDraft(item, month, month, count) for (item, month), count in FIGURES.items()]
    desk.base_data.record(actor, drafts)
    return desk


@pytest.fixture
def form_path(tmp_path: Path) -> Path:
    """The quarterly form."""
    return quarterly_form(tmp_path / "业务工作基本情况.xlsx")
