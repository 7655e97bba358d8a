"""案件包 at the screen: exported from a matter and from the list, checked in 系统管理, cancelled, refused."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.services.office.attachment_files import place_of
from app.views.backups.page import SystemPage
from app.views.case_packages.export_dialog import ExportDialog
from app.views.case_packages.verify_dialog import VerifyPackageDialog
from app.views.matters.page import MattersPage
from app.views.matters.record import MatterRecord
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless


@pytest.fixture
def case(desk: ClerksDesk) -> MatterRecord:
    """A matter with a file, on screen."""
    matter = desk.has_matter("青山县水利局")
    desk.services.attachments.add(CLERK, RecordType.MATTER, matter, "调查材料", desk.has_scan("现场照片.pdf"))
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    desk.settle()
    assert isinstance(desk.record, MatterRecord)
    return desk.record


def exporting(desk: ClerksDesk) -> ExportDialog:
    return next(found for found in desk.window.findChildren(ExportDialog) if found.isVisible())


def packages_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_matter_is_exported_from_its_own_menu_and_checked_in_the_registers(
    desk: ClerksDesk, case: MatterRecord, tmp_path: Path
) -> None:
    case.export_package()
    dialog = exporting(desk)
    assert nameless(dialog) == []
    type_chinese(dialog.where.text, str(tmp_path / "优盘"))
    desk.click("导出", dialog)
    package = packages_in(tmp_path / "优盘")[0]
    assert package.name.endswith(" 青山县水利局")
    assert "全部文件都已收入" in dialog.outcome.text()
    assert dialog.opening.isVisible()
    assert "已导出 1 个案件包" in desk.says()
    dialog.reject()
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.papers)
    desk.click("核对案件包…", page.papers)
    checking = next(found for found in desk.window.findChildren(VerifyPackageDialog) if found.isVisible())
    assert nameless(checking) == []
    checking.check_folder(package)
    desk.settle()
    assert checking.headline.text().startswith("✓")
    (package / "附件" / "现场照片.pdf").unlink()
    checking.check_folder(package)
    desk.settle()
    assert checking.headline.text().startswith("×")
    assert "缺少：附件/现场照片.pdf" in checking.details.toPlainText()


def test_what_could_not_be_packed_is_listed_in_the_dialog(desk: ClerksDesk, case: MatterRecord, tmp_path: Path) -> None:
    files = desk.services.attachments
    row = files.of(RecordType.MATTER, case.record_id or 0)[0]
    place_of(files.folder, row.sha256).unlink()
    case.export_package()
    dialog = exporting(desk)
    type_chinese(dialog.where.text, str(tmp_path / "优盘"))
    desk.click("导出", dialog)
    assert "有 1 个文件没有收入" in dialog.outcome.text()
    problems = dialog.findChild(QPlainTextEdit)
    assert problems is not None
    assert "现场照片.pdf" in problems.toPlainText()


def test_without_a_folder_the_dialog_asks_for_one(desk: ClerksDesk, case: MatterRecord) -> None:
    case.export_package()
    dialog = exporting(desk)
    dialog.where.text.clear()
    desk.click("导出", dialog)
    assert "请先选择导出到哪个文件夹" in dialog.work.problem.text()


def test_cancelled_the_dialog_stays_and_no_folder_is_left(desk: ClerksDesk, case: MatterRecord, tmp_path: Path) -> None:
    case.export_package()
    dialog = exporting(desk)
    type_chinese(dialog.where.text, str(tmp_path / "优盘"))
    dialog.verb.click()
    dialog.reject()  # 取消 while it goes on
    desk.settle()
    assert dialog.isVisible()
    assert "已取消" in dialog.work.problem.text()
    assert packages_in(tmp_path / "优盘") == []


def test_several_matters_of_the_list_are_exported_together(desk: ClerksDesk, tmp_path: Path, qtbot: QtBot) -> None:
    for unit in ("青山县水利局", "青山县林业局"):
        desk.has_matter(unit)
    desk.go_to("监督事项")
    page = desk.window.page
    assert isinstance(page, MattersPage)
    page.list.table.selectAll()
    page.export_selected()
    dialog = exporting(desk)
    type_chinese(dialog.where.text, str(tmp_path / "优盘"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.settle()
    assert [path.name.split()[-1] for path in packages_in(tmp_path / "优盘")] == ["青山县水利局", "青山县林业局"]
