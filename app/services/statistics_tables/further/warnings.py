"""期限预警表: the open deadlines whose lamp is lit, as a standing list; the docket says what each one is."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from app.models.database import Database
from app.models.deadline import Deadline, DeadlineEvent
from app.models.terms import DeadlineAct, Lamp, RecordType
from app.services.docket.listing import DocketListing
from app.services.docket.rows import NO_DAY
from app.services.docket.standing import ENTRY_NUMBER
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import ListQuery
from app.services.lists.listing import Row as ListRow
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

_LIT = (Lamp.SERIOUSLY_OVERDUE, Lamp.OVERDUE, Lamp.DUE, Lamp.NEAR, Lamp.PAUSED)
_PAUSES = (
    select(func.count())
    .where(DeadlineEvent.deadline_id == Deadline.id, DeadlineEvent.kind == DeadlineAct.PAUSED)
    .correlate(Deadline)
    .scalar_subquery()
)
_WORDS = "本院自身的期限过期写“超期”，外单位的写“逾期”；依据未核实的期限只在期限总览里提醒，不列入本表。"
_STANDING = "本表是截止时点的在办清单，没有同期和累计；延长次数是生成时的次数。"
_COLUMNS = (
    Column("handler", "承办人", ""),
    Column("name", "节点", ""),
    Column("started_on", "起算", ""),
    Column("due_on", "届满", ""),
    Column("days_left", "剩余日", "日", "截止时点到届满日的日数，已过的为负数。"),
    Column("extensions", "延长", "次", "该期限延长、重新计算的次数（退查重报在内）。"),
    Column("paused", "暂停", "次", "该期限暂停的次数。"),
    Column("lamp", "灯色", ""),
)


class Warnings:
    """Reads the docket."""

    code, title = "deadlines", "期限预警表"
    opens: RecordType | None = None

    def __init__(self, database: Database) -> None:
        """The docket of one store."""
        self._listing = DocketListing.over(database)

    def table(self, _connection: Connection, period: TablePeriod) -> StatisticsTable:
        """What is due, late, near or paused at the cut-off, what ends first coming first."""
        query = ListQuery(as_of=period.as_of)
        rows = [row for lamp in _LIT for row in self._lit(lamp, query)]
        return StatisticsTable(
            code=self.code,
            title=self.title,
            months=period.months,
            as_of=period.as_of,
            columns=_COLUMNS,
            rows=tuple(rows),
            notes=(f"共 {len(rows)} 项。{_WORDS}", _STANDING),
            is_running=period.is_running,
            is_standing=True,
            lead="案号",
        )

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The record the deadline of a line runs on."""
        wanted = select(Deadline.record_type, Deadline.record_id, Deadline.name, Deadline.due_on, ENTRY_NUMBER)
        found = connection.execute(wanted.where(Deadline.id == int(place.row)))
        return [
            BehindRow(each.record_type, each.record_id, each[4], each.name, "", str(each.due_on or "随办"))
            for each in found
        ]

    def _lit(self, lamp: Lamp, query: ListQuery) -> Iterator[Row]:
        """All that show one lamp, however many: the paper is a list to work through, not a sample."""
        wanted = ListQuery(as_of=query.as_of, where=(("lamp", lamp.label),))
        for row, (pauses,) in self._listing.whole(wanted, (_PAUSES,)):
            yield self._row(row, query, pauses)

    def _row(self, row: ListRow, query: ListQuery, pauses: int) -> Row:
        columns = self._listing.columns
        found = {column.key: cell for column, cell in zip(columns, row.cells, strict=True)}

        def words(key: str) -> Cell:
            return Cell(None, text=str(found[key] or "—"))

        left, extended = found["days_left"], found["extensions"]
        cells = (
            *(words(key) for key in ("handler", "name", "started_on")),
            Cell(None, text=str(found["due_on"] or "随办")),
            Cell(left if isinstance(left, int) else None),
            Cell(extended if isinstance(extended, int) else 0),
            Cell(pauses),
            Cell(None, text=words_of(row, columns, query, NO_DAY)),
        )
        return Row(str(row.id), str(found["record"] or found["id"]), (Line(Reach.NOW, cells),))
