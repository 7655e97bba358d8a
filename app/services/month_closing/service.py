"""Closes months: what was computed is kept, checked, reviewed by another person, locked; unlocking leaves a trace."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.indicator_terms import MonthState, Priority
from app.models.month_close import MonthClose
from app.services.base_data.periods import month_before
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.refusals import needed
from app.services.foundation.resources import Resources
from app.services.month_closing import intentions as wish
from app.services.month_closing.checks import read_checks
from app.services.month_closing.reading import (
    deltas_between,
    findings_of,
    in_state,
    latest,
    locked,
    locked_words,
    not_begun,
    signers,
    standing_of,
    state_of,
)
from app.services.month_closing.reconciliation import lines_of, put_count
from app.services.month_closing.report_text import report_of, text_of
from app.services.month_closing.rows import CheckFinding, MonthStanding, ReconciliationLine, SystemEntry
from app.services.monthly_statistics.rows import MonthFiles, MonthReport
from app.services.monthly_statistics.service import MonthlyStatistics
from app.services.papers.kept_bytes import KeptBytes
from app.services.statistics_tables.frame import LockedTables

UNWATCHED = Unwatched()
_COMPUTING, _LOCKING = 2, 3  # steps told of, each a second or two long


@dataclass(frozen=True)
class Parts:
    """What closing needs, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    resources: Resources
    statistics: MonthlyStatistics
    folder: Path  # of the attachments, where the papers of locked months are kept
    further: Callable[[Unit, str], tuple[CheckFinding, ...]]  # what else is to be said of a month that is computed


@dataclass(frozen=True)
class _Papers:
    """What a lock keeps: the hashes of both papers, the figures with their records, and whether all is reconciled."""

    workbook: str
    pdf: str
    figures: dict[str, Any]
    is_reconciled: bool


