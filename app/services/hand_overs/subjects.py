"""The kinds of records that are handed over: what they are called by, who has them, and when nothing is left to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select
from sqlalchemy.orm import Session

from app.models.case_terms import Triage
from app.models.clue import Clue
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import RecordType, SuggestionStep
from app.services.foundation.errors import DomainError
from app.services.hand_overs.rows import PlannedRecord, Target
from app.services.matters.standing import is_closed
from app.services.papers.rows import RecordKey

Holder = Matter | Suggestion | Clue | ReverseReview
TABLES: dict[RecordType, type[Holder]] = {
    RecordType.MATTER: Matter,
    RecordType.CLUE: Clue,
    RecordType.SUGGESTION: Suggestion,
    RecordType.REVERSE_REVIEW: ReverseReview,
}
_CHUNK = 500  # ids asked for at once; SQLite bounds how many values a statement may carry


@dataclass(frozen=True)
class Standing:
    """A record as hand-overs see it; ``over`` says why nothing is left to do, empty while it is open."""

    record: RecordKey
    version: int
    number: str
    title: str
    holder: Target
    over: str
    is_archived: bool
    is_forwarded: bool  # a clue of which only day and handler may be kept

    def going_to(self, target: Target) -> PlannedRecord:
        """The record with where it goes."""
        return PlannedRecord(self.record, self.version, self.number, self.title, self.holder, target)


class RecordMissing(DomainError):
    """A record that is to be handed over or referred is not in the store."""

    def __init__(self, record: RecordKey) -> None:
        """``record`` is what was asked for."""
        super().__init__(f"没有找到这件{record.record_type.label}，它可能已被撤销。请刷新列表后再选。")


def standings(session: Session, records: Iterable[RecordKey], today: date) -> tuple[Standing, ...]:
    """The records in the order asked for; raises RecordMissing."""
    wanted = tuple(dict.fromkeys(records))
    found = found_standings(session, wanted, today)
    for key in wanted:
        if key not in found:
            raise RecordMissing(key)
    return tuple(found[key] for key in wanted)


def found_standings(session: Session, records: Iterable[RecordKey], today: date) -> dict[RecordKey, Standing]:
    """Those of the records that are in the store, by their key; raises DomainError for kinds not handed over."""
    wanted = tuple(dict.fromkeys(records))
    found: dict[RecordKey, Standing] = {}
    for kind in {key.record_type for key in wanted}:
        if kind not in TABLES:
            raise DomainError(f"{kind.label}不在移交范围内。请选择监督事项、线索、检察建议或反向审视。")
        for ids in chunks(key.record_id for key in wanted if key.record_type is kind):
            rows = session.execute(_selected(kind, today).where(TABLES[kind].id.in_(ids)))
            found |= {standing.record: standing for standing in (_standing(kind, row) for row in rows)}
    return found


def open_work(session: Session, kind: RecordType, name: str, department: str | None, today: date) -> list[Standing]:
    """Open records of one kind that somebody handles, the oldest first; ``department`` tells namesakes apart."""
    table = TABLES[kind]
    wanted = _selected(kind, today).where(table.handler == name, _over(kind, today) == "")
    if department is not None:
        wanted = wanted.where(func.coalesce(table.department, "") == department)
    return [_standing(kind, row) for row in session.execute(wanted.order_by(table.id))]


def chunks(ids: Iterable[int]) -> Iterable[Sequence[int]]:
    """The ids in portions a statement can carry."""
    left = iter(ids)
    while portion := list(islice(left, _CHUNK)):
        yield portion


def _selected(kind: RecordType, today: date) -> Select[Any]:
    table = TABLES[kind]
    archived: ColumnElement[bool] = Matter.archived_on.is_not(None) if kind is RecordType.MATTER else false()
    forwarded: ColumnElement[bool] = Clue.triage == Triage.FORWARDED if kind is RecordType.CLUE else false()
    columns: tuple[Any, ...] = (
        table.id,
        table.version,
        _number(kind),
        _title(kind),
        func.coalesce(table.department, ""),
        func.coalesce(table.handler, ""),
        _over(kind, today),
        archived,
        forwarded,
    )
    return select(*columns)


def _number(kind: RecordType) -> ColumnElement[str]:
    if kind is RecordType.SUGGESTION:
        return func.coalesce(Suggestion.number, Suggestion.entry_number)
    return TABLES[kind].entry_number  # type: ignore[return-value]  # a column is an expression


def _title(kind: RecordType) -> ColumnElement[str]:
    if kind is RecordType.MATTER:
        return Matter.unit  # type: ignore[return-value]  # as above
    if kind is RecordType.SUGGESTION:
        return Suggestion.addressee  # type: ignore[return-value]  # as above
    if kind is RecordType.REVERSE_REVIEW:
        return ReverseReview.title  # type: ignore[return-value]  # as above
    return func.coalesce(Clue.subject, Clue.unit, "")


def _over(kind: RecordType, today: date) -> ColumnElement[str]:
    """Why nothing is left to do, in the words of the refusal; empty while the record is open."""
    day = today.isoformat()
    if kind is RecordType.MATTER:
        return case((Matter.archived_on.is_not(None), "已归档"), (is_closed(day), "已办结"), else_="")
    if kind is RecordType.SUGGESTION:
        return case(
            (or_(Suggestion.declined_on.is_not(None), Suggestion.step == SuggestionStep.DECLINED), "已决定不予制发"),
            (Suggestion.withdrawn_on.is_not(None), "已撤回"),
            (Suggestion.closed_on.is_not(None), "已办结"),
            else_="",
        )
    if kind is RecordType.REVERSE_REVIEW:
        return case((ReverseReview.closed_on.is_not(None), "已办结"), else_="")
    # A clue kept in reserve can be taken up again, so it still needs somebody.
    return case((Clue.triage.in_((Triage.PENDING, Triage.RESERVED)), ""), else_="已研判")


def _standing(kind: RecordType, row: Any) -> Standing:
    key, version, number, title, department, handler, over, archived, forwarded = row
    holder = Target(department, handler)
    return Standing(RecordKey(kind, key), version, number, title, holder, over, bool(archived), bool(forwarded))
