"""One finding of a check: its lamp in shape, colour and words, the provision, the way to mend it, and the reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout
from typing_extensions import override

from app.models.terms import Lamp
from app.services.pre_issue.rows import CheckLamp, Finding, Where
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_LAMPS = {CheckLamp.RED: Lamp.OVERDUE, CheckLamp.AMBER: Lamp.NEAR}
_WAYS = {
    Where.DRAFT: "去修改",
    Where.ITEMS: "去事项",
    Where.PAPER: "去文书",
    Where.COPIES: "去分配",
    Where.OPINIONS: "去登记",
    Where.OTHER: "打开那一份",
}
_UNPROVED = "已核"


class FindingCard(QFrame):
    """``mend_wanted`` leads to where it is put right; an amber one has a field for its reason."""

    mend_wanted = Signal(object)  # Finding
    changed = Signal()

    def __init__(self, workplace: Workplace, finding: Finding, place: int, reason: str = "") -> None:
        """``place`` counts the findings; ``reason`` was given before."""
        super().__init__()
        self.finding = finding
        self._workplace = workplace
        self.setObjectName("finding")
        self.reason: QLineEdit | None = None
        self.problem = ProblemLabel()
        self._build(place, reason)

    @property
    def is_answered(self) -> bool:
        """It asks for nothing any more; a red one always does."""
        return self.reason is not None and bool(self.reason.text().strip())

    def ask(self) -> None:
        """Say that the reason is missing, and go there."""
        self.problem.say("请写明理由，理由随检查留存。")
        if self.reason is not None:
            self.reason.setFocus()

    @override
    def setFocus(self, *_reason: Qt.FocusReason) -> None:
        """The first thing to be done about it."""
        (self.reason if self.reason is not None and not self.is_answered else self.mend).setFocus()

    def _build(self, place: int, reason: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 10, 6)
        layout.setSpacing(3)
        layout.addLayout(self._head(place))
        sentence, basis = QLabel(self.finding.sentence), QLabel(self._basis())
        basis.setProperty("role", "muted")
        for label in (sentence, basis):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        if self.finding.lamp is CheckLamp.AMBER:
            self.reason = QLineEdit(reason)
            self.reason.setObjectName(f"reason_{place}")
            self.reason.setAccessibleName(f"理由：{self.finding.name}")
            self.reason.setPlaceholderText("写明理由后可以通过")
            self.reason.textChanged.connect(lambda _: self.problem.clear())
            self.reason.textChanged.connect(lambda _: self.changed.emit())
            layout.addWidget(self.reason)
            layout.addWidget(self.problem)

    def _head(self, place: int) -> QHBoxLayout:
        lamp = _LAMPS[self.finding.lamp]
        shape, words, name = QLabel(), QLabel(self.finding.lamp.label), QLabel(self.finding.name)
        shape.setPixmap(self._workplace.icons.lamp(lamp).pixmap(16, 16))
        palette = words.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._workplace.theme.lamp_colour(lamp))
        words.setPalette(palette)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        self.mend = QPushButton(_WAYS[self.finding.where])
        self.mend.setObjectName(f"mend_{place}")
        self.mend.setAccessibleName(f"{_WAYS[self.finding.where]}：{self.finding.name}")
        self.mend.setAutoDefault(False)
        self.mend.clicked.connect(lambda _checked: self.mend_wanted.emit(self.finding))
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (shape, words, name):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.mend)
        return row

    def _basis(self) -> str:
        doubt = "" if self.finding.certainty == _UNPROVED else f"（{self.finding.certainty}）"
        return f"依据：{self.finding.basis}{doubt}"
