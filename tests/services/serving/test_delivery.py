"""A letter leaves the office and is received, refused or comes back; the reply period starts at receipt only."""

from pathlib import Path

import pytest

from app.models.dates import PartialDate
from app.models.letter_terms import ServiceResult
from app.models.terms import DeadlineState, Lamp, RecordType, ServiceMethod, SuggestionKind, SuggestionState
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.serving.rows import DispatchDraft, FailureDraft, ReceiptDraft
from app.services.suggestions.rows import LetterDraft, ServiceDraft
from app.services.workbench.rows import Pile, Scope, Whose
from tests.services.serving.conftest import DAY, Post

OFFICE = Whose(Scope.OFFICE)
DAY_OF_RECEIPT = DAY("2026-11-12")


def test_sending_starts_no_reply_period_but_the_reminder_of_the_receipt(post: Post) -> None:
    letter = post.issued()
    post.sent(letter, on="2026-11-09")
    card = post.desk.suggestions.card(letter)
    assert (card.state, card.due_on, card.sent_on) == (SuggestionState.AWAITING_SERVICE, None, DAY("2026-11-09"))
    reminder = post.deadline(letter, "P01")
    assert reminder is not None
    assert (str(reminder.due_on), reminder.state) == ("2026-11-19", DeadlineState.OPEN)


def test_a_receipt_that_does_not_come_back_is_amber_and_stays_on_the_workbench(post: Post) -> None:
    letter = post.issued()
    post.sent(letter, on="2026-11-09")
    reminder = post.deadline(letter, "P01")
    assert reminder is not None
    assert (reminder.lamp, reminder.lamp_words) == (Lamp.DUE, "已过3天（依据未核，仅提醒）")
    (line,) = post.desk.workbench.look(OFFICE, Pile.TODAY).work.lines
    assert (line.what, line.lamp, line.words) == ("送达回证收回", Lamp.DUE, "已过3天（依据未核，仅提醒）")
    assert post.desk.workbench.look(OFFICE).piles[Pile.LATE] == 1  # filing, which the law does set
    row = post.newest(letter)
    post.desk.serving.delivery.receive(post.actor, row.id, ReceiptDraft(DAY_OF_RECEIPT, "李某"))
    met = post.deadline(letter, "P01")
    assert met is not None
    assert (met.state, met.ended_on) == (DeadlineState.MET, DAY_OF_RECEIPT)


def test_before_its_day_the_reminder_is_near(post: Post) -> None:
    letter = post.issued()
    post.sent(letter, on="2026-11-13")
    reminder = post.deadline(letter, "P01")
    assert reminder is not None
    assert (reminder.lamp, reminder.lamp_words) == (Lamp.NEAR, "剩1天（依据未核，仅提醒）")


def test_the_reply_period_runs_from_the_day_of_receipt(post: Post, scan: Path) -> None:
    letter = post.issued()
    row = post.sent(letter)
    receipt = ReceiptDraft(DAY_OF_RECEIPT, "李某", scan=scan)
    post.desk.serving.delivery.receive(post.actor, row.id, receipt)
    card = post.desk.suggestions.card(letter)
    assert (card.state, str(card.due_on), card.receiver) == (SuggestionState.AWAITING_REPLY, "2027-01-12", "李某")
    assert [file.purpose for file in card.attachments] == ["送达回证"]
    assert post.card(letter).lacking_receipt is None


def test_a_receipt_may_come_back_later(post: Post, scan: Path) -> None:
    letter = post.issued()
    row, delivery = post.sent(letter), post.desk.serving.delivery
    with pytest.raises(DomainError, match="还没有登记签收"):
        delivery.attach_receipt(post.actor, row.id, None, scan)
    delivery.receive(post.actor, row.id, ReceiptDraft(DAY_OF_RECEIPT, "李某"))
    lacking = post.card(letter).lacking_receipt
    assert lacking is not None
    with pytest.raises(FieldProblem, match="扫描件"):
        delivery.attach_receipt(post.actor, row.id, lacking.version, None)
    act = delivery.attach_receipt(post.actor, row.id, lacking.version, scan).act
    assert post.card(letter).lacking_receipt is None
    with pytest.raises(DomainError, match="已经收回"):
        delivery.attach_receipt(post.actor, row.id, None, scan)
    post.desk.history.take_back(post.actor, act)
    assert post.card(letter).lacking_receipt is not None


