"""What steps bring about: days from signed approvals, deadlines that start and are met, switches, other addressees."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.case_terms import InvestigationKind, Triage, TriageTarget, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, ServiceMethod, SuggestionKind, SuggestionState
from app.services.approvals.rows import Proposal
from app.services.clues.rows import ClueDraft, TriageDraft
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.investigations.rows import InvestigationDraft
from app.services.papers.rows import RecordKey
from app.services.suggestion_items.reading import kept_items
from app.services.suggestion_paths.refusals import StepsMissing
from app.services.suggestion_paths.rows import (
    AnswerDraft,
    AskDraft,
    OtherAddressee,
    StepDraft,
    StepState,
    SystemDecision,
)
from app.services.suggestions.rows import ServiceDraft
from tests.services.casework import HANDLER, Casework
from tests.services.letter_steps import CLERK
from tests.services.suggestion_paths.conftest import Office
from tests.services.test_taking_everything_back import State, state

DAY = PartialDate("2026-11-20")


@pytest.fixture
def work(desk: OpenDesk, tmp_path: Path) -> Casework:
    """The office's people, who sign."""
    return Casework(desk, tmp_path)


def put_up(office: Office, letter: int, act: str) -> int:
    key = RecordKey(RecordType.SUGGESTION, letter)
    return office.desk.approvals.propose(HANDLER, key, Proposal(act, "建议同意。", "王某")).id


def test_a_signed_approval_gives_its_day_to_the_letter_and_starts_the_two_months(
    office: Office, work: Casework
) -> None:
    letter = office.drafted()
    office.steps.take_all(letter, but="investigate")
    approval = put_up(office, letter, "investigate")
    row = office.paths.progress(letter).row("investigate")
    assert row is not None
    assert (row.state, row.waits_for) == (StepState.WAITING, approval)
    office.desk.approvals.register_signed(HANDLER, approval, work.sheet())
    row = office.paths.progress(letter).row("investigate")
    assert row is not None
    assert (row.state, str(row.on), row.by) == (StepState.DONE, "2026-11-22", "签批件：钱某（检察长）")
    assert office.deadlines(letter) == {"F01": "进行中"}
    office.paths.record_step(CLERK, letter, "report", StepDraft(work.today, scan=office.steps.scan))
    assert office.deadlines(letter) == {"F01": "已完成"}


def test_taking_a_signature_back_takes_its_day_and_its_deadline_back(office: Office, work: Casework) -> None:
    letter = office.drafted()
    office.steps.take_all(letter, but="investigate")
    approval = put_up(office, letter, "investigate")
    act = office.desk.approvals.register_signed(HANDLER, approval, work.sheet()).act
    office.desk.history.take_back(CLERK, act)
    assert office.letters.card(letter).investigation_on is None
    assert office.deadlines(letter) == {}


@pytest.mark.usefixtures("work")
def test_an_act_is_not_put_up_before_its_turn(office: Office) -> None:
    letter = office.drafted()
    with pytest.raises(StepsMissing, match="还不能提请“检察长或检委会决定”"):
        put_up(office, letter, "social-governance")


@pytest.mark.usefixtures("work")
def test_a_retrial_letter_is_not_put_up_to_the_chief(office: Office) -> None:
    letter = office.drafted("retrial-civil")
    office.steps.take_all(letter, but="decide")
    with pytest.raises(FieldProblem, match="要提请的是“检察委员会决定”"):
        put_up(office, letter, "instrument")
    put_up(office, letter, "retrial")


def test_a_letter_is_under_review_while_it_is_put_up_and_a_draft_again_when_returned(
    office: Office, work: Casework
) -> None:
    letter = office.drafted("other")
    office.steps.take_all(letter, but="decide", on="2026-11-22")
    approval = put_up(office, letter, "instrument")
    assert office.letters.card(letter).state is SuggestionState.UNDER_REVIEW
    with pytest.raises(DomainError, match="请登记签批"):
        office.paths.register_system_decision(CLERK, letter, "decide", SystemDecision(work.today, "钱某", "检察长"))
    office.desk.approvals.register_signed(HANDLER, approval, work.sheet(Verdict.RETURNED))
    assert office.letters.card(letter).state is SuggestionState.DRAFT
    approval = put_up(office, letter, "instrument")
    office.desk.approvals.register_signed(HANDLER, approval, work.sheet())
    card = office.letters.card(letter)
    assert (card.state, card.decided_by) == (SuggestionState.AWAITING_SIGNATURE, "钱某（检察长）")


