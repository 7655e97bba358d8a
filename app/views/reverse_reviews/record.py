"""The record page of a review: its case card, what was found, what came of it, its papers and files."""

from typing_extensions import override

from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.services.docket.rows import RecordName
from app.services.foundation.errors import DomainError
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.rows import ReviewCard
from app.views.approvals.view import ApprovalsView
from app.views.attachments.view import AttachmentsView
from app.views.clues.links_view import LinksView
from app.views.docket.record_view import DeadlinesView
from app.views.hand_overs.record_view import RecordHandOvers
from app.views.papers.writing_view import WritingView
from app.views.reverse_reviews.cases_view import ReviewedCasesView
from app.views.reverse_reviews.ending_dialogs import (
    ArchiveNumberDialog,
    CloseDialog,
    ConcludeDialog,
    ReopenReviewDialog,
)
from app.views.reverse_reviews.facts import case_card, steps_of, title_of
from app.views.reverse_reviews.review_dialog import ReviewDialog
from app.views.reverse_reviews.review_views import views_of
from app.views.review_findings.view import FindingsView
from app.views.secrecy.banner import SecrecyBanner
from app.views.shared.facts import Facts
from app.views.shared.history_view import HistoryView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace
from app.views.trash.dialogs import offer_removal

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
        self.cases = next(view for view in self.views if isinstance(view, ReviewedCasesView))
        self.findings = next(view for view in self.views if isinstance(view, FindingsView))
        self.files, self.history = AttachmentsView(workplace, _PURPOSES), HistoryView(workplace)
        self.deadlines, self.paper = DeadlinesView(workplace), WritingView(workplace)
        self.paper.setAccessibleName("文书")
        self.approvals, self.links = ApprovalsView(workplace), LinksView(workplace)
        views = ((self.paper, "文书"), (self.approvals, "审批"), (self.deadlines, "期限"), (self.files, "附件"))
        for view, title in (*views, (self.history, "全部经过")):
            self.tabs.addTab(view, title)
        self.hand_overs = RecordHandOvers.on(self, may_refer=False)
        self.links.join(self.tabs)
        self._add_acts()
        self.secrecy = SecrecyBanner.on(self, RecordType.REVERSE_REVIEW)
        self.due_explanation_wanted.connect(lambda: self.tabs.setCurrentWidget(self.deadlines))
        self.approvals.paper_wanted.connect(self.write_paper)
        self.approvals.file_wanted.connect(self.show_file)
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
        self.secrecy.show_record(record_id)
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
        self.approvals.show_record(record, card.entry_number)
        self.tabs.setTabText(self.tabs.indexOf(self.approvals), self.approvals.title)
        wording = ClueDraft("", subject=card.title, found=card.causes)
        self.links.show_record((RecordType.REVERSE_REVIEW, record_id), wording)
        self.history.show_lines(desk.history.lines(RecordType.REVERSE_REVIEW, record_id))
        self.hand_overs.show_record(record, title_of(card))
        self.deadlines.show_record(
            RecordName(
                RecordType.REVERSE_REVIEW, record_id, card.entry_number, card.title, card.handler, card.department
            )
        )
        self.tabs.setTabText(self.tabs.indexOf(self.deadlines), self.deadlines.title)

    def write_paper(self, code: str) -> None:
        """Go to one document of the review; where the program has none of this kind, that is said."""
        if self._card is None:
            return
        try:
            self.workplace.desk.papers.template(code, RecordKey(RecordType.REVERSE_REVIEW, self._card.id))
        except DomainError:
            self.workplace.say("反向审视没有这种审批表的样式。请按本院格式制作，签批后在“审批”里登记签批。")
            return
        self.tabs.setCurrentWidget(self.paper)
        self.paper.write(code)

    def show_file(self, attachment_id: int) -> None:
        """Go to one of the files."""
        self.tabs.setCurrentWidget(self.files)
        self.files.table.choose([attachment_id])

    def edit(self) -> None:
        """Change what the review says."""
        if self._card is not None and not self._says_closed("修改"):
            ReviewDialog(self.workplace, self._card, self).open()

    def conclude(self) -> None:
        """Let the findings stand."""
        if self._card is not None and not self._says_closed("审结"):
            ConcludeDialog(self.workplace, self._card, self).open()

    def close_review(self) -> None:
        """Go through what is left, and close."""
        if self._card is not None and not self._says_closed("再次办结"):
            CloseDialog(self.workplace, self._card, self).open()

    def reopen(self) -> None:
        """Look it over again."""
        if self._card is not None:
            ReopenReviewDialog(self.workplace, self._card, self).open()

    def archive(self) -> None:
        """Register the number under which it was archived."""
        if self._card is not None:
            ArchiveNumberDialog(self.workplace, self._card, self).open()

    def _says_closed(self, wish: str) -> bool:
        """Whether it is closed, which is said then."""
        card = self._card
        if card is None or card.closed_on is None:
            return False
        self.workplace.say(f"{card.entry_number} 已于 {card.closed_on} 办结，不能{wish}。请先“重新审视”。")
        return True

    def _add_acts(self) -> None:
        for title, step, icon in (
            ("修改反向审视", self.edit, "edit"),
            ("加入原案…", self.cases.add, "plus"),
            ("提请审批", self.approvals.propose, "gavel"),
            ("关联记录…", self.links.add, "link"),
            ("审结…", self.conclude, "gavel"),
            ("办结…", self.close_review, "checks"),
            ("重新审视…", self.reopen, "arrow-back-up"),
            ("登记归档号…", self.archive, "folder-open"),
        ):
            self.add_more(title, step, icon)
        offer_removal(self, RecordType.REVERSE_REVIEW)

    def _offer_next(self, card: ReviewCard) -> None:
        if card.concluded_on is None:
            missing = self.workplace.desk.reverse_reviews.lacking(card.id)
            step = ("登记审视发现…", self.findings.add) if missing else ("审结…", self.conclude)
            self.show_next(*step)
        elif card.closed_on is None:
            self.show_next("办结…", self.close_review)
        elif not card.archive_number:
            self.show_next("登记归档号…", self.archive)
        else:
            self.show_next("", None)
