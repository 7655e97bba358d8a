"""The same thing has the same number wherever it is told: month, tables, briefings, charts, indicators, forms."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.bootstrap import OpenDesk, Shop
from app.models.actor import Actor
from app.models.indicator_terms import BriefingKind, FormPart, FormReach, FormSource
from app.models.review_terms import TriggerList
from app.services.base_data.periods import Months
from app.services.briefings.figures import BriefingFigure
from app.services.business_charts.rows import ChartSubject
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.own_forms.rows import Filling, MappingDraft
from app.services.statistics_tables.further.within import period_of
from app.services.statistics_tables.rows import Reach, StatisticsTable
from tests.conftest import CHINA

CLERK, HEAD = Actor("张某"), Actor("李某")
JANUARY, TEN = Months("2026-01", "2026-01"), Months("2026-01", "2026-10")
RANGES = (JANUARY, TEN, Months("2025-11", "2026-02"), Months("2026-11", "2026-11"))
Pair = tuple[int | None, int | None]

# Where the month's figures stand in the tables: code of the figure, table, column of n, column of d.
PLACES = (
    ("suggestions.issued", "suggestions", "issued", ""),
    ("suggestions.received", "suggestions", "issued", ""),
    ("suggestions.due", "suggestions", "due", ""),
    ("suggestions.due_replied_rate", "suggestions", "due_replied", "due"),
    ("suggestions.replied", "suggestions", "replied", ""),
    ("suggestions.adopted", "suggestions", "adopted", ""),
    ("suggestions.partly_adopted", "suggestions", "partly_adopted", ""),
    ("suggestions.not_adopted", "suggestions", "not_adopted", ""),
    ("suggestions.adoption_rate", "suggestions", "adopted", "adoption_recorded"),
    ("suggestions.withdrawn", "suggestions", "withdrawn", ""),
    ("matters.carried", "matters", "carried", ""),
    ("matters.received", "matters", "received", ""),
    ("matters.closed", "matters", "closed", ""),
    ("matters.open", "matters", "open", ""),
)
ITEMS = (
    ("检察建议提出件数", "suggestions.issued"),
    ("检察建议回复件数", "suggestions.replied"),
    ("检察建议采纳件数", "suggestions.adopted"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A demonstration store on 22 November 2026."""
    path = tmp_path_factory.mktemp("same") / "台账.jdt"
    shop = Shop(FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())
    shop.demonstrate(path, 30, 7, None)
    opened = shop.open(path)
    yield opened
    opened.close()


def month_figures(desk: OpenDesk, months: Months, reach: Reach = Reach.NOW) -> dict[str, Pair]:
    """What the monthly statistics come to over a range."""
    period = desk.statistics_tables.period(months).reached(reach)
    return {each.code: (each.n, each.d) for each in desk.monthly_statistics.over(period.counted())}


def briefing_figures(desk: OpenDesk, months: Months) -> dict[str, BriefingFigure]:
    """What a bulletin of the range is frozen with, by code."""
    written = desk.briefings.make(CLERK, BriefingKind.ANALYSIS, months)
    return {each.code: each for each in desk.briefings.card(written.id).figures}


def told(table: StatisticsTable, n: str, d: str, reach: Reach) -> Pair:
    """The total of a table as a pair."""
    cell = table.cell("total", n, reach)
    return cell.n, table.cell("total", d, reach).n if d else None


@pytest.mark.parametrize("months", RANGES, ids=" ".join)
def test_the_tables_say_what_the_monthly_statistics_say(desk: OpenDesk, months: Months) -> None:
    tables = {code: desk.statistics_tables.table(code, months) for code in ("suggestions", "matters")}
    for reach in Reach:
        figures = month_figures(desk, months, reach)
        found = {code: told(tables[table], n, d, reach) for code, table, n, d in PLACES}
        assert found == {code: figures[code] for code, *_ in PLACES}


@pytest.mark.parametrize("months", [JANUARY, RANGES[-1]], ids=" ".join)
def test_a_month_is_a_range_of_one_month_and_its_json_says_the_same(desk: OpenDesk, months: Months) -> None:
    figures = month_figures(desk, months)
    report = desk.monthly_statistics.month(months.first)
    assert {each.code: (each.n, each.d) for each in report.figures} == figures
    told_by_json = {
        each["code"]: (each["n"], each["d"]) for each in desk.monthly_statistics.json(months.first)["figures"]
    }
    assert {code: told_by_json[code] for code in figures} == figures
    assert told_by_json["suggestions.total.adoption_rate"] == figures["suggestions.adoption_rate"]
    assert told_by_json["matters.total.open"] == figures["matters.open"]


