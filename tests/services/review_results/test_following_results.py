"""The way of a result: drafted, decided on, sent, answered, verified, settled; and everything it shows meanwhile."""

from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_terms import Correction, FeedbackOutcome, ResultState, VerificationOutcome
from app.models.terms import DeadlineAct, DeadlineState, Lamp, RecordType, Side
from app.services.docket.rows import Authority
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.lists.listing import ListQuery
from app.services.papers.rows import RecordKey
from app.services.review_results.rows import FeedbackDraft, ResultDraft, SendDraft, VerifyDraft
from app.services.workbench.rows import Pile, Scope, Whose
from tests.services.casework import HANDLER
from tests.services.review_records import AT, ENTER
from tests.services.review_results.conftest import DAY, REMINDER, GoingClock, Reviewing

TODAY = date(2026, 11, 22)
GIVEN = FeedbackDraft(DAY("2026-11-22"), FeedbackOutcome.CORRECTED, "已补录同步录音录像制度")
SETTLED = VerifyDraft(DAY("2026-11-22"), "李某", VerificationOutcome.SETTLED, "现场查看属实")


def deadline_of(desk: OpenDesk, review: int) -> tuple[Side, DeadlineState, date | None]:
    (card,) = desk.docket.of(RecordType.REVERSE_REVIEW, review)
    return card.side, card.state, card.due_on


def test_a_paper_to_the_police_is_refused_without_the_decision_of_the_chief(reviewing: Reviewing) -> None:
    row = reviewing.prepared()
    draft = SendDraft(DAY("2026-11-22"), "青检审视〔2026〕1号", DAY("2026-12-04"))
    with pytest.raises(FieldProblem, match="须由检察长决定，这件审视上还没有可用的批准"):
        reviewing.service.send(HANDLER, row.id, row.version, draft)
    with pytest.raises(FieldProblem, match="职务是“副检察长”"):
        reviewing.approve("郑某")
    assert reviewing.again(row).state is ResultState.PREPARED


def test_an_approval_stands_behind_one_paper_unless_it_is_chosen(reviewing: Reviewing) -> None:
    first = reviewing.sent()
    other = reviewing.prepared(title="另一份提醒")
    draft = SendDraft(DAY("2026-11-22"), "青检审视〔2026〕2号", DAY("2026-12-04"))
    with pytest.raises(FieldProblem, match="还没有可用的批准"):
        reviewing.service.send(HANDLER, other.id, other.version, draft)
    (approved,) = reviewing.service.approvals(reviewing.review, reviewing.service.kinds.find(REMINDER))
    assert approved.used_by == "反向审视提醒函“关于赵某1盗窃案的提醒”"
    chosen = SendDraft(draft.sent_on, draft.number, draft.feedback_due_on, approved.id)
    reviewing.service.send(HANDLER, other.id, other.version, chosen)
    assert reviewing.again(other).approval == first.approval == "钱某（检察长）2026-11-22 批准"


def test_a_feedback_day_runs_on_the_review_until_the_feedback_came(
    desk: OpenDesk, reviewing: Reviewing, going: GoingClock
) -> None:
    row = reviewing.sent(due_on="2026-12-04")
    assert (row.state, row.due_on) == (ResultState.AWAITING_FEEDBACK, date(2026, 12, 4))
    assert deadline_of(desk, reviewing.review) == (Side.OUTSIDE, DeadlineState.OPEN, date(2026, 12, 4))
    going.go_to("2026-12-07")
    late = reviewing.again(row)
    assert (late.lamp, late.lamp_words) == (Lamp.OVERDUE, "逾期3天")
    card = desk.reverse_reviews.card(HANDLER, reviewing.review)
    assert (card.lamp, card.due_on) == (Lamp.OVERDUE, date(2026, 12, 4))
    overdue = ListQuery(going.today(), is_overdue=True)
    assert len(desk.review_results.listing.ids(overdue)) == len(desk.docket.listing.ids(overdue)) == 1
    assert desk.workbench.look(Whose(Scope.OFFICE)).piles[Pile.LATE] == 1
    came = FeedbackDraft(DAY("2026-12-07"), FeedbackOutcome.CORRECTED, "已整改", scan=reviewing.scan)
    reviewing.service.register_feedback(HANDLER, row.id, late.version, came)
    answered = reviewing.again(row)
    assert (answered.state, answered.file_name) == (ResultState.AWAITING_VERIFICATION, "签批件.pdf")
    assert deadline_of(desk, reviewing.review)[1] is DeadlineState.MET
    assert desk.reverse_reviews.card(HANDLER, reviewing.review).due_on is None


