"""The suggestions 1…n of a letter: how they are set, how the words follow, and what is never lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.database import Database
from app.models.dates import PartialDate
from app.models.suggestion import Reply, Suggestion
from app.models.suggestion_item import ReplyItem, SuggestionItem
from app.models.terms import Adoption, RecordType, Rectification
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention
from app.services.papers.rows import RecordKey, TypedPaper
from app.services.suggestion_items.reading import follow_items
from app.services.suggestion_items.rows import ItemDraft, ItemRow
from app.services.suggestion_items.service import said
from app.services.suggestions.rows import IssueDraft
from tests.services.suggestions.conftest import Letters

WORDS = "一、清理河道砂石。\n二、建立巡查制度。"
BY_HAND = Intention("test.by_hand", "测试登记", "test:write")


def drafts(letters: Letters, letter: int) -> list[ItemDraft]:
    return [draft_of(each) for each in letters.desk.suggestion_items.of(letter)]


def draft_of(row: ItemRow) -> ItemDraft:
    return ItemDraft(row.measure, row.fact, row.basis, row.responsible_unit, row.id)


def split(letters: Letters, letter: int, items: list[ItemDraft]) -> int:
    version = letters.desk.suggestions.card(letter).version
    return letters.desk.suggestion_items.split(letters.actor, letter, version, items).act


def reword(letters: Letters, letter: int, proposal: str) -> None:
    card = letters.desk.suggestions.card(letter)
    letters.desk.suggestions.amend(letters.actor, letter, card.version, replace(card.draft, proposal=proposal))


def proposal(letters: Letters, letter: int) -> str:
    return letters.desk.suggestions.card(letter).draft.proposal


def measures(letters: Letters, letter: int) -> list[str]:
    return [each.measure for each in letters.desk.suggestion_items.of(letter)]


def answered(letters: Letters, database: Database, letter: int, place: int, adoption: Adoption) -> None:
    """What a reply says of one item, as the room of replies writes it."""
    with database.write(letters.actor, BY_HAND, letters.desk.clock.now()) as unit:
        wanted = select(SuggestionItem).where(SuggestionItem.suggestion_id == letter, SuggestionItem.place == place)
        item = unit.session.scalars(wanted).one()
        item.adoption, item.adopted_on = adoption, PartialDate("2026-11-02")
        whole = unit.session.get_one(Suggestion, letter)
        whole.replied_on = PartialDate("2026-11-02")
        reply = Reply(suggestion_id=letter, registered_on=PartialDate("2026-11-02"), adoption=adoption)
        unit.session.add(reply)
        unit.session.flush()
        unit.session.add(ReplyItem(suggestion_id=letter, reply_id=reply.id, item_id=item.id, adoption=adoption))
        follow_items(unit.session, whole)


def frozen(letters: Letters, **facts: object) -> int:
    """A letter whose text was frozen with its number."""
    texts = dict.fromkeys(("case_source", "facts", "problem", "basis"), "经查，河道淤塞。")
    letter = letters.drafted(**{**texts, "objection_period": "十五日", "proposal": WORDS, **facts})  # type: ignore[arg-type]  # texts
    key = RecordKey(RecordType.SUGGESTION, letter)
    issue = IssueDraft("青检建〔2026〕8号", PartialDate("2026-11-02"), is_number_checked=True)
    letters.desk.papers.issuing.issue(letters.actor, key, "suggestion-letter", issue, TypedPaper())
    return letter


def test_a_letter_that_was_never_split_offers_the_lines_of_its_proposal(letters: Letters) -> None:
    sheet = letters.desk.suggestion_items.sheet(letters.drafted(proposal=WORDS))
    assert [(each.place, each.measure, each.id) for each in sheet.items] == [
        (1, "清理河道砂石。", None),
        (2, "建立巡查制度。", None),
    ]
    assert (sheet.is_kept, sheet.is_open, sheet.locked) == (False, True, "")


def test_each_item_has_its_fact_its_basis_and_its_responsible_unit(letters: Letters) -> None:
    letter = letters.drafted()
    given = ItemDraft("清理河道砂石。", "堆放砂石1200立方米。", "《防洪法》第二十二条", "河道管理股")
    split(letters, letter, [given])
    (row,) = letters.desk.suggestion_items.of(letter)
    assert (row.fact, row.basis, row.responsible_unit) == (given.fact, given.basis, given.responsible_unit)


def test_while_the_words_are_open_the_proposal_follows_the_measures_one_a_line(letters: Letters) -> None:
    letter = letters.drafted(proposal="原来的话")
    split(letters, letter, [ItemDraft("1. 清理河道砂石。"), ItemDraft("建立\n巡查制度。"), ItemDraft("")])
    assert proposal(letters, letter) == "清理河道砂石。\n建立巡查制度。"


def test_items_may_change_places_and_keep_what_belongs_to_them(letters: Letters, database: Database) -> None:
    letter = letters.drafted(proposal=WORDS)
    split(letters, letter, [ItemDraft("清理河道砂石。", basis="甲法"), ItemDraft("建立巡查制度。", basis="乙法")])
    act = split(letters, letter, list(reversed(drafts(letters, letter))))
    kept = letters.desk.suggestion_items.of(letter)
    assert [(each.place, each.measure, each.basis) for each in kept] == [
        (1, "建立巡查制度。", "乙法"),
        (2, "清理河道砂石。", "甲法"),
    ]
    letters.desk.history.take_back(letters.actor, act)
    assert [each.basis for each in letters.desk.suggestion_items.of(letter)] == ["甲法", "乙法"]
    assert letters.desk.store.check().ok


def test_taking_the_splitting_back_restores_the_proposal_and_leaves_no_item(
    letters: Letters, database: Database
) -> None:
    letter = letters.drafted(proposal=WORDS)
    act = split(letters, letter, [ItemDraft("只此一项。")])
    letters.desk.history.take_back(letters.actor, act)
    assert proposal(letters, letter) == WORDS
    with database.read() as session:
        assert session.scalars(select(SuggestionItem)).all() == []


def test_an_item_without_a_measure_is_refused_with_its_place(letters: Letters) -> None:
    with pytest.raises(FieldProblem, match="第 2 项没有写建议内容"):
        split(letters, letters.drafted(), [ItemDraft("甲。"), ItemDraft("", basis="《防洪法》")])


def test_no_items_at_all_takes_the_splitting_back_and_leaves_the_words(letters: Letters) -> None:
    letter = letters.drafted()
    split(letters, letter, [ItemDraft("甲。"), ItemDraft("乙。")])
    split(letters, letter, [])
    assert proposal(letters, letter) == "甲。\n乙。"
    assert not letters.desk.suggestion_items.sheet(letter).is_kept


def test_whoever_comes_second_is_told_what_was_changed_meanwhile(letters: Letters) -> None:
    letter = letters.drafted(proposal=WORDS)
    split(letters, letter, drafts(letters, letter))
    seen = letters.desk.suggestions.card(letter).version
    again = [replace(each, basis="《防洪法》") for each in drafts(letters, letter)]
    letters.desk.suggestion_items.split(letters.actor, letter, seen, again)
    with pytest.raises(DomainError, match=r"已被修改.*依据"):
        letters.desk.suggestion_items.split(letters.actor, letter, seen, again)


def test_items_of_another_letter_are_refused(letters: Letters) -> None:
    letter, other = letters.drafted(), letters.drafted(addressee="青山县教育局")
    split(letters, other, [ItemDraft("甲。")])
    with pytest.raises(DomainError, match="不是现在登记的事项"):
        split(letters, letter, drafts(letters, other))


def test_saving_the_same_again_leaves_no_trace(letters: Letters) -> None:
    letter = letters.drafted(proposal=WORDS)
    split(letters, letter, drafts(letters, letter))
    lines = len(letters.desk.history.lines(RecordType.SUGGESTION, letter))
    split(letters, letter, drafts(letters, letter))
    assert len(letters.desk.history.lines(RecordType.SUGGESTION, letter)) == lines


# The words are changed elsewhere: in the form of the letter, or on its paper.


def test_a_line_reworded_in_the_letter_is_reworded_in_its_item_which_keeps_the_rest(letters: Letters) -> None:
    letter = letters.drafted()
    split(letters, letter, [ItemDraft("清理河道砂石。", basis="甲法"), ItemDraft("建立巡查制度。", basis="乙法")])
    reword(letters, letter, "立即清理河道砂石。\n建立健全巡查制度。\n公开整改结果。")
    assert [(each.measure, each.basis) for each in letters.desk.suggestion_items.of(letter)] == [
        ("立即清理河道砂石。", "甲法"),
        ("建立健全巡查制度。", "乙法"),
        ("公开整改结果。", ""),
    ]


def test_lines_moved_in_the_letter_take_their_items_with_them(letters: Letters) -> None:
    letter = letters.drafted()
    split(letters, letter, [ItemDraft("清理河道砂石。", basis="甲法"), ItemDraft("建立巡查制度。", basis="乙法")])
    reword(letters, letter, "建立巡查制度。\n清理河道砂石。")
    assert [each.basis for each in letters.desk.suggestion_items.of(letter)] == ["乙法", "甲法"]


def test_a_line_deleted_in_the_letter_takes_its_item_with_it(letters: Letters) -> None:
    letter = letters.drafted()
    split(letters, letter, [ItemDraft("清理河道砂石。", basis="甲法"), ItemDraft("建立巡查制度。", basis="乙法")])
    reword(letters, letter, "建立巡查制度。")
    assert [each.basis for each in letters.desk.suggestion_items.of(letter)] == ["乙法"]


def test_a_line_whose_item_was_answered_cannot_be_deleted_in_the_letter(letters: Letters, database: Database) -> None:
    letter = letters.drafted()
    split(letters, letter, [ItemDraft("清理河道砂石。"), ItemDraft("建立巡查制度。")])
    answered(letters, database, letter, 1, Adoption.ADOPTED)
    with pytest.raises(FieldProblem, match="第 1 项“清理河道砂石。”已登记采纳或整改情况") as refused:
        reword(letters, letter, "建立巡查制度。")
    assert refused.value.field == "proposal"
    assert measures(letters, letter) == ["清理河道砂石。", "建立巡查制度。"]


def test_an_item_that_was_answered_cannot_be_left_out(letters: Letters, database: Database) -> None:
    letter = letters.drafted()
    split(letters, letter, [ItemDraft("清理河道砂石。"), ItemDraft("建立巡查制度。")])
    answered(letters, database, letter, 2, Adoption.NOT_ADOPTED)
    with pytest.raises(FieldProblem, match="第 2 项"):
        split(letters, letter, drafts(letters, letter)[:1])
    with pytest.raises(FieldProblem, match="第 2 项"):
        split(letters, letter, [])


# What a letter is known to be, and its items.


def test_the_letter_is_adopted_as_far_as_its_items_are(letters: Letters, database: Database) -> None:
    letter = letters.drafted()
    split(letters, letter, [ItemDraft("清理河道砂石。"), ItemDraft("建立巡查制度。")])
    answered(letters, database, letter, 1, Adoption.ADOPTED)
    answered(letters, database, letter, 2, Adoption.NOT_ADOPTED)
    assert letters.desk.suggestions.card(letter).adoption is Adoption.PARTLY
    assert letters.desk.store.check().ok


def test_what_was_said_of_the_whole_letter_stands_for_each_of_its_items(letters: Letters) -> None:
    letter = letters.replied(proposal=WORDS)
    split(letters, letter, drafts(letters, letter))
    card = letters.desk.suggestions.card(letter)
    assert (card.adoption, card.rectification) == (Adoption.ADOPTED, Rectification.UNRECORDED)
    assert {each.adoption for each in letters.desk.suggestion_items.of(letter)} == {Adoption.ADOPTED}


def test_a_letter_answered_as_a_whole_may_be_cut_again(letters: Letters) -> None:
    letter = letters.replied(proposal="清理河道砂石；建立巡查制度；公开结果。")
    split(letters, letter, [ItemDraft("清理河道砂石；"), ItemDraft("建立巡查制度；公开结果。")])
    first, second = drafts(letters, letter)
    cut = [first, replace(second, measure="建立巡查制度；"), ItemDraft("公开结果。")]
    split(letters, letter, cut)
    assert {each.adoption for each in letters.desk.suggestion_items.of(letter)} == {Adoption.ADOPTED}
    split(letters, letter, [replace(first, measure="清理河道砂石；建立巡查制度；公开结果。")])
    assert letters.desk.suggestions.card(letter).adoption is Adoption.ADOPTED


def test_the_store_is_found_at_odds_where_letter_and_items_contradict(letters: Letters, database: Database) -> None:
    letter = letters.drafted(proposal=WORDS)
    split(letters, letter, drafts(letters, letter))
    with database.engine.begin() as connection:
        connection.exec_driver_sql("update suggestion set adoption = 'adopted', rectification = 'complete'")
        connection.exec_driver_sql("update suggestion_item set adoption = 'not_adopted'")
        connection.exec_driver_sql("update suggestion_item set place = 3 where place = 2")
    told = [each.message for each in letters.desk.store.check().findings if each.area == "案卡"]
    assert told == [
        "JY2026-00001 的采纳情况与登记的各项建议对不上（案卡 采纳）。请打开该件更正。",
        "JY2026-00001 的整改情况与各项建议对不上（案卡 已到位，各项合起来是 未记载）。请打开该件的“事项”核对。",
        "JY2026-00001 的建议事项序号不连续或有重复。请打开该件的“事项”重新保存。",
    ]


# Frozen words.


def test_once_the_text_is_frozen_only_the_bookkeeping_and_the_cutting_may_change(letters: Letters) -> None:
    letter = frozen(letters)
    sheet = letters.desk.suggestion_items.sheet(letter)
    assert not sheet.is_open
    split(letters, letter, [replace(each, responsible_unit="河道管理股") for each in drafts(letters, letter)])
    assert proposal(letters, letter) == WORDS
    split(letters, letter, [ItemDraft("清理河道砂石。建立巡查制度。", basis="《防洪法》第二十二条")])
    assert measures(letters, letter) == ["清理河道砂石。建立巡查制度。"]


@pytest.mark.parametrize("changed", ["清理河道全部砂石。", ""])
def test_measures_that_are_not_the_frozen_words_are_refused(letters: Letters, changed: str) -> None:
    letter = frozen(letters)
    items = [ItemDraft(changed), ItemDraft("建立巡查制度。")]
    with pytest.raises(FieldProblem, match="逐字相同"):
        split(letters, letter, items)


def test_an_item_answered_by_itself_is_not_cut_again(letters: Letters, database: Database) -> None:
    letter = frozen(letters)
    split(letters, letter, drafts(letters, letter))
    answered(letters, database, letter, 1, Adoption.ADOPTED)
    first, second = drafts(letters, letter)
    with pytest.raises(FieldProblem, match="不能重新划分"):
        split(letters, letter, [replace(first, measure="清理"), ItemDraft("河道砂石。"), second])


def test_a_letter_that_has_ended_says_why_its_items_stand(letters: Letters) -> None:
    letter = letters.drafted(proposal=WORDS)
    letters.desk.suggestions.decline(letters.actor, letter, PartialDate("2026-11-21"), "已自行整改")
    assert "已决定不予制发" in letters.desk.suggestion_items.sheet(letter).locked
    with pytest.raises(DomainError, match="已决定不予制发"):
        split(letters, letter, [ItemDraft("清理河道砂石。建立巡查制度。")])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、清理。\n二、巡查。", "清理。巡查。"),
        ("1.清理；2.巡查。", "清理；巡查。"),
        ("（一）清理，（二）巡查", "清理，巡查"),
        ("整改面积2.5亩。", "整改面积2.5亩。"),
    ],
)
def test_numbers_of_suggestions_are_no_words(text: str, words: str) -> None:
    assert said(text) == words


def test_the_lines_of_a_reworded_proposal_are_offered_with_what_their_items_know(
    letters: Letters, database: Database, scan: Path
) -> None:
    letter = frozen(letters)
    split(letters, letter, [ItemDraft("清理河道砂石。建立巡查制度。", basis="甲法")])
    offered = letters.desk.suggestion_items.by_line(letter)
    assert [(each.measure, each.basis) for each in offered] == [("清理河道砂石。", "甲法"), ("建立巡查制度。", "")]
