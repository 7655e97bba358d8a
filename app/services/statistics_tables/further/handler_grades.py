"""承办人评查等次表: for whoever may see the people of the cases; on no paper that goes round."""

from app.models.actor import Actor
from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.foundation.clock import Clock
from app.services.statistics_tables.further.grades import Grades
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import StatisticsTable


class HandlerGrades:
    """Shown to one person at a time; never printed, exported or kept."""

    def __init__(self, database: Database, clock: Clock, grades: Grades) -> None:
        """``grades`` knows which count."""
        self._database, self._clock, self._grades = database, clock, grades

    def table(self, reader: Actor, months: Months) -> StatisticsTable:
        """Handlers in the order of their names; raises NoRange, RangeNotBegun."""
        period = TablePeriod.of(months, self._clock.today())
        with self._database.read() as session:
            return self._grades.by_handler(session.connection(), reader, period)