def test_the_findings_follow_what_the_feedback_and_its_verification_say(reviewing: Reviewing) -> None:
    row = reviewing.sent()
    one = FeedbackDraft(GIVEN.on, GIVEN.outcome, GIVEN.text, corrected=reviewing.findings[:1])
    reviewing.service.register_feedback(HANDLER, row.id, row.version, one)
    assert reviewing.corrections() == [Correction.CORRECTED, Correction.OPEN, Correction.OPEN]
    not_yet = VerifyDraft(
        GIVEN.on, "李某", VerificationOutcome.NOT_SETTLED, "没有装设备", "再次函告", DAY("2026-12-20")
    )
    reviewing.service.verify(HANDLER, row.id, reviewing.again(row).version, not_yet)
    unsettled = reviewing.again(row)
    assert (unsettled.state, unsettled.due_on) == (ResultState.UNSETTLED, date(2026, 12, 20))
    assert unsettled.lamp_words == "剩28天"
    assert reviewing.corrections() == [Correction.OPEN] * 3
    reviewing.service.register_feedback(HANDLER, row.id, unsettled.version, GIVEN)
    reviewing.service.verify(HANDLER, row.id, reviewing.again(row).version, SETTLED)
    done = reviewing.again(row)
    assert (done.state, done.lamp, done.lamp_words) == (ResultState.SETTLED, Lamp.DONE, "已销号")
    assert reviewing.corrections() == [Correction.CORRECTED, Correction.CORRECTED, Correction.OPEN]
    assert "没有装设备 下一步：再次函告\n2026-11-22 李某：整改到位，销号。现场查看属实" in done.verification


def test_a_deadline_of_a_result_is_extended_but_not_met_in_the_docket(desk: OpenDesk, reviewing: Reviewing) -> None:
    row = reviewing.sent(due_on="2026-12-04")
    (card,) = desk.docket.of(RecordType.REVERSE_REVIEW, reviewing.review)
    assert DeadlineAct.MET not in card.acts
    with pytest.raises(DomainError, match="用“登记反馈…”"):
        desk.docket.mark_met(HANDLER, card.id, DAY("2026-11-22"))
    desk.docket.extend(HANDLER, card.id, "10日", Authority("钱某", "对方申请"))
    extended = reviewing.again(row)
    assert (extended.feedback_due_on, extended.due_on) == (date(2026, 12, 4), date(2026, 12, 14))


def test_closing_a_review_ends_what_runs_and_taking_it_up_again_lets_it_run(
    desk: OpenDesk, reviewing: Reviewing, database: Database
) -> None:
    row = reviewing.sent(due_on="2026-12-04")

    def close(on: PartialDate | None) -> None:
        with database.write(HANDLER, ENTER, AT) as unit:
            review = unit.session.get_one(ReverseReview, reviewing.review)
            review.closed_on = on
            unit.session.flush()
            desk._starter.follow(unit, RecordType.REVERSE_REVIEW, review)

    close(DAY("2026-11-22"))
    assert deadline_of(desk, reviewing.review)[1] is DeadlineState.MOOT
    with pytest.raises(DomainError, match="已于 2026-11-22 办结"):
        reviewing.service.register_feedback(HANDLER, row.id, reviewing.again(row).version, GIVEN)
    close(None)
    assert deadline_of(desk, reviewing.review)[1] is DeadlineState.OPEN
    assert reviewing.again(row).lamp_words == "剩12天"


def test_the_rate_counts_what_was_verified_of_what_was_due(
    desk: OpenDesk, reviewing: Reviewing, going: GoingClock
) -> None:
    settled, waiting = reviewing.sent(due_on="2026-11-24"), reviewing.sent(due_on="2026-11-25", title="另一份")
    later = reviewing.sent(due_on="2026-12-31", title="还没到期")
    reviewing.service.register_feedback(HANDLER, settled.id, settled.version, GIVEN)
    reviewing.service.verify(HANDLER, settled.id, reviewing.again(settled).version, SETTLED)
    reviewing.prepared(title="没有发出")
    assert desk.review_results.listing.figures(ListQuery(TODAY)).rate.words == "—"
    going.go_to("2026-11-26")
    figures = desk.review_results.listing.figures(ListQuery(going.today()))
    assert figures.rate.words == "1/2"
    assert (figures.rate.settled, set(figures.rate.due)) == ((settled.id,), {settled.id, waiting.id})
    assert figures.counts == {
        ResultState.SETTLED: 1,
        ResultState.AWAITING_FEEDBACK: 2,
        ResultState.PREPARED: 1,
    }
    due = ListQuery(going.today(), where=(("反馈期限", "已到期"),))
    assert set(desk.review_results.listing.ids(due)) == {settled.id, waiting.id}
    assert later.id not in desk.review_results.listing.ids(due)


