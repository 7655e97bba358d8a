"""Room on the disk is asked for before much is written."""

from pathlib import Path

import pytest

from app.models.database import Database
from app.services.foundation.changes import Changes
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.guarding.room import NoRoom, Room
from app.services.office.attachment_kinds import RefusedKinds
from app.services.office.attachments import Attachments
from app.services.search.service import Search
from app.services.store.service import Store

MB = 1024 * 1024


def room(resources: Resources, megabytes: int) -> Room:
    return Room(resources.guarding, lambda _folder: megabytes * MB)


def test_opening_warns_where_little_room_is_left(resources: Resources, store_path: Path) -> None:
    assert "只剩 400 MB" in room(resources, 400).warning(store_path)
    assert room(resources, 800).warning(store_path) == ""


def test_a_place_that_does_not_exist_yet_is_judged_by_the_folder_above(resources: Resources, tmp_path: Path) -> None:
    with pytest.raises(NoRoom, match="没有开始备份：大约需要 60 MB"):
        room(resources, 55).ask("备份", tmp_path / "未建" / "更深", 10 * MB)


def test_a_drive_that_does_not_tell_is_left_to_the_writing_itself(resources: Resources, store_path: Path) -> None:
    def silent(_folder: Path) -> int:
        raise OSError

    Room(resources.guarding, silent).ask("备份", store_path, 10 * MB)


def test_a_file_too_large_for_the_disk_is_refused_before_a_byte_is_copied(
    database: Database, clock: FixedClock, resources: Resources, tmp_path: Path
) -> None:
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.7" + bytes(2 * MB))
    files = Attachments(database, clock, Changes(), RefusedKinds(resources.attachments)).with_room(room(resources, 51))
    with pytest.raises(NoRoom, match=r"没有开始添加“扫描\.pdf”"), files.incoming(scan):
        raise AssertionError
    assert not files.folder.exists()


def test_a_backup_that_does_not_fit_is_not_begun(
    database: Database, clock: FixedClock, resources: Resources, tmp_path: Path
) -> None:
    search = Search(database)
    keeper = Store(database, clock, search).with_room(room(resources, 50))
    with pytest.raises(NoRoom, match="没有开始备份"):
        keeper.backup(tmp_path / "备份")
    search.close()
