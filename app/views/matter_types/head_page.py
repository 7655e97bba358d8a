"""基本情况 of a type: its names, what it rests on, and from which day it counts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.models.dates import PartialDate
from app.models.terms import Certainty
from app.services.foundation.errors import FieldProblem
from app.services.matter_types.rows import TypeDraft, TypeFlaw
from app.views.matter_types.item_dialogs import listed
from app.views.shared.form import Form
from app.views.shared.workplace import Workplace

FIELDS = ("name", "names", "kinds", "basis", "certainty", "valid_from", "note")


class HeadPage(QScrollArea):
    """Texts parted by 、 are lists."""

    changed = Signal()

    def __init__(self, workplace: Workplace, draft: TypeDraft) -> None:
        """What stands there at first is the version in force."""
        super().__init__()
        self._draft = draft
        form = self.form = Form(workplace)
        form.add_text("name", "名称", draft.name)
        form.add_long_text("names", "台账里又称", "、".join(draft.names), lines=3)
        form.add_long_text("kinds", "登记时可选", "、".join(draft.kinds), lines=2).setPlaceholderText(
            "需要分开称呼的才填，如 行政公益诉讼、民事公益诉讼；空着就只用名称"
        )
        form.add_long_text("basis", "依据", draft.basis, lines=3)
        form.add_term("certainty", "依据核实", Certainty, draft.certainty)
        form.add_date("valid_from", "从…起", PartialDate.of(draft.valid_from) if draft.valid_from else None)
        form.add_long_text("note", "说明", draft.note, lines=2)
        form.changed.connect(self.changed)
        sheet, column = QWidget(), QVBoxLayout()
        sheet.setLayout(column)
        column.addWidget(form)
        column.addStretch(1)  # else the fields drift apart in a high window
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def typed(self) -> tuple[object, ...]:
        """What stands in the fields, as typed."""
        return (*(self.form.text(name) for name in FIELDS if name != "valid_from"), str(self._day()))

    def values(self) -> dict[str, object]:
        """The fields of the draft; raises FieldProblem for a day that cannot be read."""
        day = self.form.date("valid_from")
        if day is not None and day.exact is None:
            raise FieldProblem("valid_from", "请写到日，如 2026-12-1。")
        text = self.form.text
        return {
            "name": text("name"),
            "names": listed(text("names")),
            "kinds": listed(text("kinds")),
            "basis": text("basis"),
            "certainty": self.form.term("certainty", Certainty),
            "valid_from": day.exact if day else None,
            "note": text("note"),
        }

    def say(self, flaws: Sequence[TypeFlaw]) -> None:
        """Tell what is wrong beside its field."""
        self.form.clear_problems()
        for flaw in flaws:
            self.form.say(FieldProblem(flaw.field, flaw.sentence))

    def go_to(self, flaw: TypeFlaw) -> None:
        """Go to the field that is wrong."""
        self.form.mark(FieldProblem(flaw.field, flaw.sentence))

    def _day(self) -> object:
        try:
            return self.form.date("valid_from")
        except FieldProblem as problem:
            return problem
