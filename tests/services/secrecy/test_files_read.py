"""The text of a PDF is read for marks before it is taken in; what cannot be read is told, whatever it is."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import RecordType
from app.open_desk import OpenDesk
from app.services.documents.facts import TableColumn, TableDocument
from app.services.documents.pdf_text import Bounds, page_texts
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.services.secrecy.file_texts import texts_of, unread

MARK = "秘密★5年"


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> Iterator[OpenDesk]:
    made = OpenDesk(database, clock, resources)
    yield made
    made.close()


def pdf(desk: OpenDesk, path: Path, words: str) -> Path:
    """A PDF that says something on its first page."""
    path.write_bytes(desk.documents.table(TableDocument("材料", (TableColumn("内容", 150),), ((words,),))))
    return path


def test_a_pdf_with_a_mark_is_not_attached_and_the_words_of_a_charge_are_no_mark(
    desk: OpenDesk, actor: Actor, tmp_path: Path
) -> None:
    matter = desk.matters.register(actor, MatterDraft(kind="行政违法行为监督", unit="某局", subject="某案")).id
    with pytest.raises(DomainError, match="机密★"):
        desk.attachments.add(actor, RecordType.MATTER, matter, "证据", pdf(desk, tmp_path / "一.pdf", "机密★10年"))
    charge = pdf(desk, tmp_path / "二.pdf", "被告人犯侵犯商业秘密罪、为境外窃取国家秘密罪一案的起诉书")
    assert desk.attachments.add(actor, RecordType.MATTER, matter, "证据", charge)


def test_pictures_scans_and_old_formats_are_told_as_unread(desk: OpenDesk, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    scan = Canvas(str(tmp_path / "扫描件.pdf"))
    scan.rect(100, 100, 50, 50)
    scan.save()
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "旧稿.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "说明.txt").write_text("说明", encoding="utf-8")
    pdf(desk, tmp_path / "书.pdf", "有文字")
    names = unread(path for path in tmp_path.iterdir() if path.suffix in {".pdf", ".jpg", ".doc", ".txt"})
    assert sorted(names) == sorted(["扫描件.pdf", "照片.jpg", "旧稿.doc"])


def test_a_broken_or_forged_pdf_is_read_to_no_harm_and_told_as_unread(desk: OpenDesk, tmp_path: Path) -> None:
    whole = pdf(desk, tmp_path / "好.pdf", "有文字").read_bytes()
    chance = random.Random(1)  # noqa: S311 - not for secrets
    for number in range(40):
        spoilt = bytearray(whole)
        for _ in range(30):
            spoilt[chance.randrange(8, len(spoilt))] = chance.randrange(256)
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(bytes(spoilt[: chance.randrange(9, len(spoilt))]) if number % 2 else bytes(spoilt))
        assert path.name in list(texts_of(path))
    (tmp_path / "空壳.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    assert unread([tmp_path / "空壳.pdf"]) == ("空壳.pdf",)


def test_of_a_long_pdf_no_more_is_read_than_the_bounds_say(desk: OpenDesk, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    long = Canvas(str(tmp_path / "长.pdf"))
    for page in range(30):
        long.drawString(100, 100, f"page {page} " + "x" * 100)
        long.showPage()
    long.save()
    path = tmp_path / "长.pdf"
    four = list(page_texts(path, Bounds(pages=4, characters=9_999, seconds=60)))
    assert (len(four), four[-1]) == (5, None)  # the rest is said to be unread
    assert sum(len(text or "") for text in page_texts(path, Bounds(pages=30, characters=150, seconds=60))) == 150
    assert list(page_texts(path, Bounds(pages=30, characters=9_999, seconds=-1))) == [None]


def test_a_workbook_whose_characters_are_written_as_numbers_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with ZipFile(path, "w") as book:
        book.writestr("xl/sharedStrings.xml", "<t>秘密★5年</t>".encode("ascii", "xmlcharrefreplace"))
    assert "秘密★5年" in "".join(texts_of(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("页.html", "<p>&#x79D8;&#23494;★5年</p>"),
        ("表.xml", "<a>秘</a><b>密★5年</b>"),
        ("函.rtf", r"{\rtf1 " + "".join(rf"\u{ord(each)}?" for each in MARK) + "}"),
        ("函.rtf", r"{\rtf1 " + "".join(rf"\'{byte:02x}" for byte in MARK.encode("gb18030")) + "}"),
        ("数.json", json.dumps({"a": MARK})),
    ],
)
def test_a_mark_is_found_however_a_text_file_writes_its_characters(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert any(MARK in text for text in texts_of(path))