def test_a_case_opening_starts_seven_days_that_its_service_meets(office: Office) -> None:
    letter = office.drafted("public-interest-administrative")
    office.steps.take_all(letter, but="case-notice")
    assert office.deadlines(letter) == {"E01": "进行中"}
    office.steps.take_all(letter, but="report")
    assert office.deadlines(letter) == {"E01": "已完成"}


def test_the_three_days_of_public_interest_count_from_the_decision_where_it_is_known(office: Office) -> None:
    letter = office.drafted("public-interest-administrative")
    office.steps.take_all(letter)
    office.issue(letter)
    cards = office.desk.docket.of(RecordType.SUGGESTION, letter)
    (three,) = [card for card in cards if card.rule_code == "E02-1"]
    assert str(three.started_on) == "2026-11-20"
    old = office.desk.suggestions
    without = office.drafted("")
    draft = old.card(without).draft
    old.amend(CLERK, without, old.card(without).version, replace(draft, kind=SuggestionKind.PUBLIC_INTEREST))
    office.issue(without, "青检建〔2026〕4号")
    (three,) = [card for card in office.desk.docket.of(RecordType.SUGGESTION, without) if card.rule_code == "E02-1"]
    assert str(three.started_on) == "2026-11-21"


@pytest.mark.parametrize(
    ("path", "sending", "reply"),
    [
        ("retrial-civil", "G03", "G02"),
        ("correction-civil-trial", "C05", "G04"),
        ("correction-civil-execution", "C05", "C13"),
        ("administrative-violation", "", "G07"),
        ("correction-criminal", "", "F02"),
        ("social-governance", "", "F02"),
        ("public-interest-administrative", "E02-1", "E03-1"),
    ],
)
def test_sending_and_reply_periods_go_by_the_path(office: Office, path: str, sending: str, reply: str) -> None:
    letter = office.drafted(path)
    office.steps.take_all(letter)
    office.issue(letter)
    assert not sending or office.deadlines(letter)[sending] == "进行中"
    service = ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-11-22"), scan=office.steps.scan)
    office.letters.register_service(CLERK, letter, service)
    assert not sending or office.deadlines(letter)[sending] == "已完成"
    assert office.deadlines(letter)[reply] == "进行中"


def test_declining_ends_what_runs(office: Office) -> None:
    letter = office.drafted()
    office.steps.take_all(letter, but="report")
    office.letters.decline(CLERK, letter, DAY, "没有发现问题")
    assert office.deadlines(letter) == {"F01": "不再适用"}


def test_the_office_may_ask_for_more_and_for_less(office: Office) -> None:
    letter = office.drafted("correction-criminal")
    act = office.paths.switch(
        CLERK,
        {"correction-criminal/research": True, "correction-criminal/upper": True, "correction-criminal/open": False},
    ).act
    assert office.lacking(letter) == ["investigate", "report", "research", "upper", "decide"]
    on = {f"{row.path}/{row.step}" for row in office.paths.switches() if row.is_on}
    assert {"correction-criminal/upper", "other/open"} <= on
    office.desk.history.take_back(CLERK, act)
    assert office.lacking(letter) == ["open", "investigate", "report", "decide"]
    with pytest.raises(DomainError, match="没有可以设置的步骤"):
        office.paths.switch(CLERK, {"social-governance/decide": False})


def test_a_clue_opened_as_a_letter_takes_the_path_of_its_kind_from_that_day(office: Office, desk: OpenDesk) -> None:
    clue = desk.clues.register(CLERK, ClueDraft(source="办案发现", unit="青山县水利局", found="堆放垃圾")).id
    triage = TriageDraft(Triage.OPENED, DAY, target=TriageTarget.SUGGESTION, suggestion_kind=SuggestionKind.RETRIAL)
    letter = desk.clues.triage(CLERK, [clue], triage).made[0].id
    card = desk.suggestions.card(letter)
    assert (card.draft.path, card.opened_on) == ("retrial-civil", DAY)
    assert office.states(letter)["open"] is StepState.DONE


