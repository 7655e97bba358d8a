"""Extending, pausing, resuming, restarting, waiving and meeting a deadline: decided, explained, taken back."""

from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import DeadlineAct, DeadlineState, Lamp, Side, SuggestionKind
from app.services.docket.deciding import LAST_ONE
from app.services.docket.rows import Authority, OwnDateDraft, StartDraft
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.lists.listing import ListQuery
from tests.services.docket.conftest import LETTER, MATTER, Office


@pytest.fixture
def review(office: Office) -> int:
    """Three months from 2026-11-02 for an administrative matter: until 2027-02-02."""
    return office.deadline(MATTER, office.matter("行政违法行为监督"), "H13").id


def test_an_extension_moves_the_due_date_and_names_who_decided(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    desk.docket.extend(actor, review, "一个月", authority)
    card = desk.docket.card(review)
    assert card.due_on == date(2027, 3, 2)
    assert any("检察长决定" in step and "案情复杂" in step for step in card.steps)
    (event,) = card.events
    assert (event.kind, event.length, event.document) == (DeadlineAct.EXTENDED, "1个月", "青检延〔2026〕1号")
    assert (event.due_before, event.due_after) == (date(2027, 2, 2), date(2027, 3, 2))
    assert event.steps_before != event.steps_after


def test_two_extensions_are_added_one_after_the_other(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    desk.docket.extend(actor, review, "一个月", authority)
    desk.docket.extend(actor, review, "15日", authority)
    assert desk.docket.card(review).due_on == date(2027, 3, 17)


@pytest.mark.parametrize(("field", "given"), [("reason", {"decided_by": "检察长"}), ("decided_by", {"reason": "疑难"})])
def test_an_extension_without_reason_or_decider_is_refused(
    desk: OpenDesk, actor: Actor, review: int, field: str, given: dict[str, str]
) -> None:
    with pytest.raises(FieldProblem) as refused:
        desk.docket.extend(actor, review, "一个月", Authority(**given))  # type: ignore[arg-type]  # texts only
    assert refused.value.field == field


def test_an_extension_that_cannot_be_read_is_refused_beside_its_field(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    with pytest.raises(FieldProblem, match="读不懂") as refused:
        desk.docket.extend(actor, review, "好多天", authority)
    assert refused.value.field == "length"


def test_a_paused_deadline_shows_its_pause_and_goes_on_later_by_its_days(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    desk.docket.pause(actor, review, date(2026, 11, 10), authority)
    assert desk.docket.card(review).lamp is Lamp.PAUSED
    desk.docket.resume(actor, review, date(2026, 11, 20), Authority(reason="鉴定意见收到"))
    card = desk.docket.card(review)
    assert (card.lamp, card.due_on) == (Lamp.NORMAL, date(2027, 2, 12))
    assert any("扣除" in step and "共10日" in step for step in card.steps)


def test_a_matter_shows_no_due_date_while_its_only_deadline_is_paused(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    matter = desk.docket.card(review).record.record_id
    desk.docket.pause(actor, review, date(2026, 11, 10), authority)
    rows = desk.matters.listing.rows([matter], ListQuery(desk.clock.today()))
    assert "2027-02-02" not in rows[0].cells


def test_a_pause_that_ends_before_it_starts_is_refused(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    desk.docket.pause(actor, review, date(2026, 11, 10), authority)
    with pytest.raises(FieldProblem, match="中止不能先结束后开始"):
        desk.docket.resume(actor, review, date(2026, 11, 9), Authority(reason="恢复"))


def test_a_pause_in_the_future_is_refused(desk: OpenDesk, actor: Actor, review: int, authority: Authority) -> None:
    with pytest.raises(FieldProblem, match="晚于今天"):
        desk.docket.pause(actor, review, date(2026, 11, 21), authority)


def test_a_restart_runs_anew_and_leaves_extensions_behind(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    desk.docket.extend(actor, review, "一个月", authority)
    desk.docket.restart(actor, review, date(2026, 11, 18), Authority(reason="改变管辖"))
    card = desk.docket.card(review)
    assert card.due_on == date(2027, 2, 18)
    assert any("改变管辖" in step for step in card.steps)


def test_waiving_the_last_deadline_says_so(desk: OpenDesk, actor: Actor, review: int, authority: Authority) -> None:
    done = desk.docket.waive(actor, review, PartialDate("2026-11-20"), authority)
    assert LAST_ONE in done.said
    assert desk.docket.card(review).state is DeadlineState.WAIVED


def test_meeting_one_of_two_deadlines_gives_no_warning(office: Office, desk: OpenDesk, actor: Actor) -> None:
    matter = office.matter("民事生效裁判监督", "2026-11-18")
    done = desk.docket.mark_met(actor, office.deadline(MATTER, matter, "C03").id, PartialDate("2026-11-19"))
    assert done.said == ()


def test_filing_by_the_superior_office_fills_in_the_date_of_the_letter(
    office: Office, desk: OpenDesk, actor: Actor
) -> None:
    letter = office.issued("2026-11-16")
    desk.docket.mark_met(actor, office.deadline(LETTER, letter, "F03").id, PartialDate("2026-11-18"))
    assert ("备案日期", "2026-11-18") in desk.suggestions.card(letter).ledger


def test_a_deadline_met_late_says_so(office: Office, desk: OpenDesk, actor: Actor) -> None:
    letter = office.issued("2026-11-02")
    done = desk.docket.mark_met(actor, office.deadline(LETTER, letter, "F03").id, PartialDate("2026-11-18"))
    assert any("晚于届满日 2026-11-09" in sentence for sentence in done.said)


def test_an_ended_deadline_takes_no_further_decision(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    desk.docket.waive(actor, review, PartialDate("2026-11-20"), authority)
    with pytest.raises(DomainError, match="已免除（2026-11-20），不能再延长期限"):
        desk.docket.extend(actor, review, "一个月", authority)


def test_the_reply_period_of_a_letter_is_not_ended_past_the_letter(
    office: Office, desk: OpenDesk, actor: Actor, authority: Authority
) -> None:
    letter = office.issued("2026-11-10")
    office.serve(letter, "2026-11-11")
    period = office.deadline(LETTER, letter, "F02")
    with pytest.raises(DomainError, match="登记回复"):
        desk.docket.mark_met(actor, period.id, PartialDate("2026-11-18"))
    assert period.acts == {DeadlineAct.EXTENDED}


def test_an_extended_reply_period_shows_on_the_letter_and_outlives_its_amendment(
    office: Office, desk: OpenDesk, actor: Actor, authority: Authority
) -> None:
    letter = office.issued("2026-11-10", SuggestionKind.PUBLIC_INTEREST)
    office.serve(letter, "2026-11-11")
    done = desk.docket.extend(actor, office.deadline(LETTER, letter, "E03-1").id, "一个月", authority)
    assert any("行政公益诉讼审查起诉" in sentence and "更正起算日" in sentence for sentence in done.said)
    card = desk.suggestions.card(letter)
    desk.suggestions.amend(actor, letter, card.version, card.draft)
    assert desk.suggestions.card(letter).due_on == date(2027, 2, 11)


def test_a_corrected_start_keeps_the_old_and_the_new_derivation(desk: OpenDesk, actor: Actor, review: int) -> None:
    desk.docket.correct_start(actor, review, "2026-11-09", "受理通知书", Authority(reason="受理日录错"))
    card = desk.docket.card(review)
    assert (card.due_on, card.start_proof) == (date(2027, 2, 9), "受理通知书")
    assert "2026-11-02" in card.events[0].steps_before[0]
    assert "2026-11-09" in card.events[0].steps_after[0]


@pytest.mark.parametrize("verb", ["extend", "pause", "restart", "waive", "correct_start"])
def test_every_decision_can_be_taken_back(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority, verb: str
) -> None:
    before = desk.docket.card(review)
    arguments = {
        "extend": ("一个月", authority),
        "pause": (date(2026, 11, 10), authority),
        "restart": (date(2026, 11, 18), authority),
        "waive": (PartialDate("2026-11-20"), authority),
        "correct_start": ("2026-11-09", "受理通知书", authority),
    }[verb]
    act = getattr(desk.docket, verb)(actor, review, *arguments).act
    assert desk.docket.card(review) != before
    desk.history.take_back(actor, act)
    after = desk.docket.card(review)
    assert {**vars(after), "version": 0} == {**vars(before), "version": 0}


def test_the_history_of_the_record_tells_the_decision(
    desk: OpenDesk, actor: Actor, review: int, authority: Authority
) -> None:
    desk.docket.extend(actor, review, "一个月", authority)
    line = desk.history.lines(MATTER, desk.docket.card(review).record.record_id)[-1]
    assert (line.title, line.reason) == ("延长期限", "案情复杂")
    assert ("期限·届满日", "2027-02-02", "2027-03-02") in line.changes
    assert ("期限决定·决定人", "", "检察长") in line.changes


def test_a_decision_is_attached_to_the_record(office: Office, desk: OpenDesk, actor: Actor, review: int) -> None:
    decided = Authority("检察长", "案情复杂", "青检延〔2026〕1号", office.scan)
    desk.docket.extend(actor, review, "一个月", decided)
    (file,) = desk.matters.card(desk.docket.card(review).record.record_id).attachments
    assert file.purpose == "行政违法行为监督审结：延长"


def test_a_deadline_is_set_by_hand_by_a_rule(office: Office, desk: OpenDesk, actor: Actor) -> None:
    matter = office.matter("立案监督")
    done = desk.docket.start_by_rule(actor, MATTER, matter, StartDraft("A45", "2026-09-01", "立案决定书"))
    assert desk.docket.card(done.id).due_on == date(2026, 12, 1)


def test_a_period_in_hours_keeps_its_moment(office: Office, desk: OpenDesk, actor: Actor) -> None:
    matter = office.matter("侦查活动监督")
    done = desk.docket.start_by_rule(actor, MATTER, matter, StartDraft("A31", "2026-11-19 21:30", "拘留证"))
    card = desk.docket.card(done.id)
    assert (card.due_on, card.due_at, card.started_at) == (date(2026, 11, 20), "21:30", "21:30")


def test_a_deadline_on_a_day_somebody_named_ends_on_that_very_day(
    office: Office, desk: OpenDesk, actor: Actor, authority: Authority
) -> None:
    matter = office.matter("社会治理")
    draft = OwnDateDraft("交办办结", PartialDate("2026-12-05"), "市院转办单〔2026〕7号")
    done = desk.docket.start_on_date(actor, MATTER, matter, draft)
    card = desk.docket.card(done.id)
    assert (card.due_on, card.side, card.lamp) == (date(2026, 12, 5), Side.OWN, Lamp.NORMAL)  # a Saturday stays
    desk.docket.extend(actor, done.id, "10日", authority)
    assert desk.docket.card(done.id).due_on == date(2026, 12, 15)


def test_a_day_somebody_named_is_nowhere_told_by_the_code_of_the_program(
    office: Office, desk: OpenDesk, actor: Actor
) -> None:
    draft = OwnDateDraft("交办办结", PartialDate("2026-12-05"), "市院转办单〔2026〕7号")
    done = desk.docket.start_on_date(actor, MATTER, office.matter("社会治理"), draft)
    card, listing = desk.docket.card(done.id), desk.docket.listing
    named = ListQuery(date(2026, 11, 22), where=(("rule", "指定日期"),))
    (row,) = listing.rows(listing.ids(named), named)
    told = (card.rule_words, *card.steps, *map(str, row.cells))
    assert card.rule_words == "指定日期"
    assert not [each for each in told if "OWN" in each]


BAD = {
    "an unknown rule": (StartDraft("Y99", "2026-11-02", "通知"), "rule", "没有规则“Y99”"),
    "a start in the future": (StartDraft("A45", "2026-12-02", "立案决定书"), "start", "晚于今天"),
    "a month only": (StartDraft("A45", "2026-11", "立案决定书"), "start", "补录到日"),
    "the 29th of a common February": (StartDraft("A45", "2026-02-29", "立案决定书"), "start", "只有28天"),
    "no proof": (StartDraft("A45", "2026-11-02", " "), "proof", "起算依据"),
    "a length nobody can read": (StartDraft("A45", "2026-11-02", "决定书", period="好久"), "period", "读不懂"),
}


@pytest.mark.parametrize("case", BAD, ids=list(BAD))
def test_what_cannot_start_a_deadline_is_refused_beside_its_field(
    office: Office, desk: OpenDesk, actor: Actor, case: str
) -> None:
    draft, field, sentence = BAD[case]
    with pytest.raises(FieldProblem, match=sentence) as refused:
        desk.docket.start_by_rule(actor, MATTER, office.matter("社会治理"), draft)
    assert refused.value.field == field


def test_six_months_from_the_last_of_august_end_with_february(office: Office, desk: OpenDesk, actor: Actor) -> None:
    draft = StartDraft("A29-2", "2026-08-31", "监视居住决定书")
    card = desk.docket.card(desk.docket.start_by_rule(actor, MATTER, office.matter("社会治理"), draft).id)
    assert card.nominal_on == date(2027, 2, 28)


def test_a_due_date_in_a_year_without_notice_is_provisional_and_says_so(
    office: Office, desk: OpenDesk, actor: Actor
) -> None:
    draft = StartDraft("H13", "2026-11-02", "受理通知")
    done = desk.docket.start_by_rule(actor, MATTER, office.matter("社会治理"), draft)
    assert any("暂定" in sentence and "放假通知" in sentence for sentence in done.said)


def test_the_same_deadline_is_not_set_twice(office: Office, desk: OpenDesk, actor: Actor) -> None:
    matter, draft = office.matter("立案监督"), StartDraft("A45", "2026-09-01", "立案决定书")
    desk.docket.start_by_rule(actor, MATTER, matter, draft)
    with pytest.raises(DomainError, match="没有重复设定"):
        desk.docket.start_by_rule(actor, MATTER, matter, draft)
