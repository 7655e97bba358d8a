"""A new store is encrypted by the first page, asked for its password at the next start, and opened by the paper key."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import Shop
from app.models.cipher import is_plain
from app.models.data_key import encryption_is_possible
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.keys.keyring import Keyring
from app.services.keys.making import KeyMaker
from app.services.keys.problems import WrongPassword
from app.services.keys.recovery import groups_of
from app.services.keys.rules import Hardness, KeyRules
from app.services.store.places import backups_of, keys_of
from app.views.keys.change_dialogs import ChangePasswordDialog, RenewRecoveryDialog
from app.views.keys.encrypting_dialog import EncryptingDialog
from app.views.keys.new_keys_dialog import NewKeysDialog
from app.views.keys.seal_dialogs import SealDialog, UnsealDialog
from app.views.main_window import MainWindow
from app.views.opening import Beginning, Doors, Opening
from app.views.second_window import open_second_window
from app.views.shared.problem_label import ProblemLabel
from app.views.start import make_window
from app.views.suggestions.draft_dialog import DraftDialog

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")

PASSWORD, OTHER = "检察Tz-2026-09", "另一个Kl-2027"


@pytest.fixture
def quick_keys(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost nothing to guess."""
    quick = replace(KeyRules.read(resources.keys), hardness=Hardness(1, 8, 1))
    monkeypatch.setattr(KeyRules, "read", classmethod(lambda _cls, _folder: quick))


@pytest.fixture
def opening(
    window: MainWindow,
    doors: Doors,
    store_path: Path,
    clock: FixedClock,
    resources: Resources,
    quick_keys: None,
) -> Opening:
    shop = Shop(clock, resources)
    locked = replace(doors, keys=lambda: KeyMaker(resources, clock), create_locked=shop.create_locked)
    return Opening(locked, window, store_path)


def _press(parent: Any, name: str) -> None:
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def _type(field: QLineEdit, text: str) -> None:
    field.setText(text)


def _made(opening: Opening, window: MainWindow, qtbot: QtBot) -> str:
    """A new encrypted store through the first page; the recovery key."""
    opening.welcome()
    welcome = opening._welcome
    assert welcome is not None
    _type(welcome.form.findChild(QLineEdit, "office"), "某县人民检察院")
    _type(welcome.form.findChild(QLineEdit, "short"), "某检")
    assert welcome.wants_encryption
    _press(welcome, "create")
    dialog = window.findChild(NewKeysDialog)
    assert dialog is not None
    _type(dialog.password, PASSWORD)
    _type(dialog.again, OTHER)
    _press(dialog, "next")
    assert dialog.keys is None
    _type(dialog.again, PASSWORD)
    _press(dialog, "next")
    qtbot.waitUntil(lambda: dialog.keys is not None)
    recovery = dialog.keys.recovery
    _press(dialog, "confirm_paper")
    assert "不符" in dialog.problem.text()
    for field, place in zip(dialog.retyped, dialog._asked, strict=True):
        _type(field, groups_of(recovery)[place].lower())
    with qtbot.waitSignal(opening.opened):
        _press(dialog, "confirm_paper")
    return recovery


def test_a_new_store_is_encrypted_and_asks_for_its_password(
    opening: Opening, window: MainWindow, store_path: Path, qtbot: QtBot
) -> None:
    recovery = _made(opening, window, qtbot)
    assert not is_plain(store_path)
    assert window.workplace.desk.keys.is_encrypted
    window.workplace.desk.close()

    opening.open(store_path)
    qtbot.waitUntil(lambda: opening._password is not None and opening._password.isEnabled())
    page = opening._password
    assert page is not None
    _type(page.password, OTHER)
    _press(page, "open_by_password")
    qtbot.waitUntil(lambda: "口令不对" in page.problem.text())
    _press(page, "by_paper")
    assert page.recovery.hasFocus() or window.focusWidget() is page.recovery
    _type(page.recovery, recovery)
    _type(page.new, OTHER)
    _type(page.again, OTHER)
    with qtbot.waitSignal(opening.opened):
        _press(page, "open_by_password")
    keys = window.workplace.desk.keys
    keys.change_password(window.workplace.actor, OTHER, PASSWORD, PASSWORD)


