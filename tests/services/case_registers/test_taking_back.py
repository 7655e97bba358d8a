"""Each act on an entry is taken back in turn, and the store stands as it stood before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import MeetingKind
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.case_registers import intentions as wish
from app.services.case_registers.rows import AnswerDraft
from app.services.foundation.intentions import Intention
from tests.services.case_registers.conftest import COMMITTEE, REQUEST
from tests.services.records import lay_matter
from tests.services.test_taking_everything_back import State, state

DAY = PartialDate("2026-11-10")


def live(desk: OpenDesk, actor: Actor, database: Database, folder: Path, record: str) -> list[tuple[Intention, State]]:
    """Every act on both registers once; what each was, and the state before it."""
    reports, meetings = desk.case_registers.reports, desk.case_registers.meetings
    scan = folder / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    done: list[tuple[Intention, State]] = []

    def before(intention: Intention) -> None:
        done.append((intention, state(database)))

    before(wish.REGISTER_REPORT)
    report = reports.register(actor, replace(REQUEST, record_number=record)).id
    before(wish.AMEND_REPORT)
    reports.amend(actor, report, 1, replace(REQUEST, record_number=record, number="青检请〔2026〕3号"))
    before(wish.ANSWER_REPORT)
    reports.record_answer(actor, report, 2, AnswerDraft(DAY, "同意"))
    before(wish.IMPLEMENT_REPORT)
    reports.record_implementation(actor, report, 3, DAY, "已办")
    hearing = replace(COMMITTEE, kind=MeetingKind.HEARING, record_number=record)
    before(wish.REGISTER_MEETING)
    meeting = meetings.register(actor, hearing).id
    before(wish.AMEND_MEETING)
    meetings.amend(actor, meeting, 1, replace(hearing, opinions="一致同意", decision="同意"))
    before(wish.FEED_BACK_MEETING)
    meetings.record_feedback(actor, meeting, 2, DAY, "已告知")
    before(wish.IMPLEMENT_MEETING)
    meetings.record_implementation(actor, meeting, 3, "已办")
    if record:
        before(wish.ATTACH_TO_REPORT)
        reports.attach(actor, report, scan)
        before(wish.ATTACH_TO_MEETING)
        meetings.attach(actor, meeting, scan)
    return done


@pytest.mark.parametrize("record", ["SX2026-00001", ""])
def test_every_act_on_an_entry_is_taken_back_with_a_record_and_without(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path, record: str
) -> None:
    lay_matter(database)
    for intention, before in reversed(live(desk, actor, database, tmp_path, record)):
        last = desk.history.last_act()
        assert last is not None
        assert last.title == intention.title
        desk.history.take_back(actor, last.act)
        assert state(database) == before, intention.title
    assert desk.store.verify_audit().ok
    assert desk.store.check().ok
    desk.close()


def test_no_act_on_an_entry_is_left_out_here(desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path) -> None:
    lay_matter(database)
    lived = {intention for intention, _state in live(desk, actor, database, tmp_path, "SX2026-00001")}
    assert lived == {value for value in vars(wish).values() if isinstance(value, Intention)}


def test_every_act_on_an_entry_is_told_in_chinese_on_its_record(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    matter = lay_matter(database)
    live(desk, actor, database, tmp_path, "SX2026-00001")
    lines = desk.history.lines(RecordType.MATTER, matter)
    assert [line.title for line in lines[1:]] == [
        "登记请示报告", "修改请示报告登记", "登记答复", "登记答复的落实",
        "登记会议", "修改会议登记", "登记反馈", "登记决定的落实", "添加请示报告材料", "添加会议材料",
    ]  # fmt: skip
    shown = [text for line in lines for change in line.changes for text in change]
    assert [text for text in shown if text.isascii() and text.isalpha()] == []
