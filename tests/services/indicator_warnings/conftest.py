"""Figures of one unit, typed month by month."""

from collections.abc import Sequence

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.base_data.periods import month_before
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources

CLERK, HEAD = Actor("张某"), Actor("李某")
OCTOBER = "2026-10"
HELD, NOT_HELD = "批捕人数", "不捕人数"  # of XS02, 不捕率


class Typist:
    """Types base data into a store."""

    def __init__(self, desk: OpenDesk) -> None:
        """``desk`` is the open store."""
        self.desk = desk

    def year_before(self, month: str, counts: Sequence[int], item: str = HELD, department: str = "") -> None:
        """The months before one, the last count of the one right before it."""
        drafts = [
            FigureDraft(item, each, each, count, department)
            for each, count in ((month_before(month, len(counts) - at), count) for at, count in enumerate(counts))
        ]
        self.desk.base_data.record(CLERK, drafts)

    def month(self, month: str, department: str = "", **counts: int) -> int:
        """Some items of one month; gives the act."""
        drafts = [FigureDraft(item, month, month, count, department) for item, count in counts.items()]
        return self.desk.base_data.record(CLERK, drafts).act

    def correct(self, item: str, month: str, count: int) -> int:
        """Another count; gives the act."""
        found = next(each for each in self.desk.base_data.figures() if (each.item, each.first) == (item, month))
        return self.desk.base_data.correct(CLERK, found.id, count, "重新核对")

    def told(self) -> list[tuple[str, str, str, str]]:
        """Month, name, value and state of all warnings, as the list shows them."""
        found = self.desk.indicator_warnings.warnings()
        return [(each.month, each.name, each.figures.now, each.state_shown) for each in found]

    def seen(self) -> dict[int, int | None]:
        """All warnings with their versions, as somebody looks at them."""
        return {each.id: each.version for each in self.desk.indicator_warnings.warnings()}


@pytest.fixture
def typist(database: Database, clock: FixedClock, resources: Resources) -> Typist:
    """On an empty store of 青山县人民检察院, 22 November 2026."""
    return Typist(OpenDesk(database, clock, resources))
