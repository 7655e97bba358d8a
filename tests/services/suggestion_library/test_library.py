"""建议库: past letters by measured likeness, paragraphs with their basis, and everybody's own favourites."""

from dataclasses import replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.terms import SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.suggestion_library.rows import LibraryQuery, ParagraphDraft
from app.services.suggestions.rows import LetterDraft
from tests.services.suggestion_library.conftest import AGAIN, OTHER, PROBLEM, Shelf

DUTY = ParagraphDraft(
    "消防安全责任",
    "proposal",
    "督促经营单位落实消防安全责任制，定期检查消防设施。",
    SuggestionKind.SOCIAL_GOVERNANCE,
    "消防安全",
    "《中华人民共和国消防法》第十六条",
)


def test_a_whole_problem_finds_the_likest_letter_first_with_its_figure_and_words(desk: OpenDesk, shelf: Shelf) -> None:
    alike = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    shelf.issued(OTHER, "2026-03-01", "青山县教育局")
    answer = desk.suggestion_library.find(LibraryQuery(AGAIN))
    first = answer.letters[0]
    assert first.id == alike
    assert first.likeness > 45
    assert 0 < first.held <= answer.asked
    assert "被摊位占用" in first.words


def test_a_few_words_find_the_letters_that_hold_most_of_them(desk: OpenDesk, shelf: Shelf) -> None:
    shelf.issued("灭火器过期", "2026-03-01")
    both = shelf.issued(PROBLEM, "2025-03-01")
    answer = desk.suggestion_library.find(LibraryQuery("灭火器过期 消防栓无水"))
    assert answer.letters[0].id == both
    assert answer.letters[0].held == answer.asked


def test_unit_field_and_kind_narrow_what_is_found(desk: OpenDesk, shelf: Shelf) -> None:
    shelf.issued(PROBLEM, "2025-03-01")
    fire = shelf.issued(PROBLEM, "2025-04-01", "青山县教育局", field="消防安全")
    lawsuit = shelf.issued(PROBLEM, "2025-05-01", kind=SuggestionKind.PUBLIC_INTEREST)

    def ids(**narrowed: object) -> list[int]:
        query = replace(LibraryQuery(AGAIN), **narrowed)  # type: ignore[arg-type]  # a test's own fields
        return [each.id for each in desk.suggestion_library.find(query).letters]

    assert ids(unit="教育局") == [fire]
    assert ids(field="消防安全") == [fire]
    assert ids(kind=SuggestionKind.PUBLIC_INTEREST) == [lawsuit]
    assert desk.suggestion_library.fields() == ("消防安全",)


def test_without_words_the_newest_letters_are_shown_and_the_letter_being_drafted_is_not(
    desk: OpenDesk, shelf: Shelf
) -> None:
    first, second = shelf.issued(PROBLEM, "2025-03-01"), shelf.issued(OTHER, "2025-04-01")
    assert [each.id for each in desk.suggestion_library.find(LibraryQuery()).letters] == [second, first]
    assert [each.id for each in desk.suggestion_library.find(LibraryQuery(leave_out=second)).letters] == [first]


def test_a_paragraph_is_kept_changed_and_removed_and_each_act_is_taken_back(desk: OpenDesk, actor: Actor) -> None:
    kept = desk.suggestion_library.paragraphs

    def shown() -> list[ParagraphDraft]:
        return [row.draft for row in kept.all("张某")]

    key, added = kept.add(actor, DUTY)
    assert shown() == [DUTY]
    amended = kept.amend(actor, key, 1, replace(DUTY, title="消防"))
    assert [draft.title for draft in shown()] == ["消防"]
    removed = kept.remove(actor, key)
    assert shown() == []
    desk.history.take_back(actor, removed.act)
    desk.history.take_back(actor, amended.act)
    assert shown() == [DUTY]
    desk.history.take_back(actor, added)
    assert shown() == []


