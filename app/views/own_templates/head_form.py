"""What stands above the paragraphs of a version: title, number, first day, copies, who signs."""

import re

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.models.dates import PartialDate
from app.services.own_templates.rows import TemplateDraft
from app.views.own_templates.fact_words import FactWords
from app.views.own_templates.number_words import as_kept, shown
from app.views.shared.form import Form
from app.views.shared.workplace import Workplace

_BETWEEN = re.compile(r"[、；;\n]")
_EXAMPLE = "7"
Typed = tuple[str, ...]


class HeadForm(Form):
    """Fields by the names of ``TemplateDraft``."""

    def __init__(
        self, workplace: Workplace, draft: TemplateDraft, words: FactWords, *, may_be_noted: bool = False
    ) -> None:
        """Filled with the draft; ``words`` tell the facts that title and 附注 may name."""
        super().__init__(workplace)
        self._words = words
        office = workplace.desk.offices.office()
        self._parts = {"{short}": office.short, "{year}": str(workplace.desk.clock.today().year), "{n}": _EXAMPLE}
        self.title = self.add_text("title", "标题", words.shown(draft.title))
        self.number = self._add_number(draft.number_form)
        self.day = self.add_date(
            "valid_from", "从哪天起", PartialDate.of(draft.valid_from) if draft.valid_from else None
        )
        hint = "用“、”隔开，如 送达、附卷"
        self.copies = self.add_text("copies_for", "份数", "、".join(draft.copies_for), hint=hint)
        self.approvals = self.add_text("approvals", "审签", "、".join(draft.approvals), hint="用“、”隔开，按先后")
        note_hint = "成文日期下一行，括号自动加上；没有就空着"
        self.note = self.add_text("closing_note", "附注", words.shown(draft.closing_note), hint=note_hint)
        self.show_field("closing_note", may_be_noted)
        for field in (self.title, self.copies, self.approvals, self.note):
            field.setCursorPosition(0)  # a long text is read from its beginning
        self.copies.setToolTip("每份给谁：用“、”隔开，有几项就是几份")

    @property
    def typed(self) -> Typed:
        """Everything as it stands in the fields."""
        fields = (self.title, self.number, self.day.text, self.copies, self.approvals, self.note)
        return tuple(field.text() for field in fields)

    @property
    def kept_title(self) -> str:
        """The title with its facts as the template names them."""
        return self._words.kept(self.text("title"))

    @property
    def kept_note(self) -> str:
        """The 附注 with its facts as the template names them."""
        return self._words.kept(self.text("closing_note"))

    @property
    def kept_number(self) -> str:
        """The number's form as the template has it."""
        return as_kept(self.number.text().strip())

    def listed(self, name: str) -> tuple[str, ...]:
        """The parts of 份数 or 审签."""
        return tuple(part.strip() for part in _BETWEEN.split(self.text(name)) if part.strip())

    def _add_number(self, form: str) -> QLineEdit:
        field, self.example, whole = QLineEdit(shown(form)), QLabel(), QWidget()
        self.example.setProperty("role", "muted")
        self.example.setWordWrap(True)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self.example)
        whole.setFocusProxy(field)
        field.textChanged.connect(lambda _: self._explain())
        field.textChanged.connect(lambda _: self.changed.emit())
        field.setEnabled(bool(form))
        self.number = field
        self._explain()
        self.add_field("number_form", "文号样式", whole, field)
        return field

    def _explain(self) -> None:
        form = self.kept_number
        if not self.number.isEnabled() and not form:
            self.example.setText("本文书没有文号样式。")
            return
        for part, meant in self._parts.items():
            form = form.replace(part, meant)
        self.example.setText(f"{{…}} 在登记时换成实际的内容。例：{form}")
