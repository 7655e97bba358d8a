"""What of each record is searched and shown, as SQL on the store attached to the index."""

from dataclasses import dataclass

from app.models.terms import RecordType
from app.services.review_grades.rows import NAMING_FILES


@dataclass(frozen=True)
class Source:
    """One type of record. The first two ``columns`` are its 登記号 and version; ``title`` counts among the rest."""

    record_type: RecordType
    place: int  # a row of the index is record id * PLACES + place, so that the newest records have the highest
    table: str
    title: tuple[str, ...]
    texts: tuple[str, ...]
    children: tuple[str, ...]  # queries giving one text a row for a record id
    is_compared: bool = True  # whether its wording may be like that of others; a register of cases has none
    has_organisation: bool = True  # whose initials are found, too

    @property
    def query(self) -> str:
        """Records by id: id, version, 登記号, initials of the organisation, then title and texts."""
        columns = ", ".join(f"r.{name}" for name in (*self.title, *self.texts))
        own = "r.organisation_id" if self.has_organisation else "null"
        return (
            f"select r.id, r.version, r.entry_number, o.initials, {columns} "  # noqa: S608 - our own names
            f"from store.{self.table} r left join store.organisation o on o.id = {own} where r.id in "
        )


PLACES = 8
_FILES = "select file_name from store.attachment where record_type = '{}' and record_id = ?"

SOURCES: tuple[Source, ...] = (
    Source(
        RecordType.SUGGESTION,
        0,
        "suggestion",
        ("number", "addressee"),
        (
            "problem",
            "proposal",
            "facts",
            "case_source",
            "basis",
            "case_name",
            "system_case_number",
            "office_name",
            "handler",
            "department",
            "rectification_note",
            "follow_up",
            "other_matters",
            "remarks",
        ),
        (
            "select coalesce(number, '') || ' ' || coalesce(summary, '') from store.reply where suggestion_id = ?",
            _FILES.format(RecordType.SUGGESTION.value),
        ),
    ),
    Source(
        RecordType.MATTER,
        1,
        "matter",
        ("kind", "unit"),
        (
            "subject",
            "number",
            "source",
            "source_person",
            "found",
            "parties",
            "task_number",
            "handler",
            "department",
            "instrument",
            "response",
            "outcome",
            "remarks",
        ),
        (_FILES.format(RecordType.MATTER.value),),
    ),
    Source(
        RecordType.CLUE,
        2,
        "clue",
        ("unit", "subject"),
        (
            "found",
            "source",
            "parties",
            "kind",
            "source_person",
            "task_number",
            "handler",
            "department",
            "referred_to",
            "triage_reason",
            "further",
            "remarks",
        ),
        (_FILES.format(RecordType.CLUE.value),),
    ),
    Source(
        RecordType.ORIGINAL_CASE,
        3,
        "original_case",
        ("number", "name"),
        # Not its handlers, nor the columns of a ledger that mean no field: names there are for the entitled only.
        (
            "kind",
            "cause",
            "field",
            "parties",
            "unit",
            "department",
            "petition_kind",
            "petition_number",
            "assigned_by",
            "remarks",
        ),
        (_FILES.format(RecordType.ORIGINAL_CASE.value),),
        is_compared=False,
    ),
    Source(
        RecordType.REVERSE_REVIEW,
        4,
        "reverse_review",
        ("title",),
        (
            "number",
            "trigger",
            "course",
            "causes",
            "opinion",
            "conclusion",
            "close_note",
            "archive_number",
            "handler",
            "department",
            "remarks",
        ),
        (
            # Cases by name and number; who handled them is for the entitled only and is not searched.
            "select c.name || ' ' || coalesce(c.number, '') || ' ' || c.entry_number from store.reviewed_case r "
            "join store.original_case c on c.id = r.case_id where r.review_id = ?",
            "select fact || ' ' || coalesce(problem, '') || ' ' || coalesce(provision, '') || ' ' || "
            "coalesce(cause_note, '') from store.review_finding where review_id = ?",
            f"{_FILES.format(RecordType.REVERSE_REVIEW.value)} and purpose not in {NAMING_FILES}",  # names of people
        ),
        has_organisation=False,
    ),
)

_OF_REVIEW = (
    "select 'reverse_review', coalesce(json_extract(:image, '$.review_id'), "
    "(select review_id from store.{} where id = :row))"
)
# How an audit entry leads to the record it changes the text of; other tables hold nothing that is searched.
OWNERS = {
    "suggestion": "select 'suggestion', :row",
    "matter": "select 'matter', :row",
    "clue": "select 'clue', :row",
    "original_case": "select 'original_case', :row",
    "reverse_review": "select 'reverse_review', :row",
    "reviewed_case": _OF_REVIEW.format("reviewed_case"),
    "review_finding": _OF_REVIEW.format("review_finding"),
    "reply": "select 'suggestion', coalesce(json_extract(:image, '$.suggestion_id'), "
    "(select suggestion_id from store.reply where id = :row))",
    "attachment": "select coalesce(json_extract(:image, '$.record_type'), a.record_type), "
    "coalesce(json_extract(:image, '$.record_id'), a.record_id) "
    "from (select 1) left join store.attachment a on a.id = :row",
}
