"""check, backup, restore, verify-audit: a store can be proved, copied and brought back by outsiders."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.services.store.backups import manifest_in
from tests.commands.conftest import Command


@pytest.fixture
def backup(store: Command, tmp_path: Path) -> Path:
    """A backup of the store."""
    assert store("backup", tmp_path / "备份").status == 0
    (made,) = (tmp_path / "备份").iterdir()
    return made


def test_a_whole_store_passes_its_check(store: Command) -> None:
    assert store("check", "--json").json["ok"] is True


def test_the_audit_chain_of_a_whole_store_holds(store: Command) -> None:
    verdict = store("verify-audit", "--json").json
    assert (verdict["ok"], verdict["first_broken"], len(verdict["head"])) == (True, None, 64)
    assert verdict["entries"] > 24


def test_a_changed_audit_entry_is_named(store: Command, store_path: Path) -> None:
    with closing(sqlite3.connect(store_path)) as file:
        file.execute("drop trigger audit_entry_no_update")
        file.execute("update audit_entry set actor = '李某' where seq = 9")
        file.commit()
    broken = store("verify-audit", "--json")
    assert broken.status == 1
    assert (broken.json["ok"], broken.json["first_broken"]) == (False, 9)
    assert "第 9 条" in broken.refused


def test_a_missing_attachment_is_found(store: Command, store_path: Path, tmp_path: Path) -> None:
    assert store("check").status == 0
    with closing(sqlite3.connect(store_path)) as file:
        file.execute(
            "insert into attachment (id, version, record_type, record_id, purpose, file_name, sha256, size, added_at)"
            " values (1, 1, 'suggestion', 1, '回复函', '回复函.pdf', ?, 3, '2026-11-22T09:00:00+08:00')",
            ("0" * 64,),
        )
        file.commit()
    broken = store("check", "--json")
    assert (broken.status, broken.json["ok"]) == (1, False)
    assert any("回复函.pdf" in finding["message"] for finding in broken.json["findings"])


def test_a_backup_comes_back_in_a_new_place_with_every_letter(store: Command, backup: Path, tmp_path: Path) -> None:
    before = store("list", "suggestions", "--json").json
    new = tmp_path / "恢复" / "台账.jdt"
    new.parent.mkdir()
    assert store("restore", backup, "--store", new).status == 0
    assert store("list", "suggestions", "--json", "--store", new).json == before
    assert store("verify-audit", "--store", new).status == 0


def test_a_restore_never_writes_over_a_store(store: Command, backup: Path, store_path: Path) -> None:
    before = store_path.read_bytes()
    refused = store("restore", backup)
    assert (refused.status, refused.said) == (1, "")
    assert store_path.read_bytes() == before


def test_a_damaged_backup_is_refused_and_leaves_nothing_behind(store: Command, backup: Path, tmp_path: Path) -> None:
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    backup.write_bytes(damaged)
    new = tmp_path / "恢复.jdt"
    refused = store("restore", backup, "--store", new)
    assert refused.status == 1
    assert not new.exists()


def test_a_demonstration_store_is_the_same_for_the_same_seed_and_day(command: Command, tmp_path: Path) -> None:
    stores = [tmp_path / f"{name}.jdt" for name in "甲乙"]
    for path in stores:
        assert command("demo", "--store", path, "--matters", "20", "--seed", "7", "--today", "2026-11-22").status == 0
    first, second = (command("list", "suggestions", "--json", "--store", path).json for path in stores)
    assert first == second
    assert len(first) == 12


def test_a_due_date_that_is_not_its_deadlines_is_found(store: Command, store_path: Path) -> None:
    with closing(sqlite3.connect(store_path)) as file:
        file.execute("update deadline set due_on = '2019-11-12' where record_id = 7 and started_by = 'reply_period'")
        file.commit()
    broken = store("check", "--json")
    assert (broken.status, broken.json["ok"]) == (1, False)
    assert any("JY2026-00007 的届满日" in finding["message"] for finding in broken.json["findings"])


def test_a_check_keeps_what_changed_first_and_only_once(store: Command, store_path: Path) -> None:
    before = set(store_path.with_suffix(".backups").glob("*"))
    assert [store("check").status for _time in range(2)] == [0, 0]
    (made,) = set(store_path.with_suffix(".backups").glob("*")) - before
    assert manifest_in(made).occasion == "检查前"


def test_a_store_that_cannot_be_backed_up_is_looked_over_all_the_same(store: Command, store_path: Path) -> None:
    shutil.rmtree(store_path.with_suffix(".backups"), ignore_errors=True)
    store_path.with_suffix(".backups").write_bytes(b"in the way")
    report = store("check", "--json").json
    assert any("检查前没有做成备份" in finding["message"] for finding in report["findings"])
    assert report["ok"] is True
