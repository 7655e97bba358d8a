"""统计报告: the figures of reverse review and of 逐案分析, the records behind each, the reports, the papers."""

from collections import Counter
from datetime import date
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, select

from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.office import Office
from app.models.review_terms import TriggerList
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.foundation.resources import Resources
from app.services.review_statistics.counting import Key, behind, is_used, tally
from app.services.review_statistics.definitions import Definitions, FigureDefinition, read_definitions
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.reach import Reach
from app.services.review_statistics.reports import reports_of
from app.services.review_statistics.rows import LISTS, BehindRow, Count, Figure, Of, Part, ReviewStatement


class UnknownStatementFormat(DomainError):
    """The file's name ends in nothing the statement can be written as."""

    def __init__(self, path: Path) -> None:
        """``path`` as asked for."""
        super().__init__(f"“{path.name}”的类型不能写出。统计表可以存为 .pdf 或 .xlsx，请改用其中一种文件名。")


class ReviewStatistics:
    """Counts from the records each time it is asked; nothing is stored, so nothing can be out of date."""

    def __init__(self, database: Database, clock: Clock, resources: Resources, documents: Documents) -> None:
        """``documents`` draws the PDF."""
        self._database = database
        self._clock = clock
        self._resources = resources
        self._documents = documents

    def statement(self, period: ReviewPeriod, as_of: date | None = None) -> ReviewStatement:
        """All figures of both lists, as ``as_of`` knew them, else the period's last day; raises PeriodNotBegun."""
        reach = self._reach(period, as_of)
        wanted = [each for figure in self._definitions.figures for each in figure.wanted()]
        with self._database.read(whole=True) as session:
            connection = session.connection()
            return self._statement(connection, reach, tally(connection, wanted, reach))

    def records(
        self, period: ReviewPeriod, as_of: date | None, code: str, part: Part = "n", of: Of = "now"
    ) -> list[BehindRow]:
        """The records behind one part of a figure, or of the year before; raises DomainError for what is not there."""
        definition = self._definitions.figure(code)
        if part not in definition.parts:
            raise DomainError(f"统计项“{definition.name}”没有这一部分，不能列出记录。请改选分子或分母。")
        reach = self._reach(period, as_of)
        with self._database.read() as session:
            asked = reach if of == "now" else reach.before()
            return behind(session.connection(), definition.parts[part], asked, definition.trigger_list)

    def draw(self, period: ReviewPeriod, trigger_list: TriggerList, as_of: date | None = None) -> bytes:
        """The statement of one list as it will print; raises PeriodNotBegun."""
        from app.services.review_statistics.paper import tables

        return self._documents.tables(tables(self.statement(period, as_of), trigger_list, self._clock.now()))

    def write(self, period: ReviewPeriod, trigger_list: TriggerList, path: Path, as_of: date | None = None) -> None:
        """Write the statement of one list; the suffix decides. Raises UnknownStatementFormat, FileNotWritten."""
        from app.services.review_statistics.paper import workbook

        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".xlsx"}:
            raise UnknownStatementFormat(path)
        if suffix == ".pdf":
            content = self.draw(period, trigger_list, as_of)
        else:
            content = workbook(self.statement(period, as_of), trigger_list, self._clock.now())
        write_file(path, content)

    def file_name(self, period: ReviewPeriod, trigger_list: TriggerList) -> str:
        """A name for the file, without its suffix."""
        return f"{LISTS[trigger_list]}统计-{period.title}"

    @cached_property
    def _definitions(self) -> Definitions:
        return read_definitions(self._resources.reverse_reviews / "figures.toml")

    def _reach(self, period: ReviewPeriod, as_of: date | None) -> Reach:
        return Reach.of(period, as_of, self._clock.today())

    def _statement(self, connection: Connection, reach: Reach, counted: Counter[Key]) -> ReviewStatement:
        office = connection.execute(select(Office.name, Office.is_demonstration)).first()
        last = select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
        head = connection.execute(last).first()
        period = reach.period
        return ReviewStatement(
            title=period.title,
            first=period.first,
            last=period.last,
            as_of=reach.as_of,
            is_running=reach.is_running,
            unplaced_words="不能归入月份" if period.is_month else "不能归入本期",
            before_title=period.before().title,
            office=office.name if office else "",
            is_demonstration=bool(office and office.is_demonstration),
            figures=tuple(_figure(each, counted) for each in self._definitions.figures),
            reports=reports_of(connection, reach),
            notes=self._definitions.notes,
            audit_entries=head.seq if head else 0,
            audit_head=head.hash if head else "",
            is_used=is_used(connection),
        )


def _figure(definition: FigureDefinition, counted: Counter[Key]) -> Figure:
    def count(of: Of) -> Count:
        parts = definition.parts
        d = counted[parts["d"], of, definition.trigger_list] if "d" in parts else None
        return Count(counted[parts["n"], of, definition.trigger_list], d)

    return Figure(
        code=definition.code,
        name=definition.name,
        trigger_list=definition.trigger_list,
        group=definition.group,
        unit=definition.unit,
        n_words=definition.n_words,
        d_words=definition.d_words,
        basis=definition.basis,
        source=definition.source,
        certainty=definition.certainty,
        now=count("now"),
        before=count("before"),
        left_out=counted[definition.parts["left_out"], "now", definition.trigger_list],
    )
