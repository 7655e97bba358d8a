"""What a letter whose period has ended asks for next, for the button of what comes next."""

from typing import TYPE_CHECKING

from app.models.terms import Lamp, SuggestionKind, SuggestionState
from app.services.suggestions.rows import LetterCard

if TYPE_CHECKING:
    from app.views.further_measures.view import FollowUpsView

FOLLOW_UP, URGING_LETTER, SUPERVISE_AGAIN = "跟进调查", "起草督促函", "跟进监督"
_LATE = frozenset({Lamp.OVERDUE, Lamp.SERIOUSLY_OVERDUE})


def next_act(card: LetterCard) -> str:
    """跟进调查, 跟进监督 or 起草督促函 for a letter that is overdue without a reply; empty for every other."""
    if card.state is not SuggestionState.AWAITING_REPLY or card.lamp not in _LATE or card.concluded_on is not None:
        return ""
    if card.draft.kind is SuggestionKind.PUBLIC_INTEREST:
        return FOLLOW_UP
    return SUPERVISE_AGAIN if card.draft.kind is SuggestionKind.RETRIAL else URGING_LETTER


def take_next(view: "FollowUpsView", title: str) -> None:
    """Do what ``next_act`` named, on the letter the view shows."""
    if title == URGING_LETTER:
        view.draft_urging()
    else:
        view.decide({FOLLOW_UP: "pi-investigate", SUPERVISE_AGAIN: "ls-again"}.get(title, ""))
