"""An act of the trail as a line: when, who, what, why, and the fields that changed."""

import re
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.services.foundation.intentions import DONE_AGAIN, TAKEN_BACK
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
        title = f"{title}：{_what_was_done(session, taken)}"
        reason = _MARK.sub(r"\2", reason) or None
    return HistoryLine(
        act=first.act,
        at=first.at,
        actor=first.actor,
        title=title,
        reason=reason,
        changes=tuple(change for net in nets(entries).values() for change in changes_of(session, net)),
        can_be_undone=can_be_undone,
    )


def title_taken_back(session: Session, act: int) -> str:
    """What an act that took something back took back, by its title; an act done again leads to the first."""
    first = session.get(AuditEntry, act)
    taken = taken_back(first.intention, first.reason) if first else None
    return _what_was_done(session, taken) if taken is not None else ""


def _what_was_done(session: Session, act: int) -> str:
    first = session.get(AuditEntry, act)
    if first is None:
        return str(act)
    taken = taken_back(first.intention, first.reason)
    return title_of(first.intention) if taken is None else _what_was_done(session, taken)


def first_act(session: Session, act: int) -> int:
    """The act that takings back and doings again lead to in the end."""
    first = session.get(AuditEntry, act)
    taken = taken_back(first.intention, first.reason) if first else None
    return act if taken is None else first_act(session, taken)


def is_done_again_without(session: Session, act: int) -> bool:
    """Whether taking back an act does the first one again: it took that back itself, or what led to it did."""
    first = session.get(AuditEntry, act)
    taken = taken_back(first.intention, first.reason) if first else None
    return taken is not None and not is_done_again_without(session, taken)


def taken_back(intention: str, reason: str | None) -> int | None:
    """The act that an entry says it took back; one that was done again took back the taking back."""
    marked = _MARK.match(reason or "") if intention in (TAKEN_BACK, DONE_AGAIN) else None
    return int(marked.group(1)) if marked else None