@pytest.mark.parametrize("months", RANGES, ids=" ".join)
def test_a_briefing_is_frozen_with_the_same_figures_and_those_of_the_year_before(
    desk: OpenDesk, months: Months
) -> None:
    now, before = month_figures(desk, months), month_figures(desk, months, Reach.BEFORE)
    frozen = briefing_figures(desk, months)
    assert {code: (frozen[code].n, frozen[code].d) for code in now} == now
    compared = {code: (frozen[code].before_n, frozen[code].before_d) for code in now}
    assert compared == before
    table = desk.statistics_tables.table("matters", months)
    for column in ("proposed", "answered", "corrected", "overdue"):
        assert frozen[f"table.matters.{column}"].n == table.cell("total", column).n
        assert frozen[f"table.matters.{column}"].before_n == table.cell("total", column, Reach.BEFORE).n


def test_a_bulletins_year_so_far_is_that_of_the_tables(desk: OpenDesk) -> None:
    written = desk.briefings.make(CLERK, BriefingKind.BULLETIN, Months("2026-10", "2026-10"))
    frozen = {each.code: each for each in desk.briefings.card(written.id).figures}
    so_far = month_figures(desk, Months("2026-10", "2026-10"), Reach.CUMULATIVE)
    assert {code: (frozen[f"year.{code}"].n, frozen[f"year.{code}"].d) for code in so_far} == so_far


def test_parts_by_kind_add_up_to_the_whole_everywhere(desk: OpenDesk) -> None:
    figures, frozen = month_figures(desk, TEN), briefing_figures(desk, TEN)
    for measure in ("issued", "replied", "adopted", "open", "closed"):
        parts = [each.n for each in frozen.values() if each.of == f"kinds.{measure}"]
        assert sum(filter(None, parts)) == figures[f"suggestions.{measure}"][0]
    compared = desk.business_charts.comparison(ChartSubject.SUGGESTION, TEN)
    assert sum(each.received for each in compared.bars) == figures["suggestions.issued"][0]
    heat = desk.business_charts.heat(ChartSubject.MATTER, TEN)
    assert sum(heat.counts.values()) == figures["matters.received"][0]


def test_charts_base_data_and_indicators_count_as_the_month_does(desk: OpenDesk) -> None:
    by_month = {month: month_figures(desk, Months(month, month)) for month in [f"2026-{n:02}" for n in range(1, 11)]}
    series = desk.monthly_statistics.series("2026-10", 10).months
    assert [each.issued for each in series] == [each["suggestions.issued"][0] for each in by_month.values()]
    assert [each.replied for each in series] == [each["suggestions.replied"][0] for each in by_month.values()]
    grid = {line.item.name: line.cells for line in desk.base_data.year("", "", 2026).lines}
    whole, counts = month_figures(desk, TEN), desk.indicators.counts(TEN)
    for item, code in ITEMS:
        assert [cell.counted for cell in grid[item][:10]] == [each[code][0] for each in by_month.values()]
        assert counts[item] == whole[code][0]


def test_adoption_rates_have_the_same_numerator_over_either_denominator(desk: OpenDesk) -> None:
    whole = month_figures(desk, TEN)
    rates = {each.indicator.code: each.as_json() for each in desk.indicators.figures(TEN)}
    adopted, issued, replied = (whole[f"suggestions.{name}"][0] for name in ("adopted", "issued", "replied"))
    assert (rates["JY01"]["numerator"], rates["JY01"]["denominator"]) == (replied, issued)
    assert (rates["JY02"]["numerator"], rates["JY02"]["denominator"]) == (adopted, issued)
    assert (rates["JY03"]["numerator"], rates["JY03"]["denominator"]) == (adopted, replied)
    table = desk.statistics_tables.table("suggestions", TEN)
    cell = table.cell("total", "adoption_rate_issued")
    assert (cell.n, cell.d, float(cell.value or 0)) == (adopted, issued, rates["JY02"]["value"])
    recorded = (table.cell("total", name).n for name in ("adopted", "partly_adopted", "not_adopted"))
    assert whole["suggestions.adoption_rate"] == (adopted, sum(filter(None, recorded)))


