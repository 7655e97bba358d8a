"""Which triggers there are: looked at, changed as the office's own versions from a day on, withdrawn with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.original_case import OwnTrigger, TriggerHit
from app.models.review_terms import TriggerList
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.refusals import needed
from app.services.review_triggers import intentions as wish
from app.services.review_triggers.drafting import check, draft_of, toml_of
from app.services.review_triggers.dry_run import dry_run
from app.services.review_triggers.evaluating import Evaluation
from app.services.review_triggers.library import OWN, OwnTriggerText, TriggerDamaged, TriggerLibrary, Version
from app.services.review_triggers.model import Trigger
from app.services.review_triggers.own import text_of
from app.services.review_triggers.rows import DryRun, OwnTriggerRow, TriggerDraft, TriggerRow
from app.services.review_triggers.standing import is_waiting

_SERIES = "BY"  # codes of triggers the office added: BY01


@dataclass(frozen=True)
class TriggerSettings:
    """The triggers of one store; the standard ones are never changed, what the office writes lies above them."""

    database: Database
    clock: Clock
    changes: Changes
    library: TriggerLibrary

    def rows(self, trigger_list: TriggerList) -> tuple[TriggerRow, ...]:
        """Every trigger of a list as it stands today, those that begin to count later at the end."""
        today = self.clock.today()
        standing = self.library.versions(today)
        ahead = {each.code: each for each in self.library.own() if isinstance(each, Trigger)}
        shown: dict[str, Version] = {**{code: each for code, each in ahead.items() if code not in standing}, **standing}
        with self.database.read() as session:
            met, waiting = _counted(session, ~TriggerHit.is_void), _counted(session, is_waiting())
        order = {each.code: place for place, each in enumerate(self.library.standard)}
        found = (
            _row(code, each, met.get(code, 0), waiting.get(code, 0))
            for code, each in sorted(shown.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))
        )
        return tuple(row for row in found if row.trigger_list is trigger_list)

    def versions(self, code: str) -> tuple[OwnTriggerRow, ...]:
        """The office's versions of one trigger, the newest first."""
        wanted = select(OwnTrigger).where(OwnTrigger.code == code)
        with self.database.read() as session:
            found = session.scalars(wanted.order_by(OwnTrigger.valid_from.desc(), OwnTrigger.id.desc()))
            return tuple(
                OwnTriggerRow(each.id, each.code, each.name, each.valid_from, each.reason, each.is_withdrawn)
                for each in found
            )

    def version(self, own_id: int) -> Trigger:
        """A version of the office as it reads; raises DomainError."""
        with self.database.read() as session:
            own = text_of(_own(session, own_id))
        return self.library.parse(own.text, own.trigger_list, own.version)

    def draft(self, code: str) -> TriggerDraft:
        """The version of today as a draft for another, from the next day that is free on; raises DomainError."""
        today = self.clock.today()
        found = self.library.versions(today).get(code)
        standard = next((each for each in self.library.standard if each.code == code), None)
        ahead = next((each for each in self.library.own() if isinstance(each, Trigger) and each.code == code), None)
        base = found if isinstance(found, Trigger) else standard or ahead
        if base is None:
            raise DomainError(f"没有代码为“{code}”的触发情形，可能已被撤销。请刷新后再看。")
        taken = {row.valid_from for row in self.versions(code) if not row.is_withdrawn}
        days = (today + timedelta(days=later) for later in range(len(taken) + 1))
        return draft_of(base, next(day for day in days if day not in taken))

    def dry_run(self, draft: TriggerDraft, progress: Progress | None = None) -> DryRun:
        """Which registered cases would meet a draft; writes nothing. Raises FieldProblem, Cancelled."""
        trigger = self._read(draft)
        with self.database.read() as session:
            return dry_run(session, trigger, progress or Unwatched())

    @performs(wish.ADOPT)
    def adopt(self, actor: Actor, draft: TriggerDraft, reason: str, progress: Progress | None = None) -> Written:
        """Go by a new trigger, or by another version of one, from its day on.

        Where that day has come, every registered case is held against it in the same transaction. Raises FieldProblem,
        Cancelled.
        """
        why = needed("reason", "为什么增加或修改，例如 省院部署专项评查", reason)
        day = check(draft)
        with self.database.write(actor, wish.ADOPT, self.clock.now(), why) as unit:
            named = replace(draft, code=draft.code or _next_code(unit.session))
            trigger = self._read(named)
            _refuse_same_day(unit.session, trigger.code, day)
            own = OwnTrigger(
                code=trigger.code,
                trigger_list=trigger.trigger_list,
                name=trigger.name,
                body=trigger.text,
                valid_from=day,
                reason=why,
            )
            unit.session.add(own)
            unit.session.flush()
            self._add_missing(unit, trigger.code, progress)
            written = Written(own.id, unit.act)
        self.changes.publish(RecordType.ORIGINAL_CASE)
        return written

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, own_id: int, reason: str, progress: Progress | None = None) -> Written:
        """Go by a version no more; what was noticed by it stays. Raises DomainError, FieldProblem, Cancelled.

        The version that counts instead is held against every registered case, so that none is missed.
        """
        why = needed("reason", "为什么停用", reason)
        with self.database.write(actor, wish.WITHDRAW, self.clock.now(), why) as unit:
            own = _own(unit.session, own_id)
            if own.is_withdrawn:
                raise DomainError("这个版本已经停用，不必再停用。")
            own.is_withdrawn = True
            unit.session.flush()
            self._add_missing(unit, own.code, progress)
            written = Written(own.id, unit.act)
        self.changes.publish(RecordType.ORIGINAL_CASE)
        return written

    def _add_missing(self, unit: Unit, code: str, progress: Progress | None) -> None:
        """Hold all cases against the version that counts today, as the open transaction has it."""
        wanted = select(OwnTrigger).where(~OwnTrigger.is_withdrawn).order_by(OwnTrigger.valid_from, OwnTrigger.id)
        library = self.library.among([text_of(each) for each in unit.session.scalars(wanted)])
        today = self.clock.today()
        counting = library.find(code, today)
        if counting is not None and not counting.by_hand:
            Evaluation(library, self.clock).add_missing(
                unit, [library.reminding(counting, today)], progress or Unwatched()
            )

    def _read(self, draft: TriggerDraft) -> Trigger:
        """The draft as it will be read back: what cannot be read is never gone by."""
        day = check(draft)
        code = draft.code or f"{_SERIES}00"
        return self.library.parse(toml_of(replace(draft, code=code)), draft.trigger_list, f"{OWN} {day}")


