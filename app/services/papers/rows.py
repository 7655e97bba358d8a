"""What the papers service gives and takes. Imports nothing heavy."""

from typing import NamedTuple

from app.models.terms import RecordType

LISTS = {
    "suggestions": RecordType.SUGGESTION,
    "matters": RecordType.MATTER,
    "clues": RecordType.CLUE,
    "reverse-reviews": RecordType.REVERSE_REVIEW,
}
STYLE_SETTING = "letter_style"  # of the letter itself; other kinds append their code after a colon


class DocumentKind(NamedTuple):
    """A document that can be made: its slug, its Chinese name, the list its record stands in."""

    code: str
    name: str
    record: str


class RecordKey(NamedTuple):
    """The record a paper belongs to."""

    record_type: RecordType
    record_id: int
