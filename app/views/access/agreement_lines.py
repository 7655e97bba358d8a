"""等您同意的事: what somebody else asked for, for those who may answer it."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.terms import Lamp
from app.services.access.rows import CountersignRow
from app.views.shared.icon_button import icon_button
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace

_MOST = 4  # lines; the rest is counted
_LONGEST = 60  # characters of a line's title


class AgreementLines(QWidget):
    """Hidden while nothing waits, and where there are no accounts."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``read``."""
        super().__init__()
        self.setObjectName("agreements")
        self._workplace = workplace
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.hide()

    def read(self) -> None:
        """Look again what waits."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        session = self._workplace.session
        found = self._workplace.desk.countersigns.waiting() if session and session.may("countersign:answer") else ()
        for row in found[:_MOST]:
            self._layout.addWidget(self._line(row))
        if len(found) > _MOST:
            self._layout.addWidget(QLabel(f"另有 {len(found) - _MOST} 项等您同意，答复以后依次列出"))
        self.setVisible(bool(found))

    def _line(self, row: CountersignRow) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        badge = LampBadge(self._workplace.theme)
        badge.show_lamp(Lamp.NEAR, "等您同意")
        words = QLabel(f"{row.title[:_LONGEST]} · {row.asked_by} {row.asked_at[:16].replace('T', ' ')} 申请")
        words.setObjectName("agreement_line")
        words.setToolTip(f"{row.title}\n理由：{row.reason}")
        layout.addWidget(badge)
        layout.addWidget(words, 1)
        layout.addWidget(
            icon_button(self._workplace.icons, "答复…", "check", "agreement_answer", partial(self._answer, row))
        )
        return line

    def _answer(self, row: CountersignRow) -> None:
        from app.views.access.asking import open_answer  # here because the first page shows these lines

        dialog = open_answer(self._workplace, row, self.window())
        dialog.finished.connect(lambda _: self.read())
