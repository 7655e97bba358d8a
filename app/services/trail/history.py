"""全部经过: what was done to a record, by whom, when; and taking the last act back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.database import Database, Unit
from app.models.document import Document, NumberTaken
from app.models.terms import RecordType
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import (
    DONE_AGAIN,
    LOGGED,
    TAKEN_BACK,
    Actor,
    Intention,
    performs,
    refuse_without,
)
from app.services.suggestions.rows import HistoryLine
from app.services.trail.entries import entries_of_record
from app.services.trail.family import Owner, owner_of
from app.services.trail.intention_index import intentions, title_of
from app.services.trail.lines import first_act, is_done_again_without, line_of, taken_back, title_taken_back
from app.services.trail.net import Net, entries_of_act, nets
from app.services.trail.standing_rows import rows_of
from app.services.trail.undoable import can_be_undone, undoable
from app.services.trail.undoing import NothingToTakeBack, restore

TAKE_BACK = Intention(TAKEN_BACK, "撤销", "history:take_back")
DO_AGAIN = Intention(DONE_AGAIN, "重做", "history:take_back")
_SEARCHED_BACK = 200  # acts

FollowTakenBack = Callable[[Unit, Sequence[Net]], None]  # with what the act had done to each row


def nothing_follows(_unit: Unit, _done: Sequence[Net]) -> None:
    """For a store where nothing is worked out from other rows."""


class AskedFor(DomainError):
    """An act that was asked for explicitly, or that another command takes back."""


@dataclass(frozen=True)
class LastAct:
    """The newest act that can be taken back, for the undo line."""

    act: int
    title: str
    actor: str
    at: str


class History:
    """The trail of one store, read by record and by act."""

    def __init__(
        self, database: Database, clock: Clock, changes: Changes, follow: FollowTakenBack = nothing_follows
    ) -> None:
        """``changes`` is told which records a taken-back act gave their former state, ``follow`` in its transaction."""
        self._follow = follow
        self._database = database
        self._clock = clock
        self._changes = changes

    def lines(self, record_type: RecordType, record_id: int) -> list[HistoryLine]:
        """Everything that happened to a record, its services, replies, files and deadlines; the oldest act first."""
        with self._database.read() as session:
            acts: dict[int, list[Row[Any]]] = {}
            for entry in entries_of_record(session, (record_type, record_id)):
                acts.setdefault(entry.act, []).append(entry)
            standing = undoable(session, acts)
            return [line_of(session, entries, act in standing) for act, entries in sorted(acts.items())]

    @performs(TAKE_BACK)
    def take_back(self, actor: Actor, act: int, reason: str = "") -> int:
        """Restore what stood before an act and return the number of the act that did; raises DomainError."""
        with self._database.write(actor, TAKE_BACK, self._clock.now(), f"〔{act}〕{reason.strip()}") as unit:
            _refuse_asked_for(unit.session, act)
            _refuse_unentitled(unit.session, actor, act)
            unit.amounts_to = _done_again(unit.session, act)
            done = restore(unit, act, reason.strip())
            self._follow(unit, done)
            touched = set(_owners(unit.session, done))
            mine = unit.act
        self._tell(touched)
        return mine

    @performs(DO_AGAIN)
    def do_again(self, actor: Actor, act: int) -> int:
        """Do again what the taking back ``act`` took back; returns the number of the act that did. Raises DomainError.

        Numbers and papers that were voided count again; rows changed since are in the way, as for taking back.
        """
        with self._database.write(actor, DO_AGAIN, self._clock.now(), f"〔{act}〕") as unit:
            _refuse_no_taking_back(unit.session, act)
            _refuse_unentitled(unit.session, actor, first_act(unit.session, act))
            unit.amounts_to = _done_again(unit.session, act)
            done = restore(unit, act)
            self._follow(unit, done)
            touched = set(_owners(unit.session, done))
            mine = unit.act
        self._tell(touched)
        return mine

    def _tell(self, touched: set[Owner]) -> None:
        if not touched:  # an entry that belongs to no record: the register shows it all the same
            self._changes.publish(None)
        for record_type in {record_type for record_type, _id in touched}:
            self._changes.publish(record_type, sorted(key for kind, key in touched if kind is record_type))

    def staying(self, act: int) -> str:
        """What taking an act back leaves behind, as a clause; empty where everything becomes as it was."""
        with self._database.read() as session:
            made = [net for net in nets(entries_of_act(session, act)).values() if net.before is None]
        papers = sum(net.table == Document.__tablename__ for net in made)
        numbers = [
            str(net.after["number"])
            for net in made
            if net.table == NumberTaken.__tablename__ and net.after and net.after.get("is_automatic")
        ]
        parts = ["登记的文书转为作废并保留"] if papers else []
        return "，".join((*parts, *(f"文号 {number} 作废，不再使用" for number in numbers)))

    def extent(self, act: int) -> int:
        """How many changes an act made, so that taking back one of many is not waited for."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).where(AuditEntry.act == act)) or 0

    def last_act(self) -> LastAct | None:
        """The newest act not taken back yet, if it can be; None where the newest cannot be taken back."""
        with self._database.read() as session:
            gone: set[int] = set()
            for first in islice(_acts(session), _SEARCHED_BACK):
                taken = taken_back(first.intention, first.reason)
                if first.act in gone or _is_logged(first.intention):
                    continue
                if taken is not None:
                    gone.add(taken)
                    continue
                if not can_be_undone(session, first.act, first.intention):
                    return None
                return LastAct(first.act, title_of(first.intention), first.actor, first.at)
        return None

    def last_taken_back(self) -> LastAct | None:
        """The newest taking back that can be done again, by the title of what it took back; None after another act."""
        with self._database.read() as session:
            gone: set[int] = set()
            for first in islice(_acts(session), _SEARCHED_BACK):
                taken = taken_back(first.intention, first.reason)
                if first.act in gone or _is_logged(first.intention):
                    continue
                if first.intention == DONE_AGAIN and taken is not None:
                    gone.add(taken)
                    continue
                if first.intention != TAKEN_BACK or not can_be_undone(session, first.act, first.intention):
                    return None
                return LastAct(first.act, title_taken_back(session, first.act), first.actor, first.at)
        return None


