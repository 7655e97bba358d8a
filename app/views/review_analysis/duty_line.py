"""One line about the hearings and the 综合审视 the office owes itself; amber when near, never red."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.review_analysis.report_rows import Duty
from app.views.shared.icon_button import icon_button
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace

_PAGE = "review_analysis"


class DutyLines(QWidget):
    """Hidden while there is nothing to say. ``only_near`` leaves out what nobody need think of yet."""

    def __init__(self, workplace: Workplace, *, only_near: bool = False) -> None:
        """Empty until ``show_duties``."""
        super().__init__()
        self._workplace, self._only_near = workplace, only_near
        self.setObjectName("review_duties")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.hide()

    def show_duties(self, duties: tuple[Duty, ...]) -> None:
        """``ReviewReports.duties``."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        shown = [duty for duty in duties if duty.is_near or not self._only_near]
        for duty in shown:
            self._layout.addWidget(self._line(duty))
        self.setVisible(bool(shown))

    def _line(self, duty: Duty) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        badge = LampBadge(self._workplace.theme)
        badge.show_lamp(duty.lamp, duty.words)
        words = QLabel(duty_words(duty))
        words.setToolTip("\n".join((duty.basis, *duty.steps)))
        row.addWidget(badge)
        row.addWidget(words, 1)
        if self._only_near:  # elsewhere than where the reports are
            go = partial(self._workplace.page_wanted.emit, _PAGE)
            row.addWidget(icon_button(self._workplace.icons, "审视报告", "paper", "duty_reports", go))
        return line


def duty_words(duty: Duty) -> str:
    """党组专题听取反向审视：上次 2026-01-15，下次应于 2026-07-15 前（Q03）."""
    if duty.due_on is None:
        return f"{duty.name}（{duty.code}）"
    return f"{duty.name}：上次 {duty.last_on}，下次应于 {duty.due_on} 前（{duty.code}）"
