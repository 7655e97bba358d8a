"""The tables filled from other services and from base data, each count recomputed by SQL written here."""

import sqlite3
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.terms import RecordType
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
    assert n(table, "total", "watched", YEAR) is None  # nor less than the month within it


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


REVERSE = {
    "concluded": "reverse.concluded",
    "petitions_reviewed": "reverse.share",
    "problems": "reverse.problems",
    "errors": "reverse.errors",
    "flaws": "reverse.flaws",
    "errors_proposed": "reverse.errors_proposed",
    "flaws_proposed": "reverse.flaws_proposed",
    "mechanisms": "reverse.mechanisms",
    "commentaries": "reverse.commentaries",
    "clues": "reverse.clues_supervision",
    "reports": "reverse.reports",
    "suggestions": "reverse.suggestions",
    "suggestions_done": "reverse.suggestions_done",
    "repeat_settled": "reverse.repeat_settled",
    "petitions": "reverse.petitions",
    "petitions_repeat": "reverse.petitions_repeat",
    "petitions_own": "reverse.petitions_own",
}
# The source of a case and of a review, written anew.
SOURCES_SQL = """
    WITH source AS (SELECT id AS case_id, CASE
        WHEN petition_kind = '刑事申诉' THEN 'criminal_petition' WHEN petition_kind = '国家赔偿' THEN 'compensation'
        WHEN petition_kind IN ('信访申诉', '重复信访') THEN 'letters_and_visits'
        WHEN petition_kind = '阻碍律师执业权利' THEN 'lawyers'
        WHEN EXISTS (SELECT 1 FROM trigger_hit h WHERE h.case_id = c.id AND h.trigger_list = 'reverse'
            AND NOT h.is_void AND h.code IN ('FX11', 'FX12')) THEN 'second_instance'
        WHEN EXISTS (SELECT 1 FROM trigger_hit h WHERE h.case_id = c.id AND h.trigger_list = 'reverse'
            AND NOT h.is_void AND h.code IN ('FX13', 'FX14', 'FX15')) THEN 'ended_otherwise'
        ELSE 'other' END AS source FROM original_case c),
    review AS (SELECT r.*, (SELECT CASE count(DISTINCT s.source) WHEN 0 THEN 'other' WHEN 1 THEN min(s.source)
        ELSE 'several' END FROM reviewed_case k JOIN source s ON s.case_id = k.case_id WHERE k.review_id = r.id)
        AS source FROM reverse_review r WHERE r.trigger_list = 'reverse')
"""


def test_reverse_review_by_type_and_source_adds_up_to_what_its_own_statistics_say(desk: OpenDesk) -> None:
    from app.services.review_statistics.period import ReviewPeriod

    statement = desk.review_statistics.statement(ReviewPeriod.month("2026-03"))
    table = desk.statistics_tables.table("reverse_reviews", MARCH)
    assert [row.title for row in table.rows if "@" not in row.key] == ["合计", "个案审视", "类案审视", "综合审视"]
    for column, code in REVERSE.items():
        figure = statement.figure(code)
        assert (n(table, "total", column), n(table, "total", column, BEFORE)) == (figure.now.n, figure.before.n), code
        kinds = [n(table, kind, column) for kind in ("case", "thematic", "comprehensive")]
        is_once = column.startswith(("petitions", "repeat")) or column.endswith("_proposed")
        if not is_once:
            assert sum(filter(None, kinds)) == figure.now.n
        for kind in ("total", "case", "thematic", "comprehensive"):
            parts = [n(table, row.key, column) for row in table.rows if row.key.startswith(f"{kind}@")]
            whole = n(table, kind, column) or 0
            assert sum(filter(None, parts)) == whole or column.endswith("_proposed"), (kind, column)
    share = statement.figure("reverse.share")
    assert (table.cell("total", "share").n, table.cell("total", "share").d) == (share.n, share.d)
    assert table.cell("comprehensive", "share").shown == "—"
    for row in table.rows:
        for reach in Reach:
            for each in table.columns:
                count = n(table, row.key, each.key, reach)
                if count and not each.is_rate:
                    behind = desk.statistics_tables.records("reverse_reviews", row.key, each.key, reach, MARCH)
                    assert len(behind) == count, (row.key, each.key, reach)


