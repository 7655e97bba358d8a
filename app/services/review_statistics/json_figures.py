"""The figures of both lists as ``month --json`` gives them, with the entry numbers behind each."""

from datetime import date
from typing import Any

from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.rows import LISTS, Figure, Part
from app.services.review_statistics.service import ReviewStatistics


def figures_json(statistics: ReviewStatistics, period: ReviewPeriod, as_of: date) -> list[dict[str, Any]]:
    """One object for each figure, as those of letters and matters; ``list`` tells the two lists apart."""

    def numbers(figure: Figure, part: Part, count: int | None) -> list[str]:
        if not count:  # most are 0 in a month of a small office: nothing to look for
            return []
        found = statistics.records(period, as_of, figure.code, part)
        return [row.entry_number or row.title for row in found]

    def told(figure: Figure) -> dict[str, Any]:
        is_rate = figure.d is not None
        value = figure.value
        found: dict[str, Any] = {
            "code": figure.code,
            "name": figure.name,
            "list": LISTS[figure.trigger_list],
            "definition": figure.n_words + (f"分母：{figure.d_words}" if is_rate else ""),
            "n": figure.n,
            "d": figure.d,
            "value": None if value is None else float(value) if is_rate else figure.n,
            "records": numbers(figure, *(("d", figure.d) if is_rate else ("n", figure.n))),
            "previous": {"n": figure.before.n, "d": figure.before.d},
            "left_out": figure.left_out,
            "left_out_records": numbers(figure, "left_out", figure.left_out),
        }
        if is_rate:
            found |= {"unit": "%", "reason": figure.reason or None, "n_records": numbers(figure, "n", figure.n)}
        return found

    return [told(figure) for figure in statistics.statement(period, as_of).figures]
