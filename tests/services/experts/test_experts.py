"""专家库 and 人才库, and the opinions given on records."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import MeetingKind
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import ExpertKind
from app.models.terms import RecordType
from app.services.case_registers.rows import MeetingDraft
from app.services.experts.columns import COLUMNS
from app.services.experts.rows import ExpertDraft, OpinionDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.papers.rows import RecordKey
from tests.services.records import lay_letter, lay_matter

LI = ExpertDraft(ExpertKind.EXPERT, "李某", "消防工程", "青山学院", "教授")
SAID = PartialDate("2026-11-01")


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    return OpenDesk(database, clock, resources)


@pytest.fixture
def letter(database: Database) -> RecordKey:
    return RecordKey(RecordType.SUGGESTION, lay_letter(database))


def listed(desk: OpenDesk) -> list[dict[str, object]]:
    listing, query = desk.experts.listing, ListQuery(desk.clock.today())
    keys = [column.key for column in COLUMNS]
    return [dict(zip(keys, row.cells, strict=True)) for row in listing.rows(listing.ids(query), query)]


def test_an_opinion_on_a_letter_is_counted_in_the_register_and_stands_in_the_letters_history(
    desk: OpenDesk, actor: Actor, letter: RecordKey, tmp_path: Path
) -> None:
    expert = desk.experts.register(actor, LI).id
    scan = tmp_path / "意见书.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    act = desk.experts.opinions.record(actor, letter, OpinionDraft(expert, SAID, "应当拆除占道摊位。", scan=scan)).act
    (row,) = listed(desk)
    assert (row["kind"], row["name"], row["opinions"], row["last_on"], row["state"]) == (
        "专家",
        "李某",
        1,
        "2026-11-01",
        "在库",
    )
    (opinion,) = desk.experts.opinions.of(letter)
    assert (opinion.expert, opinion.file_name) == ("李某（青山学院 教授）", "意见书.pdf")
    assert [file.purpose for file in desk.attachments.of(*letter)] == ["专家意见"]
    assert desk.history.lines(*letter)[-1].title == "登记专家意见"
    desk.history.take_back(actor, act)
    assert desk.experts.opinions.of(letter) == ()
    assert desk.attachments.of(*letter) == ()


def test_an_opinion_may_be_given_at_a_meeting_of_the_register_and_on_a_matter(
    desk: OpenDesk, actor: Actor, database: Database
) -> None:
    matter = RecordKey(RecordType.MATTER, lay_matter(database))
    expert = desk.experts.register(actor, LI).id
    with pytest.raises(FieldProblem, match="会议登记簿里没有“HY2026-00009”"):
        desk.experts.opinions.record(actor, matter, OpinionDraft(expert, SAID, "同意。", "HY2026-00009"))
    desk.case_registers.meetings.register(actor, MeetingDraft(MeetingKind.HEARING, "整改是否到位", SAID))
    desk.experts.opinions.record(actor, matter, OpinionDraft(expert, SAID, "同意。", "HY2026-00001 整改是否到位"))
    card = desk.experts.card(expert)
    assert [(each.meeting, each.record_name) for each in card.opinions] == [
        ("HY2026-00001", "SX2026-00001 青山县公安局")
    ]


def test_an_opinion_is_corrected_and_removed_and_both_are_taken_back(
    desk: OpenDesk, actor: Actor, letter: RecordKey
) -> None:
    expert = desk.experts.register(actor, LI).id
    draft = OpinionDraft(expert, SAID, "同意。")
    key = desk.experts.opinions.record(actor, letter, draft).id
    amended = desk.experts.opinions.amend(actor, key, 1, replace(draft, opinion="不同意。")).act
    with pytest.raises(ChangedMeanwhile):
        desk.experts.opinions.amend(actor, key, 1, draft)
    removed = desk.experts.opinions.remove(actor, key).act
    desk.history.take_back(actor, removed)
    desk.history.take_back(actor, amended)
    assert [each.opinion for each in desk.experts.opinions.of(letter)] == ["同意。"]


def test_the_register_is_amended_and_who_left_is_offered_no_more_but_keeps_his_opinions(
    desk: OpenDesk, actor: Actor, letter: RecordKey
) -> None:
    key = desk.experts.register(actor, LI).id
    desk.experts.opinions.record(actor, letter, OpinionDraft(key, SAID, "同意。"))
    desk.experts.amend(actor, key, 1, replace(LI, field="消防安全"))
    act = desk.experts.leave(actor, key, PartialDate("2026-11-20")).act
    assert desk.experts.all() == ()
    assert listed(desk)[0]["state"] == "已出库"
    assert len(desk.experts.card(key).opinions) == 1
    with pytest.raises(DomainError, match="已于 2026-11-20 出库"):
        desk.experts.leave(actor, key, PartialDate("2026-11-21"))
    desk.history.take_back(actor, act)
    assert [each.draft.field for each in desk.experts.all()] == ["消防安全"]


def test_the_same_person_is_not_entered_twice(desk: OpenDesk, actor: Actor) -> None:
    desk.experts.register(actor, LI)
    desk.experts.register(actor, replace(LI, kind=ExpertKind.TALENT))
    with pytest.raises(FieldProblem, match="专家库里已有青山学院的“李某”"):
        desk.experts.register(actor, LI)
    with pytest.raises(FieldProblem, match="请填写专业领域"):
        desk.experts.register(actor, replace(LI, name="王某", field=""))


def test_whose_opinion_stands_on_a_record_is_not_taken_out_of_the_register(
    desk: OpenDesk, actor: Actor, letter: RecordKey
) -> None:
    entered = desk.experts.register(actor, LI)
    desk.experts.opinions.record(actor, letter, OpinionDraft(entered.id, SAID, "同意。"))
    with pytest.raises(DomainError, match="专家人才李某名下后来又登记了专家意见"):
        desk.history.take_back(actor, entered.act)
