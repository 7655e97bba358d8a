"""Approvals: who may put up, review and decide by the 职权清单, what is refused, what counts as the lawful approval."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import ApprovalState, OpinionForm, Role, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.approvals.posts import fits
from app.services.approvals.rows import MeetingOpinion, Proposal, SignedOpinion, SignedSheet
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.papers.rows import RecordKey
from tests.conftest import CHINA
from tests.services.casework import CHIEF, HANDLER, HEAD, Casework


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def work(desk: OpenDesk, tmp_path: Path) -> Casework:
    """The office and its people."""
    return Casework(desk, tmp_path)


@pytest.fixture
def matter(work: Casework) -> int:
    """A matter at intake."""
    return work.matter()


def key(matter: int) -> RecordKey:
    return RecordKey(RecordType.MATTER, matter)


def test_a_proposal_goes_by_the_line_in_force_and_waits_for_its_reviewer(
    work: Casework, desk: OpenDesk, matter: int
) -> None:
    approval = desk.approvals.card(work.propose(matter, "open"))
    assert (approval.name, approval.proposed_by, approval.reviewer) == ("立案（受理）", "张某", "王某")
    assert (approval.state, approval.waits_for) == (ApprovalState.OPEN, "王某审核")
    assert approval.stage is Stage.INTAKE
    (waiting,) = desk.approvals.waiting_for("王某")
    assert (waiting.entry_number, waiting.subject, waiting.name) == ("SX2026-00001", "青山县公安局", "立案（受理）")
    assert desk.approvals.waiting_for("钱某") == ()


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(
    ("who", "reviewer", "field", "told"),
    [
        (Actor("孙某"), "王某", "actor", "检察官助理"),
        (Actor("外人"), "王某", "actor", "本院人员里没有“外人”"),
        (HANDLER, "外人", "reviewer", "部门与人员"),
        (HANDLER, "李某", "reviewer", "由部门负责人审核"),
        (HEAD, "王某", "reviewer", "不能审核自己提请的事项"),
    ],
)
def test_who_may_not_propose_or_review_is_told_why(
    desk: OpenDesk, matter: int, who: Actor, reviewer: str, field: str, told: str
) -> None:
    with pytest.raises(FieldProblem, match=told) as refused:
        desk.approvals.propose(who, key(matter), Proposal("open", "建议立案", reviewer))
    assert refused.value.field == field


def test_an_act_nobody_has_power_over_is_refused(desk: OpenDesk, matter: int, work: Casework) -> None:
    with pytest.raises(FieldProblem, match="职权清单中没有") as refused:
        desk.approvals.propose(HANDLER, key(matter), Proposal("promote", "建议"))
    assert refused.value.field == "act"


def test_the_same_act_is_not_put_up_twice_at_once(work: Casework, matter: int) -> None:
    work.propose(matter, "open")
    with pytest.raises(DomainError, match="已由张某于 2026-11-22 提请"):
        work.propose(matter, "open")


def test_the_signed_sheet_of_the_chief_approves_and_keeps_its_scan(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = desk.approvals.card(work.approve(matter, "open"))
    assert (approval.state, approval.decided_by, approval.decided_as) == (ApprovalState.APPROVED, "钱某", "检察长")
    assert [(each.role, each.person, each.post, each.form) for each in approval.opinions] == [
        (Role.REVIEW, "王某", "部门负责人", OpinionForm.PAPER),
        (Role.DECIDE, "钱某", "检察长", OpinionForm.PAPER),
    ]
    (scan,) = desk.matters.card(matter).attachments
    assert scan.purpose == "立案（受理）签批件"
    with pytest.raises(DomainError, match="签批"):
        desk.attachments.remove(HANDLER, scan.id)


def no_scan(sheet: SignedSheet) -> SignedSheet:
    return replace(sheet, scan=None)


def nothing(sheet: SignedSheet) -> SignedSheet:
    return replace(sheet, opinions=())


def backwards(sheet: SignedSheet) -> SignedSheet:
    return replace(sheet, opinions=sheet.opinions[::-1])


def unreviewed(sheet: SignedSheet) -> SignedSheet:
    return replace(sheet, opinions=sheet.opinions[1:])


def decided_by(name: str, authority: str = "", post: str = "") -> Callable[[SignedSheet], SignedSheet]:
    def change(sheet: SignedSheet) -> SignedSheet:
        decision = replace(sheet.opinions[1], person=name, post=post)
        return replace(sheet, opinions=(sheet.opinions[0], decision), authority=authority)

    return change


def reviewed_by(name: str) -> Callable[[SignedSheet], SignedSheet]:
    return lambda sheet: replace(sheet, opinions=(replace(sheet.opinions[0], person=name), sheet.opinions[1]))


def dated(review: str, decision: str) -> Callable[[SignedSheet], SignedSheet]:
    def change(sheet: SignedSheet) -> SignedSheet:
        first, second = sheet.opinions
        first, second = replace(first, given_on=PartialDate(review)), replace(second, given_on=PartialDate(decision))
        return replace(sheet, opinions=(first, second))

    return change


def returned_then_decided(sheet: SignedSheet) -> SignedSheet:
    return replace(sheet, opinions=(replace(sheet.opinions[0], verdict=Verdict.RETURNED), sheet.opinions[1]))


def of_a_meeting(sheet: SignedSheet) -> SignedSheet:
    return replace(sheet, opinions=(replace(sheet.opinions[0], role=Role.MEETING),))


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        (no_scan, "scan", "没有签批件的不算批准"),
        (nothing, "review_person", "至少填写一项"),
        (backwards, "decide_person", "先后不对"),
        (unreviewed, "review_person", "先由部门负责人审核"),
        (decided_by("李某"), "decide_person", "由检察长、副检察长决定"),
        (decided_by("王某"), "decide_person", "由检察长、副检察长决定"),
        (decided_by("外人"), "decide_person", "本院人员里没有“外人”"),
        (decided_by("检察委员会", "决定〔2026〕1号"), "decide_person", "由检察长、副检察长决定"),
        (decided_by("钱某", post="检察委员会委员"), "decide_person", "由检察长、副检察长决定"),
        (decided_by("郑某"), "authority", "书面授权"),
        (reviewed_by("张某"), "review_person", "不能审核自己提请的事项"),
        (reviewed_by("李某"), "review_person", "由部门负责人审核"),
        (dated("2026-11-21", "2026-11-22"), "review_on", "早于上一步"),
        (dated("2026-11-22", "2026-11-23"), "decide_on", "晚于今天"),
        (returned_then_decided, "review_verdict", "另行提请"),
    ],
)
def test_a_sheet_that_does_not_go_by_the_powers_is_refused_beside_its_field(
    work: Casework, desk: OpenDesk, matter: int, change: Callable[[SignedSheet], SignedSheet], field: str, told: str
) -> None:
    approval = work.propose(matter, "open")
    with pytest.raises(FieldProblem, match=told) as refused:
        desk.approvals.register_signed(HANDLER, approval, change(work.sheet()))
    assert refused.value.field == field
    assert desk.approvals.card(approval).state is ApprovalState.OPEN
    assert desk.matters.card(matter).attachments == ()


def test_a_meeting_is_no_signature(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "open")
    with pytest.raises(DomainError, match="联席会议意见"):
        desk.approvals.register_signed(HANDLER, approval, of_a_meeting(work.sheet()))


def test_a_deputy_decides_within_written_authority(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "open")
    sheet = work.sheet(decider="郑某", authority="授权决定〔2026〕2号")
    desk.approvals.register_signed(HANDLER, approval, sheet)
    card = desk.approvals.card(approval)
    assert (card.state, card.decided_as, card.authority) == (ApprovalState.APPROVED, "副检察长", "授权决定〔2026〕2号")


def test_the_committee_decides_by_the_number_of_its_decision(work: Casework, desk: OpenDesk) -> None:
    matter = work.matter(Stage.DECISION)
    approval = work.propose(matter, "instrument")
    with pytest.raises(FieldProblem, match="会议决定文号") as refused:
        desk.approvals.register_signed(HANDLER, approval, work.sheet(decider="检察委员会"))
    assert refused.value.field == "authority"
    desk.approvals.register_signed(HANDLER, approval, work.sheet(decider="检察委员会", authority="检委会〔2026〕8号"))
    assert desk.approvals.card(approval).decided_by == "检察委员会"


def test_review_and_decision_may_come_on_two_days_and_two_sheets(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval, sheet = work.propose(matter, "open"), work.sheet()
    desk.approvals.register_signed(HANDLER, approval, replace(sheet, opinions=sheet.opinions[:1]))
    card = desk.approvals.card(approval)
    assert (card.state, card.waits_for) == (ApprovalState.OPEN, "检察长、副检察长决定")
    assert desk.approvals.waiting_for("王某") == ()
    desk.approvals.register_signed(HANDLER, approval, replace(sheet, opinions=sheet.opinions[1:]))
    assert desk.approvals.card(approval).state is ApprovalState.APPROVED


def test_a_head_who_decides_is_not_reviewed_by_himself(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "refer")
    decision = SignedOpinion(Role.DECIDE, "王某", work.today, Verdict.AGREED)
    desk.approvals.register_signed(HANDLER, approval, SignedSheet((decision,), work.scan))
    assert desk.approvals.card(approval).decided_as == "部门负责人"


@pytest.mark.parametrize(
    ("verdict", "state"), [(Verdict.RETURNED, ApprovalState.RETURNED), (Verdict.REFUSED, ApprovalState.REFUSED)]
)
def test_what_is_returned_or_refused_stays_and_is_put_up_anew_as_another(
    work: Casework, desk: OpenDesk, matter: int, verdict: Verdict, state: ApprovalState
) -> None:
    first = work.propose(matter, "open")
    desk.approvals.register_signed(HANDLER, first, work.sheet(verdict))
    assert desk.approvals.card(first).state is state
    with pytest.raises(DomainError, match="另行提请"):
        desk.approvals.register_signed(HANDLER, first, work.sheet())
    second = work.approve(matter, "open")
    assert [(each.id, each.state) for each in desk.approvals.of(key(matter))] == [
        (second, ApprovalState.APPROVED),
        (first, state),
    ]


def test_an_opinion_on_screen_never_approves_and_is_shown_as_such(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "open")
    desk.approvals.add_screen_opinion(HEAD, approval, Verdict.AGREED, "同意")
    desk.approvals.add_screen_opinion(CHIEF, approval, Verdict.AGREED, "同意立案")
    card = desk.approvals.card(approval)
    assert card.state is ApprovalState.OPEN
    assert {each.form.label for each in card.opinions} == {"内部流转意见"}
    assert "立案（受理）" in [each.title for each in work.case(matter).missing]
    with pytest.raises(FieldProblem, match="先由部门负责人审核"):  # the screen has not reviewed it either
        desk.approvals.register_signed(HANDLER, approval, unreviewed(work.sheet()))


def test_a_reviewer_may_return_on_screen(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "open")
    desk.approvals.add_screen_opinion(HEAD, approval, Verdict.RETURNED, "事实不清")
    assert desk.approvals.card(approval).state is ApprovalState.RETURNED


def test_who_has_no_part_in_an_approval_has_no_opinion_in_it(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "open")
    with pytest.raises(FieldProblem, match="没有审核或决定的职权"):
        desk.approvals.add_screen_opinion(Actor("孙某"), approval, Verdict.AGREED, "同意")


def test_the_joint_meeting_is_recorded_and_decides_nothing(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "open")
    desk.approvals.add_meeting_opinion(
        HANDLER, approval, MeetingOpinion(work.today, "多数意见同意立案", scan=work.scan)
    )
    card = desk.approvals.card(approval)
    assert card.state is ApprovalState.OPEN
    assert [(each.role.label, each.person, each.file_name) for each in card.opinions] == [
        ("检察官联席会议", "检察官联席会议", "审批表.pdf")
    ]
    desk.approvals.register_signed(HANDLER, approval, work.sheet())
    assert desk.approvals.card(approval).state is ApprovalState.APPROVED


@pytest.mark.parametrize(
    ("act", "code", "words"),
    [
        ("open", "case-opening-approval", "事实清楚，建议同意"),
        ("close", "closing-approval", "事实清楚，建议同意"),
        ("extend", "extension-approval", "事实清楚，建议同意"),
        ("refer", "approval-request", "移送线索"),
    ],
)
def test_the_printed_sheet_says_what_was_put_up(
    work: Casework, desk: OpenDesk, act: str, code: str, words: str
) -> None:
    matter = work.matter(subject="张某被盗窃案")
    work.propose(matter, act)
    template = desk.papers.template(code, key(matter))
    composed = desk.documents.compose(template, desk.papers.facts(HANDLER, template, key(matter)))
    assert words in composed.text
    assert composed.missing == ()


def test_a_registered_sheet_is_taken_back_whole(work: Casework, desk: OpenDesk, matter: int) -> None:
    approval = work.propose(matter, "open")
    written = desk.approvals.register_signed(HANDLER, approval, work.sheet())
    desk.history.take_back(HANDLER, written.act)
    card = desk.approvals.card(approval)
    assert (card.state, card.opinions, desk.matters.card(matter).attachments) == (ApprovalState.OPEN, (), ())


@pytest.mark.parametrize(
    ("post", "allowed", "is_fit"),
    [
        ("检察官", "检察官", True),
        ("四级高级检察官", "检察官", True),
        ("检察官助理", "检察官", False),
        ("副检察长", "检察官", True),
        ("副检察长", "检察长", False),
        ("常务副检察长", "副检察长", True),
        ("第一检察部主任", "部门负责人", True),
        ("第一检察部副主任", "部门负责人", False),
    ],
)
def test_a_post_fits_as_the_office_writes_it(post: str, allowed: str, is_fit: bool) -> None:
    assert fits(post, allowed) is is_fit
