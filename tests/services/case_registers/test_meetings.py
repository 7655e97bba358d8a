"""会议登记簿: meetings ahead and held, opinions, feedback to outsiders, and what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import MeetingKind, MeetingState
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.case_registers.meetings import Meetings
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from tests.services.case_registers.conftest import COMMITTEE, Entries
from tests.services.records import lay_matter

HEARING = replace(COMMITTEE, kind=MeetingKind.HEARING)


@pytest.fixture
def meetings(desk: OpenDesk) -> Meetings:
    return desk.case_registers.meetings


def test_a_decision_waits_to_be_implemented(meetings: Meetings, entries: Entries, actor: Actor) -> None:
    key = entries.meeting(decision="同意制发", decision_number="检委〔2026〕4号")
    assert meetings.card(key).state is MeetingState.AWAITING_IMPLEMENTATION
    meetings.record_implementation(actor, key, 1, "已制发")
    assert meetings.card(key).state is MeetingState.IMPLEMENTED


def test_a_meeting_that_decided_nothing_was_simply_held(meetings: Meetings, entries: Entries) -> None:
    assert meetings.card(entries.meeting(opinions="各抒己见")).state is MeetingState.HELD


@pytest.mark.parametrize("kind", [MeetingKind.HEARING, MeetingKind.SUPERVISORS])
def test_outsiders_who_were_asked_are_owed_feedback(
    meetings: Meetings, entries: Entries, actor: Actor, kind: MeetingKind
) -> None:
    key = entries.meeting(kind=kind, opinions="一致同意")
    assert meetings.card(key).state is MeetingState.AWAITING_FEEDBACK
    meetings.record_feedback(actor, key, 1, PartialDate("2026-10-20"), "已书面告知")
    card = meetings.card(key)
    assert (card.state, card.feedback) == (MeetingState.HELD, "已书面告知")


def test_feedback_on_our_own_meetings_is_refused(meetings: Meetings, entries: Entries, actor: Actor) -> None:
    with pytest.raises(DomainError, match="检察委员会不登记反馈"):
        meetings.record_feedback(actor, entries.meeting(), 1, PartialDate("2026-10-20"), "已告知")


def test_feedback_before_the_hearing_is_refused(meetings: Meetings, entries: Entries, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="早于上一步") as refused:
        meetings.record_feedback(actor, entries.meeting(kind=MeetingKind.HEARING), 1, PartialDate("2026-10-14"), "早")
    assert refused.value.field == "feedback_on"


def test_a_meeting_may_be_entered_ahead_but_has_no_opinions_yet(meetings: Meetings, entries: Entries) -> None:
    ahead = PartialDate("2026-12-01")
    assert meetings.card(entries.meeting(held_on=ahead)).state is MeetingState.AHEAD
    with pytest.raises(FieldProblem, match="会议还没有召开，不能填写意见和决定") as refused:
        entries.meeting(held_on=ahead, decision="同意")
    assert refused.value.field == "held_on"


def test_a_meeting_ahead_has_neither_feedback_nor_implementation(
    meetings: Meetings, entries: Entries, actor: Actor
) -> None:
    key = entries.meeting(kind=MeetingKind.HEARING, held_on=PartialDate("2026-12-01"))
    with pytest.raises(DomainError, match="还没有召开，不能登记反馈"):
        meetings.record_feedback(actor, key, 1, PartialDate("2026-11-20"), "早")
    with pytest.raises(DomainError, match="还没有召开，不能登记落实"):
        meetings.record_implementation(actor, key, 1, "早")


def test_a_meeting_without_a_topic_is_refused_beside_the_field(entries: Entries) -> None:
    with pytest.raises(FieldProblem, match="请填写议题") as refused:
        entries.meeting(topic=" ")
    assert refused.value.field == "topic"


def test_a_hearing_with_feedback_stays_a_hearing_after_its_day(
    meetings: Meetings, entries: Entries, actor: Actor
) -> None:
    key = entries.meeting(kind=MeetingKind.HEARING)
    meetings.record_feedback(actor, key, 1, PartialDate("2026-10-20"), "已书面告知")
    with pytest.raises(FieldProblem, match="已登记反馈") as refused:
        meetings.amend(actor, key, 2, COMMITTEE)
    assert refused.value.field == "kind"
    with pytest.raises(FieldProblem, match="晚于已登记的反馈日期"):
        meetings.amend(actor, key, 2, replace(HEARING, held_on=PartialDate("2026-10-21")))


def test_whoever_comes_second_is_refused(meetings: Meetings, entries: Entries, actor: Actor) -> None:
    key = entries.meeting()
    meetings.amend(actor, key, 1, replace(COMMITTEE, place="第三会议室"))
    with pytest.raises(ChangedMeanwhile, match="HY2026-00001"):
        meetings.record_implementation(actor, key, 1, "已办")


def test_the_meetings_of_a_record_come_the_newest_first(
    database: Database, meetings: Meetings, entries: Entries
) -> None:
    matter = lay_matter(database)
    older = entries.meeting(record_number="SX2026-00001")
    newer = entries.meeting(record_number="SX2026-00001", held_on=PartialDate("2026-10-16"))
    entries.meeting()
    assert [card.id for card in meetings.of(RecordType.MATTER, matter)] == [newer, older]


def test_a_meeting_moves_from_one_record_to_another(
    database: Database, meetings: Meetings, entries: Entries, actor: Actor
) -> None:
    first, second = lay_matter(database, 1), lay_matter(database, 2)
    key = entries.meeting(record_number="SX2026-00001")
    meetings.amend(actor, key, 1, replace(COMMITTEE, record_number="SX2026-00002"))
    assert meetings.of(RecordType.MATTER, first) == ()
    assert [card.id for card in meetings.of(RecordType.MATTER, second)] == [key]


def test_papers_of_a_meeting_hang_on_its_record(
    database: Database, meetings: Meetings, entries: Entries, actor: Actor, tmp_path: Path
) -> None:
    lay_matter(database)
    record = tmp_path / "会议记录.pdf"
    record.write_bytes(b"%PDF-1.4 scanned")
    key = entries.meeting(record_number="SX2026-00001")
    meetings.attach(actor, key, record)
    assert [(file.purpose, file.file_name) for file in meetings.card(key).files] == [
        ("会议材料 HY2026-00001", "会议记录.pdf")
    ]
