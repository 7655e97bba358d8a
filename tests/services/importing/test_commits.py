"""The commit writes the plan that was shown, whole or not at all, and leaves its trail."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.models.actor import Actor
from app.models.audit import GENESIS, HASHED, AuditEntry, chain_hash
from app.models.database import Database
from app.models.deadline import Deadline
from app.models.office import Organisation
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord, Suggestion
from app.models.terms import DeadlineState, Receipt
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Cancelled
from app.services.importing.service import Importing
from tests.services.importing.conftest import HEAD, MakeLedger, letter


class Stopping:
    """A progress whose user stops at the first report of the commit."""

    def report(self, done: int, total: int) -> None:
        """Stop."""
        raise Cancelled


class Counting:
    """A progress that remembers how far it was told to be."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def report(self, done: int, total: int) -> None:
        """Remember."""
        self.told.append((done, total))


def count(database: Database, table: type) -> int:
    """Rows of a table."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_planning_an_import_writes_nothing(importing: Importing, ledger: MakeLedger, database: Database) -> None:
    before = count(database, AuditEntry)
    importing.plan("suggestions", ledger(letter()))
    assert count(database, AuditEntry) == before
    assert count(database, Suggestion) == 0
    assert importing.batches() == ()


def test_a_letter_comes_in_with_its_service_reply_rectification_and_deadline(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    answered = letter(number="青检建〔2026〕3号", replied="2026-04-30", adopted="采纳", rectified="已整改")
    importing.commit(actor, importing.plan("suggestions", ledger(answered)))
    with database.read() as session:
        row = session.scalars(select(Suggestion)).one()
        service, reply = session.scalars(select(ServiceRecord)).one(), session.scalars(select(Reply)).one()
        rectification, deadline = (session.scalars(select(table)).one() for table in (RectificationRecord, Deadline))
        addressee = session.scalars(select(Organisation)).one()
    assert (row.entry_number, row.receipt, str(row.due_on)) == ("JY2026-00001", Receipt.RECEIVED, "2026-05-06")
    assert (service.suggestion_id, str(service.received_on)) == (row.id, "2026-03-03")
    assert (reply.suggestion_id, str(reply.registered_on)) == (row.id, "2026-04-30")
    assert (rectification.suggestion_id, rectification.note) == (row.id, "已整改")
    assert (deadline.record_id, deadline.state, deadline.due_on) == (row.id, DeadlineState.MET, row.due_on)
    assert (addressee.name, addressee.initials, row.organisation_id) == ("县水利局", "xslj", addressee.id)


def test_a_letter_without_receipt_date_runs_from_its_issue_and_is_marked_so(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    importing.commit(actor, importing.plan("suggestions", ledger(letter(served=None))))
    with database.read() as session:
        row = session.scalars(select(Suggestion)).one()
    assert (row.receipt, row.start_is_receipt, str(row.due_on)) == (Receipt.UNKNOWN, False, "2026-05-06")


def test_entry_numbers_go_on_where_the_last_batch_ended_and_are_not_given_again(
    importing: Importing, actor: Actor, ledger: MakeLedger
) -> None:
    first = importing.commit(actor, importing.plan("suggestions", ledger(letter())))
    importing.undo(actor, first.batch or 0)
    second = importing.commit(actor, importing.plan("suggestions", ledger(letter(), letter(addressee="县教育局"))))
    assert first.entry_numbers == ("JY2026-00001",)
    assert second.entry_numbers == ("JY2026-00002", "JY2026-00003")


def test_organisations_the_store_knows_are_used_again(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    importing.commit(actor, importing.plan("suggestions", ledger(letter())))
    importing.commit(actor, importing.plan("suggestions", ledger(letter(issued="2026-05-06", served=None))))
    assert count(database, Organisation) == 1


def test_the_trail_has_one_entry_a_record_and_one_for_the_batch_in_one_unbroken_chain(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    before = count(database, AuditEntry)
    importing.commit(actor, importing.plan("suggestions", ledger(letter(), letter(addressee="县教育局"))))
    with database.read() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    tables = [entry.table_name for entry in entries[before:]]
    assert (tables.count("suggestion"), tables.count("import_batch")) == (2, 1)
    assert len({entry.act for entry in entries[before:]}) == 1
    assert {(entry.actor, entry.intention) for entry in entries[before:]} == {("张某", "importing.commit")}
    previous = GENESIS
    for entry in entries:
        told = [getattr(entry, name) for name in HASHED]
        assert (entry.previous, entry.hash) == (previous, chain_hash(previous, told))
        previous = entry.hash


def test_a_commit_that_is_stopped_leaves_nothing_behind(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    plan = importing.plan("suggestions", ledger(letter()))
    before = count(database, AuditEntry)
    with pytest.raises(Cancelled):
        importing.commit(actor, plan, Stopping())
    assert (count(database, Suggestion), count(database, AuditEntry)) == (0, before)
    assert importing.commit(actor, plan).entry_numbers == ("JY2026-00001",)


def test_long_ledgers_tell_how_far_they_are(importing: Importing, actor: Actor, ledger: MakeLedger) -> None:
    planned, written = Counting(), Counting()
    path = ledger(*(letter(addressee=f"第{number}局") for number in range(1, 601)))
    importing.commit(actor, importing.plan("suggestions", path, progress=planned), written)
    assert planned.told == [(500, 601), (601, 601)]
    assert written.told[-1] == (600, 600)


def test_a_plan_of_faulty_rows_alone_is_refused(importing: Importing, actor: Actor, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger(letter(addressee=None)))
    with pytest.raises(DomainError, match="1 行都有错误，没有导入"):
        importing.commit(actor, plan)


def test_a_plan_overtaken_by_another_import_is_refused(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    plan = importing.plan("suggestions", ledger(letter()))
    importing.commit(actor, plan)
    with pytest.raises(DomainError, match="已由别处登记（JY2026-00001）"):
        importing.commit(actor, plan)
    assert count(database, Suggestion) == 1


def test_a_duplicate_that_tells_more_is_reported_with_what_differs(
    importing: Importing, actor: Actor, ledger: MakeLedger
) -> None:
    importing.commit(actor, importing.plan("suggestions", ledger(letter())))
    plan = importing.plan("suggestions", ledger(letter(replied="2026-04-30", adopted="采纳")))
    assert plan.duplicates[0].differing == ("回复日期", "采纳情况")
    assert [warning.message for warning in plan.warnings] == [
        "第2行：与JY2026-00001是同一件，没有再登记；但两处的回复日期、采纳情况不同，请在那一件上核对、补登。"
    ]


def test_matters_and_letters_keep_their_own_numbers(importing: Importing, actor: Actor, ledger: MakeLedger) -> None:
    head = ("编号", "来源", "事项类型", "监督对象", "受理日期", "结果")
    matters = ledger([1, "群众反映", "撤案监督", "县公安局", "2026年3月", "办理中"], head=head, name="事项.xlsx")
    importing.commit(actor, importing.plan("suggestions", ledger(letter())))
    assert importing.commit(actor, importing.plan("matters", matters)).entry_numbers == ("SX2026-00001",)


@pytest.mark.parametrize(
    ("filled", "stage", "is_closing_undated"),
    [
        ({}, "intake", False),
        ({"监督文书": "检察建议书"}, "supervision", False),
        ({"监督文书": "检察建议书", "对方处理": "书面回复"}, "follow_up", False),
        ({"结果": "整改中"}, "intake", False),
        ({"结果": "已纠正"}, "closing", True),
        ({"结果": "已纠正", "办结日期": "2026-05-06"}, "closing", False),
    ],
)
def test_a_matter_stands_where_the_ledger_shows_it(
    importing: Importing, ledger: MakeLedger, filled: dict[str, str], stage: str, is_closing_undated: bool
) -> None:
    head = ("事项类型", "监督对象", "受理日期", "监督文书", "对方处理", "结果", "办结日期")
    row = {"事项类型": "撤案监督", "监督对象": "县公安局", "受理日期": "2026年3月", **filled}
    (planned,) = importing.plan("matters", ledger([row.get(name) for name in head], head=head)).rows
    assert planned.values["stage"].value == stage
    assert planned.values["is_closing_undated"] is is_closing_undated


def test_a_matter_is_the_same_by_kind_object_and_acceptance_date(importing: Importing, ledger: MakeLedger) -> None:
    head = ("编号", "事项类型", "监督对象", "受理日期", "结果")
    same = [7, "撤案监督 ", "县 公安局", "2026.3.4", "已纠正"]
    other = [1, "撤案监督", "县公安局", "2026年3月", None]
    plan = importing.plan("matters", ledger([1, "撤案监督", "县公安局", "2026-03-04", None], same, other, head=head))
    assert [(each.row, each.same_as) for each in plan.duplicates] == [(3, 2)]
    assert len(plan.rows) == 2


def test_an_import_from_csv_keeps_the_rows_numbers_of_the_file(importing: Importing, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    lines = ["台账", "", ",".join("".join(head.split()) for head in HEAD), "1,公益诉讼,,,县水利局,2026-13-02,,,,"]
    path.write_text("\n".join(lines), encoding="gb18030")
    plan = importing.plan("suggestions", path)
    assert [(error.row, error.column) for error in plan.errors] == [(4, "发出日期")]
    assert [(each.row, each.reason) for each in plan.skipped] == [(1, "标题"), (2, "空行")]
