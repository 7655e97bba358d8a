"""Closes months: what was computed is kept, checked, reviewed by another person, locked; unlocking leaves a trace."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.indicator_terms import MonthState, Priority
from app.models.month_close import MonthClose, SystemCount
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import needed
from app.services.foundation.resources import Resources
from app.services.month_closing import intentions as wish
from app.services.month_closing.checks import read_checks
from app.services.month_closing.report_text import report_of, text_of
from app.services.month_closing.rows import CheckFinding, Delta, MonthStanding, ReconciliationLine, SystemEntry
from app.services.monthly_statistics.definitions import SUBJECTS
from app.services.monthly_statistics.rows import KeptMonth, MonthReport
from app.services.monthly_statistics.service import MonthlyStatistics


@dataclass(frozen=True)
class Parts:
    """What closing needs, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    statistics: MonthlyStatistics
    resources: Resources


class MonthClosing:
    """The closings of one store's months."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def standing(self, period: str) -> MonthStanding:
        """How far a month has come, with what its records say now otherwise than when it was locked."""
        with self._parts.database.read() as session:
            found = _latest(session, period)
            if found is None:
                return _not_begun(period)
            standing = _standing(found)
            kept = report_of(found.report) if standing.state is MonthState.LOCKED else None
        if kept is None:
            return standing
        deltas = _deltas(kept, self._parts.statistics.month(period))
        return MonthStanding(**{**vars(standing), "deltas": deltas})

    @performs(wish.COMPUTE)
    def compute(self, actor: Actor, period: str) -> MonthStanding:
        """Compute a month that has ended, keep it and check it; raises DomainError while it runs or is locked."""
        parts = self._parts
        report = parts.statistics.month(period)
        if report.is_running:
            raise DomainError(f"{report.period_shown}还没有结束，不能结账。请在下月初计算，现在的数只供参考。")
        report = replace(report, notes=(*report.notes, *self._corrections_before(period)))
        counts = {figure.code: figure.n for figure in report.figures}
        found = [each.finding(counts) for each in read_checks(parts.resources.statistics)]
        findings = [asdict(each) | {"priority": each.priority.value} for each in found if each is not None]
        text = text_of(report)
        with parts.database.write(actor, wish.COMPUTE, parts.clock.now()) as unit:
            close = _latest(unit.session, period)
            if close is not None and _state(close) is MonthState.LOCKED:
                raise DomainError(f"{report.period_shown}已经锁定，不能重新计算。确需更正的，请先解锁并写明理由。")
            if close is None or close.unlocked_at is not None:
                close = MonthClose(period=period, edition=1 if close is None else close.edition + 1)
                unit.session.add(close)
            close.as_of, close.report, close.digest = report.as_of, text, _digest(text)
            close.findings = json.dumps(findings, ensure_ascii=False)
            close.computed_by, close.computed_at = actor.name, self._now()
            close.reviewed_by = close.reviewed_at = close.review_note = None
            unit.session.flush()
            standing = _standing(close)
        parts.changes.publish(None)
        return standing

    @performs(wish.REVIEW)
    def review(self, actor: Actor, period: str, reasons: Mapping[str, str], note: str = "") -> MonthStanding:
        """审核 by another person; ``reasons`` answer findings of middle priority by their code.

        Raises DomainError where a rule of high priority is broken or the same person computed, FieldProblem where a
        reason is missing.
        """
        with self._parts.database.write(actor, wish.REVIEW, self._parts.clock.now()) as unit:
            close = _in_state(unit.session, period, MonthState.COMPUTED, "审核", "请先计算这个月")
            if close.computed_by == actor.name:
                raise DomainError(f"{period} 由{actor.name}计算，审核应当由另一个人进行。请更换经办人后审核。")
            findings = [_answered(each, reasons) for each in _findings(close)]
            close.findings = json.dumps([asdict(each) | {"priority": each.priority.value} for each in findings])
            close.reviewed_by, close.reviewed_at, close.review_note = actor.name, self._now(), note.strip() or None
            unit.session.flush()
            standing = _standing(close)
        self._parts.changes.publish(None)
        return standing

    @performs(wish.LOCK)
    def lock(self, actor: Actor, period: str) -> MonthStanding:
        """Lock a reviewed month; from now on it prints what was computed. Raises DomainError.

        Refused where the records have changed since: what is locked must be what was reviewed and still stands.
        """
        now = self._parts.statistics.month(period)
        with self._parts.database.write(actor, wish.LOCK, self._parts.clock.now()) as unit:
            close = _in_state(unit.session, period, MonthState.REVIEWED, "锁定", "请先由另一个人审核")
            changed = _deltas(report_of(close.report), now)
            if changed:
                named = "、".join(f"{each.name} {each.locked}→{each.now}" for each in changed[:5])
                raise DomainError(f"审核以后数据有了变化（{named}），没有锁定。请重新计算并审核。")
            close.locked_by, close.locked_at = actor.name, self._now()
            close.is_reconciled = all(each.is_settled for each in _lines(unit.session, period, report_of(close.report)))
            unit.session.flush()
            standing = _standing(close)
        self._parts.changes.publish(None)
        return standing

    @performs(wish.UNLOCK)
    def unlock(self, actor: Actor, period: str, reason: str) -> MonthStanding:
        """Take the lock off; the closing stays with the reason, the next one is another edition."""
        why = needed("reason", "解锁的理由", reason)
        with self._parts.database.write(actor, wish.UNLOCK, self._parts.clock.now(), why) as unit:
            close = _in_state(unit.session, period, MonthState.LOCKED, "解锁", "没有锁定的月份可以直接重新计算")
            if close.locked_by == actor.name:
                raise DomainError(f"{period} 由{actor.name}锁定，解锁应当由另一个人进行。请更换经办人后解锁。")
            close.unlocked_by, close.unlocked_at, close.unlock_reason = actor.name, self._now(), why
            unit.session.flush()
            standing = _standing(close)
        self._parts.changes.publish(None)
        return standing

    def reconciliation(self, period: str) -> tuple[ReconciliationLine, ...]:
        """对账表: every count of the month beside what the national system says."""
        kept = self.kept(period)
        report = kept.report if kept else self._parts.statistics.month(period)
        with self._parts.database.read() as session:
            return _lines(session, period, report)

    @performs(wish.RECONCILE)
    def reconcile(self, actor: Actor, period: str, entries: Sequence[SystemEntry]) -> tuple[ReconciliationLine, ...]:
        """Keep what the national system says; a difference may be explained. Raises DomainError once it is locked."""
        report = self._parts.statistics.month(period)
        known = {figure.code for figure in report.figures if figure.d is None}
        with self._parts.database.write(actor, wish.RECONCILE, self._parts.clock.now()) as unit:
            close = _latest(unit.session, period)
            if close is not None and _state(close) is MonthState.LOCKED:
                raise DomainError(f"{report.period_shown}已经锁定，不能再改对账。请先解锁并写明理由。")
            for each in entries:
                _put_count(unit, period, each, actor.name, known)
            unit.session.flush()
            lines = _lines(unit.session, period, report)
        self._parts.changes.publish(None)
        return lines

    def kept(self, period: str) -> KeptMonth | None:
        """The report of a locked month as it was locked; None for others. Raises DomainError where it was altered."""
        with self._parts.database.read() as session:
            close = _latest(session, period)
            if close is None or _state(close) is not MonthState.LOCKED:
                return None
            if _digest(close.report) != close.digest:
                raise DomainError(f"{period} 锁定的统计与它的摘要不符，可能被改动过。请保留现场，用此前的备份核对。")
            standing, report = _standing(close), report_of(close.report)
        said = (
            f"{standing.computed_by} {standing.computed_at[:10]} 计算，"
            f"{standing.reviewed_by} {standing.reviewed_at[:10]} 审核，"
            f"{standing.locked_by} {standing.locked_at[:10]} 锁定（第{standing.edition}次）；摘要 {standing.digest}"
        )
        heading = "" if standing.is_reconciled else report.heading
        return KeptMonth(replace(report, heading=heading, closing=said), datetime.fromisoformat(standing.locked_at))

    def _corrections_before(self, period: str) -> tuple[str, ...]:
        """What the month before came out otherwise after it was locked: told on this month's papers."""
        count = int(period[:4]) * 12 + int(period[5:]) - 2
        before = f"{count // 12:04d}-{count % 12 + 1:02d}"
        told = "、".join(f"{each.name} {each.locked}→{each.now}" for each in self.standing(before).deltas)
        return (f"{before} 锁定以后更正：{told}。",) if told else ()

    def _now(self) -> str:
        return self._parts.clock.now().isoformat(timespec="seconds")


