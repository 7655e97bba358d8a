"""The published figures come out exactly, each with its own denominator, unit and period."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.services.base_data.periods import Months, read_months
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.services.suggestion_library.conftest import Shelf

# Facts as published (sources in the rows), written down here so that the test stands by itself.
PUBLISHED = """期间,单位,指标,分子含义,分子,分母含义,分母,公布值,来源
2021-01~2021-11,某县院(黄梅),不捕率(人),不捕人数,40,批捕+不捕人数,236,16.95%,县院公开业务数据 2022-04-26
2021-01~2021-11,某县院(黄梅),认罪认罚适用率(人),适用认罪认罚审结人数,439,起诉+不起诉人数,482,91.08%,同上
2023-01~2023-12,某县级院(淮安),不捕率(人),不捕人数,24,批捕+不捕人数,49,48.98%,业务工作基本情况(2023年4季度)
2021-01~2021-11,某基层院,起诉率(人),起诉人数,507,起诉+不起诉人数,625,81.12%,基层院办案数据
2021-01~2021-11,某基层院,退查率(件),一退+二退件数,17,审结件数,373,4.56%,同上
2018,全国,检察建议采纳率(÷提出),采纳件数,208438,提出件数,252966,82.40%,检察建议的强化监督作用探讨 2021-2
2019-01~2020-06,全国,检察建议回复率(÷制发),回复件数,192939,制发件数,277482,69.53%,同上
2019-01~2020-06,全国,检察建议采纳率(÷已回复),采纳件数,186544,回复件数,192939,96.69%,同上
"""


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources, actor: Actor, tmp_path: Path) -> OpenDesk:
    """A store into which the published table came."""
    path = tmp_path / "业务数据-公开.csv"
    path.write_text(PUBLISHED, encoding="utf-8")
    opened = OpenDesk(database, clock, resources)
    plan = opened.base_data.plan(path)
    assert (plan.errors, plan.faulty, len(plan.rows)) == ((), (), 8)
    assert not [warning for warning in plan.warnings if "不一致" in warning.message]
    opened.base_data.commit(actor, plan)
    return opened


def test_every_published_value_comes_out_to_two_decimals(desk: OpenDesk) -> None:
    for row in csv.DictReader(PUBLISHED.splitlines()):
        indicator = desk.indicators.library.indicator_called(row["指标"])
        assert indicator is not None, row["指标"]
        (figure,) = [
            each
            for each in desk.indicators.figures(read_months(row["期间"]))
            if (each.unit, each.indicator.code) == (row["单位"], indicator.code)
        ]
        assert (figure.numerator.value, figure.denominator.value) == (int(row["分子"]), int(row["分母"]))
        assert figure.value == Decimal(row["公布值"].rstrip("%"))


def test_a_period_that_only_overlaps_lends_no_figure(desk: OpenDesk) -> None:
    assert desk.indicators.figures(read_months("2021年")) == ()
    assert desk.indicators.figures(read_months("2021年1-6月")) == ()


def test_what_the_store_counts_itself_is_used_where_nobody_gave_a_figure(
    database: Database, clock: FixedClock, resources: Resources, actor: Actor
) -> None:
    shelf = Shelf(database)
    shelf.issued("甲", "2026-09-01", "青山县水利局", replied_on=PartialDate("2026-10-20"))
    shelf.issued("乙", "2026-10-01", "青山县水利局")
    desk = OpenDesk(database, clock, resources)
    october = Months("2026-10", "2026-10")

    def told() -> str:
        return next(each.shown for each in desk.indicators.figures(october) if each.indicator.code == "JY01")

    assert told() == "1/1"
    desk.base_data.record(actor, [FigureDraft("检察建议提出件数", "2026-10", "2026-10", 4)])
    assert told() == "1/4"
    figure = next(each for each in desk.indicators.figures(october) if each.indicator.code == "JY01")
    behind = desk.indicators.behind(figure)
    assert [(each.figure.item, each.figure.source.label, each.why_not) for each in behind] == [
        ("检察建议提出件数", "填报", ""),
        ("检察建议回复件数", "本台账", ""),
        ("检察建议提出件数", "本台账", "已用填报的数 4，本台账 1"),
    ]