def test_a_plain_store_is_encrypted_from_the_window_which_opens_it_again_on_the_same_page(
    opening: Opening, window: MainWindow, shop: Shop, store_path: Path, qtbot: QtBot, resources: Resources
) -> None:
    shop.create(store_path, "某县人民检察院", "某检")
    with qtbot.waitSignal(opening.opened):
        opening.open(store_path)
    twin = open_second_window(window.workplace, window)
    letter = DraftDialog(twin.workplace, None, twin)
    letter.open()
    letter.form.findChild(QLineEdit, "addressee").setText("青山县水利局")
    _encrypt_by(window, qtbot)
    dialog = window.findChild(EncryptingDialog)
    qtbot.waitUntil(dialog.go_on.isVisible)
    assert "台账已加密" in dialog.words.text()
    assert not is_plain(store_path)
    dialog.go_on.click()
    assert not window.isVisible()
    assert opening.following is not None
    window.workplace.desk.close()
    opening.release()

    anew = make_window(QApplication.instance(), resources, window.workplace.preferences)
    qtbot.addWidget(anew)
    following = Opening(opening._doors, anew, store_path)
    with qtbot.waitSignal(following.opened):
        following.begin(opening.following)
    desk = anew.workplace.desk
    assert desk.keys.is_encrypted
    assert len(desk.keys.plain_remains()) >= 2  # the old file, the backup before, and an automatic one
    assert anew.page.tabs.currentWidget() is anew.page.keys
    assert [kept.note.title for kept in desk.drafts.of(anew.workplace.actor.name)] == ["起草检察建议书"]
    Keyring.unlock(keys_of(store_path), PASSWORD)


def test_a_store_that_could_not_be_encrypted_is_opened_again_as_it_was(
    opening: Opening, window: MainWindow, shop: Shop, store_path: Path, qtbot: QtBot
) -> None:
    shop.create(store_path, "某县人民检察院", "某检")
    with qtbot.waitSignal(opening.opened):
        opening.open(store_path)
    backups_of(store_path).write_text("")  # in the place of the folder, so that no backup can be made before
    _encrypt_by(window, qtbot)
    dialog = window.findChild(EncryptingDialog)
    qtbot.waitUntil(dialog.go_on.isVisible)
    assert "没有加密" in dialog.words.text()
    assert "建不了" in dialog.problem.text()
    dialog.go_on.click()
    assert opening.following == Beginning(store_path, None, "system", "口令与加密")
    assert is_plain(store_path)
    shop.open(store_path).close()


def _encrypt_by(window: MainWindow, qtbot: QtBot) -> None:
    page = window.go_to("system")
    page.tabs.setCurrentWidget(page.keys)
    _press(page.keys, "encrypt_store")
    dialog = window.findChild(NewKeysDialog)
    _type(dialog.password, PASSWORD)
    _type(dialog.again, PASSWORD)
    _press(dialog, "next")
    qtbot.waitUntil(lambda: dialog.keys is not None)
    for field, place in zip(dialog.retyped, dialog._asked, strict=True):
        _type(field, groups_of(dialog.recovery)[place])
    _press(dialog, "confirm_paper")


