"""A version of the office that can no longer be read keeps its own document from being made, and no other."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind
from app.services.documents.templates.reading import TemplateDamaged
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.own_templates.drafting import reworded
from app.services.papers.catalogue import catalogue_of
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.conftest import CHINA

LETTER, URGING = "suggestion-letter", "suggestion-urging"
TODAY = date(2026, 11, 22)
WORDS = "请在两个月内将落实情况书面告知本院。"
DAMAGES = {
    "cut off": ('substr(text, 1, 100) || \'"""\'', "格式有误"),
    "of a newer program": ("'newer_key = 1' || char(10) || text", "的“newer_key”是不认识的项"),
    "emptied": ("''", "没有"),
    "another document's": ("replace(text, 'code = \"suggestion-letter\"', 'code = \"suggestion-urging\"')", "不一致"),
}


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """The services of an empty store on 2026-11-22."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA)), Resources.shipped())


def adopted(desk: OpenDesk, actor: Actor, since: date = TODAY, words: str = WORDS) -> int:
    draft = desk.own_templates.draft(LETTER)
    draft = replace(draft, valid_from=since, blocks=reworded(draft.blocks, 9, words))
    return desk.own_templates.adopt(actor, draft, "依上级院样本").id


def spoil(desk: OpenDesk, database: Database, own_id: int, text: str = "'newer_key = 1' || char(10) || text") -> None:
    """Change the row past the program, and open the store anew."""
    with closing(sqlite3.connect(database.path)) as connection:
        (code,) = connection.execute("select code from own_template where id = ?", (own_id,)).fetchone()
        connection.execute(f"update own_template set text = {text} where id = ?", (own_id,))  # noqa: S608 - of this file
        assert code == LETTER
        connection.commit()
    vars(desk).pop("documents", None)
    vars(desk).pop("papers", None)
    vars(desk).pop("own_templates", None)


def letter(desk: OpenDesk, actor: Actor) -> RecordKey:
    texts = {"case_source": "本院发现。", "facts": "经查。", "problem": "有漏洞。", "proposal": "改正。"}
    more = {"basis": "《防洪法》", "objection_period": "十五日", "reply_period": "两个月"}
    draft = LetterDraft(SuggestionKind.OTHER, "青山县水利局", **texts, **more)  # type: ignore[arg-type]  # texts only
    return RecordKey(RecordType.SUGGESTION, desk.suggestions.draft(actor, draft).id)


@pytest.mark.parametrize("how", list(DAMAGES))
def test_only_the_damaged_document_is_refused_with_which_why_and_what_to_do(
    desk: OpenDesk, database: Database, actor: Actor, how: str
) -> None:
    text, why = DAMAGES[how]
    key, own_id = letter(desk, actor), adopted(desk, actor)
    spoil(desk, database, own_id, text)
    for make in (
        lambda: desk.papers.render(actor, LETTER, key),
        lambda: desk.papers.word(actor, LETTER, key),
        lambda: desk.papers.issuing.readiness(actor, key, LETTER),
        lambda: desk.papers.sample(desk.documents.library.named(LETTER, TODAY)),
    ):
        with pytest.raises(TemplateDamaged) as refusal:
            make()
        assert "“检察建议书”的本院版本（2026-11-22 起）已损坏" in str(refusal.value)
        assert why in str(refusal.value)
        assert "停用这个版本" in str(refusal.value)
        assert "标准" in str(refusal.value)
    assert desk.papers.render(actor, URGING, key).page_count == 2
    assert desk.papers.sample(desk.documents.library.find("correction-notice", TODAY)).page_count


def test_the_record_still_offers_all_its_documents_and_the_catalogue_marks_the_damaged_one(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    key = letter(desk, actor)
    before = [template.asked_as for template in desk.papers.offered(key)]
    spoil(desk, database, adopted(desk, actor))
    assert [template.asked_as for template in desk.papers.offered(key)] == before
    rows = catalogue_of(desk.documents.library.in_force(TODAY))
    marked = [row.template.code for row in rows if row.version == "本院版本已损坏，不能使用"]
    assert [row.name for row in rows if "已损坏" in row.name] == ["【已损坏】检察建议书"]
    assert (marked, len(rows)) == ([LETTER], len(desk.documents.library.standard))


def test_withdrawing_the_damaged_version_brings_the_standard_back(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    key, own_id = letter(desk, actor), adopted(desk, actor)
    spoil(desk, database, own_id)
    (row,) = desk.own_templates.rows(LETTER)
    assert (row.is_in_force, "已损坏" in row.damage) == (False, True)
    for look in (desk.own_templates.comparison, lambda own_id: desk.own_templates.sample(LETTER, own_id)):
        with pytest.raises(TemplateDamaged) as refusal:
            look(own_id)
        assert str(refusal.value) == row.damage
    assert not desk.own_templates.frame(LETTER).is_standard_in_force
    withdrawn = desk.own_templates.withdraw(actor, own_id, "已损坏")
    assert WORDS not in desk.papers.render(actor, LETTER, key).text
    desk.history.take_back(actor, withdrawn.act)
    with pytest.raises(TemplateDamaged):
        desk.papers.render(actor, LETTER, key)


def test_a_newer_version_made_from_the_standard_takes_the_damaged_one_s_place(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    key = letter(desk, actor)
    spoil(desk, database, adopted(desk, actor, date(2026, 6, 1)))
    assert all(WORDS not in block.text for block in desk.own_templates.draft(LETTER).blocks)
    adopted(desk, actor, words="以新版本为准。")
    assert "以新版本为准。" in desk.papers.render(actor, LETTER, key).text


def test_a_damaged_version_that_is_not_in_force_keeps_nothing_from_being_made(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    key = letter(desk, actor)
    spoil(desk, database, adopted(desk, actor, date(2026, 12, 1)))
    assert WORDS not in desk.papers.render(actor, LETTER, key).text
    # The version was spoilt past the program, which the trail shows as well.
    assert [finding.area for finding in desk.store.check().findings if finding.level == "错误"] == ["本院措辞", "记录"]


def test_the_check_of_the_store_names_the_damaged_version(desk: OpenDesk, database: Database, actor: Actor) -> None:
    adopted(desk, actor, date(2026, 6, 1))
    own_id = adopted(desk, actor)
    assert desk.store.check().ok
    spoil(desk, database, own_id)
    (found,) = [finding for finding in desk.store.check().findings if finding.area == "本院措辞"]
    assert "“检察建议书”的本院版本（2026-11-22 起）已损坏" in found.message
    assert desk.store.check().checked["本院措辞"] == 2


def test_a_registered_paper_of_the_damaged_kind_prints_as_it_was_registered(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    own_id, key = adopted(desk, actor), letter(desk, actor)
    desk.papers.issuing.issue(actor, key, LETTER, IssueDraft("青检建〔2026〕3号", PartialDate("2026-11-22")))
    before = desk.papers.render(actor, LETTER, key).pdf
    spoil(desk, database, own_id)
    assert desk.papers.render(actor, LETTER, key).pdf == before
    assert desk.papers.word(actor, LETTER, key)
