"""Attachments lie by the hash of their content, once, and are known when they are lost or changed."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, RecordsChanged
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.progress import Cancelled
from app.services.foundation.resources import Resources
from app.services.office import attachment_kinds as kinds
from app.services.office.attachment_kinds import RefusedKinds
from app.services.office.attachments import AttachmentLost, Attachments, Condition, place_of
from app.services.suggestions.rows import AttachmentRow
from app.services.trail.history import History

LETTER = (RecordType.SUGGESTION, 7)
MATTER = (RecordType.MATTER, 7)


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def attachments(database: Database, clock: FixedClock, changes: Changes, resources: Resources) -> Attachments:
    return Attachments(database, clock, changes, RefusedKinds(resources.attachments))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "回复函.pdf"
    path.write_bytes(b"%PDF-1.7 scanned")
    return path


def add(attachments: Attachments, actor: Actor, path: Path) -> int:
    return attachments.add(actor, *LETTER, "回复函", path)


def named(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def names(rows: Sequence[AttachmentRow]) -> list[str]:
    return [row.file_name for row in rows]


def held(attachments: Attachments) -> list[Path]:
    """Everything in the attachment folder."""
    return [path for path in attachments.folder.rglob("*") if path.is_file()]


class Stopper:
    """Cancels at a given report."""

    def __init__(self, at: int) -> None:
        self.left, self.told = at, list[tuple[int, int]]()

    def report(self, done: int, total: int) -> None:
        self.told.append((done, total))
        self.left -= 1
        if self.left == 0:
            raise Cancelled


def test_an_attachment_is_listed_with_its_record_and_read_back(
    attachments: Attachments, actor: Actor, scan: Path
) -> None:
    add(attachments, actor, scan)
    (row,) = attachments.of(*LETTER)
    assert (row.file_name, row.purpose, row.size) == ("回复函.pdf", "回复函", 16)
    assert attachments.path_of(row.sha256).read_bytes() == scan.read_bytes()
    assert attachments.of(*MATTER) == ()


def test_the_same_bytes_lie_in_the_folder_once_for_two_records(
    attachments: Attachments, actor: Actor, scan: Path
) -> None:
    twin = named(scan.parent, "另一份.pdf", scan.read_bytes())
    attachments.add(actor, *LETTER, "回复函", scan)
    attachments.add(actor, *MATTER, "回复函", twin)
    assert len(held(attachments)) == 1
    assert names([*attachments.of(*LETTER), *attachments.of(*MATTER)]) == ["回复函.pdf", "另一份.pdf"]


def test_the_same_content_counts_for_another_purpose_too(attachments: Attachments, actor: Actor, scan: Path) -> None:
    first, second = (attachments.add(actor, *MATTER, purpose, scan) for purpose in ("回复函", "通知立案书"))
    assert first != second
    assert [row.purpose for row in attachments.of(*MATTER)] == ["回复函", "通知立案书"]


def test_the_same_content_on_the_same_record_is_said_and_not_added_twice(
    attachments: Attachments, actor: Actor, scan: Path
) -> None:
    twin = named(scan.parent, "另一份.pdf", scan.read_bytes())
    add(attachments, actor, scan)
    with pytest.raises(DomainError, match=r"“另一份\.pdf”与本件已有的附件“回复函\.pdf”内容和用途相同"):
        add(attachments, actor, twin)
    added = attachments.add_all(actor, MATTER, "回复函", [scan, twin])
    assert len(added.ids) == 1
    assert "内容和用途相同" in added.refused[0]
    assert names(attachments.of(*LETTER)) == ["回复函.pdf"]


def test_the_newest_final_copy_counts(attachments: Attachments, actor: Actor, scan: Path) -> None:
    assert attachments.final_of(RecordType.SUGGESTION, 7) is None
    revised = scan.with_name("建议书（修改后）.DOCX")
    revised.write_bytes(b"PK revised")
    for path in (scan, revised):
        attachments.register_final(actor, LETTER, path)
    add(attachments, actor, named(scan.parent, "回函.pdf", b"%PDF-1.7 other"))
    final = attachments.final_of(RecordType.SUGGESTION, 7)
    assert final is not None
    assert (final.file_name, final.purpose) == ("建议书（修改后）.DOCX", "定稿")


def test_a_program_is_no_final_copy(attachments: Attachments, actor: Actor, scan: Path) -> None:
    program = scan.with_suffix(".exe")
    program.write_bytes(b"MZ")
    with pytest.raises(DomainError, match="不是定稿的格式"):
        attachments.register_final(actor, LETTER, program)
    assert attachments.of(RecordType.SUGGESTION, 7) == ()


def test_whoever_listens_hears_which_record_got_a_file(
    attachments: Attachments, changes: Changes, actor: Actor, scan: Path
) -> None:
    heard: list[RecordsChanged] = []
    changes.subscribe(heard.append)
    add(attachments, actor, scan)
    assert heard == [RecordsChanged(RecordType.SUGGESTION, (7,))]


def test_several_files_come_in_as_one_act_and_go_with_one_taking_back(
    attachments: Attachments, database: Database, clock: FixedClock, changes: Changes, actor: Actor, tmp_path: Path
) -> None:
    paths = [named(tmp_path, f"照片{number}.jpg", f"photo {number}".encode()) for number in range(5)]
    added = attachments.add_all(actor, LETTER, "调查材料", paths)
    assert (len(added.ids), added.refused) == (5, ())
    History(database, clock, changes).take_back(actor, added.act)
    assert attachments.of(*LETTER) == ()


def test_refused_files_are_named_with_their_reason_and_the_others_are_added(
    attachments: Attachments, actor: Actor, tmp_path: Path, scan: Path
) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    empty = named(tmp_path, "空.pdf", b"")
    program = named(tmp_path, "查询.EXE", b"plain")
    added = attachments.add_all(actor, LETTER, "回复函", [folder, empty, program, tmp_path / "没有.pdf", scan])
    assert names(attachments.of(*LETTER)) == ["回复函.pdf"]
    for words, told in zip(
        ("“照片”是文件夹", "“空.pdf”是空文件", "“查询.EXE”是程序", "找不到文件"), added.refused, strict=True
    ):
        assert words in told


@pytest.mark.parametrize(
    "name",
    ["a.exe", "a.com", "a.bat", "a.cmd", "a.ps1", "a.vbs", "a.js", "a.msi", "a.scr", "a.jar", "a.sh", "a.dll", "a.lnk",
     "a.desktop", "a.apk", "回复函.pdf.exe", "回复函.pdf.ExE. ", ".exe"],
)  # fmt: skip
def test_a_name_that_a_system_would_run_is_refused(attachments: Attachments, tmp_path: Path, name: str) -> None:
    with pytest.raises(DomainError, match="是程序、脚本或快捷方式"):
        attachments.store_file(named(tmp_path, name, b"anything"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00", "Windows 程序"),
        (b"\x7fELF\x02", "Linux 程序"),
        (b"#!/bin/sh\n", "脚本"),
        (b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F", "快捷方式"),
    ],
)
@pytest.mark.parametrize("name", ["回复函.pdf", "照片.jpg", "说明.txt", "无后缀"])
def test_a_program_under_another_name_is_refused(
    attachments: Attachments, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(DomainError, match=f"的内容是{said}"):
        attachments.store_file(named(tmp_path, name, content))
    assert not attachments.folder.exists()


def test_a_pdf_in_name_only_is_refused(attachments: Attachments, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="内容却不是 PDF"):
        attachments.store_file(named(tmp_path, "回复函.PDF", b"\x89PNG\r\n\x1a\n"))
    attachments.store_file(named(tmp_path, "传真.pdf", b"\r\n" * 100 + b"%PDF-1.4"))  # readers allow bytes before it


@pytest.mark.parametrize("megabytes", [500, 200.0001])
def test_a_file_beyond_the_limit_is_refused_with_the_limit(
    attachments: Attachments, actor: Actor, tmp_path: Path, megabytes: float
) -> None:
    huge = tmp_path / "录像.mp4"
    with huge.open("wb") as file:
        file.truncate(int(megabytes * 1024**2))  # sparse: it takes no room on the disk
    with pytest.raises(DomainError, match=r"“录像.mp4”有 (500\.0|200\.1) MB，超过单个附件 200 MB 的上限"):
        add(attachments, actor, huge)
    assert not attachments.folder.exists()


def test_a_file_that_grows_while_it_is_copied_is_stopped_at_the_limit(
    attachments: Attachments, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow(_done: int) -> None:
        with scan.open("ab") as file:
            file.truncate(kinds.LARGEST + 1)

    with pytest.raises(DomainError, match="200 MB 的上限"):
        attachments.files.stage(scan, grow)
    assert held(attachments) == []


def test_a_cancelled_adding_leaves_nothing_behind(attachments: Attachments, actor: Actor, tmp_path: Path) -> None:
    paths = [named(tmp_path, f"照片{number}.jpg", f"photo {number}".encode()) for number in range(3)]
    with pytest.raises(Cancelled):
        attachments.add_all(actor, LETTER, "调查材料", paths, Stopper(at=3))
    assert held(attachments) == []
    assert attachments.of(*LETTER) == ()


def test_progress_is_told_in_figures_that_32_bits_hold(attachments: Attachments, actor: Actor, tmp_path: Path) -> None:
    watcher = Stopper(at=0)
    attachments.add_all(actor, LETTER, "录像", [named(tmp_path, "录像.mp4", b"v" * 3 * 1024**2)], watcher)
    assert watcher.told == [(1024, 3072), (2048, 3072), (3072, 3072)]


@pytest.mark.parametrize("purpose", ["", "  ", "长" * 41])
def test_a_purpose_is_needed_and_short(attachments: Attachments, actor: Actor, scan: Path, purpose: str) -> None:
    with pytest.raises(FieldProblem, match="用途"):
        attachments.add_all(actor, LETTER, purpose, [scan])
    assert not attachments.folder.exists()


def test_a_lost_attachment_is_told_in_a_sentence(attachments: Attachments, scan: Path) -> None:
    sha256 = attachments.store_file(scan).sha256
    place_of(attachments.folder, sha256).unlink()
    with pytest.raises(AttachmentLost, match="不见了"):
        attachments.path_of(sha256)


def test_a_changed_attachment_is_not_handed_out(attachments: Attachments, actor: Actor, scan: Path) -> None:
    add(attachments, actor, scan)
    (row,) = attachments.of(*LETTER)
    place_of(attachments.folder, row.sha256).write_bytes(b"%PDF-1.7 forgery")
    with pytest.raises(AttachmentLost, match="内容与登记时不同"):
        attachments.path_of(row.sha256)
    outside = scan.parent / "导出"
    outside.mkdir()
    exported = attachments.export([row], outside)
    assert exported.paths == ()
    assert "“回复函.pdf”没有导出：附件文件的内容与登记时不同" in exported.refused[0]
    assert list(outside.iterdir()) == []


def test_how_files_are_is_told_in_words_and_a_file_at_rest_is_hashed_once(
    attachments: Attachments, actor: Actor, tmp_path: Path
) -> None:
    paths = [named(tmp_path, f"{name}.txt", name.encode()) for name in ("好的", "丢的", "改的")]
    attachments.add_all(actor, LETTER, "调查材料", paths)
    rows = attachments.of(*LETTER)
    sound, lost, changed = (place_of(attachments.folder, row.sha256) for row in rows)
    os.utime(sound, (1_600_000_000, 1_600_000_000))
    lost.unlink()
    changed.write_bytes(b"x" * changed.stat().st_size)
    found = attachments.conditions(rows)
    assert [found[row.sha256].value for row in rows] == ["未变", "文件不见了", "内容已变"]
    sound.write_bytes(b"y" * sound.stat().st_size)
    os.utime(sound, (1_600_000_000, 1_600_000_000))  # looks untouched: not read again, but never handed out
    assert attachments.conditions(rows[:1]) == {rows[0].sha256: Condition.SOUND}
    with pytest.raises(AttachmentLost, match="内容与登记时不同"):
        attachments.save_as(rows[0], tmp_path / "另存.txt")
    os.utime(sound)
    assert attachments.conditions(rows[:1]) == {rows[0].sha256: Condition.CHANGED}


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF-1.7 forgery")])
def test_adding_the_right_bytes_again_heals_an_attachment(
    attachments: Attachments, changes: Changes, actor: Actor, scan: Path, spoil: object
) -> None:
    add(attachments, actor, scan)
    (row,) = attachments.of(*LETTER)
    spoil(place_of(attachments.folder, row.sha256))  # type: ignore[operator]  # either lambda takes a path
    heard: list[RecordsChanged] = []
    changes.subscribe(heard.append)
    added = attachments.add_all(actor, LETTER, "回复函", [scan])
    assert (added.ids, added.healed, added.refused, added.act) == ((), ("回复函.pdf",), (), 0)
    assert attachments.of(*LETTER) == (row,)
    assert attachments.path_of(row.sha256).read_bytes() == scan.read_bytes()
    assert heard == [RecordsChanged(RecordType.SUGGESTION, (7,))]


def test_a_missing_and_an_empty_file_are_refused(attachments: Attachments, actor: Actor, tmp_path: Path) -> None:
    empty = named(tmp_path, "空.pdf", b"")
    with pytest.raises(DomainError, match="空文件"):
        add(attachments, actor, empty)
    with pytest.raises(DomainError, match="找不到文件"):
        add(attachments, actor, tmp_path / "没有.pdf")


def test_a_removed_attachment_leaves_its_bytes_for_taking_back(
    attachments: Attachments, actor: Actor, scan: Path
) -> None:
    made = add(attachments, actor, scan)
    (row,) = attachments.of(*LETTER)
    attachments.remove(actor, made)
    assert attachments.of(*LETTER) == ()
    assert attachments.path_of(row.sha256).is_file()
    with pytest.raises(DomainError, match="已经不在了"):
        attachments.remove(actor, made)


def test_exported_files_keep_their_names_and_overwrite_nothing(
    attachments: Attachments, actor: Actor, tmp_path: Path
) -> None:
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        path = named(tmp_path / str(number), "回复函.pdf", f"%PDF-1.7 no. {number}".encode())
        attachments.add(actor, *LETTER, "回复函", path)
    outside = tmp_path / "导出"
    outside.mkdir()
    named(outside, "回复函.pdf", b"somebody's own")
    (outside / "回复函 (2).pdf").mkdir()
    exported = attachments.export(attachments.of(*LETTER), outside)
    assert [path.name for path in exported.paths] == ["回复函 (3).pdf", "回复函 (4).pdf"]
    assert [path.read_bytes() for path in exported.paths] == [b"%PDF-1.7 no. 0", b"%PDF-1.7 no. 1"]
    assert (outside / "回复函.pdf").read_bytes() == b"somebody's own"


def test_a_cancelled_export_leaves_the_folder_as_it_was(attachments: Attachments, actor: Actor, tmp_path: Path) -> None:
    paths = [named(tmp_path, f"照片{number}.jpg", f"photo {number}".encode()) for number in range(3)]
    attachments.add_all(actor, LETTER, "调查材料", paths)
    outside = tmp_path / "导出"
    outside.mkdir()
    with pytest.raises(Cancelled):
        attachments.export(attachments.of(*LETTER), outside, Stopper(at=3))
    assert list(outside.iterdir()) == []


def test_a_copy_for_other_programs_is_read_only_and_never_a_program(
    attachments: Attachments, actor: Actor, scan: Path, tmp_path: Path
) -> None:
    add(attachments, actor, scan)
    (row,) = attachments.of(*LETTER)
    outside = tmp_path / "看"
    outside.mkdir()
    copy = attachments.lend(row, outside)
    assert (copy.name, copy.stat().st_mode & 0o222) == ("回复函.pdf", 0)
    old = AttachmentRow(row.id, row.purpose, "旧版收下的.exe", row.sha256, row.size, row.added_at)
    with pytest.raises(DomainError, match="是程序"):
        attachments.lend(old, outside)
