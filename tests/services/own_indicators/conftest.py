"""A desk on an empty store, and drafts to begin with."""

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.own_indicators.rows import IndicatorDraft

UNIT = "青山县人民检察院"
REASON = "检委会 2026 年第 3 次会议同意"


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


@pytest.fixture
def draft() -> IndicatorDraft:
    """A local indicator that can be kept."""
    return IndicatorDraft(
        code="BY01",
        name="退查与起诉比",
        area="刑事",
        numerator="一次退查件数 + 二次退查件数",
        denominator="审查起诉受理件数",
        source="本院 2026 年业务管理会议纪要",
        valid_from="2026-03",
    )


def keep(desk: OpenDesk, actor: Actor, item: str, counts: dict[str, int]) -> None:
    """Figures of one item by month."""
    desk.base_data.record(actor, [FigureDraft(item, month, month, count) for month, count in counts.items()])
