"""A period as two typed days, months or years; what cannot be read does not narrow, and says so."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from app.models.dates import PartialDate
from app.services.foundation.typed_dates import NotADate, read_date
from app.views.shared.workplace import Workplace

_PAUSE = 300  # milliseconds after the last key
_HINTS = {"from": "起，如 2026-1", "to": "止，如 2026-6-30"}


class PeriodField(QWidget):
    """``first`` and ``last`` are ISO texts, None where nothing is typed or it cannot be read."""

    changed = Signal()

    def __init__(self, workplace: Workplace, title: str, key: str) -> None:
        """``title`` says of what (发出日期); ``key`` begins the object names."""
        super().__init__()
        self._workplace = workplace
        self.ends = {end: self._end(title, key, end) for end in _HINTS}
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        label = QLabel(title)
        label.setProperty("role", "muted")
        dash = QLabel("至")
        dash.setProperty("role", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (label, self.ends["from"], dash, self.ends["to"], self.problem):
            layout.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._announce)

    @property
    def first(self) -> str | None:
        """From when on."""
        return self._read("from")

    @property
    def last(self) -> str | None:
        """Up to when, that day, month or year included."""
        return self._read("to")

    def show_period(self, first: str, last: str) -> None:
        """Fill in both ends."""
        self.ends["from"].setText(first)
        self.ends["to"].setText(last)

    def _read(self, end: str) -> str | None:
        try:
            return self._typed(end)
        except NotADate:
            return None

    def _typed(self, end: str) -> str | None:
        text = self.ends[end].text().strip()
        if not text:
            return None
        found: PartialDate = read_date(text, self._workplace.desk.clock.today(), is_month_enough=True)
        return found.text

    def _announce(self) -> None:
        wrong = [
            self.ends[end].text().strip() for end in _HINTS if self.ends[end].text().strip() and not self._read(end)
        ]
        first, last = self.first, self.last
        turned = bool(first and last and PartialDate(first).first > PartialDate(last).last)
        said = f"“{wrong[0]}”不是日期" if wrong else "起止日期前后颠倒" if turned else ""
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        self.changed.emit()

    def _end(self, title: str, key: str, end: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"{key}_{end}")
        field.setAccessibleName(f"{title}{_HINTS[end][0]}")
        field.setPlaceholderText(_HINTS[end])
        field.setClearButtonEnabled(True)
        field.setFixedWidth(136)
        field.textChanged.connect(lambda _: self._pause.start())
        return field
