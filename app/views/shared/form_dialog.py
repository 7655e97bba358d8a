"""The shape of every dialog: one intention, its fields, a verb to confirm; problems keep it open."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.drafts.rows import DraftNote, KeptDraft
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError, NeedsAgreement
from app.services.foundation.intentions import Actor
from app.views.secrecy.unread import LEFT_OUT, ask_about_unread
from app.views.shared.draft_keeper import DraftKeeper
from app.views.shared.draft_key import place_of, subject_of, version_of
from app.views.shared.draft_offer import DraftOffer
from app.views.shared.form import Form
from app.views.shared.form_scroll import FormScroll
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_WIDTH = 640
_TITLE_BAR = 40  # pixels
_ACTOR = "actor"
_NOT_KEPT = "填写的内容没有自动暂存，断电会丢失。"


class FormDialog(QDialog):
    """Subclasses add fields to ``form`` and say in ``perform`` which service method is called."""

    recorded = Signal(int)  # the record that was written
    breadth = _WIDTH  # pixels; more where a table is filled in
    can_be_undone = True  # False where what is written cannot be taken back, so that nobody is offered it

    def __init__(self, workplace: Workplace, title: str, verb: str, parent: QWidget | None = None) -> None:
        """``verb`` is the confirming button's text; ``title`` the window's."""
        super().__init__(parent)
        self.workplace, self._title, self._is_touched = workplace, title, False
        self._looked_through: set[Path] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._build(verb)
        self._left_over: KeptDraft | None = None
        self._on_hold: list[QWidget] = []
        self._has_begun = False
        self.keeper = DraftKeeper(workplace, self, self._typist)
        self.keeper.not_kept.connect(self._say_not_kept)
        self.accepted.connect(self.keeper.end)  # whichever way it is carried out: some close after a dry run
        if not workplace.actor.name:
            people = [person.name for person in workplace.desk.offices.people()]
            self.form.add_choice(_ACTOR, "经办人", people, people[0] if len(people) == 1 else "")

    def perform(self, actor: Actor) -> Written:
        """Call the one service method with what was typed; raises DomainError."""
        raise NotImplementedError

    def done_words(self) -> str:
        """What the status line says afterwards."""
        return f"已{self._title}"

    def tell(self, sentence: str) -> None:
        """A sentence above the fields: what the user should know before typing."""
        self._note.setText(sentence)
        self._note.show()

    @override
    def accept(self) -> None:
        self.form.clear_problems()
        self.problem.clear()
        wanted = [path for path in self.form.incoming() if path not in self._looked_through]
        ask_about_unread(self, wanted, partial(self._go_on, wanted), partial(self.problem.say, LEFT_OUT))

    def carry_out(self) -> None:
        """Do what the dialog is for; problems keep it open."""
        try:
            written = self.perform(self._actor())
        except FieldProblem as problem:
            if not self.form.mark(problem):
                self.problem.say(self.workplace.told(problem))
        except NeedsAgreement as problem:
            self.problem.say(problem)
            self._offer_asking(problem)
        except (DomainError, KnownError) as problem:
            self.problem.say(self.workplace.told(problem))
        else:
            self.finish(written)

    def finish(self, written: Written) -> None:
        """Close, and say what has been written."""
        QDialog.accept(self)
        self.workplace.done(self.done_words(), written if self.can_be_undone else Written(written.id, 0))
        self.recorded.emit(written.id)

    def _go_on(self, looked_through: list[Path]) -> None:
        self._looked_through.update(looked_through)  # not asked about again where something else is wrong
        self.carry_out()

    @override
    def reject(self) -> None:
        if self._is_touched:
            self._ask_whether_to_drop()
        else:
            super().reject()

    def _offer_asking(self, wanted: NeedsAgreement) -> None:
        """What one person alone may not do is asked for from here; what was typed stays as a draft."""
        from app.views.access.asking import offer_asking  # here because hardly any form needs it

        subject = subject_of(self)
        offer_asking(self, wanted, f"{self._title}：{subject}" if subject else self._title)

    def _actor(self) -> Actor:
        if self.workplace.session is None and not self.workplace.actor.name:
            name = self.form.text(_ACTOR)
            if not name:
                raise FieldProblem(_ACTOR, "请选择或填写经办人姓名，以后可在窗口右上角更换。")
            self.workplace.work_as(name)
        return self.workplace.actor

    def _ask_whether_to_drop(self) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, self._title, "填写的内容还没有保存。", parent=self)
        drop = box.addButton("放弃填写", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("继续填写", QMessageBox.ButtonRole.RejectRole))
        drop.clicked.connect(self._drop)
        box.open()

    def _drop(self) -> None:
        self.keeper.end()
        self._is_touched = False
        self.reject()

    def _touched(self) -> None:
        self._is_touched = self.isVisible()  # values that are filled in before the dialog shows are not the user's
        if self.problem.text().startswith(_NOT_KEPT):
            self.problem.clear()  # said again where it is so again
        if self._is_touched:
            self.keeper.typed()

    def _typist(self) -> Actor:
        """Who types, though nothing is written under the name yet."""
        working = self.workplace.actor  # with the session of whoever has signed in, without which nothing is written
        if working.name:
            return working
        return Actor(self.form.text(_ACTOR) if self.form.has(_ACTOR) else "")

    def _begin_keeping(self) -> None:
        """From the first showing on; what a crash left is offered before anything else is done."""
        self._has_begun = True
        note = DraftNote(self._title, subject_of(self), self.workplace.here, version_of(self))
        claimed = self.keeper.begin(place_of(self), note)
        self._left_over = claimed.left
        layout = self.layout()
        if self._left_over is not None and isinstance(layout, QVBoxLayout):
            self.offer = DraftOffer()
            self.offer.answered.connect(self._answer)
            layout.insertWidget(0, self.offer)
            self._hold_for_answer(True)
            self.offer.offer(self._left_over, note.based_on != self._left_over.note.based_on, claimed.further)

    def _answer(self, is_wanted: bool) -> None:
        draft, self._left_over = self._left_over, None
        self.offer.hide()
        self._hold_for_answer(False)
        if draft is not None and is_wanted:
            self.keeper.restore(draft)
            self._is_touched = True
        elif draft is not None:
            self.keeper.forget()
        self.form.focus_first()

    def _say_not_kept(self, why: object) -> None:
        if self.isVisible():
            self.problem.say(f"{_NOT_KEPT}{why}")

    def _hold_for_answer(self, is_held: bool) -> None:
        """All but the way out; tables beside the form are of the draft as well."""
        if is_held:
            parts = [part for part in self.children() if isinstance(part, QWidget) and not isinstance(part, QLabel)]
            spared = (self.offer, self.cancel)
            self._on_hold = [part for part in parts if part.isEnabled() and not part.isWindow() and part not in spared]
        for part in self._on_hold:
            part.setEnabled(not is_held)

    def _build(self, verb: str) -> None:
        self.form = Form(self.workplace)
        self.form.changed.connect(self._touched)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("role", "muted")
        self._note.hide()
        self.problem = ProblemLabel()
        sheet = self._sheet = FormScroll()
        sheet.setWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._note)
        layout.addWidget(sheet, 1)
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons(verb))

    def _buttons(self, verb: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = QPushButton("取消")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.confirm = QPushButton(verb)
        self.confirm.setDefault(True)
        self.confirm.setObjectName("confirm")
        self.confirm.setToolTip("Ctrl+Enter")
        self.confirm.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        row.addWidget(self.cancel)
        row.addWidget(self.confirm)
        return row

    def fit(self) -> None:
        """As high as the fields need, and no higher than the screen."""
        told = self.problem.heightForWidth(self.breadth - 40) if self.problem.text() else 0
        needed = self.form.sizeHint().height() + 150 + told
        needed += self._note.sizeHint().height() if self._note.text() else 0
        self.resize(self.breadth, min(needed, self.most_height()))

    def most_height(self) -> int:
        """What the screen has room for beside its task bar, so that the buttons are never below its edge."""
        return self.screen().availableGeometry().height() - _TITLE_BAR

    @override
    def showEvent(self, event: object) -> None:
        self.fit()
        self.form.focus_first()
        if not self._has_begun:
            self._begin_keeping()
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands in a QShowEvent
        # Else Qt shows only after a first Tab in this window that a choice has the keyboard.
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
