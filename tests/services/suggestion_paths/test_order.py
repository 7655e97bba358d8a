"""The order of each path: what stands before 登记制发, and each step that is refused before its turn."""

from dataclasses import replace

import pytest

from app.models.case_terms import Verdict
from app.models.dates import PartialDate
from app.models.letter_terms import AddresseeRelation
from app.models.terms import SuggestionState
from app.services.approvals.rows import COMMITTEE
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.suggestion_paths.refusals import StepsMissing
from app.services.suggestion_paths.rows import AnswerDraft, AskDraft, StepDraft, StepState, SystemDecision
from tests.services.letter_steps import CLERK
from tests.services.suggestion_paths.conftest import Office

DAY = PartialDate("2026-11-20")


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("social-governance", ["open", "investigate", "report", "research", "decide"]),
        ("retrial-civil", ["open", "report", "decide"]),
        ("retrial-administrative", ["open", "report", "decide"]),
        ("correction-criminal", ["open", "investigate", "report", "decide"]),
        ("correction-civil-trial", ["open", "investigate", "report", "decide"]),
        ("correction-civil-execution", ["open", "investigate", "report", "decide"]),
        ("administrative-violation", ["open", "investigate", "report", "decide"]),
        ("public-interest-administrative", ["open", "case-opening", "case-notice", "report", "decide"]),
        ("other", ["open", "investigate", "report", "decide"]),
    ],
)
def test_a_letter_is_issued_after_the_steps_of_its_path(office: Office, path: str, order: list[str]) -> None:
    letter = office.drafted(path)
    assert office.lacking(letter) == order
    for code in order:
        with pytest.raises(StepsMissing, match="还不能登记制发") as refused:
            office.issue(letter)
        row = refused.value.missing[0]
        assert (row.code, office.states(letter)[code]) == (code, StepState.NOW)
        assert row.step.basis in str(refused.value)
        office.steps.take(letter, row)
    assert office.lacking(letter) == []
    office.issue(letter)
    assert office.letters.card(letter).state is SuggestionState.AWAITING_SERVICE


def test_a_refusal_names_each_missing_step_its_article_and_how_to_supply_it(office: Office) -> None:
    letter = office.drafted()
    with pytest.raises(StepsMissing) as refused:
        office.issue(letter)
    lines = str(refused.value).splitlines()
    assert lines[0] == "JY2026-00001 还不能登记制发，先要办理："
    assert lines[2] == (
        "2. 检察长批准调查核实（人民检察院检察建议工作规定（2019）第十三条）："
        "提请审批并登记签批，或者登记业务系统审批结果"
    )
    assert "第十七条）：送请并登记研究部门审核的结果" in lines[4]


def test_the_text_is_wanted_unless_it_stands_in_the_national_system(office: Office) -> None:
    letter = office.drafted(facts="", proposal="")
    office.steps.take_all(letter)
    with pytest.raises(StepsMissing, match="查明的事实、建议内容"):
        office.issue(letter)
    office.issue(letter, is_number_only=True)


def test_a_letter_without_a_path_goes_on_as_before(office: Office) -> None:
    letter = office.drafted("")
    assert office.paths.progress(letter).steps == ()
    office.issue(letter)


@pytest.mark.parametrize(
    ("path", "act", "code"),
    [("social-governance", "investigate", "decide"), ("public-interest-administrative", "open", "decide")],
)
def test_a_decision_is_refused_before_what_it_stands_on(office: Office, path: str, act: str, code: str) -> None:
    letter = office.drafted(path)
    decision = SystemDecision(DAY, "钱某", "检察长")
    with pytest.raises(StepsMissing, match="还不能办理“检察长"):
        office.paths.register_system_decision(CLERK, letter, code, decision)
    assert act in {row.step.act for row in office.paths.missing(letter)}


