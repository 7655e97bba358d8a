"""A check finds what is wrong with a store and says it in sentences; the audit chain is proved entry by entry."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.sqlite import GUARDS
from app.models.terms import RecordType
from app.services.office.attachments import Attachments, place_of
from app.services.store.automatic import Backups
from app.services.store.service import Store
from tests.services.records import lay_letter, lay_matter

CUT = "delete from audit_entry where seq = (select max(seq) from audit_entry)"
GUARD = next(each for each in GUARDS if "no_delete" in each)


def spoil(database: Database, *statements: str) -> None:
    """Change the store past the program, guards and all."""
    with closing(sqlite3.connect(database.path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def messages(store: Store, area: str) -> list[str]:
    return [finding.message for finding in store.check().findings if finding.area == area]


def test_a_sound_store_has_no_errors(store: Store, answered: int) -> None:
    report = store.check()
    assert report.ok
    assert [finding for finding in report.findings if finding.area != "检索"] == []
    assert report.as_json()["ok"] is True
    assert report.checked["附件"] == 1


def test_an_index_that_is_behind_is_only_a_hint(store: Store, database: Database, answered: int) -> None:
    store.check()
    lay_letter(database, 2)
    report = store.check()
    assert report.ok
    assert [finding.level for finding in report.findings] == ["提示"]
    assert "最近 1 条改动还没有收录，下次检索时自动补齐" in report.findings[0].message


def test_a_lost_a_changed_and_a_spare_attachment_are_told(
    store: Store, attachments: Attachments, answered: int, scan: object
) -> None:
    (held,) = attachments.folder.rglob("??*/*")
    held.write_bytes(b"forged")
    (said,) = messages(store, "附件")
    assert said.startswith("检察建议 JY2026-00001 的附件“回复函.pdf”的文件被改动过")
    assert said.endswith("请打开该件，在“附件”页重新添加同一个文件，或从备份恢复。")
    held.rename(place_of(attachments.folder, held.name[::-1]).parent.parent / held.name[::-1])
    told = messages(store, "附件")
    assert "不见了" in told[0]
    assert "有 1 个文件没有记录引用" in told[1]


def test_a_lost_file_is_told_for_every_record_that_has_it(
    store: Store, attachments: Attachments, database: Database, actor: Actor, answered: int, scan: Path
) -> None:
    matter = lay_matter(database, 1)
    attachments.add(actor, RecordType.MATTER, matter, "回复材料", scan.rename(scan.with_name("同一份.pdf")))
    (held,) = attachments.folder.rglob("??*/*")
    held.unlink()
    letter_said, matter_said = messages(store, "附件")
    assert letter_said.startswith("检察建议 JY2026-00001 的附件“回复函.pdf”的文件不见了")
    assert matter_said.startswith("监督事项 ")
    assert "的附件“同一份.pdf”的文件不见了" in matter_said


def test_a_row_that_points_nowhere_is_told(store: Store, database: Database, answered: int) -> None:
    spoil(database, "pragma foreign_keys = off", "delete from attachment")
    assert messages(store, "引用") == ["回复第 1 行指向不存在的附件。请用备份核对。"]


def test_a_letter_that_differs_from_its_reply_is_told(store: Store, database: Database, answered: int) -> None:
    spoil(database, "update suggestion set replied_on = '2026-11-01'")
    assert messages(store, "案卡") == ["JY2026-00001 的回复日期与登记的回复对不上（案卡 2026-11-01）。请打开该件更正。"]


def test_the_chain_holds_from_the_first_entry_to_the_head(store: Store, database: Database) -> None:
    for number in range(1, 4):
        lay_matter(database, number)
    verdict = store.verify_audit()
    told = {"ok": True, "entries": verdict.entries, "head": verdict.head, "first_broken": None}
    assert verdict.as_json() == {**told, "anchors": 0, "astray": []}
    assert verdict.entries > 3


def test_a_changed_entry_is_named(store: Store, database: Database, answered: int) -> None:
    spoil(database, "drop trigger audit_entry_no_update", "update audit_entry set actor = '李某' where seq = 3")
    assert store.verify_audit().first_broken == 3
    assert "第 3 条" in messages(store, "审计")[0]


def test_a_removed_entry_is_named_by_the_one_after_it(store: Store, database: Database, answered: int) -> None:
    spoil(database, "drop trigger audit_entry_no_delete", "delete from audit_entry where seq = 2")
    assert store.verify_audit().first_broken == 3


def test_a_trail_cut_off_at_its_end_is_told_by_what_a_backup_remembers(
    store: Store, backups: Backups, database: Database, answered: int
) -> None:
    made = backups.automatic()
    assert made is not None
    assert store.verify_audit().ok
    last = store.verify_audit().entries
    spoil(database, "drop trigger audit_entry_no_delete", CUT, GUARD)
    verdict = store.verify_audit()
    assert (verdict.ok, verdict.first_broken, verdict.anchors) == (False, None, 1)
    assert f"备份“{made.path.name}”记着审计记录第 {last} 条" in verdict.astray[0]
    assert "没有这一条，可能被截去过" in messages(store, "审计")[0]


def test_a_trail_without_its_guards_is_told(store: Store, database: Database, answered: int) -> None:
    spoil(database, "drop trigger audit_entry_no_delete")
    assert messages(store, "审计") == [
        "防止修改、删除审计记录的保护被人去掉了。请保留原件，用备份核对，并查明是谁动过台账文件。"
    ]


def test_a_damaged_page_is_told_and_the_rest_is_still_looked_at(store: Store, database: Database) -> None:
    for number in range(1, 80):
        lay_letter(database, number, problem="漏管" * 30)
    database.close()
    spoil(database, "pragma journal_mode = delete")
    content = bytearray(database.path.read_bytes())
    content[-8192:] = b"\xff" * 8192
    database.path.write_bytes(content)
    report = store.check()
    assert not report.ok
    assert any(finding.area == "台账文件" for finding in report.findings)
    assert set(report.checked) == {
        "台账文件",
        "引用",
        "附件",
        "文书",
        "本院措辞",
        "检索",
        "审计",
        "记录",
        "案卡",
        "触发清单",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("update suggestion set problem = '无'", "与审计记录最后写下的内容不同"),
        ("update suggestion set remarks = '补记'", "与审计记录最后写下的内容不同"),
        ("insert into person (version, name) values (1, '某')", "不是由本程序写入的"),
        ("delete from suggestion where id = 2", "不见了"),
    ],
)
def test_a_record_changed_past_the_program_is_told(
    store: Store, database: Database, answered: int, change: str, told: str
) -> None:
    lay_letter(database, 2)
    assert messages(store, "记录") == []
    spoil(database, "pragma foreign_keys = off", change)
    assert store.verify_audit().ok  # the trail is whole: it is the record that is not
    assert any(told in each for each in messages(store, "记录"))
