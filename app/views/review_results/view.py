"""结果 of a review: what came of it, how far each has come, and every act of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.case_terms import ApprovalState
from app.models.review_terms import ResultState
from app.models.terms import RecordType
from app.services.approvals.rows import ApprovalCard
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.rows import ReviewCard
from app.services.review_results.rows import ResultRow
from app.views.papers.writing_view import WritingView
from app.views.review_results.acts import ResultActs
from app.views.review_results.result_table import ResultTable
from app.views.review_results.wording import NOTHING, detail_of
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

_TITLE = "结果"
_ACT = "review-paper"  # of the 职权清单


class ReviewResultsView(QWidget):
    """``show_review`` reads it anew; acts are done in dialogs."""

    def __init__(self, frame: RecordFrame, workplace: Workplace) -> None:
        """Add the tab and its acts to a review's page; empty until a review is shown."""
        super().__init__()
        self._workplace, self._frame = workplace, frame
        self._card: ReviewCard | None = None
        self._asked: ApprovalCard | None = None  # 对外制发, put up and not signed yet
        self.acts = ResultActs(workplace, self)
        self._build()
        frame.tabs.addTab(self, _TITLE)
        for title, step, icon in (
            ("拟制结果…", self.prepare, "plus"),
            ("启动检察建议…", self.open_suggestion, "mail-forward"),
            ("移送监督线索…", self.hand_on_clue, "bulb"),
        ):
            frame.add_more(title, step, icon)

    def show_review(self, card: ReviewCard) -> None:
        """Read the results of the review; the one that was current stays so."""
        self._card = card
        desk = self._workplace.desk
        rows = desk.review_results.of(card.id)
        approvals = desk.approvals.of(RecordKey(RecordType.REVERSE_REVIEW, card.id))
        ours = [each for each in approvals if each.act == _ACT]
        self._asked = next((each for each in ours if each.state is ApprovalState.OPEN), None)
        self.table.show_results(rows)
        waiting = sum(row.state is not ResultState.SETTLED for row in rows)
        place = self._frame.tabs.indexOf(self)
        self._frame.tabs.setTabText(place, f"{_TITLE}({waiting})" if waiting else _TITLE)
        self.asked.setText("登记签批…" if self._asked else "提请检察长决定…")
        self.hint.setText(_hint(rows, ours, self._asked))
        self.hint.setVisible(bool(self.hint.text()))
        self._offer()

    def prepare(self) -> None:
        """拟制结果."""
        from app.views.review_results.prepare_dialog import PrepareDialog

        if self._card is not None:
            self._go_here()
            PrepareDialog(self._workplace, self._card.id, parent=self).open()

    def open_suggestion(self) -> None:
        """启动检察建议: the letter opens once it is there."""
        from app.views.review_results.opening_dialogs import SuggestionDialog

        if self._card is not None:
            dialog = SuggestionDialog(self._workplace, self._card.id, self)
            dialog.recorded.connect(lambda letter: self._workplace.open_record(RecordType.SUGGESTION, letter))
            dialog.open()

    def hand_on_clue(self) -> None:
        """移送监督线索."""
        from app.views.review_results.opening_dialogs import ClueDialog

        if self._card is not None:
            self._go_here()
            ClueDialog(self._workplace, self._card.id, self).open()

    def ask_chief(self) -> None:
        """Put the outside paper up for decision, or where it was, register the signed sheet."""
        from app.views.approvals.dialogs import ProposeDialog, SignDialog

        if self._card is None:
            return
        if self._asked is not None:
            SignDialog(self._workplace, self._asked, self).open()
        else:
            key = RecordKey(RecordType.REVERSE_REVIEW, self._card.id)
            ProposeDialog(self._workplace, key, _ACT, self._card.entry_number, self).open()

    def write_paper(self) -> None:
        """Go to the paper of the current result, or to the record it was opened as."""
        row = self.table.current()
        if row is None:
            return
        if row.opened is not None:
            self._workplace.open_record(row.opened.record_type, row.opened.id)
            return
        code = self._workplace.desk.review_results.paper_of(row)
        if not code:
            self._workplace.say(f"{row.name}没有配套的文书。材料可以放在“附件”里。")
            return
        tabs = self._frame.tabs
        for view in (tabs.widget(place) for place in range(tabs.count())):
            if isinstance(view, WritingView):
                tabs.setCurrentWidget(view)
                view.write(code)

    def _go_here(self) -> None:
        self._frame.tabs.setCurrentWidget(self)

    def _on_current(self, act: Callable[[ResultRow], None]) -> Callable[[], None]:
        def step() -> None:
            row = self.table.current()
            if row is not None:
                act(row)

        return step

    def _offer(self) -> None:
        row = self.table.current()
        self.detail.setText(NOTHING if row is None else detail_of(row))
        is_new = row is not None and row.opened is None and not row.is_sent
        is_settled = row is not None and row.state is ResultState.SETTLED
        self.amended.setEnabled(is_new)
        self.dropped.setEnabled(is_new)
        self.sent.setEnabled(is_new)
        self.answered.setEnabled(row is not None and row.is_sent and not is_settled)
        self.verified.setEnabled(row is not None and not is_new and not is_settled)
        self.reopened.setVisible(is_settled)
        self.paper.setEnabled(row is not None)
        self.paper.setText("打开办理记录" if row is not None and row.opened is not None else "文书")

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.hint, self.detail = QLabel(), QLabel()
        self.detail.setProperty("role", "muted")
        for label in (self.hint, self.detail):
            label.setWordWrap(True)
        self.table = ResultTable(self._workplace)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.activated.connect(lambda _: self.write_paper())
        layout.addLayout(self._new_row())
        layout.addWidget(self.hint)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addLayout(self._row_of_acts())

    def _new_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.begun = self._button(row, "拟制结果…", "plus", "prepare", self.prepare)
        self.suggested = self._button(row, "启动检察建议…", "mail-forward", "suggestion", self.open_suggestion)
        self.handed = self._button(row, "移送监督线索…", "bulb", "clue", self.hand_on_clue)
        row.addStretch(1)
        self.asked = self._button(row, "提请检察长决定…", "gavel", "ask", self.ask_chief)
        return row

    def _row_of_acts(self) -> QHBoxLayout:
        row, acts = QHBoxLayout(), self.acts
        row.setSpacing(6)
        made = [
            self._button(row, title, icon, key, self._on_current(act))
            for title, icon, key, act in (
                ("修改…", "edit", "amend", acts.amend),
                ("发出…", "send", "send", acts.send),
                ("登记反馈…", "mail-check", "feedback", acts.feedback),
                ("核实销号…", "checks", "verify", acts.verify),
                ("重新跟踪…", "history", "reopen", acts.reopen),
                ("取消拟制…", "x", "drop", acts.drop),
            )
        ]
        self.amended, self.sent, self.answered, self.verified, self.reopened, self.dropped = made
        self.paper = self._button(row, "文书", "paper", "paper", self.write_paper)
        row.addStretch(1)
        return row

    def _button(self, row: QHBoxLayout, title: str, icon: str, key: str, step: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(f"result_{key}")
        button.clicked.connect(lambda _checked: step())
        row.addWidget(button)
        return button


def _hint(rows: tuple[ResultRow, ...], approvals: list[ApprovalCard], asked: ApprovalCard | None) -> str:
    """What an outside paper waits for; empty where none does."""
    outside = [row for row in rows if row.is_outside and not row.is_sent and row.opened is None]
    if not outside:
        return ""
    if asked is not None:
        return f"{asked.proposed_by}于 {asked.proposed_on} 提请对外制发，等待签批；签批回来登记签批后才能发出。"
    used = {row.approval for row in rows if row.approval}
    if any(each.state is ApprovalState.APPROVED for each in approvals) and len(used) < len(approvals):
        return ""
    return f"{outside[0].name}发到外单位，以本院名义，须由检察长决定：请先“提请检察长决定…”。"
