"""Replies item by item: what the letter's answer comes to, which reply counts, and what is refused."""

from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOutcome
from app.models.terms import (
    Adoption,
    DeadlineState,
    Receipt,
    RecordType,
    Rectification,
    StartEvent,
    SuggestionState,
    SuggestionStep,
    Timeliness,
)
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.store.checks import check_letters
from app.services.suggestions.rows import RectificationDraft, ReplyDraft, ReplyItemDraft
from tests.services.records import lay_letter
from tests.services.replies.conftest import Answers, item

NOT, PARTLY, ADOPTED = Adoption.NOT_ADOPTED, Adoption.PARTLY, Adoption.ADOPTED


def test_a_letter_is_partly_adopted_where_its_items_differ(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter, items=(item(1), item(2, NOT, "没有执法权"), item(3)))
    assert answers.card(letter).adoption is PARTLY
    assert [(each.place, each.measure, each.adoption, each.adoption_reason) for each in answers.of(letter).items] == [
        (1, "完善食品小作坊登记制度。", ADOPTED, ""),
        (2, "对未登记的小作坊逐户清查。", NOT, "没有执法权"),
        (3, "建立执法信息共享机制。", ADOPTED, ""),
    ]


def test_one_answer_for_the_whole_leaves_a_letter_that_was_never_split_as_it_is(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter)
    assert answers.card(letter).adoption is ADOPTED
    assert [each.id for each in answers.of(letter).items] == [None, None, None]


def test_one_answer_for_the_whole_is_the_answer_of_every_kept_item(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter, items=(item(1, PARTLY, "明年起办理"),))
    answers.reply(letter, on="2026-11-10")
    assert {each.adoption for each in answers.of(letter).items} == {ADOPTED}
    assert answers.card(letter).adoption is ADOPTED


def test_a_supplementary_reply_changes_only_the_items_it_speaks_about(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter, items=(item(1), item(2, NOT, "没有执法权"), item(3)))
    answers.reply(letter, on="2026-11-10", items=(item(2),))
    assert answers.card(letter).adoption is ADOPTED
    first, second = answers.of(letter).replies
    assert (first.adoption, len(first.items), second.adoption, len(second.items)) == (PARTLY, 3, ADOPTED, 1)


def test_an_earlier_reply_registered_later_does_not_put_a_later_answer_back(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter, on="2026-11-10", items=(item(1), item(2), item(3)))
    answers.reply(letter, on="2026-11-02", items=(item(1, NOT, "暂缓"),))
    assert answers.card(letter).adoption is ADOPTED
    assert str(answers.card(letter).replied_on) == "2026-11-02"


def test_the_first_reply_meets_the_deadline_also_where_it_is_registered_last(answers: Answers) -> None:
    letter = answers.served(received="2026-09-03")
    answers.reply(letter, on="2026-11-10")
    assert answers.card(letter).timeliness is Timeliness.LATE
    answers.reply(letter, on="2026-11-02")
    assert answers.card(letter).timeliness is Timeliness.ON_TIME
    (period,) = [
        each
        for each in answers.desk.docket.of(RecordType.SUGGESTION, letter)
        if each.started_by is StartEvent.REPLY_PERIOD
    ]
    assert (period.state, str(period.ended_on)) == (DeadlineState.MET, "2026-11-02")


@pytest.mark.parametrize(("on", "timeliness"), [("2026-11-03", Timeliness.ON_TIME), ("2026-11-04", Timeliness.LATE)])
def test_the_day_of_registration_decides_whether_a_reply_is_in_time(
    answers: Answers, on: str, timeliness: Timeliness
) -> None:
    letter = answers.served(received="2026-09-03")
    answers.reply(letter, on=on, written_on=PartialDate("2026-10-30"))
    assert answers.card(letter).timeliness is timeliness
    assert str(answers.of(letter).replies[0].written_on) == "2026-10-30"


@pytest.mark.parametrize("adoption", [NOT, PARTLY])
def test_an_item_that_is_not_wholly_adopted_needs_the_reason(answers: Answers, adoption: Adoption) -> None:
    letter = answers.served()
    with pytest.raises(FieldProblem, match=r"第 2 项.*理由") as refused:
        answers.reply(letter, items=(item(1), item(2, adoption, " ")))
    assert refused.value.field == "items"
    assert answers.of(letter).replies == ()


@pytest.mark.parametrize("adoption", [NOT, PARTLY])
def test_a_whole_letter_that_is_not_wholly_adopted_needs_the_reason(answers: Answers, adoption: Adoption) -> None:
    with pytest.raises(FieldProblem, match="未说明理由") as refused:
        answers.reply(answers.served(), adoption=adoption)
    assert refused.value.field == "summary"


def test_partly_is_no_answer_for_a_letter_that_keeps_several_items(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter, items=(item(1),))
    with pytest.raises(FieldProblem, match="逐项登记"):
        answers.reply(letter, on="2026-11-10", adoption=PARTLY, summary="部分落实")


def test_the_same_item_cannot_be_answered_twice_in_one_reply(answers: Answers) -> None:
    with pytest.raises(DomainError, match="两次"):
        answers.reply(answers.served(), items=(item(1), item(1, NOT, "暂缓")))


def test_an_item_that_reads_otherwise_than_it_was_shown_is_refused(answers: Answers) -> None:
    letter = answers.served()
    with pytest.raises(DomainError, match="已被修改"):
        answers.reply(letter, items=(ReplyItemDraft(1, ADOPTED, measure="另一项建议"),))
    with pytest.raises(DomainError, match="已被修改"):
        answers.reply(letter, items=(item(4),))


