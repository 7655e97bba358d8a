"""第二人同意 (四眼): asked for by one person, answered by another, used once by the act itself."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Reading

from app.models.account import Countersign
from app.models.actor import Actor
from app.services.access import intentions as wish
from app.services.access.four_eyes import version_of
from app.services.access.rows import WITHDRAWN, CountersignRow
from app.services.access.service import Access, Parts
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, NotAllowed
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.refusals import needed
from app.services.trail.family import BY_NAME
from app.services.trail.intention_index import intentions, title_of

if TYPE_CHECKING:
    from app.models.database import Unit


_TELLING = ("entry_number", "number", "period", "addressee", "subject", "name", "title")  # what tells a row, best first


class Countersigns:
    """What two people have to agree on."""

    def __init__(self, parts: Parts, access: Access) -> None:
        """``access`` knows whether accounts are on: without, one person does everything alone."""
        self._parts = parts
        self._access = access

    def is_asked_for(self, intention: str) -> bool:
        """Whether an act takes a second person's agreement here."""
        return self._access.is_on and intention in self._parts.gate.four_eyes.acts

    @performs(wish.ASK)
    def ask(self, actor: Actor, intention: str, table: str, row: int, title: str, reason: str) -> Written:
        """Ask for agreement to doing an act to a row; ``title`` says what to what. Raises FieldProblem, NotAllowed."""
        known = _known(intention)
        if actor.session is not None and not actor.session.may(known.permission):
            raise NotAllowed(f"{actor.name}没有“{known.title}”的权限，不能申请。请由有权限的人员申请。")
        why, what = needed("reason", "理由", reason), self._called(table, row, needed("title", "事项", title))
        with self._parts.database.write(actor, wish.ASK, self._parts.clock.now(), why) as unit:
            asked = Countersign(
                intention=intention,
                table_name=table,
                row_id=row,
                title=what,
                row_version=version_of(unit.session, (table, row)),
                reason=why,
                asked_by=actor.name,
                asked_at=unit.at,
            )
            unit.session.add(asked)
            unit.session.flush()
            return Written(asked.id, unit.act)

    @performs(wish.ANSWER)
    def answer(self, actor: Actor, countersign_id: int, agreed: bool, opinion: str = "") -> Written:
        """Agree or refuse; never by whoever asked. A refusal gives its reason. Raises DomainError, NotAllowed."""
        with self._parts.database.write(actor, wish.ANSWER, self._parts.clock.now()) as unit:
            asked = unit.session.get(Countersign, countersign_id)
            if asked is None:
                raise DomainError("没有这项申请。请刷新后再看。")
            if asked.agreed is not None:
                raise DomainError(f"这项申请已由{asked.answered_by}答复。请刷新后再看。")
            if asked.asked_by == actor.name:
                raise DomainError("不能同意自己的申请。请另一位有权限的人员答复。")
            self._refuse_unentitled(actor, asked)
            asked.agreed, asked.answered_by, asked.answered_at = agreed, actor.name, unit.at
            asked.opinion = opinion.strip() or None if agreed else needed("opinion", "不同意的理由", opinion)
            return Written(asked.id, unit.act)

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, countersign_id: int) -> Written:
        """Let go of what one asked for oneself, answered or not, while it was not used; raises DomainError."""
        with self._parts.database.write(actor, wish.WITHDRAW, self._parts.clock.now()) as unit:
            asked = unit.session.get(Countersign, countersign_id)
            if asked is None or asked.asked_by != actor.name:
                raise DomainError("这项申请不是您提出的，不能撤回。请由申请人撤回。")
            if asked.used_at is not None or asked.agreed is False:
                raise DomainError("这项申请已经办完，或者已经答复不同意，不用撤回。请刷新后再看。")
            asked.agreed, asked.answered_by, asked.answered_at = False, actor.name, unit.at
            asked.opinion = WITHDRAWN
            return Written(asked.id, unit.act)

    def mine(self) -> tuple[CountersignRow, ...]:
        """What whoever works here asked for and may still act on, or lost lately; the oldest first.

        A refusal is told for as long as an agreement holds, and that an agreement ran out for as long again;
        neither once the same was asked for anew.
        """
        session = self._access.session
        if session is None:
            return ()
        its = (Countersign.asked_by == session.name) & Countersign.used_at.is_(None)
        rows = (row for row in self._rows(its) if row.opinion != WITHDRAWN)
        told = [row for row in rows if not self.is_stale(row, times=2 if row.agreed else 1)]
        newest = {(row.intention, row.table, row.row_id): row.id for row in told}
        return tuple(
            row
            for row in told
            if row.id == newest[row.intention, row.table, row.row_id] or not (row.agreed is False or self.is_stale(row))
        )

    def is_stale(self, row: CountersignRow, times: int = 1) -> bool:
        """Whether the answer was given too long ago to act on it, or some ``times`` as long."""
        now = self._parts.clock.now().isoformat(timespec="seconds")
        return self._parts.gate.four_eyes.is_stale(row.answered_at, now, times)

    def waiting(self) -> tuple[CountersignRow, ...]:
        """What waits for an answer by whoever works here now, the oldest first."""
        rows = self._rows(Countersign.agreed.is_(None))
        session = self._access.session
        if session is None:
            return rows
        others = (each for each in rows if each.asked_by != session.name)
        return tuple(
            each for each in others if self._may_answer(Actor(session.name, session), each.intention, each.table)
        )

    def of(self, intention: str, table: str, row: int) -> tuple[CountersignRow, ...]:
        """What was asked about one act on one row and not used yet, the oldest first."""
        its = (Countersign.intention == intention) & (Countersign.table_name == table) & (Countersign.row_id == row)
        return self._rows(its & Countersign.used_at.is_(None))

    def use(self, unit: "Unit", doer: Actor, intention: Intention, table: str, row: int) -> str | None:
        """Use the agreement in the act's own transaction, before the row is changed; gives who agreed.

        Acts named in the data need not call this: the gate does. None where no second person is asked for here.
        Raises NotCountersigned.
        """
        if not self.is_asked_for(intention.name):
            return None
        return self._parts.gate.four_eyes.use(unit, doer, intention, (table, row))

    def _called(self, table: str, row: int, title: str) -> str:
        """The act with what tells the record; raises DomainError where whoever asks does not see it."""
        model = BY_NAME.get(table)
        with self._parts.database.read() as reading:
            found = reading.get(model, row) if model is not None else None
        if found is None:
            raise DomainError("没有这条记录，或者不在您可以查看的部门之内，不能申请。请刷新后再看。")
        told = [str(each) for each in (getattr(found, name, None) for name in _TELLING) if each]
        return " ".join((title, *(each for each in told[:2] if each not in title)))

    def _rows(self, condition: ColumnElement[bool]) -> tuple[CountersignRow, ...]:
        with self._parts.database.read() as reading:
            return tuple(map(_row, _found(reading, condition)))

    def _refuse_unentitled(self, actor: Actor, asked: Countersign) -> None:
        with self._parts.database.read() as reading:  # where whoever answers does not see it, neither its record
            is_seen = reading.get(Countersign, asked.id) is not None
        if actor.session is not None and not (is_seen and self._may_answer(actor, asked.intention, asked.table_name)):
            raise NotAllowed(
                f"{actor.name}没有“{title_of(asked.intention)}”的权限，或者看不到这条记录，不能答复。"
                "请由有权限的人员答复。"
            )

    def _may_answer(self, actor: Actor, intention: str, table: str) -> bool:
        """Whoever could do the act; about accounts, another officer, who could not."""
        if actor.session is None:
            return True
        needed_here = "account:read" if table == "account" else _known(intention).permission
        return actor.session.may("countersign:answer") and actor.session.may(needed_here)


def _found(reading: Reading, condition: ColumnElement[bool]) -> Any:
    return reading.scalars(select(Countersign).where(condition).order_by(Countersign.id))


def _known(intention: str) -> Intention:
    found = intentions().get(intention)
    if found is None:
        raise DomainError(f"没有“{intention}”这项操作。")
    return found


def _row(asked: Countersign) -> CountersignRow:
    return CountersignRow(
        id=asked.id,
        intention=asked.intention,
        act=title_of(asked.intention),
        table=asked.table_name,
        row_id=asked.row_id,
        title=asked.title,
        reason=asked.reason,
        asked_by=asked.asked_by,
        asked_at=asked.asked_at,
        agreed=asked.agreed,
        answered_by=asked.answered_by,
        answered_at=asked.answered_at,
        opinion=asked.opinion,
        used_at=asked.used_at,
    )
