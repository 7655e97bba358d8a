"""转化为代表建议: a letter's problem and proposals handed to a deputy, filled in from the letter."""

from typing import TYPE_CHECKING

from app.models.dates import PartialDate
from app.models.letter_terms import ProposalDirection, ProposalKind
from app.services.deputies.rows import ProposalDraft
from app.views.deputies.acts import DeputyActs
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.suggestions.rows import LetterCard
    from app.views.shared.record_frame import RecordFrame


class LetterProposals:
    """The act on a letter's record page."""

    def __init__(self, workplace: Workplace, frame: "RecordFrame") -> None:
        """Adds its act to the frame."""
        self._workplace, self._frame = workplace, frame
        self._card: LetterCard | None = None
        frame.add_more("转化为代表建议…", self.make, "arrow-forward")

    def show_letter(self, card: "LetterCard") -> None:
        """The letter on screen."""
        self._card = card

    def make(self) -> None:
        """Open the dialog with what the letter says; the papers for the deputy are among the letter's documents."""
        if self._card is None:
            return
        draft = self._card.draft
        given = ProposalDraft(
            direction=ProposalDirection.MADE,
            kind=ProposalKind.DEPUTY,
            deputy="",
            title="",
            received_on=PartialDate.of(self._workplace.desk.clock.today()),
            content="\n".join(part for part in (draft.problem, draft.proposal) if part),
            field=draft.field,
            record_number=f"{self._card.entry_number} {draft.addressee}",
        )
        DeputyActs(self._workplace, self._frame).register(given)