def test_the_password_and_the_paper_of_an_open_store_are_changed(
    opening: Opening, window: MainWindow, qtbot: QtBot
) -> None:
    old = _made(opening, window, qtbot)
    page = window.go_to("system")
    page.tabs.setCurrentWidget(page.keys)
    _press(page.keys, "change_password")
    changing = window.findChild(ChangePasswordDialog)
    _type(changing.old, PASSWORD)
    _type(changing.new, "short")
    _press(changing, "confirm")
    qtbot.waitUntil(lambda: "口令应有" in "".join(each.text() for each in changing.findChildren(ProblemLabel)))
    _type(changing.new, OTHER)
    _type(changing.again, OTHER)
    with qtbot.waitSignal(changing.accepted):
        _press(changing, "confirm")
    _press(page.keys, "renew_recovery")
    renewing = window.findChild(RenewRecoveryDialog)
    _type(renewing.password, OTHER)
    _press(renewing, "next")
    qtbot.waitUntil(lambda: renewing.recovery != "")
    for field, place in zip(renewing.retyped, renewing._asked, strict=True):
        _type(field, groups_of(renewing.recovery)[place])
    with qtbot.waitSignal(renewing.accepted):
        _press(renewing, "confirm_paper")
    keys = window.workplace.desk.keys
    with pytest.raises(WrongPassword):
        keys.reset_password(window.workplace.actor, old, PASSWORD, PASSWORD)
    keys.reset_password(window.workplace.actor, renewing.recovery, PASSWORD, PASSWORD)


def test_a_folder_is_sealed_in_the_window_and_laid_out_again(
    opening: Opening, window: MainWindow, shop: Shop, store_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    shop.create(store_path, "某县人民检察院", "某检")
    with qtbot.waitSignal(opening.opened):
        opening.open(store_path)
    page = window.go_to("system")
    page.tabs.setCurrentWidget(page.keys)
    folder = tmp_path / "案件包"
    folder.mkdir()
    (folder / "来信.txt").write_text("督促履职", "utf-8")
    _press(page.keys, "seal_folder")
    sealing = window.findChild(SealDialog)
    _type(sealing.folder.text, str(folder))
    sealing.folder.chosen.emit(folder)
    _type(sealing.password, PASSWORD)
    _press(sealing, "confirm")
    assert not (tmp_path / "案件包.jdtseal").exists()  # typed once only
    _type(sealing.again, PASSWORD)
    with qtbot.waitSignal(sealing.accepted):
        _press(sealing, "confirm")
    assert "已加密为" in page.keys.told.text()
    _press(page.keys, "unseal_file")
    opened = window.findChild(UnsealDialog)
    _type(opened.sealed.text, str(tmp_path / "案件包.jdtseal"))
    _type(opened.folder.text, str(tmp_path / "打开"))
    _type(opened.password, OTHER)
    _press(opened, "confirm")
    qtbot.waitUntil(lambda: "口令不对" in "".join(each.text() for each in opened.findChildren(ProblemLabel)))
    _type(opened.password, PASSWORD)
    with qtbot.waitSignal(opened.accepted):
        _press(opened, "confirm")
    assert (tmp_path / "打开" / "来信.txt").read_text("utf-8") == "督促履职"


def test_whoever_has_typed_the_password_of_a_damaged_store_is_not_asked_for_it_again(
    opening: Opening, window: MainWindow, shop: Shop, store_path: Path, qtbot: QtBot
) -> None:
    opening._doors = replace(opening._doors, centre=shop.centre)
    _made(opening, window, qtbot)
    window.workplace.desk.backups.automatic("手工")
    window.workplace.desk.close()
    content = bytearray(store_path.read_bytes())
    content[8192:] = bytes(byte ^ 0x5A for byte in content[8192:])
    store_path.write_bytes(content)
    opening.open(store_path)
    qtbot.waitUntil(lambda: opening._password is not None and opening._password.isVisible())
    password = opening._password
    assert password is not None
    _type(password.password, PASSWORD)
    _press(password, "open_by_password")
    qtbot.waitUntil(lambda: opening._recovery is not None and bool(opening._recovery.copies.texts()))
    page = opening._recovery
    assert page is not None
    qtbot.waitUntil(lambda: page.work.is_idle)
    assert [row[5] for row in page.copies.texts()] == ["可读"]
    assert not page.key_row.isVisible()
    with qtbot.waitSignal(opening.opened):
        page.replace.click()
    assert window.workplace.desk.keys.is_encrypted
