"""用印登记: which paper, how many, by whose leave; the letter knows the day it was sealed."""

from dataclasses import replace

import pytest

from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import RecordKey
from app.services.serving.rows import SealDraft
from app.services.suggestions.rows import LetterDraft
from tests.services.serving.conftest import DAY, Post

SEAL = SealDraft("检察建议书", 5, DAY("2026-11-03"), "张某", "钱某", "李某")


def key(letter: int) -> RecordKey:
    return RecordKey(RecordType.SUGGESTION, letter)


def test_sealing_the_letter_gives_a_number_of_its_own_and_the_day(post: Post) -> None:
    letter, other = post.issued(), post.issued()
    post.desk.serving.sealing.seal(post.actor, key(letter), SEAL)
    post.desk.serving.sealing.seal(post.actor, key(other), SEAL)
    (use,) = post.card(letter).seals
    assert (use.entry_number, use.number, use.copies) == ("YY2026-00001", "青检建〔2026〕1号", 5)
    assert (use.applicant, use.approved_by, use.sealed_by) == ("张某", "钱某", "李某")
    assert post.card(other).seals[0].entry_number == "YY2026-00002"
    assert post.desk.suggestions.card(letter).sealed_on == DAY("2026-11-03")


def test_sealing_another_paper_leaves_the_day_of_the_letter(post: Post) -> None:
    letter = post.issued()
    post.desk.serving.sealing.seal(post.actor, key(letter), replace(SEAL, paper="送达回证", copies=1))
    assert post.desk.suggestions.card(letter).sealed_on is None


def test_the_seal_is_used_for_papers_of_any_record(post: Post) -> None:
    matter = post.desk.matters.register(post.actor, MatterDraft("监督立案", "青山县公安局")).id
    record = RecordKey(RecordType.MATTER, matter)
    post.desk.serving.sealing.seal(
        post.actor, record, replace(SEAL, paper="纠正违法通知书", number="青检纠〔2026〕1号")
    )
    (use,) = post.desk.serving.sealing.of(record)
    assert use.number == "青检纠〔2026〕1号"


@pytest.mark.parametrize("name", ["paper", "applicant", "approved_by", "sealed_by"])
def test_a_use_without_a_name_is_refused_beside_its_field(post: Post, name: str) -> None:
    with pytest.raises(FieldProblem) as refused:
        post.desk.serving.sealing.seal(post.actor, key(post.issued()), replace(SEAL, **{name: " "}))  # type: ignore[arg-type]  # texts only
    assert refused.value.field == name


def test_a_draft_is_not_sealed(post: Post) -> None:
    draft = post.desk.suggestions.draft(post.actor, LetterDraft(SuggestionKind.OTHER, "青山县教育局")).id
    with pytest.raises(DomainError, match="还没有登记制发，不能登记用印"):
        post.desk.serving.sealing.seal(post.actor, key(draft), SEAL)


def test_a_use_in_the_future_or_of_nothing_is_refused(post: Post) -> None:
    letter = key(post.issued())
    with pytest.raises(FieldProblem, match="晚于今天"):
        post.desk.serving.sealing.seal(post.actor, letter, replace(SEAL, sealed_on=DAY("2026-11-23")))
    with pytest.raises(FieldProblem, match="份数至少是 1"):
        post.desk.serving.sealing.seal(post.actor, letter, replace(SEAL, copies=0))


def test_the_second_to_seal_the_same_letter_is_told(post: Post) -> None:
    letter = post.issued()
    shown = post.desk.suggestions.card(letter).version
    post.desk.serving.sealing.seal(post.actor, key(letter), replace(SEAL, version=shown))
    with pytest.raises(ChangedMeanwhile, match="登记用印"):
        post.desk.serving.sealing.seal(post.actor, key(letter), replace(SEAL, version=shown))


def test_a_use_taken_back_leaves_its_number_unused(post: Post) -> None:
    letter = post.issued()
    act = post.desk.serving.sealing.seal(post.actor, key(letter), SEAL).act
    post.desk.history.take_back(post.actor, act)
    assert post.card(letter).seals == ()
    assert post.desk.suggestions.card(letter).sealed_on is None
    post.desk.serving.sealing.seal(post.actor, key(letter), SEAL)
    assert post.card(letter).seals[0].entry_number == "YY2026-00002"
