"""Sets of grades as this office uses them: the shipped file, and what the office set itself with its reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.setting import Setting
from app.services.foundation.errors import FieldProblem
from app.services.review_grades.grade_sets import GradeSets, read_grade_sets
from app.services.review_grades.rows import GradeSetRow, ReminderRow

FIRST_DAYS = "review_grades/first_days"  # code -> day, by, on, reason
REMINDERS = "review_grades/reminders"


@dataclass(frozen=True)
class KeptSets:
    """Gives the sets that count in a store."""

    folder: Path

    @cached_property
    def shipped(self) -> GradeSets:
        """As the file has them; raises DomainError where it is spoilt."""
        return read_grade_sets(self.folder)

    def of(self, session: Session) -> GradeSets:
        """As the office uses them."""
        sets = self.shipped
        for code, told in told_in(session, FIRST_DAYS).items():
            if any(each.code == code and each.is_day_open for each in sets.sets):
                sets = sets.with_day(code, date.fromisoformat(told["day"]))
        days = told_in(session, REMINDERS)
        if not days:
            return sets
        own = replace(
            sets.reminders, decision_days=days["decision_days"], reconsideration_days=days["reconsideration_days"]
        )
        return replace(sets, reminders=own)

    def rows(self, session: Session) -> tuple[GradeSetRow, ...]:
        """Every set with its validity and source, and who set its first day."""
        sets, told = self.of(session), told_in(session, FIRST_DAYS)
        return tuple(
            GradeSetRow(
                each.code,
                each.name,
                each.valid_from,
                sets.last_day(each.code),
                each.is_day_open,
                each.grades,
                each.source,
                each.certainty.label,
                each.note,
                _changed(told.get(each.code)),
            )
            for each in sets.sets
        )

    def reminders(self, session: Session) -> ReminderRow:
        """The reminders that count."""
        kept = self.of(session).reminders
        return ReminderRow(kept.decision_days, kept.reconsideration_days, kept.certainty.label)


def told_in(session: Session, key: str) -> dict[str, Any]:
    """What the office set under a key; nothing where it set nothing."""
    text = session.scalars(select(Setting.value).where(Setting.key == key)).one_or_none()
    told: dict[str, Any] = json.loads(text) if text else {}
    return told


def keep(session: Session, key: str, told: Mapping[str, Any]) -> Setting:
    """Keep what the office sets now."""
    text = json.dumps(dict(told), ensure_ascii=False, sort_keys=True)
    kept = session.scalars(select(Setting).where(Setting.key == key)).one_or_none()
    if kept is None:
        kept = Setting(key=key, value=text)
        session.add(kept)
    kept.value = text
    session.flush()
    return kept


def days_that_can_be(field: str, days: int) -> int:
    """Refuse a reminder of no days, or of more than a year."""
    if not 1 <= days <= 365:
        raise FieldProblem(field, "提醒天数应当在 1 到 365 之间。请改正。")
    return days


def _changed(told: Mapping[str, str] | None) -> str:
    return f"{told['by']}于 {told['on']} 设置：{told['reason']}" if told else ""
