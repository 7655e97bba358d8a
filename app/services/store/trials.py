"""Restores made to see whether a backup comes back: opened, counted, the trail proved, the attachments hashed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select, text

from app.models.actor import Actor
from app.models.data_key import DataKey
from app.models.database import Database
from app.models.store_care import TrialRestore
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.store.audit_chain import verify_chain
from app.services.store.backups import TRYING, automatic_backups
from app.services.store.care_rows import TrialRow
from app.services.store.intentions import TRY_RESTORE
from app.services.store.manifest import Manifest
from app.services.store.places import backups_of
from app.services.store.restoring import unpacked, wrong_beside
from app.services.store.thinning import Schedule

_CHANGED = "恢复出来的数量与备份清单不符（{}：清单 {}，恢复 {}）"


class TrialRestores:
    """The trials of one open store; the newest says how its backups are."""

    def __init__(self, database: Database, clock: Clock, rules: Path, changes: Changes) -> None:
        """``rules`` is the folder of the schedule."""
        self._database, self._clock, self._rules, self._changes = database, clock, rules, changes

    def last(self) -> TrialRow | None:
        """The newest one."""
        with self._database.read_behind() as session:
            row = session.scalars(select(TrialRestore).order_by(TrialRestore.id.desc()).limit(1)).first()
        if row is None:
            return None
        return TrialRow(row.at, row.backup, row.made_at, row.is_good, json.loads(row.counts), row.sentence)

    @property
    def is_due(self) -> bool:
        """Whether a month has passed since the last, or that one failed on an earlier day; never without a backup."""
        if self._newest() is None:
            return False
        last = self.last()
        if last is None:
            return True
        waited = self._clock.today() - date.fromisoformat(last.at[:10])
        days = Schedule.read(self._rules).trial_every_days if last.is_good else 1
        return not timedelta(0) <= waited < timedelta(days=days)  # a clock set back must not put it off for years

    @performs(TRY_RESTORE)
    def run(self, actor: Actor, progress: Progress | None = None) -> TrialRow:
        """Try the newest automatic backup and keep what came of it, good or not; raises DomainError, Cancelled."""
        newest = self._newest()
        if newest is None:
            raise DomainError("还没有自动备份，没有什么可试。改动之后会自动备份，也可以先点“立即备份”。")
        manifest, problem = _tried(newest, self._database, progress or Unwatched())
        now = self._clock.now()
        row = TrialRestore(
            at=now.isoformat(timespec="seconds"),
            backup=newest.name,
            made_at=manifest.made_at if manifest else "",
            is_good=not problem,
            counts=json.dumps(manifest.counts if manifest else {}),
            chain_head=manifest.audit_head if manifest else "",
            sentence=problem or _praise(manifest),
        )
        with self._database.write(actor, TRY_RESTORE, now) as unit:
            unit.session.add(row)
        self._changes.publish(None)
        kept = self.last()
        assert kept is not None  # noqa: S101 - it was written just now
        return kept

    def _newest(self) -> Path | None:
        store = self._database.path
        return next(iter(automatic_backups(backups_of(store), store)), None)


def _tried(backup: Path, live: Database, progress: Progress) -> tuple[Manifest | None, str]:
    """What the backup says of itself, and what is wrong with it in a sentence; empty where nothing is."""
    manifest = None
    try:
        with TemporaryDirectory(prefix=f"{TRYING}{live.path.stem}-", dir=backup.parent) as work:
            copy, manifest = unpacked(backup, Path(work), live.key)
            with _opened(copy, live.key) as database:
                wrong = _differing(database, manifest, progress)
            wrong = wrong or wrong_beside(backup, copy, manifest, progress, live.key)
    except (DomainError, KnownError, OSError) as problem:
        wrong = str(problem)
    return manifest, f"试恢复“{backup.name}”没有成功：{wrong}" if wrong else ""


@contextmanager
def _opened(copy: Path, key: DataKey | None) -> Iterator[Database]:
    database = Database(copy, key)
    try:
        yield database
    finally:
        database.close()


def _differing(database: Database, manifest: Manifest, progress: Progress) -> str:
    with database.read() as session:
        for table, count in manifest.counts.items():
            found = session.scalar(text(f'select count(*) from "{table}"'))  # noqa: S608 - names of the copy's own tables
            if found != count:
                return _CHANGED.format(table, count, found)
        verdict = verify_chain(session, progress)
    if verdict.first_broken is not None:
        return f"审计记录从第 {verdict.first_broken} 条起对不上。请立即做一次备份，再运行“检查”。"
    if (verdict.entries, verdict.head) != (manifest.audit_entries, manifest.audit_head):
        return "审计链头与备份清单不符。请立即做一次备份，再运行“检查”。"
    return ""


def _praise(manifest: Manifest | None) -> str:
    counts = manifest.counts if manifest else {}
    held = f"检察建议 {counts.get('suggestion', 0)} 份、监督事项 {counts.get('matter', 0)} 件"
    return f"试恢复完好：{held}，审计记录 {counts.get('audit_entry', 0)} 条首尾相连。"
