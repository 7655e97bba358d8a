"""Reads the office's own days, notices and rules from the store, and tells when they may have changed."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.office_rule import HolidayNotice, LocalRule
from app.models.office_rule import OwnDay as StoredDay
from app.services.deadlines.calendar import OwnDay
from app.services.deadlines.calendar_files import YearNotice
from app.services.deadlines.rule import Rule
from app.services.deadlines.rule_tables import from_json
from app.services.office_rules.notices import notice_of

TABLES = ("own_day", "holiday_notice", "local_rule")


class OwnRules:
    """What one store adds to the shipped calendar and rules."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database
        self._seen: tuple[int, int] | None = None  # (writes of this program, edition)

    def edition(self) -> int:
        """The last audit entry about any of it; asked of the store only after a write of this program."""
        if self._seen is None or self._seen[0] != self._database.writes:
            writes = self._database.writes
            with self._database.read_behind() as session:
                self._seen = writes, edition_in(session)
        return self._seen[1]

    def days(self) -> Sequence[OwnDay]:
        """Own days in order."""
        with self._database.read() as session:
            return [day for day, _key in days_in(session)]

    def notices(self) -> Sequence[YearNotice]:
        """Notices by year."""
        with self._database.read() as session:
            return notices_in(session)

    def rules(self) -> Sequence[Rule]:
        """Local rules; raises DomainError where one was spoilt."""
        with self._database.read() as session:
            return [rule for rule, _key in rules_in(session)]


def edition_in(session: Session) -> int:
    """The last audit entry about the office's own days, notices and rules; 0 where there is none."""
    return int(session.scalar(select(func.max(AuditEntry.seq)).where(AuditEntry.table_name.in_(TABLES))) or 0)


def days_in(session: Session) -> list[tuple[OwnDay, int]]:
    """Own days with their ids."""
    found = session.scalars(select(StoredDay).order_by(StoredDay.day))
    return [(OwnDay(each.day, each.name, each.is_working), each.id) for each in found]


def notices_in(session: Session) -> list[YearNotice]:
    """Notices by year."""
    return [notice_of(body) for body in session.scalars(select(HolidayNotice.body).order_by(HolidayNotice.year))]


def rules_in(session: Session) -> list[tuple[Rule, int]]:
    """Local rules with their ids."""
    found = session.scalars(select(LocalRule).order_by(LocalRule.code, LocalRule.id))
    return [(from_json(each.body, "本地"), each.id) for each in found]
