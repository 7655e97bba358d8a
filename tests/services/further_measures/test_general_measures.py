"""社会治理 and others: urging first, then the chief procurator chooses among measures that stand side by side."""

import pytest

from app.models.dates import PartialDate
from app.models.letter_terms import UrgingForm
from app.models.terms import Rectification, SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.further_measures.rows import CarryingOut, ChosenMeasure, DecisionDraft, UrgingDraft
from tests.services.further_measures.conftest import HANDLER, Unheeded

GENERAL = [
    "report-superior",
    "notify-authority",
    "report-party-congress",
    "notify-government",
    "sue",
]
SOCIAL = SuggestionKind.SOCIAL_GOVERNANCE


@pytest.mark.parametrize("kind", [SOCIAL, SuggestionKind.OTHER, SuggestionKind.UNCLASSIFIED])
def test_all_measures_of_article_25_are_offered_side_by_side_after_urging(
    unheeded: Unheeded, kind: SuggestionKind
) -> None:
    letter = unheeded.served(kind)
    unheeded.urged(letter)
    assert unheeded.offered(letter) == dict.fromkeys(GENERAL, "")


def test_without_urging_every_measure_is_refused_with_the_article(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    for refusal in unheeded.offered(letter).values():
        assert "还没有督促" in refusal
        assert "人民检察院检察建议工作规定（2019）第二十五条" in refusal
    with pytest.raises(DomainError, match=r"第二十五条.*请先“登记督促”"):
        unheeded.decided(letter, "report-superior")
    assert unheeded.card(letter).measures == ()


def test_a_decision_before_the_first_urging_is_refused(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter, on="2026-11-21")
    with pytest.raises(DomainError, match="督促在前，决定在后"):
        unheeded.decided(letter, "report-superior", on="2026-11-20")


def test_a_letter_whose_period_still_runs_without_a_reply_waits_for_its_end(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL, received="2026-10-08")
    unheeded.urged(letter, on="2026-11-10")
    with pytest.raises(DomainError, match=r"回复期限 2026-12-08 才届满.*期满是条件"):
        unheeded.decided(letter, "report-superior")


def test_an_urgent_letter_goes_by_the_period_it_names_itself(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL, received="2026-11-02", reply_period="十日")
    unheeded.urged(letter, on="2026-11-13")
    unheeded.decided(letter, "report-superior", on="2026-11-20")
    assert unheeded.measure(letter, "report-superior").decided_by == "钱某"


def test_a_reply_that_came_early_lets_the_chief_decide_before_the_period_ends(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL, received="2026-10-08")
    unheeded.replied(letter, on="2026-10-20")
    unheeded.urged(letter, on="2026-11-10")
    unheeded.decided(letter, "notify-authority")
    assert [each.code for each in unheeded.card(letter).measures] == ["notify-authority"]


def test_several_measures_come_of_one_decision(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    approval = unheeded.approved(letter)
    unheeded.decide(letter, DecisionDraft(unheeded.chosen(letter, "report-superior", "notify-government"), approval))
    first, second = unheeded.card(letter).measures
    assert (first.decided_by, first.is_by_approval, second.reason) == ("钱某", True, "无正当理由")
    assert unheeded.desk.suggestions.card(letter).ledger[-1] == (
        "后续处理",
        "2026-11-22决定报告上级人民检察院、通报同级政府、纪检监察机关",
    )


@pytest.mark.parametrize("code", ["report-party-congress", "notify-government"])
def test_party_congress_and_government_are_told_only_with_the_reason_why_it_is_necessary(
    unheeded: Unheeded, code: str
) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    with pytest.raises(FieldProblem, match="请填写为什么必要") as refused:
        unheeded.decide(
            letter,
            DecisionDraft(
                (ChosenMeasure(code, "某某县人大常委会"),),
                decided_on=PartialDate("2026-11-20"),
                decided_by="钱某",
                scan=unheeded.scan,
            ),
        )
    assert refused.value.field == f"reason_{code}"


def test_a_report_names_whom_it_is_for(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    with pytest.raises(FieldProblem, match="对象") as refused:
        unheeded.decide(letter, DecisionDraft((ChosenMeasure("report-superior"),), unheeded.approved(letter)))
    assert refused.value.field == "recipient_report-superior"


def test_nothing_goes_without_the_decision_of_the_chief(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    chosen = unheeded.chosen(letter, "report-superior")
    with pytest.raises(FieldProblem, match=r"由检察长决定（.*第二十五条）"):
        unheeded.decide(letter, DecisionDraft(chosen))
    with pytest.raises(FieldProblem, match="请附上业务系统审批结果"):
        unheeded.decide(letter, DecisionDraft(chosen, decided_on=PartialDate("2026-11-20"), decided_by="钱某"))


def test_the_head_of_department_cannot_decide_in_the_place_of_the_chief(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    with pytest.raises(DomainError, match=r"由检察长决定.*由部门负责人决定，不能作依据"):
        unheeded.decided(letter, "report-superior", by="王某")


def test_a_former_chief_who_is_not_in_the_register_is_believed(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    unheeded.decided(letter, "report-superior", by="吴某")
    assert unheeded.measure(letter, "report-superior").decided_by == "吴某"


def test_an_approval_of_another_act_does_not_stand_behind_it(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    approval = unheeded.approved(letter, "extend")
    with pytest.raises(FieldProblem, match="“延长期限”的审批不能作"):
        unheeded.decide(letter, DecisionDraft(unheeded.chosen(letter, "report-superior"), approval))


def test_a_measure_is_carried_out_with_its_number_and_what_came_of_it(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    unheeded.decided(letter, "report-superior")
    assert "已决定还没有登记实施：报告上级人民检察院。" in unheeded.card(letter).hints
    unheeded.carried_out(letter, "report-superior")
    row = unheeded.measure(letter, "report-superior")
    assert (str(row.carried_out_on), row.number) == ("2026-11-21", "青检建报〔2026〕1号")
    assert unheeded.desk.suggestions.card(letter).concluded_on is None


def test_two_people_carrying_out_one_measure_are_told_who_was_quicker(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter)
    unheeded.decided(letter, "report-superior")
    stale = unheeded.measure(letter, "report-superior")
    unheeded.carried_out(letter, "report-superior")
    with pytest.raises(ChangedMeanwhile, match="已被修改"):
        unheeded.desk.further_measures.carry_out(
            HANDLER,
            stale.id,
            stale.version,
            CarryingOut(PartialDate("2026-11-22")),
        )


def test_urgings_are_counted_and_listed_by_day(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.urged(letter, on="2026-10-20", form=UrgingForm.CALL)
    unheeded.urged(letter, on="2026-10-10", form=UrgingForm.JOINT_MEETING)
    card = unheeded.card(letter)
    assert [each.form.label for each in card.urgings] == ["联席会议", "电话询问"]
    assert ("督促次数", "2") in unheeded.desk.suggestions.card(letter).ledger


def test_a_letter_of_urging_needs_its_number(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    with pytest.raises(FieldProblem, match="请填写督促函的文号"):
        unheeded.urged(letter, form=UrgingForm.LETTER)
    unheeded.urged(letter, form=UrgingForm.LETTER, number="青检建督〔2026〕1号")
    assert unheeded.card(letter).urgings[0].number == "青检建督〔2026〕1号"


def test_an_urging_before_the_receipt_or_without_a_record_is_refused(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    with pytest.raises(FieldProblem, match="早于上一步的日期"):
        unheeded.urged(letter, on="2026-08-01")
    empty = UrgingDraft(UrgingForm.CALL, PartialDate("2026-10-20"), "张某", " ")
    with pytest.raises(FieldProblem, match="请填写督促内容"):
        unheeded.desk.further_measures.urge(HANDLER, letter, empty)


@pytest.mark.parametrize("act", ["urge", "decide", "carry out"])
def test_taking_an_act_back_restores_everything(unheeded: Unheeded, act: str) -> None:
    letter = unheeded.served(SOCIAL)
    steps = {
        "urge": lambda: unheeded.urged(letter),
        "decide": lambda: unheeded.decided(letter, "report-superior"),
        "carry out": lambda: unheeded.carried_out(letter, "report-superior"),
    }
    for name in ("urge", "decide", "carry out"):
        before = (_bare(unheeded, letter), unheeded.desk.suggestions.card(letter).ledger)
        done = steps[name]()
        if name == act:
            unheeded.desk.history.take_back(HANDLER, done)
            break
    assert (_bare(unheeded, letter), unheeded.desk.suggestions.card(letter).ledger) == before


def test_a_letter_that_was_put_right_says_that_nothing_need_follow(unheeded: Unheeded) -> None:
    letter = unheeded.served(SOCIAL)
    unheeded.replied(letter, state=Rectification.COMPLETE)
    assert "整改已登记为到位，一般不需要后续处理。" in unheeded.card(letter).hints


def _bare(unheeded: Unheeded, letter: int) -> tuple[object, ...]:
    card = unheeded.card(letter)
    rows = tuple((each.code, each.carried_out_on, each.number) for each in card.measures)
    return card.standing, card.urgings, rows, card.hints
