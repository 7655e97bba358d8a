"""Gathers the figures and lines of one briefing, each source with the same months and the same cut-off."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.briefing import Briefing
from app.models.database import Database
from app.models.indicator_terms import BriefingKind
from app.models.office import Office
from app.services.base_data.periods import Months
from app.services.briefings import base_counts, implementation, letter_counts, series, standing_counts, table_counts
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.kept import text_of_json
from app.services.briefings.reach import Reach
from app.services.briefings.rows import BehindRow, Tip
from app.services.briefings.texts import BriefingText, Data, Line
from app.services.foundation.clock import Clock
from app.services.indicators.library import IndicatorLibrary
from app.services.monthly_statistics.definitions import MonthDefinitions
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.rows import Figure, Part
from app.services.review_statistics.service import ReviewStatistics
from app.services.statistics_tables.service import StatisticsTables

GROUPS = letter_counts.GROUPS | {"not_heeded", "trigger_cases"}  # may have no parts
YEAR = "year."  # sets the year so far apart
_REVIEWS = "反向审视、逐案分析统计"
Rows = tuple[list[BehindRow], list[BehindRow]]


@dataclass(frozen=True)
class Gathered:
    """What a briefing is made of, and what is carried over from the one before."""

    reach: Reach
    data: Data
    heading: str
    tips: tuple[Tip, ...]


@dataclass(frozen=True)
class Sources:
    """Where figures come from; counted anew each time."""

    database: Database
    clock: Clock
    definitions: Callable[[], MonthDefinitions]
    library: Callable[[], IndicatorLibrary]
    reviews: ReviewStatistics
    tables: StatisticsTables

    def reach(self, kind: BriefingKind, months: Months) -> Reach:
        """The cut-off: the last day of the months; of the yearly report on implementation the day it is made."""
        reach = Reach.of(months, self.clock.today())
        return replace(reach, as_of=self.clock.today()) if kind is BriefingKind.IMPLEMENTATION else reach

    def gather(self, kind: BriefingKind, months: Months, text: BriefingText) -> Gathered:
        """Everything the sentences of a kind may name, of one state; raises FieldProblem for months that cannot be."""
        reach = self.reach(kind, months)
        with self.database.one_state(whole=True), self.database.read() as session:
            tips = _carried(session, kind, reach)
            told: dict[str, list[tuple[Line, BriefingFigure | None]]] = {
                "tips": _tip_lines(tips),
                "warnings": list(standing_counts.warning_lines(session, reach)),
                "trigger_cases": list(standing_counts.case_lines(session, reach)),
                "not_heeded": list(implementation.not_heeded(session, reach)),
            }
            figures = [*self._counted(session, kind, reach, text), *_tip_figures(tips)]
            figures += series.series_figures(session, reach, self.definitions().reply_time)
            heading = standing_counts.heading_of(session, reach)
            office = session.scalar(select(Office.name)) or ""
        lines = {name: tuple(line for line, _ in each) for name, each in told.items()}
        figures += [figure for each in told.values() for _, figure in each if figure is not None]
        words = {
            "office": office,
            "period": reach.title,
            "before": reach.before().title,
            "as_of": f"{reach.as_of.year}年{reach.as_of.month}月{reach.as_of.day}日",
            "year": f"{months.last[:4]}年",
        }
        return Gathered(reach, Data(words, tuple(figures), lines, GROUPS), heading, tuple(tips))

    def behind(self, kind: BriefingKind, months: Months, figure: BriefingFigure) -> Rows:
        """The records or base figures behind a figure as they are now."""
        reach, address = self.reach(kind, months), figure.address.split("|")
        if address[0] == "table":
            return table_counts.rows_of(self.tables, reach, address)
        if address[0] == "review":
            return self._reviewed(reach, address[1], figure)
        with self.database.read() as session:
            if address[0] == "letters":
                return letter_counts.records_of(session, reach.year_so_far() if address[6] else reach, address)
            if address[0] == "month":
                return letter_counts.month_rows(session, address, reach.as_of), []
            if address[0] == "cohort":
                return implementation.records_of(session, reach, address)
            return _rows(session, reach, address), []

    def _counted(
        self, session: Session, kind: BriefingKind, reach: Reach, text: BriefingText
    ) -> Iterator[BriefingFigure]:
        if kind is BriefingKind.IMPLEMENTATION:
            yield from implementation.cohort_figures(session, reach)
            return
        definitions, library = self.definitions(), self.library()
        yield from letter_counts.LetterCounts(definitions).figures(session, reach)
        if kind is BriefingKind.BULLETIN:
            yield from letter_counts.LetterCounts(definitions, YEAR).figures(session, reach.year_so_far())
        yield from table_counts.table_figures(self.tables, reach)
        yield from base_counts.base_figures(session, reach, library, text.groups)
        yield from standing_counts.closing_figures(session, reach)
        yield from standing_counts.warning_figures(session, reach)
        yield standing_counts.case_count(session, reach)
        yield from (_of_review(each) for each in self._statement(reach))

    def _statement(self, reach: Reach) -> Iterable[Figure]:
        period = ReviewPeriod.between(reach.first, reach.as_of)
        return self.reviews.statement(period, reach.as_of).figures

    def _reviewed(self, reach: Reach, code: str, figure: BriefingFigure) -> Rows:
        period = ReviewPeriod.between(reach.first, reach.as_of)
        parts: tuple[Part, ...] = ("n", "d") if figure.is_rate else ("n",)
        found = [
            [
                BehindRow(row.record_type, row.record_id, row.entry_number, row.title, row.detail)
                for row in self.reviews.records(period, reach.as_of, code, part)
            ]
            for part in parts
        ]
        return found[0], found[1] if figure.is_rate else []


def _rows(session: Session, reach: Reach, address: list[str]) -> list[BehindRow]:
    if address[0] == "base":
        return base_counts.base_rows(session, reach.months, address[1:])
    if address[0] == "warnings":
        return standing_counts.warning_rows(session, reach, address[1])
    if address[0] == "closing":
        return standing_counts.closing_rows(session, reach)
    return standing_counts.record_rows(session, reach, address) if address[0] in {"record", "triggers"} else []


def _of_review(figure: Figure) -> BriefingFigure:
    told = f"分子：{figure.n_words}" + (f"；分母：{figure.d_words}" if figure.d_words else "")
    return BriefingFigure(
        code=figure.code,
        name=figure.name,
        definition=told,
        unit=figure.unit,
        origin=_REVIEWS,
        n=figure.now.n,
        d=figure.now.d,
        is_rate=figure.now.d is not None,
        before_n=figure.before.n,
        before_d=figure.before.d,
        address=f"review|{figure.code}",
    )


def _carried(session: Session, kind: BriefingKind, reach: Reach) -> list[Tip]:
    """The 督办事项 of the report before of the same kind, with what became of them."""
    wanted = select(Briefing).where(Briefing.kind == kind, Briefing.last < reach.months.first)
    last = session.scalars(wanted.order_by(Briefing.last.desc(), Briefing.id.desc()).limit(1)).one_or_none()
    if last is None:
        return []
    return [replace(tip, carried_from=last.title) for tip in text_of_json(last.sentences).tips]


def _tip_lines(tips: Sequence[Tip]) -> list[tuple[Line, BriefingFigure | None]]:
    found: list[tuple[Line, BriefingFigure | None]] = []
    for place, tip in enumerate(tips):
        who = "、".join(part for part in (tip.to, tip.person) if part)
        told = f"{tip.number} {tip.problem.rstrip('。')}" + (f"（{who}）" if who else "")
        progress = f"，进展：{tip.progress.rstrip('。')}" if tip.progress else ""
        due = f"，时限{tip.due_on}" if tip.due_on else ""
        found.append((Line(str(place), f"{told}{due}：{tip.state.label}{progress}"), None))
    return found


def _tip_figures(tips: Sequence[Tip]) -> Iterator[BriefingFigure]:
    source = tips[0].carried_from if tips else ""
    for code, name, count in (
        ("tips.last", "上期督办事项", len(tips)),
        ("tips.done", "上期督办事项已销号", sum(not tip.is_open for tip in tips)),
        ("tips.open", "上期督办事项未销号", sum(tip.is_open for tip in tips)),
    ):
        told = f"《{source}》所列督办事项。" if source else "以前没有同类报告。"
        yield BriefingFigure(code, name, told, "项", "督办事项", count, address="tips")
