"""What bears a mark of state secrecy comes in by no way: typed, imported or attached."""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import RecordType, SuggestionKind
from app.open_desk import OpenDesk
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.importing.error_workbook import write_error_workbook
from app.services.matters.rows import MatterDraft
from app.services.secrecy.state_secrets import BearsStateSecretMark
from app.services.suggestions.rows import LetterDraft

TOLD = "某某工程的位置"


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    made = OpenDesk(database, clock, resources)
    yield made
    made.close()


def everything_beside(store: Path) -> bytes:
    """All bytes of the store and of what lies beside it."""
    return b"".join(path.read_bytes() for path in store.parent.rglob("*") if path.is_file())


def test_a_typed_mark_is_refused_and_nothing_of_the_text_is_kept(
    desk: OpenDesk, actor: Actor, store_path: Path
) -> None:
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="某局", problem=f"机密★10年 {TOLD}")
    with pytest.raises(BearsStateSecretMark, match="机密★"):
        desk.suggestions.draft(actor, draft)
    with closing(sqlite3.connect(store_path)) as store:
        assert store.execute("select count(*) from suggestion").fetchone() == (0,)
    assert TOLD.encode() not in everything_beside(store_path)


def test_an_imported_row_with_a_mark_is_handed_back_without_its_cells(
    desk: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    ledger, errors = tmp_path / "监督事项.xlsx", tmp_path / "错误.xlsx"
    workbook = Workbook()
    for row in (
        ("序号", "案件类型", "被监督单位", "受理日期", "密级", "案情"),
        (1, "行政违法行为监督", "某局", "2026-03-01", "", "未依法履职"),
        (2, "行政违法行为监督", "某局", "2026-03-02", "机密", TOLD),
        (3, "行政违法行为监督", "某局", "2026-03-03", "", f"秘密★ {TOLD}"),
        (4, "行政违法行为监督", "某公司", "2026-03-04", "内部", "侵犯商业秘密罪"),
    ):
        workbook.active.append(row)
    workbook.save(ledger)
    plan = desk.importing.plan("matters", ledger)
    assert [(row.row, "保密办" in found.message) for row, found in zip(plan.faulty, plan.errors, strict=True)] == [
        (3, True),
        (4, True),
    ]
    write_error_workbook(plan, errors)
    told = [cell.value for row in load_workbook(errors).active.iter_rows() for cell in row]
    assert not [value for value in told if TOLD in str(value)]
    assert len(desk.importing.commit(actor, plan).entry_numbers) == 2


def test_a_table_with_a_mark_above_it_is_not_read(desk: OpenDesk, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.xlsx"
    workbook = Workbook()
    for row in (
        ("机密★20年",),
        ("序号", "案件类型", "被监督单位", "受理日期"),
        (1, "行政违法行为监督", "某局", "2026-03-01"),
    ):
        workbook.active.append(row)
    workbook.save(ledger)
    with pytest.raises(BearsStateSecretMark, match="没有读入"):
        desk.importing.plan("matters", ledger)


HEAD = ("序号", "案件类型", "被监督单位", "受理日期")
ROW = (1, "行政违法行为监督", "某局", "2026-03-01")


@pytest.mark.parametrize(
    ("name", "title", "cover", "above"),
    [
        ("机密★10年 台账.xlsx", "台账", (), ()),
        ("台账.xlsx", "绝密★长期", (), ()),
        ("台账.xlsx", "台账", ("监督事项", "机密★10年"), ()),
        ("台账.xlsx", "台账", (), ("密级：", None, "机密")),
    ],
    ids=["in its name", "in the name of a sheet", "on a cover", "beside its word in a cell of its own"],
)
def test_a_ledger_marked_anywhere_but_in_its_rows_is_not_read(
    desk: OpenDesk, tmp_path: Path, name: str, title: str, cover: tuple[str, ...], above: tuple[str | None, ...]
) -> None:
    workbook = Workbook()
    workbook.active.title = title
    for row in (above, HEAD, ROW):
        workbook.active.append(row)
    workbook.create_sheet("封面").append(cover)
    workbook.save(tmp_path / name)
    with pytest.raises(BearsStateSecretMark, match="没有读入") as refused:
        desk.importing.plan("matters", tmp_path / name)
    assert "台账.xlsx" not in str(refused.value) or name == "台账.xlsx"


@pytest.mark.parametrize(
    "name", ["机密★10年 报告.txt", "报告.txt", "报告.docx"], ids=["by its name", "by its text", "by its parts"]
)
def test_a_file_with_a_mark_is_not_attached(desk: OpenDesk, actor: Actor, tmp_path: Path, name: str) -> None:
    matter = desk.matters.register(actor, MatterDraft(kind="行政违法行为监督", unit="某局")).id
    path = tmp_path / name
    if name.endswith(".docx"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", "<w:t>密级：机</w:t></w:r><w:r><w:t>密</w:t>")
    else:
        path.write_text("正文" if "★" in name else "秘密★\n正文", encoding="gb18030")
    with pytest.raises(DomainError, match="没有添加") as refused:
        desk.attachments.add(actor, RecordType.MATTER, matter, "调查材料", path)
    assert (f"“{name}”" in str(refused.value)) is ("★" not in name)
    assert not desk.attachments.of(RecordType.MATTER, matter)
