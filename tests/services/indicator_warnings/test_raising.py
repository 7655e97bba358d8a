"""A warning is raised with the figures that give reason for it, in their own transaction, and follows them."""

import json
import random
import sqlite3
import statistics
from pathlib import Path

import pytest

from app.models.database import Database
from app.models.dates import PartialDate
from app.models.indicator_terms import WarningConclusion, WarningKind
from app.services.base_data.periods import month_before
from app.services.base_data.rows import FigureDraft
from app.services.foundation.errors import FieldProblem
from app.services.indicator_warnings.rows import BandDraft, WarningQuery
from tests.services.indicator_warnings.conftest import CLERK, HEAD, HELD, NOT_HELD, OCTOBER, Typist
from tests.services.records import lay_matter

_USUAL = [40, 42, 38, 41, 40, 39, 43, 40, 41, 38, 40, 42]


def test_a_count_unlike_the_twelve_months_before_is_to_be_looked_at(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    assert typist.told() == []
    typist.month(OCTOBER, **{HELD: 400})
    assert typist.told() == [(OCTOBER, HELD, "400", "待核查")]
    (warning,) = typist.desk.indicator_warnings.warnings()
    assert "2026年10月为 400，与此前十二个月（平均 40.3，最少 38，最多 43）相差较大" in warning.sentence
    assert [count for _month, count in warning.figures.before] == [str(each) for each in _USUAL]
    assert warning.figures.before[0][0] == "2025-10"


def test_what_the_store_counts_by_type_is_held_against_the_months_before(typist: Typist, database: Database) -> None:
    before = [f"{month_before(OCTOBER, back)}-09" for back in range(12, 0, -1)]
    for serial, day in enumerate([*before, *[f"{OCTOBER}-09"] * 20], 1):
        lay_matter(database, serial, type_code="public-interest", accepted_on=PartialDate(day))
    typist.desk.indicator_warnings.scan(HEAD, OCTOBER)
    assert (OCTOBER, "公益诉讼事项件数", "20", "待核查") in typist.told()


def test_every_count_recomputed_from_the_raw_rows_is_warned_of_and_no_other(typist: Typist, store_path: Path) -> None:
    chance = random.Random(20261126)  # noqa: S311 - a series that is the same each time
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    drafts = [
        FigureDraft(item, month, month, chance.choice([12, 13, 14, 15, 16] * 6 + [2, 22, 60]), department)
        for item in (HELD, NOT_HELD, "起诉人数")
        for department in ("", "第一检察部")
        for month in months
        if chance.random() > 0.2
    ]
    chance.shuffle(drafts)
    for at in range(0, len(drafts), 25):  # piecemeal, so that earlier months come after later ones
        typist.desk.base_data.record(CLERK, drafts[at : at + 25])
    with sqlite3.connect(store_path) as raw:
        rows = raw.execute("SELECT department, item, first, count FROM base_figure WHERE first = last").fetchall()
        warned = raw.execute(
            "SELECT department, code, month FROM figure_warning WHERE is_standing AND kind = 'outlier'"
        ).fetchall()
    by_series: dict[tuple[str, str], dict[str, int]] = {}
    for department, item, month, count in rows:
        by_series.setdefault((department, item), {})[month] = count
    expected = set()
    for (department, item), series in by_series.items():
        for month, count in series.items():
            at = months.index(month)
            before = [series[each] for each in months[max(at - 12, 0) : at] if each in series]
            if len(before) >= 6 and abs(count - statistics.fmean(before)) > 3 * max(statistics.pstdev(before), 1):
                expected.add((department, item, month))
    assert set(warned) == expected
    assert len(expected) >= 3


def test_a_corrected_month_before_changes_what_is_said_of_later_ones(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    typist.month(OCTOBER, **{HELD: 47})
    assert typist.told() == [(OCTOBER, HELD, "47", "待核查")]
    typist.correct(HELD, "2026-03", 60)
    assert ("2026-10", HELD, "47", "待核查（现已不成立）") in typist.told()


def test_a_warning_whose_cause_is_gone_still_waits_for_its_conclusion(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    typist.month(OCTOBER, **{HELD: 400})
    typist.correct(HELD, OCTOBER, 40)
    assert typist.told() == [(OCTOBER, HELD, "40", "待核查（现已不成立）")]
    warnings = typist.desk.indicator_warnings
    assert len(warnings.warnings()) == 1
    warnings.verify(HEAD, typist.seen(), "与案卡逐件核对")
    warnings.conclude(HEAD, typist.seen(), WarningConclusion.CORRECTED, "多写了一个 0")
    assert typist.told() == [(OCTOBER, HELD, "40", "已有结论（现已不成立）")]


def test_the_same_cause_with_another_value_is_raised_again_after_a_conclusion(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    typist.month(OCTOBER, **{HELD: 400})
    warnings = typist.desk.indicator_warnings
    warnings.verify(HEAD, typist.seen(), "查看案卡")
    warnings.conclude(HEAD, typist.seen(), WarningConclusion.REAL, "专项行动")
    typist.desk.base_data.record(CLERK, [FigureDraft(HELD, OCTOBER, OCTOBER, 400, note="写同一个数")])
    assert typist.told() == [(OCTOBER, HELD, "400", "已有结论")]
    typist.correct(HELD, OCTOBER, 500)
    assert typist.told() == [(OCTOBER, HELD, "500", "待核查")]
    (warning,) = warnings.warnings()
    assert (warning.verification, warning.conclusion, warning.figures.raised) == ("", "", "500")


def test_a_value_outside_the_band_is_to_be_looked_at_but_never_of_fewer_than_ten(typist: Typist) -> None:
    warnings = typist.desk.indicator_warnings
    warnings.set_band(CLERK, "XS02", BandDraft("20", "60%", "去年各月都在这个范围"))
    typist.month("2026-08", **{HELD: 8, NOT_HELD: 1})  # 1 of 9
    typist.month("2026-09", **{HELD: 9, NOT_HELD: 1})  # 10.00 % of ten
    typist.month(OCTOBER, **{HELD: 8, NOT_HELD: 2})  # on the bound
    assert typist.told() == [("2026-09", "不捕率", "1/10", "待核查")]
    (warning,) = warnings.warnings(WarningQuery(kinds=(WarningKind.BAND,)))
    assert "不捕率 2026年9月为 10.00%（1/10），低于本院警戒范围（20.00—60.00）" in warning.sentence
    assert warning.figures.before == (("2026-08", "1/9"),)


def test_no_band_is_shipped_or_preset(typist: Typist) -> None:
    assert typist.desk.indicator_warnings.bands() == {}
    assert typist.desk.indicator_warnings.warnings() == ()


def test_setting_a_band_raises_the_months_it_showed_beforehand(typist: Typist) -> None:
    months = ("2026-08", "2026-09", OCTOBER)
    for month in ("2025-09", *months):
        typist.month(month, **{HELD: 90, NOT_HELD: 10})
    warnings = typist.desk.indicator_warnings
    shown = warnings.band_months("XS02", "", BandDraft("20", "", "试一试"))
    assert [(each.month, each.shown) for each in shown if each.is_outside] == [
        (month, "10.00%（10/100）") for month in months
    ]
    assert len(shown) == 12
    warnings.set_band(CLERK, "XS02", BandDraft("20", "", "低于两成的要看"))
    assert typist.told() == [(month, "不捕率", "10/100", "待核查") for month in reversed(months)]
    band = warnings.bands()["XS02"]
    warnings.set_band(CLERK, "XS02", BandDraft("5", "", "放宽"), version=band.version)
    assert typist.told() == [(month, "不捕率", "10/100", "待核查（现已不成立）") for month in reversed(months)]
    warnings.remove_band(CLERK, "XS02", "不再用")
    assert warnings.bands() == {}


@pytest.mark.parametrize(
    ("low", "high", "reason", "field"),
    [("", "", "理由", "low"), ("60", "20", "理由", "high"), ("约20", "", "理由", "low"), ("20", "", " ", "reason")],
)
def test_a_band_that_cannot_be_is_refused_beside_its_field(
    typist: Typist, low: str, high: str, reason: str, field: str
) -> None:
    with pytest.raises(FieldProblem) as refused:
        typist.desk.indicator_warnings.set_band(CLERK, "XS02", BandDraft(low, high, reason))
    assert refused.value.field == field


def test_the_act_that_wrote_the_figure_raised_the_warning(typist: Typist, store_path: Path) -> None:
    typist.year_before(OCTOBER, _USUAL)
    act = typist.month(OCTOBER, **{HELD: 400})
    with sqlite3.connect(store_path) as raw:
        rows = raw.execute("SELECT table_name, after FROM audit_entry WHERE act = ? ORDER BY seq", (act,)).fetchall()
    assert sorted(name for name, _after in rows) == ["base_figure", "figure_warning"]
    kept = next(json.loads(after) for name, after in rows if name == "figure_warning")
    assert (kept["kind"], kept["code"], kept["month"]) == ("outlier", HELD, OCTOBER)


def test_a_broken_rule_is_a_warning_for_each_item_and_goes_with_the_correction(typist: Typist) -> None:
    held, charged = "批捕与不捕人数", "起诉与不起诉人数"
    typist.month(OCTOBER, **{held: 12, HELD: 8, NOT_HELD: 2, charged: 5, "起诉人数": 1, "不起诉人数": 1})
    found = typist.desk.indicator_warnings.warnings()
    assert [(each.kind, each.name, each.month) for each in found] == [
        (WarningKind.RULE, f"合计与各项相加一致（{held}）", OCTOBER),
        (WarningKind.RULE, f"合计与各项相加一致（{charged}）", OCTOBER),
    ]
    assert "批捕与不捕人数是 12" in found[0].sentence
    typist.correct(held, OCTOBER, 10)
    assert [each.is_standing for each in typist.desk.indicator_warnings.warnings()] == [False, True]
    typist.correct("起诉人数", OCTOBER, 4)
    assert [each.is_standing for each in typist.desk.indicator_warnings.warnings()] == [False, False]


def test_a_rule_between_items_is_looked_at_when_one_of_them_is_written(typist: Typist) -> None:
    case = "审查起诉"
    typist.month(OCTOBER, **{f"{case}上期未结件数": 5, f"{case}受理件数": 10, f"{case}审结件数": 9})
    assert typist.told() == []  # what is not known breaks no rule
    typist.month(OCTOBER, **{f"{case}期末未结件数": 7})
    (warning,) = typist.desk.indicator_warnings.warnings()
    assert warning.name == f"{case}：旧存＋新收＝办结＋未结"
    typist.month(OCTOBER, **{HELD: 3})  # says nothing of that rule
    assert [each.is_standing for each in typist.desk.indicator_warnings.warnings()] == [True]
    typist.correct(f"{case}期末未结件数", OCTOBER, 6)
    assert [each.is_standing for each in typist.desk.indicator_warnings.warnings()] == [False]


def test_a_figure_of_a_quarter_is_held_against_its_months(typist: Typist) -> None:
    for month in ("2026-07", "2026-08", "2026-09"):
        typist.month(month, **{HELD: 10})
    typist.desk.base_data.record(CLERK, [FigureDraft(HELD, "2026-07", "2026-09", 31)])
    (warning,) = typist.desk.indicator_warnings.warnings()
    assert (warning.code, warning.month, warning.department) == (f"长期间与逐月·{HELD}", "2026-09", "")
    typist.correct(HELD, "2026-08", 11)
    assert [each.is_standing for each in typist.desk.indicator_warnings.warnings()] == [False]
