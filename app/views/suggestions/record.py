"""The record page of a letter: stage bar, case card, course, attachments, history, and every act on it."""

from functools import partial

from typing_extensions import override

from app.models.terms import RecordType, StartEvent
from app.services.docket.rows import RecordName
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterCard
from app.views.attachments.view import AttachmentsView
from app.views.clues.links_view import LinksView
from app.views.docket.card_dialog import CardDialog
from app.views.docket.record_view import DeadlinesView
from app.views.further_measures.next_act import next_act, take_next
from app.views.further_measures.view import FollowUpsView
from app.views.hand_overs.record_view import RecordHandOvers
from app.views.papers.writing_view import WritingView
from app.views.secrecy.banner import SecrecyBanner
from app.views.shared.due_dialog import DueDialog
from app.views.shared.facts import Facts
from app.views.shared.history_view import HistoryView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace
from app.views.suggestions.acts import GROUPS, ICONS, NAMES, open_act
from app.views.suggestions.facts import case_card, course, name_of, title_of
from app.views.suggestions.letter_views import views_after_papers, views_before_papers
from app.views.suggestions.steps import next_step, steps_of
from app.views.trash.dialogs import offer_removal

_PURPOSES = ("调查材料", "审批材料", "用印登记", "送达回证", "回复函", "整改材料", "其他")


class LetterRecord(RecordFrame):
    """Shows one letter; ``show_record`` reads it anew."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a letter is opened."""
        super().__init__(workplace, "letter")
        self._card: LetterCard | None = None
        self.case = Facts()
        self.files, self.history = AttachmentsView(workplace, _PURPOSES), HistoryView(workplace)
        self.paper, self.deadlines = WritingView(workplace), DeadlinesView(workplace)
        self.case.setAccessibleName("案卡")
        self.paper.setAccessibleName("文书")
        self.tabs.addTab(self.case, "案卡")
        before = views_before_papers(workplace, self)
        self.tabs.addTab(self.paper, "文书")
        self.views = (*before, *views_after_papers(workplace, self))
        self.tabs.addTab(self.deadlines, "期限")
        self.tabs.addTab(self.files, "附件")
        self.tabs.addTab(self.history, "全部经过")
        self.hand_overs = RecordHandOvers.on(self)
        self.links = LinksView(workplace)
        self.links.join(self.tabs)
        for title, icon in ICONS.items():
            self.add_more(title, partial(self.act, title), icon).setObjectName(NAMES.get(title, ""))
        self.group_more(GROUPS)
        self.secrecy = SecrecyBanner.on(self, RecordType.SUGGESTION)
        offer_removal(self, RecordType.SUGGESTION)
        self.due_explanation_wanted.connect(self._explain)
        self.files.removal_wanted.connect(workplace.remove_attachment)
        self.history.take_back_wanted.connect(workplace.take_back)

    @property
    @override
    def record_id(self) -> int | None:
        """The letter on screen."""
        return None if self._card is None else self._card.id

    @override
    def show_record(self, record_id: int) -> None:
        """Read a letter and show it; raises LetterNotFound."""
        desk = self.workplace.desk
        card = desk.suggestions.card(record_id)
        self._card = card
        self.heading.setText(title_of(card))
        self.secrecy.show_record(record_id)
        self.lamp.show_lamp(card.lamp, f"{card.lamp_words} · {card.state.label}")
        self.stages.show_steps(steps_of(card, desk.suggestion_paths.progress(record_id)))
        due = f"届满日 {card.due_on:%Y-%m-%d}" if card.due_on else "没有届满日"
        self.show_due(f"{due} 怎么算的" if card.explanations else "")
        self._offer_next(card)
        about, *said = case_card(card)
        self.case.show_sections((about, *course(card), *said))
        self.files.show_files((RecordType.SUGGESTION, record_id), card.attachments)
        self.paper.show_record(RecordKey(RecordType.SUGGESTION, record_id), name_of(card))
        self.tabs.setTabText(
            self.tabs.indexOf(self.files), f"附件({len(card.attachments)})" if card.attachments else "附件"
        )
        self.hand_overs.show_record(RecordKey(RecordType.SUGGESTION, record_id), title_of(card))
        self.links.show_letter(card)
        for view in self.views:
            view.show_letter(card)
        self.history.show_lines(desk.history.lines(RecordType.SUGGESTION, record_id))
        named = RecordName(RecordType.SUGGESTION, record_id, name_of(card), card.draft.addressee, "", "")
        self.deadlines.show_record(named)
        self.tabs.setTabText(self.tabs.indexOf(self.deadlines), self.deadlines.title)

    def act(self, title: str) -> None:
        """Open the dialog of one act."""
        if self._card is not None:
            open_act(self.workplace, self._card, title, self)

    def _offer_next(self, card: LetterCard) -> None:
        """What the office owes next; the views of a letter's features may put their own step in its place."""
        late = next_act(card)
        follow_ups = next((view for view in self.views if isinstance(view, FollowUpsView)), None)
        if late and follow_ups is not None:
            self.show_next(late, lambda: take_next(follow_ups, late))
            return
        title = next_step(card)
        self.show_next(title, (lambda: self.act(title)) if title else None)

    def _explain(self) -> None:
        if self._card is None:
            return
        cards = self.workplace.desk.docket.of(RecordType.SUGGESTION, self._card.id)
        reply = [card for card in cards if card.started_by is StartEvent.REPLY_PERIOD and card.due_on]
        if reply:
            CardDialog(self.workplace, reply[-1], self).open()
        else:  # nothing runs: the sentences say why
            DueDialog(self._card.explanations, self).open()
