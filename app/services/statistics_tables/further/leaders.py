"""入额院领导办案通报: by post in the order of the data file, from base data and from what the store counts itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from app.models.matter import Matter
from app.models.office import Person
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.foundation.clock import Clock
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.model import Item
from app.services.original_cases.visibility import names_in
from app.services.review_statistics.rows import BehindRow
from app.services.statistics_tables.further.base_counts import NoSuchPlace, base_counts, base_figures
from app.services.statistics_tables.further.monitoring import column_of
from app.services.statistics_tables.further.within import within
from app.services.statistics_tables.period import TablePeriod
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.source import Place

CASES, ACTS = "leaders", "leaders_acts"
TOTAL = "total"
_TITLES = {CASES: "入额院领导办案通报", ACTS: "入额院领导履职情况"}
_OWN = (
    Column("matters", "本台账\n监督事项", "件", "本期受理、承办人登记为该职务的监督事项。"),
    Column("suggestions", "本台账\n检察建议", "件", "本期制发、承办人登记为该职务的检察建议。"),
)
_COUNTED: dict[str, tuple[RecordType, Any, Any, Any]] = {
    "matters": (RecordType.MATTER, Matter, Matter.accepted_on, Matter.unit),
    "suggestions": (RecordType.SUGGESTION, Suggestion, Suggestion.issued_on, Suggestion.addressee),
}
_Counts = dict[str, int | None]


@dataclass(frozen=True)
class _Post:
    title: str
    called: tuple[str, ...]  # as the register of people may write it


@dataclass(frozen=True)
class _Definition:
    source: str
    notes: tuple[str, ...]
    office_total: str
    posts: Mapping[str, _Post]
    fields: Mapping[str, tuple[str, str]]  # key: title and end of the item's name
    acts: Mapping[str, tuple[Column, str]]


class Leaders:
    """Facts by post: cases handled in person apart from those approved; nobody is compared with anybody."""

    opens: RecordType | None = None

    def __init__(self, code: str, folder: Path, items: Callable[[], Mapping[str, Item]], clock: Clock) -> None:
        """``code`` is ``CASES`` or ``ACTS``, ``folder`` has the definition, ``items`` are those of the library now."""
        self.code, self._folder, self._items, self._clock = code, folder, items, clock

    @property
    def title(self) -> str:
        """Cases and their distribution, or what was done in person."""
        return _TITLES[self.code]

    def table(self, connection: Connection, period: TablePeriod) -> StatisticsTable:
        """By post, in the order of the file, then all together."""
        definition = self._definition
        found = {reach: self._counts(connection, period.reached(reach), reach) for reach in Reach}
        columns = self._case_columns() if self.code == CASES else self._act_columns()
        rows = [
            Row(key, post.title, tuple(Line(reach, _cells(columns, each[key])) for reach, each in found.items()))
            for key, post in definition.posts.items()
        ]
        total = tuple(Line(reach, _cells(columns, _sum(each))) for reach, each in found.items())
        return StatisticsTable(
            code=self.code,
            title=self.title,
            months=period.months,
            as_of=period.as_of,
            is_running=period.is_running,
            is_blank=not any(count for each in found.values() for counts in each.values() for count in _done(counts)),
            columns=columns,
            rows=(*rows, Row(TOTAL, "合计", total, is_total=True)),
            notes=definition.notes,
            source=definition.source,
        )

    def records(self, connection: Connection, period: TablePeriod, place: Place) -> list[BehindRow]:
        """The base figures behind one count, or the matters and letters the store counted itself."""
        keys = tuple(self._definition.posts) if place.row == TOTAL else (place.row,)
        if not set(keys) <= set(self._definition.posts):
            raise NoSuchPlace(self.title, place)
        if place.column in _COUNTED:
            return self._held(connection, period, place.column, keys)
        names = self._names(keys, place.column)
        return [each for name in names for each in base_figures(connection, name, period.months)]

    def _case_columns(self) -> tuple[Column, ...]:
        own = (
            Column("people", "人数", "人", "截止时人员名册里在职的该职务人数，同期、累计不另列。"),
            Column("cases", "直接\n办案", "件", "各领域直接办理的案件数之和，不含审批、审核的案件。"),
            Column("office", "全院\n办案", "件", f"基础数据的“{self._definition.office_total}”。"),
            Column("share", "占全院", "%", "直接办案÷全院办案。", n="cases", d="office"),
        )
        fields = (
            (
                Column(key, title, "件", f"直接办理的{title}案件数。"),
                Column(f"{key}_share", f"{title}\n占比", "%", f"{title}案件÷直接办案。", n=key, d="cases"),
            )
            for key, (title, _) in self._definition.fields.items()
        )
        return (*own, *(column for pair in fields for column in pair))

    def _act_columns(self) -> tuple[Column, ...]:
        return (*(column for column, _ in self._definition.acts.values()), *_OWN)

    def _counts(self, connection: Connection, period: TablePeriod, reach: Reach) -> dict[str, _Counts]:
        """By post, by column; None where nobody gave it."""
        definition, ends = self._definition, self._ends
        names = [post.title + end for post in definition.posts.values() for end in ends.values()]
        names.append(definition.office_total)
        whole = base_counts(connection, self._items(), names, period.months).whole
        return {
            key: {column: whole.get(post.title + end) for column, end in ends.items()}
            | (
                self._of_cases(connection, key, reach, whole)
                if self.code == CASES
                else {each.key: self._held_count(connection, period, each.key, key) for each in _OWN}
            )
            for key, post in definition.posts.items()
        }

    def _of_cases(self, connection: Connection, key: str, reach: Reach, whole: Mapping[str, int]) -> _Counts:
        title = self._definition.posts[key].title
        present = len(self._people(connection, (key,), is_present=True)) if reach is Reach.NOW else None
        return {
            "people": present,
            # Of all fields, or it would be too small unnoticed.
            "cases": _whole_sum(whole.get(title + end) for end in self._ends.values()),
            "office": whole.get(self._definition.office_total),
        }

    @property
    def _ends(self) -> dict[str, str]:
        """The ends of the items' names by column."""
        definition = self._definition
        return {key: end for key, (_, end) in (definition.fields if self.code == CASES else definition.acts).items()}

    def _held_count(self, connection: Connection, period: TablePeriod, column: str, key: str) -> int:
        _, table, _, _ = _COUNTED[column]
        wanted = select(func.count()).select_from(table).where(*self._of_post(connection, period, column, (key,)))
        return connection.scalar(wanted) or 0

    def _held(self, connection: Connection, period: TablePeriod, column: str, keys: tuple[str, ...]) -> list[BehindRow]:
        record_type, table, day, unit = _COUNTED[column]
        wanted = select(table.id, table.entry_number, unit, table.handler, day)
        wanted = wanted.where(*self._of_post(connection, period, column, keys)).order_by(table.id)
        return [
            BehindRow(record_type, key, number, title or "", handler or "", str(on or ""))
            for key, number, title, handler, on in connection.execute(wanted)
        ]

    def _of_post(
        self, connection: Connection, period: TablePeriod, column: str, keys: tuple[str, ...]
    ) -> tuple[ColumnElement[bool], ...]:
        _, table, day, _ = _COUNTED[column]
        people = self._people(connection, keys, is_present=False)
        return table.handler.in_(people), within(period, self._clock.today()).within(day)

    def _people(self, connection: Connection, keys: tuple[str, ...], *, is_present: bool) -> tuple[str, ...]:
        """Names of the register with the posts; those who left too where old records are counted."""
        wanted = select(Person.name, Person.post, Person.left_on).order_by(Person.id)
        called = {each for key in keys for each in self._definition.posts[key].called}
        return tuple(
            dict.fromkeys(
                each.name
                for each in connection.execute(wanted)
                if called & set(names_in(each.post)) and not (is_present and each.left_on)
            )
        )

    def _names(self, keys: tuple[str, ...], column: str) -> list[str]:
        """The base items of a count; several for a sum."""
        if column == "office":
            return [self._definition.office_total]
        ends = self._ends
        parts = list(ends.values()) if column == "cases" else [ends[column]] if column in ends else []
        return [self._definition.posts[key].title + end for key in keys for end in parts]

    @cached_property
    def _definition(self) -> _Definition:
        table = TomlTable.read(self._folder / "leaders.toml")
        table.only(("source", "certainty", "notes", "office_total", "post", "field", "act"))
        posts = {
            each.text("key"): _Post(each.text("title"), each.texts("posts")) for each in table.tables("post", "职务")
        }
        fields = {each.text("key"): (each.text("title"), each.text("item")) for each in table.tables("field", "领域")}
        acts = {each.text("key"): (column_of(each), each.text("item")) for each in table.tables("act", "项目")}
        ends = [*(end for _, end in fields.values()), *(end for _, end in acts.values())]
        known = self._items()
        for name in (*(post.title + end for post in posts.values() for end in ends), table.text("office_total")):
            if name not in known:
                raise table.refuse("post", f"里的“{name}”不是登记过的基础数据项目")
        source = f"{table.text('source')}（{table.text('certainty')}）"
        return _Definition(source, table.texts("notes"), table.text("office_total"), posts, fields, acts)


def _done(counts: _Counts) -> list[int | None]:
    """The counts of what was done; how many people there are says nothing of it."""
    return [count for column, count in counts.items() if column not in ("people", "office")]


def _cells(columns: Iterable[Column], counts: Mapping[str, int | None]) -> tuple[Cell, ...]:
    return tuple(
        Cell(counts[each.n], counts[each.d], is_rate=True) if each.is_rate else Cell(counts[each.key])
        for each in columns
    )


def _whole_sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else _known_sum(known)


def _known_sum(counts: Iterable[int | None]) -> int | None:
    known = [each for each in counts if each is not None]
    return sum(known) if known else None


def _sum(by_post: Mapping[str, _Counts]) -> _Counts:
    """All posts together; the office's total is the same for each."""
    columns = next(iter(by_post.values()))
    found: _Counts = {column: _known_sum(each[column] for each in by_post.values()) for column in columns}
    return found | ({"office": columns["office"]} if "office" in columns else {})
