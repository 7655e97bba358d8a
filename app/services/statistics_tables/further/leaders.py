"""入额院领导办案通报: by post in the order of the data file, from base data and from what the store counts itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.matter import Matter
from app.models.office import Person
from app.models.suggestion import Suggestion
from app.services.base_data.rows import FigureRow
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.model import Item
from app.services.original_cases.visibility import names_in
from app.services.review_statistics.reach import Reach as Within
from app.services.statistics_tables.rows import Cell, Column, Line, Reach, Row, StatisticsTable
from app.services.statistics_tables.further.base_counts import base_counts, base_figures
from app.services.statistics_tables.further.monitoring import column_of
from app.services.statistics_tables.further.span import Span
from app.services.statistics_tables.further.within import within_of

CASES, ACTS = "leaders", "leaders_acts"
TOTAL = "total"
_TITLES = {CASES: "入额院领导办案通报", ACTS: "入额院领导履职情况"}
_OWN = (
    Column("matters", "本台账\n监督事项", "件", "本期受理、承办人登记为该职务的监督事项。"),
    Column("suggestions", "本台账\n检察建议", "件", "本期制发、承办人登记为该职务的检察建议。"),
)
_COUNTED: dict[str, tuple[Any, Any]] = {
    "matters": (Matter, Matter.accepted_on),
    "suggestions": (Suggestion, Suggestion.issued_on),
}


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

    def __init__(self, folder: Path, items: Callable[[], Mapping[str, Item]]) -> None:
        """``folder`` has the definition; ``items`` are those of the library as it stands."""
        self._folder, self._items = folder, items

    @property
    def titles(self) -> dict[str, str]:
        """The tables by their codes."""
        return dict(_TITLES)

    def table(self, session: Session, code: str, span: Span, today: date) -> StatisticsTable:
        """Cases and their distribution, or what was done in person."""
        definition = self._definition
        found = {reach: self._counts(session, code, span, reach, today) for reach in Reach}
        columns = self._case_columns() if code == CASES else self._act_columns()
        rows = [
            Row(key, post.title, tuple(Line(reach, self._cells(columns, each[key])) for reach, each in found.items()))
            for key, post in definition.posts.items()
        ]
        total = tuple(Line(reach, self._cells(columns, _sum(each))) for reach, each in found.items())
        return StatisticsTable(
            code=code,
            title=_TITLES[code],
            months=span.months,
            as_of=span.last_day,
            columns=columns,
            rows=(*rows, Row(TOTAL, "合计", total, is_total=True)),
            notes=definition.notes,
            source=definition.source,
        )

    def figures(self, session: Session, row: str, column: str, reach: Reach, span: Span) -> tuple[FigureRow, ...]:
        """The base figures behind one cell; none where the store counts itself."""
        names = self._names(row, column)
        return tuple(each for name in names for each in base_figures(session, name, span.of(reach)))

    def records(self, session: Session, row: str, column: str, span: Span, today: date) -> list[tuple[int, str]]:
        """Store id and entry number of the matters or letters behind a cell of the period itself."""
        table, day = _COUNTED[column]
        names = [name for key in self._keys(row) for name in self._people(session, key, is_present=False)]
        is_within = within_of(span, Reach.NOW, today).within(day)
        wanted = select(table.id, table.entry_number).where(table.handler.in_(names), is_within).order_by(table.id)
        return [(each.id, each.entry_number) for each in session.execute(wanted)]

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

    def _counts(
        self, session: Session, code: str, span: Span, reach: Reach, today: date
    ) -> dict[str, dict[str, int | None]]:
        """By post, by column; None where nobody gave it."""
        definition = self._definition
        ends = {k: end for k, (_, end) in (definition.fields if code == CASES else definition.acts).items()}
        names = [post.title + end for post in definition.posts.values() for end in ends.values()]
        whole = base_counts(session, self._items(), [*names, definition.office_total], span.of(reach)).whole
        found: dict[str, dict[str, int | None]] = {}
        for key, post in definition.posts.items():
            own: dict[str, int | None] = {column: whole.get(post.title + end) for column, end in ends.items()}
            if code == CASES:
                present = self._people(session, key, is_present=True) if reach is Reach.NOW else None
                own |= {
                    "people": None if present is None else len(present),
                    "cases": _whole_sum(own.values()),  # of all fields, or it would be too small unnoticed
                    "office": whole.get(definition.office_total),
                }
            else:
                people = self._people(session, key, is_present=False)
                own |= {each.key: _held(session, each.key, people, span, reach, today) for each in _OWN}
            found[key] = own
        return found

    def _cells(self, columns: tuple[Column, ...], counts: Mapping[str, int | None]) -> tuple[Cell, ...]:
        return tuple(
            Cell(counts[each.n], counts[each.d], is_rate=True) if each.is_rate else Cell(counts[each.key])
            for each in columns
        )

    def _people(self, session: Session, key: str, *, is_present: bool) -> tuple[str, ...]:
        """Names of the register with the post; those who left too where old records are counted."""
        wanted = select(Person.name, Person.post, Person.left_on).order_by(Person.id)
        called = set(self._definition.posts[key].called)
        return tuple(
            dict.fromkeys(
                each.name
                for each in session.execute(wanted)
                if called & set(names_in(each.post)) and not (is_present and each.left_on)
            )
        )

    def _keys(self, row: str) -> tuple[str, ...]:
        return tuple(self._definition.posts) if row == TOTAL else (row,)

    def _names(self, row: str, column: str) -> list[str]:
        """The base items of a cell; several for a sum."""
        definition = self._definition
        if column == "office":
            return [definition.office_total]
        fields = {key: end for key, (_, end) in definition.fields.items()}
        ends = {**fields, **{key: end for key, (_, end) in definition.acts.items()}}
        parts = list(fields.values()) if column == "cases" else [ends[column]] if column in ends else []
        return [definition.posts[key].title + end for key in self._keys(row) for end in parts]

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


def _held(session: Session, key: str, people: tuple[str, ...], span: Span, reach: Reach, today: date) -> int:
    table, day = _COUNTED[key]
    within: Within = within_of(span, reach, today)
    wanted = select(func.count()).select_from(table).where(table.handler.in_(people), within.within(day))
    return session.scalar(wanted) or 0 if people else 0


def _whole_sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else _known_sum(known)


def _known_sum(counts: Iterable[int | None]) -> int | None:
    known = [each for each in counts if each is not None]
    return sum(known) if known else None


def _sum(by_post: Mapping[str, Mapping[str, int | None]]) -> dict[str, int | None]:
    """All posts together; the office's total is the same for each."""
    columns = next(iter(by_post.values()))
    found = {column: _known_sum(each[column] for each in by_post.values()) for column in columns}
    return found | ({"office": columns["office"]} if "office" in columns else {})
