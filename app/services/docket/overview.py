"""期限总览: counts by lamp, the month as a calendar, records nobody is reminded of, and the two papers."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from app.models.database import Database
from app.models.office import Office
from app.models.terms import Lamp
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.rule import Rule
from app.services.deadlines.service import Deadlines
from app.services.docket.cards import DeadlineCards
from app.services.docket.handlers import handlers
from app.services.docket.listing import DocketListing
from app.services.docket.papers import WARNINGS, calculation_page, derivation_page, warning_table
from app.services.docket.rows import DayCount, Unwatched
from app.services.docket.unwatched import unwatched
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.lists.listing import ListQuery, Row
from app.services.secrecy.marked import marks_in, sheet_mark
from app.services.secrecy.on_paper import marked
from app.services.sheets.reply_tracking import WATERMARK

_WINDOW = 500  # rows read at a time


class Overview:
    """Reads all deadlines at once; writes nothing but papers."""

    def __init__(
        self, database: Database, clock: Clock, deadlines: Deadlines, documents: Documents, cards: DeadlineCards
    ) -> None:
        """``documents`` draws the papers, ``deadlines`` names the days of the calendar."""
        self._database, self._clock = database, clock
        self._deadlines, self._documents, self._cards = deadlines, documents, cards
        self._listing = DocketListing.over(database)

    def counts(self, query: ListQuery) -> dict[Lamp, int]:
        """How many open deadlines have each lamp; a lamp nobody has is missing."""
        return self._listing.counts(query)

    def month(self, year: int, month: int, query: ListQuery) -> tuple[DayCount, ...]:
        """Every day of a month with what ends on it; the query's other filters count too."""
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        within = replace(query, issued_from=days[0].isoformat(), issued_to=days[-1].isoformat())
        found = self._listing.days(within)
        calendar = self._deadlines.calendar
        return tuple(
            DayCount(
                on=day,
                count=sum(found.get(day, {}).values()),
                lamps=found.get(day, {}),
                is_working=calendar.is_working_day(day),
                day_name=calendar.reason(day),
            )
            for day in days
        )

    def handlers(self, as_of: date | None = None) -> tuple[str, ...]:
        """Everybody who handles an open record, registered as a person or not, in the order of their names."""
        with self._database.read() as session:
            return handlers(session, as_of or self._clock.today())

    def unwatched(self, as_of: date | None = None) -> tuple[Unwatched, ...]:
        """Open records without any open deadline, the oldest first."""
        with self._database.read() as session:
            return unwatched(session, as_of or self._clock.today())

    def write_warning_table(self, query: ListQuery, path: Path) -> int:
        """期限预警表 of a query as PDF, in the list's order; gives the number of lines. Raises FileNotWritten."""
        _refuse_other_formats(path)
        pdf, count = self.draw_warning_table(query)
        write_file(path, pdf)
        return count

    def draw_warning_table(self, query: ListQuery) -> tuple[bytes, int]:
        """The same for looking at before it is printed: the PDF and the number of its lines."""
        ids = self._listing.ids(query)
        rows: list[Row] = []
        for first in range(0, len(ids), _WINDOW):
            rows += self._listing.rows(ids[first : first + _WINDOW], query)
        office, watermark = self._office()
        spec = self._documents.library.register(WARNINGS, self._clock.today())
        document = warning_table(office, watermark, self._listing.columns, rows, query, spec)
        return self._documents.table(marked(document, self._listing.mark(query))), len(rows)

    def write_derivation(self, deadline_id: int, path: Path) -> None:
        """How one due date came about, as one page of PDF. Raises DeadlineNotFound, FileNotWritten."""
        _refuse_other_formats(path)
        today = self._clock.today()
        office, watermark = self._office()
        card = self._cards.card(deadline_id, today)
        document = derivation_page(office, watermark, card, today)
        with self._database.read() as session:
            mark = sheet_mark(marks_in(session), [(card.record.record_type, card.record.record_id)])
        write_file(path, self._documents.table(marked(document, mark)))

    def draw_calculation(self, rule: Rule, found: Derivation) -> bytes:
        """What the calculator came to, as one page of PDF; nothing is registered by it."""
        office, watermark = self._office()
        return self._documents.table(calculation_page(office, watermark, rule, found, self._clock.today()))

    def _office(self) -> tuple[str, str]:
        with self._database.read() as session:
            found = session.execute(select(Office.name, Office.is_demonstration)).first()
        return (found.name, WATERMARK if found.is_demonstration else "") if found else ("", "")


def _refuse_other_formats(path: Path) -> None:
    if path.suffix.lower() != ".pdf":
        raise DomainError(f"“{path.name}”的类型不能写出。这张表只能存为 .pdf，请改文件名。")
