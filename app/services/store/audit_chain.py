"""Proves the audit trail: every entry fits the one before, from the first to the head."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.audit import GENESIS, HASHED, AuditEntry, chain_hash
from app.services.foundation.progress import Progress, Unwatched
from app.services.store.rows import AuditVerdict

_AT_ONCE = 5000  # entries held in memory


def verify_chain(session: Session, progress: Progress | None = None) -> AuditVerdict:
    """Walk the whole trail. A trail cut off at its end fits; only a head kept elsewhere shows that."""
    watcher = progress or Unwatched()
    total = int(session.scalar(select(func.count()).select_from(AuditEntry)) or 0)
    columns = AuditEntry.__table__.columns
    wanted = select(*(columns[name] for name in HASHED), columns["previous"], columns["hash"])
    rows = session.connection().execute(wanted.order_by(AuditEntry.seq).execution_options(yield_per=_AT_ONCE))
    head, broken, seen = GENESIS, None, 0
    for part in rows.partitions(_AT_ONCE):
        head, broken = _walk(part, head, seen, broken)
        seen += len(part)
        watcher.report(seen, total)
    return AuditVerdict(seen, head, broken)


def _walk(entries: Iterable[Sequence[Any]], head: str, seen: int, broken: int | None) -> tuple[str, int | None]:
    """By place and not by name: a trail of many years is read in full."""
    for place, entry in enumerate(entries, start=seen + 1):
        if broken is None and not _fits(entry, head, place):
            broken = entry[0]
        head = entry[-1]
    return head, broken


def _fits(entry: Sequence[Any], head: str, place: int) -> bool:
    return bool(entry[0] == place and entry[-2] == head and entry[-1] == chain_hash(head, entry[:-2]))
