"""登记制发 of a letter: the official number and date the national system gave, and the letter frozen with them."""

from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterCard
from app.views.documents.issue_dialog import PaperIssueDialog
from app.views.shared.workplace import Workplace

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
