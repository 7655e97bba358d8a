"""A result and its day side by side in one row of a form."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QWidget

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.original_cases.rows import StageOfCase
from app.views.shared.date_field import DateField
from app.views.shared.workplace import Workplace

_DAY_WIDTH = 160


class StageField(QWidget):
    """What one stage came to: a word that is offered or typed, and when."""

    changed = Signal()

    def __init__(self, workplace: Workplace, stage: StageOfCase, results: Iterable[str]) -> None:
        """``results`` are offered; others may be typed."""
        super().__init__()
        self._stage = stage
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(list(results))
        self.box.setMaxVisibleItems(20)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.lineEdit().setPlaceholderText("结果")
        self.day = DateField(workplace, f"{stage.title}日期", stage.on, is_month_enough=True)
        self.day.text.setObjectName(stage.on)
        self.day.text.setPlaceholderText("日期，如 2026-9-15")
        self.day.text.setFixedWidth(_DAY_WIDTH)
        self.day.understood.hide()  # there is no room beside the result
        self.setFocusProxy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.day)
        self.box.editTextChanged.connect(lambda _: self.changed.emit())
        self.day.changed.connect(self.changed)

    def show_stage(self, result: str, on: PartialDate | None) -> None:
        """Fill in what is known."""
        self.box.setCurrentIndex(self.box.findText(result))
        self.box.setEditText(result)
        self.day.set_date(on)

    @property
    def result(self) -> str:
        """What stands in the box."""
        return self.box.currentText().strip()

    def typed_day(self) -> PartialDate | None:
        """The day meant; raises FieldProblem where it cannot be read."""
        try:
            return self.day.typed()
        except DomainError as error:
            raise FieldProblem(self._stage.on, str(error)) from error
