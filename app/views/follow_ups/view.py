"""整改 of a letter: its items, every look with the newest first, photos before and after, the revisits planned."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.models.letter_terms import FollowUpKind
from app.models.terms import RecordType, StartEvent
from app.services.follow_ups.rows import RELAPSED, FollowUpCard, LookRow
from app.services.suggestions.rows import LetterCard
from app.views.follow_ups.closing_dialogs import ArchiveLetterDialog, LetterClosingDialog, ReopenLetterDialog
from app.views.follow_ups.evaluation_dialog import EvaluationDialog
from app.views.follow_ups.going import TITLE
from app.views.follow_ups.look_dialog import LookDialog
from app.views.follow_ups.photos import Photos
from app.views.follow_ups.texts import (
    ITEM_HEADS,
    LOOK_HEADS,
    PLAN_HEADS,
    evaluation_words,
    item_row,
    look_row,
    look_sections,
    plan_row,
)
from app.views.shared.facts import Facts
from app.views.shared.lamp import LampBadge
from app.views.shared.plain_table import ROW_HEIGHT, PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

_RIGHT = 410  # pixels
_REPORT = "closing-report"
_NOTHING = "还没有登记核查。走访、现场检查、听证、专家意见、书面材料审查都在这里登记。"


class RectificationView(QWidget):
    """A tab of the record page, its second lamp, and its acts."""

    def __init__(self, workplace: Workplace, frame: RecordFrame) -> None:
        """Join the frame; empty until ``show_letter``."""
        super().__init__()
        self._workplace, self._frame = workplace, frame
        self._letter: LetterCard | None = None
        self._card: FollowUpCard | None = None
        self.lamp = LampBadge(workplace.theme)
        self._build()
        frame.put_beside_lamp(self.lamp)
        frame.tabs.addTab(self, TITLE)
        for title, step, icon in (
            ("登记回头看…", self.revisit, "history"),
            ("登记评估…", self.evaluate, "notebook"),
            ("重新办理…", self.reopen, "arrow-back-up"),
            ("归档…", self.archive, "folder-open"),
        ):
            frame.add_more(title, step, icon)

    def show_letter(self, card: LetterCard) -> None:
        """Read what follows a letter; the look that was current stays so."""
        desk = self._workplace.desk
        current = self.current() if self._letter is not None and self._letter.id == card.id else None
        self._letter, self._card = card, desk.follow_ups.card(card.id)
        shown = self._card
        self.lamp.show_light(shown.light)
        count = len(shown.looks)
        self._frame.tabs.setTabText(self._frame.tabs.indexOf(self), f"{TITLE}({count})" if count else TITLE)
        self._show_items(shown)
        self.looks.show_rows([look_row(each) for each in shown.looks])
        ids = [each.id for each in shown.looks]
        if current is not None and current.id in ids:
            self.looks.setCurrentIndex(self.looks.rows.index(ids.index(current.id), 0))
        planned = [
            each for each in desk.docket.of(RecordType.SUGGESTION, card.id) if each.started_by is StartEvent.RECTIFIED
        ]
        planned.sort(key=lambda each: (str(each.due_on), each.id))
        self.plan.show_rows([plan_row(each) for each in planned])
        self._tell(shown, has_plan=bool(planned))
        self._show_current()

    def current(self) -> LookRow | None:
        """The look whose photos are shown."""
        row = self.looks.currentIndex().row()
        return self._card.looks[row] if self._card is not None and 0 <= row < len(self._card.looks) else None

    def look(self) -> None:
        """Register a look."""
        self._open_look(None)

    def revisit(self) -> None:
        """Register a revisit."""
        self._open_look(FollowUpKind.REVISIT)

    def evaluate(self) -> None:
        """Register an evaluation."""
        if self._card is not None:
            EvaluationDialog(self._workplace, self._card, self).open()

    def close_letter(self) -> None:
        """Go through the checklist, and close."""
        if self._letter is not None:
            LetterClosingDialog(self._workplace, self._letter, self._frame).open()

    def report(self) -> None:
        """Go to the closing report, filled in with every look."""
        from app.views.papers.writing_view import WritingView

        paper = self._tab(WritingView)
        if isinstance(paper, WritingView):
            self._frame.tabs.setCurrentWidget(paper)
            paper.write(_REPORT)

    def reopen(self) -> None:
        """Take a closed letter up again."""
        self._when_closed(lambda card: ReopenLetterDialog(self._workplace, card, self).open())

    def archive(self) -> None:
        """Give a closed letter its archive number."""
        self._when_closed(lambda card: ArchiveLetterDialog(self._workplace, card, self).open())

    def _open_look(self, kind: FollowUpKind | None) -> None:
        if self._letter is not None:
            LookDialog(self._workplace, self._letter, self, kind).open()

    def _when_closed(self, then: Callable[..., object]) -> None:
        if self._letter is None:
            return
        card = self._workplace.desk.letter_closing.card(self._letter.id)
        if card.is_closed:
            then(card)
        else:
            self._workplace.say(f"{card.name} 还没有办结。请先用“办结…”。")

    def _show_items(self, card: FollowUpCard) -> None:
        self.items.show_rows([item_row(each) for each in card.items], tips=[each.measure for each in card.items])
        self.items.setFixedHeight(ROW_HEIGHT * (min(max(len(card.items), 1), 4) + 1) + 4)
        self.items.setVisible(bool(card.items))

    def _show_current(self) -> None:
        look = self.current()
        self.detail.show_sections(look_sections(look) if look else ())
        self.photos.show_look(self._card.looks if self._card else (), look)

    def _tell(self, card: FollowUpCard, *, has_plan: bool) -> None:
        """What comes next, and which acts can be now."""
        if card.has_relapsed:
            self.relapse.say(RELAPSED)
        else:
            self.relapse.clear()
        self.nothing.setVisible(not card.looks)
        self.told.setText(evaluation_words(card) or "还没有评估。")
        self.no_plan.setVisible(not has_plan)
        self.plan.setVisible(has_plan)
        self.plan.setFixedHeight(ROW_HEIGHT * (min(self.plan.rows.rowCount(), 4) + 1) + 4)
        runs = card.is_issued and not card.is_withdrawn
        self.add.setEnabled(runs and not card.is_closed)
        self.again.setEnabled(runs and (card.is_complete or card.is_closed))
        self.judge.setEnabled(runs)
        self.end.setVisible(not card.is_closed)
        self.end.setEnabled(runs)
        self.back.setVisible(card.is_closed)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        self.relapse = ProblemLabel()
        self.nothing = QLabel(_NOTHING)
        self.nothing.setProperty("role", "muted")
        layout.addWidget(self.relapse)
        layout.addWidget(self.nothing)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._left_half())
        halves.addWidget(self._right_half())
        halves.setStretchFactor(0, 1)
        layout.addWidget(halves, 1)
        layout.addLayout(self._buttons())

    def _left_half(self) -> QWidget:
        self.items = PlainTable(self._workplace, "follow_up_items", "建议事项", ITEM_HEADS)
        self.looks = PlainTable(self._workplace, "looks", "核查", LOOK_HEADS)
        self.looks.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self.detail = Facts(label_width=80)
        self.detail.setAccessibleName("核查情况")
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.items)
        column.addWidget(self.looks, 3)
        column.addWidget(self.detail, 2)
        return half

    def _right_half(self) -> QWidget:
        self.plan = PlainTable(self._workplace, "revisit_plan", "回头看安排", PLAN_HEADS)
        self.no_plan = QLabel("整改到位后自动安排回头看。")
        self.no_plan.setProperty("role", "muted")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("role", "muted")
        self.photos = Photos(self._workplace)
        self.photos.file_wanted.connect(self._show_file)
        half = QWidget()
        half.setMinimumWidth(_RIGHT)
        column = QVBoxLayout(half)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.plan, self.no_plan, self.told):
            column.addWidget(part)
        column.addWidget(self.photos, 1)
        return half

    def _buttons(self) -> QHBoxLayout:
        icons = self._workplace.icons
        self.add = QPushButton(icons.icon("plus"), "登记整改…")
        self.again = QPushButton(icons.icon("history"), "登记回头看…")
        self.judge = QPushButton(icons.icon("notebook"), "登记评估…")
        self.paper = QPushButton(icons.icon("paper"), "结案报告…")
        self.end = QPushButton(icons.icon("check"), "办结…")
        self.back = QPushButton(icons.icon("arrow-back-up"), "重新办理…")
        row = QHBoxLayout()
        row.setSpacing(6)
        acts = (
            (self.add, self.look),
            (self.again, self.revisit),
            (self.judge, self.evaluate),
            (self.paper, self.report),
            (self.end, self.close_letter),
            (self.back, self.reopen),
        )
        for button, act in acts:
            button.setObjectName(f"follow_up_{act.__name__}")
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _show_file(self, attachment_id: int) -> None:
        """Go to one of the letter's files."""
        from app.views.attachments.view import AttachmentsView

        files = self._tab(AttachmentsView)
        if isinstance(files, AttachmentsView):
            self._frame.tabs.setCurrentWidget(files)
            files.table.choose([attachment_id])

    def _tab(self, kind: type[QWidget]) -> QWidget | None:
        """The tab of the record page that is such a view."""
        tabs = self._frame.tabs
        return next((tabs.widget(at) for at in range(tabs.count()) if isinstance(tabs.widget(at), kind)), None)
