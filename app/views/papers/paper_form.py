"""The facts and wording of one document, in the order in which it reads."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.documents.facts import DocumentStyle
from app.services.documents.templates.model import Template
from app.services.papers.rows import TypedPaper
from app.views.papers.annexes import Annexes
from app.views.papers.paper_field import PaperField
from app.views.papers.shapes import shape_of, titles_of
from app.views.shared.form_scroll import FormScroll
from app.views.shared.workplace import Workplace

# 国家秘密 has no place on this workstation, so no 密级 of state secrets is offered.
_CORNER = (
    ("copy_number", "份号", ("", "000001")),
    ("secrecy", "密级", ("", "内部", "工作秘密")),
    ("urgency", "紧急程度", ("", "加急", "特急")),
)


_NOTE = "closing_note"


class _StillBox(QComboBox):
    """The wheel scrolls the form and never changes a 密级 that happens to pass below it."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PaperForm(FormScroll):
    """``show_paper`` builds the fields of a template; ``typed`` is what was typed in place of the record's facts."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """No fields before a document is chosen."""
        super().__init__()
        self._workplace = workplace
        self._template: Template | None = None
        self.fields: dict[str, PaperField] = {}
        self.annexes = Annexes(workplace)
        self._corner: dict[str, QComboBox] = {}
        self._style: DocumentStyle | None = None
        self._is_loading = False
        self.setObjectName("paper_form")

    def show_paper(
        self, template: Template, recorded: Mapping[str, str], typed: TypedPaper, record_mark: str = ""
    ) -> None:
        """Show a document's facts; the fields are made anew only where the document is another one.

        ``record_mark`` is what the paper bears where no 密级 is typed.
        """
        self._is_loading = True
        if template != self._template:
            self._build(template)
        for name, field in self.fields.items():
            field.show_fact(recorded.get(name, ""), typed.values.get(name))
        for name, box in self._corner.items():
            box.setEditText(getattr(typed, name))
        secrecy = self._corner["secrecy"].lineEdit() if "secrecy" in self._corner else None
        if secrecy is not None:
            secrecy.setPlaceholderText(record_mark)
        self.annexes.show_annexes(typed.annexes)
        self._is_loading = False

    def typed(self, style: DocumentStyle | None) -> TypedPaper:
        """What was typed, with the style chosen above."""
        values = {name: field.typed() for name, field in self.fields.items()}
        corner = {name: box.currentText().strip() for name, box in self._corner.items()}
        return TypedPaper(
            values={name: text for name, text in values.items() if text is not None},
            style=style,
            annexes=self.annexes.annexes,
            **corner,
        )

    def follow_style(self, style: DocumentStyle | None) -> None:
        """Show the field of 附注 only in a style that prints one; what was typed in it is kept."""
        field = self.fields.get(_NOTE)
        if field is not None and self._template is not None:
            field.setVisible(self._template.has_closing_note(style))

    def texts(self) -> dict[str, str]:
        """What stands in every field."""
        return {name: field.text() for name, field in self.fields.items()}

    def go_to(self, label: str) -> None:
        """Put the cursor into the field of a fact, named as the preview names it."""
        field = next((found for found in self.fields.values() if found.spec.label == label), None)
        if field is not None:
            self.ensureWidgetVisible(field)
            field.target.setFocus()

    def set_locked(self, is_locked: bool) -> None:
        """An issued paper is read and copied, and nothing on it is changed."""
        for field in self.fields.values():
            field.set_read_only(is_locked)
        for part in (*self._corner.values(), self.annexes):
            part.setEnabled(not is_locked)

    def mark_missing(self, labels: Iterable[str]) -> None:
        """What the paper lacks, beside the fields."""
        lacking = set(labels)
        for field in self.fields.values():
            field.set_missing(field.spec.label in lacking)

    def say_unprintable(self, found: Mapping[str, Sequence[str]]) -> None:
        """Beside each field the characters no font prints."""
        for name, field in self.fields.items():
            field.say_unprintable(found.get(name, ()))

    def _tell(self) -> None:
        if not self._is_loading:
            self.changed.emit()

    def _build(self, template: Template) -> None:
        self._template = template
        sheet = QWidget()
        sheet.setObjectName("sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(10)
        self.annexes = Annexes(self._workplace)
        self.annexes.changed.connect(self._tell)
        self._corner = {}
        has_pages = template.register is None
        if has_pages:
            column.addLayout(self._corner_row())
        self.fields = {}
        for spec in template.facts:
            field = PaperField(self._workplace, spec, shape_of(template, spec), titles_of(template, spec.name))
            field.changed.connect(self._tell)
            self.fields[spec.name] = field
            column.addWidget(field)
        if has_pages:
            column.addWidget(self.annexes)
        column.addStretch(1)
        self.setWidget(sheet)
        self._put_in_order(sheet)

    def _put_in_order(self, sheet: QWidget) -> None:
        """Tab goes through the fields where they stand; made late, they would come after all the rest of the window."""
        before = self.previousInFocusChain()
        while before is not self and (sheet.isAncestorOf(before) or not self._takes_tab(before)):
            before = before.previousInFocusChain()
        parts: Iterable[QWidget] = sheet.findChildren(QWidget)
        for part in filter(self._takes_tab, parts):
            QWidget.setTabOrder(before, part)
            before = part

    def _takes_tab(self, part: QWidget) -> bool:
        is_stop = bool(part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and part.focusProxy() is None
        return is_stop and part.window() is self.window()  # lists that open below a choice are windows of their own

    def _corner_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, title, choices in _CORNER:
            box = _StillBox()
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.addItems(list(choices))
            box.setObjectName(name)
            box.setAccessibleName(title)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(2)
            box.editTextChanged.connect(lambda _: self._tell())
            label = QLabel(title)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, 1)
            self._corner[name] = box
        return row
