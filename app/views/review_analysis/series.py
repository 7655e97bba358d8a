"""Turns an analysis into what its charts draw; each place carries the selection of the findings behind it."""

from dataclasses import dataclass

from app.services.review_analysis.rows import Analysis, By, Selection
from app.views.charts.chart_parts import HeatCell, Line, RowBar

LINES = (("错误", "个"), ("瑕疵", "个"), ("审视", "件"))
REVIEWED = 2  # the place of the line that counts cases


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see the findings behind: a selection with its name."""

    title: str
    selection: Selection


def heat_cells(found: Analysis) -> dict[tuple[int, int], HeatCell]:
    """Every pair of dimension and stage that problems were found in, empty pairs between them too."""
    made = {}
    for row, dimension in enumerate(found.dimensions):
        for column, stage in enumerate(found.stages):
            cell = found.cell(dimension.value, stage.value)
            title = f"{dimension.label} · {stage.label}"
            words = (
                f"{title}：问题 {cell.problems} 个（错误 {cell.errors}、瑕疵 {cell.flaws}），"
                f"涉及案件 {cell.n}/{cell.d} 件"
            )
            asked = Asked(title, Selection(dimension.value, stage.value))
            made[row, column] = HeatCell(cell.problems, words, asked)
    return made


def cause_rows(found: Analysis) -> list[RowBar]:
    """Causes in the order of the data; never by size."""
    return [
        RowBar(
            row.label,
            row.errors,
            row.flaws,
            f"{row.label}：问题 {row.problems} 个（错误 {row.errors}、瑕疵 {row.flaws}），涉及案件 {row.n}/{row.d} 件",
            Asked(f"原因 · {row.label}", row.selection),
        )
        for row in found.tables[By.CAUSE]
    ]


def trend_lines(found: Analysis) -> list[Line]:
    """Errors, flaws and cases reviewed by month."""
    counts = zip(*((month.errors, month.flaws, month.reviewed) for month in found.months), strict=True)
    return [Line(name, unit, tuple(line)) for (name, unit), line in zip(LINES, counts, strict=True)]