def test_reviews_and_findings_by_type_and_source_are_what_raw_sql_says(desk: OpenDesk, store_path: Path) -> None:
    table = desk.statistics_tables.table("reverse_reviews", MARCH)
    counted = {
        "concluded": "SELECT kind, source, count(*) FROM review WHERE concluded_on LIKE '2026-03%' GROUP BY 1, 2",
        "errors": "SELECT r.kind, r.source, count(*) FROM review_finding f JOIN review r ON r.id = f.review_id"
        " WHERE f.verdict = 'error' AND f.withdrawn_on IS NULL AND f.found_on LIKE '2026-03%' GROUP BY 1, 2",
        "flaws_proposed": "SELECT r.kind, r.source, count(DISTINCT f.id) FROM result_finding x"
        " JOIN review_result s ON s.id = x.result_id JOIN review_finding f ON f.id = x.finding_id"
        " JOIN review r ON r.id = x.review_id WHERE f.verdict = 'flaw' AND s.sent_on LIKE '2026-03%' GROUP BY 1, 2",
        "commentaries": "SELECT r.kind, r.source, count(*) FROM review_result s JOIN review r ON r.id = s.review_id"
        " WHERE s.kind = 'case-commentary' AND s.sent_on LIKE '2026-03%' GROUP BY 1, 2",
        "petitions_reviewed": "SELECT r.kind, s.source, count(DISTINCT k.case_id) FROM reviewed_case k"
        " JOIN review r ON r.id = k.review_id JOIN source s ON s.case_id = k.case_id"
        " JOIN original_case c ON c.id = k.case_id WHERE r.kind <> 'comprehensive' AND c.petition_kind IS NOT NULL"
        " AND r.concluded_on LIKE '2026-03%' GROUP BY 1, 2",
        "petitions": "SELECT 'total', source, count(*) FROM original_case c JOIN source s ON s.case_id = c.id"
        " WHERE petition_kind IS NOT NULL AND petitioned_on LIKE '2026-03%' GROUP BY 1, 2",
        "petitions_closed": "SELECT 'case', source, count(*) FROM original_case c JOIN source s ON s.case_id = c.id"
        " WHERE petition_kind IS NOT NULL AND petition_on LIKE '2026-03%' GROUP BY 1, 2",
    }
    for column, sql in counted.items():
        by_hand = {f"{kind}@{source}": count for kind, source, count in asked(store_path, SOURCES_SQL + sql)}
        kinds = {key.partition("@")[0] for key in by_hand}
        shown = {
            row.key: n(table, row.key, column)
            for row in table.rows
            if "@" in row.key and row.key.partition("@")[0] in kinds and n(table, row.key, column)
        }
        by_hand = {key: count for key, count in by_hand.items() if key in {row.key for row in table.rows}}
        assert by_hand, column
        assert shown == by_hand, column


GRADED_SQL = (
    "FROM case_grade g JOIN original_case c ON c.id = g.case_id WHERE g.withdrawn_on IS NULL AND g.decided_on LIKE ?"
)
FOUND_SQL = (
    "FROM case_grade g JOIN original_case c ON c.id = g.case_id JOIN reverse_review r ON r.id = g.review_id"
    " JOIN review_finding f ON f.review_id = g.review_id AND coalesce(f.case_id, r.case_id) = g.case_id"
    " WHERE g.withdrawn_on IS NULL AND g.decided_on LIKE ? AND f.is_own"
    " AND (f.withdrawn_on IS NULL OR f.withdrawn_on > ?) AND f.verdict = ?"
)
LAST_YEAR = ("2025-03%", "2025-03-31")


def test_reviewed_cases_stand_beside_those_that_were_closed_with_their_errors_and_flaws(
    desk: OpenDesk, store_path: Path
) -> None:
    table = desk.statistics_tables.table("case_reviews", MARCH)
    for reach, (like, cut_off) in ((NOW, ("2026-03%", "2026-03-31")), (BEFORE, LAST_YEAR)):
        reviewed = asked(store_path, f"SELECT count(DISTINCT g.case_id) {GRADED_SQL}", like)[0][0]
        assert n(table, "total", "reviewed", reach) == reviewed
        for verdict in ("error", "flaw"):
            counts = f"SELECT count(DISTINCT g.case_id), count(DISTINCT f.id) {FOUND_SQL}"
            cases, found = asked(store_path, counts, like, cut_off, verdict)[0]
            assert (n(table, "total", f"{verdict}_cases", reach), n(table, "total", f"{verdict}s", reach)) == (
                cases,
                found,
            )
            share, mean = (table.cell("total", f"{verdict}{end}", reach) for end in ("_share", "s_mean"))
            assert ((share.n, share.d), (mean.n, mean.d)) == ((cases, reviewed), (found, reviewed))
    assert [n(table, "total", key) for key in ("error_cases", "errors", "flaw_cases", "flaws")] == [3, 3, 3, 4]
    assert table.cell("total", "flaws_mean").shown == "0.31"  # 4 in 13
    for row in table.rows:
        for column in table.columns:
            count = n(table, row.key, column.key)
            if count and not column.is_rate and column.key != "closed":
                assert len(desk.statistics_tables.records("case_reviews", row.key, column.key, NOW, MARCH)) == count


