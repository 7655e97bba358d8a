"""回复 of a letter: every reply with what it said, every objection with where it stands and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.case_terms import ApprovalState
from app.models.terms import RecordType
from app.services.papers.objection_facts import PAPER_OF
from app.services.papers.rows import RecordKey
from app.services.replies.rows import RE_EXAMINE, ObjectionRow, RepliesCard, ReplyRow
from app.services.suggestions.rows import DueExplanation, LetterCard
from app.views.replies.notice_dialog import NoticeDialog
from app.views.replies.objection_dialog import ObjectionDialog, period_words
from app.views.replies.reconsider_dialog import OrderDialog, ReconsiderDialog
from app.views.replies.wording import objection_row, objection_words, reply_row, reply_words, short
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_REPLIES = (
    Head("收文日期", 104),
    Head("收文登记号", 120),
    Head("落款日期", 104),
    Head("回复文号", 170),
    Head("采纳情况", 86),
    Head("逐项", 190),
    Head("说明", 180),
    Head("扫描件", is_link=True),
)
_OBJECTIONS = (
    Head("收文日期", 104),
    Head("登记号", 120),
    Head("由谁提出", 120),
    Head("异议期限", 86),
    Head("复核结果", 86),
    Head("决定", 190),
    Head("通知", 248),
    Head("扫描件", is_link=True),
)
_SCAN, _LINES, _LINE = 7, 6, 160
_NO_REPLY = "还没有登记回复。收文登记日期和扫描件必填；各项采纳情况可以逐项登记。"
_NO_OBJECTION = "没有异议。"


class RepliesView(QWidget):
    """``show_letter`` reads them anew; acts are done in dialogs."""

    paper_wanted = Signal(str)  # the code of the answer or notice
    file_wanted = Signal(int)  # the attachment that is the scan
    reply_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a letter is shown."""
        super().__init__()
        self._workplace = workplace
        self._letter: LetterCard | None = None
        self._answered: RepliesCard | None = None
        self._build()

    @property
    def title(self) -> str:
        """What the tab says: how many replies there are, and that an objection waits."""
        if self._answered is None:
            return "回复"
        count = len(self._answered.replies)
        waits = "·异议" if self._answered.pending else ""
        return (f"回复({count})" if count else "回复") + waits

    @property
    def has_pending(self) -> bool:
        """An objection waits for its reconsideration."""
        return self._answered is not None and self._answered.pending is not None

    def show_letter(self, card: LetterCard) -> None:
        """Read and show what its addressee answered."""
        self._letter = card
        answered = self._answered = self._workplace.desk.replies.of(card.id)
        self.replies.show_rows([reply_row(each, card) for each in answered.replies])
        self.objections.show_rows([objection_row(each) for each in answered.objections])
        last = len(answered.objections) - 1
        if last >= 0:
            self.objections.setCurrentIndex(self.objections.rows.index(last, 0))
        self.period.setText(period_words(answered.period))
        self.why.setVisible(bool(answered.period.steps))
        self._show_reply()
        self._show_objection()

    def current_reply(self) -> ReplyRow | None:
        """The reply whose words are shown."""
        found, row = self._answered.replies if self._answered else (), self.replies.currentIndex().row()
        return found[row] if 0 <= row < len(found) else None

    def current(self) -> ObjectionRow | None:
        """The objection the buttons are about."""
        found, row = self._answered.objections if self._answered else (), self.objections.currentIndex().row()
        return found[row] if 0 <= row < len(found) else None

    def object(self) -> None:
        """Register an objection."""
        if self._letter is not None:
            ObjectionDialog(self._workplace, self._letter, self).open()

    def order(self) -> None:
        """Register an order of the superior office."""
        if self._letter is not None:
            OrderDialog(self._workplace, self._letter, self).open()

    def reconsider(self) -> None:
        """Register what the reconsideration of the pending objection came to."""
        pending = self._answered.pending if self._answered else None
        if self._letter is None:
            return
        if pending is None:
            self._workplace.say("没有待复核的异议。收到异议的，请先登记异议。")
            return
        ReconsiderDialog(self._workplace, self._letter, pending, self).open()

    def supply_approval(self) -> None:
        """What the decision needs: to be put up, or where it was, its signed sheet."""
        from app.views.approvals.dialogs import ProposeDialog, SignDialog

        if self._letter is None:
            return
        key = RecordKey(RecordType.SUGGESTION, self._letter.id)
        cards = self._workplace.desk.approvals.of(key)
        running = [each for each in cards if each.act == RE_EXAMINE and each.state is ApprovalState.OPEN]
        if running:
            SignDialog(self._workplace, running[0], self).open()
        else:
            name = self._letter.number or self._letter.entry_number
            ProposeDialog(self._workplace, key, RE_EXAMINE, name, self).open()

    def go_on(self) -> None:
        """What comes next for the current objection."""
        row = self.current()
        if row is None or self._letter is None:
            return
        if row.is_pending:
            self.reconsider()
        elif row.awaits_notice:
            NoticeDialog(self._workplace, self._letter, row, self).open()

    def write_paper(self) -> None:
        """Go to the answer or notice of the current objection."""
        row = self.current()
        if row is not None and row.outcome in PAPER_OF:
            self.paper_wanted.emit(PAPER_OF[row.outcome])

    def explain(self) -> None:
        """怎么算的 of the objection period."""
        from app.views.shared.due_dialog import DueDialog

        period = self._answered.period if self._answered else None
        if period is not None:
            basis = "人民检察院检察建议工作规定（2019）第十六条；期限由建议书自己写明"
            DueDialog((DueExplanation("异议期限", period.due_on, basis, False, period.steps),), self).open()

    def _show_reply(self) -> None:
        row = self.current_reply()
        _tell(self.said, _NO_REPLY if row is None else reply_words(row))

    def _show_objection(self) -> None:
        row, letter = self.current(), self._letter
        if row is None or letter is None:
            _tell(self.came_of, _NO_OBJECTION)
        else:
            is_open = self._workplace.desk.suggestions.may_be_reworded(letter.id)
            _tell(self.came_of, objection_words(row, is_open))
        is_pending, awaits = row is not None and row.is_pending, row is not None and row.awaits_notice
        self.step.setText("登记通知…" if awaits else "登记复核…")
        self.step.setEnabled(is_pending or awaits)
        self.approval.setEnabled(is_pending)
        self.paper.setEnabled(row is not None and row.outcome in PAPER_OF)

    def _follow(self, row: int, column: int, attached: int | None) -> None:
        if column == _SCAN and attached is not None:
            self.file_wanted.emit(attached)

    def _choose_reply(self, row: int, column: int) -> None:
        if self._answered is not None:
            self._follow(row, column, self._answered.replies[row].attachment_id)

    def _choose_objection(self, row: int, column: int) -> None:
        if self._answered is None:
            return
        if column == _SCAN:
            self._follow(row, column, self._answered.objections[row].attachment_id)
        else:
            self.go_on()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.replies = PlainTable(self._workplace, "replies", "回复", _REPLIES)
        self.objections = PlainTable(self._workplace, "objections", "异议", _OBJECTIONS)
        self.replies.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_reply())
        self.objections.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_objection())
        self.replies.chosen.connect(self._choose_reply)
        self.objections.chosen.connect(self._choose_objection)
        self.said, self.came_of = _muted(), _muted()
        layout.addWidget(self.replies, 1)
        layout.addWidget(self.said)
        layout.addLayout(self._reply_buttons())
        layout.addWidget(self.objections, 1)
        layout.addWidget(self.came_of)
        layout.addLayout(self._objection_buttons())

    def _reply_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.reply = self._button(row, "登记回复…", "reply_register", "mail-opened")
        self.reply.clicked.connect(lambda _checked: self.reply_wanted.emit())
        row.addSpacing(12)
        self.period = _muted()
        row.addWidget(self.period, 1)
        self.why = self._button(row, "怎么算的", "objection_period_why", "info-circle")
        self.why.clicked.connect(lambda _checked: self.explain())
        return row

    def _objection_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        acts = (
            ("登记异议…", "objection_register", "plus", self.object),
            ("提请或登记审批…", "objection_approval", "gavel", self.supply_approval),
            ("登记复核…", "objection_step", "check", self.go_on),
            ("答复函、通知书", "objection_paper", "printer", self.write_paper),
        )
        made = []
        for title, name, icon, act in acts:
            button = self._button(row, title, name, icon)
            button.clicked.connect(lambda _checked, act=act: act())
            made.append(button)
        self.add, self.approval, self.step, self.paper = made
        row.addStretch(1)
        return row

    def _button(self, row: QHBoxLayout, title: str, name: str, icon: str) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(name)
        row.addWidget(button)
        return button


def _tell(label: QLabel, words: str) -> None:
    """Long words are cut line by line, so that the tables keep their room; the whole stands in the tip."""
    lines = words.splitlines()
    shown = [short(line, _LINE) for line in lines[:_LINES]] + (["……"] if len(lines) > _LINES else [])
    label.setText("\n".join(shown))
    label.setToolTip(words if "\n".join(shown) != words else "")


def _muted() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
