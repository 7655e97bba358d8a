"""未设期限的在办记录: open records on which no deadline runs, so that nobody is reminded of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.docket.rows import RecordName, Unwatched
from app.views.docket.adding import AddButton
from app.views.docket.notice import Notice
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

TITLE = "未设期限的在办记录"
_HEADS = (
    Head("记录", 90),
    Head("文号/登记号", 190),
    Head("单位", 240),
    Head("承办人", 90),
    Head("承办部门", 140),
    Head("开始", 100),
    Head("状态", 120),
)


class UnwatchedView(QWidget):
    """The oldest first; Enter opens the record."""

    counted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is read before ``read``."""
        super().__init__()
        self._workplace = workplace
        self._found: tuple[Unwatched, ...] = ()
        self._build()

    def read(self) -> None:
        """Look again."""
        if self._workplace.has_desk:
            overview = self._workplace.desk.docket.overview
            self.work.run("正在查找……", lambda _: overview.unwatched(), self._show)

    def _show(self, found: tuple[Unwatched, ...]) -> None:
        is_same, before, place = found == self._found, self.current(), max(self.table.currentIndex().row(), 0)
        self._found = found
        if not is_same:
            self.table.show_rows([_texts(each) for each in found])
            self._stay_at(before, place)
        self._count.setText(f"共 {len(found):,} 件" if found else "在办的记录都有期限在走。")
        self.add.setEnabled(bool(found))
        self.counted.emit(len(found))

    def current(self) -> RecordName | None:
        """The record of the current row."""
        place = self.table.currentIndex().row()
        return self._found[place].record if 0 <= place < len(self._found) else None

    def _stay_at(self, before: RecordName | None, place: int) -> None:
        """The record that was current stays so; where it has gone, the next takes its place."""
        same = (row for row, each in enumerate(self._found) if before and _key(each.record) == _key(before))
        row = next(same, min(place, len(self._found) - 1))
        if row >= 0:
            self.table.setCurrentIndex(self.table.rows.index(row, 0))

    def _open(self, row: int, _column: int) -> None:
        record = self._found[row].record
        self._workplace.open_record(record.record_type, record.record_id)

    def _build(self) -> None:
        title = QLabel(TITLE)
        title.setProperty("role", "title")
        why = QLabel("这些记录还没有办结，但没有期限在走，到时候不会有提醒。打开记录补录日期，或者设定期限。")
        hint = QLabel("Enter 打开记录")
        self._count = QLabel()
        for label in (why, hint, self._count):
            label.setProperty("role", "muted")
        self.work = WorkStrip(self._workplace)
        self.table = PlainTable(self._workplace, "deadlines_unwatched", TITLE, _HEADS)
        self.table.chosen.connect(self._open)
        self.setFocusProxy(self.table)
        self.notice = Notice(self._workplace)
        self.add = AddButton(self._workplace, "deadlines_unwatched_add", self.current)
        self.add.said.connect(self.notice.tell)
        bottom = QHBoxLayout()
        bottom.addWidget(self._count)
        bottom.addStretch(1)
        bottom.addWidget(hint)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        for part in (why, self.work, self.notice):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addLayout(bottom)


def _texts(found: Unwatched) -> tuple[str, ...]:
    record = found.record
    since = "" if found.since is None else found.since.text
    return (
        record.record_type.label,
        record.number,
        record.subject or "",
        record.handler,
        record.department,
        since,
        found.state,
    )


def _key(record: RecordName) -> tuple[RecordType, int]:
    return record.record_type, record.record_id
