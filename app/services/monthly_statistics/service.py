"""月度统计: the month's figures, the records behind each, the series of the charts, and the papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.office import Office
from app.models.review_terms import TriggerList
from app.services.base_data.periods import Months
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import made_folder, write_files
from app.services.foundation.resources import Resources
from app.services.monthly_statistics.counting import Tally, fetched, groups_in_order, records_behind, tally
from app.services.monthly_statistics.definitions import (
    BreakdownDefinition,
    FigureDefinition,
    MonthDefinitions,
    read_definitions,
)
from app.services.monthly_statistics.measures import known_measures, measures_of
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.rows import (
    Breakdown,
    BreakdownRow,
    Bucket,
    Figure,
    Group,
    LockedMonths,
    MonthFiles,
    MonthReport,
    MonthSeries,
    Part,
    RecordRef,
    Subject,
)
from app.services.monthly_statistics.series import month_series, reply_time_records
from app.services.review_statistics.json_figures import figures_json
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.service import ReviewStatistics
from app.services.sheets.workbooks import WorkbookSheet
from app.services.statistics_tables.rows import StatisticsTable

if TYPE_CHECKING:
    from app.services.statistics_tables.service import StatisticsTables

_HAS_FORM = frozenset({"case_analysis"})  # tables the month's papers have as forms of their own
_Tallies = Mapping[Subject, Tally]
_SUBJECTS: tuple[Subject, ...] = ("suggestion", "matter")


@dataclass(frozen=True)
class Beside:
    """Services that are made later: the months that were locked and stay as they were, and the month's 统计表."""

    locked: Callable[[], LockedMonths]
    tables: "Callable[[], StatisticsTables] | None" = None


