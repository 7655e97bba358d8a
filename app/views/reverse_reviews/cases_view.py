"""所审案件 of a review: the original cases it looks at, opened from here, taken in and out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.review_terms import ReviewKind
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError, KnownError
from app.services.original_cases.rows import STAGES
from app.services.reverse_reviews.rows import ReviewCard, ReviewedCaseRow
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

TITLE = "所审案件"
_HEADS = (
    Head("登记号", 112, is_link=True),
    Head("统一受案号", 170),
    Head("案件名称", 200),
    Head("案由", 110),
    Head("原办案单位", 140),
    Head("原承办人", 110),
    Head("各环节结果"),
)
_SHORT = {stage.title: stage.short for stage in STAGES}
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ReviewedCasesView(QWidget):
    """A tab of a review's record page; ``show_review`` fills it."""

    def __init__(self, frame: RecordFrame, workplace: Workplace) -> None:
        """Join the frame."""
        super().__init__()
        self._frame, self._workplace = frame, workplace
        self._card: ReviewCard | None = None
        self._build()
        frame.tabs.addTab(self, TITLE)

    def show_review(self, card: ReviewCard) -> None:
        """The cases of a review; the current one stays current."""
        before = self.current()
        self._card = card
        self.table.show_rows([_cells(case) for case in card.cases], tips=[_tip(case) for case in card.cases])
        keys = [case.id for case in card.cases]
        if before is not None and before.id in keys:
            self.table.setCurrentIndex(self.table.rows.index(keys.index(before.id), 0))
        is_open = card.kind is not ReviewKind.CASE and card.concluded_on is None
        for button in (self._add, self._remove):
            button.setVisible(is_open)
        self._remove.setEnabled(bool(card.cases))
        self._open.setEnabled(bool(card.cases))
        self.nothing.setVisible(not card.cases)
        several = card.kind is not ReviewKind.CASE and card.cases
        self._frame.tabs.setTabText(self._frame.tabs.indexOf(self), f"{TITLE}({len(card.cases)})" if several else TITLE)

    def current(self) -> ReviewedCaseRow | None:
        """The case the buttons are about."""
        row = self.table.currentIndex().row()
        cases = self._card.cases if self._card else ()
        return cases[row] if 0 <= row < len(cases) else None

    def add(self) -> None:
        """Take further cases in."""
        from app.views.reverse_reviews.cases_dialog import AddCasesDialog

        card = self._card
        if card is None:
            return
        if card.kind is ReviewKind.CASE:
            self._workplace.say(f"{card.entry_number} 是个案审视，只审一件原案。要换原案请用“修改反向审视”。")
        else:
            self._frame.tabs.setCurrentWidget(self)
            AddCasesDialog(self._workplace, card, self).open()

    def remove(self) -> None:
        """Take the current case out, with the offer to take that back."""
        card, case = self._card, self.current()
        if card is None or case is None:
            return
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        try:
            written = self._workplace.desk.reverse_reviews.remove_case(actor, card.id, case.id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done(f"已移出 {case.entry_number}", written)

    def open_case(self) -> None:
        """Go to the original case."""
        case = self.current()
        if case is not None:
            self._workplace.open_record(RecordType.ORIGINAL_CASE, case.id)

    def _build(self) -> None:
        self.nothing = QLabel("还没有加入原案。用“加入原案…”选择要审视的原案。")
        self.nothing.setProperty("role", "muted")
        self.table = PlainTable(self._workplace, "reviewed_cases", TITLE, _HEADS)
        self.table.chosen.connect(lambda _row, _column: self.open_case())
        icons = self._workplace.icons
        self._remove = icon_button(icons, "移出", "x", "reviewed_case_remove", self.remove)
        self._open = icon_button(icons, "打开原案", "folder-open", "reviewed_case_open", self.open_case)
        self._add = icon_button(icons, "加入原案…", "plus", "reviewed_case_add", self.add)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        for button, key in ((self._remove, "Delete"), (self._open, "Enter"), (self._add, "Ctrl+N")):
            button.setToolTip(key)
            acts.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.nothing)
        layout.addWidget(self.table, 1)
        layout.addLayout(acts)
        QShortcut(QKeySequence("Ctrl+N"), self, while_offered(self._add, self.add), _WITHIN)
        QShortcut(QKeySequence("Delete"), self, while_offered(self._remove, self.remove), _WITHIN)


def _cells(case: ReviewedCaseRow) -> tuple[str, ...]:
    results = " → ".join(f"{_SHORT.get(stage, stage)} {result}" for stage, result in case.results)
    return (case.entry_number, case.number, case.name, case.cause, case.unit, case.handlers_visible, results)


def _tip(case: ReviewedCaseRow) -> str:
    """Every result with its day, which the column may have no room for."""
    return "\n".join((case.name, *(f"{stage}：{result}" for stage, result in case.results), case.note)).strip()
