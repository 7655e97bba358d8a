"""移交与移送 on a record: hand-overs with their answers, referrals with theirs, and the banner while one waits."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError
from app.services.hand_overs.rows import HandOverRow, ReferralRow
from app.services.papers.rows import RecordKey
from app.views.hand_overs.banner import HandOverBanner
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

TITLE = "移交与移送"
_HAND_OVER_HEADS = (
    Head("移交日期", 96),
    Head("原承办", 170),
    Head("移交给", 170),
    Head("经办人", 72),
    Head("状态", 72),
    Head("答复", 170),
    Head("理由"),
)
_REFERRAL_HEADS = (
    Head("移送日期", 96),
    Head("移送给", 200),
    Head("移送函文号", 150),
    Head("反馈", 170),
    Head("移送内容"),
)


class RecordHandOvers(QWidget):
    """``show_record`` reads both anew."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a record is shown."""
        super().__init__()
        self._workplace = workplace
        self._record: RecordKey | None = None
        self._name = ""
        self._made: tuple[HandOverRow, ...] = ()
        self._referred: tuple[ReferralRow, ...] = ()
        self._build()

    @classmethod
    def on(cls, frame: RecordFrame, *, may_refer: bool = True) -> "RecordHandOvers":
        """A tab of a record page, its banner, and the two acts under 更多; a review refers by its results instead."""
        view = cls(frame.workplace)
        frame.tabs.addTab(view, TITLE if may_refer else "移交")
        frame.put_banner(view.banner)
        frame.add_more("移交转办…", view.offer, "switch-horizontal")
        if may_refer:
            frame.add_more("移送线索…", view.refer, "send")
        view.referred.setVisible(may_refer)
        return view

    @property
    def waiting(self) -> HandOverRow | None:
        """The hand-over nobody has answered."""
        return next((row for row in self._made if row.is_waiting), None)

    def show_record(self, record: RecordKey, name: str) -> None:
        """Read a record's hand-overs and referrals; ``name`` is its heading."""
        desk = self._workplace.desk
        self._record, self._name = record, name
        self._made, self._referred = desk.hand_overs.of(record), desk.referrals.of(record)
        self.hand_overs.show_rows(
            [_hand_over_texts(row) for row in self._made], tips=[_hand_over_tip(row) for row in self._made]
        )
        self.referrals.show_rows(
            [_referral_texts(row) for row in self._referred], tips=[row.content for row in self._referred]
        )
        self.banner.show_waiting(self.waiting)
        self._offer_answers()

    def offer(self) -> None:
        """移交转办."""
        from app.views.hand_overs.offer_dialog import OfferDialog

        if self._record is not None:
            OfferDialog(self._workplace, [self._record], f" {self._name} ", self).open()

    def accept(self) -> None:
        """接收."""
        from app.views.hand_overs.answer_dialogs import AcceptDialog

        self._answer(AcceptDialog)

    def give_back(self) -> None:
        """退回."""
        from app.views.hand_overs.answer_dialogs import ReturnDialog

        self._answer(ReturnDialog)

    def refer(self) -> None:
        """移送线索."""
        from app.views.hand_overs.referral_dialogs import ReferDialog

        if self._record is not None:
            ReferDialog(self._workplace, self._record, self._name, self).open()

    def record_answer(self) -> None:
        """登记反馈 of the current referral."""
        from app.views.hand_overs.referral_dialogs import ReferralAnswerDialog

        row = self._current_referral()
        if row is not None and row.is_waiting:
            ReferralAnswerDialog(self._workplace, row, self).open()

    def _answer(self, dialog: Callable[[Workplace, HandOverRow, QWidget], FormDialog]) -> None:
        row = self.waiting
        if row is None:
            return
        try:
            dialog(self._workplace, row, self).open()
        except DomainError as problem:
            self._workplace.say(str(problem))

    def _current_referral(self) -> ReferralRow | None:
        place = self.referrals.currentIndex().row()
        return self._referred[place] if 0 <= place < len(self._referred) else None

    def _offer_answers(self) -> None:
        for button in (self._accept, self._give_back):
            button.setEnabled(self.waiting is not None)
        self._offer.setEnabled(self.waiting is None)
        row = self._current_referral()
        self._record_answer.setEnabled(row is not None and row.is_waiting)

    def _build(self) -> None:
        self.banner = HandOverBanner()
        self.banner.acceptance_wanted.connect(self.accept)
        self.banner.return_wanted.connect(self.give_back)
        self.hand_overs = PlainTable(
            *(self._workplace, "record_hand_overs", "移交转办", _HAND_OVER_HEADS),
            nothing="没有移交过。要换承办人或部门，按“移交转办…”；对方接收以前仍由原承办人办理。",
        )
        self.referrals = PlainTable(
            *(self._workplace, "record_referrals", "移送", _REFERRAL_HEADS),
            nothing="没有移送过。办理中发现其他线索，按“移送线索…”移给其他部门或单位，对方的反馈也登记在这里。",
        )
        self.referrals.selectionModel().currentChanged.connect(lambda *_: self._offer_answers())
        self._offer = self._button("移交转办…", "switch-horizontal", self.offer)
        self._accept = self._button("接收…", "check", self.accept)
        self._give_back = self._button("退回…", "arrow-back-up", self.give_back)
        self._refer = self._button("移送线索…", "send", self.refer)
        self._record_answer = self._button("登记反馈…", "mail-opened", self.record_answer)
        self.referrals.chosen.connect(while_offered(self._record_answer, self.record_answer))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for title, table, buttons in (
            ("移交转办", self.hand_overs, (self._offer, self._accept, self._give_back)),
            ("移送", self.referrals, (self._refer, self._record_answer)),
        ):
            part = self.referred = QWidget()
            within = QVBoxLayout(part)
            within.setContentsMargins(0, 0, 0, 0)
            within.addLayout(_head_row(title, buttons))
            within.addWidget(table, 1)
            layout.addWidget(part, 1)

    def _button(self, title: str, icon: str, step: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(f"hand_overs_{icon}")
        button.clicked.connect(lambda _checked: step())
        return button


def _head_row(title: str, buttons: tuple[QPushButton, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    row.addWidget(heading)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def _hand_over_texts(row: HandOverRow) -> tuple[str, ...]:
    answered = f"{row.answered_on} {row.answered_by}" if row.answered_on else ""
    return (
        str(row.handed_on),
        row.giver.words,
        row.receiver.words,
        row.handed_by,
        row.state.label,
        answered,
        f"{row.reason}（{row.answer}）" if row.answer else row.reason,
    )


def _hand_over_tip(row: HandOverRow) -> str:
    return "\n".join(filter(None, (f"移交理由：{row.reason}", f"答复：{row.answer}" if row.answer else "")))


def _referral_texts(row: ReferralRow) -> tuple[str, ...]:
    answered = f"{row.answered_on} {row.answer}" if row.answered_on else f"未反馈，已 {row.days} 天"
    return str(row.referred_on), row.recipient, row.letter_number or "—", answered, row.content
