"""等您同意的事, for those who may answer; and what became of what one asked for oneself."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.terms import Lamp, RecordType
from app.services.access.rows import CountersignRow
from app.services.foundation.errors import DomainError, KnownError
from app.views.shared.icon_button import icon_button
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace

_MOST = 4  # lines; the rest is counted
_LONGEST = 60  # characters of a line's title
_RECORDS = {each.value: each for each in (RecordType.SUGGESTION, RecordType.MATTER, RecordType.CLUE)}  # with a page


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
        session, asked = self._workplace.session, self._workplace.desk.countersigns
        found = asked.waiting() if session and session.may("countersign:answer") else ()
        mine = asked.mine()
        lines = [*map(self._line, found[:_MOST]), *map(self._own_line, mine[:_MOST])]
        for line in lines:
            self._layout.addWidget(line)
        left = len(found) + len(mine) - len(lines)
        if left:
            self._layout.addWidget(QLabel(f"另有 {left} 项申请，答复、办完以后依次列出"))
        self.setVisible(bool(lines))

    def _line(self, row: CountersignRow) -> QWidget:
        told = f"{row.title[:_LONGEST]} · {row.asked_by} {_minute(row.asked_at)} 申请"
        line = self._told(row, (Lamp.NEAR, "等您同意"), told)
        answer = partial(self._answer, row)
        line.addWidget(icon_button(self._workplace.icons, "答复…", "check", "agreement_answer", answer))
        return _widget(line)

    def _own_line(self, row: CountersignRow) -> QWidget:
        """One's own: whether it may be done now, and why not."""
        lamp, told = Lamp.NORMAL, f"{row.title[:_LONGEST]} · 您 {_minute(row.asked_at)} 申请"
        state = "等答复"
        if row.agreed is not None:
            lamp, state = (Lamp.DONE, "已同意") if row.agreed else (Lamp.OVERDUE, "不同意")
            told += f"，{row.answered_by} {_minute(row.answered_at)} {state}{f'：{row.opinion}' if row.opinion else ''}"
        line = self._told(row, (lamp, state), told)
        if row.agreed is not False:
            withdraw = partial(self._withdraw, row)
            line.addWidget(icon_button(self._workplace.icons, "撤回申请", "ban", "agreement_withdraw", withdraw))
        return _widget(line)

    def _told(self, row: CountersignRow, state: tuple[Lamp, str], told: str) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        badge = LampBadge(self._workplace.theme)
        badge.show_lamp(*state)
        words = QLabel(told)
        words.setObjectName("agreement_line")
        words.setToolTip(f"{row.title}\n理由：{row.reason}")
        words.setMinimumWidth(1)  # a long reason must not widen the page
        layout.addWidget(badge)
        layout.addWidget(words, 1)
        if row.table in _RECORDS:
            go = partial(self._workplace.open_record, _RECORDS[row.table], row.row_id)
            layout.addWidget(icon_button(self._workplace.icons, "打开", "folder-open", "agreement_open", go))
        return layout

    def _withdraw(self, row: CountersignRow) -> None:
        try:
            self._workplace.desk.countersigns.withdraw(self._workplace.actor, row.id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.say("已撤回申请")
        self.read()

    def _answer(self, row: CountersignRow) -> None:
        from app.views.access.asking import open_answer  # here because the first page shows these lines

        dialog = open_answer(self._workplace, row, self.window())
        dialog.finished.connect(lambda _: self.read())


def _minute(at: str | None) -> str:
    return (at or "")[:16].replace("T", " ")


def _widget(layout: QHBoxLayout) -> QWidget:
    line = QWidget()
    line.setLayout(layout)
    return line
