"""Charts kept as JSON, conditions, and the numbers of sentences, each by itself."""

import json
from pathlib import Path

import pytest

from app.services.briefings.checking import numbers_in
from app.services.briefings.conditions import read_condition
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.kept_charts import chart_as_kept, chart_of_kept
from app.services.briefings.texts import read_texts
from app.services.documents.charts import Band, BarSpec, ChartSpec, FunnelSpec, HeatSpec, LineSpec, RowBarSpec, Series
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources

_SERIES = (Series("制发", (1.0, None), ("1件", "—"), frozenset({0})),)


@pytest.mark.parametrize(
    "spec",
    [
        LineSpec("折线", ("一月", "二月"), _SERIES, "件", band=Band(None, 5.0, "本院范围")),
        BarSpec("柱", ("一月", "二月"), _SERIES, source="本台账"),
        RowBarSpec("横条", ("再审", "其他"), _SERIES, ends=("1/2", "1/2"), whole=2),
        HeatSpec("热图", ("一月", "二月"), _SERIES),
        FunnelSpec("环节", ("线索", "办结"), _SERIES),
    ],
)
def test_a_chart_comes_back_from_the_store_as_it_was(spec: ChartSpec) -> None:
    assert chart_of_kept(json.loads(json.dumps(chart_as_kept(spec)))) == spec


def test_conditions_are_false_where_a_count_is_unknown_and_never_run_anything() -> None:
    assert read_condition("a.b + c > 2").holds({"a.b": 1, "c": 2}, ())
    assert not read_condition("a.b + c > 2").holds({"a.b": 9}, ())
    assert read_condition("structure.JG01").holds({}, {"structure.JG01"})
    with pytest.raises(DomainError, match="读不懂"):
        read_condition("__import__('os').getcwd() > 0")


def test_dates_numbers_of_articles_and_documents_are_no_figures() -> None:
    text = "2026年10月，按2019年规定第5条、青检建〔2026〕12号，制发12件，占83.33%（10/12），截止2026-10-31。"
    assert numbers_in(text) == ["12", "83.33", "10", "12"]


def test_changes_say_both_numbers_points_only_where_both_have_enough() -> None:
    def rate(n: int, d: int, before_n: int, before_d: int) -> str:
        return BriefingFigure("a", "甲", "", "件", "", n, d, True, before_n, before_d).change

    assert rate(10, 12, 8, 10) == "比上年同期（80.00%，8/10）上升3.33个百分点"
    assert rate(10, 12, 1, 2) == "上年同期为1/2（分母不足10，只列件数）"
    assert rate(0, 0, 8, 10) == "上年同期为80.00%（8/10）"
    assert rate(5, 10, 10, 20) == "与上年同期（50.00%，10/20）持平"


def test_a_sentence_with_an_unknown_place_is_refused_naming_file_and_key(tmp_path: Path) -> None:
    folder = Resources.shipped().statistics / "briefings"
    for path in folder.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    spoilt = (tmp_path / "bulletin.toml").read_text(encoding="utf-8").replace("carried:shown}", "carried:rank}", 1)
    (tmp_path / "bulletin.toml").write_text(spoilt, encoding="utf-8")
    with pytest.raises(DomainError, match=r"bulletin\.toml.*“text”里的.*不认识"):
        read_texts(tmp_path)
