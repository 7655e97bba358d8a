"""行政公益诉讼: the review after the period's end, its month, pause and resumption, and its conclusions."""

import pytest

from app.models.dates import PartialDate
from app.models.terms import DeadlineState, SuggestionKind
from app.services.docket.rows import Authority
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.further_measures.rows import CarryingOut, ChosenMeasure, DecisionDraft
from tests.services.further_measures.conftest import HANDLER, Unheeded

SUIT_KIND = SuggestionKind.PUBLIC_INTEREST


@pytest.fixture
def over(unheeded: Unheeded) -> int:
    """A letter whose two months ended on 3 November; the month of deciding on a suit runs until 3 December."""
    return unheeded.served(SUIT_KIND, received="2026-09-03")


def test_the_month_runs_from_the_end_of_the_reply_period(unheeded: Unheeded, over: int) -> None:
    assert str(unheeded.suit(over).due_on) == "2026-12-03"
    assert "2026-12-03 届满" in unheeded.card(over).hints[0]


def test_urging_is_optional_and_stops_no_clock(unheeded: Unheeded, over: int) -> None:
    before = unheeded.suit(over)
    assert set(unheeded.offered(over).values()) == {""}
    unheeded.urged(over, on="2026-11-10")
    assert unheeded.suit(over) == before
    assert "督促可做可不做，不停止计算期限" in unheeded.card(over).hints[0]


def test_the_chief_can_lengthen_it_by_a_month(unheeded: Unheeded, over: int) -> None:
    docket = unheeded.desk.docket
    docket.extend(HANDLER, unheeded.suit(over).id, "一个月", Authority("检察长钱某", "案情复杂"))
    assert str(unheeded.suit(over).due_on) == "2027-01-04"  # the third is a Sunday


@pytest.mark.parametrize(
    ("code", "conclusion", "number"),
    [
        ("pi-sue", "提起诉讼", "青检诉受2026001"),
        ("pi-terminate", "终结案件", "青检终结〔2026〕1号"),
        ("pi-refer", "移送其他人民检察院", ""),
    ],
)
def test_a_conclusion_meets_the_month(unheeded: Unheeded, over: int, code: str, conclusion: str, number: str) -> None:
    unheeded.decided(over, code)
    assert unheeded.suit(over).state is DeadlineState.OPEN
    unheeded.carried_out(over, code, number=number)
    card = unheeded.desk.suggestions.card(over)
    assert (str(card.concluded_on), card.conclusion) == ("2026-11-21", conclusion)
    suit = unheeded.suit(over)
    assert (suit.state, str(suit.ended_on)) == (DeadlineState.MET, "2026-11-21")
    assert unheeded.card(over).hints[0] == f"2026-11-21 已登记结论：{conclusion}。"


def test_a_suit_asks_for_the_number_of_the_national_system(unheeded: Unheeded, over: int) -> None:
    unheeded.decided(over, "pi-sue")
    with pytest.raises(FieldProblem, match="以系统给的号为准"):
        unheeded.carried_out(over, "pi-sue", number="")


def test_a_suit_is_refused_while_the_period_runs_and_no_reply_came(unheeded: Unheeded) -> None:
    letter = unheeded.served(SUIT_KIND, received="2026-10-08")
    with pytest.raises(DomainError, match=r"2026-12-08 才届满.*公益诉讼办案规则（2021）第八十一条"):
        unheeded.decided(letter, "pi-sue")


def test_an_urgent_letter_is_over_after_its_own_fifteen_days(unheeded: Unheeded) -> None:
    letter = unheeded.served(SUIT_KIND, received="2026-11-02", reply_period="十五日（紧急）")
    unheeded.decided(letter, "pi-sue", on="2026-11-20")
    assert str(unheeded.suit(letter).due_on) == "2026-12-17"


def test_a_suit_is_refused_without_the_decision_of_the_chief(unheeded: Unheeded, over: int) -> None:
    with pytest.raises(FieldProblem, match=r"由检察长决定（.*第八十一条"):
        unheeded.decide(over, DecisionDraft(unheeded.chosen(over, "pi-sue")))


def test_following_up_needs_no_decision(unheeded: Unheeded, over: int) -> None:
    unheeded.decide(over, DecisionDraft((ChosenMeasure("pi-investigate"),)))
    assert unheeded.measure(over, "pi-investigate").decided_by == "张某"
    unheeded.carried_out(over, "pi-investigate", on="2026-11-22", number="")


def test_only_one_conclusion_is_registered(unheeded: Unheeded, over: int) -> None:
    unheeded.decided(over, "pi-sue", "pi-terminate")
    unheeded.carried_out(over, "pi-sue", number="青检诉受2026001")
    with pytest.raises(DomainError, match="不能再登记另一个"):
        unheeded.carried_out(over, "pi-terminate")


