"""The figures of a report as a table: n/d, the year before beside it, and the change."""

from collections.abc import Sequence

from app.services.review_analysis.report_figures import ReportFigure
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("项目", 136),
    Head("数值", 130, is_number=True),
    Head("分子", 52, is_number=True),
    Head("分母", 52, is_number=True),
    Head("上年同期", 130, is_number=True),
    Head("增减", 116, is_number=True),
    Head("说明"),
)


class FiguresTable(PlainTable):
    """Parts stand indented below the figure they are of."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_figures``."""
        super().__init__(workplace, "report_figures", "报告数据", _HEADS)

    def show_figures(self, figures: Sequence[ReportFigure]) -> None:
        """Replace what is shown; the definition is told by hovering, and why there is a —."""
        tips = [f"{each.name}：{each.definition}" + (f"\n{each.reason}" if each.reason else "") for each in figures]
        self.show_rows([_cells(each) for each in figures], tips=tips)


def _cells(each: ReportFigure) -> tuple[str, ...]:
    name = f"　{each.name}" if each.of else each.name
    n, d = ("", "") if each.d is None else (str(each.n), str(each.d))
    return (name, each.shown, n, d, each.earlier_shown, each.change, each.reason)
