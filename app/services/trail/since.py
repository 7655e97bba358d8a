"""What was done to a row since somebody looked at it, for telling whoever comes second."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.models.approval import Approval, ApprovalOpinion
from app.models.audit import AuditEntry
from app.models.base import Record
from app.models.matter import CaseEntry
from app.models.suggestion import Suggestion
from app.models.suggestion_item import SuggestionItem
from app.services.foundation.refusals import ChangedMeanwhile, Meanwhile
from app.services.trail.family import OWN, Owner, hangs_on, owner_of
from app.services.trail.intention_index import title_of
from app.services.trail.net import entries_of_act, nets
from app.services.trail.telling import changes_of
from app.services.trail.undoing import moment

_SEARCHED_BACK = 200  # entries


def refuse_changed(session: Session, row: Record, shown: int | None, name: str) -> None:
    """Refuse to write over what somebody else wrote since version ``shown``; None says that nothing was shown.

    Raises ChangedMeanwhile, which tells who changed what and when.
    """
    if shown is not None and row.version != shown:
        raise ChangedMeanwhile(name, changes_since(session, row, shown))


def changes_since(session: Session, row: Record, shown: int) -> tuple[Meanwhile, ...]:
    """The acts that changed a row after version ``shown``, each with everything it changed on the same record."""
    owner = owner_of(session, row.__tablename__, row.id, {})
    told: list[Meanwhile] = []
    for act in reversed(list(_acts_since(session, row, owner, row.version - shown))):
        entries = entries_of_act(session, act)
        changes = tuple(
            change
            for net in nets(entries).values()
            if owner_of(session, net.table, net.row_id, {**(net.before or {}), **(net.after or {})}) == owner
            for change in changes_of(session, net)
        )
        first = entries[0]
        told.append(Meanwhile(first.actor, moment(first.at), title_of(first.intention), changes))
    return tuple(told)


def _acts_since(session: Session, row: Record, owner: Owner | None, versions: int) -> Iterator[int]:
    """The newest acts first, until they account for so many versions.

    Every change of the row is one entry and one version; rows that are part of it (fields without a column of their
    own, opinions of an approval) are entries of theirs and one version of the row.
    """
    table = row.__tablename__
    about = and_(AuditEntry.table_name == table, AuditEntry.row_id == row.id)
    for part, its in _parts(row, owner):
        rows = session.scalars(select(part.id).where(its)).all()
        about = or_(about, and_(AuditEntry.table_name == part.__tablename__, AuditEntry.row_id.in_(rows)))
    wanted = select(AuditEntry.act, AuditEntry.table_name).where(about).order_by(AuditEntry.seq.desc())
    for act, entries in groupby(session.execute(wanted.limit(_SEARCHED_BACK)), key=lambda each: each.act):
        if versions <= 0:
            return
        yield act
        versions -= max(sum(each.table_name == table for each in entries), 1)


def _parts(row: Record, owner: Owner | None) -> Iterator[tuple[type[Record], ColumnElement[bool]]]:
    """The tables whose rows raise a row's version, and the condition that they are its."""
    if owner is not None and OWN[owner[0]].__tablename__ == row.__tablename__:
        yield CaseEntry, hangs_on(CaseEntry, owner)
        if isinstance(row, Suggestion):
            yield SuggestionItem, SuggestionItem.suggestion_id == row.id
    if isinstance(row, Approval):
        yield ApprovalOpinion, ApprovalOpinion.approval_id == row.id
