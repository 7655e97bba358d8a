"""What past letters are looked for by: the problem, and what narrows it."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.models.terms import SuggestionKind
from app.services.suggestion_library.rows import LibraryQuery
from app.views.shared.workplace import Workplace


class AskingRow(QWidget):
    """``changed`` at every key; whoever looks waits for a pause."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Everything empty."""
        super().__init__()
        self._workplace = workplace
        self._leave_out: int | None = None
        self.words, self.unit, self.field, self.kind = QPlainTextEdit(), QLineEdit(), QComboBox(), QComboBox()
        self._build_words()
        self._build_unit()
        self._build_choices()
        for changed in (self.words.textChanged, self.unit.textChanged, self.field.editTextChanged):
            changed.connect(lambda *_: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part, stretch in ((self.words, 5), (self.unit, 2), (self.field, 1), (self.kind, 0)):
            row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.words)

    def begin(self) -> None:
        """Offer the fields there are."""
        shown = self.field.currentText()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.addItems(["", *self._workplace.desk.suggestion_library.fields()])
        self.field.setEditText(shown)
        self.field.blockSignals(False)

    def ask(self, query: LibraryQuery) -> None:
        """Fill in what is looked for."""
        self._leave_out = query.leave_out
        self.words.setPlainText(query.words)
        self.unit.setText(query.unit)
        self.field.setEditText(query.field)
        self.kind.setCurrentIndex(0 if query.kind is None else self.kind.findData(query.kind.value))

    def query(self) -> LibraryQuery:
        """What is looked for."""
        kind = self.kind.currentData()
        return LibraryQuery(
            words=self.words.toPlainText().strip(),
            unit=self.unit.text().strip(),
            field=self.field.currentText().strip(),
            kind=SuggestionKind(kind) if kind else None,
            leave_out=self._leave_out,
        )

    def _build_words(self) -> None:
        self.words.setObjectName("library_words")
        self.words.setAccessibleName("问题")
        self.words.setPlaceholderText("问题：几个词，或整段“主要问题”")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * 2 + 14)

    def _build_unit(self) -> None:
        self.unit.setObjectName("library_unit")
        self.unit.setAccessibleName("单位")
        self.unit.setPlaceholderText("单位，可用拼音首字母")
        known = QStringListModel(self.unit)
        completer = QCompleter(known, self.unit)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.unit.setCompleter(completer)

        def offer(typed: str) -> None:
            found = self._workplace.desk.offices.suggest(typed) if typed.strip() else ()
            known.setStringList([unit.name for unit in found])

        self.unit.textEdited.connect(offer)

    def _build_choices(self) -> None:
        self.field.setObjectName("library_field")
        self.field.setAccessibleName("行业领域")
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setMinimumWidth(130)
        typed = self.field.lineEdit()
        if typed is not None:
            typed.setPlaceholderText("行业领域")
        self.kind.setObjectName("library_kind")
        self.kind.setAccessibleName("类型")
        self.kind.addItem("类型：全部", None)
        for kind in SuggestionKind:
            self.kind.addItem(kind.label, kind.value)