def test_a_second_sending_waits_for_the_result_of_the_first(post: Post) -> None:
    letter = post.issued()
    post.sent(letter)
    with pytest.raises(DomainError, match="已于 2026-11-09 以邮寄送达送出，还没有结果"):
        post.sent(letter, ServiceMethod.WRITTEN)


def test_the_post_tries_three_times_and_then_brings_the_letter_back(post: Post, scan: Path) -> None:
    letter = post.issued()
    row, delivery = post.sent(letter, on="2026-11-09"), post.desk.serving.delivery
    assert str(row.post_until) == "2026-11-16"
    for day in ("2026-11-10", "2026-11-11", "2026-11-13"):
        delivery.attempt(post.actor, row.id, PartialDate(day), "无人签收")
    with pytest.raises(DomainError, match="已经投递 3 次都没有送到，应当退回"):
        delivery.attempt(post.actor, row.id, PartialDate("2026-11-16"), "无人签收")
    back = FailureDraft(DAY("2026-11-17"), "三次投递未成", scan=scan)
    delivery.send_back(post.actor, row.id, back)
    returned = post.newest(letter)
    assert returned.result is ServiceResult.RETURNED
    assert [each.outcome for each in returned.attempts] == ["无人签收"] * 3 + ["退回"]
    assert "没有送达，回复期限没有起算" in returned.next_words
    assert post.desk.suggestions.card(letter).state is SuggestionState.AWAITING_SERVICE
    assert post.sent(letter, ServiceMethod.WRITTEN, on="2026-11-18").is_pending


def test_an_attempt_is_registered_once_a_day_and_only_for_what_is_posted(post: Post) -> None:
    letter = post.issued()
    row, attempt = post.sent(letter), post.desk.serving.delivery.attempt
    attempt(post.actor, row.id, DAY("2026-11-10"), "无人签收")
    with pytest.raises(FieldProblem, match="已经登记过"):
        attempt(post.actor, row.id, DAY("2026-11-10"), "无人签收")
    with pytest.raises(FieldProblem, match="早于上一步"):
        attempt(post.actor, row.id, DAY("2026-11-09"), "无人签收")
    other = post.issued()
    written = post.sent(other, ServiceMethod.WRITTEN)
    with pytest.raises(DomainError, match="书面送达没有投递次数"):
        attempt(post.actor, written.id, DAY("2026-11-10"), "无人签收")


def test_a_refused_letter_is_not_served_and_says_what_comes_next(post: Post) -> None:
    letter = post.issued()
    row, delivery = post.sent(letter, ServiceMethod.WRITTEN), post.desk.serving.delivery
    with pytest.raises(FieldProblem, match="拒收事由"):
        delivery.refuse(post.actor, row.id, FailureDraft(DAY_OF_RECEIPT, " "))
    delivery.refuse(post.actor, row.id, FailureDraft(DAY_OF_RECEIPT, "负责人称无权接收", "王某（社区干部）"))
    refused = post.newest(letter)
    assert (refused.result, refused.refusal) == (ServiceResult.REFUSED, "负责人称无权接收")
    assert refused.participants == "王某（社区干部）"
    assert "检察专递" in refused.next_words
    assert "不能留置" in refused.next_words
    assert post.desk.suggestions.card(letter).due_on is None
    with pytest.raises(DomainError, match="已登记为“拒绝签收”"):
        delivery.receive(post.actor, row.id, ReceiptDraft(DAY_OF_RECEIPT))


