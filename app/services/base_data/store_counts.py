"""What the store's own records come to, month by month, where an item is something they can tell."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import Adoption, SuggestionStep
from app.services.base_data.measures import (
    ADOPTED,
    ISSUED,
    LETTERS,
    OF_LETTERS,
    REPLIED,
    SOURCES,
    TYPES,
    UNLISTED,
    family_of,
    words_of,
)
from app.services.monthly_statistics.series import letters_by_month

MONTH = 7  # characters of 2026-10; a date of which only the year is known counts in no month


def counts_of_store(
    connection: Connection, first: str, last: str, today: date, measures: Collection[str] = ()
) -> dict[str, dict[str, int]]:
    """Measure → month → count from one month to another; months that lie ahead are missing.

    ``measures`` are all of their families that there are; of none, issued and replied are counted. What the store holds
    nothing of is unknown, not nought: matters and kinds of letters before the first and after the last of them.
    """
    end = min(last, f"{today:%Y-%m}")
    if first > end:
        return {}
    names = _names(first, end)
    found = {}
    if not measures or not OF_LETTERS.isdisjoint(measures):
        found = _letters(connection, names, min(last_day(end), today.isoformat()), has_adopted=ADOPTED in measures)
    for family, wanted in _by_family(measures).items():
        found |= _of_family(connection, family, wanted, names)
    return found


def _letters(connection: Connection, names: list[str], day: str, *, has_adopted: bool) -> dict[str, dict[str, int]]:
    issued, replied = letters_by_month(connection, names[0], day)
    if not issued and not replied:
        return {}
    found = {ISSUED: issued, REPLIED: replied}
    if has_adopted:
        found[ADOPTED] = _adopted(connection, names[0], day)
    return {measure: {name: counts[name] for name in names} for measure, counts in found.items()}


def _names(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{place // 12:04d}-{place % 12 + 1:02d}" for place in range(start, end + 1)]


def _adopted(connection: Connection, first: str, last: str) -> Counter[str]:
    day, conditions = day_of(ADOPTED)
    month = func.substr(day, 1, MONTH)
    statement = select(month, func.count()).where(*conditions, day >= first, day <= last, func.length(day) >= MONTH)
    return Counter({name: count for name, count in connection.execute(statement.group_by(month))})


def known_months(by_measure: Mapping[str, Mapping[str, int]], measure: str) -> dict[str, int]:
    """The months of a measure that are known: where no letter was issued or replied to, nobody kept them that month."""
    counts = by_measure.get(measure, {})
    if measure not in OF_LETTERS:
        return dict(counts)
    known = {month for each in (ISSUED, REPLIED) for month, count in by_measure.get(each, {}).items() if count}
    return {month: count for month, count in counts.items() if month in known}


def _by_family(measures: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in sorted(measures):
        if family_of(each) in {LETTERS, TYPES, SOURCES}:
            found[family_of(each)].append(each)
    return found


def _of_family(connection: Connection, family: str, wanted: list[str], names: list[str]) -> dict[str, dict[str, int]]:
    day, conditions = day_of(family)
    known = _known(connection, day, conditions, names)
    if not known:
        return {}
    told = word_of(family)
    statement = (
        select(told, func.substr(day, 1, MONTH), func.count())
        .where(*conditions, day >= known[0], day <= last_day(known[-1]), func.length(day) >= MONTH)
        .group_by(told, func.substr(day, 1, MONTH))
    )
    by_word: dict[str, Counter[str]] = defaultdict(Counter)
    for word, month, count in connection.execute(statement):
        by_word[str(getattr(word, "value", word) or "")][month] += count
    listed = {word: measure for measure in wanted for word in words_of(measure)}
    found = {measure: dict.fromkeys(known, 0) for measure in wanted}
    for word, counts in by_word.items():
        measure = listed.get(word, f"{family}:{UNLISTED}")
        if measure in found:
            for month, number in counts.items():
                found[measure][month] += number
    return found


def day_of(family: str) -> tuple[Any, tuple[Any, ...]]:
    """The column by whose month records of a family are counted, and which of them count."""
    if family in {LETTERS, ISSUED}:
        return Suggestion.issued_on, (Suggestion.step == SuggestionStep.ISSUED,)
    if family == REPLIED:
        return Suggestion.replied_on, (Suggestion.step == SuggestionStep.ISSUED,)
    if family == ADOPTED:
        return Suggestion.replied_on, (
            Suggestion.step == SuggestionStep.ISSUED,
            Suggestion.adoption == Adoption.ADOPTED,
        )
    return Matter.accepted_on, ()


def word_of(family: str) -> Any:
    """The column that says which measure of its family a record belongs to."""
    return {LETTERS: Suggestion.kind, TYPES: Matter.type_code, SOURCES: Matter.source}[family]


def last_day(month: str) -> str:
    """2026-02-28 of 2026-02."""
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _known(connection: Connection, day: Any, conditions: tuple[Any, ...], names: list[str]) -> list[str]:
    """The months between the first and the last record of all time: among them one without any is nought."""
    exact = (*conditions, func.length(day) >= MONTH)
    first, last = (connection.scalar(select(which(day)).where(*exact)) for which in (func.min, func.max))
    if first is None or last is None:
        return []
    return [name for name in names if str(first)[:MONTH] <= name <= str(last)[:MONTH]]


def conditions_for(measure: str, measures: Iterable[str]) -> Iterator[Any]:
    """Which records a measure counts, whenever; ``measures`` are all there are."""
    family = family_of(measure)
    if family not in {LETTERS, TYPES, SOURCES}:
        return
    column, words = word_of(family), words_of(measure)
    if words != (UNLISTED,):
        yield column.in_(words)
    else:
        listed = [word for each in measures if family_of(each) == family for word in words_of(each)]
        yield column.is_(None) | column.not_in(listed)