def test_the_three_structures_have_the_same_parts_in_table_indicators_and_briefing(desk: OpenDesk) -> None:
    frozen = briefing_figures(desk, JANUARY)
    table = desk.statistics_tables.table("structures", JANUARY)
    figures = {each.indicator.code: each for each in desk.indicators.figures(JANUARY)}
    for row in table.rows:
        figure, said = figures[row.key], frozen[f"structure.{row.key.replace('-', '_')}"]
        n, d = figure.numerator.value, figure.denominator.value
        assert (table.cell(row.key, "n").n, table.cell(row.key, "d").n) == (n, d) == (said.n, said.d)


@pytest.mark.parametrize("months", [TEN, RANGES[-1]], ids=" ".join)
def test_reverse_review_has_the_same_figures_in_its_statistics_and_its_tables(desk: OpenDesk, months: Months) -> None:
    table = desk.statistics_tables.table("reverse_reviews", months)
    statement = desk.review_statistics.statement(period_of(months), table.as_of)
    named = {"concluded", "problems", "errors", "flaws", "errors_proposed", "mechanisms", "reports", "petitions"}
    for column in named:
        figure = statement.figure(f"reverse.{column}")
        counts = (table.cell("total", column).n, table.cell("total", column, Reach.BEFORE).n)
        assert counts == (figure.now.n, figure.before.n), column
    analysis = desk.statistics_tables.table("case_analysis", months)
    assert {row.key: row.lines[0].cells[1].n for row in analysis.rows} == {
        each.code: each.n for each in statement.of(TriggerList.ANALYSIS)
    }


@pytest.mark.parametrize("months", [TEN, RANGES[-1]], ids=" ".join)
def test_the_three_tables_of_reviewed_cases_agree(desk: OpenDesk, months: Months) -> None:
    codes = ("case_reviews", "grades", "review_dimensions")
    whole, grades, dimensions = (desk.statistics_tables.table(code, months) for code in codes)
    sets = [column.key for column in grades.columns if column.key.endswith("-all")]
    assert whole.cell("total", "reviewed").n == sum(grades.cell("total", key).n or 0 for key in sets)
    for verdict in ("error", "flaw"):
        by = [column.key for column in dimensions.columns if column.key.startswith(f"{verdict}-")]
        parts = sum(dimensions.cell("total", key).n or 0 for key in by)
        assert whole.cell("total", f"{verdict}s").n == dimensions.cell("total", verdict).n == parts


def test_a_form_of_the_office_is_filled_with_the_same_figures(desk: OpenDesk, tmp_path: Path) -> None:
    filled = _filled(desk, tmp_path)
    for reach in Reach:
        figures = month_figures(desk, TEN, reach)
        for code, table, n, d in PLACES:
            assert filled[FormSource.STATISTIC, code, reach.value, "n"] == figures[code][0]
            assert filled[FormSource.TABLE, f"{table}|total|{n}", reach.value, "n"] == figures[code][0]
            if d:
                assert filled[FormSource.STATISTIC, code, reach.value, "d"] == figures[code][1]
    counts = desk.indicators.counts(TEN)
    assert {item: filled[FormSource.ITEM, item, "now", "n"] for item, _ in ITEMS} == {
        item: counts[item] for item, _ in ITEMS
    }


def _filled(desk: OpenDesk, folder: Path) -> Mapping[tuple[FormSource, str, str, str], Any]:
    """Every figure of ``PLACES`` in every time, as a form of the office takes it."""
    book = Workbook()
    book.worksheets[0]["A400"] = "表底"
    book.save(folder / "表.xlsx")
    form = desk.own_forms.take_in(CLERK, folder / "表.xlsx").id
    wanted: dict[tuple[FormSource, str, str, str], FormPart] = {}
    for code, table, n, d in PLACES:
        for reach in Reach:
            wanted[FormSource.STATISTIC, code, reach.value, "n"] = FormPart.NUMERATOR if d else FormPart.VALUE
            wanted[FormSource.TABLE, f"{table}|total|{n}", reach.value, "n"] = FormPart.VALUE
            if d:
                wanted[FormSource.STATISTIC, code, reach.value, "d"] = FormPart.DENOMINATOR
    wanted |= {(FormSource.ITEM, item, "now", "n"): FormPart.VALUE for item, _ in ITEMS}
    cells = {key: f"A{row}" for row, key in enumerate(wanted, start=1)}
    drafts = [MappingDraft("Sheet", cells[key], key[0], key[1], FormReach(key[2]), wanted[key]) for key in wanted]
    desk.own_forms.map_cells(CLERK, form, drafts)
    _content, report = desk.own_forms.fill(form, Filling(TEN))
    shown = {each.cell: each.shown for each in report.cells}
    return {key: int(shown[cell]) for key, cell in cells.items()}
