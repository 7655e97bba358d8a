"""How records are marked: a column of their list, and what a sheet with several of them says."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.secrecy import RecordMark
from app.models.terms import RecordType
from app.models.trust_terms import Marking
from app.services.secrecy.rows import SheetMark

_STRICTEST_FIRST = (Marking.WORK_SECRET, Marking.INTERNAL)
_MOST_AUDIENCES = 4  # more are to be looked up record by record
Belonging = tuple[RecordType, int]


def marking_of(record_type: RecordType, record_id: Any) -> Any:
    """SQL: the stored marking of a record, NULL where it is not marked."""
    wanted = select(RecordMark.marking).where(RecordMark.record_type == record_type, RecordMark.record_id == record_id)
    return wanted.scalar_subquery()


def marks_in(session: Session) -> Mapping[Belonging, tuple[Marking, str]]:
    """Every record that is marked; few are."""
    wanted = select(RecordMark.record_type, RecordMark.record_id, RecordMark.marking, RecordMark.audience)
    found = session.execute(wanted.where(RecordMark.marking != Marking.NONE))
    return {(kind, record): (marking, audience) for kind, record, marking, audience in found}


def work_secrets(session: Session) -> frozenset[Belonging]:
    """The work secrets: away from their own pages nothing of their text is told, so that a trace is left of reading."""
    return frozenset(record for record, (marking, _) in marks_in(session).items() if marking is Marking.WORK_SECRET)


def sheet_mark(marks: Mapping[Belonging, tuple[Marking, str]], records: Iterable[Belonging]) -> SheetMark:
    """The strictest mark among some records, how many bear which, and who may know of them."""
    found = [marks[each] for each in dict.fromkeys(records) if each in marks]
    if not found:
        return SheetMark()
    counts, audiences = Counter(marking for marking, _ in found), list(dict.fromkeys(said for _, said in found))
    said = "、".join(f"{each.label} {counts[each]} 件" for each in _STRICTEST_FIRST if counts[each])
    whose = "；".join(audiences) if len(audiences) <= _MOST_AUDIENCES else "见各件"
    strictest = next(each for each in _STRICTEST_FIRST if counts[each])
    return SheetMark(strictest, f"标记：{said}　知悉范围：{whose}")
