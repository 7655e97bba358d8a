"""A check is kept for the words it was made on; without it a letter that follows a path is not issued."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from app.models.database import Database
from app.models.dates import PartialDate
from app.models.suggestion import Suggestion
from app.models.suggestion_review import PreIssueCheck
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.pre_issue.required import required_check
from app.services.suggestion_items.rows import ItemDraft
from app.services.suggestions.rows import IssueDraft
from tests.services.pre_issue.conftest import REVIEW, SIGNATURE, Checking
from tests.services.records import let_check_pass

NUMBER = IssueDraft("青检建〔2026〕3号", PartialDate("2026-11-20"))


def kept(database: Database) -> list[PreIssueCheck]:
    with database.read() as session:
        return list(session.scalars(select(PreIssueCheck)))


def ask(checking: Checking, letter: int) -> None:
    """As 登记制发 asks inside its transaction."""
    with checking.database.read() as session:
        required_check(session, session.get_one(Suggestion, letter), SIGNATURE)


def issue(checking: Checking, letter: int) -> None:
    checking.desk.suggestions.register_issue(checking.actor, letter, NUMBER)


def test_a_red_finding_stops_and_nothing_is_kept(checking: Checking, database: Database) -> None:
    with pytest.raises(DomainError, match="还有 1 项必须改正"):
        checking.passed(checking.letter(objection_period=""))
    assert kept(database) == []


def test_an_amber_finding_without_its_reason_is_refused_beside_it(checking: Checking, database: Database) -> None:
    letter = checking.letter(basis="有关规定")
    with pytest.raises(FieldProblem, match="请写明理由：依据的写法") as refused:
        checking.passed(letter, reason="  ")
    assert refused.value.field == checking.only(letter, "basis-unnamed").key
    assert kept(database) == []


def test_the_reason_is_kept_with_what_it_answers(checking: Checking, database: Database) -> None:
    letter = checking.letter(basis="有关规定")
    checking.passed(letter, reason="上级院统一口径")
    (row,) = kept(database)
    (said,) = json.loads(row.findings)
    assert (said["code"], said["lamp"], said["reason"]) == ("basis-unnamed", "amber", "上级院统一口径")
    standing = checking.desk.pre_issue.standing(letter, REVIEW)
    assert standing is not None
    assert (standing.checked_by, standing.is_current) == ("张某", True)
    assert [each.reason for each in standing.kept] == ["上级院统一口径"]


def test_a_reason_given_before_is_offered_again(checking: Checking) -> None:
    letter = checking.letter(basis="有关规定")
    checking.passed(letter, reason="上级院统一口径")
    look = checking.look(letter, SIGNATURE)
    assert dict(look.earlier)[checking.only(letter, "basis-unnamed").key] == "上级院统一口径"


@pytest.mark.parametrize(
    "facts", [{"problem": "改过的问题。"}, {"reply_period": "三个月"}, {"addressee": "青山县水利局河道所"}]
)
def test_changed_words_must_be_checked_again(checking: Checking, facts: dict[str, object]) -> None:
    letter = checking.letter()
    checking.passed(letter)
    checking.reword(letter, **facts)
    standing = checking.desk.pre_issue.standing(letter, REVIEW)
    assert standing is not None
    assert not standing.is_current


def test_changed_items_and_changed_paper_must_be_checked_again(checking: Checking) -> None:
    letter = checking.letter(proposal="甲。\n乙。")
    checking.split(letter, ItemDraft("甲。", "事实", "《法》第一条"), ItemDraft("乙。", "事实", "《法》第二条"))
    for change in (
        lambda: checking.split(letter, ItemDraft("甲。", "别的事实", "《法》第一条")),
        lambda: checking.type_on_paper(letter, other="联系人：张某。另见附件。", closing="另见附件"),
    ):
        checking.passed(letter)
        change()
        standing = checking.desk.pre_issue.standing(letter, REVIEW)
        assert standing is not None
        assert not standing.is_current


def test_the_offices_own_bookkeeping_does_not_ask_for_another_check(checking: Checking) -> None:
    letter = checking.letter()
    checking.passed(letter)
    checking.reword(letter, handler="李某", remarks="备注")
    standing = checking.desk.pre_issue.standing(letter, REVIEW)
    assert standing is not None
    assert standing.is_current


def test_words_put_back_count_as_checked(checking: Checking) -> None:
    letter = checking.letter()
    checking.passed(letter)
    said = checking.desk.suggestions.card(letter).draft.problem
    checking.reword(letter, problem="改过。")
    checking.reword(letter, problem=said)
    standing = checking.desk.pre_issue.standing(letter, REVIEW)
    assert standing is not None
    assert standing.is_current


def test_a_letter_that_follows_a_path_is_issued_after_its_check_only(checking: Checking) -> None:
    letter = checking.letter()
    with pytest.raises(DomainError, match="还没有通过签发前检查，不能登记制发"):
        issue(checking, letter)
    checking.passed(letter, REVIEW)
    with pytest.raises(DomainError, match="还没有通过签发前检查"):
        issue(checking, letter)
    checking.passed(letter, SIGNATURE)
    ask(checking, letter)
    checking.reword(letter, problem="改过的问题。")
    with pytest.raises(DomainError, match="检查以后又改动过"):
        issue(checking, letter)
    checking.passed(letter, SIGNATURE)
    ask(checking, letter)


def test_a_check_before_the_signature_counts_before_the_review_and_not_the_other_way(
    checking: Checking, database: Database
) -> None:
    letter = checking.letter()
    checking.passed(letter, SIGNATURE)
    standing = checking.desk.pre_issue.standing(letter, REVIEW)
    assert standing is not None
    assert standing.is_current
    other = checking.letter(addressee="青山县教育局")
    checking.passed(other, REVIEW)
    assert checking.desk.pre_issue.standing(other, SIGNATURE) is None


def test_letters_without_a_path_and_texts_left_to_the_national_system_are_not_asked(checking: Checking) -> None:
    old = checking.letter(path="")
    issue(checking, old)
    left = checking.letter(facts="", addressee="青山县教育局")
    number = IssueDraft("青检建〔2026〕4号", PartialDate("2026-11-20"), is_number_only=True)
    try:  # other steps of the path may be asked for; the check is not
        checking.desk.suggestions.register_issue(checking.actor, left, number)
    except DomainError as refused:
        assert "检查" not in str(refused).split("：")[0]  # noqa: PT017 - whether it is refused at all is not told here


def test_a_letter_from_a_ledger_is_not_asked_though_it_follows_a_path(checking: Checking, database: Database) -> None:
    letter = checking.letter()
    with database.read() as session:
        row = session.get_one(Suggestion, letter)
        session.expunge(row)
        row.batch_id = 1
        required_check(session, row, SIGNATURE)


def test_a_check_laid_for_other_tests_counts_as_one_made_here(checking: Checking, database: Database) -> None:
    letter = checking.letter(facts="")
    let_check_pass(database, letter)
    ask(checking, letter)


def test_a_check_is_taken_back_and_then_does_not_count(checking: Checking, database: Database) -> None:
    letter = checking.letter()
    act = checking.passed(letter, SIGNATURE)
    checking.desk.history.take_back(checking.actor, act)
    assert kept(database) == []
    with pytest.raises(DomainError, match="还没有通过"):
        issue(checking, letter)
    assert checking.desk.store.check().ok


def test_the_check_stands_in_the_history_with_its_moment(checking: Checking) -> None:
    letter = checking.letter()
    checking.passed(letter, SIGNATURE)
    line = checking.desk.history.lines(RecordType.SUGGESTION, letter)[-1]
    assert line.title == "制发前检查"
    assert "签发前" in {after for _title, _before, after in line.changes}


def test_an_issued_letter_is_not_checked_any_more(checking: Checking) -> None:
    letter = checking.letter(path="")
    issue(checking, letter)
    with pytest.raises(DomainError, match="已经制发"):
        checking.passed(letter, SIGNATURE)


def test_a_letter_reworded_while_its_check_is_on_the_way_has_not_passed(checking: Checking, database: Database) -> None:
    letter = checking.letter(basis="有关规定")

    class Reworded(dict[str, str]):
        """Reasons that are read while somebody else saves the letter."""

        def get(self, key: str, default: Any = None) -> Any:
            checking.reword(letter, problem=f"改过的问题{len(self)}。")
            return super().get(key, default)

    reasons = Reworded({checking.only(letter, "basis-unnamed").key: "上级院统一口径"})
    with pytest.raises(DomainError, match="刚刚被改动"):
        checking.desk.pre_issue.check(checking.actor, letter, REVIEW, reasons)
    assert kept(database) == []