def test_a_reply_that_speaks_of_no_item_may_only_follow_one_that_does(answers: Answers) -> None:
    letter = answers.served()
    with pytest.raises(FieldProblem, match="采纳情况"):
        answers.reply(letter, adoption=Adoption.UNRECORDED)
    answers.reply(letter)
    answers.reply(letter, on="2026-11-10", adoption=Adoption.UNRECORDED, summary="报送进展。")
    assert answers.card(letter).adoption is ADOPTED


def test_a_reply_without_substance_is_marked_and_changes_no_answer(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter, is_vague=True)
    assert answers.of(letter).replies[0].is_vague
    assert answers.card(letter).adoption is ADOPTED


def test_splitting_at_a_later_reply_keeps_what_is_known_of_the_rectification(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter)
    seen = RectificationDraft(Rectification.INCOMPLETE, PartialDate("2026-11-10"), "李某")
    answers.desk.suggestions.record_rectification(answers.actor, letter, seen)
    answers.reply(letter, on="2026-11-12", items=(item(1, NOT, "暂缓"),))
    card = answers.card(letter)
    assert (card.rectification, card.adoption) == (Rectification.INCOMPLETE, PARTLY)
    assert card.state is SuggestionState.RECTIFYING


def test_a_number_of_the_register_of_papers_is_used_once_and_the_refusal_says_where(answers: Answers) -> None:
    first, second = answers.served(), answers.served(addressee="青山县教育局")
    answers.reply(first, entry_number="收 2026-118")
    with pytest.raises(FieldProblem, match=r"青检建〔2026〕1号（青山县市场监督管理局）2026-11-02 的回复") as refused:
        answers.reply(second, on="2026-11-05", entry_number="收2026-118")
    assert refused.value.field == "entry_number"
    with pytest.raises(FieldProblem, match="已用于"):
        answers.object_to(second, entry_number="收2026-118")


def test_a_number_without_its_year_may_come_again_in_another_year(answers: Answers) -> None:
    old, new = answers.served("2025-09-03", "2025-09-01"), answers.served()
    answers.reply(old, on="2025-10-09", entry_number="118")
    answers.reply(new, on="2026-11-02", entry_number="118")
    with pytest.raises(FieldProblem, match="已用于"):
        answers.reply(new, on="2026-11-05", entry_number="118")


def test_replies_without_a_number_are_registered_without_one(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter)
    answers.reply(letter, on="2026-11-05")
    assert [each.entry_number for each in answers.of(letter).replies] == ["", ""]


def test_the_second_of_two_who_register_a_reply_at_once_is_told_who_was_quicker(answers: Answers) -> None:
    letter = answers.served()
    shown = answers.of(letter).version
    draft = ReplyDraft(PartialDate("2026-11-02"), ADOPTED, answers.scan)
    answers.desk.suggestions.record_reply(Actor("李某"), letter, draft, shown=shown)
    with pytest.raises(ChangedMeanwhile, match=r"李某于.*登记回复"):
        answers.desk.suggestions.record_reply(answers.actor, letter, draft, shown=shown)
    assert len(answers.of(letter).replies) == 1


def test_a_second_reply_that_changes_no_field_of_the_letter_still_moves_its_version(answers: Answers) -> None:
    letter = answers.served()
    answers.reply(letter)
    shown = answers.of(letter).version
    answers.reply(letter, on="2026-11-10")
    draft = ReplyDraft(PartialDate("2026-11-11"), ADOPTED, answers.scan)
    with pytest.raises(ChangedMeanwhile):
        answers.desk.suggestions.record_reply(answers.actor, letter, draft, shown=shown)


def test_a_store_with_replies_by_item_is_found_in_order(answers: Answers, database: Database) -> None:
    letter = answers.served()
    answers.reply(letter, items=(item(1), item(2, NOT, "没有执法权"), item(3)))
    answers.reply(letter, on="2026-11-10", items=(item(2, PARTLY, "部分办理"),))
    with database.read() as session:
        assert check_letters(session)[1] == []


def test_a_refused_reply_keeps_neither_item_nor_file(answers: Answers, tmp_path: Path) -> None:
    letter = answers.served()
    kept = len(list(answers.desk.attachments.folder.rglob("*")))
    answers.scan.write_bytes(b"%PDF-1.7 another")
    with pytest.raises(DomainError):
        answers.reply(letter, items=(item(1), item(9)))
    assert answers.of(letter).items[0].id is None
    assert len(list(answers.desk.attachments.folder.rglob("*"))) == kept


def test_a_letter_of_a_ledger_answered_on_an_unknown_day_gets_its_day(answers: Answers, database: Database) -> None:
    ledger = {
        "step": SuggestionStep.ISSUED,
        "receipt": Receipt.UNKNOWN,
        "issued_on": PartialDate("2026-03"),
        "is_reply_undated": True,
        "adoption": ADOPTED,
        "proposal": "加强监管。\n建立台账。",
    }
    letter = lay_letter(database, **ledger)
    answers.reply(letter, on="2026-06-02", items=(item(2, NOT, "已有台账"),))
    assert str(answers.card(letter).replied_on) == "2026-06-02"
    assert not answers.card(letter).is_reply_undated
    assert [each.adoption for each in answers.of(letter).items] == [ADOPTED, NOT]


def test_an_objection_to_a_letter_of_a_ledger_goes_its_whole_way(answers: Answers, database: Database) -> None:
    letter = lay_letter(database, step=SuggestionStep.ISSUED, receipt=Receipt.UNKNOWN, number="青检建〔2026〕40号")
    objection = answers.object_to(letter)
    assert answers.objection(letter).is_late is None
    answers.decide(objection, ObjectionOutcome.WITHDRAWN)
    assert answers.card(letter).state is SuggestionState.WITHDRAWN
