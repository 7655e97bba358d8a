"""An offered hand-over is accepted, or returned with a reason; whoever comes second is told who answered when."""

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import HandOverState
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.hand_overs.rows import Target
from app.services.hand_overs.writing import AlreadyAnswered
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import RecordKey
from app.services.trail.undoing import WorkedOnSince
from tests.services.hand_overs.conftest import HEAD, lay_clue
from tests.services.records import lay_letter, lay_matter

WANG = Actor("王某")


@pytest.fixture
def key(desk: OpenDesk, database: Database) -> RecordKey:
    return RecordKey(RecordType.MATTER, lay_matter(database, department="第一检察部", handler="李某"))


def offered(desk: OpenDesk, key: RecordKey, target: Target) -> int:
    desk.hand_overs.offer(HEAD, [key], target, "管辖调整")
    return desk.hand_overs.of(key)[0].id


def holder(desk: OpenDesk, key: RecordKey) -> tuple[str, str]:
    draft = desk.matters.card(key.record_id).draft
    return draft.department, draft.handler


def test_accepting_gives_the_matter_its_new_department_and_handler(desk: OpenDesk, key: RecordKey) -> None:
    desk.hand_overs.accept(WANG, offered(desk, key, Target(handler="王某")))
    assert holder(desk, key) == ("第二检察部", "王某")
    (row,) = desk.hand_overs.of(key)
    assert (row.state, row.answered_by, row.answered_on) == (HandOverState.ACCEPTED, "王某", PartialDate("2026-11-22"))
    assert desk.hand_overs.waiting_for("王某") == ()


@pytest.mark.parametrize("kind", [RecordType.SUGGESTION, RecordType.CLUE])
def test_letters_and_clues_are_accepted_as_matters_are(desk: OpenDesk, database: Database, kind: RecordType) -> None:
    lay = lay_letter if kind is RecordType.SUGGESTION else lay_clue
    key = RecordKey(kind, lay(database, department="第一检察部", handler="李某"))
    desk.hand_overs.accept(WANG, offered(desk, key, Target(handler="王某")))
    again = offered(desk, key, Target("第一检察部", "孙某"))
    assert desk.hand_overs.of(key)[0].giver == Target("第二检察部", "王某")
    assert again


def test_the_handler_is_chosen_on_accepting_where_only_the_department_was_named(desk: OpenDesk, key: RecordKey) -> None:
    desk.hand_overs.accept(HEAD, offered(desk, key, Target("第二检察部")), "王某")
    assert holder(desk, key) == ("第二检察部", "王某")
    assert desk.hand_overs.of(key)[0].receiver == Target("第二检察部", "王某")


def test_without_a_chosen_handler_the_record_waits_for_one(desk: OpenDesk, key: RecordKey) -> None:
    desk.hand_overs.accept(WANG, offered(desk, key, Target("第二检察部")))
    assert holder(desk, key) == ("第二检察部", "")


def test_a_chosen_handler_must_belong_to_the_department(desk: OpenDesk, key: RecordKey) -> None:
    with pytest.raises(FieldProblem, match="孙某登记在第一检察部") as refused:
        desk.hand_overs.accept(WANG, offered(desk, key, Target("第二检察部")), "孙某")
    assert refused.value.field == "handler"
    assert holder(desk, key) == ("第一检察部", "李某")


def test_returning_leaves_the_matter_where_it_was_and_says_why(desk: OpenDesk, key: RecordKey) -> None:
    made = offered(desk, key, Target("第二检察部"))
    with pytest.raises(FieldProblem, match="请填写退回理由"):
        desk.hand_overs.return_(WANG, made, " ")
    desk.hand_overs.return_(WANG, made, "不属于本部职责")
    (row,) = desk.hand_overs.of(key)
    assert (row.state, row.answer, row.answered_by) == (HandOverState.RETURNED, "不属于本部职责", "王某")
    assert holder(desk, key) == ("第一检察部", "李某")
    assert offered(desk, key, Target(handler="孙某")) != made


