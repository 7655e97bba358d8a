"""Rows of the store by table and number, many at a time: an act may have touched some ten thousand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base import Record
from app.services.trail.family import BY_NAME
from app.services.trail.net import RowKey

_AT_ONCE = 500  # numbers in a statement


def rows_of(session: Session, keys: Iterable[RowKey]) -> dict[RowKey, Record]:
    """Those of the rows that stand. While they are held, the session gives them without asking the store again."""
    wanted: dict[str, list[int]] = {}
    for named, row_id in keys:
        wanted.setdefault(named, []).append(row_id)
    found: dict[RowKey, Record] = {}
    for name, ids in wanted.items():
        table = BY_NAME[name]
        for some in portions(ids):
            for row in session.scalars(select(table).where(table.id.in_(some))):
                found[name, row.id] = row
    return found


def portions(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """Numbers in portions that a statement can carry."""
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield some
