"""办理, 审批 and 调查 on the page of a letter: its steps, the approvals they stand on, the acts of investigation."""

from app.models.terms import SuggestionState
from app.services.suggestion_paths.rows import LetterProgress
from app.services.suggestions.rows import LetterCard
from app.views.approvals.view import ApprovalsView
from app.views.attachments.view import AttachmentsView
from app.views.investigations.view import InvestigationsView
from app.views.papers.writing_view import WritingView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace
from app.views.suggestion_paths.view import StepsView
from app.views.suggestion_paths.wording import TEXT, key_of, next_title

_BEFORE_ISSUE = (SuggestionState.DRAFT, SuggestionState.UNDER_REVIEW, SuggestionState.AWAITING_SIGNATURE)


class LetterSteps:
    """Adds its tabs and acts to the page when it is made."""

    def __init__(self, workplace: Workplace, frame: RecordFrame) -> None:
        """``frame`` is the page of letters."""
        self._workplace, self._frame = workplace, frame
        self.steps = StepsView(workplace)
        self.approvals, self.investigations = ApprovalsView(workplace), InvestigationsView(workplace)
        for view, title in ((self.steps, "办理"), (self.approvals, "审批"), (self.investigations, "调查")):
            frame.tabs.addTab(view, title)
        self.steps.paper_wanted.connect(self._write_paper)
        self.approvals.paper_wanted.connect(self._write_paper)
        self.approvals.file_wanted.connect(self._show_file)
        self.investigations.file_wanted.connect(self._show_file)
        frame.add_more("送审…", self.steps.submit, "arrow-forward")
        frame.add_more("另发给其他单位…", self.steps.send_to_others, "plus")

    def show_letter(self, card: LetterCard) -> None:
        """Read and show it."""
        progress = self._workplace.desk.suggestion_paths.progress(card.id)
        key, name = key_of(card.id), card.number or card.entry_number
        self.steps.show_letter(card, progress)
        now = progress.next
        self.approvals.show_record(key, name, now.step.act if now else "")
        self.investigations.show_record(key)
        tabs = self._frame.tabs
        for view in (self.steps, self.approvals, self.investigations):
            tabs.setTabText(tabs.indexOf(view), view.title)
        self._offer_next(card, progress)

    def _offer_next(self, card: LetterCard, progress: LetterProgress) -> None:
        """The coloured button leads through the path until the letter may be issued."""
        now = progress.next
        if now is None or [row.code for row in progress.missing] == [TEXT]:
            return  # a text that stands in the national system is left there: 登记制发 says so
        if card.state in _BEFORE_ISSUE and self.steps.ways_for(now):
            self._frame.show_next(next_title(now), lambda: self.steps.supply(now))

    def _write_paper(self, code: str) -> None:
        view = self._tab(WritingView)
        if isinstance(view, WritingView):
            self._frame.tabs.setCurrentWidget(view)
            view.write(code)

    def _show_file(self, attachment_id: int) -> None:
        view = self._tab(AttachmentsView)
        if isinstance(view, AttachmentsView):
            self._frame.tabs.setCurrentWidget(view)
            view.table.choose([attachment_id])

    def _tab(self, kind: type) -> object:
        tabs = self._frame.tabs
        return next((tabs.widget(at) for at in range(tabs.count()) if isinstance(tabs.widget(at), kind)), None)
