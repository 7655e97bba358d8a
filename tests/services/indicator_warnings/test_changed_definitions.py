"""A rule, an indicator or a sum that is changed later is held against the last year in the act that changes it."""

import sqlite3
from pathlib import Path

from app.models.indicator_terms import Priority
from app.services.base_data.periods import Months
from app.services.figure_rules.rows import RuleDraft
from app.services.indicator_warnings.rows import BandDraft
from app.services.own_indicators.rows import IndicatorDraft
from tests.services.indicator_warnings.conftest import CLERK, HELD, NOT_HELD, OCTOBER, Typist

_FEWER = RuleDraft("不捕少于批捕", NOT_HELD, "<=", HELD, Priority.MEDIUM, "请核对。", "县院例会确定")
_RAISED = [(OCTOBER, "待核查"), ("2026-03", "待核查")]
_GONE = [(month, f"{state}（现已不成立）") for month, state in _RAISED]


def test_a_rule_is_held_against_the_last_year_when_it_takes_effect_and_when_it_is_withdrawn(typist: Typist) -> None:
    rules, history = typist.desk.figure_rules, typist.desk.history

    def told() -> list[tuple[str, str]]:
        return [(month, state) for month, name, _value, state in typist.told() if name == _FEWER.name]

    for month, not_held in ((OCTOBER, 9), ("2026-03", 8), ("2026-04", 1), ("2025-02", 9)):
        typist.month(month, **{HELD: 5, NOT_HELD: not_held})
    act = rules.take_effect(CLERK, rules.test(_FEWER)).act
    assert told() == _RAISED  # the spring of the year before is older than a year
    history.take_back(CLERK, act)
    assert told() == []
    rules.take_effect(CLERK, rules.test(_FEWER))
    act = rules.withdraw(CLERK, "本院-1", "不再用", 1).act
    assert told() == _GONE
    history.take_back(CLERK, act)
    assert told() == _RAISED


def test_an_edition_of_an_indicator_is_held_against_its_band_in_the_act_that_puts_it_in_force(
    typist: Typist, store_path: Path
) -> None:
    own, warnings = typist.desk.own_indicators, typist.desk.indicator_warnings
    for month in (OCTOBER, "2026-03"):
        typist.month(month, **{HELD: 60, NOT_HELD: 40})
    draft = IndicatorDraft(
        *("BY01", "不捕占比", "刑事", NOT_HELD, f"{HELD} + {NOT_HELD}"), source="会商纪要", valid_from="2025-01"
    )

    def put_in_force(edition: IndicatorDraft, of: str | None = None) -> int:
        made = own.draft(CLERK, edition, of).id
        own.test(CLERK, made, "", Months("2026-01", OCTOBER))
        return own.put_in_force(CLERK, made, "会商同意").act

    put_in_force(draft)
    warnings.set_band(CLERK, "BY01", BandDraft("", "50", "过半的要看"))
    assert typist.told() == []
    other = IndicatorDraft(
        *("BY01", "批捕占比", "刑事", HELD, f"{HELD} + {NOT_HELD}"), source="会商纪要", valid_from="2025-01"
    )
    act = put_in_force(other, "BY01")
    assert typist.told() == [(OCTOBER, "批捕占比", "60/100", "待核查"), ("2026-03", "批捕占比", "60/100", "待核查")]
    with sqlite3.connect(store_path) as raw:
        tables = raw.execute("SELECT table_name FROM audit_entry WHERE act = ?", (act,)).fetchall()
    assert sorted(name for (name,) in tables) == ["figure_warning", "figure_warning", "own_indicator"]
    typist.desk.history.take_back(CLERK, act)
    assert typist.told() == []


def test_a_step_that_counts_from_now_on_is_held_against_the_band_of_its_ratio(typist: Typist) -> None:
    lists, warnings = typist.desk.own_indicators.lists, typist.desk.indicator_warnings
    typist.month(OCTOBER, **{"刑事案数": 20, "一次退查件数": 10, "二次退查件数": 2})
    ratio = next(each for each in lists.ratios() if each.field == "刑事")
    for step in ratio.steps:
        lists.count_step(CLERK, "刑事", step.item, step.item == "二次退查件数", "只数二退", step.version)
    warnings.set_band(CLERK, "XS01", BandDraft("", "1.5", "一点五以上的要看"))
    assert typist.told() == []
    step = next(each for each in lists.ratios()[0].steps if each.item == "一次退查件数")
    lists.count_step(CLERK, "刑事", "一次退查件数", True, "一退也数", step.version)
    assert typist.told() == [(OCTOBER, "刑事案-件比", "32/20", "待核查")]
