"""The tab 回复 of a letter's record page, with its acts, and the ways from it to papers and files."""

from app.services.suggestions.rows import LetterCard
from app.views.attachments.view import AttachmentsView
from app.views.papers.writing_view import WritingView
from app.views.replies.view import RepliesView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace


class RepliesTab:
    """Joins the frame when it is made."""

    def __init__(self, workplace: Workplace, frame: RecordFrame) -> None:
        """``frame`` is the record page of letters."""
        self._workplace, self._frame = workplace, frame
        self._card: LetterCard | None = None
        self.view = RepliesView(workplace)
        self.view.setAccessibleName("回复")
        frame.tabs.addTab(self.view, self.view.title)
        frame.add_more("登记异议", self.view.object, "mail-opened")
        frame.add_more("登记复核", self.view.reconsider, "check")
        frame.add_more("登记上级院指令", self.view.order, "gavel")
        self.view.reply_wanted.connect(self._reply)
        self.view.paper_wanted.connect(self._write)
        self.view.file_wanted.connect(self._show_file)

    def show_letter(self, card: LetterCard) -> None:
        """Read and show it; a pending objection comes before everything else."""
        self._card = card
        self.view.show_letter(card)
        self._frame.tabs.setTabText(self._frame.tabs.indexOf(self.view), self.view.title)
        if self.view.has_pending:
            self._frame.show_next("登记复核", self.view.reconsider)

    def _reply(self) -> None:
        from app.views.suggestions.reply_dialog import ReplyDialog

        if self._card is not None:
            ReplyDialog(self._workplace, self._card, self._frame).open()

    def _write(self, code: str) -> None:
        paper = self._frame.findChild(WritingView)
        if paper is not None:
            paper.write(code)
            self._frame.tabs.setCurrentWidget(paper)

    def _show_file(self, attachment_id: int) -> None:
        files = self._frame.findChild(AttachmentsView)
        if files is not None:
            self._frame.tabs.setCurrentWidget(files)
            files.table.choose([attachment_id])
