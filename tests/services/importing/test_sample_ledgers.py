"""The two shipped ledgers come in as promised, from every kind of file."""

import shutil
from pathlib import Path

import pytest
import xlwt
from openpyxl import load_workbook
from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.services.foundation.resources import Resources
from app.services.importing.service import Importing

LETTERS, MATTERS = "检察建议台账-公开案例", "监督事项台账-公开案例"


def as_old_workbook(source: Path, target: Path) -> Path:
    """The first sheet of an .xlsx as an .xls, dates as dates."""
    book, form = xlwt.Workbook(), xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet = book.add_sheet("台账")
    for row, cells in enumerate(load_workbook(source).worksheets[0].iter_rows(values_only=True)):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(row, column, cell, form) if hasattr(cell, "year") else sheet.write(row, column, cell)
    book.save(str(target))
    return target


def letters_of(database: Database) -> list[tuple[str | None, ...]]:
    """What the store holds of each letter, in order."""
    names = (
        "addressee",
        "issued_on",
        "received_on",
        "replied_on",
        "due_on",
        "adoption",
        "problem",
        "rectification_note",
    )
    with database.read() as session:
        found = session.scalars(select(Suggestion).order_by(Suggestion.id)).all()
        return [tuple(str(getattr(letter, name)) for name in names) for letter in found]


def test_the_letters_ledger_gives_twelve_letters_and_one_duplicate(
    importing: Importing, actor: Actor, resources: Resources
) -> None:
    plan = importing.plan("suggestions", resources.samples / f"{LETTERS}.xlsx")
    report = importing.commit(actor, plan).as_json()
    assert (report["read"], report["added"], report["duplicates"], report["errors"]) == (13, 12, 1, [])
    assert [(each["row"], each["same_as"]) for each in report["duplicate_rows"]] == [(17, 15)]
    assert [(each["sheet"], each["row"], each["reason"]) for each in report["skipped"]] == [
        ("Sheet2", None, "空工作表"),
        ("台账", 1, "标题"),
        ("台账", 2, "填报说明"),
        ("台账", 9, "空行"),
        ("台账", 18, "空行"),
        ("台账", 19, "合计行"),
        ("台账", 20, "注释或填报说明"),
    ]
    assert report["batch"] == 1


def test_the_same_ledger_a_second_time_adds_nothing(importing: Importing, actor: Actor, resources: Resources) -> None:
    path = resources.samples / f"{LETTERS}.xlsx"
    importing.commit(actor, importing.plan("suggestions", path))
    second = importing.commit(actor, importing.plan("suggestions", path)).as_json()
    assert (second["read"], second["added"], second["duplicates"], second["batch"]) == (13, 0, 13, None)
    assert second["duplicate_rows"][0]["same_as"] == "JY2026-00001"
    assert second["warnings"] == []


def test_csv_and_old_workbook_give_the_same_letters_as_the_new_one(
    importing: Importing, actor: Actor, resources: Resources, database: Database, tmp_path: Path
) -> None:
    source = resources.samples / f"{LETTERS}.xlsx"
    text = (resources.samples / f"{LETTERS}.csv").read_bytes().decode("gb18030")
    (tmp_path / "无标记.csv").write_text(text, encoding="utf-8")
    (tmp_path / "有标记.csv").write_text(text, encoding="utf-8-sig")
    shutil.copy(resources.samples / f"{LETTERS}.csv", tmp_path / "国标.csv")
    as_old_workbook(source, tmp_path / "旧.xls")
    seen = []
    for number, path in enumerate([source, *sorted(tmp_path.glob("*.csv")), tmp_path / "旧.xls"], start=1):
        importing.commit(actor, importing.plan("suggestions", path))
        seen.append(letters_of(database))
        importing.undo(actor, number)
    assert len(seen) == 5
    assert len(seen[0]) == 12
    assert all(letters == seen[0] for letters in seen)


def test_due_dates_run_from_receipt_else_from_issue_by_the_ledgers_own_period(
    importing: Importing, actor: Actor, resources: Resources, database: Database
) -> None:
    importing.commit(actor, importing.plan("suggestions", resources.samples / f"{LETTERS}.xlsx"))
    with database.read() as session:
        letters = {letter.addressee: letter for letter in session.scalars(select(Suggestion))}
    due = {name: str(letter.due_on) for name, letter in letters.items()}
    assert due["某市财政局"] == "2019-11-11"
    assert due["某市人民政府"] == "2019-11-11"
    assert due["住房和城乡建设局"] == "2019-07-04"
    assert due["朝阳乡人民政府"] == "2017-05-18"
    assert due["自然资源部门"] == "2022-04-11"
    assert {letter.due_source.label for letter in letters.values() if letter.due_source} == {"台账"}
    assert not letters["某市财政局"].start_is_receipt
    assert letters["某市人民政府"].start_is_receipt


def test_five_letters_are_answered_on_a_day_nobody_wrote_down(
    importing: Importing, actor: Actor, resources: Resources, database: Database
) -> None:
    plan = importing.plan("suggestions", resources.samples / f"{LETTERS}.xlsx")
    importing.commit(actor, plan)
    with database.read() as session:
        undated = session.scalars(select(Suggestion).where(Suggestion.is_reply_undated)).all()
    assert len(undated) == 5
    assert any("第4、5、12、14、16行" in warning.message for warning in plan.warnings)


def test_as_above_becomes_what_stands_above(
    importing: Importing, actor: Actor, resources: Resources, database: Database
) -> None:
    importing.commit(actor, importing.plan("suggestions", resources.samples / f"{LETTERS}.xlsx"))
    with database.read() as session:
        letters = session.scalars(select(Suggestion).where(Suggestion.office_name.contains("扬州"))).all()
    assert {letter.problem for letter in letters} == {"326亩国有建设用地长期闲置,供后监管不到位"}
    assert {letter.rectification_note for letter in letters} == {"5宗326亩处置完毕"}


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_the_matters_ledger_gives_six_matters(
    importing: Importing, actor: Actor, resources: Resources, database: Database, suffix: str
) -> None:
    report = importing.commit(actor, importing.plan("matters", resources.samples / f"{MATTERS}{suffix}")).as_json()
    assert (report["read"], report["added"], report["duplicates"], report["errors"]) == (6, 6, 0, [])
    with database.read() as session:
        matters = session.scalars(select(Matter).order_by(Matter.id)).all()
    assert [matter.entry_number for matter in matters] == [f"SX2026-{number:05d}" for number in range(1, 7)]
    assert matters[0].unit == "海州公安分局"
    assert str(matters[1].accepted_on) == "2019-12"
    assert str(matters[5].responded_on) == "2022-04"