def test_research_reviews_before_the_chief_decides(office: Office) -> None:
    letter = office.drafted()
    office.steps.take_all(letter, but="research")
    with pytest.raises(StepsMissing, match=r"研究部门审核.*第十七条"):
        office.paths.register_system_decision(CLERK, letter, "decide", SystemDecision(DAY, "钱某", "检察长"))
    office.steps.opine(letter, "research", verdict=Verdict.RETURNED)
    assert office.letters.card(letter).state is SuggestionState.DRAFT
    assert "退回修改" in office.paths.missing(letter)[0].lacks
    office.steps.opine(letter, "research", verdict=Verdict.REFUSED)  # heard; who decides weighs it
    office.paths.register_system_decision(CLERK, letter, "decide", SystemDecision(DAY, "钱某", "检察长"))
    row = office.paths.progress(letter).row("decide")
    assert row is not None
    assert row.by == "业务系统审批结果：钱某（检察长）"
    card = office.letters.card(letter)
    assert (card.state, card.decided_on, card.decided_by) == (SuggestionState.AWAITING_SIGNATURE, DAY, "钱某（检察长）")


def test_a_retrial_letter_is_decided_by_the_committee_only(office: Office) -> None:
    letter = office.drafted("retrial-civil")
    office.steps.take_all(letter, but="decide")
    with pytest.raises(
        FieldProblem, match="由检察委员会决定（人民检察院民事诉讼监督规则（2021）第八十七条）"
    ) as refused:
        office.paths.register_system_decision(CLERK, letter, "decide", SystemDecision(DAY, "钱某", "检察长"))
    assert refused.value.field == "post"
    with pytest.raises(FieldProblem, match="会议决定文号"):
        office.paths.register_system_decision(CLERK, letter, "decide", SystemDecision(DAY, COMMITTEE, COMMITTEE))
    office.steps.take_all(letter)


@pytest.mark.parametrize(
    ("relation", "code", "rule"),
    [
        (AddresseeRelation.SUPERIOR, "forwarded", "报同级人民检察院审核后转送"),
        (AddresseeRelation.NON_LOCAL, "local-office", "征求被建议单位所在地同级人民检察院意见"),
    ],
)
def test_an_addressee_that_is_not_of_this_level_needs_another_office(
    office: Office, relation: AddresseeRelation, code: str, rule: str
) -> None:
    letter = office.drafted("other", addressee_relation=relation)
    row = office.paths.progress(letter).row(code)
    assert row is not None
    assert rule in row.step.note
    office.steps.take_all(letter, but=code)
    if code == "local-office":
        with pytest.raises(StepsMissing, match="第三条"):
            office.paths.register_system_decision(CLERK, letter, "decide", SystemDecision(DAY, "钱某", "检察长"))
    with pytest.raises(StepsMissing, match="第三条"):
        office.issue(letter)
    office.steps.take_all(letter)
    office.issue(letter)


def test_where_the_local_office_disagrees_the_common_superior_decides(office: Office) -> None:
    letter = office.drafted("other", addressee_relation=AddresseeRelation.NON_LOCAL)
    office.steps.take_all(letter, but="local-office")
    office.steps.opine(letter, "local-office", verdict=Verdict.REFUSED)
    assert "层报上级院决定" in office.paths.missing(letter)[0].lacks
    office.steps.opine(letter, "upper")
    assert office.lacking(letter) == ["decide"]


def test_a_letter_to_a_subordinate_is_refused_with_the_rule(office: Office) -> None:
    letter = office.drafted("other", addressee_relation=AddresseeRelation.SUBORDINATE)
    office.steps.take_all(letter, but="instructed")
    with pytest.raises(StepsMissing, match="应当指令对应的下级人民检察院提出"):
        office.issue(letter)


def test_a_letter_to_a_government_needs_the_provincial_office_in_administrative_supervision_only(
    office: Office,
) -> None:
    asked = office.drafted("administrative-violation", is_government=True, addressee="青山县人民政府")
    assert office.lacking(asked)[-1] == "provincial"
    assert office.lacking(office.drafted("administrative-violation"))[-1] == "decide"
    assert office.lacking(office.drafted("social-governance", is_government=True))[-1] == "decide"
    office.steps.take_all(asked, but="provincial")
    with pytest.raises(StepsMissing, match="省级院审批（行政违法行为监督工作意见（2024）第十四点）"):
        office.issue(asked)
    office.paths.ask(CLERK, asked, "provincial", AskDraft("省人民检察院", DAY))
    with pytest.raises(FieldProblem, match="扫描件"):
        office.paths.answer(CLERK, asked, "provincial", AnswerDraft(DAY, Verdict.AGREED, "同意"))


