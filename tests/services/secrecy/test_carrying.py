"""Nothing goes onto a medium that can be carried away before it was said why, who agreed and which medium it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.carrying import refuse_unsaid, split_carrying
from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import Output
from app.models.trust_terms import Marking
from app.open_desk import OpenDesk
from app.services.documents.preview import text_of
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.papers.rows import Delivery, LogQuery, PaperNamed
from app.services.secrecy.carrying import Carriers, Carrying
from app.services.store.media import Medium
from app.services.store.removable import of_linux

ACTOR = Actor("命令行")
SAID = Carrying("向市院报送", "王某", "U-2026-03")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where a stick would be mounted."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources, stick: Path) -> Iterator[OpenDesk]:
    made = OpenDesk(database, clock, resources)
    made.carriers.plugged = lambda: (Medium(stick, "60A44C"),)
    yield made
    made.close()


def test_what_lies_on_a_medium_is_known_through_links_too(desk: OpenDesk, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "桌面").symlink_to(stick)
    for path in (stick / "表.xlsx", stick / "某年" / "表.pdf", tmp_path / "桌面" / "表.pdf"):
        assert desk.carriers.medium_of(path) == Medium(stick, "60A44C")
    assert desk.carriers.medium_of(tmp_path / "表.xlsx") is None


@pytest.mark.parametrize("lacking", ["reason", "approver", "medium"])
def test_each_of_the_three_is_asked_for(desk: OpenDesk, actor: Actor, stick: Path, lacking: str) -> None:
    said = Carrying(**{**vars(SAID), lacking: "　"})
    with pytest.raises(FieldProblem) as told:
        desk.carriers.agree(actor, stick / "表.pdf", said)
    assert told.value.field == lacking
    assert desk.carriers.of(stick / "表.pdf") is None


def test_the_line_of_the_register_says_who_agreed_and_which_medium(desk: OpenDesk, actor: Actor, stick: Path) -> None:
    desk.carriers.agree(actor, stick, SAID)
    desk.papers.log.record(actor, PaperNamed("月报", "month", 2), Delivery(Output.EXPORTED, str(stick / "月报.pdf")))
    desk.papers.log.record(actor, PaperNamed("月报", "month", 2), Delivery(Output.PRINTED, "激光打印机"))
    printed, exported = desk.papers.log.lines()
    assert (exported.reason, exported.approver, exported.medium) == ("向市院报送", "王某", "U-2026-03")
    assert (printed.reason, printed.approver, printed.medium) == ("", "", "")


def test_nobody_agrees_with_themselves_unless_alone_in_the_office(desk: OpenDesk, actor: Actor, stick: Path) -> None:
    own = Carrying("报送", f" {actor.name[0]} {actor.name[1:]}", "U-1")
    desk.offices.add_person(actor, actor.name)
    assert desk.carriers.agree(actor, stick / "一人.pdf", own).medium == "U-1"
    desk.offices.add_person(actor, "王某")
    with pytest.raises(FieldProblem, match="自己") as told:
        desk.carriers.agree(actor, stick / "表.pdf", own)
    assert (told.value.field, desk.carriers.of(stick / "表.pdf")) == ("approver", None)
    burnt = Delivery(Output.BURNED, "移送县监委", approver=actor.name, medium="CD-7", reason="移送线索")
    with pytest.raises(FieldProblem, match="自己"):
        desk.papers.log.enter(actor, PaperNamed("建议书", "by-hand", 0), burnt)


def test_a_disc_burnt_elsewhere_is_entered_by_hand_and_printed(desk: OpenDesk, actor: Actor) -> None:
    paper = PaperNamed("检察建议书及附件", "by-hand", 0, marking=Marking.WORK_SECRET)
    burnt = Delivery(Output.BURNED, "移送县监委", approver="王某", medium="CD-7", reason="移送线索")
    with pytest.raises(FieldProblem, match="介质编号"):
        desk.papers.log.enter(actor, paper, Delivery(Output.BURNED, "移送县监委", approver="王某", reason="移送线索"))
    desk.papers.log.enter(actor, paper, burnt)
    (line,) = desk.papers.log.lines(LogQuery(act=Output.BURNED))
    assert (line.mark, line.medium, line.target) == ("工作秘密", "CD-7", "移送县监委")
    text = text_of(desk.papers.registers.printed_log(LogQuery())).replace("\n", "")
    for words in ("刻录：移送县监委", "工作秘密", "王某", "介质CD-7"):
        assert words in text


def test_the_command_line_asks_the_same(desk: OpenDesk, stick: Path, tmp_path: Path) -> None:
    from argparse import Namespace

    said, rest = split_carrying(["document", "--carry-reason", "报送", "--carry-approver=王某", "--carry-medium", "U1"])
    assert (rest, said) == (["document"], Carrying("报送", "王某", "U1"))
    refuse_unsaid(desk.carriers, ACTOR, Namespace(out=tmp_path / "书.pdf"), Carrying("", "", ""))
    with pytest.raises(DomainError, match="--carry-approver"):
        refuse_unsaid(desk.carriers, ACTOR, Namespace(out=stick / "书.pdf"), Carrying("报送", "", "U1"))
    refuse_unsaid(desk.carriers, ACTOR, Namespace(out=stick / "书.pdf"), said)
    assert desk.carriers.of(stick / "书.pdf") == said


def test_sticks_cards_and_discs_of_the_kernel_are_known(tmp_path: Path) -> None:
    blocks, disks, devices = tmp_path / "block", tmp_path / "disk", tmp_path / "devices"
    blocks.mkdir()
    table = "tmpfs /tmp tmpfs rw 0 0\n/dev/loop9 /media/光盘 udf ro 0 0\n"
    for name, place in (
        ("sda1", "pci0/ata1/sda/sda1"),
        ("sdb1", "pci0/usb2/2-1/sdb/sdb1"),
        ("dm-0", "virtual/block/dm-0"),
        ("mmcblk0p1", "mmc_host/mmcblk0/mmcblk0p1"),
    ):
        (devices / place).mkdir(parents=True)
        (blocks / name).symlink_to(devices / place)
        (tmp_path / name).touch()
        table += f"{tmp_path / name} /mnt/{name} ext4 rw 0 0\n"
    (devices / "virtual/block/dm-0/slaves/sdb1").mkdir(parents=True)
    (devices / "mmc_host/mmcblk0/removable").write_text("1\n")
    (tmp_path / "mounts").write_text(table, encoding="utf-8")
    found = of_linux(tmp_path / "mounts", disks, blocks)
    assert {str(each.root) for each in found} == {"/mnt/sdb1", "/mnt/dm-0", "/mnt/mmcblk0p1", "/media/光盘"}


def test_this_machine_answers_without_harm() -> None:
    assert Carriers().medium_of(Path("/")) is None
