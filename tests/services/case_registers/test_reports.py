"""请示报告登记簿: entries, their answers, and what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Direction, ReportKind, ReportState
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.case_registers.reports import Reports
from app.services.case_registers.rows import AnswerDraft
from app.services.foundation.changes import RecordsChanged
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from tests.services.case_registers.conftest import REQUEST, Entries
from tests.services.records import lay_letter, lay_matter

ANSWER = AnswerDraft(PartialDate("2026-11-02"), "同意", "市检复〔2026〕8号")


@pytest.fixture
def reports(desk: OpenDesk) -> Reports:
    return desk.case_registers.reports


def test_an_entry_gets_a_number_that_is_not_given_again(
    desk: OpenDesk, reports: Reports, entries: Entries, actor: Actor
) -> None:
    entries.report()
    last = desk.history.last_act()
    assert last is not None
    desk.history.take_back(actor, last.act)
    assert reports.card(entries.report()).entry_number == "QS2026-00002"


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (ReportKind.REQUEST, ReportState.AWAITING),
        (ReportKind.FILING_REVIEW, ReportState.AWAITING),
        (ReportKind.REPORT, ReportState.REPORTED),
        (ReportKind.FILING, ReportState.FILED),
    ],
)
def test_only_what_asks_for_an_answer_waits_for_one(
    reports: Reports, entries: Entries, kind: ReportKind, state: ReportState
) -> None:
    assert reports.card(entries.report(kind=kind)).state is state


def test_an_answered_request_is_to_be_implemented_and_then_done(
    reports: Reports, entries: Entries, actor: Actor
) -> None:
    key = entries.report()
    reports.record_answer(actor, key, 1, ANSWER)
    card = reports.card(key)
    assert (card.state, card.answer) == (ReportState.ANSWERED, ANSWER)
    reports.record_implementation(actor, key, card.version, PartialDate("2026-11-09"), "已制发检察建议")
    card = reports.card(key)
    assert (card.state, card.implementation) == (ReportState.IMPLEMENTED, "已制发检察建议")


def test_each_missing_text_is_refused_beside_its_field(entries: Entries) -> None:
    for field, title in (("title", "标题"), ("counterpart", "对方单位")):
        with pytest.raises(FieldProblem, match=f"请填写{title}") as refused:
            entries.report(**{field: "  "})
        assert refused.value.field == field


def test_a_day_in_the_future_is_refused_beside_its_field(entries: Entries) -> None:
    with pytest.raises(FieldProblem, match="晚于今天") as refused:
        entries.report(sent_on=PartialDate("2026-11-23"))
    assert refused.value.field == "sent_on"


def test_a_text_longer_than_the_register_keeps_is_refused(entries: Entries) -> None:
    with pytest.raises(FieldProblem, match="文号最多 60 个字，现有 61 个"):
        entries.report(number="号" * 61)


def test_an_answer_before_the_request_was_sent_is_refused(reports: Reports, entries: Entries, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="早于上一步") as refused:
        reports.record_answer(actor, entries.report(), 1, replace(ANSWER, answered_on=PartialDate("2026-10-11")))
    assert refused.value.field == "answered_on"


def test_a_request_cannot_be_moved_behind_its_answer(reports: Reports, entries: Entries, actor: Actor) -> None:
    key = entries.report()
    reports.record_answer(actor, key, 1, ANSWER)
    with pytest.raises(FieldProblem, match="晚于已登记的答复日期"):
        reports.amend(actor, key, 2, replace(REQUEST, sent_on=PartialDate("2026-11-03")))


def test_an_answer_cannot_be_moved_behind_its_implementation(reports: Reports, entries: Entries, actor: Actor) -> None:
    key = entries.report()
    reports.record_answer(actor, key, 1, ANSWER)
    reports.record_implementation(actor, key, 2, PartialDate("2026-11-09"), "已办")
    with pytest.raises(FieldProblem, match="晚于已登记的落实日期"):
        reports.record_answer(actor, key, 3, replace(ANSWER, answered_on=PartialDate("2026-11-10")))


def test_implementing_what_was_never_answered_is_refused(reports: Reports, entries: Entries, actor: Actor) -> None:
    with pytest.raises(DomainError, match="还没有登记答复，不能登记落实。请先登记答复"):
        reports.record_implementation(actor, entries.report(), 1, PartialDate("2026-11-09"), "已办")


def test_a_filing_takes_no_answer(reports: Reports, entries: Entries, actor: Actor) -> None:
    key = entries.report(kind=ReportKind.FILING)
    with pytest.raises(DomainError, match="报备不需要答复"):
        reports.record_answer(actor, key, 1, ANSWER)
    with pytest.raises(DomainError, match="报备不需要答复"):
        reports.record_implementation(actor, key, 1, PartialDate("2026-11-09"), "已办")


def test_an_answered_request_cannot_become_a_filing(reports: Reports, entries: Entries, actor: Actor) -> None:
    key = entries.report()
    reports.record_answer(actor, key, 1, ANSWER)
    with pytest.raises(FieldProblem, match="不能改为报备") as refused:
        reports.amend(actor, key, 2, replace(REQUEST, kind=ReportKind.FILING))
    assert refused.value.field == "kind"


def test_whoever_comes_second_is_refused_and_changes_nothing(reports: Reports, entries: Entries, actor: Actor) -> None:
    key = entries.report()
    reports.amend(actor, key, 1, replace(REQUEST, title="改过的标题"))
    with pytest.raises(ChangedMeanwhile, match="QS2026-00001"):
        reports.amend(actor, key, 1, REQUEST)
    with pytest.raises(ChangedMeanwhile, match="QS2026-00001"):
        reports.record_answer(actor, key, 1, ANSWER)
    assert reports.card(key).draft.title == "改过的标题"


def test_an_entry_is_linked_by_the_number_that_begins_what_was_typed(
    database: Database, reports: Reports, entries: Entries
) -> None:
    matter = lay_matter(database)
    key = entries.report(record_number="SX2026-00001 青山县公安局")
    record = reports.card(key).record
    assert record is not None
    assert (record.record_type, record.record_id, record.name) == (RecordType.MATTER, matter, "青山县公安局")
    assert [card.id for card in reports.of(RecordType.MATTER, matter)] == [key]


def test_an_unknown_record_is_refused_beside_its_field(entries: Entries) -> None:
    with pytest.raises(FieldProblem, match="没有登记号为“SX2026-00009”的") as refused:
        entries.report(record_number="SX2026-00009")
    assert refused.value.field == "record_number"


def test_records_are_offered_by_their_unit_and_by_their_number(database: Database, desk: OpenDesk) -> None:
    lay_matter(database)
    lay_letter(database, addressee="青山县公安局")
    offered = ["SX2026-00001 青山县公安局", "JY2026-00001 青山县公安局"]
    assert desk.case_registers.records.like("公安") == offered
    assert desk.case_registers.records.like("JY2026") == offered[1:]


def test_a_linked_entry_stands_in_the_history_of_its_record(
    database: Database, desk: OpenDesk, reports: Reports, entries: Entries, actor: Actor
) -> None:
    matter = lay_matter(database)
    key = entries.report(record_number="SX2026-00001")
    reports.record_answer(actor, key, 1, ANSWER)
    titles = [line.title for line in desk.history.lines(RecordType.MATTER, matter)]
    assert titles[-2:] == ["登记请示报告", "登记答复"]


def test_taking_an_answer_back_leaves_the_request_waiting(
    desk: OpenDesk, reports: Reports, entries: Entries, actor: Actor
) -> None:
    key = entries.report()
    desk.history.take_back(actor, reports.record_answer(actor, key, 1, ANSWER).act)
    card = reports.card(key)
    assert (card.state, card.answer) == (ReportState.AWAITING, None)


def test_windows_hear_of_an_entry_without_a_record_also_when_it_is_taken_back(
    desk: OpenDesk, entries: Entries, reports: Reports, actor: Actor
) -> None:
    heard: list[RecordsChanged] = []
    desk.changes.subscribe(heard.append)
    act = reports.register(actor, REQUEST).act
    desk.history.take_back(actor, act)
    assert heard == [RecordsChanged(None), RecordsChanged(None)]


def test_a_file_hangs_on_the_record_and_names_the_entry(
    database: Database, desk: OpenDesk, reports: Reports, entries: Entries, actor: Actor, tmp_path: Path
) -> None:
    matter = lay_matter(database)
    scan = tmp_path / "批复.pdf"
    scan.write_bytes(b"%PDF-1.4 scanned")
    key = entries.report(record_number="SX2026-00001", direction=Direction.UP)
    reports.attach(actor, key, scan)
    assert [file.file_name for file in reports.card(key).files] == ["批复.pdf"]
    assert [file.purpose for file in desk.attachments.of(RecordType.MATTER, matter)] == ["请示报告材料 QS2026-00001"]
    with pytest.raises(FieldProblem, match="有 1 个文件存在 SX2026-00001 名下，不能改关联"):
        reports.amend(actor, key, reports.card(key).version, REQUEST)


def test_an_entry_without_a_record_takes_no_file_and_says_why(
    reports: Reports, entries: Entries, actor: Actor, tmp_path: Path
) -> None:
    scan = tmp_path / "批复.pdf"
    scan.write_bytes(b"%PDF-1.4 scanned")
    with pytest.raises(DomainError, match="没有关联记录，不能添加文件"):
        reports.attach(actor, entries.report(), scan)


def test_an_entry_that_was_taken_back_is_said_to_be_gone(reports: Reports) -> None:
    with pytest.raises(DomainError, match="请示报告登记簿里没有这一条"):
        reports.card(99)
