"""An act of the trail as a line: when, who, what, why, and the fields that changed."""

import re
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.services.foundation.intentions import TAKEN_BACK
from app.services.suggestions.rows import HistoryLine
from app.services.trail.intention_index import title_of
from app.services.trail.net import nets
from app.services.trail.telling import changes_of

_MARK = re.compile(r"〔(\d+)〕(.*)", re.DOTALL)  # how the trail says which act was taken back, before the reason


def line_of(session: Session, entries: list[Row[Any]], can_be_undone: bool) -> HistoryLine:
    """The entries of one act, in order."""
    first = entries[0]
    taken = taken_back(first.intention, first.reason)
    title, reason = title_of(first.intention), first.reason
    if taken is not None:
        undone = session.scalars(select(AuditEntry.intention).where(AuditEntry.seq == taken)).one_or_none()
        title = f"{title}：{title_of(undone) if undone else taken}"
        reason = _MARK.sub(r"\2", reason) or None
    return HistoryLine(
        act=first.act,
        at=first.at,
        actor=first.actor,
        title=title,
        reason=reason,
        changes=tuple(change for net in nets(entries).values() for change in changes_of(net)),
        can_be_undone=can_be_undone,
    )


def taken_back(intention: str, reason: str | None) -> int | None:
    """The act that an entry says it took back."""
    marked = _MARK.match(reason or "") if intention == TAKEN_BACK else None
    return int(marked.group(1)) if marked else None
