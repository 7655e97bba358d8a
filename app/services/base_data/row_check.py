"""Checking the rows of a table of base data: one count, or the two counts of an indicator."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from app.models.indicator_terms import FigureSource
from app.services.base_data.periods import Months, read_months
from app.services.foundation.shares import percent
from app.services.importing.letters import Children
from app.services.importing.parsing import UnreadableDate
from app.services.importing.row_reading import RowReading
from app.services.indicators.combining import Combined
from app.services.indicators.expressions import Expression
from app.services.indicators.model import Indicator

_UNITS = re.compile(r"(?:件次|人次|件|人|项|元|场次|场|份)$")
Key = tuple[str, str, str, str, str]  # unit, department, item, first, last


@dataclass(frozen=True)
class _Count:
    item: str
    count: int


class FigureCheck:
    """Reads one row into base figures; remembers the file's own, so that it cannot say one thing twice."""

    def __init__(self, office: str, known: Combined) -> None:
        """``office`` is whose figures a table without a unit column are; ``known`` are all items and indicators."""
        self._office, self._known = office, known
        self._said: dict[Key, tuple[int, int]] = {}  # count and row

    def check(self, row: RowReading) -> tuple[dict[str, Any], Children]:
        """No values of their own but the identity; the figures are children."""
        months = self._months(row)
        indicator = self._indicator(row)
        counts = self._counts(row, indicator)
        if not counts and not row.is_faulty:
            row.error("count", "和“分子”“分母”都没有填写。请至少写一个数。")
        self._compare_published(row, indicator)
        where = row.text("unit") or self._office, row.text("department") or ""
        if months is None or row.is_faulty:
            return {"identity": ""}, ()
        kept = {"source": FigureSource.IMPORTED, "origin": row.text("origin"), "note": row.remarks()}
        figures = [(*where, each.item, *months) for each in counts]
        for key, each in zip(figures, counts, strict=True):
            self._refuse_contradiction(row, key, each)
        identity = "\n".join("|".join(key) for key in figures)
        names = ("unit", "department", "item", "first", "last")
        made = (
            {**dict(zip(names, key, strict=True)), "count": each.count, **kept}
            for key, each in zip(figures, counts, strict=True)
        )
        return {"identity": identity}, tuple(("base_figure", each) for each in made)

    def _months(self, row: RowReading) -> Months | None:
        text = row.text("period")
        if text is None:
            row.error("period", "没有填写。请写明是哪个月或哪几个月。")
            return None
        try:
            return read_months(text)
        except UnreadableDate as reason:
            row.error("period", f"写的是“{text}”，{reason}。{reason.remedy}")
            return None

    def _indicator(self, row: RowReading) -> Indicator | None:
        called = row.text("indicator")
        found = self._known.indicator_called(called) if called else None
        if called and found is None:
            row.warn("indicator", f"指标库里没有“{called}”，只保存它的分子和分母。")
        return found

    def _counts(self, row: RowReading, indicator: Indicator | None) -> list[_Count]:
        found: list[_Count] = []
        parts = (
            ("item", "count", None),
            ("numerator_item", "numerator", indicator.numerator if indicator else None),
            ("denominator_item", "denominator", indicator.denominator if indicator else None),
        )
        for words, number, expression in parts:
            count = self._number(row, number)
            if count is not None:
                item = self._item(row, words, expression)
                if item:
                    found.append(_Count(item, count))
        return found

    def _item(self, row: RowReading, field: str, expression: Expression | None) -> str | None:
        """What an indicator counts goes before the words of the table, which often say 采纳件数 and no more."""
        words = row.text(field)
        if expression is not None and len(expression.items) == 1:
            return expression.items[0]
        if words is None:
            row.error(field, "没有填写，不知道这个数是什么。请写明项目名称。")
            return None
        item = self._known.item_called(words)
        if item is None:
            row.warn(field, f"“{words}”不是登记过的项目，按原文保存，不参与指标计算。")
        return item.name if item else words

    def _number(self, row: RowReading, field: str) -> int | None:
        text = row.text(field)
        if text is None:
            return None
        bare = _UNITS.sub("", normalize("NFKC", text).replace(",", "").replace(" ", ""))
        if not bare.isascii() or not bare.isdigit():
            row.error(field, f"写的是“{text}”，不是不小于 0 的整数。请只写数字。")
            return None
        return int(bare)

    def _compare_published(self, row: RowReading, indicator: Indicator | None) -> None:
        """What was published is compared with what its own two counts come to, and never stored in their place."""
        published, n, d = row.text("published"), self._number(row, "numerator"), self._number(row, "denominator")
        if published is None or n is None or not d or indicator is None or not indicator.is_rate:
            return
        try:
            said = Decimal(normalize("NFKC", published).rstrip("%"))
        except InvalidOperation:
            row.warn("published", f"公布值“{published}”不是数，没有核对。")
            return
        own = percent(n, d)
        if own != said:
            row.warn("published", f"公布值 {published} 与 {n}÷{d}={own}% 不一致，请核对口径。")

    def _refuse_contradiction(self, row: RowReading, key: Key, each: _Count) -> None:
        count, before = self._said.setdefault(key, (each.count, row.row))
        if count != each.count:
            field = "count" if row.text("count") else "numerator"
            row.error(
                field, f"里“{each.item}”是 {each.count}，第 {before} 行写的是 {count}，同一期间只能有一个数。请核对。"
            )