def _latest(session: Session, period: str) -> MonthClose | None:
    wanted = select(MonthClose).where(MonthClose.period == period).order_by(MonthClose.edition.desc()).limit(1)
    return session.scalars(wanted).one_or_none()


def _state(close: MonthClose) -> MonthState:
    if close.unlocked_at is not None:
        return MonthState.UNLOCKED
    if close.locked_at is not None:
        return MonthState.LOCKED
    return MonthState.COMPUTED if close.reviewed_at is None else MonthState.REVIEWED


def _in_state(session: Session, period: str, state: MonthState, verb: str, instead: str) -> MonthClose:
    close = _latest(session, period)
    standing = MonthState.OPEN if close is None else _state(close)
    if close is None or standing is not state:
        raise DomainError(f"{period} {standing.label}，不能{verb}。{instead}。")
    return close


def _answered(finding: CheckFinding, reasons: Mapping[str, str]) -> CheckFinding:
    if finding.priority is Priority.HIGH:
        raise DomainError(f"不能审核：{finding.sentence}改正后请重新计算。")
    reason = reasons.get(finding.code, "").strip()
    if finding.priority is Priority.MEDIUM and not reason:
        raise FieldProblem(finding.code, f"{finding.sentence}不改的，请写明理由。")
    return CheckFinding(finding.code, finding.name, finding.priority, finding.sentence, reason)


