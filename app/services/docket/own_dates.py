"""Deadlines that end on a day somebody named: no rule of law, no rolling, and they may turn red."""

from datetime import date

from app.models.terms import PeriodUnit, Side
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Basis, Rule
from app.services.deadlines.terms import OWN_DATE, Certainty, Rolling


def rule_to(name: str, basis: str, first: date, due_on: date, side: Side) -> Rule:
    """A rule whose period leads from ``first`` to the named day; ``basis`` says who named it."""
    return Rule(
        code=OWN_DATE,
        area="手工设定",
        name=name,
        trigger="设定期限",
        period=Period((due_on - first).days, PeriodUnit.DAY),
        actor="承办人",
        side=side,
        basis=(Basis(basis, "指定的日期", None),),
        certainty=Certainty.VERIFIED,
        rolling=Rolling.NO,
    )
