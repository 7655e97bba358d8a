"""What the charts count, recomputed by other SQL; each count leads to as many records."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.office import Department
from app.models.terms import SuggestionKind, SuggestionStep
from app.services.base_data.periods import Months
from app.services.business_charts.rows import ChartSubject, Selection
from app.services.business_charts.service import BESIDE, BusinessCharts
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from tests.services.records import AT, ENTER, lay_letter, lay_matter

YEAR = Months("2025-12", "2026-11")
MATTER, LETTER = ChartSubject.MATTER, ChartSubject.SUGGESTION


@pytest.fixture
def charts(database: Database, clock: FixedClock) -> BusinessCharts:
    """Over matters of three departments, one letter and six clues."""
    with database.write(Actor("张某"), ENTER, AT) as unit:
        unit.session.add_all([Department(name="第二检察部"), Department(name="第一检察部")])
    days = (
        ("第一检察部", "2026-10-08", None),
        ("第一检察部", "2026-10", "2026-11-02"),
        ("第二检察部", "2025-12-31", "2026-01-05"),
        (None, "2026-02-28", None),
        ("第一检察部", "2026", None),  # no month of its own
        ("第一检察部", "2025-11-30", None),  # before the range
        ("第一检察部", None, None),
    )
    for serial, (department, accepted, closed) in enumerate(days, start=1):
        ends = {"closed_on": PartialDate(closed)} if closed else {}
        came = {"accepted_on": PartialDate(accepted)} if accepted else {}
        lay_matter(database, serial, department=department, **came, **ends)
    lay_letter(database, 1, step=SuggestionStep.ISSUED, issued_on=PartialDate("2026-03-01"), department="第一检察部")
    lay_letter(database, 2, kind=SuggestionKind.OTHER, department="第一检察部")  # a draft is not counted
    _lay_clues(database)
    return BusinessCharts(database, clock)


def _lay_clues(database: Database) -> None:
    answered = {"instrument_on": PartialDate("2026-05-01"), "responded_on": PartialDate("2026-05-20")}
    whole = lay_matter(database, 21, closed_on=PartialDate("2026-06-01"), **answered)
    ended = lay_matter(database, 22, closed_on=PartialDate("2026-06-01"))
    letter = lay_letter(database, 21, step=SuggestionStep.ISSUED, issued_on=PartialDate("2026-04-01"))
    clues = (
        {"triage": Triage.PENDING},
        {"triage": Triage.DECLINED},
        {"triage": Triage.OPENED, "matter_id": whole},
        {"triage": Triage.OPENED, "matter_id": ended},
        {"triage": Triage.OPENED, "suggestion_id": letter},
        {"triage": Triage.PENDING, "found_on": None},
    )
    with database.write(Actor("张某"), ENTER, AT) as unit:
        for serial, clue in enumerate(clues, start=1):
            found = {"found_on": PartialDate("2026-03-02"), **clue}
            unit.session.add(
                Clue(entry_number=f"XS2026-{serial:05d}", source="自行发现", identity=f"c{serial}", **found)
            )


def test_departments_stand_as_the_office_lists_them_with_what_has_ended(charts: BusinessCharts) -> None:
    found = charts.comparison(MATTER, YEAR)
    bars = [(bar.department, bar.received, bar.ended, bar.running) for bar in found.bars]
    assert bars == [("第二检察部", 1, 1, 0), ("第一检察部", 2, 1, 1), ("未填部门", 1, 0, 1)]
    assert found.undated == 4  # a year only, and three without any day


def test_every_bar_leads_to_as_many_records(charts: BusinessCharts) -> None:
    for bar in charts.comparison(MATTER, YEAR).bars:
        for has_ended, count in ((True, bar.ended), (False, bar.running), (None, bar.received)):
            assert len(charts.records(Selection(MATTER, YEAR, bar.department, has_ended=has_ended))) == count


def test_the_kinds_of_letters_stand_in_the_order_of_the_law(charts: BusinessCharts) -> None:
    found = charts.comparison(LETTER, YEAR, str(SuggestionKind.OTHER.value))
    assert [kind.label for kind in found.kinds] == ["社会治理"]
    assert found.bars == ()  # the one of another kind is a draft


def test_months_and_departments_are_counted_as_other_sql_counts_them(charts: BusinessCharts, store_path: Path) -> None:
    heat = charts.heat(MATTER, YEAR)
    assert (heat.months[0], heat.months[-1], len(heat.months)) == ("2025-12", "2026-11", 12)
    with closing(sqlite3.connect(store_path)) as raw:
        told = raw.execute(
            "select ifnull(department, '未填部门'), substr(accepted_on, 1, 7), count(*) from matter"
            " where length(accepted_on) >= 7 and substr(accepted_on, 1, 7) between '2025-12' and '2026-11'"
            " group by 1, 2"
        )
        assert heat.counts == {(department, month): count for department, month, count in told}


def test_a_clue_stands_in_a_stage_only_where_it_came_through_all_before_it(charts: BusinessCharts) -> None:
    funnel = charts.funnel(YEAR)
    assert [(stage.title, stage.n) for stage in funnel.stages] == [
        ("线索", 5),
        ("已研判", 4),
        ("转为案件", 3),
        ("提出监督意见", 2),
        ("对方回复", 1),
        ("办结", 1),
    ]
    assert (funnel.beside, funnel.undated) == (1, 1)
    for stage in funnel.stages:
        assert len(charts.funnel_records(YEAR, stage.key)) == stage.n
    assert [record.entry_number for record in charts.funnel_records(YEAR, BESIDE)] == ["XS2026-00004"]


def test_a_month_ahead_is_refused_and_a_range_may_cross_february_29(charts: BusinessCharts) -> None:
    assert charts.months("2024-02", 12) == Months("2023-03", "2024-02")
    with pytest.raises(DomainError, match="2026-12 还没有到"):
        charts.months("2026-12", 12)
