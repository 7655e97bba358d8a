"""Attachments lie by the hash of their content, once, and are known when they are lost or changed."""

from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, RecordsChanged
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.office import attachments as module
from app.services.office.attachments import AttachmentLost, Attachments, place_of


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def attachments(database: Database, clock: FixedClock, changes: Changes) -> Attachments:
    return Attachments(database, clock, changes)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "回复函.pdf"
    path.write_bytes(b"%PDF-1.7 scanned")
    return path


def add(attachments: Attachments, actor: Actor, path: Path) -> int:
    return attachments.add(actor, RecordType.SUGGESTION, 7, "回复函", path)


def test_an_attachment_is_listed_with_its_record_and_read_back(
    attachments: Attachments, actor: Actor, scan: Path
) -> None:
    add(attachments, actor, scan)
    (row,) = attachments.of(RecordType.SUGGESTION, 7)
    assert (row.file_name, row.purpose, row.size) == ("回复函.pdf", "回复函", 16)
    assert attachments.path_of(row.sha256).read_bytes() == scan.read_bytes()
    assert attachments.of(RecordType.MATTER, 7) == ()


def test_the_newest_final_copy_counts(attachments: Attachments, actor: Actor, scan: Path) -> None:
    assert attachments.final_of(RecordType.SUGGESTION, 7) is None
    revised = scan.with_name("建议书（修改后）.DOCX")
    revised.write_bytes(b"PK revised")
    for path in (scan, revised):
        attachments.register_final(actor, RecordType.SUGGESTION, 7, path)
    add(attachments, actor, scan)
    final = attachments.final_of(RecordType.SUGGESTION, 7)
    assert final is not None
    assert (final.file_name, final.purpose) == ("建议书（修改后）.DOCX", "定稿")


def test_a_program_is_no_final_copy(attachments: Attachments, actor: Actor, scan: Path) -> None:
    program = scan.with_suffix(".exe")
    program.write_bytes(b"MZ")
    with pytest.raises(DomainError, match="不是定稿的格式"):
        attachments.register_final(actor, RecordType.SUGGESTION, 7, program)
    assert attachments.of(RecordType.SUGGESTION, 7) == ()


def test_the_same_bytes_lie_in_the_folder_once(attachments: Attachments, actor: Actor, scan: Path) -> None:
    twin = scan.with_name("另一份.pdf")
    twin.write_bytes(scan.read_bytes())
    add(attachments, actor, scan)
    add(attachments, actor, twin)
    assert len([path for path in attachments.folder.rglob("*") if path.is_file()]) == 1
    assert [row.file_name for row in attachments.of(RecordType.SUGGESTION, 7)] == ["回复函.pdf", "另一份.pdf"]


def test_whoever_listens_hears_which_record_got_a_file(
    attachments: Attachments, changes: Changes, actor: Actor, scan: Path
) -> None:
    heard: list[RecordsChanged] = []
    changes.subscribe(heard.append)
    add(attachments, actor, scan)
    assert heard == [RecordsChanged(RecordType.SUGGESTION, (7,))]


def test_a_lost_attachment_is_told_in_a_sentence(attachments: Attachments, actor: Actor, scan: Path) -> None:
    sha256 = attachments.store_file(scan).sha256
    place_of(attachments.folder, sha256).unlink()
    with pytest.raises(AttachmentLost, match="不见了"):
        attachments.path_of(sha256)


def test_a_changed_attachment_is_not_handed_out(attachments: Attachments, scan: Path) -> None:
    sha256 = attachments.store_file(scan).sha256
    place_of(attachments.folder, sha256).write_bytes(b"%PDF-1.7 forgery")
    with pytest.raises(AttachmentLost, match="内容与登记时不同"):
        attachments.path_of(sha256)


def test_adding_the_file_again_mends_a_changed_attachment(attachments: Attachments, scan: Path) -> None:
    sha256 = attachments.store_file(scan).sha256
    place_of(attachments.folder, sha256).write_bytes(b"%PDF-1.7 forgery")
    attachments.store_file(scan)
    assert attachments.path_of(sha256).read_bytes() == scan.read_bytes()


def test_a_missing_and_an_empty_file_are_refused(attachments: Attachments, actor: Actor, tmp_path: Path) -> None:
    empty = tmp_path / "空.pdf"
    empty.touch()
    with pytest.raises(DomainError, match="空文件"):
        add(attachments, actor, empty)
    with pytest.raises(DomainError, match="找不到文件"):
        add(attachments, actor, tmp_path / "没有.pdf")


def test_a_file_beyond_the_limit_is_refused_with_its_size(
    attachments: Attachments, actor: Actor, tmp_path: Path
) -> None:
    huge = tmp_path / "录像.mp4"
    with huge.open("wb") as file:
        file.truncate(module.LARGEST + 1)  # sparse: it takes no room on the disk
    with pytest.raises(DomainError, match="200 MB 的上限"):
        add(attachments, actor, huge)


def test_a_removed_attachment_leaves_its_bytes_for_taking_back(
    attachments: Attachments, actor: Actor, scan: Path
) -> None:
    made = add(attachments, actor, scan)
    (row,) = attachments.of(RecordType.SUGGESTION, 7)
    attachments.remove(actor, made)
    assert attachments.of(RecordType.SUGGESTION, 7) == ()
    assert attachments.path_of(row.sha256).is_file()
    with pytest.raises(DomainError, match="已经不在了"):
        attachments.remove(actor, made)
