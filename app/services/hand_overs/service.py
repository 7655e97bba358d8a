"""Hand-over (移交转办): offered by case management or a head, then accepted, or returned with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.case_terms import HandOverState
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.hand_over import HandOver
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import needed
from app.services.hand_overs import intentions as wish
from app.services.hand_overs.answering import offered_to
from app.services.hand_overs.departures import Departures
from app.services.hand_overs.register import Register
from app.services.hand_overs.reviewers import refuse_original_handlers
from app.services.hand_overs.rows import Departure, DeparturePlan, HandOverRow, Target
from app.services.hand_overs.subjects import Standing, found_standings, standings
from app.services.hand_overs.writing import (
    AlreadyAnswered,
    AlreadyOffered,
    give,
    key_of,
    offered_of,
    receiver_of,
    row_of,
)
from app.services.papers.rows import RecordKey

_NAMED = 3  # records a refusal lists by number


@dataclass(frozen=True)
class Parts:
    """What hand-overs need, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes


class HandOvers:
    """Hand-overs of one store."""

    def __init__(self, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self._database, self._clock, self._changes = parts.database, parts.clock, parts.changes
        self._departures = Departures(parts.clock)

    def of(self, record: RecordKey) -> tuple[HandOverRow, ...]:
        """The hand-overs of a record, the newest first."""
        wanted = select(HandOver).where(
            HandOver.record_type == record.record_type, HandOver.record_id == record.record_id
        )
        with self._database.read() as session:
            return self._rows(session, session.scalars(wanted.order_by(HandOver.id.desc())))

    def waiting_for(self, person: str, department: str = "") -> tuple[HandOverRow, ...]:
        """What waits for somebody's answer, the oldest first: named to them, or to their department alone.

        Without ``department`` the one the register gives the person counts.
        """
        with self._database.read() as session:
            place = department or Register(session).department_of(person)
            wanted = select(HandOver).where(offered_to(person, place)).order_by(HandOver.id)
            return self._rows(session, session.scalars(wanted))

    @performs(wish.OFFER)
    def offer(self, actor: Actor, records: Sequence[RecordKey], target: Target, reason: str) -> Written:
        """Offer one or many records as one act; the records stay where they are until somebody accepts.

        Raises FieldProblem, MayNotHandOver, AlreadyOffered, DomainError; then none is offered.
        """
        why = needed("reason", "移交理由", reason)
        if not records:
            raise DomainError("没有选择要移交的记录。请先在列表里选择。")
        with self._database.write(actor, wish.OFFER, self._clock.now(), why) as unit:
            register = Register(unit.session)
            register.refuse_unless_in_charge(actor)
            receiver = register.checked(target)
            offered = standings(unit.session, records, self._clock.today())
            self._refuse(unit.session, offered, receiver)
            refuse_original_handlers(unit.session, [each.record for each in offered], receiver, "to_handler")
            self._lay(unit, actor, offered, receiver, why)
            act = unit.act
        self._tell(standing.record for standing in offered)
        return Written(offered[0].record.record_id, act)

    @performs(wish.ACCEPT)
    def accept(self, actor: Actor, hand_over_id: int, handler: str = "") -> Written:
        """Take the record over; ``handler`` may be chosen where only a department was named.

        Raises AlreadyAnswered, FieldProblem, DomainError.
        """
        with self._database.write(actor, wish.ACCEPT, self._clock.now()) as unit:
            made, standing = self._open(unit.session, hand_over_id)
            _refuse_moved(made, standing)
            receiver = receiver_of(made)
            if handler.strip() and not receiver.handler:
                receiver = Register(unit.session).checked(Target(receiver.department, handler), field="handler")
                made.to_handler = receiver.handler
            refuse_original_handlers(unit.session, [standing.record], receiver)
            give(unit.session, standing.record, receiver)
            self._answer(made, HandOverState.ACCEPTED, actor)
            act = unit.act
        self._tell((standing.record,))
        return Written(standing.record.record_id, act)

    @performs(wish.RETURN)
    def return_(self, actor: Actor, hand_over_id: int, reason: str) -> Written:
        """Give the record back to whoever has it, with the reason; raises AlreadyAnswered, FieldProblem."""
        why = needed("reason", "退回理由", reason)
        with self._database.write(actor, wish.RETURN, self._clock.now(), why) as unit:
            made, standing = self._open(unit.session, hand_over_id)
            self._answer(made, HandOverState.RETURNED, actor, why)
            act = unit.act
        self._tell((standing.record,))
        return Written(standing.record.record_id, act)

    def open_counts(self, person_id: int) -> tuple[tuple[RecordType, int], ...]:
        """How much open work of each kind somebody of the register has; kinds without any left out."""
        with self._database.read() as session:
            return self._departures.open_counts(session, person_id)

    def plan_everything(self, departure: Departure) -> DeparturePlan:
        """All open work of somebody, with where it would go; nothing is written. Raises FieldProblem, DomainError."""
        with self._database.read() as session:
            return self._departures.plan(session, departure)

    @performs(wish.HAND_OVER_EVERYTHING)
    def hand_over_everything(self, actor: Actor, plan: DeparturePlan) -> Written:
        """Carry out a plan exactly as it was shown, at once and as one act; raises DomainError where it is out of date.

        These hand-overs need no acceptance: they are by order.
        """
        with self._database.write(
            actor, wish.HAND_OVER_EVERYTHING, self._clock.now(), plan.departure.reason.strip()
        ) as unit:
            Register(unit.session).refuse_unless_in_charge(actor)
            touched = self._departures.carry_out(unit, actor, plan)
            act = unit.act
        self._tell(touched)
        return Written(plan.departure.person_id, act)

    def _rows(self, session: Session, found: Iterable[HandOver]) -> tuple[HandOverRow, ...]:
        made = list(found)
        known = found_standings(session, (key_of(each) for each in made), self._clock.today())
        return tuple(row_of(each, known[key_of(each)]) for each in made if key_of(each) in known)

    def _refuse(self, session: Session, offered: Sequence[Standing], receiver: Target) -> None:
        """Refuse the whole act where one record cannot go, and say which and why."""
        waiting = offered_of(session, tuple(standing.record for standing in offered))
        for each in offered:
            if each.record in waiting:
                _refuse_offered(each, waiting[each.record], [s for s in offered if s.record in waiting])
        _refuse_all("{}，不能移交。", [f"{each.number} {each.over}" for each in offered if each.over])
        staying = [each.number for each in offered if _is_there_already(each.holder, receiver)]
        _refuse_all(f"{{}} 现在就由{receiver.words}承办，不必移交。", staying)

    def _lay(self, unit: Unit, actor: Actor, offered: Sequence[Standing], receiver: Target, reason: str) -> None:
        first = unit.last_id(HandOver) + 1
        today = PartialDate.of(self._clock.today())
        rows = (
            {
                "id": first + place,
                "record_type": each.record.record_type,
                "record_id": each.record.record_id,
                "from_department": each.holder.department or None,
                "from_handler": each.holder.handler or None,
                "to_department": receiver.department or None,
                "to_handler": receiver.handler or None,
                "handed_on": today,
                "handed_by": actor.name,
                "reason": reason,
                "state": HandOverState.OFFERED,
            }
            for place, each in enumerate(offered)
        )
        unit.insert_many(HandOver, rows)

    def _open(self, session: Session, hand_over_id: int) -> tuple[HandOver, Standing]:
        """An unanswered hand-over and its record; raises DomainError, AlreadyAnswered."""
        made = session.get(HandOver, hand_over_id)
        if made is None:
            raise DomainError("这次移交已被撤销，不必再答复。请刷新后再看。")
        (standing,) = standings(session, (key_of(made),), self._clock.today())
        if made.state is not HandOverState.OFFERED:
            raise AlreadyAnswered(standing.number, made)
        return made, standing

    def _answer(self, made: HandOver, state: HandOverState, actor: Actor, answer: str | None = None) -> None:
        made.state, made.answer = state, answer
        made.answered_on, made.answered_by = PartialDate.of(self._clock.today()), actor.name

    def _tell(self, records: Iterable[RecordKey]) -> None:
        touched = list(records)
        for kind in dict.fromkeys(record.record_type for record in touched):
            self._changes.publish(kind, [record.record_id for record in touched if record.record_type is kind])


def _is_there_already(holder: Target, receiver: Target) -> bool:
    """The receiver has the record now; a department alone has it whoever handles it there."""
    if receiver.handler and receiver.handler != holder.handler:
        return False
    return not receiver.department or receiver.department == holder.department


def _refuse_offered(each: Standing, made: HandOver, all_of_them: Sequence[Standing]) -> NoReturn:
    more = f"另有 {len(all_of_them) - 1} 件也在等待接收。" if len(all_of_them) > 1 else ""
    raise AlreadyOffered(
        f"{each.number} 已由{made.handed_by}于 {made.handed_on} 移交给{receiver_of(made).words}，对方还没有接收。"
        f"{more}请等对方接收或退回，或者先撤销那次移交。"
    )


def _refuse_all(sentence: str, numbers: Sequence[str]) -> None:
    if numbers:
        more = f"等 {len(numbers)} 件" if len(numbers) > _NAMED else ""
        raise DomainError(sentence.format("、".join(numbers[:_NAMED]) + more) + "请重新选择后再移交。")


def _refuse_moved(made: HandOver, standing: Standing) -> None:
    """What was offered must still be what is accepted."""
    if standing.over:
        raise DomainError(f"{standing.number} {standing.over}，不必接收。请写明理由退回。")
    if (made.from_department or "", made.from_handler or "") != (standing.holder.department, standing.holder.handler):
        raise DomainError(
            f"{standing.number} 在移交之后已改由{standing.holder.words}承办，不能接收。请写明理由退回，再重新移交。"
        )