def test_a_refused_letter_of_public_interest_may_be_left(post: Post) -> None:
    letter = post.issued(SuggestionKind.PUBLIC_INTEREST)
    row, delivery = post.sent(letter, ServiceMethod.WRITTEN), post.desk.serving.delivery
    delivery.refuse(post.actor, row.id, FailureDraft(DAY_OF_RECEIPT, "负责人拒绝签收", "王某"))
    assert "第七十六条留置送达" in post.newest(letter).next_words
    left = post.sent(letter, ServiceMethod.LEFT, on="2026-11-12")
    delivery.receive(post.actor, left.id, ReceiptDraft(DAY_OF_RECEIPT, participants="王某", refusal="拒绝签收"))
    card = post.desk.suggestions.card(letter)
    assert (card.received_on, card.sent_on) == (DAY_OF_RECEIPT, DAY("2026-11-09"))


def test_a_letter_not_issued_or_received_already_is_not_sent(post: Post) -> None:
    letters = post.desk.suggestions
    draft = letters.draft(post.actor, LetterDraft(SuggestionKind.OTHER, "青山县教育局")).id
    with pytest.raises(DomainError, match="还没有登记制发"):
        post.sent(draft)
    letter = post.issued()
    letters.register_service(post.actor, letter, ServiceDraft(ServiceMethod.WRITTEN, DAY_OF_RECEIPT))
    with pytest.raises(DomainError, match="已登记送达（2026-11-12），不能再登记送出"):
        post.sent(letter)


def test_one_step_ends_what_was_sent(post: Post) -> None:
    letter = post.issued()
    post.sent(letter, ServiceMethod.WRITTEN)
    post.desk.suggestions.register_service(post.actor, letter, ServiceDraft(ServiceMethod.WRITTEN, DAY_OF_RECEIPT))
    (row,) = post.card(letter).services
    assert (row.result, row.received_on) == (ServiceResult.RECEIVED, DAY_OF_RECEIPT)


def test_a_second_receipt_is_refused_unless_it_corrects_the_first(post: Post) -> None:
    letter = post.issued()
    register = post.desk.suggestions.register_service
    register(post.actor, letter, ServiceDraft(ServiceMethod.WRITTEN, DAY_OF_RECEIPT, "李某"))
    with pytest.raises(DomainError, match="更正已登记的送达"):
        register(post.actor, letter, ServiceDraft(ServiceMethod.WRITTEN, DAY("2026-11-13"), "王某"))
    act = register(
        post.actor, letter, ServiceDraft(ServiceMethod.WRITTEN, DAY("2026-11-13"), "王某", is_correction=True)
    ).act
    (row,) = post.card(letter).services
    card = post.desk.suggestions.card(letter)
    assert (row.received_on, row.receiver, str(card.due_on)) == (DAY("2026-11-13"), "王某", "2027-01-13")
    post.desk.history.take_back(post.actor, act)
    assert str(post.desk.suggestions.card(letter).due_on) == "2027-01-12"
    assert post.desk.store.check().ok


def test_a_dispatch_is_taken_back_with_its_reminder(post: Post) -> None:
    letter = post.issued()
    draft = DispatchDraft(ServiceMethod.WRITTEN, DAY("2026-11-09"))
    act = post.desk.serving.delivery.dispatch(post.actor, letter, draft).act
    post.desk.history.take_back(post.actor, act)
    assert post.card(letter).services == ()
    assert post.deadline(letter, "P01") is None
    assert post.desk.suggestions.card(letter).sent_on is None
    assert [line.title for line in post.desk.history.lines(RecordType.SUGGESTION, letter)][-2:] == [
        "登记送出",
        "撤销：登记送出",
    ]


def test_the_office_sets_its_own_number_of_days_for_the_reminder(post: Post) -> None:
    own = {
        "code": "P01",
        "name": "送达回证收回",
        "trigger": "检察建议书送出",
        "length": 5,
        "unit": "日",
        "actor": "承办人",
        "side": "本院",
        "certainty": "未核",
        "basis": [{"title": "青山县人民检察院办案规程", "article": "第5条", "year": 2026}],
    }
    post.desk.office_rules.apply(post.actor, post.desk.office_rules.propose_rule(own, "本院改为五日"))
    letter = post.issued()
    post.sent(letter, on="2026-11-09")
    reminder = post.deadline(letter, "P01")
    assert reminder is not None
    assert (str(reminder.due_on), reminder.lamp) == ("2026-11-16", Lamp.DUE)  # the 14th is a Saturday
