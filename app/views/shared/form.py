"""Labelled fields one below the other, each with room for its problem; values are asked for by the draft's names."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.one_line import one_line
from app.views.shared.date_field import DateField
from app.views.shared.file_field import SCANS, FileField
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

LABEL_WIDTH = 112
AnyTerm = TypeVar("AnyTerm", bound=Term)


@runtime_checkable
class BringsFiles(Protocol):
    """A field whose files are attached."""

    def incoming(self) -> list[Path]:
        """The files."""


class Form(QWidget):
    """Fields by name. ``mark`` puts a problem beside its field and goes there."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """No fields yet."""
        super().__init__()
        self._workplace = workplace
        self._fields: dict[str, QWidget] = {}
        self._titles: dict[str, str] = {}
        self._problems: dict[str, ProblemLabel] = {}
        self._columns: dict[str, QVBoxLayout] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 10, 0)  # room for the scroll bar of a long form
        self._layout.setVerticalSpacing(10)
        self._layout.setHorizontalSpacing(12)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add_text(self, name: str, title: str, value: str = "", *, hint: str = "") -> QLineEdit:
        """One line of text."""
        field = QLineEdit(value)
        field.setPlaceholderText(hint)
        field.textChanged.connect(lambda _: self.changed.emit())
        self._add(name, title, field, field)
        return field

    def add_long_text(self, name: str, title: str, value: str = "", *, lines: int = 4) -> QPlainTextEdit:
        """Several paragraphs; Tab goes on to the next field."""
        field = QPlainTextEdit(value)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 14)
        field.textChanged.connect(self.changed)
        self._add(name, title, field, field)
        return field

    def add_term(self, name: str, title: str, terms: Iterable[Term], value: Term | None = None) -> QComboBox:
        """One of the office's fixed terms; with no ``value`` nothing is chosen for the user."""
        field = QComboBox()
        for term in terms:
            field.addItem(term.label, term.value)
        field.setCurrentIndex(-1 if value is None else field.findText(value.label))
        field.setPlaceholderText("请选择")
        field.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._add(name, title, field, field)
        return field

    def add_choice(self, name: str, title: str, choices: Iterable[str], value: str = "") -> QComboBox:
        """A text with suggestions."""
        field = QComboBox()
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.addItems(list(choices))
        field.setCurrentIndex(field.findText(value))  # else the arrow keys would begin at the second choice
        field.setEditText(value)
        field.editTextChanged.connect(lambda _: self.changed.emit())
        self._add(name, title, field, field)
        return field

    def add_looked_up(
        self, name: str, title: str, value: str, look_up: Callable[[str], Iterable[str]], *, hint: str = ""
    ) -> QLineEdit:
        """One line of text with what the store knows offered below it while it is typed."""
        field = self.add_text(name, title, value, hint=hint)
        known = QStringListModel(field)
        completer = QCompleter(known, field)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        field.setCompleter(completer)
        field.textEdited.connect(lambda typed: known.setStringList(list(look_up(typed)) if typed.strip() else []))
        return field

    def add_date(
        self, name: str, title: str, value: PartialDate | None = None, *, is_month_enough: bool = False
    ) -> DateField:
        """A typed date."""
        field = DateField(self._workplace, title, name, is_month_enough=is_month_enough)
        field.set_date(value)
        field.changed.connect(self.changed)
        self._add(name, title, field, field.text)
        return field

    def add_check(self, name: str, title: str, words: str) -> QCheckBox:
        """Yes or no; ``words`` stand beside the box and say what yes means."""
        field = QCheckBox(words)
        field.toggled.connect(lambda _: self.changed.emit())
        self._add(name, title, field, field)
        return field

    def add_file(self, name: str, title: str, kinds: str = SCANS) -> FileField:
        """A file to attach or read; ``kinds`` is the filter of the window that chooses it."""
        field = FileField(title, name, kinds)
        field.changed.connect(self.changed)
        self._add(name, title, field, field.text)
        return field

    def add_field(self, name: str, title: str, field: QWidget, named: QWidget) -> None:
        """A field of a feature's own; ``named`` is the part of it that is told by its name."""
        self._add(name, title, field, named)

    def incoming(self) -> list[Path]:
        """Every file that is to be attached."""
        return [path for field in self._fields.values() if isinstance(field, BringsFiles) for path in field.incoming()]

    def show_field(self, name: str, is_shown: bool) -> None:
        """Show or hide a field with its label; what stands in a hidden one still counts."""
        column = self._columns[name]
        self._layout.setRowVisible(column, is_shown)
        self._problems[name].setVisible(is_shown and bool(self._problems[name].text()))

    def text(self, name: str) -> str:
        """What stands in a text, long text or choice; on one line where the field has one."""
        field = self._fields[name]
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        if isinstance(field, QComboBox):
            return one_line(field.currentText())
        return one_line(field.text()) if isinstance(field, QLineEdit) else ""

    def append(self, name: str, text: str) -> bool:
        """Add to what stands in a text, in a paragraph of its own; Ctrl+Z takes it out. False where it stands there."""
        field, before = self._fields[name], self.text(name)
        if text.strip() in before:
            return False
        if isinstance(field, QPlainTextEdit):
            cursor = field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertText(f"\n{text.strip()}" if before else text.strip())
        elif isinstance(field, QLineEdit):
            field.setText(f"{before}；{text.strip()}" if before else text.strip())
        return True

    def put(self, name: str, text: str) -> None:
        """Replace what stands in a text or long text on behalf of the user."""
        field = self._fields[name]
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(field, QLineEdit):
            field.setText(text)

    def check(self, name: str, is_on: bool) -> None:
        """Tick or untick a box on behalf of the user."""
        field = self._fields[name]
        if isinstance(field, QCheckBox):
            field.setChecked(is_on)

    def is_checked(self, name: str) -> bool:
        """Whether the box is ticked."""
        field = self._fields[name]
        return isinstance(field, QCheckBox) and field.isChecked()

    def term(self, name: str, kind: type[AnyTerm]) -> AnyTerm:
        """The chosen term; raises FieldProblem while nothing is chosen."""
        field = self._fields[name]
        found = next(
            (term for term in kind if isinstance(field, QComboBox) and term.value == field.currentData()), None
        )
        if found is None:
            raise FieldProblem(name, f"请选择{self._titles[name]}。")
        return found

    def date(self, name: str) -> PartialDate | None:
        """The date meant; raises FieldProblem where it cannot be read."""
        field = self._fields[name]
        try:
            return field.typed() if isinstance(field, DateField) else None
        except DomainError as error:
            raise FieldProblem(name, str(error)) from error

    def needed_date(self, name: str) -> PartialDate:
        """The date meant; raises FieldProblem where none is typed."""
        found = self.date(name)
        if found is None:
            raise FieldProblem(name, f"请填写{self._titles[name]}。")
        return found

    def file(self, name: str) -> Path | None:
        """The chosen file."""
        field = self._fields[name]
        return field.path() if isinstance(field, FileField) else None

    def focus_first(self) -> None:
        """Begin typing at the top; words that are only read take no keys."""
        first = next(
            (field for field in self._fields.values() if field.isEnabled() and not isinstance(field, QLabel)), None
        )
        if first is not None:
            first.setFocus()

    def has(self, name: str) -> bool:
        """Whether there is a field of this name."""
        return name in self._fields

    def focus_on(self, name: str) -> None:
        """Begin typing in one field."""
        self._fields[name].setFocus()

    def mark(self, problem: FieldProblem) -> bool:
        """Show a problem beside its field and go there; False where the form has no such field."""
        if not self.say(problem):
            return False
        self._fields[problem.field].setFocus()
        QTimer.singleShot(0, self, partial(self._bring_into_view, problem.field))  # when there is room for the sentence
        return True

    def say(self, problem: FieldProblem) -> bool:
        """Show a problem beside its field without taking the user from where he types; False as ``mark`` does."""
        if problem.field not in self._fields:
            return False
        self._problems[problem.field].say(self._workplace.told(problem))
        return True

    def _bring_into_view(self, name: str) -> None:
        """Taking the keys alone moves no long form: what was refused would stay out of sight."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self._fields[name])
            around.ensureWidgetVisible(self._problems[name])

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        for label in self._problems.values():
            label.clear()

    def _add(self, name: str, title: str, field: QWidget, named: QWidget) -> None:
        named.setObjectName(name)
        named.setAccessibleName(title)
        self._fields[name], self._titles[name], self._problems[name] = field, title, ProblemLabel()
        self.changed.connect(self._problems[name].clear)
        column = self._columns[name] = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self._problems[name])
        label = QLabel(title)
        label.setFixedWidth(LABEL_WIDTH)
        label.setFixedHeight(min(field.sizeHint().height(), 36))  # level with a one-line field, or the first line
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setBuddy(field)
        self._layout.addRow(label, column)
