"""登记制发 of a letter: the official number and date the national system gave, and the letter frozen with them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.models.terms import RecordType
from app.services.papers.rows import RecordKey
from app.services.suggestion_paths.rows import StepRow
from app.services.suggestions.rows import LetterCard
from app.views.documents.issue_dialog import PaperIssueDialog
from app.views.shared.workplace import Workplace
from app.views.suggestion_paths.acts import open_step
from app.views.suggestion_paths.missing_steps import MissingSteps

_TEXT_WIDTH, _GAP = 600, 14  # pixels
_LETTER = "suggestion-letter"


class IssueDialog(PaperIssueDialog):
    """Registers the issue of one letter."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter."""
        super().__init__(workplace, RecordKey(RecordType.SUGGESTION, card.id), _LETTER, parent)
        self.tell(
            f"致 {card.draft.addressee}。文书在业务系统制作、编号、签发；这里登记系统给出的文号，登记后正文不能再改。"
        )
        self.prefill(card.number or "", card.issued_on)
        self._letter = card.id
        self.steps = MissingSteps(workplace.theme)
        self.steps.wanted.connect(self._supply)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.steps)
        self._show_missing()

    def _show_missing(self) -> None:
        """What must come first; whether the text is complete is said below."""
        missing = self.workplace.desk.suggestion_paths.missing(self._letter, is_text_elsewhere=True)
        self.steps.show_missing(missing)

    def _supply(self, row: StepRow, how: str) -> None:
        dialog = open_step(self.workplace, self._letter, row, how, self)
        if dialog is not None:
            dialog.recorded.connect(lambda _: self._show_missing())

    @override
    def _fit(self) -> None:
        super()._fit()
        steps = self.steps.heightForWidth(_TEXT_WIDTH) + _GAP if self.steps.text() else 0
        self.resize(self.width(), min(self.height() + steps, self.most_height()))
