"""The standings a demonstration must show whatever chance does, and the matters that carry them."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum

from app.models.terms import SuggestionStep


class Wish(Enum):
    """One standing of a letter: how many days ago it was begun, its step, days until its reply is due."""

    DUE_NOW = (95, None, 0)
    DUE_SOON = (95, None, 3)
    DUE_NEAR = (90, None, 6)
    OVERDUE = (100, None, -4)
    LONG_OVERDUE = (115, None, -17)
    SERIOUSLY_OVERDUE = (140, None, -41)
    DRAFT = (6, SuggestionStep.DRAFT, None)
    UNDER_REVIEW = (12, SuggestionStep.UNDER_REVIEW, None)
    AWAITING_SIGNATURE = (20, SuggestionStep.AWAITING_SIGNATURE, None)
    AWAITING_SERVICE = (45, SuggestionStep.ISSUED, None)
    WITHDRAWN = (200, SuggestionStep.ISSUED, None)
    DECLINED = (150, SuggestionStep.DECLINED, None)

    def __init__(self, days_ago: int, step: SuggestionStep | None, days_to_due: int | None) -> None:
        """Name the parts of the value."""
        self.days_ago, self.step, self.days_to_due = days_ago, step, days_to_due

    @property
    def is_unanswered(self) -> bool:
        """The wish would be gone with a reply."""
        return self.days_to_due is not None or self is Wish.AWAITING_SERVICE


def wishes_by_matter(
    today: date, accepted_on: Callable[[int], date], matters: int, carries: Callable[[int], bool]
) -> dict[int, Wish]:
    """Matter index -> wish; a wish that no matter is early enough for is dropped.

    ``accepted_on`` gives the day of a matter and rises with its index, ``carries`` says whether it has a letter.
    """
    chosen: dict[int, Wish] = {}
    for wish in Wish:
        begun = today - timedelta(days=wish.days_ago)
        index = _last_before(begun, accepted_on, matters)
        while index >= 0 and (index in chosen or not carries(index)):
            index -= 1
        if index >= 0:
            chosen[index] = wish
    return chosen


def _last_before(day: date, accepted_on: Callable[[int], date], matters: int) -> int:
    low, high = 0, matters
    while low < high:
        middle = (low + high) // 2
        if accepted_on(middle) < day:
            low = middle + 1
        else:
            high = middle
    return low - 1
