"""A mark goes wherever the record goes; names of informants, minors and victims are masked on the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import RecordType, SuggestionKind
from app.models.trust_terms import Marking, Shielded
from app.open_desk import OpenDesk
from app.services.case_packages.rows import PAGE
from app.services.clues.rows import ClueDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import LETTER, RecordKey, TypedPaper
from app.services.secrecy.masking import Masking, without_names
from app.services.secrecy.rows import Mark
from app.services.secrecy.state_secrets import BearsStateSecretMark
from app.services.suggestions.rows import LetterDraft

INTERNAL = Mark(Marking.INTERNAL, "承办人、部门负责人")


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    made = OpenDesk(database, clock, resources)
    yield made
    made.close()


@pytest.fixture
def clue(desk: OpenDesk, actor: Actor) -> RecordKey:
    draft = ClueDraft(source="来信来访", unit="某学校", found="李小明反映张三丰打骂", parties="李小明、张三丰")
    return RecordKey(RecordType.CLUE, desk.clues.register(actor, draft).id)


def cells(desk: OpenDesk, record: RecordKey) -> dict[str, object]:
    """The record's row by column title."""
    query = ListQuery(as_of=desk.clock.today())
    (row,) = desk.clues.listing.rows([record.record_id], query)
    return {column.title: cell for column, cell in zip(desk.clues.listing.columns, row.cells, strict=True)}


def test_a_mark_needs_an_audience_and_stands_in_the_list(desk: OpenDesk, actor: Actor, clue: RecordKey) -> None:
    assert cells(desk, clue)["标记"] is None
    with pytest.raises(FieldProblem, match="知悉范围"):
        desk.secrecy.mark(actor, clue, Mark(Marking.WORK_SECRET, "  "))
    desk.secrecy.mark(actor, clue, INTERNAL)
    assert cells(desk, clue)["标记"] == "内部"
    assert str(desk.secrecy.of(clue)) == "内部（知悉范围：承办人、部门负责人）"


def test_taking_a_mark_away_needs_a_reason_and_can_be_taken_back(desk: OpenDesk, actor: Actor, clue: RecordKey) -> None:
    desk.secrecy.mark(actor, clue, INTERNAL)
    with pytest.raises(FieldProblem, match="理由"):
        desk.secrecy.mark(actor, clue, Mark(Marking.NONE), desk.secrecy.of(clue).version)
    written = desk.secrecy.mark(actor, clue, Mark(Marking.NONE, reason="已公开"), desk.secrecy.of(clue).version)
    assert str(desk.secrecy.of(clue)) == ""
    desk.history.take_back(actor, written.act)
    assert desk.secrecy.of(clue).marking is Marking.INTERNAL


def test_a_mark_set_by_somebody_else_meanwhile_is_not_written_over(
    desk: OpenDesk, actor: Actor, clue: RecordKey
) -> None:
    desk.secrecy.mark(actor, clue, INTERNAL)
    seen = desk.secrecy.of(clue)
    desk.secrecy.mark(Actor("李某"), clue, Mark(Marking.WORK_SECRET, "检察长"), seen.version)
    with pytest.raises(ChangedMeanwhile):
        desk.secrecy.mark(actor, clue, INTERNAL, seen.version)


def test_masked_names_are_masked_in_every_cell_and_kept_as_they_are(
    desk: OpenDesk, actor: Actor, clue: RecordKey, store_path: Path
) -> None:
    desk.secrecy.shield(actor, clue, "李小明", Shielded.INFORMANT)
    desk.secrecy.shield(actor, clue, "张三丰", Shielded.MINOR)
    shown = " ".join(str(cell) for cell in cells(desk, clue).values())
    assert "李小明" not in shown
    assert "张三丰" not in shown
    assert desk.secrecy.without_names(clue, "李小明、张三丰") == "某某某、张某某"
    assert desk.clues.card(clue.record_id).draft.parties == "李小明、张三丰"
    with closing(sqlite3.connect(store_path)) as store:
        assert store.execute("select parties from clue").fetchone() == ("李小明、张三丰",)


