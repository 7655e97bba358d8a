"""One line from December on while next year's holiday notice has not come in; amber, never red."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.models.terms import Lamp
from app.views.shared.icon_button import icon_button
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace

_PAGE = "system"


class NoticeLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, workplace: Workplace) -> None:
        """Hidden until ``show_missing``."""
        super().__init__()
        self.setObjectName("missing_notice")
        self.words = QLabel()
        badge = LampBadge(workplace.theme)
        badge.show_lamp(Lamp.NEAR, "待收入")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(badge)
        row.addWidget(self.words, 1)
        to_calendar = icon_button(
            workplace.icons, "日历与规则", "calendar", "notice_calendar", lambda: workplace.page_wanted.emit(_PAGE)
        )
        row.addWidget(to_calendar)
        self.hide()

    def show_missing(self, year: int | None) -> None:
        """``YearEnd.missing_notice``."""
        if year is not None:
            self.words.setText(
                f"{year}年放假通知还没有收入日历，{year}年的届满日暂按周末和法定节日推算，通知印发后请导入"
            )
        self.setVisible(year is not None)
