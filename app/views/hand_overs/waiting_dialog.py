"""What waits: hand-overs for whoever works here, and referrals without an answer; Enter opens the record."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.papers.rows import RecordKey
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_SIZE = (980, 560)
_HAND_OVER_HEADS = (
    Head("移交日期", 96),
    Head("登记号/文号", 170),
    Head("单位", 200),
    Head("原承办", 140),
    Head("移交给", 140),
    Head("理由"),
)
_REFERRAL_HEADS = (
    Head("移送日期", 96),
    Head("登记号/文号", 170),
    Head("移送给", 200),
    Head("移送函文号", 140),
    Head("已过天数", 80, is_number=True),
    Head("移送内容"),
)


class WaitingDialog(QDialog):
    """Reads when it is made; a record that is opened closes it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """For the person who works here now, and their department."""
        super().__init__(parent)
        self._workplace = workplace
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("待接收的移交与未反馈的移送")
        self.resize(*_SIZE)
        name = workplace.actor.name
        self._offered = workplace.desk.hand_overs.waiting_for(name) if name else ()
        self._referred = workplace.desk.referrals.waiting()
        self._build()

    def open_hand_over(self, place: int) -> None:
        """Go to the record of a hand-over, where it is answered."""
        if 0 <= place < len(self._offered):
            self._open(self._offered[place].record)

    def open_referral(self, place: int) -> None:
        """Go to the record of a referral."""
        if 0 <= place < len(self._referred):
            self._open(self._referred[place].record)

    def _open(self, record: RecordKey) -> None:
        self.accept()
        self._workplace.open_record(*record)

    def _build(self) -> None:
        self.hand_overs = PlainTable(self._workplace, "waiting_hand_overs", "待接收的移交", _HAND_OVER_HEADS)
        self.hand_overs.show_rows(
            [
                (str(row.handed_on), row.number, row.title, row.giver.words, row.receiver.words, row.reason)
                for row in self._offered
            ]
        )
        self.referrals = PlainTable(self._workplace, "waiting_referrals", "未反馈的移送", _REFERRAL_HEADS)
        self.referrals.show_rows(
            [
                (str(row.referred_on), row.number, row.recipient, row.letter_number, str(row.days), row.content)
                for row in self._referred
            ]
        )
        self.hand_overs.chosen.connect(lambda row, _column: self.open_hand_over(row))
        self.referrals.chosen.connect(lambda row, _column: self.open_referral(row))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        name = self._workplace.actor.name
        for title, note, table in (
            ("待接收的移交", f"移交给{name}本人或所在部门的，Enter 打开记录后接收或退回", self.hand_overs),
            ("未反馈的移送", "全院的，时间最长的在前，Enter 打开记录后登记反馈", self.referrals),
        ):
            layout.addLayout(_head_row(title, note))
            layout.addWidget(table, 1)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        close.setAutoDefault(False)  # Enter opens a record
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout.addLayout(buttons)


def _head_row(title: str, note: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for text, role in ((title, "heading"), (note, "muted")):
        label = QLabel(text)
        label.setProperty("role", role)
        row.addWidget(label)
    row.addStretch(1)
    return row
