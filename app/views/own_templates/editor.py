"""新版本: the office's wording of a document, edited beside its sample, adopted once nothing is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QPushButton, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.drafts.as_text import UnreadableDraft, draft_from, text_of_draft
from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.own_templates.rows import Flaw, TemplateDraft, TemplateFrame
from app.views.own_templates import number_words
from app.views.own_templates.adopting import AdoptDialog
from app.views.own_templates.blocks_view import BlocksView
from app.views.own_templates.closing import fit_screen
from app.views.own_templates.comparison import ComparisonDialog
from app.views.own_templates.fact_words import FactWords
from app.views.own_templates.head_form import HeadForm
from app.views.own_templates.live_preview import LivePreview
from app.views.own_templates.version_texts import counts_words
from app.views.shared.draft_offer import offer_left, put_aside
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.whole_draft import WholeDraft
from app.views.shared.workplace import Workplace

TYPING_PAUSE = 300  # milliseconds after the last key before the draft is looked through and typeset
_SIZE, _WIDTHS = (1460, 900), (680, 640)


class EditorDialog(QDialog):
    """Nothing is written before 采用 and its reason."""

    adopted = Signal(int)

    def __init__(self, workplace: Workplace, frame: TemplateFrame, parent: QWidget | None = None) -> None:
        """The draft is made from the version in force today."""
        super().__init__(parent)
        self._workplace, self._frame = workplace, frame
        self._first = workplace.desk.own_templates.draft(frame.code)
        self._sampled: TemplateDraft | None = None
        self._is_adopting = False
        self.setWindowTitle(f"新版本 — {frame.name}")
        self.setObjectName("own_template_editor")
        fit_screen(self, *_SIZE)
        self._build(self._first)
        self._typed = self.head.typed
        self._look_through()
        self.keeper = WholeDraft(workplace, self, lambda: text_of_draft(self.draft()) if self.is_changed else None)
        note = DraftNote("本院措辞", frame.name, workplace.here)
        self._left = self.keeper.begin(DraftPlace("own_templates.editor", frame.code), note)
        if self._left is not None:
            offer_left(self, self._left, self._answer, self.keeper.further)

    @property
    def is_changed(self) -> bool:
        """Something stands there that no version says."""
        return self.head.typed != self._typed or self.blocks.blocks != self._first.blocks

    @property
    def is_waiting(self) -> bool:
        """Something was typed that has not been looked through yet."""
        return self._soon.isActive()

    def draft(self) -> TemplateDraft:
        """What stands there; raises FieldProblem for a day that cannot be read."""
        day = self.head.date("valid_from")
        return TemplateDraft(
            code=self._frame.code,
            title=self.head.kept_title,
            number_form=self.head.kept_number,
            valid_from=day.exact if day else None,
            copies_for=self.head.listed("copies_for"),
            approvals=self.head.listed("approvals"),
            blocks=self.blocks.blocks,
            closing_note=self.head.kept_note,
        )

    @override
    def accept(self) -> None:
        self.problem.clear()
        flaws = self._look_through()
        if flaws:
            self._go_to(flaws[0])
        elif not self._says_something_new():
            self.problem.say("还没有改动任何内容，不必采用。请先修改，或者关闭这个窗口。")
        elif self.preview.is_settled:
            self._ask_reason(not self.preview.has_failed)
        else:
            self._is_adopting = True

    @override
    def reject(self) -> None:
        if self.is_changed:
            self._ask_whether_to_drop()
        else:
            self._leave()

    def _says_something_new(self) -> bool:
        draft, first = self.draft(), self._first
        return replace(draft, valid_from=None) != replace(first, valid_from=None)

    def _ask_reason(self, has_sample: bool) -> None:
        self._is_adopting = False
        if not has_sample:
            self.problem.say("样张排不出来，原因见右边。请改正后再采用。")
            return
        draft, own = self.draft(), self._workplace.desk.own_templates
        if draft.valid_from is not None:
            words = counts_words(self._frame, own.rows(draft.code), draft.valid_from)
            dialog = AdoptDialog(self._workplace, draft, words, self._frame.name, self)
            dialog.recorded.connect(self._finish)
            dialog.open()

    def _answer(self, is_wanted: bool) -> None:
        left, self._left = self._left, None
        if left is None or not is_wanted:
            self.keeper.forget()
            return
        try:
            draft = draft_from(TemplateDraft, self.keeper.text(left))
        except UnreadableDraft as problem:
            self.problem.say(problem)
            return
        self._soon.stop()
        put_aside(self)
        self._build(draft)
        self._look_through()

    def _finish(self, own_id: int) -> None:
        self._soon.stop()
        self.keeper.end()
        QDialog.accept(self)
        self.adopted.emit(own_id)

    def _leave(self) -> None:
        self._soon.stop()
        if self._left is None:  # an offer nobody answered is made again
            self.keeper.end()
        super().reject()

    def _ask_whether_to_drop(self) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.windowTitle(), "改动还没有采用。", parent=self)
        drop = box.addButton("放弃改动", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("继续修改", QMessageBox.ButtonRole.RejectRole))
        drop.clicked.connect(self._leave)
        box.open()

    def _changed(self) -> None:
        self._is_adopting = False
        self.problem.clear()
        self._soon.start()
        self.keeper.typed()

    def _look_through(self) -> Sequence[Flaw]:
        """Tell what is wrong beside it; what nothing is wrong with is typeset."""
        self._soon.stop()
        self.head.clear_problems()
        try:
            draft = self.draft()
        except FieldProblem as problem:
            flaws: Sequence[Flaw] = (Flaw(problem.field, str(problem)),)
        else:
            flaws = self._workplace.desk.own_templates.flaws(draft)
            self._typeset(draft, flaws)
        for flaw in flaws:
            if flaw.field != "blocks":
                self.head.say(FieldProblem(flaw.field, number_words.shown(flaw.sentence)))
        self.blocks.mark(flaws)
        return flaws

    def _typeset(self, draft: TemplateDraft, flaws: Sequence[Flaw]) -> None:
        own = self._workplace.desk.own_templates
        if any(flaw.field != "valid_from" for flaw in flaws) or draft.valid_from is None:
            self._sampled = None
            self.preview.leave()
        elif draft != self._sampled:
            self._sampled = draft
            self.preview.show_made(lambda: own.preview(draft))

    def _go_to(self, flaw: Flaw) -> None:
        if flaw.field == "blocks":
            self.blocks.go_to(flaw.place)
        else:
            self.head.mark(FieldProblem(flaw.field, flaw.sentence))

    def _compare(self) -> None:
        self.problem.clear()
        try:
            found = self._workplace.desk.own_templates.compared(self.draft())
        except (DomainError, KnownError) as problem:
            flaws = self._look_through()
            if flaws:
                self._go_to(flaws[0])
            else:
                self.problem.say(problem)
            return
        dialog = ComparisonDialog(self._workplace, self._frame, found, "正在改的版本", self)
        dialog.open()

    def _build(self, draft: TemplateDraft) -> None:
        self.head = HeadForm(
            self._workplace, draft, FactWords(self._frame.facts), may_be_noted=self._frame.may_be_noted
        )
        self.blocks = BlocksView(self._workplace, self._frame, draft.blocks)
        self.preview = LivePreview(self._workplace, "样张")
        self.problem = ProblemLabel()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPING_PAUSE)
        self._soon.timeout.connect(self._look_through)
        self.head.changed.connect(self._changed)
        self.blocks.changed.connect(self._changed)
        self.preview.settled.connect(lambda is_good: self._ask_reason(is_good) if self._is_adopting else None)
        left, column = QWidget(), QVBoxLayout()
        left.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.blocks, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes(list(_WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(split, 1)
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.compare, cancel, self.confirm = QPushButton("与标准对照…"), QPushButton("取消"), QPushButton("采用…")
        self.compare.setObjectName("editor_compare")
        self.compare.clicked.connect(lambda _: self._compare())
        cancel.setObjectName("editor_cancel")
        cancel.clicked.connect(lambda _: self.reject())
        self.confirm.setObjectName("confirm")
        self.confirm.setToolTip("Ctrl+Enter")
        self.confirm.setProperty("role", "primary")
        self.confirm.clicked.connect(lambda _: self.accept())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        for button in (self.compare, cancel, self.confirm):
            button.setAutoDefault(False)  # Enter in a field goes on to nothing: a whole version is not adopted so
            row.addWidget(button)
        row.insertStretch(1, 1)
        return row
