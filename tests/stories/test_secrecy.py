"""Marks and masked names at the screen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.models.trust_terms import Marking
from app.services.papers.rows import RecordKey
from app.services.secrecy.rows import Mark
from app.views.backups.page import SystemPage
from app.views.backups.papers_view import PapersView
from app.views.docket.paper_dialog import PaperDialog
from tests.stories.conftest import CLERK, ClerksDesk


@pytest.mark.parametrize("kind", [RecordType.SUGGESTION, RecordType.MATTER])
def test_masking_a_name_has_an_icon_as_every_act_beside_it(desk: ClerksDesk, kind: RecordType) -> None:
    record = desk.has_letter("青山县水利局") if kind is RecordType.SUGGESTION else desk.has_matter("青山县水利局")
    desk.window.workplace.open_record(kind, record)
    desk.settle()
    assert desk.record is not None
    menus = desk.record.findChildren(QMenu)
    groups = {menu.title() for menu in menus}
    icons = [{act.text(): act.icon() for act in menu.actions()} for menu in menus]
    beside = next(found for found in icons if "遮蔽姓名…" in found)
    assert [title for title, icon in beside.items() if icon.isNull() and title not in groups] == []


def test_a_backup_is_entered_with_the_strictest_mark_of_what_is_in_it(
    desk: ClerksDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = RecordKey(RecordType.MATTER, desk.has_matter("青山县水利局"))
    desk.services.secrecy.mark(CLERK, matter, Mark(Marking.WORK_SECRET, "检察长"))
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.search_for("备份与检查")
    monkeypatch.setattr(QFileDialog, "exec", lambda *_: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda *_: [str(tmp_path)])
    desk.click("立即备份…")
    assert [(line.title, line.mark) for line in desk.services.papers.log.lines()] == [("台账备份", "工作秘密")]


def test_the_register_of_prints_shows_what_was_saved_from_its_own_sheet(
    desk: ClerksDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.search_for("文书登记")
    view = page.findChild(PapersView)
    assert view is not None
    view.print_log()
    qtbot.waitUntil(lambda: bool(view.findChildren(PaperDialog)), timeout=20_000)
    (dialog,) = view.findChildren(PaperDialog)
    assert dialog.save_to(tmp_path / "登记簿.pdf")
    dialog.close()
    assert view.count.text() == "共 1 次"
