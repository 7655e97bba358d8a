"""等您同意的事, for those who may answer; and what became of what one asked for oneself."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.terms import Lamp, RecordType
from app.services.access.rows import CountersignRow
from app.services.foundation.errors import DomainError, KnownError
from app.views.shared.icon_button import icon_button
from app.views.shared.told_lines import ToldLines
from app.views.shared.workplace import Workplace

_MOST = 4  # lines; the rest is counted
_LONGEST = 60  # characters of a line's title
_RECORDS = {each.value: each for each in (RecordType.SUGGESTION, RecordType.MATTER, RecordType.CLUE)}  # with a page


class AgreementLines(ToldLines):
    """Hidden while nothing waits, and where there are no accounts."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``read``."""
        super().__init__(workplace, "agreements")

    def read(self) -> None:
        """Look again what waits."""
        session, asked = self.workplace.session, self.workplace.desk.countersigns
        found = asked.waiting() if session and session.may("countersign:answer") else ()
        mine = asked.mine()
        lines = [*map(self._line, found[:_MOST]), *map(self._own_line, mine[:_MOST])]
        left = len(found) + len(mine) - len(lines)
        self.show_lines(lines, f"另有 {left} 项申请，答复、办完以后依次列出" if left else "")

    def _line(self, row: CountersignRow) -> QWidget:
        told = f"{row.title[:_LONGEST]} · {row.asked_by} {_minute(row.asked_at)} 申请"
        line, layout = self._told(row, (Lamp.NEAR, "等您同意"), told)
        answer = partial(self._answer, row)
        layout.addWidget(icon_button(self.workplace.icons, "答复…", "check", "agreement_answer", answer))
        return line

    def _own_line(self, row: CountersignRow) -> QWidget:
        """One's own: whether it may be done now, and why not."""
        lamp, told = Lamp.NORMAL, f"{row.title[:_LONGEST]} · 您 {_minute(row.asked_at)} 申请"
        state = "等答复"
        if row.agreed is not None:
            lamp, state = (Lamp.DONE, "已同意") if row.agreed else (Lamp.OVERDUE, "不同意")
            told += f"，{row.answered_by} {_minute(row.answered_at)} {state}{f'：{row.opinion}' if row.opinion else ''}"
        if row.agreed and self.workplace.desk.countersigns.is_stale(row):
            lamp, state = Lamp.OVERDUE, "同意已失效"
            told += "，没有及时办理，要办请重新申请"
        line, layout = self._told(row, (lamp, state), told)
        if row.agreed is not False:
            withdraw = partial(self._withdraw, row)
            layout.addWidget(icon_button(self.workplace.icons, "撤回申请", "ban", "agreement_withdraw", withdraw))
        return line

    def _told(self, row: CountersignRow, state: tuple[Lamp, str], told: str) -> tuple[QWidget, QHBoxLayout]:
        line, layout = self.line(state, told, f"{row.title}\n理由：{row.reason}", "agreement_line")
        if row.table in _RECORDS:
            go = partial(self.workplace.open_record, _RECORDS[row.table], row.row_id)
            layout.addWidget(icon_button(self.workplace.icons, "打开", "folder-open", "agreement_open", go))
        return line, layout

    def _withdraw(self, row: CountersignRow) -> None:
        try:
            self.workplace.desk.countersigns.withdraw(self.workplace.actor, row.id)
        except (DomainError, KnownError) as problem:
            self.workplace.say(str(problem))
        else:
            self.workplace.say("已撤回申请")
        self.read()

    def _answer(self, row: CountersignRow) -> None:
        from app.views.access.asking import open_answer  # here because the first page shows these lines

        dialog = open_answer(self.workplace, row, self.window())
        dialog.finished.connect(lambda _: self.read())


def _minute(at: str | None) -> str:
    return (at or "")[:16].replace("T", " ")
