"""报结: an upper-level task on a clue or matter reported as done."""

from typing import Any

from app.models.actor import Actor
from app.models.clue import Clue
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.models.terms import RecordType
from app.services.clues import intentions as wish
from app.services.clues.rows import RecordKey
from app.services.docket.starting import Starter
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.refusals import day_that_can_be

_TABLES: dict[RecordType, type[Clue] | type[Matter]] = {RecordType.CLUE: Clue, RecordType.MATTER: Matter}


class Reporting:
    """Reports upper-level tasks; the deadline of 要求办结日 is met by it."""

    def __init__(self, database: Database, clock: Clock, changes: Changes, starter: Starter) -> None:
        """``starter`` follows the record's days."""
        self._database, self._clock, self._changes, self._starter = database, clock, changes, starter

    def report_done(self, actor: Actor, record: RecordKey, on: PartialDate, note: str) -> Written:
        """Register the day; raises DomainError where it is no task, was reported, or went on with a matter."""
        day_that_can_be("on", "报结日期", on, self._clock.today(), None)
        record_type, key = record
        with self._database.write(actor, wish.REPORT_DONE, self._clock.now(), note.strip() or None) as unit:
            found: Any = unit.session.get(_TABLES[record_type], key) if record_type in _TABLES else None
            if found is None:
                raise DomainError(f"没有找到第 {key} 号{record_type.label}，不能报结。请刷新后再看。")
            self._refuse(unit.session, found)
            found.reported_on = on
            unit.session.flush()
            self._starter.follow(unit, record_type, found)
            written = Written(key, unit.act)
        self._changes.publish(record_type, [key])
        return written

    @staticmethod
    def _refuse(session: Any, record: Clue | Matter) -> None:
        number = record.entry_number
        if record.reported_on is not None:
            raise DomainError(f"{number} 已于 {record.reported_on} 报结。登记有误的请先撤销。")
        if isinstance(record, Clue) and record.matter_id is not None:
            matter = session.get_one(Matter, record.matter_id).entry_number
            raise DomainError(f"{number} 已立项为 {matter}，交办任务随事项办理。请在 {matter} 上报结。")
        if not record.task_number and record.wanted_by is None:
            raise DomainError(f"{number} 没有转办单号和要求办结日，不是上级交办的任务。请先在案卡里补填。")
