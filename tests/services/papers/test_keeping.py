"""Frozen papers are backed up, restored and looked over like everything else the office cannot lose."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.models.database import Database
from app.models.terms import DocumentState
from app.models.upgrade import marks_of, newest_revision
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.store.opening import open_store
from app.services.store.places import attachments_of
from app.services.store.restoring import restore
from tests.services.papers.conftest import LETTER, Office


def test_a_restored_store_prints_the_same_bytes(office: Office, tmp_path: Path, clock: FixedClock) -> None:
    from app.bootstrap import OpenDesk

    key = office.letter()
    office.issue(key, "青检建〔2026〕3号")
    before = office.bytes_of(key)
    backup = office.desk.store.backup(tmp_path / "备份")
    assert backup.attachments == 1
    restored = restore(backup.path, tmp_path / "恢复.jdt")
    assert restored.missing == ()
    desk = OpenDesk(open_store(restored.store, clock), clock, Resources.shipped())
    assert desk.papers.render(office.actor, LETTER, key).pdf == before
    desk.close()


def test_a_lost_and_a_changed_paper_are_told_by_record_and_title(office: Office, database: Database) -> None:
    paper = office.issue(office.letter(), "青检建〔2026〕3号")
    place = attachments_of(database.path) / paper.sha256[:2] / paper.sha256
    place.write_bytes(b"forged")
    name = "JY2026-00001 登记的《检察建议书》青检建〔2026〕3号 第1版的文件"
    assert [finding.message.split("（")[0] for finding in office.desk.store.check().findings] == [f"{name}被改动过"]
    place.unlink()
    (found,) = office.desk.store.check().findings
    assert found.message.startswith(f"{name}不见了")
    assert "不要重新制作" in found.message


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update document set body = replace(body, '三处', '五处')", "与校验码不符"),
        ("update document set number = '青检建〔2026〕9号'", "与校验码不符"),
        ("update template_version set body = body || ' '", "模板文本被改动过"),
    ],
)
def test_a_row_changed_past_the_program_is_told(office: Office, database: Database, statement: str, said: str) -> None:
    office.issue(office.letter(), "青检建〔2026〕3号")
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute(statement)
        connection.commit()
    told = [finding.message for finding in office.desk.store.check().findings if finding.area == "文书"]
    assert len(told) == 1
    assert said in told[0]


def test_a_store_of_the_second_schema_freezes_papers_from_now_on(
    store_path: Path, clock: FixedClock, tmp_path: Path
) -> None:
    from app.bootstrap import OpenDesk
    from app.models.actor import Actor
    from tests.architecture.source_tree import ROOT

    shutil.copy(ROOT / "tests" / "data" / "schema_0002.db", store_path)
    desk = OpenDesk(open_store(store_path, clock), clock, Resources.shipped())
    assert marks_of(store_path).revision == newest_revision()
    office = Office(desk, Actor("张某"))
    key = office.letter()
    paper = office.issue(key, "新检建〔2026〕3号", is_number_checked=True)
    assert paper.state is DocumentState.FROZEN
    assert desk.store.check().ok
    assert desk.store.verify_audit().ok
    assert desk.papers.numbers.series() != ()
    desk.close()
