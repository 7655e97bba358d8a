"""Writing a file whole or not at all, and saying why not."""

import errno
import os
from pathlib import Path

import pytest

from app.services.foundation.files import FileNotWritten, replacing, write_file, write_files


def test_a_file_is_written_and_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    write_file(tmp_path / "建议书.pdf", b"one")
    assert (tmp_path / "建议书.pdf").read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["建议书.pdf"]


def test_an_existing_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_an_absent_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten, match="不存在"):
        write_file(tmp_path / "没有" / "表.pdf", b"x")


def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileNotWritten, match="磁盘空间不足"), replacing(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["表.pdf"]


def test_a_refused_target_is_told_from_a_refused_folder(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    refusal = OSError(errno.EACCES, "Permission denied")
    with pytest.raises(FileNotWritten, match="没有权限写入文件夹"), replacing(path):
        raise refusal
    path.write_bytes(b"old")
    with pytest.raises(FileNotWritten, match="正被其他程序打开"), replacing(path):
        raise refusal


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "表.pdf").mkdir()
    with pytest.raises(FileNotWritten, match="同名的文件夹"):
        write_file(tmp_path / "表.pdf", b"x")
    assert os.listdir(tmp_path) == ["表.pdf"]


def test_an_error_of_the_writer_passes_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "表.pdf"):
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_a_read_only_disk_is_told_though_it_refuses_even_to_tidy_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FileNotWritten, match=r"没有写出“表.pdf”：所在的磁盘是只读的。请另选位置。"):
        write_file(tmp_path / "表.pdf", b"x")


def test_of_files_that_belong_together_none_is_replaced_where_one_cannot_be_written(tmp_path: Path) -> None:
    first, second = tmp_path / "表.xlsx", tmp_path / "没有" / "表.pdf"
    first.write_bytes(b"old")
    with pytest.raises(FileNotWritten, match="不存在"):
        write_files({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["表.xlsx"]
    write_files({first: b"new", tmp_path / "表.pdf": b"new"})
    assert (first.read_bytes(), (tmp_path / "表.pdf").read_bytes()) == (b"new", b"new")
