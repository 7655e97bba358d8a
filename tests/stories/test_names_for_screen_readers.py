"""Every field, table, list and icon button can be told by its name; labels are read as they stand."""

import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from app.views.suggestions.acts import ICONS
from tests.stories.conftest import ClerksDesk

NAMED = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


def nameless(window: QWidget) -> list[str]:
    """Widgets a reader could not name; parts that Qt makes inside others are left out."""
    found = []
    for widget in window.findChildren(QWidget):
        inside_qt = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox | QLineEdit)
        inside_qt = inside_qt or isinstance(widget, QHeaderView)
        needs_one = isinstance(widget, NAMED) or (isinstance(widget, QToolButton) and not widget.text())
        if needs_one and not inside_qt and widget.isVisible() and not (widget.accessibleName() and widget.objectName()):
            found.append(f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}")
    return found


@pytest.mark.parametrize("title", ["检察建议", "监督事项", "线索", "期限总览", "统计报表", "导入台账", "系统管理"])
def test_everything_on_a_list_page_has_a_name(desk: ClerksDesk, title: str) -> None:
    desk.go_to(title)
    assert nameless(desk.window) == []


def test_everything_on_a_record_page_has_a_name(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.open_record(letter)
    assert desk.record is not None
    for tab in range(desk.record.tabs.count()):
        desk.record.tabs.setCurrentIndex(tab)
        assert nameless(desk.window) == []


@pytest.mark.parametrize("act", list(ICONS))
def test_every_field_of_a_dialog_is_named_as_its_label(desk: ClerksDesk, act: str) -> None:
    letter = desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    desk.window.page.act(act, letter)  # type: ignore[attr-defined]  # a SuggestionsPage
    assert nameless(desk.dialog) == []
    buddies = {label.text(): label.buddy() for label in desk.dialog.findChildren(QLabel) if label.buddy()}
    assert buddies
    for title, field in buddies.items():
        assert title in {field.accessibleName(), *(part.accessibleName() for part in field.findChildren(QLineEdit))}


def test_no_label_hides_its_words_behind_another_name(desk: ClerksDesk) -> None:
    desk.go_to("检察建议")
    assert [label.text() for label in desk.window.findChildren(QLabel) if label.accessibleName()] == []
