"""The record page of a matter: seven stages, case card, letters, attachments, history."""

from typing_extensions import override

from app.models.terms import RecordType
from app.services.docket.rows import RecordName
from app.services.matters.rows import MatterCard
from app.services.papers.rows import RecordKey
from app.views.attachments.view import AttachmentsView
from app.views.clues.links_view import LinksView
from app.views.clues.report_dialog import ReportDialog
from app.views.docket.record_view import DeadlinesView
from app.views.matters.card_dialog import CardDialog
from app.views.matters.facts import case_card, next_stage, steps_of, title_of
from app.views.matters.letters_view import LettersView
from app.views.matters.stage_dialog import StageDialog
from app.views.papers.writing_view import WritingView
from app.views.shared.facts import Facts
from app.views.shared.history_view import HistoryView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace
from app.views.suggestions.draft_dialog import DraftDialog

_PURPOSES = ("受理材料", "调查材料", "审批材料", "监督文书", "回复材料", "其他")


class MatterRecord(RecordFrame):
    """Shows one matter; ``show_record`` reads it anew."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a matter is opened."""
        super().__init__(workplace, "matter")
        self._card: MatterCard | None = None
        self.case, self.letters = Facts(), LettersView(workplace)
        self.files, self.history = AttachmentsView(workplace, _PURPOSES), HistoryView(workplace)
        self.deadlines, self.paper = DeadlinesView(workplace), WritingView(workplace)
        self.case.setAccessibleName("案卡")
        self.paper.setAccessibleName("文书")
        views = ((self.case, "案卡"), (self.letters, "检察建议"), (self.paper, "文书"), (self.deadlines, "期限"))
        for view, title in (*views, (self.files, "附件"), (self.history, "全部经过")):
            self.tabs.addTab(view, title)
        self.links = LinksView(workplace)
        self.links.join(self.tabs)
        self.add_more("报结…", self.report_done, "check")
        self.show_due("")
        self.add_more("修改案卡", self.edit, "edit")
        self.add_more("转入阶段", self.move_on, "arrow-forward")
        self.letters.drafting_wanted.connect(self._draft_letter)
        self.files.removal_wanted.connect(workplace.remove_attachment)
        self.history.take_back_wanted.connect(workplace.take_back)

    @property
    @override
    def record_id(self) -> int | None:
        """The matter on screen."""
        return None if self._card is None else self._card.id

    @override
    def show_record(self, record_id: int) -> None:
        """Read a matter and show it; raises MatterNotFound."""
        desk = self.workplace.desk
        card = desk.matters.card(record_id)
        self._card = card
        self.heading.setText(title_of(card))
        self.lamp.show_lamp(card.lamp, card.lamp_words)
        self.stages.show_steps(steps_of(card))
        following = next_stage(card)
        self.show_next(f"转入“{following.label}”" if following else "", self.move_on if following else None)
        self.case.show_sections(case_card(card))
        self.letters.show_letters(card.letters)
        self.files.show_files((RecordType.MATTER, record_id), card.attachments)
        self.paper.show_record(RecordKey(RecordType.MATTER, record_id), card.entry_number)
        self.tabs.setTabText(1, f"检察建议({len(card.letters)})" if card.letters else "检察建议")
        self.tabs.setTabText(
            self.tabs.indexOf(self.files), f"附件({len(card.attachments)})" if card.attachments else "附件"
        )
        self.links.show_matter(card)
        self.history.show_lines(desk.history.lines(RecordType.MATTER, record_id))
        self.deadlines.show_record(RecordName(RecordType.MATTER, record_id, card.entry_number, card.draft.unit, "", ""))
        self.tabs.setTabText(self.tabs.indexOf(self.deadlines), self.deadlines.title)

    def edit(self) -> None:
        """Change the case card."""
        if self._card is not None:
            CardDialog(self.workplace, self._card, self).open()

    def move_on(self) -> None:
        """Move on, or back."""
        if self._card is not None:
            StageDialog(self.workplace, self._card, self).open()

    def report_done(self) -> None:
        """Report the upper-level task behind it as done."""
        if self._card is not None:
            ReportDialog(self.workplace, (RecordType.MATTER, self._card.id), self._card.entry_number, self).open()

    def _draft_letter(self) -> None:
        if self._card is not None:
            DraftDialog(self.workplace, parent=self, matter=self._card.id).open()
