"""All services on a store, and letters laid into it that were closed or still run."""

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Receipt, SuggestionStep
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.services.records import lay_letter

PROBLEM = "县农贸市场内消防通道长期被摊位占用，灭火器过期，消防栓无水，未落实消防安全责任制。"
AGAIN = "县农贸市场消防通道再次被摊位占用，部分灭火器过期，消防安全责任制没有落实。"
_FIRST = 9000  # far from the numbers the services give
OTHER = "学校周边商店向未成年人销售烟酒，没有设置禁止销售的标志。"


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


class Shelf:
    """Lays letters into the store."""

    def __init__(self, database: Database) -> None:
        self.database, self._serial = database, 0

    def issued(self, problem: str, on: str, addressee: str = "青山县市场监督管理局", **fields: object) -> int:
        """A letter that was issued and received the same day."""
        self._serial += 1
        said = {
            "step": SuggestionStep.ISSUED,
            "receipt": Receipt.RECEIVED,
            "issued_on": PartialDate(on),
            "received_on": PartialDate(on),
            "number": f"青检建〔{on[:4]}〕{self._serial}号",
            "problem": problem,
        }
        return lay_letter(self.database, _FIRST + self._serial, addressee, **(said | fields))

    def closed(self, problem: str, on: str, closed: str, addressee: str = "青山县市场监督管理局") -> int:
        """A letter that was answered and closed."""
        day = PartialDate(closed)
        return self.issued(problem, on, addressee, replied_on=day, closed_on=day)


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)
