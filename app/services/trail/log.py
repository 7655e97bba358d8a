"""审计记录: the whole trail, read by person, time, act and record; nothing is written here."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.database import Database
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.secrecy.masking import Masks
from app.services.suggestions.rows import HistoryLine
from app.services.trail.entries import entries_of_record
from app.services.trail.family import OWN, Owner, owner_of
from app.services.trail.intention_index import intentions
from app.services.trail.lines import line_of
from app.services.trail.log_rows import LogLine, LogQuery
from app.services.trail.net import entries_of_act
from app.services.trail.unnamed import masks_of_trail, without_masked_names

PAGE = 200  # acts read at once
_LOOKED_AT = 20  # entries of an act whose records are named; an import touches thousands
_COLUMNS = AuditEntry.__table__.columns


class AuditLog:
    """Acts of the trail, the newest first.

    Whoever reads it is told the 登记号 of records whose content is not shown to them: acts are found by it.
    """

    def __init__(self, database: Database, refuse: Callable[[], None] = lambda: None) -> None:
        """``refuse`` raises where whoever works here may not read the trail."""
        self._database, self._refuse = database, refuse

    def people(self) -> tuple[str, ...]:
        """Who has written anything, by name."""
        self._refuse()
        with self._database.read() as session:
            return tuple(session.scalars(select(AuditEntry.actor).distinct().order_by(AuditEntry.actor)))

    def page(self, query: LogQuery, before: int | None = None) -> tuple[LogLine, ...]:
        """The newest acts that fit, older than the act ``before``; raises FieldProblem for a record nobody knows."""
        self._refuse()
        with self._database.read() as session, self._database.read_behind() as register:
            wanted = select(*_COLUMNS).where(AuditEntry.seq == AuditEntry.act, *_conditions(register, query))
            if before is not None:
                wanted = wanted.where(AuditEntry.seq < before)
            found = session.execute(wanted.order_by(AuditEntry.seq.desc()).limit(PAGE)).all()
            masks = masks_of_trail(session)
            return tuple(_line(session, register, entry, masks) for entry in found)

    def details(self, act: int) -> HistoryLine:
        """An act with the fields it changed; raises DomainError where there is none."""
        self._refuse()
        with self._database.read() as session:
            entries = entries_of_act(session, act)
            if not entries:
                raise DomainError(f"没有第 {act} 号操作。请刷新后再看。")
            return without_masked_names(line_of(session, entries, False), masks_of_trail(session, entries))


def _conditions(session: Session, query: LogQuery) -> list[ColumnElement[bool]]:
    if query.first and query.last and query.last < query.first:
        raise FieldProblem("last", "截止日期早于起始日期。请核对。")
    found: list[ColumnElement[bool]] = []
    if query.actor:
        found.append(AuditEntry.actor == query.actor)
    if query.first:
        found.append(AuditEntry.at >= query.first.isoformat())
    if query.last:
        found.append(AuditEntry.at < (query.last + timedelta(days=1)).isoformat())
    if query.what:
        named = [each.name for each in intentions().values() if query.what in each.title]
        found.append(AuditEntry.intention.in_(named))
    if query.record:
        acts = {entry.act for entry in entries_of_record(session, _owner(session, query.record))}
        found.append(AuditEntry.act.in_(sorted(acts)))
    return found


def _owner(session: Session, number: str) -> Owner:
    """The record of a 登记号."""
    for record_type, table in OWN.items():
        key = session.scalar(select(table.id).where(table.__table__.c.entry_number == number.strip()))
        if key is not None:
            return record_type, key
    raise FieldProblem("record", f"没有登记号为“{number}”的记录。请写完整的登记号，例如 JY2026-00001。")


def _line(session: Session, register: Session, first: Row[Any], masks: Masks) -> LogLine:
    some = select(*_COLUMNS).where(AuditEntry.act == first.act).order_by(AuditEntry.seq).limit(_LOOKED_AT)
    entries = session.execute(some).all()
    count = session.scalar(select(func.count()).where(AuditEntry.act == first.act)) or 0
    told = without_masked_names(line_of(session, [first], False), masks)
    return LogLine(first.act, first.at, first.actor, told.title, told.reason or "", _numbers(register, entries), count)


def _numbers(session: Session, entries: Sequence[Row[Any]]) -> tuple[str, ...]:
    """The 登记号 of the records some entries belong to, each once, in order."""
    found: dict[str, None] = {}
    for entry in entries:
        if entry.row_id is None:
            continue
        image = {**json.loads(entry.before or "{}"), **json.loads(entry.after or "{}")}
        owner = owner_of(session, entry.table_name, entry.row_id, image)
        if owner is None:
            continue
        table = OWN[owner[0]]
        number = session.scalar(select(table.__table__.c.entry_number).where(table.id == owner[1]))
        number = number or (image.get("entry_number") if entry.table_name == table.__tablename__ else None)
        if number:
            found[str(number)] = None
    return tuple(found)
