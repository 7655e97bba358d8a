"""The list of deputies' proposals: which expression each column is, the newest first."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, false

from app.models.database import Database
from app.models.deputy import DeputyProposal as Proposal
from app.models.letter_terms import ProposalDirection, ProposalKind, ProposalState
from app.services.case_registers.linking import linked_number
from app.services.deputies.columns import COLUMNS
from app.services.deputies.standing import proposal_state
from app.services.lists.store_listing import ListShape, StoreListing


def proposal_listing(database: Database) -> StoreListing:
    """The register of one store."""

    def expressions(as_of: date) -> dict[str, Any]:
        own = {
            "id": Proposal.entry_number,
            "state": proposal_state(as_of.isoformat()),
            "record": linked_number(Proposal),
        }
        return own | {each.key: getattr(Proposal, each.key) for each in COLUMNS if each.key not in own}

    shape = ListShape(
        belongs=(Proposal.record_type, Proposal.record_id),
        expressions=expressions,
        is_overdue=_never,
        searched=(
            Proposal.entry_number,
            Proposal.deputy,
            Proposal.title,
            Proposal.number,
            Proposal.content,
            Proposal.field,
            linked_number(Proposal),
        ),
        own_order=(Proposal.received_on.desc(),),
        period_column=Proposal.received_on,
        terms={"direction": ProposalDirection, "kind": ProposalKind, "state": ProposalState},
    )
    return StoreListing(database, Proposal, COLUMNS, shape)


def _never(_as_of: date) -> ColumnElement[bool]:
    """No proposal has a due date of ours."""
    return false()
