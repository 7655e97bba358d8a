"""What stands in all the editors of a window, as texts by name; and putting such texts back."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QTextEdit,
    QWidget,
)

_MOST_CELLS = 2000  # of one table; longer ones are lists to choose from, not forms
_ON, _OFF = "1", "0"
_EDITABLE, _CHECKABLE = Qt.ItemFlag.ItemIsEditable, Qt.ItemFlag.ItemIsUserCheckable


@runtime_checkable
class KeptWhole(Protocol):
    """An editor whose rows come and go, each with a record behind it: it says itself what stands there."""

    def kept(self) -> str:
        """All that was typed, also what is being typed."""

    def put_kept(self, text: str) -> None:
        """Put it back."""


Editor = QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QCheckBox | QRadioButton | QListWidget | QTableView


def values_of(window: QWidget) -> dict[str, str]:
    """Every editor's value by its name; passwords and what is only read are left out."""
    found: dict[str, str] = {}
    for name, editor in _editors(window):
        if isinstance(editor, KeptWhole):
            found[name] = editor.kept()
        elif isinstance(editor, QTableView):
            found.update(_cells_of(name, editor))
        elif isinstance(editor, QListWidget):
            found.update({f"{name}.{row}": _tick(editor.item(row).checkState()) for row in _checkable(editor)})
        else:
            found[name] = _value(editor)
    return found


def put_values(window: QWidget, values: Mapping[str, str]) -> None:
    """Put values back; twice, because one choice may offer others or fill other fields."""
    for _time in range(2):
        for name, editor in list(_editors(window)):
            if isinstance(editor, KeptWhole):
                if name in values and editor.kept() != values[name]:
                    editor.put_kept(values[name])
            elif isinstance(editor, QTableView):
                _put_cells(name, editor, values)
            elif isinstance(editor, QListWidget):
                _put_ticks(name, editor, values)
            elif name in values and _value(editor) != values[name]:
                _put(editor, values[name])


def _editors(window: QWidget) -> Iterator[tuple[str, Editor | KeptWhole]]:
    seen: Counter[str] = Counter()
    children = list[QWidget](window.findChildren(QWidget))
    for child in children:
        if isinstance(child, Editor | KeptWhole) and _is_typed_into(child, window):
            name = child.objectName() or type(child).__name__
            seen[name] += 1
            yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), child


def _is_typed_into(editor: QWidget, window: QWidget) -> bool:
    if editor.window() is not window.window():  # of a menu or a list that drops down
        return False
    parent = editor.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QTableView | QListWidget | KeptWhole):
            return False  # a part of another editor
        parent = parent.parentWidget()
    if isinstance(editor, QLineEdit):
        return editor.echoMode() is QLineEdit.EchoMode.Normal and not editor.isReadOnly()
    return not (isinstance(editor, QPlainTextEdit | QTextEdit) and editor.isReadOnly())


def _value(editor: Editor) -> str:
    if isinstance(editor, QPlainTextEdit | QTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QCheckBox | QRadioButton):
        return _ON if editor.isChecked() else _OFF
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _put(editor: Editor, value: str) -> None:
    if isinstance(editor, QPlainTextEdit | QTextEdit):
        editor.setPlainText(value)
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findText(value))
        if editor.isEditable():
            editor.setEditText(value)
    elif isinstance(editor, QCheckBox | QRadioButton):
        editor.setChecked(value == _ON)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)


def _tick(state: Qt.CheckState) -> str:
    return _ON if state == Qt.CheckState.Checked else _OFF


def _checkable(editor: QListWidget) -> Iterator[int]:
    for row in range(min(editor.count(), _MOST_CELLS)):
        if editor.item(row).flags() & _CHECKABLE:
            yield row


def _put_ticks(name: str, editor: QListWidget, values: Mapping[str, str]) -> None:
    for row in _checkable(editor):
        wanted = values.get(f"{name}.{row}")
        if wanted is not None and _tick(editor.item(row).checkState()) != wanted:
            editor.item(row).setCheckState(Qt.CheckState.Checked if wanted == _ON else Qt.CheckState.Unchecked)


def _cells(table: QTableView) -> Iterator[tuple[str, QModelIndex]]:
    model = table.model()
    if model is None or model.rowCount() * model.columnCount() > _MOST_CELLS:
        return
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if model.flags(index) & (_EDITABLE | _CHECKABLE):
                yield f"{row}.{column}", index


def _cells_of(name: str, table: QTableView) -> Iterator[tuple[str, str]]:
    for place, index in _cells(table):
        if index.flags() & _CHECKABLE:
            yield f"{name}.{place}.tick", _tick(Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole) or 0))
        if index.flags() & _EDITABLE:
            yield f"{name}.{place}", str(index.data(Qt.ItemDataRole.EditRole) or "")


def _put_cells(name: str, table: QTableView, values: Mapping[str, str]) -> None:
    model = table.model()
    present = dict(_cells_of(name, table))
    for place, index in list(_cells(table)):
        tick, text = values.get(f"{name}.{place}.tick"), values.get(f"{name}.{place}")
        if tick is not None and present.get(f"{name}.{place}.tick") != tick:
            state = Qt.CheckState.Checked if tick == _ON else Qt.CheckState.Unchecked
            model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)
        if text is not None and present.get(f"{name}.{place}") != text:
            model.setData(index, text, Qt.ItemDataRole.EditRole)
