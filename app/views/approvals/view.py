"""审批 of a record: what was put up, what was said and signed, and what can be done next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.case_terms import ApprovalState
from app.services.approvals.rows import ApprovalCard
from app.services.approvals.sheets import sheet_of
from app.services.papers.rows import RecordKey
from app.views.approvals.dialogs import MeetingDialog, ProposeDialog, ScreenDialog, SignDialog
from app.views.approvals.wording import opinion_row, row_of, summary
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("审批事项", 160),
    Head("状态", 90),
    Head("提请人", 90),
    Head("提请日期", 110),
    Head("等待、决定人", 260),
    Head("决定日期", 110),
    Head("授权或决定文号"),
)
_SCAN = 7
_OPINIONS = (
    Head("环节", 120),
    Head("姓名", 120),
    Head("职务", 110),
    Head("日期", 100),
    Head("意见", 90),
    Head("内容", 260),
    Head("形式", 190),
    Head("签批件", is_link=True),
)
_NOTHING = "还没有提请过审批。批准以签批件为准：提请后打印审批表，签批回来登记签批。"


class ApprovalsView(QWidget):
    """``show_record`` reads them anew; acts are done in dialogs."""

    paper_wanted = Signal(str)  # the code of the sheet to print
    file_wanted = Signal(int)  # the attachment that is the scan

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a record is shown."""
        super().__init__()
        self._workplace = workplace
        self._key: RecordKey | None = None
        self._name = self._awaited = ""
        self._cards: tuple[ApprovalCard, ...] = ()
        self._build()

    @property
    def title(self) -> str:
        """What the tab says: how many wait for a signature."""
        count = sum(card.state is ApprovalState.OPEN for card in self._cards)
        return f"审批({count})" if count else "审批"

    def show_record(self, key: RecordKey, name: str, awaited: str = "") -> None:
        """Read the approvals of a record; the one that was current stays so. ``awaited`` is the act to put up first."""
        self._awaited = awaited
        current = self.current() if key == self._key else None
        self._key, self._name, self._cards = key, name, self._workplace.desk.approvals.of(key)
        self.table.show_rows([row_of(card) for card in self._cards])
        ids = [card.id for card in self._cards]
        if current is not None and current.id in ids:
            self.table.setCurrentIndex(self.table.rows.index(ids.index(current.id), 0))
        self._show_current()

    def current(self) -> ApprovalCard | None:
        """The approval the buttons are about."""
        row = self.table.currentIndex().row()
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def propose(self, act: str = "") -> None:
        """Put an act up."""
        if self._key is not None:
            ProposeDialog(self._workplace, self._key, act or self._awaited, self._name, self).open()

    def supply(self, act: str) -> None:
        """What an act needs next: to be put up, or where it was, its signed sheet."""
        waiting = next((card for card in self._cards if card.act == act and card.state is ApprovalState.OPEN), None)
        if waiting is None:
            self.propose(act)
            return
        self.table.setCurrentIndex(self.table.rows.index(self._cards.index(waiting), 0))
        self.sign()

    def sign(self) -> None:
        """Register the signed sheet of the current approval."""
        card = self.current()
        if card is not None:
            SignDialog(self._workplace, card, self).open()

    def record_meeting(self) -> None:
        """Record what the joint meeting said."""
        card = self.current()
        if card is not None:
            MeetingDialog(self._workplace, card, self).open()

    def say(self) -> None:
        """An opinion on screen."""
        card = self.current()
        if card is not None:
            ScreenDialog(self._workplace, card, self).open()

    def print_sheet(self) -> None:
        """Go to the sheet of the current approval."""
        card = self.current()
        if card is not None:
            self.paper_wanted.emit(sheet_of(card.act))

    def _go_on(self) -> None:
        is_offered = self.signed.isEnabled() and not self.signed.isHidden()
        (self.sign if is_offered else self.print_sheet)()

    def _show_current(self) -> None:
        card = self.current()
        is_open = card is not None and card.state is ApprovalState.OPEN
        self.content.setText(_NOTHING if card is None else summary(card))
        self.opinions.show_rows([opinion_row(each) for each in card.opinions] if card else [])
        self.print.setEnabled(card is not None)
        for button in (self.signed, self.meeting, self.flow):
            button.setEnabled(is_open)

    def _follow(self, row: int, column: int) -> None:
        card = self.current()
        attached = card.opinions[row].attachment_id if card and column == _SCAN else None
        if attached is not None:
            self.file_wanted.emit(attached)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.table = PlainTable(self._workplace, "approvals", "审批", _HEADS)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self.table.chosen.connect(lambda _row, _column: self._go_on())
        self.content = QLabel()
        self.content.setProperty("role", "muted")
        self.content.setWordWrap(True)
        self.opinions = PlainTable(self._workplace, "approval_opinions", "意见", _OPINIONS)
        self.opinions.chosen.connect(self._follow)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.content)
        layout.addWidget(self.opinions, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.begin = self._button(row, "提请审批…", "approval_propose", "plus")
        self.print = self._button(row, "打印审批表", "approval_print", "printer")
        self.signed = self._button(row, "登记签批…", "approval_sign", "check")
        self.meeting = self._button(row, "联席会议意见…", "approval_meeting", "user")
        self.flow = self._button(row, "内部流转意见…", "approval_screen", "edit")
        row.addStretch(1)
        acts = (self.propose, self.print_sheet, self.sign, self.record_meeting, self.say)
        buttons = (self.begin, self.print, self.signed, self.meeting, self.flow)
        for button, act in zip(buttons, acts, strict=True):
            button.clicked.connect(lambda _checked, act=act: act())
        return row

    def _button(self, row: QHBoxLayout, title: str, key: str, icon: str) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(key)
        row.addWidget(button)
        return button
