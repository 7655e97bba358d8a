"""Which acts of a record's trail can still be taken back, all at once: a record may have had hundreds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.services.foundation.intentions import TAKEN_BACK
from app.services.trail.intention_index import intentions
from app.services.trail.net import RowKey, Values, image, is_nothing, joined
from app.services.trail.standing_rows import portions
from app.services.trail.undoing import LEFT_STANDING, changed_since

Acts = Mapping[int, Sequence[Row[Any]]]  # the entries about the record by act


def undoable(session: Session, acts: Acts) -> frozenset[int]:
    """Those acts on a record whose rows stand as the acts left them; ``acts`` has every entry about its rows.

    Only an act that went beyond the record is looked up by itself.
    """
    standing = {act: len(acts[act]) for act in _untouched(acts)}
    beyond = _reaching(session, standing)
    return frozenset(act for act in standing if act not in beyond or not changed_since(session, act))


def can_be_undone(session: Session, act: int, intention: str) -> bool:
    """Whether one act can be taken back."""
    return _is_undoable(intention) and not changed_since(session, act)


def _is_undoable(intention: str) -> bool:
    known = intentions().get(intention)
    return known is not None and known.inverse == TAKEN_BACK


def _untouched(acts: Acts) -> Iterator[int]:
    """From the newest act to the oldest: what later acts made of each row is summed up on the way."""
    later: dict[RowKey, tuple[Values | None, Values | None]] = {}
    for act in sorted(acts, reverse=True):
        entries = acts[act]
        rows = {(each.table_name, each.row_id) for each in entries if each.table_name not in LEFT_STANDING}
        if _is_undoable(entries[0].intention) and all(row not in later or is_nothing(*later[row]) for row in rows):
            yield act
        for entry in reversed(entries):
            key, own = (entry.table_name, entry.row_id), (image(entry.before), image(entry.after))
            later[key] = joined(own, later[key]) if key in later else own


def _reaching(session: Session, counts: Mapping[int, int]) -> set[int]:
    """Acts that made more changes than those that are known of here."""
    reaching: set[int] = set()
    for some in portions(counts):
        wanted = (
            select(AuditEntry.act, func.count())
            .where(AuditEntry.act.in_(some), AuditEntry.table_name.not_in(LEFT_STANDING))
            .group_by(AuditEntry.act)
        )
        reaching.update(act for act, count in session.execute(wanted) if count > counts[act])
    return reaching
