"""Numbers of papers: their form, who gives them, none twice, and no gap without its reason."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import NumberState
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.papers.number_book import NumberMoved, Use, take
from app.services.papers.numbers import NumberUnusual, OfficialNumber, parsed, series_of
from app.services.papers.rows import Decision
from app.services.suggestions.rows import IssueDraft
from tests.services.papers.conftest import LETTER, SHEET, Office
from tests.services.records import AT, ENTER, lay_letter

DECISION = Decision("检察长", "2026-11-20", "检委会纪要〔2026〕5号")


@pytest.mark.parametrize(
    ("form", "short", "series"),
    [
        ("{short}检建〔{year}〕{n}号", "青检", "青检建"),
        ("{short}检建〔{year}〕{n}号", "青", "青检建"),
        ("{short}建〔{year}〕{n}号", "青检", "青检建"),
        ("{short}刑纠违〔{year}〕{n}号", "青", "青检刑纠违"),
        ("", "青检", ""),
    ],
)
def test_the_short_name_of_the_office_stands_once_in_its_numbers(form: str, short: str, series: str) -> None:
    assert series_of(form, short) == series


@given(st.text("青检建刑Z", min_size=1, max_size=8), st.integers(1900, 2099), st.integers(min_value=1, max_value=10**6))
def test_a_number_written_out_is_read_back_by_its_parts(series: str, year: int, serial: int) -> None:
    number = OfficialNumber(series, year, serial)
    assert parsed(str(number)) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("青检建2026年3号", "六角括号"),
        ("青检建〔26〕3号", "写四位"),
        ("青检建〔2026〕第3号", "不加“第”"),
        ("青检建〔2026〕003号", "虚位"),
        ("青检建〔2026〕3", "末尾要有“号”"),
        ("〔2026〕3号", "前面要有院代字"),
        ("", "请填写业务系统给出的文号"),
    ],
)
def test_a_number_of_another_form_is_refused_and_told_what_differs(office: Office, typed: str, said: str) -> None:
    with pytest.raises(FieldProblem, match=said) as refused:
        office.desk.papers.issuing.issue(
            office.actor, office.letter(), LETTER, IssueDraft(typed, PartialDate("2026-11-02"))
        )
    assert refused.value.field == "number"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("某检建〔2026〕3号", "某检建.*本院这种文书一般是“青检建”"), ("青检建〔2025〕3号", "不是同一年")],
)
def test_an_unusual_number_is_asked_about_and_taken_when_confirmed(office: Office, typed: str, said: str) -> None:
    key = office.letter()
    with pytest.raises(NumberUnusual, match=said):
        office.issue(key, typed)
    assert office.issue(key, typed, is_number_checked=True).number == typed


def test_a_letter_is_numbered_here_only_after_a_recorded_decision(office: Office) -> None:
    first, rulings = office.letter(), office.desk.papers.rulings
    with pytest.raises(FieldProblem, match="请填写决定日期"):
        rulings.decide_numbering(office.actor, LETTER, True, Decision("检察长", ""))
    rulings.decide_numbering(office.actor, LETTER, True, DECISION)
    assert rulings.numbering(LETTER) == DECISION
    assert office.issue(first).number == "青检建〔2026〕1号"
    assert (
        office.desk.papers.issuing.readiness(office.actor, office.letter(), LETTER).next_number == "青检建〔2026〕2号"
    )
    rulings.decide_numbering(office.actor, LETTER, False, DECISION)
    with pytest.raises(FieldProblem, match="请填写业务系统给出的文号"):
        office.issue(office.letter())


def test_given_numbers_go_on_after_typed_ones_and_those_of_ledgers(office: Office, database: Database) -> None:
    lay_letter(database, 90, number="青检建〔2026〕7号")
    office.desk.papers.rulings.decide_numbering(office.actor, LETTER, True, DECISION)
    assert office.issue(office.letter()).number == "青检建〔2026〕8号"
    assert office.issue(office.letter(), "青检建〔2026〕12号").number == "青检建〔2026〕12号"
    assert office.issue(office.letter()).number == "青检建〔2026〕13号"


def test_two_windows_never_get_one_number(
    office: Office, database: Database, open_desk: Callable[[], OpenDesk]
) -> None:
    other = Office(open_desk(), office.actor)
    numbers = [each.issue(each.matter(), code=SHEET).number for each in (office, other, office, other)]
    assert numbers == [f"青检审〔2026〕{serial}号" for serial in range(1, 5)]
    stale = OfficialNumber("青检审", 2026, 4)
    with pytest.raises(NumberMoved), database.write(office.actor, ENTER, AT) as unit:
        take(unit, stale, Use("SX2026-00009", "审查意见表", "2026-11-22", is_automatic=True))


def test_numbers_begin_anew_with_the_year_of_the_paper(office: Office) -> None:
    assert office.issue(office.matter(), code=SHEET, on="2025-12-31").number == "青检审〔2025〕1号"
    assert office.issue(office.matter(), code=SHEET, on="2026-01-04").number == "青检审〔2026〕1号"


def test_every_gap_is_shown_until_somebody_accounts_for_it(office: Office) -> None:
    office.issue(office.letter(), "青检建〔2026〕3号")
    numbers, waiting = office.desk.papers.numbers, office.letter()
    assert [(each.series, each.year, each.last, each.gaps) for each in numbers.series()] == [("青检建", 2026, 3, 2)]
    numbers.account_for(office.actor, "青检建〔2026〕1号", NumberState.ELSEWHERE, "在系统中用于通报")
    numbers.account_for(office.actor, "青检建〔2026〕2号", NumberState.VOIDED, "系统中作废")
    assert [line.state for line in numbers.lines("青检建", 2026)] == [
        NumberState.ELSEWHERE,
        NumberState.VOIDED,
        NumberState.TAKEN,
    ]
    assert numbers.series()[0].gaps == 0
    with pytest.raises(FieldProblem, match="已作废（系统中作废）"):
        office.issue(waiting, "青检建〔2026〕2号")
    with pytest.raises(FieldProblem, match="另有用途"):
        office.issue(waiting, "青检建〔2026〕1号")
    office.take_back_last()
    assert numbers.series()[0].gaps == 1


@pytest.mark.parametrize(
    ("number", "reason", "said"),
    [("青检建〔2026〕3号", "误", "已用于"), ("3", "误", "看不懂文号"), ("青检建〔2026〕1号", " ", "请填写理由")],
)
def test_a_number_in_use_is_not_explained_away(office: Office, number: str, reason: str, said: str) -> None:
    office.issue(office.letter(), "青检建〔2026〕3号")
    with pytest.raises(DomainError, match=said):
        office.desk.papers.numbers.account_for(office.actor, number, NumberState.VOIDED, reason)


def test_a_number_in_the_ledger_of_another_office_takes_none_of_ours(office: Office, database: Database) -> None:
    lay_letter(database, 90, number="青检建〔2026〕3号", office_name="某市人民检察院")
    assert office.desk.papers.numbers.series() == ()
    assert office.issue(office.letter(), "青检建〔2026〕3号").number == "青检建〔2026〕3号"
