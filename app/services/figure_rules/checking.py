"""Which rules do not hold between the base figures of a unit. What is not known breaks no rule."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.office import Office
from app.services.base_data.periods import Months, month_before
from app.services.figure_rules.comparing import Found, Places, departments_apart, periods_apart, totals_apart
from app.services.figure_rules.model import FigureRule
from app.services.figure_rules.rows import RELATIONS, YEAR_BEFORE, BrokenRule, RuleForm
from app.services.indicators.combining import names_within
from app.services.indicators.computing import Count, months_between
from app.services.indicators.expressions import Expression
from app.services.indicators.library import IndicatorLibrary

YEAR = 12
_SAME = {
    RuleForm.DEPARTMENTS: departments_apart,
    RuleForm.TOTAL: totals_apart,
    RuleForm.PERIODS: periods_apart,
}


@dataclass(frozen=True)
class Checked:
    """What was found, and in how many places all figures of a rule were known."""

    known: int
    broken: tuple[BrokenRule, ...]


@dataclass(frozen=True)
class Asked:
    """Whose figures of which months; ``unit`` empty for the office.

    ``items`` are all that is read, where that is not everything.
    """

    unit: str
    months: Months
    items: frozenset[str] | None = None


def checked_in(session: Session, library: IndicatorLibrary, rules: Sequence[FigureRule], asked: Asked) -> Checked:
    """The rules broken in a range of months, the whole unit and each department.

    Looks at every month of the range and at every longer period figures were given for within it.
    """
    of, months, current = asked.unit or session.scalar(select(Office.name)) or "", asked.months, library.current
    columns = (getattr(BaseFigure, name) for name in ("unit", "department", "item", "first", "last", "count", "id"))
    wanted = select(*columns).where(BaseFigure.unit == of, BaseFigure.last <= months.last)
    wanted = wanted.where(BaseFigure.first >= month_before(months.first, YEAR))
    if asked.items is not None:
        wanted = wanted.where(BaseFigure.item.in_(sorted(asked.items)))
    added = names_within(current.items, [each for rule in rules for each in rule.expressions])
    counts = map(Count._make, session.execute(wanted))
    places = Places.of(counts, current.items, frozenset(added))
    every = [found for rule in rules for found in _found(rule, places, months)]
    broken = [_told(of, *each) for each in every if not each[0].holds(each[1].left, each[1].right)]
    return Checked(len(every), in_order(broken, rules, current.items))


def in_order(broken: Iterable[BrokenRule], rules: Sequence[FigureRule], items: Iterable[str]) -> tuple[BrokenRule, ...]:
    """By month, department, rule and item, the last two as they are listed."""
    order = {rule.row.code: place for place, rule in enumerate(rules)}
    item = {name: place for place, name in enumerate(items)}

    def place(each: BrokenRule) -> tuple[str, str, str, int, int]:
        first = item.get(each.items[0], len(item)) if each.items else 0
        return each.last, each.first, each.department, order.get(each.code, len(order)), first

    return tuple(sorted(broken, key=place))


def _found(rule: FigureRule, places: Places, months: Months) -> Iterator[tuple[FigureRule, Found]]:
    """The two numbers of a rule wherever both are known."""
    compare = _SAME.get(rule.row.form)
    if compare is not None:
        yield from ((rule, each) for each in compare(places, months))
    if rule.left is None or rule.right is None:
        return
    for department, period in places.within(months, rule.items):
        before = _earlier(period, rule.row.back)
        here = places.known(department, period)
        there = places.known(department, before) if before else here
        left, right = rule.left.value(here), rule.right.value(there)
        if left is not None and right is not None:
            holds = rule.holds(left, right)
            words = ("", "") if holds else (_words(rule.left, here), _words(rule.right, there))
            yield rule, Found(department, period, left, right, *words, rule.items, before)


def _earlier(period: Months, back: str) -> Months | None:
    """The period the right side of a rule is of; None where both sides are of the same."""
    if not back:
        return None
    by = YEAR if back == YEAR_BEFORE else months_between(*period)
    return Months(month_before(period.first, by), month_before(period.last, by))


def _words(expression: Expression, counts: dict[str, int]) -> str:
    """批捕人数 10 + 不捕人数 2; the text alone where there is one item or none."""
    if len(expression.items) < 2:
        return expression.text
    longest_first = "|".join(re.escape(name) for name in sorted(expression.items, key=len, reverse=True))
    return re.sub(longest_first, lambda name: f"{name[0]} {counts[name[0]]}", expression.text)


def _side(words: str, number: int, expression: Expression | None) -> tuple[str, str]:
    """The words of a sum and what it comes to, as they stand in a sentence: at its beginning, and at its end."""
    if expression is not None and len(expression.items) > 1:
        return f"{words}，共 {number}", f"{words}（共 {number}）"
    return f"{words}是 {number}", f"{words}（{number}）"


def _told(unit: str, rule: FigureRule, found: Found) -> BrokenRule:
    row, where = rule.row, f"{found.period.shown}{found.department or '全院'}"
    left, _ = _side(found.left_words, found.left, rule.left)
    _, right = _side(found.right_words, found.right, rule.right)
    of = f"{found.before.shown}的" if found.before else ""
    said = f"{where}：{left}，应当{RELATIONS[row.relation]}{of}{right}。"
    return BrokenRule(
        row.code, row.name, row.priority, unit, found.department, *found.period, said, row.remedy, found.items
    )
