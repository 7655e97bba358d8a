"""The calculator reckons an old case by the rule that was in force then."""

from dataclasses import replace
from datetime import date

from app.models.terms import PeriodUnit
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Validity
from app.services.deadlines.rules import RuleLibrary
from app.services.deadlines.terms import RuleSet
from app.services.foundation.resources import Resources


def test_a_start_before_a_change_of_the_rule_takes_the_old_length(resources: Resources) -> None:
    standard = RuleLibrary.load(resources.rules)
    changed = replace(
        standard.rule("F02"),
        rule_set=RuleSet.LOCAL,
        override_reason="新规定",
        period=Period(1, PeriodUnit.MONTH),
        validity=Validity(first=date(2027, 1, 1)),
    )
    library = standard.with_local([changed])
    assert library.rule_of_then("F02", date(2026, 12, 31)).period.length == 2
    assert library.rule_of_then("F02", date(2027, 1, 1)).period.length == 1


def test_a_start_no_rule_covers_takes_the_newest_one(resources: Resources) -> None:
    library = RuleLibrary.load(resources.rules)
    assert library.rule_of_then("E03-2015", date(2026, 1, 1)).code == "E03-2015"
