"""A clerk drops files onto 附件, looks at them, exports them, and hears of those that are lost."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.services.office.attachments import place_of
from app.views.attachments.dialog import AttachDialog
from app.views.attachments.view import AttachmentsView
from tests.stories.conftest import ClerksDesk


class FilesTab:
    """The tab 附件 of a letter, as the clerk uses it."""

    def __init__(self, desk: ClerksDesk, letter: int, bot: QtBot, folder: Path) -> None:
        self.desk, self.letter, self._bot, self.folder = desk, letter, bot, folder
        desk.go_to("检察建议")
        desk.window.page.open_record(letter)  # type: ignore[attr-defined]  # a SuggestionsPage
        assert desk.record is not None
        self.view = desk.record.findChild(AttachmentsView)
        desk.record.tabs.setCurrentWidget(self.view)
        self.settle()

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def drop(self, paths: Sequence[Path]) -> QDropEvent:
        data = mime(paths)
        where = QPoint(30, 60)
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        entering = QDragEnterEvent(where, actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.view, entering)
        event = QDropEvent(QPointF(where), actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.view, event)
        return event

    def confirm(self, purpose: str = "回复函") -> None:
        self.desk.fill(purpose=purpose)
        self.desk.confirm()
        for box in filter(QMessageBox.isVisible, self.desk.window.findChildren(QMessageBox, "unread")):
            self.desk.click("已看过，没有标志", box)
        self.settle()

    def add(self, *paths: Path) -> None:
        self.drop(paths)
        self.confirm()

    def choose(self, name: str) -> None:
        names = [row.file_name for row in self.view.table.rows]
        self.view.table.setCurrentCell(names.index(name), 0)
        self.settle()

    def names(self) -> list[str]:
        return [cells[1] for cells in self.view.table.texts()]

    def states(self) -> dict[str, str]:
        return {cells[1]: cells[2] for cells in self.view.table.texts()}

    def problems(self) -> list[str]:
        return self.view.problem.text().splitlines()

    def settle(self) -> None:
        self.desk.settle()
        self._bot.waitUntil(lambda: self.view.preview.is_idle, timeout=20_000)
        self._bot.waitUntil(lambda: self.view.is_looked_after, timeout=20_000)


def mime(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.fixture
def tab(desk: ClerksDesk, qtbot: QtBot, tmp_path: Path) -> FilesTab:
    return FilesTab(desk, desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01"), qtbot, tmp_path)


def test_dropped_files_come_in_with_one_purpose_and_go_with_one_undo(tab: FilesTab, desk: ClerksDesk) -> None:
    event = tab.drop([tab.file("照片1.txt", b"1"), tab.file("照片2.txt", b"2")])
    assert event.dropAction() is Qt.DropAction.CopyAction  # or the file manager would delete its files
    tab.confirm("整改材料")
    assert [cells[:3] for cells in tab.view.table.texts()] == [
        ("整改材料", "照片1.txt", "未变"), ("整改材料", "照片2.txt", "未变"),
    ]  # fmt: skip
    assert desk.says() == "已添加 2 个附件"
    assert (tab.folder / "照片1.txt").exists()
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    tab.settle()
    assert tab.names() == []


def test_a_scan_is_attached_only_after_somebody_said_that_it_bears_no_mark(tab: FilesTab, desk: ClerksDesk) -> None:
    tab.drop([tab.file("旧稿.doc", b"\xd0\xcf\x11\xe0"), tab.file("说明.txt", b"text")])
    desk.fill(purpose="回复函")
    desk.confirm()
    (box,) = desk.window.findChildren(QMessageBox, "unread")
    assert "“旧稿.doc”里的文字程序读不出" in box.text()
    desk.click("不添加", box)
    assert desk.dialog.isVisible()
    assert tab.names() == []
    tab.confirm()
    assert sorted(tab.names()) == ["旧稿.doc", "说明.txt"]


def test_refused_files_are_named_and_the_others_are_in(tab: FilesTab, desk: ClerksDesk) -> None:
    renamed = tab.file("回复函.pdf", b"MZ\x90\x00")
    folder = tab.folder / "照片"
    folder.mkdir()
    tab.add(renamed, tab.file("查询.exe", b"x"), folder, tab.file("说明.txt", b"text"))
    assert tab.names() == ["说明.txt"]
    assert len(tab.problems()) == 3
    for name, told in zip(("回复函.pdf", "查询.exe", "照片"), tab.problems(), strict=True):
        assert f"“{name}”" in told
    assert tab.view.problem.isVisible()
    assert desk.says() == "已添加 1 个附件"


def test_a_file_of_500_megabytes_is_refused_with_the_limit(tab: FilesTab) -> None:
    huge = tab.folder / "录像.mp4"
    with huge.open("wb") as file:
        file.truncate(500 * 1024**2)  # sparse
    tab.add(huge)
    assert tab.names() == []
    assert tab.problems() == ["“录像.mp4”有 500.0 MB，超过单个附件 200 MB 的上限，没有添加。请压缩或拆分后再添加。"]


def test_files_are_pasted_from_the_clipboard(tab: FilesTab, desk: ClerksDesk) -> None:
    QGuiApplication.clipboard().setMimeData(mime([tab.file("说明.txt", b"text")]))
    tab.view.table.setFocus()
    desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    tab.confirm()
    assert tab.names() == ["说明.txt"]
    QGuiApplication.clipboard().setText("只是文字")
    tab.view.paste()
    assert "剪贴板里没有文件" in tab.problems()[0]


def test_the_button_asks_for_files_and_says_what_is_missing(tab: FilesTab, desk: ClerksDesk) -> None:
    desk.click("添加附件…")
    desk.confirm()
    assert desk.problems() == ["请填写用途，例如“调查材料”。"]
    desk.fill(purpose="回复函")
    desk.confirm()
    assert desk.problems() == ["请选择文件，或把文件拖到这里。"]
    dialog = desk.dialog
    assert isinstance(dialog, AttachDialog)
    path = tab.file("说明.txt", b"text")
    dialog.files.add([path, path])
    assert dialog.files.paths() == [path]
    desk.confirm()
    tab.settle()
    assert tab.names() == ["说明.txt"]


def test_pages_of_a_pdf_are_shown_and_turned(tab: FilesTab) -> None:
    tab.add(tab.file("回复函.pdf", three_pages()))
    preview = tab.view.preview
    assert not preview.pixmap().isNull()
    first = preview.pixmap().toImage()
    preview.forth.click()
    tab.settle()
    assert preview.page == 1
    assert preview.pixmap().toImage() != first
    preview.turn_to(99)
    tab.settle()
    assert (preview.page, preview.forth.isEnabled()) == (2, False)
    narrow = preview.pixmap().width()
    preview.zoom.setCurrentText("2 倍")
    tab.settle()
    assert abs(preview.pixmap().width() - 2 * narrow) <= 2


def three_pages() -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    canvas = Canvas(made)
    for number in range(3):
        canvas.drawString(100 + 80 * number, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def locked() -> bytes:
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, "secret")
    canvas.save()
    return made.getvalue()


def test_locked_and_damaged_pdfs_say_so(tab: FilesTab) -> None:
    tab.add(tab.file("加密.pdf", locked()), tab.file("损坏.pdf", b"%PDF-1.7 cut off"))
    tab.choose("加密.pdf")
    assert tab.view.preview.said().startswith("这个 PDF 加了密码")
    tab.choose("损坏.pdf")
    assert tab.view.preview.said().startswith("这个 PDF 已损坏")


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "tif", "webp"])
def test_pictures_are_shown_no_wider_than_their_place(tab: FilesTab, kind: str) -> None:
    image = QImage(3000, 1200, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    path = tab.folder / f"照片.{kind}"
    assert image.save(str(path))
    tab.add(path)
    shown = tab.view.preview.pixmap()
    assert 100 < shown.width() < 800
    assert abs(shown.width() / shown.height() - 2.5) < 0.02


def test_sheets_of_a_scanned_tiff_are_turned_like_pages(tab: FilesTab) -> None:
    tab.add(tab.file("传真.tif", two_sheets(b"\x20", b"\xd0")))
    preview = tab.view.preview
    dark = preview.pixmap().toImage().pixelColor(3, 3).lightness()
    preview.forth.click()
    tab.settle()
    assert (dark, preview.pixmap().toImage().pixelColor(3, 3).lightness()) == (0x20, 0xD0)
    assert not preview.forth.isEnabled()


def two_sheets(*greys: bytes) -> bytes:
    """A TIFF of grey sheets, 40 by 30 pixels, without compression."""
    import struct

    made, width, height = b"II*\0" + struct.pack("<I", 8), 40, 30
    for number, grey in enumerate(greys):
        start = len(made) + 2 + 8 * 12 + 4  # of the pixels, after the directory
        following = 0 if number == len(greys) - 1 else start + width * height
        tags = ((256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, start), (278, height))
        entries = [*tags, (279, width * height)]
        made += struct.pack("<H", len(entries))
        made += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
        made += struct.pack("<I", following) + grey * (width * height)
    return made


def test_a_picture_too_large_for_the_memory_is_told_and_not_drawn(tab: FilesTab) -> None:
    tab.add(tab.file("巨图.png", png_header(30_000, 30_000)))
    assert tab.view.preview.said().startswith("这张图片有 30000 × 30000 像素，太大")


def png_header(width: int, height: int) -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", b"\x78\x9c") + chunk(b"IEND", b"")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_whatever_it_was_written_in(tab: FilesTab, encoding: str) -> None:
    tab.add(tab.file("说明.txt", "整改说明：𠮷某已到位。".encode(encoding)))
    assert tab.view.preview.text.toPlainText() == "整改说明：𠮷某已到位。"


def test_only_the_beginning_of_a_long_text_is_read(tab: FilesTab) -> None:
    tab.add(tab.file("说明.txt", ("长" * 100_000).encode()))
    assert set(tab.view.preview.text.toPlainText()) == {"长"}  # a character the cut has halved is left out
    assert len(tab.view.preview.text.toPlainText()) == 200 * 1024 // 3


def test_other_files_show_what_is_known_of_them(tab: FilesTab) -> None:
    tab.add(tab.file("数据.zip", b"PK\x03\x04" + b"x" * 2000))
    said = tab.view.preview.said()
    assert "这种文件不在这里显示" in said
    assert "2,004 字节" in said
    assert tab.view.table.rows[0].sha256 in said.replace("\n", "")


def test_a_lost_file_is_marked_and_healed_by_adding_it_again(tab: FilesTab, desk: ClerksDesk) -> None:
    path = tab.file("说明.txt", b"text")
    tab.add(path, tab.file("另一份.txt", b"other"))
    files = desk.services.attachments
    lost, changed = (place_of(files.folder, row.sha256) for row in tab.view.table.rows)
    lost.unlink()
    changed.write_bytes(b"OTHER")
    tab.view.show_files((RecordType.SUGGESTION, tab.letter), tab.view.table.rows)
    tab.settle()
    assert tab.states() == {"说明.txt": "文件不见了", "另一份.txt": "内容已变"}
    tab.choose("说明.txt")
    assert tab.view.preview.said().startswith("附件文件不见了")
    tab.add(path)
    assert tab.states() == {"说明.txt": "未变", "另一份.txt": "内容已变"}
    assert desk.says() == "已恢复“说明.txt”的文件"
    assert tab.view.preview.text.toPlainText() == "text"


def test_chosen_files_are_exported_under_their_names(tab: FilesTab, desk: ClerksDesk) -> None:
    tab.add(tab.file("一.txt", b"1"), tab.file("二.txt", b"2"))
    out = tab.folder / "导出"
    out.mkdir()
    tab.view.export_to(out, tab.view.table.rows)
    tab.settle()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"一.txt": b"1", "二.txt": b"2"}
    assert desk.says() == f"已导出 2 个附件到 {out}"
    tab.view.save_to(out / "改名.txt", tab.view.table.rows[0])
    tab.settle()
    assert (out / "改名.txt").read_bytes() == b"1"


class OtherPrograms(QObject):
    """What the system would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def programs() -> Iterator[OtherPrograms]:
    made = OtherPrograms()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_another_program_gets_a_read_only_copy(tab: FilesTab, desk: ClerksDesk, programs: OtherPrograms) -> None:
    tab.add(tab.file("说明.txt", b"text"))
    desk.click("打开", tab.view)
    tab.settle()
    (copy,) = programs.opened
    assert (copy.name, copy.read_bytes(), copy.stat().st_mode & 0o222) == ("说明.txt", b"text", 0)
    assert desk.services.attachments.folder not in copy.parents


