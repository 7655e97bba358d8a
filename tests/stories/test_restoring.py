"""When a store does not open, the window shows what can be restored; before it closes it backs up what changed."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import Shop
from app.models.terms import SuggestionKind
from app.services.lists.listing import ListQuery
from app.services.store.media import Medium
from app.services.suggestions.rows import LetterDraft
from app.views.backups.parting import PartingDialog
from app.views.backups.place_dialogs import NameDialog, WithdrawDialog
from app.views.backups.places_view import PlacesView
from app.views.backups.trial_line import TrialLine
from app.views.main_window import MainWindow
from app.views.opening import Doors, Opening
from app.views.recovery.page import RecoveryPage
from app.views.welcome import Welcome
from tests.stories.conftest import CLERK, ClerksDesk


@pytest.fixture
def damaged(shop: Shop, empty_store: Path, store_path: Path) -> Path:
    """A store with two letters, backed up after the first, whose letters cannot be read any more."""
    shutil.copy(empty_store, store_path)
    desk = shop.open(store_path)
    for name in ("青山县水利局", "青山县教育局"):
        desk.suggestions.draft(CLERK, LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee=name))
        desk.backups.automatic()
    desk.close()
    with closing(sqlite3.connect(store_path)) as connection:
        (page,) = connection.execute("select rootpage from sqlite_schema where name = 'suggestion'").fetchone()
    content = bytearray(store_path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    store_path.write_bytes(content)
    store_path.with_suffix(".open").touch()  # the end was unclean
    return store_path


@pytest.fixture
def opening(window: MainWindow, doors: Doors, shop: Shop, store_path: Path) -> Iterator[Opening]:
    yield Opening(replace(doors, centre=shop.centre), window, store_path)
    QThreadPool.globalInstance().waitForDone()
    if window.workplace.has_desk:
        window.workplace.desk.close()


def page_of(window: MainWindow, qtbot: QtBot) -> RecoveryPage:
    qtbot.waitUntil(lambda: any(page.work.is_idle for page in window.findChildren(RecoveryPage)))
    found = window.findChild(RecoveryPage)
    assert found is not None
    return found


def test_a_damaged_store_leads_to_its_backups_and_comes_back_with_the_loss_told_first(
    window: MainWindow, opening: Opening, damaged: Path, qtbot: QtBot
) -> None:
    opening.open(damaged)
    page = page_of(window, qtbot)
    assert page.isVisible()
    assert "已损坏，没有打开，也没有改动它" in page.problem.text()
    (row,) = page.copies.texts()
    assert (row[1], row[3], row[5]) == ("自动备份", "检察建议 1，监督事项 0", "可读")
    page.preview()
    qtbot.waitUntil(lambda: page.work.is_idle)
    assert "会缺少其后的 1 次操作" in page.said.text()
    lacking = page.acts.texts()[0]
    assert (lacking[1], lacking[2], lacking[4]) == (CLERK.name, "起草检察建议书", "备份里没有")
    with qtbot.waitSignal(opening.opened):
        page.replace.click()
    assert "已用备份恢复，换下的文件保留为" in window.said.sentence.text()
    assert [path.suffix for path in damaged.parent.glob("*.damaged")] == [".damaged"]
    assert window.workplace.desk.store.path == damaged


def test_a_sound_store_is_replaced_only_once_what_would_be_lost_is_named_and_confirmed(
    window: MainWindow, opening: Opening, shop: Shop, empty_store: Path, store_path: Path, qtbot: QtBot
) -> None:
    shutil.copy(empty_store, store_path)
    desk = shop.open(store_path)
    desk.backups.automatic()
    desk.suggestions.draft(CLERK, LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局"))
    desk.close()
    opening.recover(store_path)
    page = page_of(window, qtbot)
    assert page.replace.text() == "用它换下现在的台账…"
    assert window.focusWidget() is page.copies
    assert "它没有损坏" in page.store.text()

    def answered(with_words: str) -> QMessageBox:
        page.replace.click()
        qtbot.waitUntil(lambda: any(box.isVisible() for box in page.findChildren(QMessageBox)))
        box = next(box for box in page.findChildren(QMessageBox) if box.isVisible())
        next(button for button in box.buttons() if button.text() == with_words).click()
        return box

    box = answered("不换")
    assert "现在的台账没有损坏" in box.text()
    assert "台账里不再有这 1 次操作：2026-11-22 09:00 张某 起草检察建议书。" in box.text()
    assert page.work.is_idle
    assert not list(store_path.parent.glob("*.damaged"))
    with qtbot.waitSignal(opening.opened):
        answered("换下")
    assert "换下的文件保留为" in page.said.text()
    shop_day = window.workplace.desk.clock.today()
    listed = window.workplace.desk.suggestions.listing.ids(ListQuery(shop_day))
    assert len(listed) == 0


def test_a_store_that_is_gone_is_restored_without_a_word_about_damage(
    window: MainWindow, opening: Opening, shop: Shop, empty_store: Path, store_path: Path, qtbot: QtBot
) -> None:
    shutil.copy(empty_store, store_path)
    desk = shop.open(store_path)
    desk.backups.automatic()
    desk.close()
    store_path.unlink()
    opening.recover(store_path)
    page = page_of(window, qtbot)
    assert page.replace.text() == "用它恢复这个台账"
    with qtbot.waitSignal(opening.opened):
        page.replace.click()
    assert page.said.text() == "已用备份恢复。正在打开……"


def test_the_welcome_page_leads_to_what_can_be_restored_and_back(
    window: MainWindow, opening: Opening, qtbot: QtBot
) -> None:
    opening.welcome()
    welcome = window.findChild(Welcome)
    assert welcome is not None
    button = welcome.findChild(QPushButton, "recover")
    assert button is not None
    button.click()
    page = page_of(window, qtbot)
    assert "没有找到备份" in page.said.text()
    assert not page.replace.isEnabled()
    page.back.click()
    assert welcome.isVisible()


def test_closing_backs_up_what_changed_and_then_closes(desk: ClerksDesk, qtbot: QtBot, doors: Doors) -> None:
    desk.has_letter("青山县水利局")
    desk.window.parting = Opening(doors, desk.window, desk.services.store.path).keeper.part
    desk.window.close()
    assert desk.window.isVisible()
    dialog = desk.window.findChild(PartingDialog)
    assert dialog is not None
    assert "正在备份" in dialog.words.text()
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert not desk.services.backups.is_due


def test_closing_without_a_change_asks_nothing(desk: ClerksDesk, doors: Doors) -> None:
    desk.services.backups.automatic("手工")
    desk.window.parting = Opening(doors, desk.window, desk.services.store.path).keeper.part
    desk.window.close()
    assert not desk.window.isVisible()


def test_a_backup_on_closing_can_be_left_and_the_window_closes_all_the_same(
    desk: ClerksDesk, qtbot: QtBot, doors: Doors
) -> None:
    desk.window.parting = Opening(doors, desk.window, desk.services.store.path).keeper.part
    desk.window.close()
    dialog = desk.window.findChild(PartingDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.window.isVisible())


def test_why_a_backup_on_closing_failed_can_be_read_to_its_end(
    desk: ClerksDesk, qtbot: QtBot, doors: Doors, tmp_path: Path
) -> None:
    desk.has_letter("青山县水利局")
    backups = desk.services.store.path.with_suffix(".backups")
    backups.mkdir(exist_ok=True)
    backups.rename(tmp_path / "移走的")
    backups.write_text("占着备份文件夹的名字", encoding="utf-8")
    desk.window.parting = Opening(doors, desk.window, desk.services.store.path).keeper.part
    desk.window.close()
    dialog = desk.window.findChild(PartingDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "这次没有备份成" in dialog.words.text())
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    dialog.skip.click()


def test_a_second_place_is_named_filled_and_withdrawn_on_the_page(desk: ClerksDesk, tmp_path: Path) -> None:
    desk.go_to("系统管理")
    view = desk.window.findChild(PlacesView)
    assert view is not None
    assert "还没有指定第二处" in view.nothing.text()
    desk.click("指定第二处…")
    assert isinstance(desk.dialog, NameDialog)
    desk.fill(folder=str(tmp_path / "第二处"), reason="本院备份规定")
    desk.confirm()
    assert not desk.window.said.undo.isVisible()  # a place is withdrawn with a reason, not taken back
    desk.click("现在补上")
    (row,) = view.places.texts()
    assert row[1].startswith("最近的备份 2026-11-22")
    assert list((tmp_path / "第二处" / "台账.backups").glob("*.jdtbak"))
    view.follow()
    view.work.cancel()
    desk.settle()
    assert "没有做任何改动" not in view.work.problem.text()
    desk.click("停用…")
    assert isinstance(desk.dialog, WithdrawDialog)
    desk.fill(reason="改用移动介质")
    desk.confirm()
    assert view.places.texts() == []


def test_a_folder_chosen_on_a_medium_is_named_below_its_root_and_one_elsewhere_is_refused(
    desk: ClerksDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "介质"
    (stick / "备份").mkdir(parents=True)
    monkeypatch.setattr(desk.services.second_places, "_plugged", lambda: [Medium(stick, "USB-0042")])
    answers = [str(tmp_path), str(stick / "备份")]
    monkeypatch.setattr(QFileDialog, "exec", lambda *_: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda *_: [answers.pop(0)])
    desk.go_to("系统管理")
    desk.click("指定第二处…")
    desk.fill(kind="移动介质", serial=f"{stick}（序列号 USB-0042）", reason="本院备份规定")
    desk.click("选择文件夹…", desk.dialog)
    assert "不在介质" in "".join(desk.problems())
    desk.click("选择文件夹…", desk.dialog)
    desk.confirm()
    (row,) = desk.services.second_places.rows()
    assert (row.path, row.serial, row.at) == ("备份", "USB-0042", stick / "备份")


def test_a_failed_trial_stands_red_on_the_workbench_until_a_good_one_follows(desk: ClerksDesk) -> None:
    made = desk.services.backups.automatic("手工")
    assert made is not None
    content = bytearray(made.path.read_bytes())
    content[5000:5040] = b"\xff" * 40
    made.path.write_bytes(content)
    desk.services.trial_restores.run(CLERK)
    desk.go_to("工作台")
    line = desk.window.findChild(TrialLine)
    assert line is not None
    assert line.isVisible()
    assert "没有成功" in line.words.text()
    assert "备份试恢复失败" in [label.text() for label in line.findChildren(QLabel)]
    desk.services.backups.automatic("手工")
    desk.services.trial_restores.run(CLERK)
    desk.settle()
    assert "试恢复完好" in line.words.text()
