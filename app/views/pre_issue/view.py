"""检查 on the record page of a letter: under 更多, on F7, at the foot of its paper; leads to what is to be mended."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton

from app.models.letter_terms import CheckMoment
from app.models.terms import RecordType, SuggestionState
from app.services.papers.rows import LETTER
from app.services.pre_issue.rows import Finding, Where
from app.services.suggestions.rows import LetterCard
from app.views.papers.writing_view import WritingView
from app.views.shared.workplace import Workplace
from app.views.suggestion_items.cells import FIELDS
from app.views.suggestion_items.view import ItemsView

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame

_KEY = "F7"
# The tabs on which others allot copies and register opinions, by how their titles begin.
_TABS = {Where.COPIES: ("送达", "用印"), Where.OPINIONS: ("办理", "审核")}
_MOMENTS = {SuggestionState.DRAFT: CheckMoment.FOR_REVIEW}


class PreIssueView(QObject):
    """Opens the check of the letter on screen; after something was mended there, opens it again."""

    def __init__(self, workplace: Workplace, frame: "RecordFrame") -> None:
        """Adds its act to the frame."""
        super().__init__(frame)
        self._workplace, self._frame = workplace, frame
        self._card: LetterCard | None = None
        self._button: QPushButton | None = None
        frame.add_more("制发前检查…", self.open, "checks")
        QShortcut(QKeySequence(_KEY), frame, self.open)

    def show_letter(self, card: LetterCard) -> None:
        """The letter on screen; one that is issued is not checked any more."""
        self._card = card
        paper = self._frame.findChild(WritingView)
        if self._button is None and paper is not None:
            self._add_button(paper)
        self._show_button(paper)

    def open(self, moment: CheckMoment | None = None) -> None:
        """Look the letter over, with what is typed on its paper saved first."""
        from app.views.pre_issue.dialog import CheckDialog

        card, paper = self._card, self._frame.findChild(WritingView)
        if card is None:
            return
        if card.is_issued or card.state is SuggestionState.DECLINED:
            name = card.number or card.entry_number
            self._workplace.say(f"{name} 的状态是“{card.state.label}”，不用再做制发前检查。")
            return
        if paper is not None and not paper.registering.may_leave():
            return
        wanted = moment or _MOMENTS.get(card.state, CheckMoment.FOR_SIGNATURE)
        name = f"{card.entry_number} 致{card.draft.addressee}"
        dialog = CheckDialog(self._workplace, (card.id, name), wanted, self._frame)
        dialog.mend_wanted.connect(lambda finding: self._mend(finding, wanted))
        dialog.open()

    def _mend(self, finding: Finding, moment: CheckMoment) -> None:
        if finding.where is Where.DRAFT:
            self._open_draft(finding.field, moment)
        elif finding.where is Where.ITEMS:
            self._open_items(finding, moment)
        elif finding.where is Where.PAPER:
            self._open_paper(finding.field)
        elif finding.where is Where.OTHER:
            self._workplace.open_record(RecordType.SUGGESTION, finding.other_id)
        else:
            self._go_to_tab(_TABS[finding.where])

    def _open_draft(self, field: str, moment: CheckMoment) -> None:
        from app.views.suggestions.draft_dialog import DraftDialog

        if self._card is None:
            return
        card = self._workplace.desk.suggestions.card(self._card.id)
        dialog = DraftDialog(self._workplace, card, self._frame)
        self._come_back_after(dialog, moment)
        dialog.open()
        if dialog.form.has(field):
            dialog.form.focus_on(field)

    def _open_items(self, finding: Finding, moment: CheckMoment) -> None:
        from app.views.suggestion_items.dialog import ItemsDialog

        view = self._frame.findChild(ItemsView)
        if view is None or self._card is None:
            return
        view.go_to(finding.place)
        sheet = self._workplace.desk.suggestion_items.sheet(self._card.id)
        column = FIELDS.index(finding.field) if finding.field in FIELDS else 0
        dialog = ItemsDialog(self._workplace, sheet, self._frame, max(finding.place - 1, 0), column)
        self._come_back_after(dialog, moment)
        dialog.open()

    def _open_paper(self, fact: str) -> None:
        paper = self._frame.findChild(WritingView)
        if paper is None:
            return
        self._frame.tabs.setCurrentWidget(paper)
        paper.write(LETTER)
        field = paper.form.fields.get(fact)
        if field is not None:
            field.target.setFocus()

    def _go_to_tab(self, beginnings: tuple[str, ...]) -> None:
        tabs = self._frame.tabs
        found = [place for place in range(tabs.count()) if tabs.tabText(place).startswith(beginnings)]
        if found:
            tabs.setCurrentIndex(found[0])

    def _come_back_after(self, dialog: QDialog, moment: CheckMoment) -> None:
        """The check again, once what was found has been mended."""
        dialog.accepted.connect(lambda: self.open(moment))

    def _add_button(self, paper: WritingView) -> None:
        button = self._button = QPushButton("检查…")
        button.setObjectName("paper_check")
        button.setToolTip(f"制发前检查：必备内容、期限、单位、事项、同类建议（{_KEY}）")
        button.clicked.connect(lambda _checked: self.open())
        paper.acts.insertWidget(paper.acts.count() - 1, button)
        paper.choice.chosen.connect(lambda _: self._show_button(paper))
        paper.shown.connect(lambda: self._show_button(paper))

    def _show_button(self, paper: WritingView | None) -> None:
        """Offered beside the letter itself, while it is not issued."""
        if self._button is None or paper is None or self._card is None:
            return
        template = paper.choice.template
        is_letter = template is None or template.asked_as == LETTER
        self._button.setVisible(is_letter and not self._card.is_issued)
