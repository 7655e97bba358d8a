"""A clerk at the screen: stories speak of letters and lists, this file knows the widgets."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.bootstrap import OpenDesk, Shop
from app.models.dates import PartialDate
from app.models.terms import ServiceMethod, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.intentions import Actor
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import IssueDraft, LetterDraft, ServiceDraft
from app.views.base_data.marking import MarkReader
from app.views.main_window import MainWindow
from app.views.opening import Doors
from app.views.own_templates.editor import EditorDialog
from app.views.own_templates.window import OwnTemplatesWindow, open_own_templates
from app.views.shared.form_dialog import FormDialog
from app.views.shared.list_page import ListPage
from app.views.shared.preferences import Preferences
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.record_frame import RecordFrame
from app.views.shared.record_page import RecordPage
from app.views.shared.work_strip import WorkStrip
from app.views.start import make_window
from tests.conftest import CHINA

if TYPE_CHECKING:
    from tests.stories.writer import Writer

CLERK = Actor("张某")
OFFICE = "青山县人民检察院"


@cache
def readable_scan() -> bytes:
    """One page with a text."""
    written = BytesIO()
    page = Canvas(written)
    page.drawString(72, 720, "scanned")
    page.save()
    return written.getvalue()


class ClerksDesk:
    """The window on a store of the office of 青山县, as 张某 uses it."""

    def __init__(self, window: MainWindow, services: OpenDesk, qtbot: QtBot, folder: Path) -> None:
        self.window, self.services, self._bot, self.folder = window, services, qtbot, folder

    # What stands in the store.

    def has_letter(
        self, addressee: str, number: str = "", issued: str = "", received: str = "", problem: str = ""
    ) -> int:
        """A letter that has come so far."""
        letters = self.services.suggestions
        draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee=addressee, problem=problem)
        letter = letters.draft(CLERK, draft).id
        if number:
            letters.register_issue(CLERK, letter, IssueDraft(number, PartialDate(issued)))
        if received:
            letters.register_service(CLERK, letter, ServiceDraft(ServiceMethod.WRITTEN, PartialDate(received)))
        self.settle()
        return letter

    def has_matter(self, unit: str, kind: str = "行政违法行为监督") -> int:
        """A matter at its beginning."""
        matter = self.services.matters.register(CLERK, MatterDraft(kind=kind, unit=unit)).id
        self.settle()
        return matter

    def has_scan(self, name: str = "回复函.pdf") -> Path:
        """A file from the scanner, with the text it read; of others the window asks who looked them through."""
        path = self.folder / name
        path.write_bytes(readable_scan())
        return path

    # What the clerk does.

    def go_to(self, title: str) -> None:
        """Choose a page in the navigation."""
        found = self.window.navigation.findItems(title, Qt.MatchFlag.MatchExactly)
        self.window.navigation.setCurrentItem(found[0])
        self.settle()

    def choose(self, addressee: str) -> None:
        """Make the row of a letter or matter current."""
        model = self.listing.model
        for row in range(model.rowCount()):
            if addressee in self.cells(row):
                self.listing.table.setCurrentIndex(model.index(row, 0))
                self.settle()
                return
        pytest.fail(f"{addressee} is not in the list")

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the focus is."""
        focus = QApplication.focusWidget() or self.window
        self._bot.keyClick(focus, key, modifier)
        self.settle()

    def click(self, title: str, where: QWidget | None = None) -> None:
        """A button by its words."""
        buttons = (where or self.window).findChildren(QPushButton)
        button = next(found for found in buttons if found.text() == title and found.isVisible())
        self._bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def fill(self, **fields: str) -> None:
        """Type into the fields of the open dialog, as an input method does."""
        for name, text in fields.items():
            field = self.dialog.findChild(QWidget, name)
            assert field is not None, f"no field {name}"
            if isinstance(field, QComboBox) and not field.isEditable():
                field.setCurrentIndex(field.findText(text))
            else:
                type_chinese(field, text)

    def tick(self, name: str) -> None:
        """A box of the open dialog."""
        box = self.dialog.findChild(QCheckBox, name)
        assert box is not None, f"no box {name}"
        box.click()

    def confirm(self) -> None:
        """The coloured button of the open dialog."""
        self._bot.mouseClick(self.dialog.confirm, Qt.MouseButton.LeftButton)
        self.settle()

    def narrow(self, text: str) -> None:
        """Type into 在列表中查找."""
        self.listing.filters.text.clear()
        type_chinese(self.listing.filters.text, text)
        self._bot.waitUntil(lambda: self.listing.model.query is not None and self.listing.model.query.contains == text)
        self.settle()

    def pick(self, column: str, shown: str) -> None:
        """Choose in a filter."""
        self.listing.filters.pick(column, shown)
        self.settle()

    def show_only_overdue(self) -> None:
        """Tick 逾期."""
        self.listing.filters.overdue.click()
        self.settle()

    def sort_by(self, title: str) -> None:
        """Click a column's head."""
        section = next(at for at, column in enumerate(self.listing.model.columns) if column.title == title)
        header = self.listing.table.horizontalHeader()
        where = header.viewport().rect().topLeft()
        where.setX(header.sectionViewportPosition(section) + 20)
        where.setY(12)
        self._bot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        self.settle()

    # What the clerk sees.

    @property
    def listing(self) -> ListPage:
        """The list of the page on screen."""
        page = self.window.page
        assert isinstance(page, RecordPage)
        return page.list

    @property
    def record(self) -> RecordFrame | None:
        """The record page on screen, None while the list is."""
        return next((found for found in self.window.page.findChildren(RecordFrame) if found.isVisible()), None)

    @property
    def dialog(self) -> FormDialog:
        """The open dialog."""
        return next(found for found in self.window.findChildren(FormDialog) if found.isVisible())

    @property
    def has_dialog(self) -> bool:
        """Whether a dialog is open."""
        return any(found.isVisible() for found in self.window.findChildren(FormDialog))

    def cells(self, row: int) -> list[str]:
        """The texts of one row."""
        model = self.listing.model
        return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]

    def listed(self, title: str = "被建议单位") -> list[str]:
        """One column of the list, from top to bottom."""
        section = next(at for at, column in enumerate(self.listing.model.columns) if column.title == title)
        return [self.cells(row)[section] for row in range(self.listing.model.rowCount())]

    def says(self) -> str:
        """The status line."""
        return self.window.said.sentence.text()

    def problems(self) -> list[str]:
        """What stands beside the fields of the open dialog."""
        return [label.text() for label in self.dialog.findChildren(ProblemLabel) if label.isVisible()]

    def texts(self, where: QWidget) -> str:
        """Everything written on a part of the window."""
        return "\n".join(label.text() for label in where.findChildren(QLabel))

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what comes from beside the window."""
        self._bot.waitUntil(is_so)

    def settle(self) -> None:
        """Wait until no list is being read and no work goes on."""
        pages, strips = self.window.findChildren(ListPage), self.window.findChildren(WorkStrip)
        readers = self.window.findChildren(MarkReader)

        def is_quiet() -> bool:  # at the same time: what work has written is read by a list afterwards
            if any(each.is_reading for each in readers):
                return False
            return all(strip.is_idle for strip in strips) and not any(page.model.is_loading for page in pages)

        self._bot.waitUntil(is_quiet, timeout=20_000)
        QApplication.processEvents()
        self._bot.waitUntil(is_quiet, timeout=20_000)


def type_chinese(field: QWidget, text: str) -> None:
    """What an input method sends; key clicks with Chinese abort the whole process."""
    target = field.lineEdit() if isinstance(field, QComboBox) else field
    assert isinstance(target, QLineEdit | QPlainTextEdit)
    target.setFocus()
    target.selectAll()
    composed = QInputMethodEvent(text[:1], [])
    QApplication.sendEvent(target, composed)
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(target, committed)


@pytest.fixture
def shop(clock: FixedClock, resources: Resources) -> Shop:
    """What makes and opens stores, on the day of the tests."""
    return Shop(clock, resources)


@pytest.fixture
def doors(shop: Shop) -> Doors:
    """What the window is given to open and make stores."""
    return Doors(shop.open, shop.create, lambda path: shop.demonstrate(path, 3, 1, None))


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """This workstation's memory of its user, where 张某 works."""
    kept = Preferences(tmp_path / "window.ini")
    kept.keep("actor", CLERK.name)
    kept.keep("page", "suggestions")  # where most stories begin; the page somebody left is the page they come back to
    return kept


