"""The record page of a review: its case card, what was found, what came of it, its papers and files."""

from typing_extensions import override

from app.models.terms import RecordType
from app.services.docket.rows import RecordName
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.rows import ReviewCard
from app.views.attachments.view import AttachmentsView
from app.views.docket.record_view import DeadlinesView
from app.views.papers.writing_view import WritingView
from app.views.reverse_reviews.facts import case_card, steps_of, title_of
from app.views.reverse_reviews.review_views import views_of
from app.views.shared.facts import Facts
from app.views.shared.history_view import HistoryView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

_PURPOSES = ("原案材料", "审视材料", "谈话与意见", "结果材料", "反馈材料", "其他")


class ReviewRecord(RecordFrame):
    """Shows one review; ``show_record`` reads it anew."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a review is opened."""
        super().__init__(workplace, "review")
        self._card: ReviewCard | None = None
        self.case = Facts()
        self.case.setAccessibleName("案卡")
        self.tabs.addTab(self.case, "案卡")
        self.views = views_of(self, workplace)
        self.files, self.history = AttachmentsView(workplace, _PURPOSES), HistoryView(workplace)
        self.deadlines, self.paper = DeadlinesView(workplace), WritingView(workplace)
        self.paper.setAccessibleName("文书")
        views = ((self.paper, "文书"), (self.deadlines, "期限"), (self.files, "附件"), (self.history, "全部经过"))
        for view, title in views:
            self.tabs.addTab(view, title)
        self.due_explanation_wanted.connect(lambda: self.tabs.setCurrentWidget(self.deadlines))
        self.files.removal_wanted.connect(workplace.remove_attachment)
        self.history.take_back_wanted.connect(workplace.take_back)

    @property
    @override
    def record_id(self) -> int | None:
        """The review on screen."""
        return None if self._card is None else self._card.id

    @override
    def show_record(self, record_id: int) -> None:
        """Read a review and show it; raises ReviewNotFound."""
        desk = self.workplace.desk
        card = self._card = desk.reverse_reviews.card(self.workplace.actor, record_id)
        record = RecordKey(RecordType.REVERSE_REVIEW, record_id)
        self.heading.setText(title_of(card))
        self.lamp.show_lamp(card.lamp, f"{card.lamp_words} · {card.state.label}")
        self.stages.show_steps(steps_of(card))
        self.show_due(f"届满日 {card.due_on}" if card.due_on else "")
        self._offer_next(card)
        self.case.show_sections(case_card(card))
        for view in self.views:
            view.show_review(card)
        self.files.show_files(record, card.attachments)
        files = f"附件({len(card.attachments)})" if card.attachments else "附件"
        self.tabs.setTabText(self.tabs.indexOf(self.files), files)
        self.paper.show_record(record, card.entry_number)
        self.history.show_lines(desk.history.lines(RecordType.REVERSE_REVIEW, record_id))
        self.deadlines.show_record(
            RecordName(RecordType.REVERSE_REVIEW, record_id, card.entry_number, card.title, card.handler, "")
        )
        self.tabs.setTabText(self.tabs.indexOf(self.deadlines), self.deadlines.title)

    def _offer_next(self, _card: ReviewCard) -> None:
        self.show_next("", None)
