"""A batch is taken back whole, or not at all where somebody has worked on it; faulty rows come back in a workbook."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.models.actor import Actor
from app.models.attachment import Attachment
from app.models.database import Database
from app.models.deadline import Deadline
from app.models.matter import Matter
from app.models.office import Organisation
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord, Suggestion
from app.models.terms import RecordType
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import ASKED_FOR, Intention
from app.services.importing.service import Importing
from tests.services.importing.conftest import HEAD, MakeLedger, letter

WORK = Intention("test.work", "办理", "test:work", ASKED_FOR)
MATTER_HEAD = ("编号", "事项类型", "监督对象", "受理日期")
BROUGHT = (Suggestion, ServiceRecord, Reply, RectificationRecord, Deadline, Organisation, Matter)


def rows_left(database: Database) -> dict[str, int]:
    """How many rows the tables an import writes to hold, empty ones left out."""
    with database.read() as session:
        counts = {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in BROUGHT
        }
    return {name: number for name, number in counts.items() if number}


def test_a_batch_goes_with_everything_it_brought(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    full = letter(replied="2026-04-30", adopted="采纳", rectified="已整改")
    result = importing.commit(actor, importing.plan("suggestions", ledger(full, letter(addressee="县教育局"))))
    undone = importing.undo(actor, result.batch or 0)
    assert (undone.removed, undone.file_name) == (2, "台账.xlsx")
    assert rows_left(database) == {}
    (batch,) = importing.batches()
    assert batch.undone_at == "2026-11-22T09:00:00+08:00"


def test_what_another_batch_brought_or_uses_stays(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database
) -> None:
    first = importing.commit(actor, importing.plan("suggestions", ledger(letter())))
    importing.commit(actor, importing.plan("suggestions", ledger(letter(issued="2026-05-06", served=None))))
    importing.undo(actor, first.batch or 0)
    assert rows_left(database) == {"suggestion": 1, "deadline": 1, "organisation": 1}


def test_a_batch_taken_back_can_come_in_again(importing: Importing, actor: Actor, ledger: MakeLedger) -> None:
    path = ledger(letter())
    importing.undo(actor, importing.commit(actor, importing.plan("suggestions", path)).batch or 0)
    assert len(importing.commit(actor, importing.plan("suggestions", path)).entry_numbers) == 1


def test_a_batch_somebody_changed_since_is_refused_with_the_list(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database, clock: FixedClock
) -> None:
    path = ledger(letter(), letter(addressee="县教育局"), letter(addressee="县民政局"))
    batch = importing.commit(actor, importing.plan("suggestions", path)).batch or 0
    with database.write(actor, WORK, clock.now()) as unit:
        unit.session.get_one(Suggestion, 2).remarks = "已电话联系"
    with pytest.raises(DomainError, match="已有人办理过 JY2026-00002。"):
        importing.undo(actor, batch)
    assert rows_left(database)["suggestion"] == 3


def test_a_batch_with_a_new_attachment_is_refused(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database, clock: FixedClock
) -> None:
    batch = importing.commit(actor, importing.plan("suggestions", ledger(letter()))).batch or 0
    with database.write(actor, WORK, clock.now()) as unit:
        scan = {"purpose": "回复函", "file_name": "回复.pdf", "sha256": "0" * 64, "size": 1, "added_at": "2026-11-22"}
        unit.session.add(Attachment(record_type=RecordType.SUGGESTION, record_id=1, **scan))
    with pytest.raises(DomainError, match="JY2026-00001"):
        importing.undo(actor, batch)


def test_a_matter_to_which_a_letter_was_linked_is_refused(
    importing: Importing, actor: Actor, ledger: MakeLedger, database: Database, clock: FixedClock
) -> None:
    path = ledger([1, "撤案监督", "县公安局", "2026-03-04"], head=MATTER_HEAD)
    batch = importing.commit(actor, importing.plan("matters", path)).batch or 0
    importing.commit(actor, importing.plan("suggestions", ledger(letter())))
    with database.write(actor, WORK, clock.now()) as unit:
        unit.session.get_one(Suggestion, 1).matter_id = 1
    with pytest.raises(DomainError, match="SX2026-00001"):
        importing.undo(actor, batch)


def test_a_batch_is_taken_back_once_and_must_exist(importing: Importing, actor: Actor, ledger: MakeLedger) -> None:
    batch = importing.commit(actor, importing.plan("suggestions", ledger(letter()))).batch or 0
    importing.undo(actor, batch)
    with pytest.raises(DomainError, match="已在 2026-11-22 撤销"):
        importing.undo(actor, batch)
    with pytest.raises(DomainError, match="没有第 9 批导入"):
        importing.undo(actor, 9)


def test_faulty_rows_come_back_as_they_stood_with_their_reasons_in_the_last_column(
    importing: Importing, ledger: MakeLedger, tmp_path: Path
) -> None:
    faulty = letter(issued="2026年2月30日", addressee=None)
    plan = importing.plan("suggestions", ledger(letter(), faulty))
    importing.write_errors(plan, tmp_path / "错误.xlsx")
    sheet = load_workbook(tmp_path / "错误.xlsx")["台账"]
    head, row = list(sheet.iter_rows(values_only=True))
    assert head == (*HEAD, "原行号", "不能导入的原因")
    assert list(row[:10]) == faulty
    assert row[10] == 3
    assert row[11].splitlines() == [error.message for error in plan.errors]
    assert len(plan.errors) == 2


def test_a_text_that_looks_like_a_formula_comes_back_as_text(importing: Importing, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("类型,被建议单位,发出日期,备注\n公益诉讼,,2026-03-02,=1+1\n", encoding="utf-8")
    importing.write_errors(importing.plan("suggestions", path), tmp_path / "错误.xlsx")
    cell = load_workbook(tmp_path / "错误.xlsx")["台账"]["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_corrected_error_workbook_can_be_imported_as_it_is(
    importing: Importing, actor: Actor, ledger: MakeLedger, tmp_path: Path
) -> None:
    path = tmp_path / "错误.xlsx"
    importing.write_errors(importing.plan("suggestions", ledger(letter(issued="2026-13-01"))), path)
    workbook = load_workbook(path)
    workbook["台账"]["F2"] = "2026-03-01"
    workbook.save(path)
    plan = importing.plan("suggestions", path)
    assert (plan.errors, plan.warnings) == ((), ())
    assert len(importing.commit(actor, plan).entry_numbers) == 1


def test_an_error_workbook_that_cannot_be_written_is_refused_in_words(
    importing: Importing, ledger: MakeLedger, tmp_path: Path
) -> None:
    plan = importing.plan("suggestions", ledger(letter(addressee=None)))
    with pytest.raises(DomainError, match=r"改为 \.xlsx"):
        importing.write_errors(plan, tmp_path / "错误.txt")
    with pytest.raises(KnownError, match="文件夹"):
        importing.write_errors(plan, tmp_path / "没有" / "错误.xlsx")
    assert [name for name in os.listdir(tmp_path) if "错误" in name] == []
