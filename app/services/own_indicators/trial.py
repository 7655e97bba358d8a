"""A definition held against past months before it counts: month by month n, d, value or why there is none."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Protocol

from app.models.terms import Term
from app.services.base_data.periods import Months
from app.services.foundation.errors import FieldProblem
from app.services.indicators.combining import own_indicator
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.model import Indicator, IndicatorFigure
from app.services.indicators.own import OwnIndicatorText
from app.services.indicators.trend import Trend, each_of
from app.services.own_indicators.rows import IndicatorDraft, Trial, TrialLine

MOST_MONTHS = 120


class Computes(Protocol):
    """The indicators' own way of computing months."""

    def trend(self, indicator: Indicator, unit: str, months: Months | None = None) -> Trend:
        """An indicator month by month."""


def try_out(
    draft: IndicatorDraft, library: IndicatorLibrary, indicators: Callable[[], Computes], unit: str, months: Months
) -> Trial:
    """What a checked draft comes to in each month, whatever months it is meant for; raises FieldProblem."""
    if months.first > months.last:
        raise FieldProblem("first", f"试算的月份（{months.first} 至 {months.last}）起止颠倒。请核对。")
    if len(each_of(months)) > MOST_MONTHS:
        raise FieldProblem("first", f"一次最多试算 {MOST_MONTHS} 个月。请缩短期间。")
    indicator = own_indicator(text_of_draft(draft, 1), library.items)
    bare = replace(indicator, first_month="", last_month="")
    points = indicators().trend(bare, unit, months).points
    return Trial(unit, *months, tuple(_line(each.month, each.figure) for each in points))


def text_of_draft(draft: IndicatorDraft, edition: int) -> OwnIndicatorText:
    """A draft as the library takes definitions."""
    return OwnIndicatorText(
        code=draft.code,
        edition=edition,
        area=draft.area,
        name=draft.name,
        numerator=draft.numerator,
        denominator=draft.denominator,
        unit=draft.unit,
        is_rate=draft.is_rate,
        basis=draft.basis,
        source=draft.source,
        note=draft.note,
        first_month=draft.valid_from,
        last_month=draft.valid_to,
    )


def kept(trial: Trial) -> str:
    """As it is stored with the edition."""
    return json.dumps(asdict(trial), ensure_ascii=False, default=_plain)


def read_back(text: str) -> Trial:
    """As it was kept."""
    values = json.loads(text)
    lines = tuple(TrialLine(**{**each, "missing": tuple(each["missing"])}) for each in values.pop("lines"))
    return Trial(**values, lines=lines)


def _line(month: str, figure: IndicatorFigure) -> TrialLine:
    return TrialLine(
        month,
        figure.numerator.value,
        figure.denominator.value,
        "" if figure.value is None else str(figure.value),
        figure.reason,
        tuple(dict.fromkeys((*figure.numerator.missing, *figure.denominator.missing))),
        figure.indicator.is_rate,
    )


def _plain(value: object) -> object:
    return value.value if isinstance(value, Term) else str(value)
