"""The record page of a clue: what came in, what was decided, what it belongs together with, its papers and files."""

from typing_extensions import override

from app.models.case_terms import Triage
from app.models.terms import RecordType
from app.services.clues.rows import ClueCard, Kin
from app.services.docket.rows import RecordName
from app.services.papers.rows import RecordKey
from app.views.attachments.view import AttachmentsView
from app.views.clues.evaluation_dialog import EvaluationDialog
from app.views.clues.facts import (
    case_card,
    evaluations_in,
    is_task,
    opening_words,
    proposals_in,
    steps_of,
    title_of,
)
from app.views.clues.links_view import LinksView
from app.views.clues.register_dialog import RegisterDialog
from app.views.clues.report_dialog import ReportDialog
from app.views.clues.ties import Tie
from app.views.clues.triage_dialog import TriageDialog
from app.views.docket.record_view import DeadlinesView
from app.views.hand_overs.record_view import RecordHandOvers
from app.views.papers.writing_view import WritingView
from app.views.secrecy.banner import SecrecyBanner
from app.views.shared.facts import Facts
from app.views.shared.history_view import HistoryView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.recurrence_banner import RecurrenceBanner
from app.views.trash.dialogs import offer_removal
from app.views.unit_history.dialog import open_unit

_PURPOSES = ("线索材料", "来信来函", "筛查结果", "移送函", "反馈材料", "其他")


class ClueRecord(RecordFrame):
    """Shows one clue; ``show_record`` reads it anew."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a clue is opened."""
        super().__init__(workplace, "clue")
        self._card: ClueCard | None = None
        self.case, self.links = Facts(), LinksView(workplace)
        self.files, self.history = AttachmentsView(workplace, _PURPOSES), HistoryView(workplace)
        self.deadlines, self.paper = DeadlinesView(workplace), WritingView(workplace)
        self.case.setAccessibleName("案卡")
        self.paper.setAccessibleName("文书")
        self.tabs.addTab(self.case, "案卡")
        self.links.join(self.tabs)
        views = ((self.paper, "文书"), (self.deadlines, "期限"), (self.files, "附件"), (self.history, "全部经过"))
        for view, title in views:
            self.tabs.addTab(view, title)
        self.hand_overs = RecordHandOvers.on(self)
        self.recurrence = RecurrenceBanner.on(self)
        self.secrecy = SecrecyBanner.on(self, RecordType.CLUE)
        self.add_more("修改线索", self.edit, "edit")
        self.add_more("登记评估…", self.evaluate, "user")
        self.add_more("研判…", self.triage, "checks")
        self.add_more("报结…", self.report_done, "check")
        self.add_more("单位履历…", self.show_unit, "history")
        self.add_more("关联记录…", self.links.add, "link")
        offer_removal(self, RecordType.CLUE)
        self.links.group_wanted.connect(self._join)
        self.due_explanation_wanted.connect(lambda: self.tabs.setCurrentWidget(self.deadlines))
        self.files.removal_wanted.connect(workplace.remove_attachment)
        self.history.take_back_wanted.connect(workplace.take_back)

    @property
    @override
    def record_id(self) -> int | None:
        """The clue on screen."""
        return None if self._card is None else self._card.id

    @override
    def show_record(self, record_id: int) -> None:
        """Read a clue and show it; raises ClueNotFound."""
        desk = self.workplace.desk
        card = desk.clues.card(record_id)
        self._card = card
        self.heading.setText(title_of(card))
        self.secrecy.show_record(record_id)
        self.lamp.show_lamp(card.lamp, f"{card.lamp_words} · {card.triage.label}")
        self.stages.show_steps(steps_of(card))
        wanted = card.draft.wanted_by
        self.show_due(f"要求办结日 {wanted:%Y-%m-%d}" if wanted and not card.reported_on and not card.opened_as else "")
        self._offer_next(card)
        self.recurrence.show_clue(record_id)
        evaluated = evaluations_in(desk.clues.evaluations_of(record_id))
        proposals = proposals_in(desk.deputies.of(RecordType.CLUE, record_id))
        self.case.show_sections((*case_card(card), *evaluated, *proposals))
        self.files.show_files((RecordType.CLUE, record_id), card.attachments)
        self.paper.show_record(RecordKey(RecordType.CLUE, record_id), card.entry_number)
        files = f"附件({len(card.attachments)})" if card.attachments else "附件"
        self.tabs.setTabText(self.tabs.indexOf(self.files), files)
        self.history.show_lines(desk.history.lines(RecordType.CLUE, record_id))
        draft = card.draft
        named = RecordName(RecordType.CLUE, record_id, card.entry_number, draft.unit, draft.handler, draft.department)
        self.deadlines.show_record(named)
        self.hand_overs.show_record(RecordKey(RecordType.CLUE, record_id), title_of(card))
        self.tabs.setTabText(self.tabs.indexOf(self.deadlines), self.deadlines.title)
        self.links.show_record((RecordType.CLUE, record_id), record_id, _made(card))

    def edit(self) -> None:
        """Change what the clue says."""
        if self._card is not None and not self._says_forwarded("填写内容"):
            RegisterDialog(self.workplace, self._card, self).open()

    def evaluate(self) -> None:
        """Keep what a team made of it."""
        if self._card is not None and not self._says_forwarded("登记评估"):
            EvaluationDialog(self.workplace, self._card, self).open()

    def triage(self) -> None:
        """Decide about it."""
        if self._card is not None and not self._says_forwarded("再作研判"):
            TriageDialog(self.workplace, [self._card.id], self).open()

    def report_done(self) -> None:
        """Report the upper-level task as done."""
        if self._card is not None:
            ReportDialog(self.workplace, (RecordType.CLUE, self._card.id), self._card.entry_number, self).open()

    def show_unit(self) -> None:
        """What the office had to do with the unit before."""
        if self._card is not None:
            open_unit(self.workplace, self._card.draft.unit, self)

    def _join(self, kin: Kin) -> None:
        if self._card is not None:
            TriageDialog(self.workplace, [self._card.id, kin.id], self, is_joined=True).open()

    def _says_forwarded(self, wish: str) -> bool:
        """Whether the clue is one of which only the forwarding is recorded, which is said then."""
        if self._card is None or not self._card.is_content_withheld:
            return False
        number = self._card.entry_number
        self.workplace.say(f"{number} 是已移送专门机关的线索，只登记日期、经手人和接收机关，不能{wish}。")
        return True

    def _offer_next(self, card: ClueCard) -> None:
        made, opening = card.opened_as, opening_words(card)
        if made is not None:
            self.show_next(opening, lambda: self.workplace.open_record(made.record_type, made.id))
        elif card.triage in {Triage.PENDING, Triage.RESERVED}:
            self.show_next("研判…", self.triage)
        elif is_task(card) and card.reported_on is None:
            self.show_next("报结…", self.report_done)
        else:
            self.show_next("", None)


def _made(card: ClueCard) -> tuple[Tie, ...]:
    made = card.opened_as
    if made is None:
        return ()
    return (Tie("立项为", (made.record_type, made.id), made.entry_number, "", card.triage_reason),)