def test_the_same_letter_goes_to_other_units_each_with_its_own_way(office: Office, desk: OpenDesk) -> None:
    letter = office.drafted()
    office.steps.take_all(letter)
    others = [OtherAddressee("青山县林业局"), OtherAddressee("青山县人民政府", "县级")]
    sent = office.paths.send_to_others(CLERK, letter, others)
    assert [number for _, number in sent.letters] == ["JY2026-00002", "JY2026-00003"]
    forest, government = (desk.suggestions.card(each) for each, _ in sent.letters)
    assert (forest.draft.addressee, forest.draft.facts) == ("青山县林业局", "河道内堆放垃圾。")
    assert (government.draft.is_government, government.draft.addressee_level) == (True, "县级")
    assert office.lacking(forest.id) == ["research", "decide"]  # one inquiry, but each letter is decided about
    links = desk.clues.links_of((RecordType.SUGGESTION, forest.id))
    assert [(link.entry_number, link.kind.label) for link in links] == [("JY2026-00001", "关联")]
    desk.history.take_back(CLERK, sent.act)
    with pytest.raises(DomainError, match="没有找到检察建议"):
        desk.suggestions.card(forest.id)


@pytest.mark.parametrize("names", [[], ["青山县水利局"], ["青山县林业局", "青山县林业局"]])
def test_nobody_or_the_same_unit_twice_is_refused(office: Office, names: list[str]) -> None:
    letter = office.drafted()
    with pytest.raises(FieldProblem, match=r"青山县|每行一个"):
        office.paths.send_to_others(CLERK, letter, [OtherAddressee(name) for name in names])


def test_items_of_the_letter_go_along(office: Office, desk: OpenDesk) -> None:
    from app.models.suggestion_item import SuggestionItem
    from app.models.terms import Adoption, Rectification
    from app.services.suggestions.intentions import AMEND

    letter = office.drafted()
    database = desk._database
    with database.write(CLERK, AMEND, desk.clock.now()) as unit:
        unit.session.add(
            SuggestionItem(
                suggestion_id=letter,
                place=1,
                measure="清理河道",
                adoption=Adoption.UNRECORDED,
                rectification=Rectification.UNRECORDED,
            )
        )
    sent = office.paths.send_to_others(CLERK, letter, [OtherAddressee("青山县林业局")])
    with database.read() as session:
        assert [item.measure for item in kept_items(session, sent.letters[0][0])] == ["清理河道"]


def test_the_report_tells_the_course_of_the_investigation_as_it_was_registered(office: Office, desk: OpenDesk) -> None:
    letter = office.drafted(case_name="河道管理案")
    office.steps.take_all(letter, but="report")
    key = RecordKey(RecordType.SUGGESTION, letter)
    for day, title in (("2026-11-20", "现场查看河道"), ("2026-11-21", "询问管理人员")):
        visit = InvestigationDraft(InvestigationKind.INSPECTION, title, PartialDate(day), people="张某、李某")
        desk.investigations.record(CLERK, key, visit)
    text = desk.papers.render(CLERK, "investigation-report", key).text
    assert "经检察长决定，2026年11月20日启动调查核实。" in text
    assert text.index("现场查看河道") < text.index("询问管理人员")


def test_each_act_of_the_way_is_taken_back_whole(office: Office, desk: OpenDesk, database: Database) -> None:
    letter = office.drafted("public-interest-administrative")
    before: list[State] = []
    while (row := office.steps.next(letter)) is not None:
        before.append(state(database))
        office.steps.take(letter, row)
    before.append(state(database))
    office.paths.ask(CLERK, letter, "consult", AskDraft("青山县水利局", DAY))
    before.append(state(database))
    office.paths.answer(CLERK, letter, "consult", AnswerDraft(DAY, Verdict.AGREED, "没有意见"))
    before.append(state(database))
    office.paths.send_to_others(CLERK, letter, [OtherAddressee("青山县林业局")])
    before.append(state(database))
    office.paths.switch(CLERK, {"other/upper": True})
    before.append(state(database))
    office.letters.decline(CLERK, letter, PartialDate("2026-11-21"), "已自行整改")
    for stood in reversed(before):
        last = desk.history.last_act()
        assert last is not None
        desk.history.take_back(CLERK, last.act)
        assert state(database) == stood, last.title