def test_the_second_to_answer_is_told_who_answered_when(desk: OpenDesk, second: OpenDesk, key: RecordKey) -> None:
    made = offered(desk, key, Target("第二检察部"))
    assert [row.id for row in second.hand_overs.waiting_for("王某")] == [made]
    desk.hand_overs.accept(WANG, made, "王某")
    with pytest.raises(AlreadyAnswered, match="SX2026-00001 的这次移交已由王某于 2026-11-22 答复（已接收）"):
        second.hand_overs.return_(Actor("何某"), made, "不属于本部职责")
    with pytest.raises(AlreadyAnswered, match="王某"):
        second.hand_overs.accept(Actor("何某"), made)
    assert holder(second, key) == ("第二检察部", "王某")


def test_the_second_to_offer_is_told_and_nothing_is_lost(desk: OpenDesk, second: OpenDesk, key: RecordKey) -> None:
    offered(desk, key, Target("第二检察部"))
    with pytest.raises(DomainError, match="已由徐某于 2026-11-22 移交给第二检察部"):
        second.hand_overs.offer(Actor("何某"), [key], Target(handler="孙某"), "分工调整")
    assert len(second.hand_overs.of(key)) == 1


def test_a_card_opened_before_the_acceptance_is_not_written_over_it(
    desk: OpenDesk, second: OpenDesk, key: RecordKey
) -> None:
    seen = second.matters.card(key.record_id)
    desk.hand_overs.accept(WANG, offered(desk, key, Target(handler="王某")))
    with pytest.raises(ChangedMeanwhile):
        second.matters.amend(Actor("李某"), key.record_id, seen.version, seen.draft)


def test_what_was_given_to_somebody_else_since_is_not_accepted(desk: OpenDesk, key: RecordKey) -> None:
    made = offered(desk, key, Target(handler="王某"))
    card = desk.matters.card(key.record_id)
    other = MatterDraft(kind=card.draft.kind, unit=card.draft.unit, department="第一检察部", handler="孙某")
    desk.matters.amend(HEAD, key.record_id, card.version, other)
    with pytest.raises(DomainError, match="在移交之后已改由第一检察部 孙某承办"):
        desk.hand_overs.accept(WANG, made)
    desk.hand_overs.return_(WANG, made, "已另行安排")


def test_what_was_closed_since_is_not_accepted(desk: OpenDesk, key: RecordKey) -> None:
    made = offered(desk, key, Target(handler="王某"))
    card = desk.matters.card(key.record_id)
    closed = MatterDraft(
        kind=card.draft.kind,
        unit=card.draft.unit,
        department="第一检察部",
        handler="李某",
        accepted_on=PartialDate("2026-10-01"),
        closed_on=PartialDate("2026-11-20"),
    )
    desk.matters.amend(HEAD, key.record_id, card.version, closed)
    with pytest.raises(DomainError, match="已办结，不必接收"):
        desk.hand_overs.accept(WANG, made)


def test_an_acceptance_is_taken_back_and_the_hand_over_waits_again(desk: OpenDesk, key: RecordKey) -> None:
    made = offered(desk, key, Target(handler="王某"))
    offering = desk.history.lines(*key)[-1].act
    accepting = desk.hand_overs.accept(WANG, made).act
    with pytest.raises(WorkedOnSince):
        desk.history.take_back(HEAD, offering)
    desk.history.take_back(WANG, accepting)
    assert holder(desk, key) == ("第一检察部", "李某")
    assert desk.hand_overs.of(key)[0].is_waiting
    desk.history.take_back(HEAD, offering)
    with pytest.raises(DomainError, match="这次移交已被撤销"):
        desk.hand_overs.accept(WANG, made)


def test_the_history_of_the_matter_tells_each_step_in_words(desk: OpenDesk, key: RecordKey) -> None:
    desk.hand_overs.return_(WANG, offered(desk, key, Target("第二检察部")), "不属于本部职责")
    offering, returning = desk.history.lines(*key)[-2:]
    assert (offering.title, offering.reason) == ("移交转办", "管辖调整")
    assert (returning.title, returning.reason) == ("退回移交", "不属于本部职责")
    assert ("移交转办·接收部门", "", "第二检察部") in offering.changes
    assert ("移交转办·状态", "待接收", "已退回") in returning.changes