def _findings(close: MonthClose) -> tuple[CheckFinding, ...]:
    kept = json.loads(close.findings)
    return tuple(CheckFinding(**{**each, "priority": Priority(each["priority"])}) for each in kept)


def _deltas(locked: MonthReport, now: MonthReport) -> tuple[Delta, ...]:
    before = {figure.code: figure for figure in locked.figures}
    found = tuple(
        Delta(each.code, each.name, before[each.code].shown, each.shown)
        for each in now.figures
        if each.code in before and (before[each.code].n, before[each.code].d) != (each.n, each.d)
    )
    if not found and locked.breakdowns != now.breakdowns:
        return (Delta("breakdowns", "分项构成", "锁定时", "现在有变化"),)
    return found


def _lines(session: Session, period: str, report: MonthReport) -> tuple[ReconciliationLine, ...]:
    wanted = select(SystemCount).where(SystemCount.period == period)
    said = {each.code: each for each in session.scalars(wanted)}
    found = []
    for figure in report.figures:
        if figure.d is None:
            theirs = said.get(figure.code)
            system, reason = (theirs.count, theirs.reason or "") if theirs else (None, "")
            found.append(
                ReconciliationLine(figure.code, f"{SUBJECTS[figure.subject]}·{figure.name}", figure.n, system, reason)
            )
    return tuple(found)


def _put_count(unit: Unit, period: str, entry: SystemEntry, by: str, known: set[str]) -> None:
    if entry.code not in known:
        raise FieldProblem("code", f"没有“{entry.code}”这一统计项，不能对账。请刷新后再填。")
    if entry.count < 0:
        raise FieldProblem("count", f"系统数（{entry.count}）应当是不小于 0 的整数。请核对。")
    wanted = select(SystemCount).where(SystemCount.period == period, SystemCount.code == entry.code)
    found = unit.session.scalars(wanted).one_or_none()
    if found is None:
        found = SystemCount(period=period, code=entry.code)
        unit.session.add(found)
    found.count, found.reason, found.entered_by = entry.count, entry.reason.strip() or None, by


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _not_begun(period: str) -> MonthStanding:
    return MonthStanding(period, MonthState.OPEN, 0, None, "", (), "", "", "", "", "", "", False, "")


def _standing(close: MonthClose) -> MonthStanding:
    return MonthStanding(
        period=close.period,
        state=_state(close),
        edition=close.edition,
        as_of=close.as_of,
        digest=close.digest,
        findings=_findings(close),
        computed_by=close.computed_by,
        computed_at=close.computed_at,
        reviewed_by=close.reviewed_by or "",
        reviewed_at=close.reviewed_at or "",
        locked_by=close.locked_by or "",
        locked_at=close.locked_at or "",
        is_reconciled=close.is_reconciled,
        unlock_reason=close.unlock_reason or "",
    )
