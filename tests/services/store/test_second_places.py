"""Backups go to a second place only where a person named one, and only while it is known to be that place."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.trust_terms import PlaceKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.store.automatic import Backups
from app.services.store.care_rows import PlaceDraft
from app.services.store.media import Medium, of_linux
from app.services.store.places import attachments_of, backups_of
from app.services.store.restoring import restore
from app.services.store.second_places import SecondPlaces, places_beside
from tests.services.store.conftest import REASON, backups_at


def test_nothing_is_written_anywhere_before_a_place_is_named(
    places: SecondPlaces, backups: Backups, stick: Path, answered: int
) -> None:
    backups.automatic()
    assert places.follow() == places.follow()
    assert places.rows() == ()
    assert list(stick.iterdir()) == []


def test_a_named_place_holds_store_and_attachments_and_brings_both_back_without_the_machine(
    places: SecondPlaces, backups: Backups, folder: Path, answered: int, database: Database, tmp_path: Path
) -> None:
    made = backups.automatic()
    assert made is not None
    (carried,) = places.follow().carried
    assert (carried.backup, carried.attachments) == (made.path.name, 1)
    attachments_of(database.path).rename(tmp_path / "lost")
    (tmp_path / "新").mkdir()
    back = restore(folder / backups_of(database.path).name / made.path.name, tmp_path / "新" / "恢复.jdt")
    assert (back.attachments, back.missing) == (1, ())


def test_attachments_that_are_there_already_are_not_copied_again(
    places: SecondPlaces, backups: Backups, folder: Path, answered: int
) -> None:
    backups.automatic()
    assert places.follow().carried[0].attachments == 1
    assert places.follow().carried[0].attachments == 0


def test_naming_and_withdrawing_leave_who_and_why_in_the_trail(
    places: SecondPlaces, database: Database, actor: Actor, folder: Path
) -> None:
    (row,) = places.rows()
    assert (row.named_by, row.reason, row.at) == (actor.name, REASON, folder)
    places.withdraw(actor, row.id, "改用移动介质")
    assert places.rows() == ()
    with database.read() as session:
        told = session.execute(select(AuditEntry.intention, AuditEntry.reason).order_by(AuditEntry.seq.desc())).all()
    assert [tuple(each) for each in told[:2]] == [
        ("backup_place.withdraw", "改用移动介质"),
        ("backup_place.name", REASON),
    ]
    with pytest.raises(DomainError, match="已经停用"):
        places.withdraw(actor, row.id, "再停一次")


def test_a_medium_is_known_by_its_number_wherever_it_appears_and_another_one_gets_nothing(
    places: SecondPlaces, backups: Backups, actor: Actor, plugged: list[Medium], stick: Path, tmp_path: Path
) -> None:
    places.name(actor, PlaceDraft(PlaceKind.MEDIUM, "备份", REASON, "USB-0042"))
    backups.automatic()
    plugged[:] = [Medium(stick, "USB-0099")]  # another stick at the same place
    assert places.follow().absent == ("介质 USB-0042 上的 备份",)
    moved = stick.rename(tmp_path / "elsewhere")
    plugged[:] = [Medium(moved, "USB-0042")]
    assert places.follow().carried[0].place == moved / "备份"


def test_an_empty_mount_point_is_not_taken_for_the_place(places: SecondPlaces, backups: Backups, folder: Path) -> None:
    for mark in folder.iterdir():
        mark.unlink()
    backups.automatic()
    following = places.follow()
    assert following.carried == ()
    assert following.absent == (str(folder),)
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_and_the_others_are_served(
    places: SecondPlaces, backups: Backups, actor: Actor, folder: Path, database: Database, tmp_path: Path
) -> None:
    places.name(actor, PlaceDraft(PlaceKind.FOLDER, str(tmp_path / "第三处"), REASON))
    (folder / backups_of(database.path).name).write_bytes(b"a file is in the way")
    backups.automatic()
    following = places.follow()
    assert [carried.place.name for carried in following.carried] == ["第三处"]
    assert len(following.problems) == 1


def test_a_place_that_lacks_a_week_of_backups_is_told_and_one_brought_up_to_date_is_not(
    places: SecondPlaces, database: Database, resources: Resources, clock: FixedClock, folder: Path, answered: int
) -> None:
    assert places.behind() == ()
    backups_at(FixedClock(clock.now() + timedelta(days=8)), database, resources).automatic("手工")
    assert places.behind() == (f"备份的第二处“{folder}”落后 8 天：还没有备份。",)
    places.follow()
    assert places.behind() == ()


def test_a_place_needs_a_reason_and_may_not_be_the_folder_of_the_store(
    places: SecondPlaces, actor: Actor, database: Database, tmp_path: Path
) -> None:
    for draft in (
        PlaceDraft(PlaceKind.FOLDER, str(tmp_path / "x"), " "),
        PlaceDraft(PlaceKind.FOLDER, str(database.path.parent), REASON),
        PlaceDraft(PlaceKind.FOLDER, "relative", REASON),
        PlaceDraft(PlaceKind.MEDIUM, "备份", REASON, "not there"),
    ):
        with pytest.raises(FieldProblem):
            places.name(actor, draft)
    assert places.rows() == ()


def test_the_places_are_found_while_the_store_does_not_open(folder: Path, database: Database) -> None:
    assert places_beside(database.path) == (folder,)


def test_linux_tells_media_by_the_links_of_udev(tmp_path: Path) -> None:
    for name in ("by-id", "by-uuid"):
        (tmp_path / "disk" / name).mkdir(parents=True)
    (tmp_path / "sdb1").touch()
    (tmp_path / "sdc1").touch()
    (tmp_path / "disk/by-id/usb-Kingston_60A44C-0:0-part1").symlink_to(tmp_path / "sdb1")
    (tmp_path / "disk/by-uuid/1A2B-3C4D").symlink_to(tmp_path / "sdb1")
    (tmp_path / "disk/by-uuid/9F9F-0000").symlink_to(tmp_path / "sdc1")
    (tmp_path / "mounts").write_text(
        f"{tmp_path}/sdb1 /media/u/BACK\\040UP vfat rw 0 0\n"
        f"{tmp_path}/sdc1 /media/u/二 vfat rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n"
    )
    found = of_linux(tmp_path / "mounts", tmp_path / "disk")
    assert [(str(medium.root), medium.serial) for medium in found] == [
        ("/media/u/BACK UP", "usb-Kingston_60A44C-0:0"),
        ("/media/u/二", "9F9F-0000"),
    ]


def test_a_folder_on_a_medium_is_refused_because_only_its_number_tells_it_from_another(
    database: Database, clock: FixedClock, resources: Resources, actor: Actor, stick: Path
) -> None:
    carried: list[Medium] = [Medium(stick, "USB-0042")]
    places = SecondPlaces(database, clock, resources.backups, lambda: carried, lambda: carried)
    draft = PlaceDraft(PlaceKind.FOLDER, str(stick / "备份"), REASON)
    with pytest.raises(FieldProblem, match="按序列号指定这个介质"):
        places.name(actor, draft)
    carried[:] = [Medium(stick, "")]
    with pytest.raises(FieldProblem, match="没有序列号"):
        places.name(actor, draft)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("below", ["/备份", "../备份"])
def test_a_folder_that_leaves_its_medium_is_refused(
    places: SecondPlaces, actor: Actor, stick: Path, below: str
) -> None:
    with pytest.raises(FieldProblem, match="不在介质"):
        places.name(actor, PlaceDraft(PlaceKind.MEDIUM, below, REASON, "USB-0042"))
    assert not (stick.parent / "备份").exists()


def test_the_same_place_is_named_once(places: SecondPlaces, actor: Actor, folder: Path) -> None:
    with pytest.raises(FieldProblem, match="已经是第二处"):
        places.name(actor, PlaceDraft(PlaceKind.FOLDER, f"{folder}/", REASON))
    assert len(places.rows()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there the address of a share is a folder")
@pytest.mark.parametrize("address", ["//server/share", "\\\\server\\share", "smb://server/share"])
def test_the_address_of_a_share_is_refused_where_it_would_become_a_folder_of_this_disk(
    places: SecondPlaces, actor: Actor, address: str
) -> None:
    with pytest.raises(FieldProblem, match=r"是网络地址.*挂载成本机的一个文件夹"):
        places.name(actor, PlaceDraft(PlaceKind.FOLDER, address, REASON))
    assert places.rows() == ()


def test_a_place_whose_drive_is_not_there_is_refused_and_not_made_on_this_disk(
    places: SecondPlaces, actor: Actor, folder: Path
) -> None:
    gone = folder / "没有挂载" / "备份"
    with pytest.raises(FieldProblem, match="现在连不上，没有指定"):
        places.name(actor, PlaceDraft(PlaceKind.FOLDER, str(gone), REASON))
    assert not gone.parent.exists()