def test_a_name_is_shown_again_only_with_a_reason(desk: OpenDesk, actor: Actor, clue: RecordKey) -> None:
    desk.secrecy.shield(actor, clue, "张三丰", Shielded.VICTIM)
    with pytest.raises(FieldProblem, match="已在遮蔽之列"):
        desk.secrecy.shield(actor, clue, " 张三丰 ", Shielded.MINOR)
    (shield,) = desk.secrecy.shields(clue)
    with pytest.raises(FieldProblem, match="理由"):
        desk.secrecy.unshield(actor, shield.id, "")
    desk.secrecy.unshield(actor, shield.id, "登记错误")
    assert desk.secrecy.shields(clue) == ()


def test_of_an_informant_nothing_is_left(resources: Resources) -> None:
    masking = Masking(resources.secrecy)
    assert masking.masked("欧阳明", Shielded.INFORMANT) == "某某某"
    assert masking.masked("欧阳明", Shielded.MINOR) == "欧某某"


def test_a_name_is_masked_however_it_is_spaced() -> None:
    masks = [("张三", "某某"), ("㛃小红", "㛃某某")]
    assert without_names("张　三、张 三和㛃小 红", masks) == "某某、某某和㛃某某"


def test_who_reads_a_work_secret_is_kept_once_a_day_and_what_is_not_one_is_nobodys_matter(
    desk: OpenDesk, actor: Actor, clue: RecordKey, clock: FixedClock
) -> None:
    desk.secrecy.note_reading(actor, clue)
    desk.secrecy.mark(actor, clue, Mark(Marking.WORK_SECRET, "检察长"))
    for reader in (actor, actor, Actor("李某")):
        desk.secrecy.note_reading(reader, clue)
    tomorrow = FixedClock(clock.now() + timedelta(days=1))
    replace(desk.secrecy, clock=tomorrow).note_reading(actor, clue)
    told = [line for line in desk.history.lines(*clue) if line.title == "阅看工作秘密记录"]
    assert [line.actor for line in reversed(told)] == ["张某", "李某", "张某"]
    first = min(told, key=lambda line: line.at)
    assert dict((title, now) for title, _was, now in first.changes)["阅看·首次时间"] == f"{clock.now():%F %H:%M}"


def test_a_case_package_bears_the_mark_and_masks_the_names(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    draft = MatterDraft(kind="行政违法行为监督", unit="某局", subject="王小五被害案")
    matter = RecordKey(RecordType.MATTER, desk.matters.register(actor, draft).id)
    desk.secrecy.mark(actor, matter, INTERNAL)
    desk.secrecy.shield(actor, matter, "王小五", Shielded.VICTIM)
    (package,) = desk.case_packages.write(actor, [matter.record_id], tmp_path / "案件包").packages
    page = (package.folder / PAGE).read_text(encoding="utf-8")
    assert "内部（知悉范围：承办人、部门负责人）" in page
    assert "王小五" not in page
    assert "王某某" in page


def test_a_paper_of_a_marked_record_bears_its_mark_unless_another_was_typed(desk: OpenDesk, actor: Actor) -> None:
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="某局")
    letter = RecordKey(RecordType.SUGGESTION, desk.suggestions.draft(actor, draft).id)
    template = desk.papers.template(LETTER, letter)
    assert desk.papers.facts(actor, template, letter, TypedPaper()).secrecy == ""
    desk.secrecy.mark(actor, letter, INTERNAL)
    assert desk.papers.facts(actor, template, letter, TypedPaper()).secrecy == "内部"
    assert desk.papers.facts(actor, template, letter, TypedPaper(secrecy="工作秘密")).secrecy == "工作秘密"


@pytest.mark.parametrize("level", ["机密", "秘密 ★ 1年", "绝 密"])
def test_no_level_of_state_secrecy_stands_on_a_paper_or_in_its_draft(desk: OpenDesk, actor: Actor, level: str) -> None:
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="某局")
    letter = RecordKey(RecordType.SUGGESTION, desk.suggestions.draft(actor, draft).id)
    typed = TypedPaper(secrecy=level)
    with pytest.raises(BearsStateSecretMark, match="密级"):
        desk.papers.render(actor, LETTER, letter, typed)
    with pytest.raises(BearsStateSecretMark, match="密级"):
        desk.papers.drafts.save(actor, letter, LETTER, typed)
    with pytest.raises(BearsStateSecretMark, match="密级"):
        desk.papers.drafts.as_kept(typed)  # what a pause in the typing keeps
    assert not desk.papers.drafts.has(letter, LETTER)
