"""Files for another office are sealed by SM4 where there is SM4; lists of packages carry SM3 where there is SM3."""

import zipfile
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from app.models.data_key import DataKey, encryption_is_possible
from app.services.case_packages import hash_list
from app.services.case_packages.rows import PackedFile
from app.services.foundation.digests import has_sm3, new_sm3
from app.services.foundation.errors import KnownError
from app.services.foundation.progress import Unwatched
from app.services.keys.keyring import Keyring
from app.services.keys.problems import WrongPassword
from app.services.keys.sealed_export import open_sealed, seal_folder
from app.services.keys.sealing import sealing
from app.services.keys.sm4 import Sm4Gcm, has_sm4
from tests.services.keys.conftest import AT, OTHER, PASSWORD, QUICK, SENTENCE

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")


def test_sm4_gcm_answers_as_the_standard_says() -> None:
    if not has_sm4():
        pytest.skip("this OpenSSL has no SM4")
    key, nonce = bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("00001234567800000000abcd")
    covered = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = bytes.fromhex(
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
    )
    sealed = Sm4Gcm(key).encrypt(nonce, plain, covered)
    assert sealed[-16:].hex() == "83de3541e4c2b58177e065a9bf7b62ec"  # RFC 8998, A.1
    assert Sm4Gcm(key).decrypt(nonce, sealed, covered) == plain
    with pytest.raises(InvalidTag):
        Sm4Gcm(key).decrypt(nonce, sealed[:-1] + b"\0", covered)


def test_a_folder_goes_out_sealed_and_comes_back_by_its_password(tmp_path: Path) -> None:
    folder, target = tmp_path / "案件包", tmp_path / "案件包.jdtseal"
    (folder / "附件").mkdir(parents=True)
    (folder / "附件" / "来信.txt").write_text(SENTENCE, "utf-8")
    made = seal_folder(folder, target, PASSWORD, AT, QUICK, Unwatched())
    assert made.cipher == ("SM4-GCM" if has_sm4() else "AES-256-GCM")
    assert "来信".encode() not in target.read_bytes()
    with pytest.raises(WrongPassword):
        open_sealed(target, tmp_path / "打开", OTHER)
    assert open_sealed(target, tmp_path / "打开", PASSWORD).files == 1
    assert (tmp_path / "打开" / "附件" / "来信.txt").read_text("utf-8") == SENTENCE
    target.write_bytes(target.read_bytes()[:-3])
    with pytest.raises(KnownError, match="已损坏"):
        open_sealed(target, tmp_path / "再打开", PASSWORD)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["打开", "案件包", "案件包.jdtseal"]


@pytest.mark.parametrize("name", ["../外面.txt", "/外面.txt", "a\u202etxt.exe"], ids=["up", "root", "turned"])
def test_a_sealed_file_of_a_stranger_lays_nothing_outside_its_folder(tmp_path: Path, name: str) -> None:
    target, inside = tmp_path / "包.jdtseal", tmp_path / "里面" / "打开"
    inside.parent.mkdir()
    ring = Keyring.of_file(DataKey(bytes(32)), PASSWORD, AT, QUICK)
    with (
        target.open("wb") as file,
        sealing(file, ring.key, ring.file.text()) as sealed,
        zipfile.ZipFile(sealed, "w") as archive,
    ):
        archive.writestr(name, SENTENCE)
    if name.startswith("a"):
        with pytest.raises(KnownError, match="控制字符"):
            open_sealed(target, inside, PASSWORD)
    else:
        open_sealed(target, inside, PASSWORD)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [target.name]


def test_what_is_not_there_or_is_no_sealed_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.jdtseal", tmp_path):
        with pytest.raises(KnownError, match="没有打开"):
            open_sealed(path, tmp_path / "打开", PASSWORD)
    plain = tmp_path / "别的.zip"
    plain.write_bytes(b"PK" * 40)
    with pytest.raises(KnownError, match="不是检督台加密的文件"):
        open_sealed(plain, tmp_path / "打开", PASSWORD)
    assert not (tmp_path / "打开").exists()


def test_the_list_of_a_package_carries_sm3_and_reads_with_or_without_it() -> None:
    files = (PackedFile("a.pdf", 3, "0" * 64, "1" * 64), PackedFile("b.pdf", 4, "2" * 64))
    assert hash_list.read(hash_list.written(files)) == files


def test_sm3_answers_as_the_standard_says() -> None:
    if not has_sm3():
        pytest.skip("this OpenSSL has no SM3")
    digest = new_sm3()
    assert digest is not None
    digest.update(b"abc")
    assert digest.hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
