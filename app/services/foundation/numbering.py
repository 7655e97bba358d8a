"""Entry numbers (登记号): given once, by series and year, never reused."""

from sqlalchemy import select

from app.models.database import Unit
from app.models.setting import EntrySequence
from app.models.terms import RecordType

SERIES = {
    RecordType.SUGGESTION: "JY",
    RecordType.MATTER: "SX",
    RecordType.CLUE: "XS",
    RecordType.REVERSE_REVIEW: "FS",
    RecordType.ORIGINAL_CASE: "YA",
}


def entry_numbers(unit: Unit, record_type: RecordType, year: int, count: int = 1) -> list[str]:
    """The next ``count`` numbers of a series, e.g. JY2026-00001; a number once given is not given again."""
    return numbers_of_series(unit, SERIES[record_type], year, count)


def numbers_of_series(unit: Unit, series: str, year: int, count: int = 1) -> list[str]:
    """The same for a register that is no kind of record; ``series`` are its two letters."""
    wanted = select(EntrySequence).where(EntrySequence.series == series, EntrySequence.year == year)
    sequence = unit.session.scalars(wanted).one_or_none()
    if sequence is None:
        sequence = EntrySequence(series=series, year=year, last=0)
        unit.session.add(sequence)
    first = sequence.last + 1
    sequence.last += count
    return [f"{series}{year}-{number:05d}" for number in range(first, first + count)]