@pytest.fixture
def window(qapp: QApplication, resources: Resources, preferences: Preferences, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window without a store."""
    made = make_window(qapp, resources, preferences)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    yield made
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as the window makes it, made once; stories take copies of it."""
    path = tmp_path_factory.mktemp("store") / "空.jdt"
    morning = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))
    Shop(morning, Resources.shipped()).create(path, OFFICE, "青检")
    return path


@pytest.fixture
def desk(
    window: MainWindow, shop: Shop, empty_store: Path, store_path: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[ClerksDesk]:
    """The window on an empty store."""
    shutil.copy(empty_store, store_path)
    services = shop.open(store_path)
    window.attach(services)
    clerk = ClerksDesk(window, services, qtbot, tmp_path)
    clerk.settle()
    yield clerk
    QThreadPool.globalInstance().waitForDone()
    # The plugin has closed the window. It goes now: work that a timer began since would never be told to have ended.
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    services.close()


@pytest.fixture
def versions(desk: ClerksDesk) -> OwnTemplatesWindow:
    """本院措辞 of the letter, the standard alone."""
    opened = open_own_templates(desk.window.workplace, "suggestion-letter", desk.window)
    desk.settle()
    return opened


@pytest.fixture
def editor(desk: ClerksDesk, versions: OwnTemplatesWindow, qtbot: QtBot) -> EditorDialog:
    """A new version of the letter, its sample typeset."""
    desk.click("新版本…", versions)
    opened = next(found for found in versions.findChildren(EditorDialog) if found.isVisible())
    qtbot.waitUntil(lambda: opened.preview.is_settled, timeout=20_000)
    return opened


@pytest.fixture
def writer(desk: ClerksDesk, qtbot: QtBot) -> "Iterator[Writer]":
    """The clerk at 文书; nobody has opened a record yet, and in the end the clerk goes back to the list."""
    from tests.stories.writer import Writer  # which stands on this file

    yield Writer(desk, qtbot)
    desk.window.page.go_back()
    desk.settle()
