"""What a record belongs together with, as lines of its table of links."""

from dataclasses import dataclass

from app.models.terms import RecordType
from app.services.clues.rows import LinkRow, Origin, RecordKey

_TYPES = {
    RecordType.CLUE: "线索",
    RecordType.MATTER: "监督事项",
    RecordType.SUGGESTION: "检察建议",
    RecordType.REVERSE_REVIEW: "反向审视",
    RecordType.ORIGINAL_CASE: "原案",
}


@dataclass(frozen=True)
class Tie:
    """One line of the table; ``link`` is None where the tie cannot be taken away here (来自线索, 立项为)."""

    kind: str
    record: RecordKey
    number: str
    title: str
    reason: str
    link: LinkRow | None = None


def tie_of(link: LinkRow) -> Tie:
    """A link as a line."""
    return Tie(link.kind.label, (link.record_type, link.record_id), link.entry_number, link.title, link.reason, link)


def origin_of(origin: Origin) -> Tie:
    """The clue a record was opened from, as a line."""
    return Tie("来自线索", (RecordType.CLUE, origin.id), origin.entry_number, origin.title, "")


def texts_of(tie: Tie) -> tuple[str, ...]:
    """The cells of a line."""
    return (tie.kind, tie.record[0].label, tie.number, tie.title, tie.reason)
