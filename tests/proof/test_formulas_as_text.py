"""What a ledger brought in leaves as text, whatever it begins with: no cell of any export is worked out."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionStep
from app.services.documents.facts import TableColumn, TableDocument
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.own_forms.package import Package
from app.services.own_forms.places import Place
from app.services.own_forms.writing import filled
from app.services.papers.rows import LETTER, RecordKey
from app.services.sheets.workbooks import WorkbookSheet, workbook_bytes
from tests.architecture.source_tree import ROOT
from tests.conftest import CHINA
from tests.services.own_forms.forms import quarterly_form
from tests.services.records import lay_letter, lay_matter

MOMENT = datetime(2026, 11, 22, 9, tzinfo=CHINA)
TYPED = "ZZZ"  # stands in each of them
HOSTILE = (
    *('=HYPERLINK("http://x","ZZZ")', "+cmd|' /C calc'!ZZZ", "@SUM(ZZZ)", "-1+2ZZZ", "\t=ZZZ", "\r=ZZZ", "\n=ZZZ"),
    *("\u202e=ZZZ", "\u2066\x07=ZZZ", "＝ZZZ", "&ZZZ</t><f>1</f>", "_x003D_ZZZ"),
)

TRIED = (1, 8, 9, 11)  # numbers of records with texts a word processor or browser could take for something else


@pytest.fixture(scope="module")
def desk(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    path = Path(shutil.copyfile(empty_store, tmp_path_factory.mktemp("store") / "台账.jdt"))
    database, day = Database(path), PartialDate("2026-10-08")
    for number, text in enumerate(HOSTILE, start=1):
        said = dict.fromkeys(("case_name", "handler", "department", "problem", "facts", "proposal", "remarks"), text)
        issued = {"step": SuggestionStep.ISSUED, "issued_on": day, "number": f"青检建〔2026〕{number}号"}
        lay_letter(database, number, text, **said, **(issued if number > 1 else {}))
        lay_matter(database, number, text, subject=text, handler=text, accepted_on=day)
    clock = FixedClock(MOMENT)
    opened = OpenDesk(database, clock, Resources.shipped())
    yield opened
    opened.close()


def assert_text_only(content: bytes, least: int = 0) -> None:
    """No formula holds what was typed, and at least so many cells show it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    typed = [each for text in parts.values() for each in re.findall("<f[ >].*?</f>", text, re.S) if TYPED in each]
    assert typed == []
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if TYPED in str(cell.value)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert len(cells) >= least


def tracking(desk: OpenDesk, folder: Path) -> Iterator[Path]:
    desk.sheets.reply_tracking(ListQuery(MOMENT.date()), folder / "跟踪.xlsx")
    yield folder / "跟踪.xlsx"


def faulty_rows(desk: OpenDesk, folder: Path) -> Iterator[Path]:
    """The heads, too, come from whoever sent the ledger."""
    book, ledger = Workbook(), folder / "来稿.xlsx"
    sheet = book.active
    assert sheet is not None
    heads = ("文号", "类型", "被建议单位", "制发日期", *HOSTILE)
    for row, texts in enumerate((heads, *(("号", "再审", text, "某日", *HOSTILE) for text in HOSTILE)), start=1):
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(row, place)
            cell.value = re.sub("[\x00-\x08\x0b-\x1f]", "", text)
            cell.data_type = "s"
    book.save(ledger)
    desk.importing.write_errors(desk.importing.plan("suggestions", ledger), folder / "错误.xlsx")
    yield folder / "错误.xlsx"


EXPORTS: tuple[tuple[Callable[[OpenDesk, Path], Iterator[Path]], int], ...] = (
    (tracking, len(HOSTILE) - 1),
    (faulty_rows, len(HOSTILE) * len(HOSTILE)),
)


@pytest.mark.parametrize(("export", "least"), EXPORTS, ids=[each[0].__name__ for each in EXPORTS])
def test_no_cell_of_an_exported_workbook_is_a_formula_somebody_typed(
    desk: OpenDesk, tmp_path: Path, export: Callable[[OpenDesk, Path], Iterator[Path]], least: int
) -> None:
    for path in export(desk, tmp_path):
        assert_text_only(path.read_bytes(), least)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_place_of_a_table_that_takes_a_text_keeps_it_a_text(text: str) -> None:
    columns = (TableColumn(text, 30), TableColumn(text, 30))
    told = {"head_lines": (text,), "foot_lines": (text,), "notes": (text,), "heading": text, "watermark": text}
    table = TableDocument(text, columns, (), author=text, groups=(text,), **told)
    assert_text_only(workbook_bytes([WorkbookSheet("表", table, ((text, text),))], MOMENT), least=10)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_filled_into_an_own_form_stays_a_text(tmp_path: Path, text: str) -> None:
    form = Package(quarterly_form(tmp_path / "表.xlsx").read_bytes(), "表.xlsx")
    assert_text_only(filled(form, {"基本情况": {Place(4, 2): text}}, text), least=1)


def test_a_word_copy_and_a_case_package_hold_no_field_and_no_tag_somebody_typed(desk: OpenDesk, tmp_path: Path) -> None:
    for key in TRIED:
        desk.papers.write(Actor("张某"), LETTER, RecordKey(RecordType.SUGGESTION, key), tmp_path / "建议书.docx")
        with zipfile.ZipFile(tmp_path / "建议书.docx") as archive:
            told = archive.read("word/document.xml").decode()
        assert TYPED in told
        assert not any(TYPED in each for each in re.findall("<w:(?:instrText|fldSimple)[^>]*>[^<]*", told))
    packed = desk.case_packages.write(Actor("张某"), list(TRIED), tmp_path / "包")
    pages = [page.read_text(encoding="utf-8") for each in packed.packages for page in each.folder.glob("*.html")]
    assert len(pages) == len(TRIED)
    assert not any("ZZZ</t><f>" in page for page in pages)
    assert not any("\u202e" in each.folder.name for each in packed.packages)  # turned round, another ending would show


def test_workbooks_are_made_in_two_places_only() -> None:
    """And forms of the office's own are filled in a third; whoever adds one adds it above."""
    makers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app").rglob("*.py")
        if re.search(r"\bWorkbook\(|csv\.writer|DictWriter", path.read_text(encoding="utf-8"))
    }
    assert makers == {"app/services/sheets/workbooks.py", "app/services/importing/error_workbook.py"}
