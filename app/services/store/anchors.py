"""Heads of the audit trail kept elsewhere: in backups and in the statistics of closed months.

A trail cut off at its end, or written anew from some entry on, fits in itself; only a head kept outside shows it.
"""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.data_key import DataKey
from app.models.month_close import MonthClose
from app.models.sqlite import GUARD_NAMES
from app.services.keys.problems import PasswordWanted
from app.services.store.backups import automatic_backups, manifest_in
from app.services.store.manifest import NoBackup
from app.services.store.places import backups_of

log = logging.getLogger(__name__)


class Anchor(NamedTuple):
    """That entry number ``entries`` had the hash ``head``, and where that is kept."""

    entries: int
    head: str
    where: str

    def sentence(self, found: str | None) -> str:
        """What is wrong where the trail says otherwise; ``found`` is its hash there, None where there is no entry."""
        said = f"{self.where}记着审计记录第 {self.entries} 条的校验值以 {self.head[:12]} 开头，"
        what = "没有这一条，可能被截去过" if found is None else f"这一条以 {found[:12]} 开头，可能被整体改写过"
        return f"{said}现在的台账里{what}。如果台账不是从更早的备份恢复来的，请保留原件，用备份核对。"


def anchors_of(session: Session, store: Path, key: DataKey | None = None) -> tuple[Anchor, ...]:
    """All heads known beside the trail itself, the oldest first."""
    return tuple(sorted({*_in_months(session), *_in_backups(store, key)}))


def astray(session: Session, anchors: Sequence[Anchor]) -> tuple[str, ...]:
    """Sentences about those the trail does not bear out."""
    told = []
    for anchor in anchors:
        found = session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == anchor.entries))
        if found != anchor.head:
            told.append(anchor.sentence(found))
    return tuple(told)


def unguarded(session: Session) -> tuple[str, ...]:
    """Sentences about guards of the trail that somebody took away."""
    wanted = text("select name from sqlite_master where type = 'trigger'")
    there = set(session.scalars(wanted))
    if there.issuperset(GUARD_NAMES):
        return ()
    return ("防止修改、删除审计记录的保护被人去掉了。请保留原件，用备份核对，并查明是谁动过台账文件。",)


def _in_months(session: Session) -> list[Anchor]:
    found = []
    for period, edition, report in session.execute(select(MonthClose.period, MonthClose.edition, MonthClose.report)):
        kept = json.loads(report)
        if kept.get("audit_entries"):
            where = f"{period} 第 {edition} 次结账的月度统计"
            found.append(Anchor(int(kept["audit_entries"]), str(kept["audit_head"]), where))
    return found


def _in_backups(store: Path, key: DataKey | None) -> list[Anchor]:
    found = []
    for path in automatic_backups(backups_of(store), store):
        try:
            manifest = manifest_in(path, key)
        except (NoBackup, PasswordWanted) as problem:
            log.info("backup %s says nothing of the trail: %s", path, problem)
            continue
        if manifest.audit_entries:
            found.append(Anchor(manifest.audit_entries, manifest.audit_head, f"备份“{path.name}”"))
    return found