def test_closed_cases_are_those_typed_or_else_those_of_the_register_and_it_is_said_which(
    desk: OpenDesk, store_path: Path
) -> None:
    table = desk.statistics_tables.table("case_reviews", MARCH)
    typed = "SELECT sum(count) FROM base_figure WHERE item = '办结案件数' AND department {} AND first LIKE ?"
    assert n(table, "total", "closed") == asked(store_path, typed.format("= ''"), "2026-03")[0][0] == 60
    assert n(table, "total", "closed", YEAR) == asked(store_path, typed.format("= ''"), "2026-0%")[0][0]
    assert n(table, "department@刑事检察部", "closed") == 40
    assert n(table, "department@刑事检察部", "closed", YEAR) is None  # typed for March only
    assert (table.cell("total", "ratio").n, table.cell("total", "ratio").d) == (13, 60)
    registered = "SELECT count(*) FROM original_case WHERE closed_on LIKE ?"
    assert table.cell("total", "closed").note == f"本台账登记{asked(store_path, registered, '2026-03%')[0][0]}"
    assert n(table, "total", "closed", BEFORE) == asked(store_path, registered, "2025-03%")[0][0] == 1
    assert "本期、本年累计取自基础数据“办结案件数”" in table.notes[0]
    assert "去年同期取自本台账登记的原案" in table.notes[0]
    records = desk.statistics_tables.records
    assert [each.detail for each in records("case_reviews", "total", "closed", NOW, MARCH)] == [
        "全院：60",
        "刑事检察部：40",
    ]
    assert [each.record_type for each in records("case_reviews", "total", "closed", BEFORE, MARCH)] == [
        RecordType.ORIGINAL_CASE
    ]
    quarter = desk.statistics_tables.table("case_reviews", Months("2026-01", "2026-03"))
    assert [n(quarter, f"month@2026-0{month}", "closed") for month in (1, 2, 3)] == [20, 25, 60]


def test_errors_and_flaws_stand_under_the_dimension_they_were_found_in(desk: OpenDesk, store_path: Path) -> None:
    table = desk.statistics_tables.table("review_dimensions", MARCH)
    named = [each.name for each in desk.review_findings.catalogue.dimensions]
    assert [each.key for each in table.columns[2::2]] == [f"error-{name}" for name in (*named, "其他方面")]
    for verdict in ("error", "flaw"):
        sql = f"SELECT f.dimension, c.department, count(DISTINCT f.id) {FOUND_SQL} GROUP BY 1, 2"
        by_hand = asked(store_path, sql, "2026-03%", "2026-03-31", verdict)
        assert n(table, "total", verdict) == sum(int(str(count)) for *_, count in by_hand)
        for dimension, department, count in by_hand:
            name = dimension if dimension in named else "其他方面"
            cell = (f"department@{department}", f"{verdict}-{name}")
            assert n(table, *cell) == count
            assert len(desk.statistics_tables.records("review_dimensions", *cell, NOW, MARCH)) == count
    assert n(table, "total", "flaw-文书制作", BEFORE) == 2
    with pytest.raises(DomainError, match="error-没有的方面"):
        desk.statistics_tables.records("review_dimensions", "total", "error-没有的方面", NOW, MARCH)


def test_the_warning_table_lists_what_is_due_at_the_cut_off(desk: OpenDesk, store_path: Path) -> None:
    table = desk.statistics_tables.table("deadlines", Months("2026-01", "2026-12"))
    lit = asked(
        store_path,
        "SELECT id FROM deadline WHERE state = 'open' AND remind_on <= '2026-04-02' AND certainty = 'verified'",
    )
    assert [row.key for row in table.rows] == [str(each) for (each,) in lit]
    assert table.is_standing
    with sqlite3.connect(store_path) as raw:  # many more, all of which are listed
        raw.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 350)"
            " INSERT INTO deadline (version, record_type, record_id, name, side, certainty, started_by, started_on,"
            " is_custody, unit, extra_days, is_own_period, is_provisional, state, derivation, due_on, overdue_after,"
            " remind_on) SELECT 1, 'suggestion', 1, '办结', 'own', 'verified', 'issue', '2026-01-05', 0, 'month', 0,"
            " 0, 0, 'open', '[]', date('2026-01-01', '+' || (i % 80) || ' days'), date('2026-01-01', '+' || (i % 80) ||"
            " ' days'), '2026-01-01' FROM n"
        )
    table = desk.statistics_tables.table("deadlines", Months("2026-01", "2026-12"))
    assert len(table.rows) == len(lit) + 350
    assert table.notes[0].startswith(f"共 {len(lit) + 350} 项。")


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