def _acts(session: Session) -> Iterator[AuditEntry]:
    """The first entries of the acts, newest act first; steps over an import of many thousand entries at once."""
    act = session.scalar(select(AuditEntry.act).order_by(AuditEntry.seq.desc()).limit(1))
    while act is not None:
        first = session.get(AuditEntry, act)
        if first is not None:  # where entries are hidden from whoever reads, the first of an act may be one of them
            yield first
        act = session.scalar(
            select(AuditEntry.act).where(AuditEntry.act < act).order_by(AuditEntry.act.desc()).limit(1)
        )


def _is_logged(intention: str) -> bool:
    known = intentions().get(intention)
    return known is not None and known.inverse == LOGGED


def _refuse_unentitled(session: Session, actor: Actor, act: int) -> None:
    """Nobody takes back what they might not have done themselves; raises NotAllowed."""
    first = session.get_one(AuditEntry, act)
    known = intentions().get(first.intention)
    if known is not None:
        refuse_without(actor, known)
    taken = taken_back(first.intention, first.reason)
    if taken is not None:
        _refuse_unentitled(session, actor, taken)


def _done_again(session: Session, act: int) -> Intention | None:
    """What taking back an act does again, which asks for whatever doing it for the first time asks for."""
    if not is_done_again_without(session, act):
        return None
    first = session.get(AuditEntry, first_act(session, act))
    return intentions().get(first.intention) if first is not None else None


def _refuse_asked_for(session: Session, act: int) -> None:
    first = session.get(AuditEntry, act)
    if first is None or first.act != act:
        raise NothingToTakeBack(f"没有可以撤销的操作（第 {act} 号）。请刷新后再看。")
    if _is_logged(first.intention):
        raise AskedFor(f"“{title_of(first.intention)}”记的是已经发生的事，登记簿只增不减，不能撤销。")
    known = intentions().get(first.intention)
    if known is None or known.inverse != TAKEN_BACK:
        other = intentions().get(known.inverse) if known else None
        instead = f"请用“{other.title}”。" if other else "它是明确要求执行的，只能另行更正。"
        raise AskedFor(f"“{title_of(first.intention)}”不能这样撤销。{instead}")


def _refuse_no_taking_back(session: Session, act: int) -> None:
    first = session.get(AuditEntry, act)
    if first is None or first.act != act or first.intention != TAKEN_BACK:
        raise NothingToTakeBack(f"没有可以重做的撤销（第 {act} 号）。请刷新后再看。")


def _owners(session: Session, done: Sequence[Net]) -> Iterator[Owner]:
    held = rows_of(session, ((net.table, net.row_id) for net in done if net.before is not None))
    for net in done:
        owner = owner_of(session, net.table, net.row_id, {**(net.before or {}), **(net.after or {})})
        if owner is not None:
            yield owner
    held.clear()  # until here, so that the session gave each row without asking the store
