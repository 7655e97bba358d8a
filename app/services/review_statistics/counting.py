"""Counting a period and the same of the year before: one statement for each kind of row, never one for each figure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, case, func, literal, select

from app.models.deadline import Deadline
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase, ReviewReport
from app.models.review_finding import ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import TriggerList
from app.models.suggestion import Suggestion
from app.models.terms import RecordType, Term
from app.services.review_statistics.measures import SENT_ON, SUBJECT_OF, condition, unplaced
from app.services.review_statistics.reach import Flag, Reach
from app.services.review_statistics.rows import BehindRow, Of

Kinds = tuple[str, ...]


class Wanted(NamedTuple):
    """One thing to be counted: a measure, of results narrowed to some kinds, or those its date cannot place."""

    measure: str
    kinds: Kinds = ()
    is_unplaced: bool = False

    @property
    def subject(self) -> str:
        """Which rows it counts."""
        return SUBJECT_OF[self.measure]


Key = tuple[Wanted, Of, TriggerList]


@dataclass(frozen=True)
class CountedRows:
    """Rows that are counted: where they come from, the list they belong to, and what opens and names each."""

    source: Any
    key: Any
    trigger_list: Any  # None where the rows belong to no list of their own
    record_type: RecordType | None
    named: tuple[Any, Any, Any]  # id, entry number and title of what opens
    known_on: Any
    details: tuple[Any, ...]
    is_distinct: bool = False  # several rows of the source may be one counted thing


_REVIEW = (ReverseReview.id, ReverseReview.entry_number, ReverseReview.title)
_CASE = (OriginalCase.id, OriginalCase.entry_number, OriginalCase.name)
_FOUND = (ReviewFinding.verdict, ReviewFinding.body, func.coalesce(ReviewFinding.problem, ReviewFinding.fact))
_FINDINGS = ReviewFinding.__table__.join(ReverseReview.__table__, ReverseReview.id == ReviewFinding.review_id)
_LOOKED_AT = ReviewedCase.__table__.join(ReverseReview.__table__, ReverseReview.id == ReviewedCase.review_id).join(
    OriginalCase.__table__, OriginalCase.id == ReviewedCase.case_id
)
_PROPOSALS = (
    ResultFinding.__table__.join(ReviewResult.__table__, ReviewResult.id == ResultFinding.result_id)
    .join(ReviewFinding.__table__, ReviewFinding.id == ResultFinding.finding_id)
    .join(ReverseReview.__table__, ReverseReview.id == ResultFinding.review_id)
    .outerjoin(Suggestion.__table__, Suggestion.id == ReviewResult.suggestion_id)
)
_RESULTS = (
    ReviewResult.__table__.join(ReverseReview.__table__, ReverseReview.id == ReviewResult.review_id)
    .outerjoin(Suggestion.__table__, Suggestion.id == ReviewResult.suggestion_id)
    .outerjoin(Deadline.__table__, Deadline.id == ReviewResult.deadline_id)
)
_REPORTS = ReviewReport.__table__.outerjoin(ReverseReview.__table__, ReverseReview.id == ReviewReport.review_id)
_HITS = TriggerHit.__table__.join(OriginalCase.__table__, OriginalCase.id == TriggerHit.case_id).outerjoin(
    ReverseReview.__table__, ReverseReview.id == TriggerHit.review_id
)
_LIST = ReverseReview.trigger_list
# A report on everything belongs to no single review; the half-year and yearly reports are those of 反向审视.
_LIST_OF_REPORT = func.coalesce(_LIST, literal(TriggerList.REVERSE.value))
_OPENS_REVIEW, _OPENS_CASE = RecordType.REVERSE_REVIEW, RecordType.ORIGINAL_CASE
SUBJECTS: dict[str, CountedRows] = {
    "review": CountedRows(
        *(ReverseReview.__table__, ReverseReview.id, _LIST, _OPENS_REVIEW, _REVIEW),
        func.coalesce(ReverseReview.concluded_on, ReverseReview.started_on),
        (ReverseReview.kind, ReverseReview.trigger),
    ),
    "looked_at": CountedRows(
        *(_LOOKED_AT, ReviewedCase.case_id, _LIST, _OPENS_CASE, _CASE),
        ReverseReview.concluded_on,
        (ReverseReview.entry_number, OriginalCase.petition_kind),
        is_distinct=True,
    ),
    "finding": CountedRows(_FINDINGS, ReviewFinding.id, _LIST, _OPENS_REVIEW, _REVIEW, ReviewFinding.found_on, _FOUND),
    "proposal": CountedRows(
        *(_PROPOSALS, ReviewFinding.id, _LIST, _OPENS_REVIEW, _REVIEW),
        SENT_ON,
        (ReviewResult.name, *_FOUND),
        is_distinct=True,
    ),
    "result": CountedRows(
        *(_RESULTS, ReviewResult.id, _LIST, _OPENS_REVIEW, _REVIEW),
        func.coalesce(SENT_ON, literal("")),
        (ReviewResult.name, ReviewResult.addressee, ReviewResult.title),
    ),
    "report": CountedRows(
        *(_REPORTS, ReviewReport.id, _LIST_OF_REPORT, None),
        (ReviewReport.id, func.coalesce(ReverseReview.entry_number, literal("")), ReviewReport.title),
        ReviewReport.as_of,
        (ReviewReport.kind, ReviewReport.presented_to),
    ),
    "hit": CountedRows(
        *(_HITS, TriggerHit.id, TriggerHit.trigger_list, _OPENS_CASE, _CASE),
        TriggerHit.met_on,
        (TriggerHit.name, TriggerHit.because, TriggerHit.reason),
    ),
    "case": CountedRows(
        *(OriginalCase.__table__, OriginalCase.id, None, _OPENS_CASE, _CASE),
        func.coalesce(OriginalCase.petitioned_on, OriginalCase.petition_on, OriginalCase.closed_on),
        (OriginalCase.kind, OriginalCase.petition_kind, OriginalCase.unit),
    ),
}


def tally(connection: Connection, wanted: Iterable[Wanted], reach: Reach) -> Counter[Key]:
    """Everything that is wanted, of the period and of the same of the year before, of each list."""
    asked = set(wanted)
    found: Counter[Key] = Counter()
    for name, subject in SUBJECTS.items():
        mine = sorted(each for each in asked if each.subject == name)
        if mine:
            _add(connection, found, subject, mine, reach)
    return found


def behind(connection: Connection, wanted: Wanted, reach: Reach, trigger_list: TriggerList) -> list[BehindRow]:
    """The records one count was made of, oldest entry first."""
    return behind_from(connection, SUBJECTS[wanted.subject].source, wanted, flag_of(wanted, reach), trigger_list)


def behind_from(
    connection: Connection, source: Any, wanted: Wanted, flag: Flag, trigger_list: TriggerList
) -> list[BehindRow]:
    """The same of a ``source`` that has more joined to it, and of a narrower condition."""
    subject = SUBJECTS[wanted.subject]
    columns = [column.label(f"c{place}") for place, column in enumerate((*subject.named, subject.known_on))]
    details = [column.label(f"d{place}") for place, column in enumerate(subject.details)]
    statement: Select[Any] = select(*columns, *details).select_from(source).where(flag)
    if subject.trigger_list is not None:
        statement = statement.where(subject.trigger_list == literal(trigger_list.value))
    if subject.is_distinct:
        statement = statement.group_by(subject.key)
    rows = connection.execute(statement.order_by(subject.named[0], subject.key))
    return [_row(subject, row) for row in rows]


def is_used(connection: Connection) -> bool:
    """Any original case or review stands in the store."""
    case_id, review_id = select(OriginalCase.id).limit(1), select(ReverseReview.id).limit(1)
    return any(connection.execute(each).first() is not None for each in (case_id, review_id))


def _add(
    connection: Connection, found: Counter[Key], subject: CountedRows, wanted: Sequence[Wanted], reach: Reach
) -> None:
    reaches: tuple[tuple[Of, Reach], ...] = (("now", reach), ("before", reach.before()))
    keys = [(each, of, there) for each in wanted for of, there in reaches if of == "now" or not each.is_unplaced]
    counts = [count_of(subject, flag_of(each, there)) for each, _of, there in keys]
    by = () if subject.trigger_list is None else (subject.trigger_list,)
    statement = select(*by, *counts).select_from(subject.source).group_by(*by)
    for row in connection.execute(statement):
        lists = (TriggerList(row[0]),) if by else tuple(TriggerList)
        for (each, of, _), count in zip(keys, row[len(by) :], strict=True):
            for trigger_list in lists:
                found[each, of, trigger_list] += count


def count_of(subject: CountedRows, flag: Flag) -> Any:
    """How many rows a condition is true of, each counted thing once."""
    counted = case((flag, subject.key))
    return func.count(counted.distinct() if subject.is_distinct else counted)


def flag_of(wanted: Wanted, reach: Reach) -> Flag:
    """What is true of the rows that are wanted."""
    flag = (unplaced if wanted.is_unplaced else condition)(wanted.measure, reach)
    return and_(flag, ReviewResult.kind.in_(wanted.kinds)) if wanted.kinds else flag


def _row(subject: CountedRows, row: Any) -> BehindRow:
    record_id, entry_number, title, known_on, *details = row
    said = [each.label if isinstance(each, Term) else str(each) for each in details if each]
    return BehindRow(subject.record_type, record_id, entry_number, title, " · ".join(said), str(known_on or ""))
