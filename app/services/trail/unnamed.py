"""What the whole trail tells is told away from every record: without the names that any record masks."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.secrecy import ShieldedName
from app.models.trash import RemovedRecord
from app.models.trust_terms import Shielded
from app.services.secrecy.masking import Masking, Masks, without_names
from app.services.suggestions.rows import HistoryLine

_TABLE = ShieldedName.__tablename__


def without_masked_names(line: HistoryLine, masks: Masks) -> HistoryLine:
    """A line as somebody reads it who did not open the record."""
    changes = tuple((what, without_names(was, masks), without_names(now, masks)) for what, was, now in line.changes)
    return replace(line, reason=line.reason and without_names(line.reason, masks), changes=changes)


def masks_of_trail(session: Session, entries: Sequence[Row[Any]] = ()) -> Masks:
    """Names masked now, in the trash, or by the act of ``entries``, which says them in full."""
    columns = AuditEntry.before, AuditEntry.after
    removing = select(RemovedRecord.removing_act).where(RemovedRecord.gone_at.is_(None))
    gone = session.execute(select(*columns).where(AuditEntry.act.in_(removing), AuditEntry.table_name == _TABLE)).all()
    own = [each for each in entries if each.table_name == _TABLE]
    images = [json.loads(text) for each in (*gone, *own) for text in (each.before, each.after) if text]
    found = {image["name"]: Shielded(image["kind"]) for image in images if image.get("name") and image.get("kind")}
    return Masking.shipped().everywhere(session, found)
