"""年终: the steps, the lists behind them, the ticks, and the folder for binding."""

from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.figure_desk import FigureDesk
from app.models.actor import Actor
from app.models.case_terms import Retention
from app.models.terms import SuggestionStep
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.year_end.checklist import read_steps
from app.services.year_end.lists import KNOWN
from tests.conftest import CHINA
from tests.services.monthly_statistics.ledger import Ledger


def test_every_step_names_its_source_and_how_certain_it_is(desk: FigureDesk) -> None:
    steps = desk.year_end.definitions()
    assert {each.code for each in steps} == KNOWN
    assert all(each.source and each.certainty in {"已核", "部分核实", "未核"} for each in steps)


def test_a_misspelt_step_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "year_end.toml"
    path.write_text(
        '[[step]]\ncode = "caried"\ntitle = "旧存"\nexplains = "x"\npage = "matters"\n'
        'source = "x"\ncertainty = "未核"\n',
        encoding="utf-8",
    )
    with pytest.raises(DomainError, match=r"第 1 个事项.*caried"):
        read_steps(path, KNOWN)


def test_a_tick_says_who_and_when_and_is_taken_back(desk: FigureDesk, actor: Actor) -> None:
    done = desk.year_end.tick(actor, 2026, "carried", "已核对")
    ticked = {each.definition.code: each.tick for each in desk.year_end.steps(2026)}["carried"]
    assert ticked is not None
    assert (ticked.by, ticked.at[:10], ticked.note) == ("张某", "2027-01-05", "已核对")
    with pytest.raises(DomainError, match="已由张某于 2027-01-05 勾选"):
        desk.year_end.tick(Actor("李某"), 2026, "carried")
    desk.history.take_back(actor, done.act)
    assert all(each.tick is None for each in desk.year_end.steps(2026))


def test_the_second_to_take_a_tick_off_is_told(desk: FigureDesk, actor: Actor) -> None:
    desk.year_end.tick(actor, 2026, "numbers")
    tick = next(each.tick for each in desk.year_end.steps(2026) if each.tick)
    off = desk.year_end.untick(actor, tick)
    with pytest.raises(ChangedMeanwhile):
        desk.year_end.untick(Actor("李某"), tick)
    desk.history.take_back(actor, off.act)
    assert any(each.tick for each in desk.year_end.steps(2026))


def test_the_new_year_starts_at_one_and_gaps_of_the_old_one_are_named(desk: FigureDesk, ledger: Ledger) -> None:
    ledger.letter(issued="2026-05-01", number="青检建〔2026〕1号")
    ledger.letter(issued="2026-06-01", number="青检建〔2026〕4号")
    ledger.letter(step=SuggestionStep.UNDER_REVIEW, number="青检建〔2026〕5号", addressee="青山县财政局")
    found = desk.year_end.list(2026, "numbers")
    official = next(line for line in found.lines if line.cells[0] == "文号 青检建")
    assert official.cells[1:3] == ("青检建〔2026〕5号", "青检建〔2027〕1号")
    assert "空号 2 个：青检建〔2026〕2号、青检建〔2026〕3号" in official.cells[3]
    assert any("青山县财政局）还没有发出" in line.cells[3] for line in found.lines)
    assert "从1号起" in found.summary


def test_letters_that_reach_into_the_new_year_say_which_year_counts_what(desk: FigureDesk, ledger: Ledger) -> None:
    ledger.letter(issued="2026-12-30", received="2027-01-04", due="2027-03-04", number="青检建〔2026〕8号")
    ledger.letter(issued="2027-01-02", due="2027-03-02", number="青检建〔2026〕9号")
    ledger.letter(issued="2026-10-10", due="2026-12-10", replied="2027-01-03")
    ledger.letter(issued="2026-10-10", due="2026-12-10", replied="2026-12-09")
    told = {line.cells[0] or line.cells[1]: line.cells[-1] for line in desk.year_end.list(2026, "late_letters").lines}
    assert len(told) == 3
    assert "2027年送达：送达计入2027年" in told["青检建〔2026〕8号"]
    assert "2027年发出：制发计入2027年，文号仍属2026年" in told["青检建〔2026〕9号"]
    assert told["JY2026-00003"] == "2027年回复：回复、采纳计入2027年"


def test_what_is_closed_and_not_archived_is_listed_by_retention(desk: FigureDesk, ledger: Ledger) -> None:
    short = ledger.matter(accepted="2026-01-01", closed="2026-03-01", retention=Retention.THIRTY_YEARS)
    long = ledger.matter(accepted="2026-01-01", closed="2026-12-31", retention=Retention.PERMANENT)
    ledger.matter(accepted="2026-01-01", closed="2027-01-01")
    ledger.matter(accepted="2026-01-01", closed="2026-02-01", archive_number="青检-2026-3-00001")
    lines = desk.year_end.list(2026, "archiving").lines
    assert [(line.cells[1], line.cells[4]) for line in lines] == [(long, "永久"), (short, "30年")]


def test_from_december_on_a_missing_holiday_notice_is_a_reminder(desk: FigureDesk) -> None:
    def on(year: int, month: int) -> int | None:
        clock = FixedClock(datetime(year, month, 1, 9, 0, tzinfo=CHINA))
        return FigureDesk(desk._database, clock, desk.resources).year_end.missing_notice()

    assert (on(2026, 11), on(2026, 12), on(2027, 1)) == (None, 2027, 2027)
    assert on(2025, 12) is None


def test_months_that_are_not_locked_are_listed_one_by_one(desk: FigureDesk, ledger: Ledger, actor: Actor) -> None:
    ledger.letter(issued="2026-03-01")
    closing = desk.month_closing
    closing.compute(actor, "2026-03")
    found = desk.year_end.list(2026, "months")
    assert found.open_count == 12
    assert found.lines[2].cells[:2] == ("2026年3月", "已计算")


def test_the_years_registers_go_into_a_folder_with_cover_and_list(
    desk: FigureDesk, ledger: Ledger, actor: Actor, tmp_path: Path
) -> None:
    ledger.letters([{"issued": f"2026-{month:02}-11", "number": f"青检建〔2026〕{month}号"} for month in range(1, 13)])
    ledger.letter(issued="2027-01-02", number="青检建〔2027〕1号")
    ledger.matter(accepted="2026-04-01")
    bound = desk.year_end.bind(actor, 2026, tmp_path / "2026年登记簿")
    assert [(each.title, each.entries) for each in bound.volumes if each.file_name] == [
        ("检察建议登记簿", 12),
        ("监督事项登记簿", 1),
        ("文号登记簿", 12),
    ]
    assert sorted(path.name for path in bound.folder.iterdir()) == [
        "00-封面和装订目录.pdf",
        "01-检察建议登记簿.pdf",
        "02-监督事项登记簿.pdf",
        "03-文号登记簿.pdf",
    ]
    cover = "".join(page.extract_text() for page in PdfReader(bound.cover).pages)
    assert "装订目录" in cover
    assert "本年度没有登记" in cover
    letters = PdfReader(bound.folder / "01-检察建议登记簿.pdf")
    assert "1号" in letters.pages[0].extract_text()
    assert "2027〕1号" not in "".join(page.extract_text() for page in letters.pages)
    assert len(desk.year_end.log.lines()) == 4