class MonthlyStatistics:
    """Counts from the records each time it is asked; nothing is stored, so nothing can be out of date."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        resources: Resources,
        documents: Documents,
        reviews: ReviewStatistics | None = None,
        beside: Beside | None = None,
    ) -> None:
        """``documents`` draws the PDF; ``reviews`` add the block of 反向审视 to papers and JSON.

        Without ``beside`` no month is locked and none has tables.
        """
        self._locked = beside.locked if beside else None
        self._tables = beside.tables if beside else None
        self._database = database
        self._clock = clock
        self._resources = resources
        self._documents = documents
        self._reviews = reviews

    def month(self, period: str) -> MonthReport:
        """All figures of the month ``2022-04``; raises NoMonth, MonthNotBegun."""
        month = self._period(period)
        with self._database.read(whole=True) as session:
            connection = session.connection()
            tallies: _Tallies = {
                "suggestion": tally(connection, "suggestion", month),
                "matter": tally(connection, "matter", month),
            }
            return self._report(connection, month, tallies)

    def whole_month(self, period: str) -> MonthReport:
        """The month with its tables, as it goes on paper and is closed."""
        report = self.month(period)
        return replace(report, tables=self._tables_of(report))

    def defined(self) -> tuple[FigureDefinition, ...]:
        """The figures there are, without counting any."""
        return self._definitions.figures

    def over(self, period: Period) -> tuple[Figure, ...]:
        """All figures of several months as one period: 旧存 before its first day, 未结 as of its last."""
        with self._database.read(whole=True) as session:
            connection = session.connection()
            tallies: _Tallies = {subject: tally(connection, subject, period) for subject in _SUBJECTS}
        return tuple(_figure(each, tallies) for each in self._definitions.figures)

    def records(self, period: str, figure_code: str, part: Part = "n", group: Group | None = None) -> list[RecordRef]:
        """The records behind one part of a figure, of one row of a breakdown where ``group`` is given.

        Raises DomainError for a code or part that is not there.
        """
        definition = self._definitions.figure(figure_code)
        if part not in definition.parts:
            raise DomainError(f"统计项“{definition.name}”没有这一部分，不能列出记录。请改选分子、分母或单列的部分。")
        return self.records_of(period, definition.subject, definition.parts[part], group)

    def records_of(self, period: str, subject: Subject, measure: str, group: Group | None = None) -> list[RecordRef]:
        """The records behind one count of a breakdown, named by its ``subject`` and one of its ``measures``."""
        condition = measures_of(subject, self._period(period)).condition(measure)
        with self._database.read() as session:
            return fetched(session.connection(), records_behind(subject, condition, group))

    def series(self, period: str, months: int = 12) -> MonthSeries:
        """What the charts show, over the last ``months`` months up to the period."""
        with self._database.read(whole=True) as session:
            return month_series(session.connection(), self._period(period), months, self._definitions.reply_time)

    def reply_time_records(self, period: str, bucket: Bucket, months: int = 12) -> list[RecordRef]:
        """The letters behind one bucket of the reply times of ``series``."""
        with self._database.read() as session:
            return reply_time_records(session.connection(), self._period(period), months, bucket)

    def json(self, period: str) -> dict[str, Any]:
        """The JSON of ``month``, with the entry numbers behind every figure; of a locked month as it was locked."""
        locked = self._locked().json(period) if self._locked else None
        return locked or self.counted_json(period)

    def counted_json(self, period: str) -> dict[str, Any]:
        """The same as the records stand now."""
        report = self.month(period)
        behind: dict[tuple[str, Part], list[RecordRef]] = {
            (figure.code, part): self.records(period, figure.code, part)
            for figure in self._definitions.figures
            for part in figure.parts
        }
        found = report.as_json(behind)
        if self._reviews is not None:
            found["figures"] += figures_json(self._reviews, ReviewPeriod.month(report.period), report.as_of)
        if self._tables is not None:
            found["figures"] += self._tables().cells_json(_printed(self._tables_of(report)))
        return found

    def write(self, period: str, folder: Path) -> tuple[Path, Path]:
        """Write workbook and PDF of the month into ``folder``, made if need be; returns both paths.

        A locked month gives the same bytes for ever.
        """
        locked = self._locked().files(period) if self._locked else None
        files = locked or self.files(self.whole_month(period))
        month = self._period(period).text
        workbook_path, pdf_path = folder / f"月度统计-{month}.xlsx", folder / f"月度统计-{month}.pdf"
        made_folder(folder)
        write_files({workbook_path: files.workbook, pdf_path: files.pdf})
        return workbook_path, pdf_path

    def files(self, report: MonthReport) -> MonthFiles:
        """Workbook and PDF of a report, dated now."""
        from app.services.monthly_statistics.paper import tables, workbook

        made_at, reviews = self._clock.now(), self._review_sheets(report)
        printed = replace(report, tables=_printed(report.tables))
        pdf = self._documents.tables(tables(printed, made_at, reviews))
        return MonthFiles(workbook(printed, made_at, reviews), pdf)

    def _tables_of(self, report: MonthReport) -> tuple[StatisticsTable, ...]:
        """All of them, also those that say nothing yet: what is locked is that nobody had said anything."""
        return () if self._tables is None else self._tables().tables(Months(report.period, report.period))

    def _review_sheets(self, report: MonthReport) -> list[WorkbookSheet]:
        """The forms of both lists and what their figures mean; none in a store without original cases and reviews."""
        from app.services.review_statistics.paper import sheets

        if self._reviews is None:
            return []
        statement = self._reviews.statement(ReviewPeriod.month(report.period), report.as_of)
        pairs = [sheets(statement, each) for each in TriggerList] if statement.is_used else []
        return [sheet for place in (0, 1) for sheet in (pair[place] for pair in pairs)]

    @cached_property
    def _definitions(self) -> MonthDefinitions:
        return read_definitions(self._resources.statistics / "month.toml", known_measures())

    def _period(self, text: str) -> Period:
        return Period.of(text, self._clock.today())

    def _report(self, connection: Connection, month: Period, tallies: _Tallies) -> MonthReport:
        office = connection.execute(select(Office.name, Office.is_demonstration)).first()
        last = select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
        head = connection.execute(last).first()
        return MonthReport(
            period=month.text,
            period_shown=month.chinese,
            as_of=month.cut_off,
            is_running=month.is_running,
            office=office.name if office else "",
            is_demonstration=bool(office and office.is_demonstration),
            figures=tuple(_figure(each, tallies) for each in self._definitions.figures),
            breakdowns=tuple(_breakdown(each, tallies) for each in self._definitions.breakdowns),
            notes=self._definitions.notes,
            audit_entries=head.seq if head else 0,
            audit_head=head.hash if head else "",
        )


def _printed(tables: tuple[StatisticsTable, ...]) -> tuple[StatisticsTable, ...]:
    """Those that say something, without what papers and JSON of the month have as forms of their own."""
    return tuple(each for each in tables if each.is_known and each.code not in _HAS_FORM)


def _figure(definition: FigureDefinition, tallies: _Tallies) -> Figure:
    total = tallies[definition.subject].total
    counts = {part: total[measure] for part, measure in definition.parts.items()}
    return Figure(
        code=definition.code,
        name=definition.name,
        definition=definition.definition,
        subject=definition.subject,
        n=counts["n"],
        d=counts.get("d"),
        left_out=counts.get("left_out"),
        left_out_name=definition.left_out_name,
    )


def _breakdown(definition: BreakdownDefinition, tallies: _Tallies) -> Breakdown:
    found = tallies[definition.subject]
    by = found.by.get(definition.by, {})
    groups = groups_in_order(definition.subject, definition.by, by)
    rows = [
        BreakdownRow(group, tuple(by[group.value][measure] for measure in definition.measures))
        for group in groups
        if group.value in by
    ]
    return Breakdown(
        title=definition.title,
        subject=definition.subject,
        by=definition.by,
        measures=definition.measures,
        heads=definition.heads,
        rows=tuple(row for row in rows if any(row.counts)),
        totals=tuple(found.total[measure] for measure in definition.measures),
    )
