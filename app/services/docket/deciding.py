"""One deadline opened for one decision: its record, its events, the new derivation, and what must be said."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.clue import Clue
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline, DeadlineEvent
from app.models.matter import Matter
from app.models.reverse_review import ReverseReview
from app.models.suggestion import Suggestion
from app.models.terms import DeadlineAct, DeadlineState, RecordType, StartEvent
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Rule
from app.services.deadlines.service import Deadlines
from app.services.docket.kept_rules import keep, kept_rule
from app.services.docket.projecting import project
from app.services.docket.reckoning import recomputed
from app.services.docket.rows import Authority, Done
from app.services.docket.starting import Starter
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import needed
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments

LAST_ONE = "这是最后一个未完成的期限，之后这件记录上不再有期限在走。请确认是否还要设定新的期限。"
TABLES: dict[RecordType, type[Suggestion] | type[Matter] | type[Clue] | type[ReverseReview]] = {
    RecordType.SUGGESTION: Suggestion,
    RecordType.MATTER: Matter,
    RecordType.CLUE: Clue,
    RecordType.REVERSE_REVIEW: ReverseReview,
}


class DeadlineNotFound(DomainError):
    """No deadline with that id."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到第 {wanted} 号期限，它可能已随撤销的操作消失。请刷新后再看。")


