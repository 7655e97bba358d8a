"""The tables filled from other services and from base data, each count recomputed by SQL written here."""

import sqlite3
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.foundation.errors import DomainError
from app.services.statistics_tables.kept import plain_table, table_of
from app.services.statistics_tables.rows import Reach, StatisticsTable
from tests.tools.golden_tables import MARCH

NOW, BEFORE, YEAR = Reach.NOW, Reach.BEFORE, Reach.CUMULATIVE


def asked(store: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """What raw SQL says."""
    with sqlite3.connect(store) as connection:
        return connection.execute(sql, values).fetchall()


def n(table: StatisticsTable, row: str, column: str, reach: Reach = NOW) -> int | None:
    """A count of a table."""
    return table.cell(row, column, reach).n


def test_monitoring_adds_the_departments_of_each_aspect_up(desk: OpenDesk, store_path: Path) -> None:
    table = desk.statistics_tables.table("monitoring", MARCH)
    assert [row.title for row in table.rows if "@" not in row.key][1:] == [
        *("案件受理", "强制措施", "涉案财物", "法律文书", "办案期限", "诉讼权利保障"),
        *("对外移送案卷材料", "司法办案风险评估", "统一业务应用系统使用", "案件信息公开"),
    ]
    items = {column.key: column.title for column in table.columns}
    assert set(items) >= {"watched", "oral", "notices", "reported", "problems", "mended", "unanswered", "late", "near"}
    by_hand = dict(asked(store_path, "SELECT item, sum(count) FROM base_figure WHERE first = '2026-03' GROUP BY item"))
    assert n(table, "acceptance", "watched") == by_hand["案件受理监控件数"] == 14
    assert n(table, "acceptance@民事检察部", "watched") == 2
    assert n(table, "instruments", "mended") == by_hand["法律文书已整改问题个数"]
    assert n(table, "total", "problems") == sum(
        by_hand[f"{each}问题个数"] for each in ("案件受理", "办案期限", "法律文书")
    )
    assert n(table, "acceptance", "oral", YEAR) == 3 + 1 + 0
    assert n(table, "acceptance", "oral", BEFORE) is None
    assert n(table, "acceptance", "watched", YEAR) is None  # one department gave March only: unknown, not less


def test_the_base_figures_behind_a_count_of_monitoring_are_listed(desk: OpenDesk) -> None:
    found = desk.statistics_tables.records("monitoring", "acceptance", "watched", NOW, MARCH)
    assert [each.detail for each in found] == ["刑事检察部：12", "民事检察部：2"]
    with pytest.raises(DomainError, match="没有 nobody 行"):
        desk.statistics_tables.records("monitoring", "nobody", "watched", NOW, MARCH)


def test_leaders_stand_by_post_with_their_own_cases_apart_from_those_they_approved(
    desk: OpenDesk, store_path: Path
) -> None:
    cases = desk.statistics_tables.table("leaders", MARCH)
    assert [row.title for row in cases.rows] == ["检察长", "副检察长", "检察委员会专职委员", "合计"]
    own = asked(
        store_path,
        "SELECT sum(count) FROM base_figure WHERE item LIKE '副检察长办理%案件数' AND item NOT LIKE '%疑难%'",
    )
    assert (n(cases, "deputies", "cases"), cases.cell("deputies", "cases").n) == (own[0][0], 12 + 11 + 10 + 9)
    assert (cases.cell("chief", "share").n, cases.cell("chief", "share").d) == (3 + 2 + 1 + 0, 150)
    assert n(cases, "committee", "cases") is None
    assert n(cases, "committee", "people") == 1
    acts = desk.statistics_tables.table("leaders_acts", MARCH)
    assert (n(acts, "chief", "approved"), n(acts, "chief", "court"), n(acts, "chief", "read")) == (31, 1, None)
    letters = asked(
        store_path,
        "SELECT entry_number FROM suggestion WHERE issued_on LIKE '2026-03%' AND handler IN"
        " (SELECT name FROM person WHERE post = '检察长')",
    )
    assert n(acts, "chief", "suggestions") == len(letters) == 1
    behind = desk.statistics_tables.records("leaders_acts", "total", "suggestions", NOW, MARCH)
    assert [each.entry_number for each in behind] == [letters[0][0]]


def test_grades_are_counted_by_the_set_of_their_day_and_never_added_up_over_sets(
    desk: OpenDesk, store_path: Path
) -> None:
    table = desk.statistics_tables.table("grades", MARCH)
    by_hand = {
        (code, grade, month): count
        for code, grade, month, count in asked(
            store_path,
            "SELECT grade_set, decided, substr(decided_on, 1, 7), count(DISTINCT case_id) FROM case_grade"
            " WHERE withdrawn_on IS NULL GROUP BY 1, 2, 3",
        )
    }
    grades = ("优质", "合格", "基本合格", "不合格")
    found = [n(table, "total", f"2026-{place}") for place in range(4)]
    assert found == [by_hand["2026", grade, "2026-03"] for grade in grades] == [2, 9, 1, 1]
    assert n(table, "total", "2026-all") == 13
    assert (n(table, "total", "2018-2", BEFORE), n(table, "total", "2026-all", BEFORE)) == (1, 0)
    assert n(table, "department@民事检察部", "2026-1") == 1
    behind = desk.statistics_tables.records("grades", "department@民事检察部", "2026-all", NOW, MARCH)
    assert len(behind) == 3
    several = desk.statistics_tables.table("grades", Months("2026-01", "2026-03"))
    assert [row.title for row in several.rows[-3:]] == ["2026-01", "2026-02", "2026-03"]


@pytest.mark.parametrize(("who", "names"), [("钱某", ["承办0", "承办1", "承办2"]), ("承办1", ["承办1"]), ("路人", [])])
def test_who_handled_cases_with_which_grade_is_for_the_entitled(desk: OpenDesk, who: str, names: list[str]) -> None:
    assert "grades_by_handler" not in desk.statistics_tables.titles()
    found = desk.handler_grades.table(Actor(who), MARCH)
    assert [row.title for row in found.rows] == names


def test_structures_say_the_share_the_year_before_the_points_between_and_twelve_months(
    desk: OpenDesk, store_path: Path
) -> None:
    table = desk.statistics_tables.table("structures", MARCH)
    sums = "SELECT sum(count) FROM base_figure WHERE item {} AND first BETWEEN ? AND ?"
    whole = "IN ('依程序办案数', '依职权监督数')"
    for prefix, months in (("", ("2026-03",) * 2), ("before_", ("2025-03",) * 2), ("rolling_", ("2025-04", "2026-03"))):
        own = asked(store_path, sums.format("= '依职权监督数'"), *months)[0][0]
        total = asked(store_path, sums.format(whole), *months)[0][0]
        assert (n(table, "JG02-2", f"{prefix}n"), n(table, "JG02-2", f"{prefix}d")) == (own, total)
    share, before = table.cell("JG02-2", "share").value, table.cell("JG02-2", "before_share").value
    assert share is not None
    assert before is not None
    assert table.cell("JG02-2", "points").points == share - before
    assert table.cell("JG03-1", "points").shown == "—"
    behind = desk.statistics_tables.records("structures", "JG02-2", "rolling_n", NOW, MARCH)
    assert len(behind) == 12


def test_reverse_review_says_what_its_own_statistics_say(desk: OpenDesk) -> None:
    from app.models.review_terms import TriggerList
    from app.services.review_statistics.period import ReviewPeriod

    statement = desk.review_statistics.statement(ReviewPeriod.month("2026-03"))
    table = desk.statistics_tables.table("reverse_reviews", MARCH)
    figures = statement.of(TriggerList.REVERSE)
    assert [row.key for row in table.rows] == [figure.code for figure in figures]
    for figure in figures:
        assert (n(table, figure.code, "n"), n(table, figure.code, "d")) == (figure.n, figure.d)
        assert (n(table, figure.code, "before_n"), n(table, figure.code, "before_d")) == tuple(
            vars(figure.before).values()
        )
        if figure.n:
            assert len(desk.statistics_tables.records("reverse_reviews", figure.code, "n", NOW, MARCH)) == figure.n


def test_the_warning_table_lists_what_is_due_at_the_cut_off(desk: OpenDesk, store_path: Path) -> None:
    table = desk.statistics_tables.table("deadlines", Months("2026-01", "2026-12"))
    lit = asked(
        store_path,
        "SELECT id FROM deadline WHERE state = 'open' AND remind_on <= '2026-04-02' AND certainty = 'verified'",
    )
    assert [row.key for row in table.rows] == [str(each) for (each,) in lit]
    assert table.is_standing


def test_a_table_comes_back_from_what_a_closed_month_keeps_of_it(desk: OpenDesk) -> None:
    for table in desk.statistics_tables.tables(MARCH):
        assert table_of(plain_table(table)) == table


def test_json_names_known_counts_and_only_records_of_the_period(desk: OpenDesk) -> None:
    figures = {each["code"]: each for each in desk.statistics_tables.json(MARCH)["figures"]}
    cell = figures["leaders_acts.chief.suggestions"]
    assert (cell["n"], cell["d"], cell["value"], len(cell["records"])) == (1, None, 1, 1)
    assert figures["structures.JG02-1.share"]["value"] == pytest.approx(63.89)
    assert figures["structures.JG02-1.share"]["records"] == []
    assert figures["grades.total.2026-1-share"]["previous"] == {"n": 0, "d": 0}
    assert "monitoring.measures.watched" not in figures  # nobody gave it
    assert not any(code.startswith("deadlines.") for code in figures)


def test_a_base_figure_of_another_unit_counts_for_nobody_here(desk: OpenDesk) -> None:
    draft = FigureDraft("案件受理监控件数", "2026-03", "2026-03", 99, unit="乙县人民检察院")
    desk.base_data.record(Actor("张某"), [draft])
    assert n(desk.statistics_tables.table("monitoring", MARCH), "acceptance", "watched") == 14
