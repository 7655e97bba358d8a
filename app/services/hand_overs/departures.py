"""Leave and transfer: all open work of somebody goes in one step, planned first and carried out exactly so."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.case_terms import HandOverState
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.hand_over import HandOver
from app.models.office import Department, Person
from app.models.terms import RecordType
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.hand_overs.register import Register
from app.services.hand_overs.reviewers import refuse_original_handlers
from app.services.hand_overs.rows import (
    KINDS,
    Departure,
    DeparturePlan,
    EndingOffer,
    PlannedRecord,
    Target,
    target_field,
)
from app.services.hand_overs.subjects import TABLES, chunks, open_work, standings
from app.services.hand_overs.writing import key_of, offered_of, put, receiver_of
from app.services.office.offices import PersonRow
from app.services.papers.rows import RecordKey

BY_ORDER = "人员离岗移交，即时生效"  # stands where a returned hand-over has its reason
_ENDED = "因人员离岗移交终止"
_NAMED = 3  # records a refusal lists by number


class PlanOutOfDate(DomainError):
    """The work is no longer what the plan showed."""

    def __init__(self, plan: DeparturePlan, now: DeparturePlan) -> None:
        """``now`` is what planning again gives."""
        other = sorted({each.number for each in set(plan.records) ^ set(now.records)})
        more = f"等 {len(other)} 件" if len(other) > _NAMED else ""
        which = f"{'、'.join(other[:_NAMED])}{more}" if other else "待接收的移交"
        super().__init__(
            f"在您预览之后，{plan.person}名下的工作有变动（预览时{plan.words}，现在{now.words}；有变动的是{which}），"
            "没有移交。请重新预览后再执行。"
        )


class Departures:
    """Plans and carries out; the caller holds the transaction."""

    def __init__(self, clock: Clock) -> None:
        """``clock`` says what is open today."""
        self._clock = clock

    def open_counts(self, session: Session, person_id: int) -> tuple[tuple[RecordType, int], ...]:
        """How much open work of each kind somebody has; kinds without any left out. Raises DomainError."""
        register = Register(session)
        person = register.person(person_id)
        department = person.department if register.has_namesake(person) else None
        today = self._clock.today()
        counts = ((kind, len(open_work(session, kind, person.name, department, today))) for kind in KINDS)
        return tuple((kind, count) for kind, count in counts if count)

    def plan(self, session: Session, departure: Departure) -> DeparturePlan:
        """What the departure would do to the store as it stands; raises FieldProblem, DomainError."""
        needed("reason", "理由", departure.reason)
        day_that_can_be("on", "日期", departure.on, self._clock.today(), None)
        register = Register(session)
        person = register.person(departure.person_id)
        _refuse_impossible(register, person, departure)
        department = person.department if register.has_namesake(person) else None
        targets = dict(departure.targets)
        records: list[PlannedRecord] = []
        for kind in KINDS:
            work = open_work(session, kind, person.name, department, self._clock.today())
            if work:
                target = _target(register, person, departure, kind, targets.get(kind, Target()))
                refuse_original_handlers(session, [each.record for each in work], target, target_field(kind))
                records += [each.going_to(target) for each in work]
        made = offered_of(session, tuple(each.record for each in records))
        if departure.is_leaving:
            made |= {key_of(each): each for each in _offered_to(session, person.name, department)}
        ending = tuple(self._ending(session, list(made.values())))
        return DeparturePlan(departure, person.name, person.department, tuple(records), ending)

    def carry_out(self, unit: Unit, actor: Actor, plan: DeparturePlan) -> list[RecordKey]:
        """Do exactly what the plan shows; returns the records touched. Raises PlanOutOfDate."""
        session = unit.session
        now = self.plan(session, plan.departure)
        if now != plan:
            raise PlanOutOfDate(plan, now)
        ended = list(_end(session, actor, plan, self._clock))
        for kind in KINDS:
            goes = {each.record.record_id: each.receiver for each in plan.records if each.record.record_type is kind}
            for ids in chunks(goes):
                for holder in session.scalars(select(TABLES[kind]).where(TABLES[kind].id.in_(ids))):
                    put(holder, goes[holder.id])
        _lay(unit, actor, plan)
        _mark(session, plan.departure)
        return [*dict.fromkeys((*(each.record for each in plan.records), *ended))]

    def _ending(self, session: Session, made: list[HandOver]) -> Iterator[EndingOffer]:
        """Unanswered hand-overs of what goes elsewhere now, and those to somebody who will not be there."""
        known = standings(session, (key_of(each) for each in made), self._clock.today())
        numbers = {standing.record: standing.number for standing in known}
        for each in sorted(made, key=lambda offer: offer.id):
            yield EndingOffer(each.id, each.version, numbers[key_of(each)], receiver_of(each))


def _offered_to(session: Session, name: str, department: str | None) -> Iterator[HandOver]:
    """What waits for somebody by name; ``department`` tells namesakes apart."""
    wanted = select(HandOver).where(HandOver.state == HandOverState.OFFERED, HandOver.to_handler == name)
    if department is not None:
        wanted = wanted.where(func.coalesce(HandOver.to_department, "") == department)
    yield from session.scalars(wanted)


def _refuse_impossible(register: Register, person: PersonRow, departure: Departure) -> None:
    if person.left_on:
        raise DomainError(f"{person.name}已于 {person.left_on} 离岗，不必再次移交。请刷新后再看。")
    if departure.new_department and not register.has_department(departure.new_department):
        raise FieldProblem("new_department", f"部门“{departure.new_department}”还没有登记。请先登记部门，或换一个。")
    if departure.new_department and departure.is_leaving:
        raise FieldProblem("new_department", "离岗人员不再调入其他部门。请去掉“标记为已离岗”，或清空调往部门。")


def _target(register: Register, person: PersonRow, departure: Departure, kind: RecordType, wanted: Target) -> Target:
    """Who takes this kind of work; raises FieldProblem at the kind's field."""
    field = target_field(kind)
    if not wanted.department.strip() and not wanted.handler.strip():
        raise FieldProblem(field, f"{person.name}名下有在办的{kind.label}，请选择由谁接收。")
    target = register.checked(wanted, field, field)
    if target.handler == person.name and target.department in {"", person.department}:
        raise FieldProblem(field, f"不能移交给{person.name}本人。请换一位。")
    return target