def test_what_asks_for_no_feedback_is_settled_with_its_reason(reviewing: Reviewing) -> None:
    draft = ResultDraft("training", "讯问录音录像专题培训", "本院各部门", finding_ids=reviewing.findings[:1])
    row = reviewing.service.row(reviewing.service.prepare(HANDLER, reviewing.review, draft).id)
    with pytest.raises(DomainError, match="还没有发出，不能销号"):
        reviewing.service.settle(HANDLER, row.id, row.version, DAY("2026-11-22"), "已培训")
    with pytest.raises(FieldProblem, match="不要求反馈，不用填写"):
        reviewing.service.send(HANDLER, row.id, row.version, SendDraft(DAY("2026-11-20"), "", DAY("2026-12-01")))
    reviewing.service.send(HANDLER, row.id, row.version, SendDraft(DAY("2026-11-20")))
    sent = reviewing.again(row)
    reviewing.service.settle(HANDLER, row.id, sent.version, DAY("2026-11-22"), "全院 21 人参加")
    assert reviewing.again(row).state is ResultState.SETTLED
    reminder = reviewing.sent()
    with pytest.raises(DomainError, match="要求反馈，不能直接销号"):
        reviewing.service.settle(HANDLER, reminder.id, reminder.version, DAY("2026-11-22"), "算了")


def test_a_settled_result_is_followed_again_after_a_later_finding(reviewing: Reviewing) -> None:
    row = reviewing.sent()
    reviewing.service.register_feedback(HANDLER, row.id, row.version, GIVEN)
    reviewing.service.verify(HANDLER, row.id, reviewing.again(row).version, SETTLED)
    with pytest.raises(DomainError, match="又发现问题的，请先“重新跟踪”"):
        reviewing.service.verify(HANDLER, row.id, reviewing.again(row).version, SETTLED)
    version = reviewing.again(row).version
    reviewing.service.reopen(HANDLER, row.id, version, "抽查又有一件没有录像", DAY("2026-12-20"))
    again = reviewing.again(row)
    assert (again.state, again.lamp_words) == (ResultState.UNSETTLED, "剩28天")
    assert reviewing.corrections()[0] is Correction.OPEN


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"addressee": "青山县公安局", "is_outside": False}, "看来是外单位（“公安”）"),
        ({"kind": "case-commentary", "addressee": "青山县人民法院"}, "看来是外单位（“法院”）"),
        ({"kind": "suggestion"}, "检察建议不用拟制"),
        ({"kind": "nothing"}, "请选择结果种类"),
        ({"addressee": " "}, "请填写对象"),
    ],
)
def test_a_result_that_cannot_be_is_refused(reviewing: Reviewing, facts: dict[str, object], sentence: str) -> None:
    with pytest.raises(FieldProblem, match=sentence):
        reviewing.prepared(**facts)


def test_each_result_of_a_kind_has_a_paper_of_its_own(desk: OpenDesk, reviewing: Reviewing) -> None:
    first, second = reviewing.prepared(), reviewing.prepared("第一检察部", title="另一份")
    codes = [reviewing.service.paper_of(row) for row in (first, second)]
    offered = desk.papers.offered(RecordKey(RecordType.REVERSE_REVIEW, reviewing.review))
    names = {each.asked_as: each.name for each in offered}
    assert [names[code] for code in codes] == ["反向审视提醒函（青山县公安局）", "反向审视提醒函（第一检察部）"]


def test_who_comes_second_is_told(reviewing: Reviewing) -> None:
    row = reviewing.prepared()
    draft = ResultDraft(REMINDER, "改过的标题", "第一检察部", finding_ids=reviewing.findings[:1])
    reviewing.service.amend(HANDLER, row.id, row.version, draft)
    with pytest.raises(ChangedMeanwhile, match="标题：关于赵某1盗窃案的提醒→改过的标题"):
        reviewing.service.amend(HANDLER, row.id, row.version, draft)
    amended = reviewing.again(row)
    assert [each.place for each in amended.findings] == [1]
    assert not amended.is_outside


def test_a_transfer_to_the_inspection_keeps_a_referral_and_its_answer(desk: OpenDesk, reviewing: Reviewing) -> None:
    draft = ResultDraft("duty-inspection", "移送办案情况", "检务督察部", content="审查报告漏写被害人意见")
    row = reviewing.service.row(reviewing.service.prepare(HANDLER, reviewing.review, draft).id)
    reviewing.service.send(HANDLER, row.id, row.version, SendDraft(DAY("2026-11-20"), "", DAY("2026-12-20")))
    reviewing.service.register_feedback(HANDLER, row.id, reviewing.again(row).version, GIVEN)
    (referral,) = desk.referrals.of(RecordKey(RecordType.REVERSE_REVIEW, reviewing.review))
    assert (referral.recipient, referral.content) == ("检务督察部", "审查报告漏写被害人意见")
    assert (referral.answered_on, referral.answer) == (PartialDate("2026-11-22"), GIVEN.text)
    assert deadline_of(desk, reviewing.review)[0] is Side.OWN


def test_a_rule_only_proposes_the_day(reviewing: Reviewing) -> None:
    kinds = reviewing.service.kinds
    found = reviewing.service.proposed_day(kinds.find(REMINDER), DAY("2026-11-20"))
    assert found is not None
    assert found[0] == date(2026, 12, 4)
    assert "Q02-1" in found[1]
    assert "未核" in found[1]
    assert reviewing.service.proposed_day(kinds.find("training"), DAY("2026-11-20")) is None
