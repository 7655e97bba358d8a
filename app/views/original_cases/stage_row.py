"""The stages of a case side by side: 捕 → 诉 → 判 → 二审 → 申诉, each with its result and its day."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.original_cases.rows import STAGES, CaseDraft, StageOfCase
from app.views.shared.workplace import Workplace


class StageRow(QWidget):
    """A box for each stage; what a case did not come to is pale."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_stages``."""
        super().__init__()
        self.setAccessibleName("办案各环节")
        self._icons = workplace.icons
        self._boxes: dict[StageOfCase, tuple[QLabel, QLabel]] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for place, stage in enumerate(STAGES):
            if place:
                arrow = QLabel()
                arrow.setPixmap(self._icons.icon("chevron-right", "muted").pixmap(16, 16))
                layout.addWidget(arrow)
            layout.addWidget(self._box(stage), 1)

    def show_stages(self, draft: CaseDraft) -> None:
        """Replace what is shown."""
        for stage, (result, day) in self._boxes.items():
            said, on = getattr(draft, stage.result), getattr(draft, stage.on)
            if stage.result == "petition_result" and not said:
                said, on = draft.petition_kind, on or draft.petitioned_on
            result.setText(said or "—")
            result.setToolTip(said)
            day.setText(on.text if on else "")
            for label in (result, day):
                label.setEnabled(bool(said or on))

    def texts(self) -> list[tuple[str, str, str]]:
        """Stage, result and day as shown, for tests."""
        return [(stage.title, result.text(), day.text()) for stage, (result, day) in self._boxes.items()]

    def _box(self, stage: StageOfCase) -> QFrame:
        box = QFrame()
        box.setProperty("role", "card")
        title, result, day = QLabel(stage.title), QLabel(), QLabel()
        title.setProperty("role", "muted")
        day.setProperty("role", "muted")
        font = result.font()
        font.setBold(True)
        result.setFont(font)
        result.setWordWrap(True)
        column = QVBoxLayout(box)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(2)
        for label in (title, result, day):
            column.addWidget(label)
        column.addStretch(1)
        self._boxes[stage] = result, day
        return box
