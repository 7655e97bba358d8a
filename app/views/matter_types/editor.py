"""修改为本院版本: a type edited stage by stage, checked as it is typed, adopted once nothing is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.terms import Stage
from app.services.drafts.as_text import UnreadableDraft, draft_from, text_of_draft
from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.matter_types.drafting import draft_with
from app.services.matter_types.rows import TypeDraft, TypeFlaw
from app.views.matter_types.adopting import AdoptTypeDialog
from app.views.matter_types.ending_page import EndingPage
from app.views.matter_types.head_page import FIELDS, HeadPage
from app.views.matter_types.stage_page import StagePage
from app.views.own_templates.closing import fit_screen
from app.views.own_templates.comparison import ComparisonDialog
from app.views.shared.draft_offer import offer_left, put_aside
from app.views.shared.plain_table import ROW_HEIGHT
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.whole_draft import WholeDraft
from app.views.shared.workplace import Workplace

TYPING_PAUSE = 300  # milliseconds after the last key before the draft is looked through
_SIZE, _STEPS_WIDTH = (1080, 690), 168
_MARK = "⚠ "
Page = HeadPage | StagePage | EndingPage


class TypeEditor(QDialog):
    """Nothing is written before 采用 and its reason."""

    adopted = Signal(int)

    def __init__(self, workplace: Workplace, code: str, parent: QWidget | None = None) -> None:
        """The draft is made from the version in force today; raises DomainError."""
        super().__init__(parent)
        types = workplace.desk.matter_types
        self._workplace, self._frame, self._first = workplace, types.frame(code), types.draft(code)
        self.setWindowTitle(f"修改为本院版本 — {self._first.name}")
        self.setObjectName("matter_type_editor")
        fit_screen(self, *_SIZE)
        self._build(self._first)
        self._typed = self.head.typed
        self._look_through()
        self.keeper = WholeDraft(workplace, self, lambda: text_of_draft(self.draft()) if self.is_changed else None)
        note = DraftNote("修改为本院版本", self._first.name, workplace.here)
        self._left = self.keeper.begin(DraftPlace("matter_types.editor", code), note)
        if self._left is not None:
            offer_left(self, self._left, self._answer, self.keeper.further)

    @property
    def is_changed(self) -> bool:
        """Something stands there that the version in force does not say."""
        return self.head.typed != self._typed or self._says_something_new()

    def draft(self) -> TypeDraft:
        """What stands there; raises FieldProblem for a day that cannot be read."""
        rules = (page.rule() for page in self.stages)
        return draft_with(
            self._first,
            self.head.values(),
            stages=tuple(rule for rule in rules if rule is not None),
            deadlines=self.ending.deadlines.items,
            exits=self.ending.exits,
            grounds=self.ending.grounds,
        )

    @override
    def accept(self) -> None:
        self.problem.clear()
        flaws = self._look_through()
        if flaws:
            self._go_to(flaws[0])
        elif not self._says_something_new():
            self.problem.say("还没有改动任何内容，不必采用。请先修改，或者关闭这个窗口。")
        else:
            dialog = AdoptTypeDialog(self._workplace, self.draft(), self)
            dialog.recorded.connect(self._finish)
            dialog.open()

    @override
    def reject(self) -> None:
        if self.is_changed:
            self._ask_whether_to_drop()
        else:
            self._leave()

    def compare(self) -> None:
        """What stands there beside the standard."""
        self.problem.clear()
        try:
            found = self._workplace.desk.matter_types.compared(self.draft())
        except (DomainError, KnownError) as problem:
            flaws = self._look_through()
            if flaws:
                self._go_to(flaws[0])
            else:
                self.problem.say(problem)
        else:
            ComparisonDialog(self._workplace, self._frame, found, "正在改的版本", self).open()

    def _says_something_new(self) -> bool:
        try:
            draft = self.draft()
        except FieldProblem:
            return True
        return draft_with(draft, {"valid_from": None}) != draft_with(self._first, {"valid_from": None})

    def _answer(self, is_wanted: bool) -> None:
        left, self._left = self._left, None
        if left is None or not is_wanted:
            self.keeper.forget()
            return
        try:
            draft = draft_from(TypeDraft, self.keeper.text(left))
        except UnreadableDraft as problem:
            self.problem.say(problem)
            return
        self._soon.stop()
        put_aside(self)
        self._build(draft)
        self._look_through()

    def _finish(self, own_id: int) -> None:
        self._leave_by(QDialog.DialogCode.Accepted)
        self.adopted.emit(own_id)

    def _leave(self) -> None:
        self._leave_by(QDialog.DialogCode.Rejected)

    def _leave_by(self, code: QDialog.DialogCode) -> None:
        self._soon.stop()
        if self._left is None:  # an offer nobody answered is made again
            self.keeper.end()
        self.done(int(code))
        self.deleteLater()

    def _ask_whether_to_drop(self) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.windowTitle(), "改动还没有采用。", parent=self)
        drop = box.addButton("放弃改动", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("继续修改", QMessageBox.ButtonRole.RejectRole))
        drop.clicked.connect(self._leave)
        box.open()

    def _look_through(self) -> Sequence[TypeFlaw]:
        """Tell what is wrong beside it, and mark the steps it is in."""
        self._soon.stop()
        try:
            flaws: Sequence[TypeFlaw] = self._workplace.desk.matter_types.flaws(self.draft())
        except FieldProblem as problem:
            flaws = (TypeFlaw(problem.field, str(problem)),)
        for place, page in enumerate(self._pages):
            its = [flaw for flaw in flaws if self._page_of(flaw) is page]
            page.say(its)
            self.steps.item(place).setText((_MARK if its else "") + self._titles[place])
        return flaws

    def _page_of(self, flaw: TypeFlaw) -> Page:
        if flaw.stage is not None:
            return next(page for page in self.stages if page.stage is flaw.stage)
        return self.head if flaw.field in FIELDS else self.ending

    def _go_to(self, flaw: TypeFlaw) -> None:
        page = self._page_of(flaw)
        self.steps.setCurrentRow(self._pages.index(page))
        page.go_to(flaw)

    def _build(self, draft: TypeDraft) -> None:
        rules = {rule.stage: rule for rule in draft.stages}
        self.head = HeadPage(self._workplace, draft)
        self.stages = [StagePage(self._workplace, self._frame, stage, rules.get(stage)) for stage in Stage]
        self.ending = EndingPage(self._workplace, self._frame, draft)
        self._pages: list[Page] = [self.head, *self.stages, self.ending]
        self._titles = ["基本情况", *(stage.label for stage in Stage), "期限和结案"]
        self.steps, self._stack, self.problem = QListWidget(), QStackedWidget(), ProblemLabel()
        self.steps.setObjectName("type_steps")
        self.steps.setAccessibleName("类型的各部分")
        self.steps.setFixedWidth(_STEPS_WIDTH)
        self.steps.addItems(self._titles)
        for row in range(self.steps.count()):
            self.steps.item(row).setSizeHint(QSize(0, ROW_HEIGHT))  # else laid out before the style sheet counts
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPING_PAUSE)
        self._soon.timeout.connect(self._look_through)
        for page in self._pages:
            self._stack.addWidget(page)
            page.changed.connect(self._changed)
        self.steps.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.steps.setCurrentRow(0)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.steps)
        body.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(body, 1)
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())

    def _changed(self) -> None:
        self.problem.clear()
        self._soon.start()
        self.keeper.typed()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        told = QLabel("Ctrl+PgUp、Ctrl+PgDn 换到上一部分、下一部分")
        told.setProperty("role", "muted")
        beside, cancel, self.confirm = QPushButton("与标准对照…"), QPushButton("取消"), QPushButton("采用…")
        beside.setObjectName("editor_compare")
        beside.clicked.connect(lambda _: self.compare())
        cancel.setObjectName("editor_cancel")
        cancel.clicked.connect(lambda _: self.reject())
        self.confirm.setObjectName("confirm")
        self.confirm.setToolTip("Ctrl+Enter")
        self.confirm.setProperty("role", "primary")
        self.confirm.clicked.connect(lambda _: self.accept())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        QShortcut(QKeySequence("Ctrl+PgDown"), self, lambda: self._step(1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self, lambda: self._step(-1))
        row.addWidget(beside)
        row.addWidget(told)
        row.addStretch(1)
        for button in (cancel, self.confirm):
            row.addWidget(button)
        for button in (beside, cancel, self.confirm):
            button.setAutoDefault(False)  # Enter in a field goes on to nothing: a whole version is not adopted so
        return row

    def _step(self, by: int) -> None:
        place = min(max(self.steps.currentRow() + by, 0), self.steps.count() - 1)
        self.steps.setCurrentRow(place)
        self._stack.currentWidget().setFocus()
