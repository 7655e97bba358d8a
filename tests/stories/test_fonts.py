"""系统管理 · 字体: which fonts print, and the office's own."""

from pathlib import Path

import pytest

from app.views.backups.fonts_view import FontDialog, FontsView
from app.views.backups.page import SystemPage
from tests.documents.font_files import made, with_postscript_outlines
from tests.stories.conftest import ClerksDesk


@pytest.fixture
def fonts(desk: ClerksDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FontsView:
    """The tab on screen, with one damaged font installed."""
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    (tmp_path / "share" / "fonts").mkdir(parents=True)
    (tmp_path / "share" / "fonts" / "坏.ttf").write_bytes(b"no font")
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.fonts)
    desk.settle()
    return page.fonts


def test_the_five_faces_are_told_with_their_fonts(desk: ClerksDesk, fonts: FontsView) -> None:
    rows = fonts.faces.texts()
    assert [row[0] for row in rows] == ["仿宋", "楷体", "黑体", "小标宋", "宋体"]
    assert rows[0] == ("仿宋", "FandolFang-Regular.ttf", "随附", "6763 / 6763", "")
    assert not fonts.remove.isEnabled()


def test_an_installed_font_that_cannot_serve_is_told_with_its_reason(fonts: FontsView, tmp_path: Path) -> None:
    assert fonts.passed_over.texts() == [(str(tmp_path / "share/fonts/坏.ttf"), "不是字体文件，或者已经损坏")]


def test_a_font_is_added_removed_and_that_taken_back(desk: ClerksDesk, fonts: FontsView, tmp_path: Path) -> None:
    path = made(tmp_path / "方正小标宋.ttf", "检察建议书", "FZXBSJW--GB1-0", "方正小标宋简体")
    desk.click("添加字体…", fonts)
    assert isinstance(desk.dialog, FontDialog)
    desk.fill(path=str(path))
    desk.confirm()
    assert fonts.added.texts()[0][:3] == ("方正小标宋.ttf", "方正小标宋简体", "小标宋")
    assert fonts.faces.texts()[3] == ("小标宋", "方正小标宋.ttf", "本院添加", "5 / 6763", "缺 6758 字，由其他字体补上")
    desk.click("移除", fonts)
    assert fonts.added.texts() == []
    assert "已移除字体“方正小标宋.ttf”" in desk.says()
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    desk.settle()
    assert fonts.added.texts()[0][0] == "方正小标宋.ttf"


def test_a_font_that_cannot_be_embedded_is_refused_beside_its_field(
    desk: ClerksDesk, fonts: FontsView, tmp_path: Path
) -> None:
    desk.click("添加字体…", fonts)
    desk.fill(path=str(with_postscript_outlines(tmp_path / "思源.otf", "Outlines")))
    desk.confirm()
    assert "轮廓格式 CFF 不能嵌入" in desk.problems()[0]
    assert fonts.added.texts() == []
    desk.dialog.close()
