"""Objections: registered with their scan, reconsidered by who may decide, answered; and what must wait for them."""

from pathlib import Path

import pytest

from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOrigin, ObjectionOutcome
from app.models.terms import RecordType, StartEvent, SuggestionState
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.replies.rows import NoticeDraft, ObjectionDraft, Reconsideration, SuperiorOrder
from app.services.workbench.rows import Pile, Scope, Whose
from tests.services.replies.conftest import Answers

KEPT, CHANGED, WITHDRAWN = ObjectionOutcome.KEPT, ObjectionOutcome.CHANGED, ObjectionOutcome.WITHDRAWN
PERIOD = "收到之日起十五日内"


def notice(number: str = "青检建复〔2026〕1号", on: str = "2026-09-16") -> NoticeDraft:
    return NoticeDraft(number, PartialDate(on))


def order(answers: Answers, outcome: ObjectionOutcome = WITHDRAWN, **facts: object) -> SuperiorOrder:
    said: dict[str, object] = {
        "ordered_by": "某市人民检察院",
        "order_number": "某检指〔2026〕5号",
        "received_on": PartialDate("2026-10-12"),
        "opinion": "被建议单位不当。",
        "scan": answers.scan,
    }
    return SuperiorOrder(outcome, **(said | facts))  # type: ignore[arg-type]  # a test's own fields


@pytest.mark.parametrize(
    ("on", "is_late", "period"),
    [("2026-09-18", False, PERIOD), ("2026-09-21", True, PERIOD), ("2026-09-21", None, "")],
)
def test_whether_an_objection_is_late_is_kept_with_it(
    answers: Answers, on: str, is_late: bool | None, period: str
) -> None:
    letter = answers.served(objection_period=period)
    answers.object_to(letter, on=on, entry_number="收2026-77")
    row = answers.objection(letter)
    assert (row.is_late, row.outcome, row.entry_number, row.file_name) == (
        is_late,
        ObjectionOutcome.PENDING,
        "收2026-77",
        "来文.pdf",
    )


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("content", {"content": " "}),
        ("scan", {"scan": None}),
        ("raised_on", {"raised_on": PartialDate("2026-09")}),
        ("raised_on", {"raised_on": PartialDate("2026-09-01")}),
        ("raised_on", {"raised_on": PartialDate("2026-11-23")}),
    ],
)
def test_an_objection_that_says_too_little_or_comes_on_a_day_that_cannot_be_is_refused(
    answers: Answers, field: str, draft: dict[str, object]
) -> None:
    said = {"raised_on": PartialDate("2026-09-10"), "content": "户数有误。", "scan": answers.scan, **draft}
    with pytest.raises(FieldProblem) as refused:
        answers.desk.objections.register(answers.actor, answers.served(), ObjectionDraft(**said))  # type: ignore[arg-type]  # a test's own fields
    assert refused.value.field == field


def test_a_second_objection_waits_until_the_first_is_answered(answers: Answers) -> None:
    letter = answers.served()
    first = answers.object_to(letter)
    with pytest.raises(DomainError, match="还在复核"):
        answers.object_to(letter, on="2026-09-11")
    answers.decide(first, KEPT)
    answers.object_to(letter, on="2026-09-20")
    assert [each.is_pending for each in answers.of(letter).objections] == [False, True]


def test_a_letter_is_neither_closed_nor_simply_withdrawn_while_an_objection_is_pending(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter)
    objection = answers.object_to(letter)
    answers.put_right(letter)
    with pytest.raises(DomainError, match=r"还不能办结：\n异议：对方的异议还没有复核完。请先登记复核结果。"):
        answers.desk.suggestions.close(answers.actor, letter, PartialDate("2026-11-20"), "整改到位")
    with pytest.raises(DomainError, match="不能直接撤回"):
        answers.desk.suggestions.withdraw(answers.actor, letter, PartialDate("2026-11-20"), "不当")
    answers.decide(objection, KEPT)
    answers.desk.suggestions.close(answers.actor, letter, PartialDate("2026-11-20"), "整改到位")
    assert answers.card(letter).state is SuggestionState.CLOSED


def test_a_pending_objection_waits_on_the_workbench_of_the_letters_handler(answers: Answers) -> None:
    objection = answers.object_to(answers.served())
    for whose in (Whose(Scope.MINE, "张某"), Whose(Scope.OFFICE)):
        seen = answers.desk.workbench.look(whose, Pile.WAITING)
        assert [(line.what, line.subject, line.since) for line in seen.work.lines] == [
            ("复核：被建议单位的异议", "青山县市场监督管理局", "2026-09-10")
        ]
    assert answers.desk.workbench.look(Whose(Scope.MINE, "李某")).piles[Pile.WAITING] == 0
    answers.decide(objection, KEPT)
    assert answers.desk.workbench.look(Whose(Scope.OFFICE)).piles[Pile.WAITING] == 0


