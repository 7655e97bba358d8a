"""The office's own fonts: which are taken, what they serve, and that they go with the store."""

from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.services.documents.paper.fonts import Face
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.office.attachments import place_of
from app.services.office.rows import SPARE
from app.services.store.places import attachments_of
from app.services.store.restoring import restore
from tests.conftest import CHINA
from tests.documents.font_files import RESTRICTED, collection, cut, made, named, with_postscript_outlines

TEXT = "检察建议书"


@pytest.fixture
def desk(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenDesk:
    for variable in ("XDG_DATA_HOME", "HOME"):  # nobody's own fonts
        monkeypatch.setenv(variable, str(tmp_path / "nobody"))
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def fang(tmp_path: Path) -> Path:
    return made(tmp_path / "方正仿宋.ttf", TEXT, "FZFS", "仿宋_GB2312")


def font_of(desk: OpenDesk, face: Face, char: str = "检") -> str:
    glyph = desk.documents.fonts.glyph(face, char)
    return glyph.font.partition("-")[0] if glyph else ""


def test_an_added_font_prints_the_face_its_name_says_at_once(desk: OpenDesk, actor: Actor, fang: Path) -> None:
    assert font_of(desk, Face.FANG) == "FandolFang"
    desk.office_fonts.add_font(actor, fang)
    assert font_of(desk, Face.FANG) == "FZFS"
    (row,) = desk.office_fonts.report().added
    assert (row.file_name, row.family, row.serves, row.problem) == ("方正仿宋.ttf", "仿宋_GB2312", "仿宋", "")


def test_an_added_font_serves_what_it_is_told_to(desk: OpenDesk, actor: Actor, fang: Path) -> None:
    desk.office_fonts.add_font(actor, fang, "小标宋")
    assert font_of(desk, Face.TITLE) == "FZFS"
    assert font_of(desk, Face.FANG) == "FandolFang"


def test_a_font_of_an_unknown_name_is_spare(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    desk.office_fonts.add_font(actor, made(tmp_path / "a.ttf", TEXT, "Whatever"))
    assert [row.serves for row in desk.office_fonts.report().added] == [SPARE]
    assert font_of(desk, Face.FANG) == "FandolFang"


def test_the_font_of_a_collection_is_the_one_the_face_asks_for(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    path = collection(tmp_path / "a.ttc", named(cut("检"), "MingLiU"), named(cut("察"), "SimHei", "黑体"))
    desk.office_fonts.add_font(actor, path)
    assert [font_of(desk, Face.HEI, char) for char in "检察"] == ["FandolHei", "SimHei"]


def test_what_cannot_be_embedded_is_refused_with_its_reason(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    text, latin = tmp_path / "a.ttf", made(tmp_path / "d.ttf", "ABC123", "Latin")
    text.write_text("检察", encoding="utf-8")
    for path, reason in (
        (text, "不是字体文件，或者已经损坏"),
        (with_postscript_outlines(tmp_path / "b.otf", "Outlines"), "轮廓格式 CFF 不能嵌入"),
        (made(tmp_path / "c.ttf", TEXT, "Closed", permission=RESTRICTED), "字体的许可禁止嵌入文件"),
        (latin, "其中没有汉字"),
        (tmp_path / "gone.ttf", "找不到文件"),
        (None, "请选择字体文件"),
    ):
        with pytest.raises(FieldProblem, match=reason) as refusal:
            desk.office_fonts.add_font(actor, path)
        assert refusal.value.field == "path"
    with pytest.raises(FieldProblem, match="不是可以选的用途"):
        desk.office_fonts.add_font(actor, latin, "草书")
    assert desk.office_fonts.sha256s() == []


def test_the_same_file_is_not_added_twice(desk: OpenDesk, actor: Actor, fang: Path) -> None:
    desk.office_fonts.add_font(actor, fang)
    with pytest.raises(FieldProblem, match=r"已经添加过（“方正仿宋\.ttf”，用作仿宋）"):
        desk.office_fonts.add_font(actor, fang.rename(fang.with_name("另一个名字.ttf")))


def test_a_removed_font_prints_no_more_and_cannot_be_removed_again(desk: OpenDesk, actor: Actor, fang: Path) -> None:
    desk.office_fonts.add_font(actor, fang)
    (sha256,) = desk.office_fonts.sha256s()
    desk.office_fonts.remove_font(actor, sha256)
    assert font_of(desk, Face.FANG) == "FandolFang"
    with pytest.raises(DomainError, match="已经不在了"):
        desk.office_fonts.remove_font(actor, sha256)


def test_adding_and_removing_are_taken_back_one_by_one(
    desk: OpenDesk, actor: Actor, fang: Path, tmp_path: Path
) -> None:
    first = desk.office_fonts.add_font(actor, fang)
    second = desk.office_fonts.add_font(actor, made(tmp_path / "k.ttf", TEXT, "OurKai", "楷体"))
    both = desk.office_fonts.sha256s()
    removed = desk.office_fonts.remove_font(actor, both[0])
    desk.history.take_back(actor, removed.act)
    assert desk.office_fonts.sha256s() == both
    desk.history.take_back(actor, first.act)
    assert desk.office_fonts.sha256s() == both[1:]
    desk.history.take_back(actor, second.act)
    assert desk.office_fonts.sha256s() == []
    assert font_of(desk, Face.FANG) == "FandolFang"
    assert desk.store.verify_audit().ok


def test_the_file_goes_into_the_backup_and_prints_after_the_restore(
    desk: OpenDesk, actor: Actor, fang: Path, tmp_path: Path
) -> None:
    desk.office_fonts.add_font(actor, fang)
    made_backup = desk.store.backup(tmp_path / "备份")
    assert made_backup.attachments == 1
    restored = restore(made_backup.path, tmp_path / "新.jdt")
    assert (restored.attachments, restored.missing) == (1, ())
    opened = OpenDesk(Database(restored.store), desk.clock, desk.resources)
    assert font_of(opened, Face.FANG) == "FZFS"
    assert opened.store.check().ok
    opened.close()


@pytest.mark.parametrize("is_lost", [True, False])
def test_a_lost_or_changed_file_is_named_by_the_check_and_no_paper_stops(
    desk: OpenDesk, actor: Actor, fang: Path, is_lost: bool
) -> None:
    desk.office_fonts.add_font(actor, fang)
    place = place_of(attachments_of(desk.store.path), desk.office_fonts.sha256s()[0])
    if is_lost:
        place.unlink()
    else:
        place.write_bytes(place.read_bytes() + b"\x00")
    found = [finding.message for finding in desk.store.check().findings if finding.level == "错误"]
    assert len(found) == 1
    assert "方正仿宋.ttf" in found[0]
    assert font_of(desk, Face.FANG) == "FandolFang"
    (row,) = desk.office_fonts.report().added
    assert row.problem == ("文件不见了，或者打不开" if is_lost else "文件的内容与添加时不同")