def test_the_addressee_may_be_asked_and_need_not_agree(office: Office) -> None:
    letter = office.drafted()
    office.steps.take_all(letter)
    assert office.states(letter)["consult"] is StepState.AHEAD
    office.steps.opine(letter, "consult", verdict=Verdict.REFUSED)
    assert office.states(letter)["consult"] is StepState.DONE
    office.issue(letter)


@pytest.mark.parametrize("code", ["report", "case-notice"])
def test_a_step_that_leaves_a_paper_wants_its_scan(office: Office, code: str) -> None:
    letter = office.drafted("public-interest-administrative")
    office.steps.take_all(letter, but=code)
    with pytest.raises(FieldProblem, match="扫描件") as refused:
        office.paths.record_step(CLERK, letter, code, StepDraft(DAY))
    assert refused.value.field == "scan"


def test_days_follow_one_another_and_are_not_of_tomorrow(office: Office) -> None:
    letter = office.drafted()
    office.paths.record_step(CLERK, letter, "open", StepDraft(PartialDate("2026-11-10")))
    for day, told in (("2026-11-09", "早于上一步"), ("2026-11-23", "晚于今天")):
        with pytest.raises(FieldProblem, match=told):
            office.paths.register_system_decision(
                CLERK, letter, "investigate", SystemDecision(PartialDate(day), "钱某", "检察长")
            )


def test_what_is_registered_is_not_registered_twice(office: Office) -> None:
    letter = office.drafted()
    office.steps.take_all(letter, but="investigate")
    with pytest.raises(DomainError, match=r"已登记为 2026-11-20.*全部经过"):
        office.paths.record_step(CLERK, letter, "open", StepDraft(DAY))
    office.steps.take_all(letter, but="research")
    office.check(letter)
    office.paths.ask(CLERK, letter, "research", AskDraft("法律政策研究室", DAY))
    with pytest.raises(DomainError, match="还没有登记结果"):
        office.paths.ask(CLERK, letter, "research", AskDraft("法律政策研究室", DAY))


@pytest.mark.parametrize(
    ("code", "told"),
    [("investigate", "不在这里登记日期"), ("provincial", "没有“省级院审批”这一步"), ("nonsense", "没有“nonsense”")],
)
def test_a_step_is_registered_in_its_own_way_only(office: Office, code: str, told: str) -> None:
    letter = office.drafted("administrative-violation")
    with pytest.raises(DomainError, match=told):
        office.paths.record_step(CLERK, letter, code, StepDraft(DAY))


def test_a_letter_that_is_issued_or_declined_takes_no_more_steps(office: Office) -> None:
    issued = office.drafted("")
    office.issue(issued)
    with pytest.raises(DomainError, match="已经登记制发"):
        office.paths.record_step(CLERK, issued, "open", StepDraft(DAY))
    declined = office.drafted()
    office.letters.decline(CLERK, declined, DAY, "单位已自行整改")
    assert office.letters.card(declined).decline_reason == "单位已自行整改"
    with pytest.raises(DomainError, match="已决定不予制发"):
        office.paths.submit(CLERK, declined)


def test_a_draft_is_submitted_once_what_leads_to_it_has_come(office: Office) -> None:
    letter = office.drafted()
    with pytest.raises(StepsMissing, match="还不能送审"):
        office.paths.submit(CLERK, letter)
    office.steps.take_all(letter, but="research")
    with pytest.raises(DomainError, match="还没有通过送审前检查，不能送审"):
        office.paths.submit(CLERK, letter)
    office.check(letter)
    office.paths.submit(CLERK, letter)
    assert office.letters.card(letter).state is SuggestionState.UNDER_REVIEW
    with pytest.raises(DomainError, match="已经送审"):
        office.paths.submit(CLERK, letter)


def test_a_path_of_another_kind_is_refused(office: Office) -> None:
    letter = office.drafted("other")
    card = office.letters.card(letter)
    with pytest.raises(FieldProblem, match="不是其他类的办理类别") as refused:
        office.letters.amend(CLERK, letter, card.version, replace(card.draft, path="retrial-civil"))
    assert refused.value.field == "path"
