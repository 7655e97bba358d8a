"""会议与请示 of one record: its meetings and its requests, each entered and carried on from here."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.case_registers.rows import MeetingCard, RecordRef, ReportCard
from app.views.case_registers.acts import MeetingActs, ReportActs
from app.views.shared.icon_button import while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_TITLE = "会议与请示"
_MEETINGS = (
    Head("登记号", 124),
    Head("种类", 130),
    Head("状态", 80),
    Head("日期", 100),
    Head("议题", 320),
    Head("决定"),
)
_REPORTS = (
    Head("登记号", 124),
    Head("种类", 130),
    Head("状态", 110),
    Head("日期", 100),
    Head("标题", 320),
    Head("答复"),
)
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class RecordRegistersView(QWidget):
    """Empty until ``show_record``."""

    def __init__(self, workplace: Workplace) -> None:
        """Two tables, each with its acts below."""
        super().__init__()
        self._workplace = workplace
        self._record: RecordRef | None = None
        self.meetings = _Part(
            *(workplace, "会议", "record_meetings", _MEETINGS),
            "没有登记过会议。检察委员会、检察官联席会议、听证会等讨论过本件的，按“登记会议…”记下议题和决定。",
        )
        self.reports = _Part(
            *(workplace, "请示报告", "record_reports", _REPORTS),
            "没有登记过请示报告。就本件请示、报告、报备的，按“登记请示报告…”登记，答复也登记在这里。",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.meetings, 1)
        layout.addWidget(self.reports, 1)
        self._offer()

    @property
    def title(self) -> str:
        """With how many entries there are."""
        count = len(self.meetings.keys) + len(self.reports.keys)
        return f"{_TITLE}({count})" if count else _TITLE

    def show_record(self, record: RecordRef) -> None:
        """Read the entries of a record."""
        registers, self._record = self._workplace.desk.case_registers, record
        key = record.record_type, record.record_id
        self.meetings.show_entries([(card.id, _meeting(card)) for card in registers.meetings.of(*key)])
        self.reports.show_entries([(card.id, _report(card)) for card in registers.reports.of(*key)])

    def _offer(self) -> None:
        meetings, reports = MeetingActs(self._workplace, self), ReportActs(self._workplace, self)
        self.meetings.offer("登记会议…", "plus", lambda: meetings.register(self._record))
        self.meetings.offer_on_entry("登记反馈…", "mail-forward", meetings.feed_back, "F2")
        self.meetings.offer_on_entry("登记落实…", "checks", meetings.implement, "F3")
        self.meetings.offer_on_entry("添加文件…", "paperclip", meetings.attach)
        self.meetings.opened_by(meetings.amend)
        self.reports.offer("登记请示报告…", "plus", lambda: reports.register(self._record))
        self.reports.offer_on_entry("登记答复…", "mail-check", reports.answer, "F2")
        self.reports.offer_on_entry("登记落实…", "checks", reports.implement, "F3")
        self.reports.offer_on_entry("添加文件…", "paperclip", reports.attach)
        self.reports.opened_by(reports.amend)


class _Part(QWidget):
    """The entries of one register: heading, table, acts."""

    def __init__(self, workplace: Workplace, title: str, key: str, heads: Sequence[Head], nothing: str) -> None:
        super().__init__()
        self._workplace, self._key = workplace, key
        self.keys: tuple[int, ...] = ()
        self._needing: list[QPushButton] = []
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        hint = QLabel("Enter 查看和修改")
        hint.setProperty("role", "muted")
        self.table = PlainTable(workplace, key, title, heads, nothing)
        self._acts = QHBoxLayout()
        self._acts.addStretch(1)
        self._acts.addWidget(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._acts)

    def show_entries(self, entries: Sequence[tuple[int, tuple[str, ...]]]) -> None:
        """Replace the rows; the current entry stays current."""
        current = self._current()
        self.keys = tuple(key for key, _ in entries)
        self.table.show_rows([cells for _, cells in entries])
        if current in self.keys:
            self.table.setCurrentIndex(self.table.rows.index(self.keys.index(current), 0))
        for button in self._needing:
            button.setEnabled(bool(entries))

    def offer(self, title: str, icon: str, act: Callable[[], object]) -> QPushButton:
        """A button below the table."""
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(f"{self._key}_{icon}")
        button.clicked.connect(lambda _checked: act())
        self._acts.insertWidget(self._acts.count() - 2, button)
        return button

    def offer_on_entry(self, title: str, icon: str, act: Callable[[int], object], shortcut: str = "") -> None:
        """A button that needs a current entry; its key counts while the focus is in this part."""

        def on_current() -> None:
            current = self._current()
            if current is not None:
                act(current)

        button = self.offer(title, icon, on_current)
        button.setEnabled(False)
        button.setToolTip(f"{title} ({shortcut})" if shortcut else title)
        self._needing.append(button)
        if shortcut:
            QShortcut(QKeySequence(shortcut), self, while_offered(button, on_current), _WITHIN)

    def opened_by(self, act: Callable[[int], object]) -> None:
        """What Enter or a double click does."""
        self.table.chosen.connect(lambda row, _column: act(self.keys[row]))

    def _current(self) -> int | None:
        row = self.table.currentIndex().row()
        return self.keys[row] if 0 <= row < len(self.keys) else None


def _meeting(card: MeetingCard) -> tuple[str, ...]:
    draft = card.draft
    decided = _line(draft.decision_number, draft.decision)
    return (card.entry_number, draft.kind.label, card.state.label, draft.held_on.text, draft.topic, decided)


def _report(card: ReportCard) -> tuple[str, ...]:
    draft, answer = card.draft, card.answer
    kind = f"{draft.kind.label}（{draft.direction.label}）"
    answered = _line(answer.answered_on.text, answer.answer) if answer else ""
    return (card.entry_number, kind, card.state.label, draft.sent_on.text, draft.title, answered)


def _line(*parts: str) -> str:
    return " ".join(" ".join(parts).split())
