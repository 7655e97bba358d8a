"""What a table of the statistics brings: its code and title, how it is counted, and the records behind a count."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from app.models.terms import RecordType
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import StatisticsTable


class Place(NamedTuple):
    """A count of a table: keys of its row and column."""

    row: str
    column: str


class Source(Protocol):
    """One table. It counts inside the transaction of the connection it is handed, and never says a day of its own."""

    @property
    def code(self) -> str:
        """As in suggestions.social_governance.issued."""

    @property
    def title(self) -> str:
        """检察建议统计表."""

    @property
    def opens(self) -> RecordType | None:
        """Which list shows the records behind it; None where they are of several kinds, or of one without a list."""

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """The whole table with all its lines."""

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> Sequence[BehindRow]:
        """The records behind one count (never a rate) of this very period; raises DomainError for an unknown place."""