def _counted(session: Session, condition: ColumnElement[bool]) -> dict[str, int]:
    wanted = select(TriggerHit.code, func.count()).where(condition).group_by(TriggerHit.code)
    return {code: count for code, count in session.execute(wanted)}


def _row(code: str, version: Version, hits: int, waiting: int) -> TriggerRow:
    if isinstance(version, TriggerDamaged):
        return _damaged_row(code, version.own, hits, waiting, str(version))
    return TriggerRow(
        code=code,
        name=version.name,
        trigger_list=version.trigger_list,
        form=version.form,
        conditions=version.conditions_text,
        source=version.source,
        certainty=version.certainty,
        version=version.version,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        is_off=version.is_off,
        by_hand=version.by_hand,
        remind_days=version.remind_days,
        note=version.note,
        hits=hits,
        open=waiting,
    )


def _damaged_row(code: str, own: OwnTriggerText, hits: int, waiting: int, problem: str) -> TriggerRow:
    return TriggerRow(
        code=code,
        name=own.name,
        trigger_list=own.trigger_list,
        form="",
        conditions="",
        source="",
        certainty=None,
        version=own.version,
        valid_from=own.valid_from,
        valid_to=None,
        is_off=False,
        by_hand=False,
        remind_days=None,
        note="",
        hits=hits,
        open=waiting,
        problem=problem,
    )


def _own(session: Session, own_id: int) -> OwnTrigger:
    own = session.get(OwnTrigger, own_id)
    if own is None:
        raise DomainError("这个版本已经不在了，可能已被撤销。请刷新后再看。")
    return own


def _next_code(session: Session) -> str:
    """Codes are never given again, so that hits of a withdrawn trigger stay told apart."""
    taken: Sequence[str] = session.scalars(select(OwnTrigger.code).where(OwnTrigger.code.startswith(_SERIES))).all()
    numbers = [int(code.removeprefix(_SERIES)) for code in taken if code.removeprefix(_SERIES).isdigit()]
    of_hits: Sequence[str] = session.scalars(
        select(TriggerHit.code).where(TriggerHit.code.startswith(_SERIES)).distinct()
    ).all()
    numbers += [int(code.removeprefix(_SERIES)) for code in of_hits if code.removeprefix(_SERIES).isdigit()]
    return f"{_SERIES}{max(numbers, default=0) + 1:02d}"


def _refuse_same_day(session: Session, code: str, day: date) -> None:
    same = select(OwnTrigger.id).where(OwnTrigger.code == code, OwnTrigger.valid_from == day, ~OwnTrigger.is_withdrawn)
    if session.scalars(same.limit(1)).first() is not None:
        raise FieldProblem("valid_from", f"{day} 起已有一个本院版本。请先停用那个版本，或换一个日期。")
