"""Choosing files: what is offered and given back, and that no file is looked into."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from app.views.shared.file_chooser import chooser, chosen_file, chosen_files, chosen_folder, chosen_place

KINDS = "台账 (*.jdt);;所有文件 (*)"
ASK = """
import fcntl, sys
for name in sys.argv[1:]:
    with open(name, "rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
    print(name)
"""


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def answer(name: str, is_taken: bool = True) -> None:
    """Type a name into the chooser that opens next, and press its button."""

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        try:
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            if name:
                field.setText(name)
            (dialog.accept if is_taken else dialog.reject)()
        finally:
            dialog.close()

    QTimer.singleShot(0, give)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere closing a file takes no lock of another")
def test_locks_on_a_store_and_its_log_outlast_a_chooser_that_shows_their_folder(
    parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    import fcntl

    places = [tmp_path / f"台账.jdt{end}" for end in ("", "-wal", "-shm")]
    for path in places:
        path.write_bytes(b"SQLite format 3\0")
    files = [path.open("rb+") for path in places]
    try:
        for file in files:
            fcntl.lockf(file, fcntl.LOCK_EX)
        dialog = chooser(parent, "打开", str(tmp_path), "所有文件 (*)", QFileDialog.FileMode.ExistingFile)
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        dialog.open()
        model = dialog.findChild(QTreeView, "treeView").model()
        at = dialog.findChild(QTreeView, "treeView").rootIndex
        qtbot.waitUntil(lambda: all(model.index(row, 2, at()).data() for row in range(len(places))))
        asked = subprocess.run([sys.executable, "-c", ASK, *places], capture_output=True, text=True, check=True)
        assert asked.stdout == ""  # whoever could lock one of them is told
        dialog.close()
    finally:
        for file in files:
            file.close()


def test_a_file_is_given_back_whole_and_one_put_aside_is_none(parent: QWidget, tmp_path: Path) -> None:
    store = tmp_path / "台账.jdt"
    store.write_bytes(b"")
    answer(store.name)
    assert chosen_file(parent, "打开", str(tmp_path), KINDS) == str(store)
    answer("")  # the one that was chosen last time stands there
    assert chosen_file(parent, "打开", str(store), KINDS) == str(store)
    answer(store.name)
    assert chosen_files(parent, "打开", str(tmp_path), KINDS) == [str(store)]
    answer(store.name, is_taken=False)
    assert chosen_file(parent, "打开", str(tmp_path), KINDS) == ""


def test_a_place_to_write_to_is_proposed_by_name_and_told_with_its_kind(parent: QWidget, tmp_path: Path) -> None:
    proposed = tmp_path / "恢复的台账.jdt"
    answer("")
    assert chosen_place(parent, "存为", str(proposed), KINDS) == (str(proposed), "台账 (*.jdt)")


def test_a_folder_is_chosen_where_one_stands(parent: QWidget, tmp_path: Path) -> None:
    (tmp_path / "备份").mkdir()
    answer("")
    assert chosen_folder(parent, "备份到", str(tmp_path / "备份")) == str(tmp_path / "备份")


def test_a_part_of_the_window_made_anew_meanwhile_does_not_take_the_chooser_along(
    parent: QWidget, tmp_path: Path
) -> None:
    store = tmp_path / "台账.jdt"
    store.write_bytes(b"")
    part = QWidget(parent)
    QTimer.singleShot(0, part.deleteLater)
    answer(store.name)
    assert chosen_file(part, "打开", str(tmp_path), KINDS) == str(store)


def test_a_chooser_that_goes_with_its_window_gives_nothing(tmp_path: Path) -> None:
    window = QWidget()
    QTimer.singleShot(0, window.deleteLater)
    assert chosen_place(window, "另存为", str(tmp_path / "图.png"), "PNG 图片 (*.png)") == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own chooser remembers")
def test_a_chooser_begins_in_the_folder_of_the_last_one_and_at_home_where_that_is_gone(
    parent: QWidget, tmp_path: Path
) -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    for folder, expected in ((tmp_path, tmp_path), (tmp_path / "拔走的优盘", Path.home())):
        settings.setValue("FileDialog/lastVisited", QUrl.fromLocalFile(str(folder)).toString())
        dialog = chooser(parent, "另存为", "图.png", "PNG 图片 (*.png)", QFileDialog.FileMode.AnyFile)
        assert Path(dialog.directory().absolutePath()) == expected
        dialog.deleteLater()