class MonthClosing:
    """The closings of one store's months."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def standing(self, period: str, now: MonthReport | None = None) -> MonthStanding:
        """How far a month has come, with what its records say now otherwise than when it was locked.

        ``now`` is the month as counted just before, so that a page does not count it twice.
        """
        with self._parts.database.read() as session:
            found = latest(session, period)
            if found is None:
                return not_begun(period)
            standing = standing_of(found)
            kept = report_of(found.report) if standing.state is MonthState.LOCKED else None
        if kept is None:
            return standing
        deltas = deltas_between(kept, now or self._parts.statistics.month(period))
        return MonthStanding(**{**vars(standing), "deltas": deltas})

    def standing_after(self, period: str, now: MonthReport | None = None) -> MonthStanding:
        """The same with what was corrected of the month before since it was locked."""
        return replace(self.standing(period, now), corrected_before=self._corrections_before(period))

    @performs(wish.COMPUTE)
    def compute(self, actor: Actor, period: str, progress: Progress = UNWATCHED) -> MonthStanding:
        """Compute a month that has ended, keep it and check it; raises DomainError while it runs or is locked."""
        parts = self._parts
        progress.report(0, _COMPUTING)
        report = parts.statistics.whole_month(period)
        progress.report(1, _COMPUTING)
        if report.is_running:
            raise DomainError(f"{report.period_shown}还没有结束，不能结账。请在下月初计算，现在的数只供参考。")
        report = replace(report, notes=(*report.notes, *self._corrections_before(period)))
        counts = {figure.code: figure.n for figure in report.figures}
        found = [each.finding(counts) for each in read_checks(parts.resources.statistics)]
        text = text_of(report)
        progress.report(_COMPUTING, _COMPUTING)  # the last moment to cancel
        with parts.database.write(actor, wish.COMPUTE, parts.clock.now()) as unit:
            close = latest(unit.session, period)
            if close is not None and state_of(close) is MonthState.LOCKED:
                raise DomainError(f"{report.period_shown}已经锁定，不能重新计算。确需更正的，请先解锁并写明理由。")
            said = (*(each for each in found if each is not None), *parts.further(unit, period))
            findings = [asdict(each) | {"priority": each.priority.value} for each in said]
            if close is None or close.unlocked_at is not None:
                close = MonthClose(period=period, edition=1 if close is None else close.edition + 1)
                unit.session.add(close)
            close.as_of, close.report, close.digest = report.as_of, text, _digest(text)
            close.findings = json.dumps(findings, ensure_ascii=False)
            close.computed_by, close.computed_at = actor.name, self._now()
            close.reviewed_by = close.reviewed_at = close.review_note = None
            unit.session.flush()
            standing = standing_of(close)
        parts.changes.publish(None)
        return standing

    @performs(wish.REVIEW)
    def review(self, actor: Actor, period: str, reasons: Mapping[str, str], note: str = "") -> MonthStanding:
        """审核 by another person; ``reasons`` answer findings of middle priority by their code.

        Raises DomainError where a rule of high priority is broken or the same person computed, FieldProblem where a
        reason is missing.
        """
        with self._parts.database.write(actor, wish.REVIEW, self._parts.clock.now()) as unit:
            close = in_state(unit.session, period, MonthState.COMPUTED, "审核", "请先计算这个月")
            if close.computed_by == actor.name:
                raise DomainError(f"{period} 由{actor.name}计算，审核应当由另一个人进行。请由另一个人审核。")
            findings = [_answered(each, reasons) for each in findings_of(close)]
            close.findings = json.dumps([asdict(each) | {"priority": each.priority.value} for each in findings])
            close.reviewed_by, close.reviewed_at, close.review_note = actor.name, self._now(), note.strip() or None
            unit.session.flush()
            standing = standing_of(close)
        self._parts.changes.publish(None)
        return standing

    @performs(wish.LOCK)
    def lock(self, actor: Actor, period: str, progress: Progress = UNWATCHED) -> MonthStanding:
        """Lock a reviewed month; from now on it prints what was computed. Raises DomainError.

        Refused where the records have changed since: what is locked must be what was reviewed and still stands.
        """
        papers = self._drawn(actor, period, progress)
        now = self._parts.statistics.whole_month(period)
        progress.report(_LOCKING, _LOCKING)  # the last moment to cancel
        with self._parts.database.write(actor, wish.LOCK, self._parts.clock.now()) as unit:
            close = in_state(unit.session, period, MonthState.REVIEWED, "锁定", "请先由另一个人审核")
            changed = deltas_between(report_of(close.report), now)
            if changed:
                named = "、".join(f"{each.name} {each.locked}→{each.now}" for each in changed[:5])
                raise DomainError(f"审核以后数据有了变化（{named}），没有锁定。请重新计算并审核。")
            close.locked_by, close.locked_at = actor.name, self._now()
            close.is_reconciled = papers.is_reconciled
            close.figures = json.dumps(papers.figures, ensure_ascii=False)
            close.workbook_sha256, close.pdf_sha256 = papers.workbook, papers.pdf
            unit.session.flush()
            standing = standing_of(close)
        self._parts.changes.publish(None)
        return standing

    @performs(wish.UNLOCK)
    def unlock(self, actor: Actor, period: str, reason: str) -> MonthStanding:
        """Take the lock off; the closing stays with the reason, the next one is another edition."""
        why = needed("reason", "解锁的理由", reason)
        with self._parts.database.write(actor, wish.UNLOCK, self._parts.clock.now(), why) as unit:
            close = in_state(unit.session, period, MonthState.LOCKED, "解锁", "没有锁定的月份可以直接重新计算")
            if close.locked_by == actor.name:
                raise DomainError(f"{period} 由{actor.name}锁定，解锁应当由另一个人进行。请由另一个人解锁。")
            close.unlocked_by, close.unlocked_at, close.unlock_reason = actor.name, self._now(), why
            unit.session.flush()
            standing = standing_of(close)
        self._parts.changes.publish(None)
        return standing

    def reconciliation(self, period: str) -> tuple[ReconciliationLine, ...]:
        """对账表: every count of the month beside what the national system says."""
        now = self._parts.statistics.month(period)
        with self._parts.database.read(whole=True) as session:
            close = locked(session, period)
            return lines_of(session, period, report_of(close.report) if close else now)

    @performs(wish.RECONCILE)
    def reconcile(self, actor: Actor, period: str, entries: Sequence[SystemEntry]) -> tuple[ReconciliationLine, ...]:
        """Keep what the national system says; a difference may be explained. Raises DomainError once it is locked."""
        report = self._parts.statistics.month(period)
        known = {figure.code for figure in report.figures if figure.d is None}
        with self._parts.database.write(actor, wish.RECONCILE, self._parts.clock.now()) as unit:
            close = latest(unit.session, period)
            if close is not None and state_of(close) is MonthState.LOCKED:
                raise DomainError(f"{report.period_shown}已经锁定，不能再改对账。请先解锁并写明理由。")
            for each in entries:
                put_count(unit, period, each, actor.name, known)
            unit.session.flush()
            lines = lines_of(unit.session, period, report)
        self._parts.changes.publish(None)
        return lines

    def files(self, period: str) -> MonthFiles | None:
        """Workbook and PDF of a locked month, their hashes checked; None for others. Raises PaperLost."""
        with self._parts.database.read() as session:
            close = locked(session, period)
            hashes = (close.workbook_sha256, close.pdf_sha256) if close else (None, None)
        if hashes[0] is None or hashes[1] is None:
            return None
        workbook, pdf = (self._kept.read(each, f"{period} 锁定的月度统计") for each in hashes if each)
        return MonthFiles(workbook, pdf)

    def json(self, period: str) -> dict[str, Any] | None:
        """The figures of a locked month with their records; None for others."""
        with self._parts.database.read() as session:
            close = locked(session, period)
            return json.loads(close.figures) if close and close.figures else None

    def tables(self, period: str) -> LockedTables | None:
        """The 统计表 of a locked month as they were, with what stands around its papers; None for others."""
        with self._parts.database.read() as session:
            close = locked(session, period)
            if close is None:
                return None
            report, standing = report_of(close.report), standing_of(close)
            heading = "" if close.is_reconciled else report.heading
            return LockedTables(report.tables, heading, locked_words(standing), signers(standing))

    def _drawn(self, actor: Actor, period: str, progress: Progress) -> _Papers:
        """The papers as they will be locked, their bytes kept before any row speaks of them."""
        statistics = self._parts.statistics
        progress.report(0, _LOCKING)
        with self._parts.database.read() as session:
            close = in_state(session, period, MonthState.REVIEWED, "锁定", "请先由另一个人审核")
            report, standing = report_of(close.report), standing_of(close)
            is_reconciled = all(each.is_settled for each in lines_of(session, period, report))
        standing = replace(standing, locked_by=actor.name, locked_at=self._now())
        heading = "" if is_reconciled else report.heading
        printed = replace(report, heading=heading, closing=locked_words(standing), signed=signers(standing))
        files = statistics.files(printed)
        progress.report(1, _LOCKING)
        kept = self._kept.put(files.workbook), self._kept.put(files.pdf)
        figures = statistics.counted_json(period)
        progress.report(2, _LOCKING)
        return _Papers(*kept, figures, is_reconciled)

    @property
    def _kept(self) -> KeptBytes:
        return KeptBytes(self._parts.folder, self._parts.database.key)

    def _corrections_before(self, period: str) -> tuple[str, ...]:
        """What the month before came out otherwise after it was locked: told on this month's papers."""
        before = month_before(period)
        with self._parts.database.read() as session:
            close = locked(session, before)
            kept = report_of(close.report) if close else None
        if kept is None:
            return ()
        deltas = deltas_between(kept, self._parts.statistics.whole_month(before))
        told = "、".join(f"{each.name} {each.locked}→{each.now}" for each in deltas)
        return (f"{before} 锁定以后更正：{told}。",) if told else ()

    def _now(self) -> str:
        return self._parts.clock.now().isoformat(timespec="seconds")


def _answered(finding: CheckFinding, reasons: Mapping[str, str]) -> CheckFinding:
    if finding.priority is Priority.HIGH:
        raise DomainError(f"不能审核：{finding.sentence}改正后请重新计算。")
    reason = reasons.get(finding.code, "").strip()
    if finding.priority is Priority.MEDIUM and not reason:
        raise FieldProblem(finding.code, f"{finding.sentence}不改的，请写明理由。")
    return CheckFinding(finding.code, finding.name, finding.priority, finding.sentence, reason)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
