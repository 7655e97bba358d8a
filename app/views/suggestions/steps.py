"""The stage bar of a letter, and what comes next, from its state and how far it has come on its path."""

from app.models.terms import Rectification, SuggestionState
from app.services.suggestion_paths.model import Phase
from app.services.suggestion_paths.rows import LetterProgress
from app.services.suggestions.rows import LetterCard
from app.views.shared.stage_bar import Phase as Look
from app.views.shared.stage_bar import Step

_BEFORE_ISSUE = (Phase.CLUE, Phase.INVESTIGATION, Phase.DECISION)
_DRAFTING = "起草"  # what stands for them in the bar of a letter that follows no path


def steps_of(card: LetterCard, progress: LetterProgress) -> tuple[Step, ...]:
    """Phases done, present and ahead; a declined or withdrawn letter shows which will not come."""
    phases = list(Phase) if progress.path else [each for each in Phase if each not in _BEFORE_ISSUE]
    if card.state is SuggestionState.DECLINED:
        reached = phases[: phases.index(progress.phase)] if progress.path else []
        return (*(Step(each.label, "done") for each in reached), Step("不予制发", "now"))
    first = () if progress.path else (Step(_DRAFTING, "done"),)
    if card.state is SuggestionState.WITHDRAWN:
        issued = phases[: phases.index(Phase.ISSUE) + 1]
        return (*first, *(Step(each.label, "done") for each in issued), Step("已撤回", "now"))
    if card.state is SuggestionState.CLOSED:
        return (*first, *(Step(each.label, _at_the_end(each, card)) for each in phases))
    place = phases.index(progress.phase)
    return (*first, *(Step(each.label, _look(number, place)) for number, each in enumerate(phases)))


def next_step(card: LetterCard) -> str:
    """The act of the letter itself that comes next, by its title; empty where none does."""
    if card.state in {SuggestionState.DRAFT, SuggestionState.UNDER_REVIEW, SuggestionState.AWAITING_SIGNATURE}:
        return "登记制发"
    if card.state is SuggestionState.AWAITING_SERVICE:
        return "登记送达"
    if card.state is SuggestionState.AWAITING_REPLY:
        return "登记回复"
    if card.state in {SuggestionState.REPLIED, SuggestionState.RECTIFYING}:
        return "办结" if card.rectification is Rectification.COMPLETE else "登记整改"
    return ""


def _look(number: int, place: int) -> Look:
    if number < place:
        return "done"
    return "now" if number == place else "ahead"


def _at_the_end(phase: Phase, card: LetterCard) -> Look:
    """A closed letter was not always answered, put right or evaluated: what did not come is struck out."""
    came = {
        Phase.SERVICE: card.received_on is not None or card.replied_on is not None,
        Phase.REPLY: card.replied_on is not None or card.is_reply_undated,
        Phase.RECTIFICATION: card.rectification is Rectification.COMPLETE,
        Phase.EVALUATION: card.evaluated_on is not None,
    }
    return "done" if came.get(phase, True) else "off"
