"""Where a proposal stands, as SQL for the list; a card asks for the same expression."""

from typing import Any

from sqlalchemy import and_, case

from app.models.deputy import DeputyProposal as Proposal
from app.models.letter_terms import ProposalDirection, ProposalState


def proposal_state(day: str) -> Any:
    """The value of a ProposalState on a day; the deputy is owed an answer once his proposal has become a clue."""
    is_told = and_(Proposal.fed_back_on.is_not(None), Proposal.fed_back_on <= day)
    is_made = Proposal.direction == ProposalDirection.MADE
    return case(
        (and_(is_made, Proposal.result.is_not(None)), ProposalState.DONE.value),
        (is_made, ProposalState.HANDED_ON.value),
        (is_told, ProposalState.FED_BACK.value),
        (Proposal.record_id.is_(None), ProposalState.WAITING.value),
        else_=ProposalState.AWAITING_FEEDBACK.value,
    )
