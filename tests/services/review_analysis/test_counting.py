"""Common problems: each figure again by a statement of its own, and the findings behind it."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.review_terms import FindingVerdict, ReviewBody, TriggerList
from app.services.foundation.errors import FieldProblem
from app.services.review_analysis.pattern import CaseDay, Outcome, Pattern
from app.services.review_analysis.rows import By, Scope, Selection
from tests.services.review_analysis.reviewed_store import VOID

_STANDING = "f.verdict != 'none' AND f.withdrawn_on IS NULL"
EVERYTHING = Scope()


def _asked(desk: OpenDesk, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(desk._database.path)) as store:
        return store.execute(statement).fetchall()


@pytest.mark.parametrize("by", [By.DIMENSION, By.STAGE, By.CAUSE, By.PROBLEM, By.BODY, By.VERDICT])
def test_every_count_is_what_a_statement_of_its_own_gives(reading: OpenDesk, by: By) -> None:
    told = reading.review_analysis.look(EVERYTHING).tables[by]
    again = _asked(
        reading,
        f"SELECT coalesce(f.{by.value}, ''), count(*), sum(f.verdict = 'error'), sum(f.verdict = 'flaw'), "  # noqa: S608 - names of the test's own
        f"sum(f.is_own), sum(1 - f.is_own), count(DISTINCT f.case_id) FROM review_finding f WHERE {_STANDING} "
        "GROUP BY 1",
    )
    assert sorted((row.value, *row[3:9]) for row in told) == sorted(again)
    assert {row.d for row in told} == {5}, "five cases are in a review of their own"


def test_the_heat_map_adds_up_to_the_problems(reading: OpenDesk) -> None:
    found = reading.review_analysis.look(EVERYTHING)
    again = _asked(
        reading,
        f"SELECT dimension, stage, count(*), count(DISTINCT case_id) FROM review_finding f WHERE {_STANDING} "  # noqa: S608 - as above
        "GROUP BY 1, 2",
    )
    assert sorted((cell.dimension, cell.stage, cell.problems, cell.n) for cell in found.cells) == sorted(again)
    assert sum(cell.problems for cell in found.cells) == found.totals.problems == 6
    assert found.cell("文书制作", "审查逮捕").problems == 0


def test_what_an_objection_withdrew_is_counted_nowhere(reading: OpenDesk) -> None:
    analysis = reading.review_analysis
    found = analysis.look(EVERYTHING)
    assert VOID not in {row.label for row in found.tables[By.PROBLEM]}
    assert VOID not in {row.problem for row in analysis.behind(EVERYTHING, Selection())}
    assert found.totals.words.startswith("有问题的案件 4/5 件；问题 6 个（错误 2、瑕疵 4；本院 5、其他单位 1）")


def test_every_number_leads_to_as_many_findings(reading: OpenDesk) -> None:
    analysis = reading.review_analysis
    found = analysis.look(EVERYTHING)
    for row in (row for rows in found.tables.values() for row in rows):
        behind = analysis.behind(EVERYTHING, row.selection)
        assert len(behind) == row.problems, row
        assert len({each.case_id for each in behind}) == row.n
    for cell in found.cells:
        assert len(analysis.behind(EVERYTHING, Selection(cell.dimension, cell.stage))) == cell.problems
    own = analysis.behind(EVERYTHING, Selection(is_own=False))
    assert [each.body for each in own] == [ReviewBody.POLICE]
    assert own[0].review_number == "FS2025-00002"
    in_order = analysis.behind(EVERYTHING, Selection(verdict=FindingVerdict.NONE))
    assert len(in_order) == found.totals.in_order == 2


def test_groups_follow_the_order_of_the_data_and_not_of_size(reading: OpenDesk) -> None:
    found = reading.review_analysis.look(EVERYTHING)
    assert [row.label for row in found.tables[By.DIMENSION]] == ["证据采信", "办案程序", "文书制作"]
    assert [row.label for row in found.tables[By.STAGE]] == ["公安立案侦查", "审查逮捕", "审查起诉"]
    assert found.tables[By.CAUSE][-1].label == "（未填）"


def test_the_trend_counts_by_month_and_leads_to_its_cases(reading: OpenDesk) -> None:
    analysis = reading.review_analysis
    months = analysis.look(EVERYTHING, months=24).months
    assert len(months) == 24
    assert months[-1].month == "2026-11"
    by_month = {each.month: each[1:] for each in months if any(each[1:])}
    assert by_month == {
        "2025-03": (0, 1, 1),
        "2026-02": (1, 1, 1),
        "2026-05": (0, 2, 1),
        "2026-07": (0, 0, 1),
        "2026-09": (1, 0, 0),
    }
    assert [case.entry_number for case in analysis.reviewed_in(EVERYTHING, "2026-05")] == ["YA2026-00002"]
    assert len(analysis.look(EVERYTHING, months=99).months) == 36


@pytest.mark.parametrize(
    ("pattern", "numbers"),
    [
        (Pattern(), [1, 2, 3, 4, 5, 6, 7]),
        (Pattern(fields=("人身",)), [3, 5]),
        (Pattern(causes=("伤害",)), [3, 5]),
        (Pattern(outcomes=(Outcome("judgment_result", "无罪"),)), [2, 4, 7]),
        (Pattern(outcomes=(Outcome("judgment_result", "无罪"), Outcome("arrest_result", "批准逮捕"))), [7]),
        (Pattern(outcomes=(Outcome("judgment_result", "无罪"), Outcome("judgment_result", "缓刑"))), [1, 2, 4, 7]),
        (Pattern(triggers=("acquittal",)), [7]),
        (Pattern(trigger_list=TriggerList.ANALYSIS), [7]),
        (Pattern(dimensions=("证据采信",)), [1, 2, 6]),
        (Pattern(dimensions=("证据采信",), first=date(2026, 1, 1), last=date(2026, 3, 31)), [1]),
        (Pattern(problems=(VOID,)), []),
        (Pattern(day=CaseDay.PETITION_ENDED, first=date(2026, 1, 1), last=date(2026, 6, 30)), [1, 2, 3]),
        (Pattern(day=CaseDay.PETITION_ENDED, first=date(2026, 9, 1), last=date(2026, 9, 30)), [4]),
        (Pattern(day=CaseDay.PETITION_ENDED, first=date(2026, 9, 2), last=date(2026, 9, 30)), []),
        (Pattern(day=CaseDay.CONCLUDED, first=date(2026, 1, 1), last=date(2026, 12, 31)), [1, 2, 3]),
        (Pattern(day=CaseDay.FOUND, first=date(2026, 1, 1), last=date(2026, 12, 31)), [1, 2, 3, 4]),
        (Pattern(is_petition=True, petition_kinds=("国家赔偿", "重复信访")), [3, 4]),
        (Pattern(units=("青山县公安局",), kinds=("民事",)), []),
    ],
)
def test_a_pattern_chooses_its_cases(reading: OpenDesk, pattern: Pattern, numbers: list[int]) -> None:
    analysis = reading.review_analysis
    assert [case.id for case in analysis.cases(pattern)] == numbers
    assert analysis.preview(pattern).count == len(numbers)


def test_only_findings_of_the_period_count_where_it_goes_by_findings(reading: OpenDesk) -> None:
    analysis = reading.review_analysis
    spring = Pattern(first=date(2026, 5, 1), last=date(2026, 5, 31))
    found = analysis.look(Scope(spring))
    assert (found.totals.problems, found.totals.n, found.totals.d) == (2, 1, 1)
    theft = analysis.look(Scope(Pattern(fields=("侵财",), first=date(2026, 5, 1), last=date(2026, 5, 31))))
    assert theft.totals == found.totals
    closed = Pattern(day=CaseDay.PETITION_ENDED, first=date(2026, 5, 1), last=date(2026, 5, 31))
    assert analysis.look(Scope(closed)).totals.problems == 2
    with pytest.raises(FieldProblem, match="早于起日"):
        analysis.preview(Pattern(first=date(2026, 5, 2), last=date(2026, 5, 1)))


def test_a_choice_is_offered_for_every_condition(reading: OpenDesk) -> None:
    choices = reading.review_analysis.choices()
    assert choices.fields == ("人身", "侵财")
    assert choices.outcomes["judgment_result"] == ("无罪", "缓刑")
    assert choices.triggers == (("acquittal", "判决无罪"),)
    assert choices.dimensions[0].label == "事实认定"
    pattern = Pattern(triggers=("acquittal",), day=CaseDay.JUDGED, first=date(2026, 1, 1))
    assert reading.review_analysis.words_of(pattern) == "触发情形：判决无罪；一审日期 2026-01-01 至 ……"
