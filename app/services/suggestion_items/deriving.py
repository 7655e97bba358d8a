"""What a letter's items come to: its adoption, its rectification and the day the last was put right."""

import re
from collections.abc import Collection

from app.models.dates import PartialDate
from app.models.terms import Adoption, Rectification

_NUMBERED = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十]+[，、])\s*")
# The first that any item has is the letter's; it is put right only where all are.
_WORST_FIRST = (
    Rectification.INCOMPLETE,
    Rectification.IN_PROGRESS,
    Rectification.UNRECORDED,
    Rectification.STATED,
    Rectification.COMPLETE,
)


def lines_of(proposal: str) -> tuple[str, ...]:
    """A proposal cut into its suggestions: one a line, without their numbers."""
    found = (_NUMBERED.sub("", line).strip() for line in proposal.splitlines())
    return tuple(line for line in found if line)


def adoption_of(items: Collection[Adoption]) -> Adoption:
    """Adopted where all are; not adopted where none is; partly where they differ; unrecorded where nothing is said."""
    told = [each for each in items if each is not Adoption.UNRECORDED]
    if not told:
        return Adoption.UNRECORDED
    if len(told) == len(items) and len(set(told)) == 1:
        return told[0]
    return Adoption.PARTLY if set(told) != {Adoption.NOT_ADOPTED} else Adoption.NOT_ADOPTED


def rectification_of(items: Collection[Rectification]) -> Rectification:
    """Put right only where every item is; what is unrecorded beside items in hand counts as in progress."""
    if not items or set(items) == {Rectification.UNRECORDED}:
        return Rectification.UNRECORDED
    worst = next(state for state in _WORST_FIRST if state in items)
    return Rectification.IN_PROGRESS if worst is Rectification.UNRECORDED else worst


def rectified_on(days: Collection[PartialDate | None]) -> PartialDate | None:
    """The last of the days; None where one is not known."""
    known = [day for day in days if day is not None]
    return max(known, key=str) if known and len(known) == len(days) else None