def test_a_kept_letter_goes_on_as_it_was(answers: Answers) -> None:
    letter = answers.served(objection_period=PERIOD)
    answers.decide(answers.object_to(letter), KEPT)
    row, card = answers.objection(letter), answers.card(letter)
    assert (row.outcome, row.decided_by, row.decided_as, str(row.reconsidered_on)) == (
        KEPT,
        "钱某",
        "检察长",
        "2026-09-14",
    )
    assert card.state is SuggestionState.AWAITING_REPLY
    assert not answers.desk.suggestions.may_be_reworded(letter)
    assert "复核签批件" in [file.purpose for file in card.attachments]


def test_a_withdrawn_letter_has_ended_and_its_deadlines_with_it(answers: Answers) -> None:
    letter = answers.served(objection_period=PERIOD)
    answers.decide(answers.object_to(letter), WITHDRAWN, decided_as="检察委员会", decided_by="")
    assert answers.card(letter).state is SuggestionState.WITHDRAWN
    assert answers.desk.suggestions.withdrawn_on(letter) == "2026-09-14"
    assert [
        each.state.label for each in answers.desk.docket.of(RecordType.SUGGESTION, letter) if not each.ended_on
    ] == []
    answers.desk.objections.notify(answers.actor, answers.objection(letter).id, notice("青检建撤〔2026〕1号"))
    assert answers.objection(letter).notice_number == "青检建撤〔2026〕1号"


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("scan", {"scan": None}),
        ("decided_as", {"decided_as": "部门负责人"}),
        ("decided_by", {"decided_by": " "}),
        ("decided_on", {"decided_on": None}),
        ("decided_on", {"decided_on": PartialDate("2026-09-09")}),
        ("decided_as", {"decided_as": "检察委员会"}),
    ],
)
def test_nothing_is_kept_without_the_chief_procurators_signed_decision(
    answers: Answers, field: str, facts: dict[str, object]
) -> None:
    letter = answers.served()
    objection = answers.object_to(letter)
    with pytest.raises(FieldProblem) as refused:
        answers.decide(objection, KEPT, **facts)
    assert refused.value.field == field
    assert answers.objection(letter).is_pending


def test_a_signed_approval_stands_for_the_decision(answers: Answers) -> None:
    letter = answers.served()
    objection, approval = answers.object_to(letter), answers.approved(letter)
    draft = Reconsideration(KEPT, "核对了台账。", "事实清楚。", approval_id=approval)
    answers.desk.objections.reconsider(answers.actor, objection, draft)
    row = answers.objection(letter)
    assert (row.decided_by, row.decided_as, str(row.reconsidered_on)) == ("钱某", "检察长", "2026-11-22")


def test_an_approval_of_another_act_another_letter_or_another_objection_is_refused(answers: Answers) -> None:
    letter, other = answers.served(), answers.served(addressee="青山县教育局")
    first = answers.object_to(letter)
    used, elsewhere, act = answers.approved(letter), answers.approved(other), answers.approved(letter, act="terminate")
    for approval in (elsewhere, act):
        draft = Reconsideration(KEPT, "核对了。", "清楚。", approval_id=approval)
        with pytest.raises(FieldProblem, match="不是本件的复查审批"):
            answers.desk.objections.reconsider(answers.actor, first, draft)
    kept = Reconsideration(KEPT, "核对了。", "清楚。", approval_id=used)
    answers.desk.objections.reconsider(answers.actor, first, kept)
    second = answers.object_to(letter, on="2026-11-22")
    with pytest.raises(DomainError, match="已用于"):
        answers.desk.objections.reconsider(answers.actor, second, kept)


@pytest.mark.parametrize(
    ("field", "outcome", "facts"),
    [
        ("outcome", ObjectionOutcome.PENDING, {}),
        ("changes", CHANGED, {}),
        ("restarts_period", KEPT, {"restarts_period": True}),
    ],
)
def test_an_outcome_says_all_that_its_notice_needs(
    answers: Answers, field: str, outcome: ObjectionOutcome, facts: dict[str, object]
) -> None:
    objection = answers.object_to(answers.served())
    with pytest.raises(FieldProblem) as refused:
        answers.decide(objection, outcome, **facts)
    assert refused.value.field == field


def test_an_objection_is_reconsidered_once(answers: Answers) -> None:
    letter = answers.served()
    objection = answers.object_to(letter)
    shown = answers.objection(letter).version
    answers.decide(objection, KEPT)
    with pytest.raises(DomainError, match=r"已于 2026-09-14 复核（维持）"):
        answers.decide(objection, KEPT)
    late = Reconsideration(
        KEPT, "核对了。", "清楚。", "", False, None, PartialDate("2026-09-14"), "钱某", "检察长", answers.scan
    )
    with pytest.raises(ChangedMeanwhile, match="登记复核"):
        answers.desk.objections.reconsider(answers.actor, objection, late, shown)


