"""Encrypted stores on the command line: made, opened, encrypted afterwards, backed up, restored."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.cipher import is_plain
from app.models.data_key import encryption_is_possible
from app.services.foundation.resources import Resources
from app.services.keys.rules import Hardness, KeyRules
from tests.commands.conftest import Command

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")

PASSWORD, OTHER = "检察Tz-2026-09", "另一个Kl-2027"


@pytest.fixture(autouse=True)
def quick_keys(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost nothing to guess."""
    quick = replace(KeyRules.read(resources.keys), hardness=Hardness(1, 8, 1))
    monkeypatch.setattr(KeyRules, "read", classmethod(lambda _cls, _folder: quick))


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return _file(tmp_path / "口令.txt", PASSWORD)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return _file(tmp_path / "错口令.txt", OTHER)


def _file(path: Path, text: str) -> Path:
    path.write_text(f"{text}\n第二行不算", "utf-8")
    return path


def test_an_encrypted_store_is_made_and_opened_by_a_password_file(
    command: Command, store_path: Path, tmp_path: Path, right: Path, wrong: Path
) -> None:
    office = ("--office", "某县人民检察院", "--short", "某检")
    made = command("init", *office, "--encrypted", "--password-file", right)
    assert made.status == 0, made.refused
    assert re.search(r"恢复密钥.*：([0-9A-Z]{4}-){8}[0-9A-Z]{4}", made.said)
    assert not is_plain(store_path)
    assert command("check", "--password-file", right).status == 0
    for words, told in ((("check",), "已加密，需要口令"), (("check", f"--password-file={wrong}"), "口令不对")):
        refused = command(*words)
        assert (refused.status, refused.said) == (1, "")
        assert told in refused.refused
    assert command("--password-file", right, "backup", tmp_path / "备份").status == 0
    (backup,) = (tmp_path / "备份").iterdir()
    new = tmp_path / "恢复.jdt"
    assert command("restore", backup, "--store", new, "--password-file", wrong).status == 1
    assert not new.exists()
    assert command("restore", backup, "--store", new, "--password-file", right).status == 0
    assert command("verify-audit", "--store", new, "--password-file", right).status == 0


def test_a_plain_store_is_encrypted_by_a_command(command: Command, store_path: Path, right: Path) -> None:
    assert command("init", "--office", "某县人民检察院", "--short", "某检", "--password-file", right).status == 0
    assert is_plain(store_path)  # encrypted only where that is asked for
    weak = _file(right.with_name("弱.txt"), "12345")
    assert "口令应有" in command("encrypt", "--password-file", weak).refused
    assert command("encrypt", "--password-file", right).status == 0
    assert not is_plain(store_path)
    assert command("check", "--password-file", right).status == 0


def test_a_folder_is_sealed_for_another_office(command: Command, tmp_path: Path, right: Path, wrong: Path) -> None:
    (tmp_path / "包").mkdir()
    (tmp_path / "包" / "a.txt").write_text("内容", "utf-8")
    sealed = tmp_path / "包.jdtseal"
    assert "GCM" in command("seal", tmp_path / "包", "--out", sealed, "--password-file", right).said
    assert command("unseal", sealed, "--out", tmp_path / "开", "--password-file", wrong).status == 1
    assert command("unseal", sealed, "--out", tmp_path / "开", "--password-file", right).status == 0
    assert (tmp_path / "开" / "a.txt").read_text("utf-8") == "内容"


def test_without_a_password_file_it_is_said_where_one_may_be_given(command: Command) -> None:
    refused = command("encrypt")
    assert refused.status == 1
    assert "--password-file" in refused.refused
    assert command("check", "--password-file").status == 2
