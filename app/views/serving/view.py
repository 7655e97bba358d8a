"""送达 of a letter: 用印 → 份数 → 送出 → 签收 → 备案 → 抄送, each step entered, printed and taken back from here."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.letter_terms import CopyUse, ServiceResult
from app.models.terms import RecordType, ServiceMethod
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor
from app.services.serving.facts import FILING, RECEIPT, RECORD
from app.services.serving.rows import CopyRow, ServiceRow, ServingCard
from app.services.suggestions.rows import LetterCard
from app.views.papers.writing_view import WritingView
from app.views.serving.facts import (
    copy_cells,
    lamps,
    sealed_words,
    service_cells,
    service_words,
    steps,
)
from app.views.serving.part import Part
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import while_offered
from app.views.shared.lamp import LampBadge
from app.views.shared.plain_table import Head
from app.views.shared.record_frame import RecordFrame
from app.views.shared.stage_bar import StageBar
from app.views.shared.workplace import Workplace

_SERVICES = (
    Head("方式", 96),
    Head("结果", 84),
    Head("送出", 98),
    Head("签收", 98),
    Head("签收人", 88),
    Head("送达回证"),
)
_COPIES = (Head("用途", 56), Head("接收单位", 250), Head("份数", 50), Head("送出", 112), Head("签收人"))
_LAMPS = 3
_NO_COPIES = "还没有分配份数。按“默认分配”按类别给出送达、附卷、备案和抄送，再逐行调整。"


class ServingView(QWidget):
    """A tab of the letter's record page; ``show_letter`` reads it anew."""

    title = "送达"

    def __init__(self, workplace: Workplace, frame: RecordFrame) -> None:
        """Adds its tab and its acts to the frame."""
        super().__init__()
        self._workplace, self._frame = workplace, frame
        self._card: LetterCard | None = None
        self.serving: ServingCard | None = None
        self._build()
        self.setAccessibleName(self.title)
        frame.tabs.addTab(self, self.title)
        frame.add_more("登记用印", self.seal, "notebook")
        frame.add_more("登记送出", self.dispatch, "send")

    def show_letter(self, card: LetterCard) -> None:
        """Read what went out with a letter and show it."""
        if self._card is None or self._card.id != card.id:
            self.services.forget_current()
            self.copies.forget_current()
        desk = self._workplace.desk
        self._card, self.serving = card, desk.serving.card(card.id)
        self.steps.show_steps(steps(card, self.serving))
        self.sealed.setText(sealed_words(self.serving))
        shown = lamps(self.serving, desk.docket.of(RecordType.SUGGESTION, card.id))
        for place, badge in enumerate(self.lamps):
            badge.setVisible(place < len(shown))
            if place < len(shown):
                badge.show_lamp(*shown[place])
        services = self.serving.services
        if self.services.count != len(services):  # what was sent just now is what comes next
            self.services.forget_current()
        self.services.show_rows(
            [(row.id, service_cells(row)) for row in services], services[-1].id if services else None
        )
        self.copies.show_rows([(row.id, copy_cells(row)) for row in self.serving.copies])
        self._offer()

    def service(self) -> ServiceRow | None:
        """The current service."""
        rows = self.serving.services if self.serving else ()
        return next((row for row in rows if row.id == self.services.current_key()), None)

    def copy(self) -> CopyRow | None:
        """The current recipient."""
        rows = self.serving.copies if self.serving else ()
        return next((row for row in rows if row.id == self.copies.current_key()), None)

    def seal(self) -> None:
        """登记用印."""
        from app.views.serving.seal_dialog import SealDialog

        if self._card is not None and self.serving is not None:
            SealDialog(self._workplace, self._card, self.serving, self).open()

    def dispatch(self) -> None:
        """登记送出."""
        from app.views.serving.sending_dialogs import DispatchDialog

        if self._card is not None and self.serving is not None:
            DispatchDialog(self._workplace, self._card, self.serving, self).open()

    def receive(self) -> None:
        """登记签收."""
        from app.views.serving.sending_dialogs import ReceiptDialog

        self._on_service(lambda service: ReceiptDialog(self._workplace, service, self))

    def attempt(self) -> None:
        """登记投递."""
        from app.views.serving.failing_dialogs import AttemptDialog

        self._on_service(lambda service: AttemptDialog(self._workplace, service, self))

    def refuse(self) -> None:
        """登记拒收."""
        from app.views.serving.failing_dialogs import FailureDialog

        self._on_service(lambda service: FailureDialog(self._workplace, service, True, self))

    def send_back(self) -> None:
        """登记退回."""
        from app.views.serving.failing_dialogs import FailureDialog

        self._on_service(lambda service: FailureDialog(self._workplace, service, False, self))

    def attach_receipt(self) -> None:
        """收回送达回证."""
        from app.views.serving.failing_dialogs import ReceiptScanDialog

        self._on_service(lambda service: ReceiptScanDialog(self._workplace, service, self))

    def allot(self) -> None:
        """默认分配."""
        copying, card = self._workplace.desk.serving.copying, self._card
        if card is not None:
            self._at_once("已分配份数", lambda actor: copying.allot(actor, card.id))

    def add_copy(self) -> None:
        """添加份数."""
        from app.views.serving.copy_dialogs import CopyDialog

        if self._card is not None:
            CopyDialog(self._workplace, self._card, parent=self).open()

    def amend_copy(self) -> None:
        """修改份数."""
        from app.views.serving.copy_dialogs import CopyDialog

        row = self.copy()
        if self._card is not None and row is not None:
            CopyDialog(self._workplace, self._card, row, self).open()

    def send_copy(self) -> None:
        """登记报送."""
        from app.views.serving.copy_dialogs import SendingDialog

        row = self.copy()
        if self._card is not None and row is not None:
            SendingDialog(self._workplace, self._card, row, self).open()

    def call_back(self) -> None:
        """取消报送."""
        copying, row = self._workplace.desk.serving.copying, self.copy()
        if row is not None:
            self._at_once("已取消报送登记", lambda actor: copying.call_back(actor, row.id, row.version))

    def remove_copy(self) -> None:
        """删除份数."""
        copying, row = self._workplace.desk.serving.copying, self.copy()
        if row is not None:
            self._at_once("已删除份数", lambda actor: copying.remove(actor, row.id, row.version))

    def write(self, code: str) -> None:
        """Go to one paper of the letter, filled from here."""
        paper = self._frame.findChild(WritingView)
        if isinstance(paper, WritingView):
            self._frame.tabs.setCurrentWidget(paper)
            paper.write(code)

    def _at_once(self, said: str, act: Callable[[Actor], Written]) -> None:
        """An act that asks for nothing; what it refuses is said in the status line."""
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        try:
            self._workplace.done(said, act(actor))
        except DomainError as problem:
            self._workplace.say(str(problem))

    def _on_service(self, make: Callable[[tuple[int, ServiceRow]], QDialog]) -> None:
        row = self.service()
        if self._card is not None and row is not None:
            make((self._card.id, row)).open()

    def _choose_service(self) -> None:
        """Enter: what is awaited of this service."""
        row = self.service()
        if row is not None and row.is_pending:
            while_offered(self._buttons["receive"], self.receive)()
        elif row is not None and row.attachment_id is None and row.result is not ServiceResult.RETURNED:
            while_offered(self._buttons["attach_receipt"], self.attach_receipt)()

    def _choose_copy(self) -> None:
        """Enter: tick it off, or change what cannot be ticked."""
        row = self.copy()
        if row is not None and row.sent_on is None:
            act = self.amend_copy if row.use is CopyUse.SERVED else self.send_copy
            while_offered(self._buttons[act.__name__], act)()

    def _offer(self) -> None:
        row, copies, card = self.service(), self.copy(), self._card
        self.services.words.setText(service_words(row))
        is_pending = row is not None and row.is_pending
        is_posted = is_pending and row is not None and row.method is ServiceMethod.POSTED
        for name in ("receive", "refuse"):
            self._buttons[name].setEnabled(is_pending)
        self._buttons["attempt"].setEnabled(is_posted)
        self._buttons["send_back"].setEnabled(is_posted)
        self._buttons["attach_receipt"].setEnabled(row is not None and not is_pending and row.attachment_id is None)
        can_send = card is not None and card.is_issued and card.received_on is None and not self._has_pending()
        self._buttons["dispatch"].setEnabled(can_send)
        self.copies.words.setText("" if copies is not None else _NO_COPIES)
        self._buttons["allot"].setVisible(copies is None)
        is_sent = copies is not None and copies.sent_on is not None
        is_ticked_by_hand = copies is not None and copies.use is not CopyUse.SERVED
        self._buttons["send_copy"].setEnabled(is_ticked_by_hand and not is_sent)
        self._buttons["call_back"].setEnabled(is_sent)
        for name in ("amend_copy", "remove_copy"):
            self._buttons[name].setEnabled(copies is not None and not is_sent)

    def _has_pending(self) -> bool:
        return self.serving is not None and self.serving.pending is not None

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        self._buttons: dict[str, QPushButton] = {}
        layout.addLayout(self._head())
        self.sealed = QLabel()
        self.sealed.setProperty("role", "muted")
        self.sealed.setWordWrap(True)
        layout.addWidget(self.sealed)
        self.services = Part(self._workplace, "送达经过", "services", _SERVICES)
        self.copies = Part(self._workplace, "份数、备案和抄送", "copies", _COPIES)
        self._fill_services()
        self._fill_copies()
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.services, 1)
        halves.addWidget(self.copies, 1)
        layout.addLayout(halves, 1)

    def _head(self) -> QVBoxLayout:
        self.steps = StageBar(self._workplace)
        self.lamps = tuple(LampBadge(self._workplace.theme) for _ in range(_LAMPS))
        seal = QPushButton(self._workplace.icons.icon("notebook"), "登记用印…")
        seal.setObjectName("serving_seal")
        seal.clicked.connect(lambda _checked: self.seal())
        first, second, both = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        first.addWidget(self.steps, 1)
        first.addWidget(seal)
        second.setSpacing(20)
        for badge in self.lamps:
            second.addWidget(badge)
        second.addStretch(1)
        both.setSpacing(6)
        both.addLayout(first)
        both.addLayout(second)
        return both

    def _fill_services(self) -> None:
        part = self.services
        part.begin_row()
        acts = (
            ("送出…", self.dispatch, "send"),
            ("签收…", self.receive, "mail-check"),
            ("投递…", self.attempt, ""),
            ("退回…", self.send_back, ""),
            ("拒收…", self.refuse, ""),
            ("回证收回…", self.attach_receipt, "paperclip"),
        )
        for title, act, icon in acts:
            self._buttons[act.__name__] = part.offer(title, act.__name__, act, icon)
        part.begin_row()
        part.offer("送达回证", RECEIPT, lambda: self.write(RECEIPT), "printer")
        part.offer("宣告送达笔录", RECORD, lambda: self.write(RECORD), "printer")
        part.table.chosen.connect(lambda _row, _column: self._choose_service())
        part.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._offer())

    def _fill_copies(self) -> None:
        part = self.copies
        part.begin_row()
        acts = (
            ("默认分配", self.allot, "checks"),
            ("登记报送…", self.send_copy, "check"),
            ("取消报送", self.call_back, ""),
        )
        for title, act, icon in acts:
            self._buttons[act.__name__] = part.offer(title, act.__name__, act, icon)
        part.offer("备案表", FILING, lambda: self.write(FILING), "printer")
        part.begin_row()
        for title, act, icon in (("添加…", self.add_copy, "plus"), ("修改…", self.amend_copy, "edit")):
            self._buttons[act.__name__] = part.offer(title, act.__name__, act, icon)
        self._buttons["remove_copy"] = part.offer("删除", "remove_copy", self.remove_copy, "x")
        part.table.chosen.connect(lambda _row, _column: self._choose_copy())
        part.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._offer())
