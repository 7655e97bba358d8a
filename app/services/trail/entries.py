"""The entries of the trail that tell of one record and all that hangs on it."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.services.trail.family import OWN, PARENTS, Owner, children_of, hangs_on
from app.services.trail.net import RowKey


def entries_of_record(session: Session, owner: Owner) -> list[Row[Any]]:
    """All entries of a record's family, in order; children taken away since are found by the entries that say so."""
    own = OWN[owner[0]].__tablename__, owner[1]
    keys: set[RowKey] = {own}
    for table in children_of(owner[0]):
        keys.update(
            (table.__tablename__, key) for key in session.scalars(select(table.id).where(hangs_on(table, owner)))
        )
    keys.update(_children_gone(session, owner))
    columns = AuditEntry.__table__.columns
    return list(session.execute(select(*columns).where(or_(*_about(keys))).order_by(AuditEntry.seq)))


def _children_gone(session: Session, owner: Owner) -> Iterator[RowKey]:
    tables = {table.__tablename__ for table in children_of(owner[0])}
    wanted = select(AuditEntry.table_name, AuditEntry.row_id).where(AuditEntry.after.is_(None), _told(owner))
    for table_name, row_id in session.execute(wanted):
        if table_name in tables and row_id is not None:
            yield table_name, row_id


def _told(owner: Owner) -> ColumnElement[bool]:
    """That an entry's before-image names the record. No table is named here: SQLite would then leave the small index
    of rows taken away for the large one by table.
    """
    kind, named = (func.json_extract(AuditEntry.before, f"$.{field}") for field in ("record_type", "record_id"))
    linked = and_(named == owner[1], kind == str(owner[0].value))
    columns = sorted({column for parent, column in PARENTS.values() if parent is owner[0]})
    return or_(linked, *(func.json_extract(AuditEntry.before, f"$.{column}") == owner[1] for column in columns))


def _about(keys: Iterable[RowKey]) -> Iterator[ColumnElement[bool]]:
    """A condition for each table, not for each row: SQLite takes no more than a thousand."""
    by_table: dict[str, list[int]] = {}
    for table, row_id in sorted(keys):
        by_table.setdefault(table, []).append(row_id)
    for table, ids in by_table.items():
        yield and_(AuditEntry.table_name == table, AuditEntry.row_id.in_(ids))