def test_what_became_of_the_suit_is_added_later(unheeded: Unheeded, over: int) -> None:
    unheeded.decided(over, "pi-sue")
    unheeded.carried_out(over, "pi-sue", number="青检诉受2026001")
    row = unheeded.measure(over, "pi-sue")
    told = CarryingOut(PartialDate("2026-11-21"), row.number, "整改到位，撤回起诉")
    unheeded.desk.further_measures.conclude(HANDLER, row.id, row.version, told)
    assert unheeded.measure(over, "pi-sue").result == "整改到位，撤回起诉"
    assert dict(unheeded.desk.suggestions.card(over).ledger)["后续处理"].endswith("；整改到位，撤回起诉")


def test_a_conclusion_is_not_registered_as_a_mere_measure_nor_the_other_way_round(
    unheeded: Unheeded, over: int
) -> None:
    unheeded.decided(over, "pi-sue", "pi-suspend")
    service, today = unheeded.desk.further_measures, CarryingOut(PartialDate("2026-11-22"))
    sue, suspend = unheeded.measure(over, "pi-sue"), unheeded.measure(over, "pi-suspend")
    with pytest.raises(DomainError, match="请用“登记结论”"):
        service.carry_out(HANDLER, sue.id, sue.version, CarryingOut(PartialDate("2026-11-22"), "青检诉受2026001"))
    with pytest.raises(DomainError, match="请用“登记实施”"):
        service.conclude(HANDLER, suspend.id, suspend.version, today)


def test_suspending_stops_the_month_and_resuming_lets_it_run_on(unheeded: Unheeded, over: int) -> None:
    unheeded.decided(over, "pi-suspend", on="2026-11-13")
    assert str(unheeded.suit(over).paused_on) == "2026-11-13"
    hint = next(each for each in unheeded.card(over).hints if "中止审查" in each and "第七十八条" in each)
    assert "还没有登记报上一级人民检察院备案" in hint
    row = unheeded.measure(over, "pi-suspend")
    unheeded.desk.further_measures.carry_out(
        HANDLER,
        row.id,
        row.version,
        CarryingOut(PartialDate("2026-11-13"), "青检中止〔2026〕1号", filed_on=PartialDate("2026-11-16")),
    )
    assert not any("备案" in each for each in unheeded.card(over).hints)
    row = unheeded.measure(over, "pi-suspend")
    unheeded.desk.further_measures.resume(HANDLER, row.id, row.version, PartialDate("2026-11-20"), "汛期已过")
    suit = unheeded.suit(over)
    assert suit.paused_on is None
    assert str(suit.due_on) == "2026-12-10"  # seven days stood still
    assert any("2026-11-13" in step and "2026-11-19" in step for step in suit.steps)


def test_suspending_can_be_taken_back_whole(unheeded: Unheeded, over: int) -> None:
    before = unheeded.suit(over)
    act = unheeded.decided(over, "pi-suspend", on="2026-11-13")
    unheeded.desk.history.take_back(HANDLER, act)
    after = unheeded.suit(over)
    assert (after.paused_on, after.due_on, after.events) == (None, before.due_on, ())
    assert unheeded.card(over).measures == ()


@pytest.mark.parametrize("step", ["resume", "conclude"])
def test_taking_resumption_or_conclusion_back_restores_the_month(unheeded: Unheeded, over: int, step: str) -> None:
    unheeded.decided(over, "pi-suspend", "pi-sue", on="2026-11-13")
    before = unheeded.suit(over)
    if step == "resume":
        row = unheeded.measure(over, "pi-suspend")
        service = unheeded.desk.further_measures
        act = service.resume(HANDLER, row.id, row.version, PartialDate("2026-11-20"), "汛期已过").act
    else:
        act = unheeded.carried_out(over, "pi-sue", number="青检诉受2026001")
    unheeded.desk.history.take_back(HANDLER, act)
    after = unheeded.suit(over)
    assert (after.state, after.paused_on, after.due_on) == (before.state, before.paused_on, before.due_on)
    assert unheeded.desk.suggestions.card(over).concluded_on is None


def test_a_review_that_was_not_suspended_is_not_resumed(unheeded: Unheeded, over: int) -> None:
    unheeded.decided(over, "pi-sue")
    row = unheeded.measure(over, "pi-sue")
    with pytest.raises(DomainError, match="没有中止审查"):
        unheeded.desk.further_measures.resume(HANDLER, row.id, row.version, PartialDate("2026-11-20"), "恢复")
