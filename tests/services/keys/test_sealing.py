"""Sealed files: what goes in comes out, at any place; nothing of it can be read, changed, moved or cut off."""

import io
import zipfile
from pathlib import Path

import pytest

from app.models.data_key import DataKey, encryption_is_possible
from app.services.keys.problems import PasswordWanted
from app.services.keys.sealing import PIECE, TAG, SealBroken, is_sealed, sealing, unsealed

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")

KEY, OTHER = DataKey(b"k" * 32), DataKey(b"o" * 32)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17])
def test_what_was_sealed_comes_out_as_it_went_in(tmp_path: Path, size: int) -> None:
    content, path = bytes(index % 251 for index in range(size)), tmp_path / "a"
    with path.open("wb") as file, sealing(file, KEY) as sealed:
        for start in range(0, size, 1000):
            sealed.write(content[start : start + 1000])
    with unsealed(path, KEY) as opened:
        assert opened.read() == content
        opened.seek(size // 2)
        assert opened.read(9) == content[size // 2 : size // 2 + 9]


def test_a_zip_inside_shows_neither_names_nor_words(tmp_path: Path) -> None:
    path = tmp_path / "a.jdtbak"
    with path.open("wb") as file, sealing(file, KEY) as sealed, zipfile.ZipFile(sealed, "w") as archive:
        archive.writestr("张三案.txt", "督促依法履职")
    assert is_sealed(path)
    for words in ("张三案", "督促依法履职"):
        assert words.encode() not in path.read_bytes()
    with unsealed(path, KEY) as opened, zipfile.ZipFile(opened) as archive:
        assert archive.read("张三案.txt").decode() == "督促依法履职"


def test_a_file_that_was_never_sealed_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"plain")
    with unsealed(path, KEY) as opened:
        assert opened.read() == b"plain"


def test_without_a_key_it_is_said_that_one_is_wanted(tmp_path: Path) -> None:
    path = _sealed(tmp_path, b"words")
    with pytest.raises(PasswordWanted), unsealed(path, None):
        pass


@pytest.mark.parametrize("place", [4, 20, 200, -1, PIECE + TAG + 200])
def test_a_flipped_bit_anywhere_is_noticed(tmp_path: Path, place: int) -> None:
    path = _sealed(tmp_path, b"w" * 3 * PIECE)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    _refused(path, KEY, is_magic=0 <= place < 8)


@pytest.mark.parametrize("left", [PIECE + TAG, 5])
def test_a_file_that_was_cut_off_is_noticed(tmp_path: Path, left: int) -> None:
    path = _sealed(tmp_path, b"w" * 3 * PIECE)
    path.write_bytes(path.read_bytes()[: -(left % (2 * PIECE))])
    _refused(path, KEY)


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    _refused(_sealed(tmp_path, b"words"), OTHER)


def _sealed(folder: Path, content: bytes) -> Path:
    path, held = folder / "a", io.BytesIO()
    with sealing(held, KEY) as sealed:
        sealed.write(content)
    path.write_bytes(held.getvalue())
    return path


def _refused(path: Path, key: DataKey, is_magic: bool = False) -> None:
    if is_magic:  # no sealed file any more: whoever reads it compares its hash
        assert not is_sealed(path)
        return
    with pytest.raises(SealBroken), unsealed(path, key) as opened:
        opened.read()
