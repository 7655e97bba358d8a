"""Base data typed and imported: good rows in, faulty ones named, nothing overwritten, every act taken back."""

from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources

HEAD = "期间,单位,指标,分子含义,分子,分母含义,分母,公布值,来源\n"


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, clock, resources)


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    """A table of base data."""
    path = folder / "基础数据.csv"
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_two_counts_of_an_indicator_come_in_as_the_items_it_counts(
    desk: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    plan = desk.base_data.plan(
        table(tmp_path, "2018,全国,检察建议采纳率(÷提出),采纳件数,208438,提出件数,252966,82.40%,某刊")
    )
    assert (plan.warnings, plan.errors) == ((), ())
    batch = desk.base_data.commit(actor, plan).batch
    figures = desk.base_data.figures()
    assert [(each.unit, each.item, each.first, each.last, each.count) for each in figures] == [
        ("全国", "检察建议提出件数", "2018-01", "2018-12", 252966),
        ("全国", "检察建议采纳件数", "2018-01", "2018-12", 208438),
    ]
    assert {each.batch_id for each in figures} == {batch}


def test_a_row_that_says_otherwise_than_another_is_handed_back(desk: OpenDesk, tmp_path: Path) -> None:
    lines = (
        "2018,全国,检察建议采纳率(÷提出),采纳件数,10,提出件数,20,50.00%,",
        "2018,全国,检察建议回复率(÷制发),回复件数,15,提出件数,21,,",
    )
    plan = desk.base_data.plan(table(tmp_path, *lines))
    assert len(plan.rows) == 1
    assert "“检察建议提出件数”是 21，第 2 行写的是 20" in plan.errors[0].message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2018-13,全国,不捕率,不捕人数,1,,2,,", "没有13月"),
        (",全国,不捕率,不捕人数,1,,2,,", "没有填写。请写明是哪个月"),
        ("2018,全国,不捕率,不捕人数,1.5,,2,,", "不是不小于 0 的整数"),
        ("2018,全国,不捕率,不捕人数,-1,,2,,", "不是不小于 0 的整数"),
        ("2018,全国,不捕率,不捕人数,约40,,2,,", "不是不小于 0 的整数"),
        ("2018,全国,不捕率,不捕人数,,,,,", "都没有填写"),
    ],
)
def test_bad_rows_name_row_column_and_remedy(desk: OpenDesk, tmp_path: Path, line: str, said: str) -> None:
    plan = desk.base_data.plan(table(tmp_path, line))
    assert plan.rows == ()
    assert plan.errors[0].row == 2
    assert said in plan.errors[0].message


def test_a_published_rate_its_own_counts_do_not_give_is_pointed_out(desk: OpenDesk, tmp_path: Path) -> None:
    plan = desk.base_data.plan(table(tmp_path, "2021-01~2021-11,某院,不捕率(人),不捕人数,40,批捕+不捕人数,236,17.00%,"))
    assert len(plan.rows) == 1
    assert "40÷236=16.95% 不一致" in plan.warnings[0].message


def test_one_count_a_row_is_read_too_and_words_nobody_listed_are_kept_as_they_are(
    desk: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    path = table(
        tmp_path, '2026年11月,第一检察部,不捕人数,"1,234人"', "2026年11月,,食堂用餐人次,8", head="月份,部门,项目,数值\n"
    )
    plan = desk.base_data.plan(path)
    assert "“食堂用餐人次”不是登记过的项目" in plan.warnings[0].message
    desk.base_data.commit(actor, plan)
    found = {(each.item, each.department): each.count for each in desk.base_data.figures()}
    assert found == {("不捕人数", "第一检察部"): 1234, ("食堂用餐人次", ""): 8}


def test_what_is_there_comes_in_once_and_another_number_changes_nothing(
    desk: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    line = "2018,全国,检察建议采纳率(÷提出),采纳件数,10,提出件数,20,,"
    desk.base_data.commit(actor, desk.base_data.plan(table(tmp_path, line)))
    again = desk.base_data.plan(table(tmp_path, line))
    assert (again.rows, again.warnings, len(again.duplicates)) == ((), (), 1)
    other = desk.base_data.plan(table(tmp_path, line.replace("件数,20", "件数,21")))
    assert (other.rows, len(other.duplicates)) == ((), 1)
    assert "已有 20，这里是 21，没有改动" in other.warnings[0].message
    assert desk.base_data.commit(actor, other).batch is None


def test_a_batch_is_taken_back_whole_but_not_once_a_figure_was_corrected(
    desk: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    path = table(tmp_path, "2018,全国,检察建议采纳率(÷提出),采纳件数,10,提出件数,20,,")
    batch = desk.base_data.commit(actor, desk.base_data.plan(path)).batch
    assert batch is not None
    figure = desk.base_data.figures()[0]
    corrected = desk.base_data.correct(actor, figure.id, 22, "与系统核对后更正")
    with pytest.raises(DomainError, match="已有人更正过 2018-01检察建议提出件数"):
        desk.base_data.undo_import(actor, batch)
    desk.history.take_back(actor, corrected)
    assert desk.base_data.undo_import(actor, batch).removed == 2
    assert desk.base_data.figures() == ()
    with pytest.raises(DomainError, match="不能再撤销"):
        desk.base_data.undo_import(actor, batch)


def test_a_pasted_block_is_one_act_all_or_none(desk: OpenDesk, actor: Actor) -> None:
    months = [f"2026-{month:02}" for month in range(1, 12)]
    good = [FigureDraft("不捕人数", month, month, place) for place, month in enumerate(months)]
    with pytest.raises(FieldProblem, match="不是登记过的项目"):
        desk.base_data.record(actor, [*good, FigureDraft("没有的项目", "2026-01", "2026-01", 1)])
    assert desk.base_data.figures() == ()
    done = desk.base_data.record(actor, good)
    assert sum(each.count for each in desk.base_data.figures()) == 55
    desk.history.take_back(actor, done.act)
    assert desk.base_data.figures() == ()
