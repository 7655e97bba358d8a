"""When the 党组 is to hear about reverse review next, and when the next 综合审视 is due (rules Q03 and Q04)."""

from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview, ReviewReport
from app.models.review_terms import ReviewKind, ReviewReportKind
from app.models.terms import Lamp
from app.services.deadlines.lamps import remind_on
from app.services.deadlines.service import Deadlines
from app.services.review_analysis.report_rows import Duty

HEARING, COMPREHENSIVE = "Q03", "Q04"  # resources/rules/q_quality.toml


def duties(session: Session, deadlines: Deadlines, today: date) -> tuple[Duty, ...]:
    """Both, once the office reviews at all; reckoned from the last time each was done to the day."""
    if not session.scalar(select(exists().where(ReverseReview.id.is_not(None)))):
        return ()
    heard = select(ReviewReport.presented_on).where(ReviewReport.kind != ReviewReportKind.THEMATIC)
    looked = select(ReverseReview.concluded_on).where(ReverseReview.kind == ReviewKind.COMPREHENSIVE)
    made = select(ReviewReport.as_of).where(ReviewReport.kind == ReviewReportKind.ANNUAL)
    return (
        _duty(deadlines, HEARING, _latest(session, heard), today),
        _duty(deadlines, COMPREHENSIVE, _latest(session, looked, made), today),
    )


def _latest(session: Session, *wanted: Any) -> date | None:
    """The latest exact day; one known only to the month starts no period."""
    days: list[date] = []
    for each in wanted:
        for found in session.scalars(each):
            day = found.exact if isinstance(found, PartialDate) else found
            days += [day] if day is not None else []
    return max(days, default=None)


def _duty(deadlines: Deadlines, code: str, last: date | None, today: date) -> Duty:
    rule = deadlines.library.rule(code, last or today)
    basis = "；".join(str(each) for each in rule.basis)
    named = (rule.code, rule.name, rule.actor, last)
    if last is None:
        return Duty(*named, None, Lamp.UNKNOWN, "还没有登记过，推算不出下一次的日期", basis, ())
    found = deadlines.derive(rule, last)
    due = found.due_on
    if due is None:
        return Duty(*named, None, Lamp.UNKNOWN, "规则没有写期限", basis, found.steps)
    lamp = _lamp(due, remind_on(due, rule.period, rule.remind_before), today)
    left = (due - today).days
    said = f"剩{left}天" if left > 0 else "今日到期" if left == 0 else f"已过{-left}天"
    return Duty(*named, due, lamp, f"{said}（本院提醒）", basis, found.steps)


def _lamp(due: date, remind: date, today: date) -> Lamp:
    """Amber for as long as it is not done; the office's own reminder never turns red."""
    if today < remind:
        return Lamp.NORMAL
    return Lamp.NEAR if today < due else Lamp.DUE
