"""The record an entry belongs to, told by its 登记号: looked up, offered, and never guessed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, null, or_, select
from sqlalchemy.orm import Session

from app.models.clue import Clue
from app.models.database import Database
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.case_registers.rows import RecordRef
from app.services.foundation.errors import FieldProblem
from app.services.secrecy.masking import Masking, without_names

_MOST = 10  # offered while typing


class _Kind(NamedTuple):
    """How the records of one type are told apart."""

    record_type: RecordType
    table: Any
    name: Any
    searched: Sequence[Any]


def _kinds() -> tuple[_Kind, ...]:
    clue_name = case((Clue.subject.is_not(None), Clue.subject), else_=Clue.unit)
    return (
        _Kind(RecordType.MATTER, Matter, Matter.unit, (Matter.entry_number, Matter.number, Matter.unit)),
        _Kind(
            RecordType.SUGGESTION,
            Suggestion,
            Suggestion.addressee,
            (Suggestion.entry_number, Suggestion.number, Suggestion.addressee),
        ),
        _Kind(RecordType.CLUE, Clue, clue_name, (Clue.entry_number, Clue.subject, Clue.unit)),
        _Kind(
            RecordType.REVERSE_REVIEW,
            ReverseReview,
            ReverseReview.title,
            (ReverseReview.entry_number, ReverseReview.number, ReverseReview.title),
        ),
    )


def record_behind(session: Session, typed: str) -> RecordRef | None:
    """The record whose 登记号 begins what was typed, None where nothing was; raises FieldProblem."""
    number = typed.strip().split(maxsplit=1)[0] if typed.strip() else ""
    if not number:
        return None
    for kind in _kinds():
        wanted = select(kind.table.id, kind.table.entry_number, kind.name)
        found = session.execute(wanted.where(kind.table.entry_number == number)).first()
        if found is not None:
            return RecordRef(kind.record_type, found[0], found[1], found[2] or "")
    raise FieldProblem(
        "record_number",
        f"没有登记号为“{number}”的监督事项、检察建议、线索或反向审视。请输入单位名称后从提示中选择，或留空（不关联记录）。",
    )


def record_of(session: Session, record_type: RecordType | None, record_id: int | None) -> RecordRef | None:
    """The record an entry is linked to."""
    for kind in _kinds():
        if kind.record_type is record_type:
            wanted = select(kind.table.entry_number, kind.name).where(kind.table.id == record_id)
            found = session.execute(wanted).first()
            return RecordRef(kind.record_type, record_id or 0, found[0], found[1] or "") if found else None
    return None


def linked_number(entries: Any) -> Any:
    """SQL of the linked record's 登记号; ``entries`` is a register's table."""
    return _linked(entries, lambda kind: kind.table.entry_number)


def linked_name(entries: Any) -> Any:
    """SQL of the linked record's unit, addressee or subject."""
    return _linked(entries, lambda kind: kind.name)


def _linked(entries: Any, column: Callable[[_Kind], Any]) -> Any:
    found = [
        (
            entries.record_type == kind.record_type,
            select(column(kind)).where(kind.table.id == entries.record_id).correlate(entries).scalar_subquery(),
        )
        for kind in _kinds()
    ]
    return case(*found, else_=null())


class RecordFinder:
    """Offers records while one is being typed."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database

    def like(self, typed: str) -> list[str]:
        """登记号 and name of records that hold what was typed, the newest first."""
        text = typed.strip()
        with self._database.read() as session:
            return [line for kind in _kinds() for line in _offered(session, kind, text)][:_MOST]


def _offered(session: Session, kind: _Kind, text: str) -> Iterable[str]:
    holds = or_(*(column.contains(text, autoescape=True) for column in kind.searched))
    wanted = select(kind.table.id, kind.table.entry_number, kind.name).where(holds)
    found = session.execute(wanted.order_by(kind.table.id.desc()).limit(_MOST)).all()
    masks = Masking.shipped().of_rows(session, {row[0]: (kind.record_type, row[0]) for row in found})
    return [f"{number} {without_names(name or '', masks.get(key, ()))}".strip() for key, number, name in found]


def hangs_on_record(entries: Any, owner: tuple[RecordType, int]) -> ColumnElement[bool]:
    """The entries of one record."""
    return and_(entries.record_type == owner[0], entries.record_id == owner[1])
