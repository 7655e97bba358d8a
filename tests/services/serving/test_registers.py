"""用印登记簿 and 送达登记簿: filled from the store, narrowed to a period, printed and exported."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from app.models.terms import RecordType, ServiceMethod
from app.services.case_registers.rows import Book
from app.services.documents.preview import text_of
from app.services.lists.listing import Listing, ListQuery
from app.services.papers.rows import RecordKey
from app.services.serving.rows import FailureDraft, ReceiptDraft, SealDraft
from tests.services.serving.conftest import DAY, Post

QUERY = ListQuery(date(2026, 11, 22))


def cells(listing: Listing, query: ListQuery, *keys: str) -> list[tuple[object, ...]]:
    """Some columns of every line."""
    places = [next(at for at, each in enumerate(listing.columns) if each.key == key) for key in keys]
    return [tuple(row.cells[place] for place in places) for row in listing.rows(listing.ids(query), query)]


def sealed(post: Post, on: str = "2026-11-03") -> int:
    """A letter that was sealed."""
    letter = post.issued(on="2026-10-26")
    draft = SealDraft("检察建议书", 5, DAY(on), "张某", "钱某", "李某")
    post.desk.serving.sealing.seal(post.actor, RecordKey(RecordType.SUGGESTION, letter), draft)
    return letter


def test_seals_are_listed_with_their_record_and_by_month(post: Post) -> None:
    sealed(post, "2026-10-30")
    sealed(post)
    book = post.desk.case_registers.seals
    assert book.months() == ["2026-11", "2026-10"]
    assert book.years() == ["2026"]
    shown = cells(book.listing, QUERY, "id", "record", "purpose", "copies")
    assert shown[0] == ("YY2026-00002", "JY2026-00002", "青山县水利局", 5)
    october = ListQuery(QUERY.as_of, where=(("month", "2026-10"),))
    assert cells(book.listing, october, "id") == [("YY2026-00001",)]
    assert book.record_of(1) == (RecordType.SUGGESTION, 1)
    assert ("监印人", "李某") in book.facts(1, QUERY.as_of)


def test_every_service_is_listed_also_those_that_failed(post: Post, scan: Path) -> None:
    letter = post.issued()
    row, delivery = post.sent(letter, ServiceMethod.WRITTEN, on="2026-11-05"), post.desk.serving.delivery
    delivery.refuse(post.actor, row.id, FailureDraft(DAY("2026-11-05"), "拒绝接收", "王某"))
    row = post.sent(letter, on="2026-11-09")
    delivery.receive(post.actor, row.id, ReceiptDraft(DAY("2026-11-12"), "李某"))
    listing = post.desk.case_registers.services.listing
    keys = ("id", "method", "result", "filed", "refusal")
    assert cells(listing, QUERY, *keys) == [
        ("青检建〔2026〕1号", "邮寄送达", "已签收", "未收回", None),
        ("青检建〔2026〕1号", "书面送达", "拒绝签收", None, "拒绝接收"),
    ]
    delivery.attach_receipt(post.actor, row.id, None, scan)
    assert cells(listing, ListQuery(QUERY.as_of, where=(("filed", "已收回"),)), "receiver") == [("李某",)]


def test_the_registers_are_printed_for_a_period(post: Post, tmp_path: Path) -> None:
    letter = sealed(post)
    row = post.sent(letter, on="2026-11-09")
    post.desk.serving.delivery.receive(post.actor, row.id, ReceiptDraft(DAY("2026-11-12"), "李某"))
    paper = post.desk.case_registers.paper
    november = ListQuery(QUERY.as_of, where=(("month", "2026-11"),))
    path = tmp_path / "送达.pdf"
    assert paper.write(Book.SERVICES, november, path) == 1
    text = text_of(path.read_bytes()).replace("\n", "")
    for said in (
        "送达登记簿",
        "月份：2026-11，共1件",
        "青检建〔2026〕1号",
        "青山县水利局",
        "邮寄送达",
        "未收回",
        "EM123",
    ):
        assert said in text
    seals, count = paper.draw(Book.SEALS, november)
    assert count == 1
    text = text_of(seals).replace("\n", "")
    for said in ("用印登记簿", "YY2026-00001", "检察建议书", "青检建〔2026〕1号", "钱某", "院印"):
        assert said in text
    assert paper.write(Book.SERVICES, ListQuery(QUERY.as_of, issued_from="2026-11-10"), path) == 0


def test_the_workbook_of_seals_holds_real_dates(post: Post, tmp_path: Path) -> None:
    sealed(post)
    path = tmp_path / "用印.xlsx"
    post.desk.case_registers.paper.write(Book.SEALS, QUERY, path)
    values = [cell.value for row in load_workbook(path).active.iter_rows() for cell in row]
    assert any(getattr(value, "date", lambda: None)() == date(2026, 11, 3) for value in values)
    assert "YY2026-00001" in values


def test_the_whole_register_goes_by_its_name(post: Post) -> None:
    assert "YY2026" not in post.desk.papers.registers.sheet("用印登记簿").text
    letter = sealed(post)
    post.sent(letter)
    assert post.desk.papers.registers.sheet("用印登记簿").text.startswith("YY2026-00001\t2026-11-03\t检察建议书")
    assert post.desk.papers.registers.sheet("送达登记簿").text.startswith("1\t检察建议书\t青检建〔2026〕1号")
