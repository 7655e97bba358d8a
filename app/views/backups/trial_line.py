"""What the last trial restore said, and which second place lags behind; a good trial is told for some days only."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.models.terms import Lamp
from app.services.store.care_rows import TrialRow
from app.views.shared.icon_button import icon_button
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace

_PAGE = "system"
_TOLD = timedelta(days=3)  # a good one: long enough to be seen after a weekend


class TrialLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, workplace: Workplace) -> None:
        """Hidden until ``show_trial``."""
        super().__init__()
        self.setObjectName("trial_line")
        self.words, self._badge = QLabel(), LampBadge(workplace.theme)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._badge)
        row.addWidget(self.words, 1)
        row.addWidget(
            icon_button(
                workplace.icons, "备份与检查", "database-plus", "trial_care", lambda: workplace.page_wanted.emit(_PAGE)
            )
        )
        self.hide()

    def show_trial(self, last: TrialRow | None, behind: Sequence[str], today: date) -> None:
        """``TrialRestores.last`` and ``SecondPlaces.behind``."""
        has_failed = last is not None and not last.is_good
        is_fresh = last is not None and today - date.fromisoformat(last.at[:10]) < _TOLD
        told = [f"{last.at[:10]} {last.sentence}"] if last is not None and (has_failed or is_fresh) else []
        if has_failed:
            self._badge.show_lamp(Lamp.OVERDUE, "备份试恢复失败")
        elif behind:
            self._badge.show_lamp(Lamp.OVERDUE, "第二处备份落后")
        else:
            self._badge.show_lamp(Lamp.NORMAL, "备份完好")
        self.words.setText("\n".join((*told, *behind)))
        self.setVisible(bool(told or behind))