def _end(session: Session, actor: Actor, plan: DeparturePlan, clock: Clock) -> Iterator[RecordKey]:
    for each in plan.ending:
        made = session.get_one(HandOver, each.hand_over_id)
        made.state, made.answer = HandOverState.RETURNED, f"{_ENDED}（{plan.person}）"
        made.answered_on, made.answered_by = PartialDate.of(clock.today()), actor.name
        yield key_of(made)


def _lay(unit: Unit, actor: Actor, plan: DeparturePlan) -> None:
    """One accepted hand-over a record."""
    first, departure = unit.last_id(HandOver) + 1, plan.departure
    unit.insert_many(HandOver, (_row(first + place, each, actor, departure) for place, each in enumerate(plan.records)))


def _row(key: int, each: PlannedRecord, actor: Actor, departure: Departure) -> dict[str, object]:
    return {
        "id": key,
        "record_type": each.record.record_type,
        "record_id": each.record.record_id,
        "from_department": each.giver.department or None,
        "from_handler": each.giver.handler or None,
        "to_department": each.receiver.department or None,
        "to_handler": each.receiver.handler or None,
        "handed_on": departure.on,
        "handed_by": actor.name,
        "reason": departure.reason.strip(),
        "state": HandOverState.ACCEPTED,
        "answered_on": departure.on,
        "answered_by": actor.name,
        "answer": BY_ORDER,
    }


def _mark(session: Session, departure: Departure) -> None:
    """The entry of the register: left, or elsewhere from now on."""
    person = session.get_one(Person, departure.person_id)
    if departure.is_leaving:
        person.left_on = departure.on
    elif departure.new_department:
        person.department_id = session.scalars(
            select(Department.id).where(Department.name == departure.new_department)
        ).one()