@dataclass(frozen=True)
class Means:
    """What decisions need, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    deadlines: Deadlines
    starter: Starter
    attachments: Attachments


@dataclass
class Opened:
    """A deadline inside its writing transaction."""

    means: Means
    unit: Unit
    deadline: Deadline
    record: Suggestion | Matter | Clue
    authority: Authority
    scan: Staged | None = None
    said: list[str] = field(default_factory=list)

    @property
    def done(self) -> Done:
        """What the act leaves behind."""
        return Done(self.deadline.id, self.unit.act, tuple(self.said))

    def rule(self) -> Rule:
        """The rule as it was when the deadline was computed; raises DomainError where there is none to go by."""
        found = kept_rule(self.unit.session, self.deadline, self.means.deadlines.library)
        if found is None:
            raise DomainError(f"“{self.deadline.name}”没有留下计算规则，不能重新计算。请免除它，另设一个期限。")
        return found

    def decide(self, kind: DeadlineAct, on: PartialDate, length: Period | None = None, is_total: bool = False) -> None:
        """Write the event; what follows from it is ``recompute`` or ``end``."""
        authority, deadline = self.authority, self.deadline
        attached = None
        if self.scan is not None:
            purpose = f"{deadline.name}：{kind.label}"[:40]
            record = deadline.record_type, deadline.record_id
            attached = self.means.attachments.attach(self.unit, record, purpose, self.scan)
        self.event = DeadlineEvent(
            deadline_id=deadline.id,
            record_type=deadline.record_type,
            record_id=deadline.record_id,
            kind=kind,
            happened_on=on,
            length=length.length if length else None,
            unit=length.unit if length else None,
            extra_days=length.extra_days if length else 0,
            is_total=is_total,
            decided_by=authority.decided_by.strip() or None,
            reason=authority.reason.strip() or None,
            document=authority.document.strip() or None,
            attachment_id=attached,
            due_before=deadline.due_on,
            due_after=deadline.due_on,
        )
        self.unit.session.add(self.event)
        self.unit.session.flush()

    def recompute(self) -> None:
        """The due date anew from the rule as kept and all events; the event keeps the derivation before and after."""
        deadline, rule = self.deadline, self.rule()
        events = events_of(self.unit.session, deadline.id)
        columns = recomputed(deadline, events, rule, self.means.deadlines.calendar)
        self.event.derivation_before, self.event.derivation_after = deadline.derivation, columns["derivation"]
        self.event.due_after = columns["due_on"]
        for name, value in columns.items():
            setattr(deadline, name, value)
        if deadline.rule_digest is None:  # from before rules were kept
            keep(self.unit, [rule])
        self._say_followers(self.event.due_before)

    def end(self, state: DeadlineState, on: PartialDate) -> None:
        """Close the deadline, and say so where it was the last one of an open record."""
        self.deadline.state, self.deadline.ended_on, self.deadline.paused_on = state, on, None
        self.unit.session.flush()
        if not any(each.state is DeadlineState.OPEN for each in deadlines_of(self.unit.session, self.deadline)):
            self.said.append(LAST_ONE)

    def _say_followers(self, due_before: date | None) -> None:
        """A deadline that starts when the reply period ends does not move by itself."""
        if self.deadline.started_by is not StartEvent.REPLY_PERIOD or due_before == self.deadline.due_on:
            return
        for each in deadlines_of(self.unit.session, self.deadline):
            if each.started_by is StartEvent.REPLY_OVER and each.state is DeadlineState.OPEN:
                self.said.append(
                    f"“{each.name}”仍从 {each.started_on} 起算，没有随之改变。"
                    f"需要时请对它“更正起算日”（{self.deadline.due_on}）。"
                )


@contextmanager
def opened(
    means: Means, actor: Actor, intention: Intention, deadline_id: int, authority: Authority, progress: Progress | None
) -> Iterator[Opened]:
    """One open deadline for one decision; raises DeadlineNotFound, and DomainError where it has ended.

    ``progress`` is told how far the scan has come; it may raise Cancelled, and then nothing has been decided.
    """
    reason = authority.reason.strip() or None
    with (
        means.attachments.scan_coming(authority.scan, progress) as scan,
        means.database.write(actor, intention, means.clock.now(), reason) as unit,
    ):
        deadline = unit.session.get(Deadline, deadline_id)
        if deadline is None:
            raise DeadlineNotFound(deadline_id)
        if deadline.state is not DeadlineState.OPEN:
            ended = f"（{deadline.ended_on}）" if deadline.ended_on else ""
            raise DomainError(
                f"“{deadline.name}”{deadline.state.label}{ended}，不能再{intention.title}。有误的请先撤销那一步。"
            )
        record: Any = unit.session.get(TABLES[deadline.record_type], deadline.record_id)
        work = Opened(means, unit, deadline, record, authority, scan)
        yield work
        unit.session.flush()
        project(record, deadlines_of(unit.session, deadline))
    means.changes.publish(deadline.record_type, (deadline.record_id,))


def must_be_decided(authority: Authority) -> None:
    """Refuse a decision without its reason or without who decided."""
    needed("reason", "理由", authority.reason)
    needed("decided_by", "决定人（如检察长）", authority.decided_by)


def refuse_reply_period(deadline: Deadline, wish: str, instead: str) -> None:
    """A letter's reply period ends by reply, closing or withdrawal only, so that letter and deadline never differ."""
    if deadline.started_by is StartEvent.REPLY_PERIOD:
        raise DomainError(f"检察建议的书面回复期限不能{wish}。{instead}")


def not_after_today(name: str, title: str, on: date, today: date) -> None:
    """Refuse a day that has not come yet."""
    if on > today:
        raise FieldProblem(name, f"{title}（{on}）晚于今天（{today}），事情还没有发生。请核对日期。")


def events_of(session: Session, deadline_id: int) -> list[DeadlineEvent]:
    """The decisions about a deadline, in order."""
    wanted = select(DeadlineEvent).where(DeadlineEvent.deadline_id == deadline_id)
    return list(session.scalars(wanted.order_by(DeadlineEvent.id)))


def deadlines_of(session: Session, deadline: Deadline) -> list[Deadline]:
    """All deadlines of the same record, in order."""
    wanted = select(Deadline).where(
        Deadline.record_type == deadline.record_type, Deadline.record_id == deadline.record_id
    )
    return list(session.scalars(wanted.order_by(Deadline.id)))


def steps_of(derivation: str | None) -> tuple[str, ...]:
    """A stored derivation as sentences."""
    return tuple(json.loads(derivation)) if derivation else ()
