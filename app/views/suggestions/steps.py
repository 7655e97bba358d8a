"""The stage bar of a letter, and what comes next, from its state."""

from app.models.terms import Rectification, SuggestionState
from app.services.suggestions.rows import LetterCard
from app.views.shared.stage_bar import Phase, Step

_TITLES = ("起草", "登记制发", "送达", "回复", "整改", "办结")
# Where each state stands among the titles; an ended letter stands past the last.
_PLACE = {
    SuggestionState.DRAFT: 0,
    SuggestionState.UNDER_REVIEW: 0,
    SuggestionState.AWAITING_SIGNATURE: 1,
    SuggestionState.AWAITING_SERVICE: 2,
    SuggestionState.AWAITING_REPLY: 3,
    SuggestionState.REPLIED: 4,
    SuggestionState.RECTIFYING: 4,
    SuggestionState.CLOSED: 6,
}


def steps_of(card: LetterCard) -> tuple[Step, ...]:
    """Steps done, present and ahead; a declined or withdrawn letter shows which will not come."""
    if card.state is SuggestionState.DECLINED:
        return (Step("起草", "done"), Step("不予制发", "now"))
    if card.state is SuggestionState.WITHDRAWN:
        return (Step("起草", "done"), Step("登记制发", "done"), Step("已撤回", "now"))
    place = _PLACE[card.state]
    if card.state is SuggestionState.REPLIED and card.rectification is Rectification.COMPLETE:
        place = 5
    return tuple(Step(title, _phase(number, place)) for number, title in enumerate(_TITLES))


def _phase(number: int, place: int) -> Phase:
    if number < place:
        return "done"
    return "now" if number == place else "ahead"


def next_step(card: LetterCard) -> str:
    """The act that comes next, by its title; empty where none does."""
    if card.state in {SuggestionState.DRAFT, SuggestionState.UNDER_REVIEW, SuggestionState.AWAITING_SIGNATURE}:
        return "登记制发"
    if card.state is SuggestionState.AWAITING_SERVICE:
        return "登记送达"
    if card.state is SuggestionState.AWAITING_REPLY:
        return "登记回复"
    if card.state in {SuggestionState.REPLIED, SuggestionState.RECTIFYING}:
        return "办结" if card.rectification is Rectification.COMPLETE else "登记整改"
    return ""
