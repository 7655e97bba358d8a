"""import base-data and indicators: counts in, each indicator out with n, d, basis and period."""

from pathlib import Path

from tests.commands.conftest import Command

TABLE = """期间,单位,指标,分子含义,分子,分母含义,分母,公布值
2021-01~2021-11,某县院,不捕率(人),不捕人数,40,批捕+不捕人数,236,16.95%
2021-01~2021-11,某县院,诉前整改率,已整改件数,0,到期件数,0,
"""


def test_indicators_come_with_both_counts_and_none_where_the_denominator_is_nought(
    store: Command, tmp_path: Path
) -> None:
    path = tmp_path / "基础数据.csv"
    path.write_text(TABLE, encoding="utf-8")
    came = store("import", "base-data", str(path), "--json").json
    assert (came["read"], came["added"], came["errors"]) == (2, 2, [])
    listed = {each["code"]: each for each in store("indicators", "--period", "2021-01..2021-11", "--json").json}
    rate, nought = listed["XS02"], listed["GY02"]
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (40, 236, 16.95)
    assert (rate["name"], rate["basis"], rate["certainty"], rate["office"]) == ("不捕率", "同期", "已核", "某县院")
    assert (nought["numerator"], nought["denominator"], nought["value"]) == (0, 0, None)
    assert nought["reason"] == "分母为0，不计算"
    said = store("indicators").said
    assert "16.95%（40/236）" in said
    assert "观测·历史口径" in said
    undone = store("undo-import", str(came["batch"]))
    assert undone.status == 0
    assert store("indicators", "--json").json == []


def test_a_period_is_one_month_or_two_ends_in_order(store: Command) -> None:
    assert store("indicators", "--period", "2021-11..2021-01").status == 2
    assert store("indicators", "--period", "2021-13").status == 2
    assert store("indicators", "--period", "2021-11", "--json").json == []
