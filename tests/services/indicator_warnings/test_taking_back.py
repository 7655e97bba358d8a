"""Taking figures back takes their warnings along; a warning somebody worked on stays, and never stands in the way."""

import sqlite3
from pathlib import Path

import pytest

from app.models.indicator_terms import Priority, WarningConclusion
from app.services.base_data.periods import month_before
from app.services.foundation.errors import FieldProblem
from app.services.indicator_warnings.month_finding import CODE
from app.services.indicator_warnings.rows import BandDraft
from tests.services.indicator_warnings.conftest import CLERK, HEAD, HELD, NOT_HELD, OCTOBER, Typist

_USUAL = [40, 42, 38, 41, 40, 39, 43, 40, 41, 38, 40, 42]


def test_taking_back_the_figure_takes_back_its_warning(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    act = typist.month(OCTOBER, **{HELD: 400})
    typist.desk.history.take_back(CLERK, act)
    assert typist.told() == []


def test_a_warning_that_was_verified_stays_and_does_not_stand_in_the_way(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    act = typist.month(OCTOBER, **{HELD: 400})
    typist.desk.indicator_warnings.verify(HEAD, typist.seen(), "查看案卡")
    typist.desk.history.take_back(CLERK, act)
    assert typist.told() == [(OCTOBER, HELD, "—", "已核查（现已不成立）")]


def test_taking_back_a_correction_raises_the_warning_again(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    typist.month(OCTOBER, **{HELD: 400})
    act = typist.correct(HELD, OCTOBER, 40)
    typist.desk.indicator_warnings.verify(HEAD, typist.seen(), "查看案卡")
    typist.desk.history.take_back(CLERK, act)
    assert typist.told() == [(OCTOBER, HELD, "400", "待核查")]


def test_clearing_a_cell_and_taking_that_back_is_followed(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    typist.month(OCTOBER, **{HELD: 400})
    (figure,) = [each for each in typist.desk.base_data.figures() if each.first == OCTOBER]
    act = typist.desk.base_data.clear(CLERK, [figure.id])
    assert typist.told() == [(OCTOBER, HELD, "—", "待核查（现已不成立）")]
    typist.desk.history.take_back(CLERK, act)
    assert typist.told() == [(OCTOBER, HELD, "400", "待核查")]


def test_an_imported_table_raises_and_taking_the_batch_back_lets_go(typist: Typist, tmp_path: Path) -> None:
    typist.year_before(OCTOBER, _USUAL)
    path = tmp_path / "基础数据.csv"
    path.write_text(f"月份,项目,数值\n2026年10月,{HELD},400\n", encoding="utf-8")
    batch = typist.desk.base_data.commit(CLERK, typist.desk.base_data.plan(path)).batch
    assert typist.told() == [(OCTOBER, HELD, "400", "待核查")]
    assert batch is not None
    typist.desk.base_data.undo_import(CLERK, batch)
    assert typist.told() == [(OCTOBER, HELD, "—", "待核查（现已不成立）")]


def test_taking_back_a_band_takes_back_its_warnings_and_taking_back_its_end_sets_it_again(typist: Typist) -> None:
    warnings, history = typist.desk.indicator_warnings, typist.desk.history
    typist.month(OCTOBER, **{HELD: 90, NOT_HELD: 10})
    act = warnings.set_band(CLERK, "XS02", BandDraft("20", "", "两成以下要看")).act
    assert len(typist.told()) == 1
    history.take_back(CLERK, act)
    assert (typist.told(), warnings.bands()) == ([], {})
    warnings.set_band(CLERK, "XS02", BandDraft("20", "", "两成以下要看"))
    act = warnings.remove_band(CLERK, "XS02", "不再用").act
    assert typist.told() == [(OCTOBER, "不捕率", "10/100", "待核查（现已不成立）")]
    history.take_back(CLERK, act)
    assert typist.told() == [(OCTOBER, "不捕率", "10/100", "待核查")]
    assert warnings.bands()["XS02"].shown == "不低于 20.00"


def test_computing_a_month_tells_of_warnings_without_a_conclusion_and_the_review_asks_why(typist: Typist) -> None:
    typist.year_before(OCTOBER, _USUAL)
    typist.month(OCTOBER, **{HELD: 400})
    closing, warnings = typist.desk.month_closing, typist.desk.indicator_warnings
    (finding,) = [each for each in closing.compute(CLERK, OCTOBER).findings if each.code == CODE]
    assert finding.priority is Priority.MEDIUM
    assert f"本月有 1 项数据提示还没有结论（{HELD}）" in finding.sentence
    with pytest.raises(FieldProblem, match="不改的，请写明理由"):
        closing.review(HEAD, OCTOBER, {})
    warnings.verify(CLERK, typist.seen(), "查看案卡")
    warnings.conclude(CLERK, typist.seen(), WarningConclusion.REAL, "属实")
    assert [each for each in closing.compute(CLERK, OCTOBER).findings if each.code == CODE] == []


def test_a_table_of_four_years_comes_in_with_its_warnings(typist: Typist, tmp_path: Path, store_path: Path) -> None:
    library = typist.desk.indicators.library
    items = [each.name for each in library.items.values() if each.total is None and not each.measure][:20]
    months = [month_before("2026-11", back) for back in range(48, 0, -1)]
    counts = [(month, 400 if at == 40 else 40 + at % 3) for at, month in enumerate(months)]
    path = tmp_path / "基础数据.csv"
    lines = [f"{month},第一检察部,{item},{count}" for month, count in counts for item in items]
    path.write_text("\n".join(("月份,部门,项目,数值", *lines)), encoding="utf-8")
    typist.desk.base_data.commit(CLERK, typist.desk.base_data.plan(path))
    with sqlite3.connect(store_path) as raw:
        warned = raw.execute("SELECT code, month FROM figure_warning WHERE is_standing").fetchall()
    assert sorted(warned) == sorted((item, months[40]) for item in items)
