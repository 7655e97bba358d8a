"""审视发现 of a review: the dimensions with where each stands, our own office's problems apart from others'."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.reverse_reviews.rows import ReviewCard
from app.services.review_findings.rows import FindingDraft, FindingRow, RestDraft
from app.views.review_findings.texts import (
    DIMENSION_HEADS,
    OTHERS_HEADS,
    OWN_HEADS,
    dimensions_in,
    finding_cells,
    finding_sections,
    standing_of,
)
from app.views.shared.actor_dialog import working_actor
from app.views.shared.facts import Facts
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

TITLE = "审视发现"
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
_DIMENSIONS_WIDTH, _DETAIL_WIDTH = 262, 262  # pixels


class FindingsView(QWidget):
    """A tab of a review's record page; ``show_review`` reads it anew."""

    def __init__(self, frame: RecordFrame, workplace: Workplace) -> None:
        """Join the frame."""
        super().__init__()
        self._frame, self._workplace = frame, workplace
        self._card: ReviewCard | None = None
        self._rows: tuple[FindingRow, ...] = ()
        self._shown: dict[PlainTable, tuple[FindingRow, ...]] = {}
        self._dimensions: tuple[str, ...] = ()
        self._build()
        frame.tabs.addTab(self, TITLE)
        frame.add_more("登记审视发现…", self.add, "plus")
        frame.add_more("登记纠正情况…", self.correct, "check")

    def show_review(self, card: ReviewCard) -> None:
        """Read the findings; the current one stays current."""
        findings = self._workplace.desk.review_findings
        before = self.current()
        self._card, self._rows = card, findings.of(card.id)
        problems = [row for row in self._rows if row.is_listed]
        has_cases = len(card.cases) > 1
        for table, is_own in ((self.own, True), (self.others, False)):
            shown = self._shown[table] = tuple(row for row in problems if row.is_own is is_own)
            table.show_rows([finding_cells(row, has_cases=has_cases) for row in shown], tips=[r.fact for r in shown])
        self._dimensions = dimensions_in([each.name for each in findings.catalogue.dimensions], self._rows)
        place = max(self.dimensions.currentIndex().row(), 0)
        self.dimensions.show_rows([(name, standing_of(name, self._rows)) for name in self._dimensions])
        self.dimensions.setCurrentIndex(self.dimensions.rows.index(min(place, len(self._dimensions) - 1), 0))
        self._tell(card)
        self._go_back_to(before)
        count = sum(row.is_problem for row in problems)
        self._frame.tabs.setTabText(self._frame.tabs.indexOf(self), f"{TITLE}({count})" if count else TITLE)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys act on the table that has the focus: its finding becomes the current one."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, PlainTable) and self._shown.get(watched):
            if not watched.currentIndex().isValid():
                watched.setCurrentIndex(watched.rows.index(0, 0))
            self._show_current(watched)
        return super().eventFilter(watched, event)

    def current(self) -> FindingRow | None:
        """The problem that was chosen last, in whichever of the two tables."""
        row = self._table.currentIndex().row()
        shown = self._shown.get(self._table, ())
        return shown[row] if 0 <= row < len(shown) else None

    def add(self, dimension: str = "", after: FindingDraft | None = None) -> None:
        """Add a finding; the form opens again while another is to follow."""
        from app.views.review_findings.finding_dialog import FindingDialog

        if self._card is None or self._says_stands("增加审视发现"):
            return
        self._frame.tabs.setCurrentWidget(self)
        dialog = FindingDialog(self._workplace, self._card, parent=self, dimension=dimension, after=after)
        dialog.recorded.connect(lambda _: self.add(after=dialog.said) if dialog.goes_on else None)
        dialog.open()

    def amend(self) -> None:
        """Change the current finding; on a dimension that is in order, what was written about it."""
        from app.views.review_findings.finding_dialog import FindingDialog

        row = self._chosen()
        if self._card is not None and row is not None and not self._says_stands("修改审视发现"):
            FindingDialog(self._workplace, self._card, row, self).open()

    def correct(self) -> None:
        """Say what became of the current problem."""
        from app.views.review_findings.correction_dialog import CorrectionDialog

        row = self.current()
        if row is None:
            self._workplace.say("请先在“审视发现”里选一条错误或瑕疵，再登记纠正情况。")
        else:
            CorrectionDialog(self._workplace, row, self).open()

    def remove(self) -> None:
        """Take the current finding out, with the offer to take that back."""
        row = self._chosen()
        if row is not None:
            place = row.id
            self._do("已删除审视发现", lambda actor: self._workplace.desk.review_findings.remove(actor, place))

    def mark_rest(self) -> None:
        """Everything nobody wrote about is in order."""
        card = self._card
        if card is None:
            return
        self.dimensions.setFocus()  # the button goes, and the next one deletes
        draft = RestDraft(PartialDate.of(self._workplace.desk.clock.today()), card.handler)
        findings = self._workplace.desk.review_findings
        self._do("已把其余方面标为无问题", lambda actor: findings.mark_rest(actor, card.id, draft))

    def _do(self, done: str, step: Callable[[Actor], Written]) -> None:
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        try:
            written = step(actor)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done(done, written)

    def _chosen(self) -> FindingRow | None:
        if not self.dimensions.hasFocus():
            return self.current()
        name = self._dimensions[self.dimensions.currentIndex().row()]
        return next((row for row in self._rows if row.dimension == name and not row.is_listed), None)

    def _choose_dimension(self, place: int) -> None:
        """A dimension nobody looked at asks for a finding; another leads to the first of its problems."""
        name = self._dimensions[place]
        for table, shown in self._shown.items():
            found = next((at for at, row in enumerate(shown) if row.dimension == name), None)
            if found is not None:
                table.setCurrentIndex(table.rows.index(found, 0))
                self._show_current(table)
                return
        if any(row.dimension == name for row in self._rows):
            self._amend_offered()
        elif not self._add.isHidden():
            self.add(name)

    def _says_stands(self, wish: str) -> bool:
        """Whether the findings stand already, which is said then."""
        if self._card is None or self._card.concluded_on is None:
            return False
        number = self._card.entry_number
        self._workplace.say(f"{number} 已于 {self._card.concluded_on} 审结，不能{wish}。确需改动的，请先“重新审视”。")
        return True

    def _show_current(self, table: PlainTable) -> None:
        self._table = table
        (self.others if table is self.own else self.own).clearSelection()  # one finding is current, not two
        table.selectRow(table.currentIndex().row())
        row = self.current()
        self.detail.show_sections(finding_sections(row) if row is not None else ())
        is_open = self._card is not None and self._card.concluded_on is None
        for button in self._needing:
            button.setEnabled(row is not None and (is_open or button not in self._while_open))

    def _go_back_to(self, before: FindingRow | None) -> None:
        for table, shown in self._shown.items():
            keys = [row.id for row in shown]
            if before is not None and before.id in keys:
                table.setCurrentIndex(table.rows.index(keys.index(before.id), 0))
                self._show_current(table)
                return
        self._show_current(next((table for table, shown in self._shown.items() if shown), self.own))

    def _tell(self, card: ReviewCard) -> None:
        """How many dimensions were looked at, and whether the rest can be marked."""
        seen = {row.dimension for row in self._rows}
        left = [name for name in self._dimensions if name not in seen]
        told = f"已看 {len(self._dimensions) - len(left)}/{len(self._dimensions)} 个方面"
        self.seen.setText(f"{told}，还没有看：{'、'.join(left)}" if left else f"{told}。")
        is_open = card.concluded_on is None
        self.rest.setVisible(bool(left) and is_open and card.kind is ReviewKind.CASE)
        for button in self._while_open:
            button.setEnabled(is_open)

    def _build(self) -> None:
        self.dimensions = PlainTable(self._workplace, "review_dimensions", "审视方面", DIMENSION_HEADS)
        self.own = PlainTable(self._workplace, "own_findings", "本院的问题", OWN_HEADS)
        self.others = PlainTable(self._workplace, "other_findings", "其他机关的问题", OTHERS_HEADS)
        self.detail, self.seen, self._table = Facts(label_width=64), QLabel(), self.own
        self.detail.setAccessibleName("发现详情")
        self.seen.setObjectName("dimensions_seen")
        self.seen.setProperty("role", "muted")
        self.seen.setWordWrap(True)
        self.dimensions.chosen.connect(lambda row, _column: self._choose_dimension(row))
        for table in (self.own, self.others):
            table.selectionModel().currentChanged.connect(lambda *_args, its=table: self._show_current(its))
            table.clicked.connect(lambda _index, its=table: self._show_current(its))
            table.installEventFilter(self)
        self._lay_out()
        for table in (self.own, self.others):
            table.chosen.connect(self._amend_offered)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        left = _column(self.seen, ("", self.dimensions))
        middle = _column(("本院的问题", self.own), ("其他机关的问题", self.others))
        for part, width in ((left, _DIMENSIONS_WIDTH), (middle, 700), (self.detail, _DETAIL_WIDTH)):
            split.addWidget(part)
            part.setMinimumWidth(min(width, _DIMENSIONS_WIDTH) - 20)
        split.setSizes([_DIMENSIONS_WIDTH, 700, _DETAIL_WIDTH])
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(split, 1)
        layout.addLayout(self._acts())

    def _acts(self) -> QHBoxLayout:
        icons = self._workplace.icons
        self.rest = icon_button(icons, "其余标为无问题", "checks", "findings_rest", self.mark_rest)
        remove = icon_button(icons, "删除", "x", "finding_remove", self.remove)
        correct = icon_button(icons, "登记纠正情况…", "check", "finding_correct", self.correct)
        amend = icon_button(icons, "修改…", "edit", "finding_amend", self.amend)
        add = icon_button(icons, "登记审视发现…", "plus", "finding_add", self.add)
        for button, key, step in (
            (remove, "Delete", self.remove),
            (correct, "F3", self.correct),
            (amend, "F2", self.amend),
            (add, "Ctrl+N", self.add),
        ):
            button.setToolTip(key)
            QShortcut(QKeySequence(key), self, while_offered(button, step), _WITHIN)
        self._add, self._amend_offered = add, while_offered(amend, self.amend)
        self._needing, self._while_open = (remove, correct, amend), (add, remove, amend)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.rest)
        row.addStretch(1)
        for button in (remove, correct, amend, add):
            row.addWidget(button)
        return row


def _column(*parts: "QLabel | tuple[str, QWidget]") -> QWidget:
    """Parts one below the other, those with a heading below it."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for part in parts:
        if isinstance(part, QLabel):
            layout.addWidget(part)
            continue
        heading, widget = part
        if heading:
            label = QLabel(heading)
            label.setProperty("role", "heading")
            layout.addWidget(label)
        layout.addWidget(widget, 1)
    return whole
