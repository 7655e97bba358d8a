"""The measures of 反向审视 counted by type of review and by source; which source a review has is data."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, FromClause, String, and_, case, exists, func, literal, select, type_coerce

from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase, ReviewReport
from app.models.review_terms import ReviewKind, ReviewReportKind, TriggerList
from app.services.review_statistics.counting import SUBJECTS, Wanted, behind_from, count_of, flag_of
from app.services.review_statistics.reach import Flag, Reach
from app.services.review_statistics.rows import BehindRow

OTHER, SEVERAL = "other", "several"  # no source is named for it; the cases of the review have different ones
_LIST = TriggerList.REVERSE
_BY_CASE = frozenset({"case", "looked_at"})  # these rows are cases: each under its own source, whatever the review's
_KIND: Any = type_coerce(ReverseReview.kind, String())
_KIND_OF_REPORT = func.coalesce(
    _KIND,
    case(
        (ReviewReport.kind == ReviewReportKind.THEMATIC, literal(ReviewKind.THEMATIC.value)),
        else_=literal(ReviewKind.COMPREHENSIVE.value),
    ),
)


class Group(NamedTuple):
    """A type of review and a source; empty is all of them."""

    kind: str = ""
    source: str = ""


@dataclass(frozen=True)
class ReviewSource:
    """Where reviewed cases come from: what petition it is, else which trigger it met."""

    key: str
    title: str
    petition_kinds: tuple[str, ...]
    triggers: tuple[str, ...]


class Groups:
    """Counts and lists by group; every count follows the same condition as the statistics of reverse review."""

    def __init__(self, sources: Sequence[ReviewSource]) -> None:
        """``sources`` in the order in which a case is asked for them, petitions first."""
        self._sources = tuple(sources)

    def tally(
        self, connection: Connection, wanted: Iterable[Wanted], reaches: Collection[Reach]
    ) -> Mapping[tuple[Wanted, Reach, Group], int]:
        """Everything that is wanted in every group, one statement for each kind of row where rows are counted once."""
        found: Counter[tuple[Wanted, Reach, Group]] = Counter()
        by_subject: dict[str, list[Wanted]] = {}
        for each in sorted(set(wanted)):
            by_subject.setdefault(each.subject, []).append(each)
        for subject, mine in by_subject.items():
            for group, pair, count in self._counted(connection, subject, mine, reaches):
                found[(*pair, group)] += count
        return found

    def behind(self, connection: Connection, wanted: Wanted, reach: Reach, group: Group) -> list[BehindRow]:
        """The records behind one count of a group, oldest entry first."""
        kind, source = self._by(wanted.subject)
        flags = [flag_of(wanted, reach)]
        if group.kind:
            flags.append(kind == literal(group.kind))
        if group.source:
            flags.append(source == literal(group.source))
        return behind_from(connection, self._from(wanted.subject), wanted, and_(*flags), _LIST)

    def _counted(
        self, connection: Connection, subject: str, wanted: Sequence[Wanted], reaches: Collection[Reach]
    ) -> Iterator[tuple[Group, tuple[Wanted, Reach], int]]:
        """Rows that may stand in several groups are counted in each grouping apart, the others once and added up."""
        rows, (kind, source) = SUBJECTS[subject], self._by(subject)
        pairs = [(each, reach) for each in wanted for reach in reaches]
        counts = [count_of(rows, flag_of(*pair)) for pair in pairs]
        for columns in _groupings(kind, source) if rows.is_distinct else ((kind, source),):
            named = [column.label(name) for name, column in zip(("by_kind", "by_source"), columns, strict=True)]
            statement = select(*named, *counts).select_from(self._from(subject)).group_by("by_kind", "by_source")
            if rows.trigger_list is not None:
                statement = statement.where(rows.trigger_list == literal(_LIST.value))
            for by_kind, by_source, *found in connection.execute(statement):
                group = Group(by_kind, by_source)
                for each in {group} if rows.is_distinct else _wider(group):
                    yield from ((each, pair, count) for pair, count in zip(pairs, found, strict=True) if count)

    def _by(self, subject: str) -> tuple[Any, Any]:
        """What type and source of a row are; a case that is counted by itself has no type."""
        if subject == "case":
            return literal(""), self._source_of_case
        if subject == "report":
            no_review = case((ReverseReview.id.is_(None), literal(SEVERAL)), else_=self._source_of_review)
            return _KIND_OF_REPORT, no_review
        return _KIND, self._source_of_case if subject in _BY_CASE else self._source_of_review

    def _from(self, subject: str) -> FromClause:
        source: FromClause = SUBJECTS[subject].source
        if subject in _BY_CASE:
            return source
        return source.outerjoin(self._mixed, self._mixed.c.review_id == ReverseReview.id)

    @cached_property
    def _source_of_case(self) -> Any:
        petition, hit = OriginalCase.petition_kind, TriggerHit
        met = and_(hit.case_id == OriginalCase.id, hit.trigger_list == _LIST, hit.is_void.is_(False))
        whens: list[tuple[Flag, Any]] = [
            (petition.in_(each.petition_kinds), literal(each.key)) for each in self._sources if each.petition_kinds
        ]
        whens += [
            (exists(select(hit.id).where(met, hit.code.in_(each.triggers)).correlate(OriginalCase)), literal(each.key))
            for each in self._sources
            if each.triggers
        ]
        return case(*whens, else_=literal(OTHER)) if whens else literal(OTHER)

    @cached_property
    def _mixed(self) -> Any:
        """The lowest and the highest source among the cases of each review."""
        ends = func.min(self._source_of_case).label("lowest"), func.max(self._source_of_case).label("highest")
        joined = select(ReviewedCase.review_id, *ends).join(OriginalCase, OriginalCase.id == ReviewedCase.case_id)
        return joined.group_by(ReviewedCase.review_id).subquery("mixed")

    @property
    def _source_of_review(self) -> Any:
        lowest, highest = self._mixed.c.lowest, self._mixed.c.highest
        return case((lowest.is_(None), literal(OTHER)), (lowest == highest, lowest), else_=literal(SEVERAL))


def _groupings(kind: Any, source: Any) -> Iterator[tuple[Any, Any]]:
    """By both, by one of them, by none."""
    yield from ((by_kind, by_source) for by_kind in (literal(""), kind) for by_source in (literal(""), source))


def _wider(group: Group) -> set[Group]:
    return {group, Group(group.kind), Group("", group.source), Group()}