def test_a_second_batch_is_not_taken_while_the_first_is_copied(tab: FilesTab, desk: ClerksDesk) -> None:
    gate = Event()
    tab.view.strip.run("正在添加……", lambda _: gate.wait(20), lambda _: None)
    try:
        assert not tab.view.add.isEnabled()
        tab.drop([tab.file("说明.txt", b"text")])
        assert tab.problems() == ["上一批文件还没有处理完，这次没有添加。请稍候再试。"]
        assert not desk.has_dialog
    finally:
        gate.set()
    tab.settle()
    assert tab.view.add.isEnabled()


def test_files_of_a_matter_come_in_the_same_way(tab: FilesTab, desk: ClerksDesk) -> None:
    matter = desk.has_matter("青山县公安局")
    desk.window.workplace.open_record(RecordType.MATTER, matter)
    desk.settle()
    assert desk.record is not None
    tab.view = desk.record.findChild(AttachmentsView)
    desk.record.tabs.setCurrentWidget(tab.view)
    tab.add(tab.file("受案登记表.txt", b"text"))
    assert tab.names() == ["受案登记表.txt"]
    assert desk.services.attachments.of(RecordType.MATTER, matter)
    assert desk.services.attachments.of(RecordType.SUGGESTION, tab.letter) == ()


def test_what_was_dropped_by_mistake_is_taken_out_of_the_dialog(tab: FilesTab, desk: ClerksDesk) -> None:
    tab.drop([tab.file("一.txt", b"1"), tab.file("二.txt", b"2")])
    dialog = desk.dialog
    assert isinstance(dialog, AttachDialog)
    dialog.files.list.setCurrentRow(0)
    desk.click("去掉所选", dialog)
    tab.confirm()
    assert tab.names() == ["二.txt"]
