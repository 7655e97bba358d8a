"""The sentences in which a look, an evaluation or a reopening is refused: what, why, what next."""

from datetime import date

from app.models.dates import PartialDate
from app.models.letter_terms import FollowUpKind
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Rectification, SuggestionStep
from app.services.follow_ups.rows import LookDraft
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be
from app.services.suggestions import refusals


def look(letter: Letter, draft: LookDraft, today: date) -> None:
    """Refuse a look that cannot be: one of the kind 回头看 also comes after closing, any other before it."""
    if draft.kind is None:
        raise FieldProblem("kind", "请选择核查方式。")
    if draft.kind is not FollowUpKind.REVISIT:
        if letter.closed_on is not None:
            raise FieldProblem(
                "kind",
                f"{refusals.name_of(letter)} 已办结。办结以后的核查请选“回头看”，要继续督促整改的请先“重新办理”。",
            )
        refusals.rectification(letter, draft.seen_on, today)
        return
    left_the_office(letter, "登记回头看")
    if letter.closed_on is None and letter.rectification is not Rectification.COMPLETE:
        raise FieldProblem("kind", f"{refusals.name_of(letter)} 还没有整改到位，不是回头看。请选“走访”等其他方式。")
    since = letter.rectified_on or letter.closed_on or letter.issued_on
    day_that_can_be("seen_on", "核查日期", draft.seen_on, today, since)


def evaluation(letter: Letter, on: PartialDate, today: date) -> None:
    """Refuse an evaluation before the issue, or of a letter that was withdrawn; a closed one may be evaluated."""
    left_the_office(letter, "评估")
    day_that_can_be("evaluated_on", "评估日期", on, today, letter.issued_on)


def left_the_office(letter: Letter, wish: str) -> None:
    """Refuse a wish that needs an issued letter that still holds, closed or not."""
    if letter.step is not SuggestionStep.ISSUED:
        raise DomainError(f"{refusals.name_of(letter)} 还没有登记制发，不能{wish}。请先登记制发（文号和日期）。")
    if letter.withdrawn_on is not None:
        raise DomainError(f"{refusals.name_of(letter)} 已撤回，不能再{wish}。如撤回有误，请在“全部经过”里撤销那一步。")


def must_be_closed(letter: Letter, wish: str) -> None:
    """Refuse a wish that only a closed letter has."""
    if letter.closed_on is None:
        raise DomainError(f"{refusals.name_of(letter)} 还没有办结，不能{wish}。")