def test_paragraphs_are_narrowed_by_words_kind_and_part(desk: OpenDesk, actor: Actor) -> None:
    kept = desk.suggestion_library.paragraphs
    kept.add(actor, DUTY)
    kept.add(actor, ParagraphDraft("抄送", "other_matters", "请将整改情况同时抄送县应急管理局。"))
    assert [row.draft.title for row in kept.all("张某", "消防法")] == ["消防安全责任"]
    assert [row.draft.title for row in kept.all("张某", kind=SuggestionKind.RETRIAL)] == ["抄送"]
    assert [row.part_title for row in kept.all("张某", part="proposal")] == ["建议内容"]


def test_a_paragraph_without_words_or_place_is_refused_beside_its_field(desk: OpenDesk, actor: Actor) -> None:
    kept = desk.suggestion_library.paragraphs
    for wrong, field in ((replace(DUTY, text=" "), "text"), (replace(DUTY, part=""), "part")):
        with pytest.raises(FieldProblem) as refused:
            kept.add(actor, wrong)
        assert refused.value.field == field


def test_who_comes_second_to_a_paragraph_is_told(desk: OpenDesk, actor: Actor) -> None:
    kept = desk.suggestion_library.paragraphs
    key = kept.add(actor, DUTY).id
    kept.amend(Actor("李某"), key, 1, replace(DUTY, title="消防"))
    with pytest.raises(ChangedMeanwhile, match=r"李某.*标题：消防安全责任→消防"):
        kept.amend(actor, key, 1, DUTY)


def test_favourites_are_everybodys_own_and_are_taken_back(desk: OpenDesk, actor: Actor, shelf: Shelf) -> None:
    library = desk.suggestion_library
    letter = shelf.issued(PROBLEM, "2025-03-01")
    paragraph = library.paragraphs.add(actor, DUTY).id
    library.favourites.mark(actor, letter=letter, note="写得好")
    act = library.favourites.mark(actor, paragraph=paragraph).act
    names = [row.name for row in library.favourites.of("张某")]
    assert names == ["消防安全责任", "青检建〔2025〕1号 青山县市场监督管理局"]
    assert library.favourites.of("李某") == ()
    assert [row.is_favourite for row in library.paragraphs.all("张某")] == [True]
    with pytest.raises(DomainError, match="已经收藏过了"):
        library.favourites.mark(actor, letter=letter)
    desk.history.take_back(actor, act)
    library.favourites.unmark(actor, letter=letter)
    assert library.favourites.of("张某") == ()


def test_removing_a_paragraph_takes_its_marks_along_and_taking_back_brings_both(desk: OpenDesk, actor: Actor) -> None:
    library = desk.suggestion_library
    paragraph = library.paragraphs.add(actor, DUTY).id
    library.favourites.mark(Actor("李某"), paragraph=paragraph)
    act = library.paragraphs.remove(actor, paragraph).act
    assert library.favourites.of("李某") == ()
    desk.history.take_back(actor, act)
    assert [row.name for row in library.favourites.of("李某")] == ["消防安全责任"]


def test_nobody_marks_without_a_name(desk: OpenDesk, shelf: Shelf) -> None:
    letter = shelf.issued(PROBLEM, "2025-03-01")
    with pytest.raises(DomainError, match="选择经办人"):
        desk.suggestion_library.favourites.mark(Actor(""), letter=letter)


def test_what_somebody_marked_since_is_not_taken_back_from_under_him(desk: OpenDesk, actor: Actor) -> None:
    library = desk.suggestion_library
    paragraph = library.paragraphs.add(actor, DUTY)
    letter = desk.suggestions.draft(actor, LetterDraft(SuggestionKind.OTHER, "青山县水利局"))
    library.favourites.mark(Actor("李某"), paragraph=paragraph.id)
    marked = library.favourites.mark(Actor("李某"), letter=letter.id).act
    for act in (paragraph.act, letter.act):
        with pytest.raises(DomainError, match="名下后来又登记了收藏"):
            desk.history.take_back(actor, act)
    desk.history.take_back(actor, marked)
    desk.history.take_back(actor, letter.act)
