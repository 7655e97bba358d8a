"""Turns what was counted into what the charts draw; each place carries what leads to its records."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.base_data.periods import Months
from app.services.business_charts.rows import (
    BESIDE,
    ChartSubject,
    Comparison,
    Funnel,
    FunnelStage,
    MonthHeat,
    Selection,
)
from app.services.foundation.shares import shown as shown_share
from app.views.charts.bar_items import month_label, month_words
from app.views.charts.chart_parts import HeatCell, RowBar, Stage

UNITS = {ChartSubject.MATTER: "件", ChartSubject.SUGGESTION: "份", ChartSubject.CLUE: "件"}
# What came in, and what ending means, by subject.
CAME_IN = {ChartSubject.MATTER: "受理", ChartSubject.SUGGESTION: "制发", ChartSubject.CLUE: "发现"}
ENDED = {
    ChartSubject.MATTER: ("已办结", "未办结"),
    ChartSubject.SUGGESTION: ("已办结或撤回", "未办结"),
    ChartSubject.CLUE: ("已研判", "待研判"),
}


@dataclass(frozen=True)
class Asked:
    """The records somebody wants to see, by a title; both parts of a bar in a tab of their own."""

    title: str
    subject: ChartSubject
    parts: tuple[tuple[str, Selection, int], ...]


@dataclass(frozen=True)
class StageAsked:
    """The clues of a stage of the funnel."""

    title: str
    months: Months
    key: str
    count: int


def department_rows(found: Comparison, kind: str) -> list[RowBar]:
    """Departments as the office lists them."""
    done, running = ENDED[found.subject]
    unit = UNITS[found.subject]
    made = []
    for bar in found.bars:
        title = f"{bar.department} · {CAME_IN[found.subject]}"
        words = (
            f"{title} {bar.received} {unit}：{done} {bar.ended}/{bar.received}，{running} {bar.running}/{bar.received}"
        )
        here = (found.subject, found.months, bar.department, kind)
        parts = (
            (done, Selection(*here, has_ended=True), bar.ended),
            (running, Selection(*here, has_ended=False), bar.running),
        )
        made.append(RowBar(bar.department, bar.ended, bar.running, words, Asked(title, found.subject, parts)))
    return made


def heat_cells(found: MonthHeat) -> dict[tuple[int, int], HeatCell]:
    """Every department and month."""
    made = {}
    for row, department in enumerate(found.departments):
        for column, month in enumerate(found.months):
            count = found.counts.get((department, month), 0)
            title = f"{department} · {month_words(month)}{CAME_IN[found.subject]}"
            part = (CAME_IN[found.subject], Selection(found.subject, Months(month, month), department), count)
            words = f"{title} {count} {UNITS[found.subject]}"
            made[row, column] = HeatCell(count, words, Asked(title, found.subject, (part,)))
    return made


def month_heads(months: Sequence[str]) -> list[str]:
    """The year where it begins."""
    return [month_label(month, is_first=place == 0) for place, month in enumerate(months)]


def stages(found: Funnel) -> list[Stage]:
    """The stages in order, each as a share of the first and of the one before; then those that ended another way."""
    first = found.stages[0].n
    made = []
    before: FunnelStage | None = None
    for stage in found.stages:
        words = f"{stage.title} {stage.n} 件（{stage.definition}）"
        if before is not None:
            words += f"；占线索 {shown_share(stage.n, first)}，占{before.title} {shown_share(stage.n, before.n)}"
        asked = StageAsked(stage.title, found.months, stage.key, stage.n)
        made.append(Stage(stage.title, stage.n, asked, words))
        before = stage
    if found.beside:
        title = "未经全部环节即办结"
        words = f"{title} {found.beside} 件：立为案件后终结、合并等，没有计入“办结”"
        asked = StageAsked(title, found.months, BESIDE, found.beside)
        made.append(Stage(title, found.beside, asked, words, is_beside=True))
    return made