def test_the_reply_period_restarts_with_the_receipt_of_the_change_notice_where_it_says_so(answers: Answers) -> None:
    letter = answers.served(received="2026-09-03")
    objection = answers.object_to(letter)
    answers.decide(objection, CHANGED, changes="将38户变更为35户。", restarts_period=True)
    assert str(answers.card(letter).due_on) == "2026-11-03"
    answers.desk.objections.notify(answers.actor, objection, notice("青检建变〔2026〕1号", "2026-09-21"))
    assert str(answers.card(letter).due_on) == "2026-11-23"  # 21 November is a Saturday
    (reply,) = [
        each
        for each in answers.desk.docket.of(RecordType.SUGGESTION, letter)
        if each.started_by is StartEvent.REPLY_PERIOD
    ]
    assert [(each.kind.label, str(each.happened_on), each.document) for each in reply.events] == [
        ("重新计算", "2026-09-21", "青检建变〔2026〕1号")
    ]


def test_the_reply_period_stays_where_the_change_notice_says_nothing_of_it(answers: Answers) -> None:
    letter = answers.served(received="2026-09-03")
    objection = answers.object_to(letter)
    answers.decide(objection, CHANGED, changes="将38户变更为35户。")
    answers.desk.objections.notify(answers.actor, objection, notice("青检建变〔2026〕1号", "2026-09-21"))
    assert str(answers.card(letter).due_on) == "2026-11-03"


def test_a_letter_that_has_been_answered_gets_no_new_reply_period(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter, on="2026-09-08")
    objection = answers.object_to(letter)
    with pytest.raises(FieldProblem, match="已经回复"):
        answers.decide(objection, CHANGED, changes="将38户变更为35户。", restarts_period=True)


def test_a_notice_follows_its_decision_and_is_registered_once(answers: Answers) -> None:
    letter = answers.served()
    objection = answers.object_to(letter)
    with pytest.raises(DomainError, match="请先登记复核"):
        answers.desk.objections.notify(answers.actor, objection, notice())
    answers.decide(objection, KEPT)
    with pytest.raises(FieldProblem, match="早于上一步"):
        answers.desk.objections.notify(answers.actor, objection, notice(on="2026-09-13"))
    with pytest.raises(FieldProblem, match="格式不对"):
        answers.desk.objections.notify(answers.actor, objection, notice("复1"))
    answers.desk.objections.notify(answers.actor, objection, notice())
    with pytest.raises(DomainError, match=r"已登记 2026-09-16 通知"):
        answers.desk.objections.notify(answers.actor, objection, notice())


def test_an_order_of_the_superior_office_withdraws_the_letter_with_its_number(answers: Answers) -> None:
    letter = answers.served()
    answers.desk.objections.register_order(answers.actor, letter, order(answers))
    row = answers.objection(letter)
    assert (row.origin, row.order_number, row.decided_by, row.outcome) == (
        ObjectionOrigin.SUPERIOR,
        "某检指〔2026〕5号",
        "某市人民检察院",
        WITHDRAWN,
    )
    assert answers.card(letter).state is SuggestionState.WITHDRAWN


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("outcome", {"outcome": KEPT}),
        ("changes", {"outcome": CHANGED}),
        ("order_number", {"order_number": ""}),
        ("ordered_by", {"ordered_by": ""}),
        ("scan", {"scan": None}),
        ("received_on", {"received_on": PartialDate("2026-10")}),
    ],
)
def test_an_order_that_says_too_little_is_refused(answers: Answers, field: str, facts: dict[str, object]) -> None:
    with pytest.raises(FieldProblem) as refused:
        answers.desk.objections.register_order(answers.actor, answers.served(), order(answers, **facts))  # type: ignore[arg-type]  # a test's own fields
    assert refused.value.field == field


def test_every_act_is_taken_back_whole(answers: Answers) -> None:
    letter, desk = answers.served(received="2026-09-03", objection_period=PERIOD), answers.desk
    seen = []

    def look() -> object:
        card, periods = answers.of(letter), desk.docket.of(RecordType.SUGGESTION, letter)
        rows = [(each.outcome, each.notified_on, each.decided_by) for each in card.objections]
        dates = [(each.name, each.state, each.due_on, each.ended_on, len(each.events)) for each in periods]
        return rows, dates, answers.card(letter).state, answers.card(letter).due_on, card.replies, card.items

    def note() -> None:
        seen.append((look(), answers.desk.history.last_act()))

    note()
    objection = answers.object_to(letter, on="2026-09-11")
    note()
    answers.decide(objection, CHANGED, changes="将38户变更为35户。", restarts_period=True)
    note()
    desk.objections.notify(answers.actor, objection, notice("青检建变〔2026〕1号", "2026-09-21"))
    note()
    second = answers.object_to(letter, on="2026-09-22")
    note()
    answers.decide(second, WITHDRAWN, decided_on=PartialDate("2026-09-24"))
    note()
    while len(seen) > 1:
        _state, last = seen.pop()
        assert last is not None
        desk.history.take_back(answers.actor, last.act)
        assert look() == seen[-1][0]


def test_the_scans_an_objection_rests_on_are_not_removed_by_themselves(answers: Answers, tmp_path: Path) -> None:
    letter = answers.served()
    objection = answers.object_to(letter)
    answers.decide(objection, KEPT)
    for file in answers.card(letter).attachments:
        if file.purpose in {"异议书", "复核签批件"}:
            with pytest.raises(DomainError, match="不能单独移除"):
                answers.desk.attachments.remove(answers.actor, file.id)
