"""Matter types and the list of powers: looked at, edited as drafts, adopted from a day on, withdrawn with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.matter import Matter
from app.models.matter_type import KeptMatterType, OwnMatterType
from app.models.terms import RecordType
from app.services.deadlines.service import Deadlines
from app.services.documents.service import Documents
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.matter_types import intentions as wish
from app.services.matter_types.checking import flaws_of
from app.services.matter_types.drafting import differences, draft_of, toml_of
from app.services.matter_types.library import TypeDamaged, TypeLibrary
from app.services.matter_types.model import MatterType, Power
from app.services.matter_types.offering import frame_of
from app.services.matter_types.own import version_of
from app.services.matter_types.powers import Powers
from app.services.matter_types.reading import parse_type
from app.services.matter_types.rows import (
    OwnTypeRow,
    PowerDraft,
    PowerRow,
    TypeDraft,
    TypeDryRun,
    TypeFlaw,
    TypeFrame,
    TypeRow,
)
from app.services.matters.standing import is_closed
from app.services.own_templates.rows import Difference

BEFORE_TYPES = "没有保存版本"  # matters from the time before there were types


@dataclass(frozen=True)
class Parts:
    """What the service needs, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    library: TypeLibrary
    deadlines: Deadlines
    documents: Documents


class MatterTypes:
    """The types and powers of one office; running matters keep the version they began with."""

    def __init__(self, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self._parts = parts
        self._database, self._clock, self._changes = parts.database, parts.clock, parts.changes
        self._powers = Powers(parts.database, parts.clock, parts.library)

    @property
    def library(self) -> TypeLibrary:
        """The types themselves; raises DomainError where a shipped file is wrong."""
        return self._parts.library

    def kinds(self) -> tuple[str, ...]:
        """What a matter may be registered as today, in the order of the types."""
        return tuple(kind for each in self.library.in_force(self._clock.today()) for kind in each.offered)

    def rows(self) -> tuple[TypeRow, ...]:
        """Every type as it is today; one whose version is spoilt says so."""
        running = self._running()
        found: list[TypeRow] = []
        for code, each in self.library.versions(self._clock.today()).items():
            if isinstance(each, TypeDamaged):
                standard = self.standard(code)
                family = standard.family if standard else ""
                found.append(
                    TypeRow(code, each.own.name, family, each.own.version, running.get(code, 0), str(each.again()))
                )
            else:
                found.append(TypeRow(code, each.name, each.family, each.version, running.get(code, 0)))
        return tuple(found)

    def versions(self, code: str) -> tuple[OwnTypeRow, ...]:
        """The office's versions of one type, the newest first."""
        in_force = self.library.versions(self._clock.today()).get(code)
        text = in_force.own.text if isinstance(in_force, TypeDamaged) else in_force.text if in_force else ""
        wanted = select(OwnMatterType).where(OwnMatterType.code == code)
        with self._database.read() as session:
            found = session.scalars(wanted.order_by(OwnMatterType.valid_from.desc(), OwnMatterType.id.desc()))
            return tuple(
                OwnTypeRow(
                    each.id,
                    each.code,
                    each.name,
                    each.valid_from,
                    each.reason,
                    each.is_withdrawn,
                    is_in_force=not each.is_withdrawn and each.text == text,
                )
                for each in found
            )

    def standard(self, code: str) -> MatterType | None:
        """The shipped type of that code."""
        return next((each for each in self.library.standard if each.code == code), None)

    def version(self, code: str, own_id: int | None) -> MatterType:
        """The standard type, or a version of the office; raises DomainError."""
        if own_id is not None:
            return self._adopted(own_id)
        standard = self.standard(code)
        if standard is None:
            raise DomainError(f"标准事项类型中没有“{code}”。")
        return standard

    def frame(self, code: str) -> TypeFrame:
        """What a version may be made of: documents, acts, rules; raises DomainError."""
        return frame_of(code, self.standard(code), self._parts, self._clock.today())

    def draft(self, code: str) -> TypeDraft:
        """The version in force as a draft for a new one, from the next day that is free on."""
        today = self._clock.today()
        in_force = self.library.versions(today).get(code)
        base = in_force if isinstance(in_force, MatterType) else self.version(code, None)
        taken = {row.valid_from for row in self.versions(code) if not row.is_withdrawn}
        day = next(
            day for day in (today + timedelta(days=later) for later in range(len(taken) + 1)) if day not in taken
        )
        return draft_of(base, day)

    def flaws(self, draft: TypeDraft) -> tuple[TypeFlaw, ...]:
        """Everything that keeps a draft from being adopted."""
        today = self._clock.today()
        others = [each for each in self.library.in_force(today) if each.code != draft.code]
        found = list(flaws_of(draft, self.frame(draft.code), others))
        if draft.valid_from is not None:
            with self._database.read() as session:
                try:
                    _refuse_same_day(session, draft.code, draft.valid_from)
                except FieldProblem as problem:
                    found.append(TypeFlaw(problem.field, str(problem)))
        return tuple(found)

    def compared(self, draft: TypeDraft) -> tuple[Difference, ...]:
        """The standard and the draft side by side; raises DomainError."""
        return self._differences(self._parsed(draft))

    def comparison(self, own_id: int) -> tuple[Difference, ...]:
        """The standard and an adopted version side by side; raises DomainError."""
        return self._differences(self._adopted(own_id))

    def dry_run(self, draft: TypeDraft) -> TypeDryRun:
        """How many running matters keep the version they began with when a draft is adopted."""
        version = func.coalesce(KeptMatterType.source, BEFORE_TYPES)
        counted = (
            select(version, func.count(Matter.id))
            .join(KeptMatterType, KeptMatterType.digest == Matter.type_digest, isouter=True)
            .where(Matter.type_code == draft.code, ~is_closed(self._clock.today().isoformat()))
            .group_by(version)
            .order_by(version)
        )
        with self._database.read() as session:
            by_version = tuple((str(name), int(count)) for name, count in session.execute(counted))
        total = sum(count for _name, count in by_version)
        return TypeDryRun(draft.valid_from or self._clock.today(), total, by_version)

    @performs(wish.ADOPT)
    def adopt(self, actor: Actor, draft: TypeDraft, reason: str) -> Written:
        """Begin new matters with a version from its day on. Raises FieldProblem."""
        if not reason.strip():
            raise FieldProblem("reason", "请写明为什么修改（例如：依本院案件化办理规定）。")
        for flaw in self.flaws(draft):
            raise FieldProblem(flaw.field, flaw.sentence)
        if draft.valid_from is None:
            raise FieldProblem("valid_from", "请填写从哪一天起使用。")
        parsed, day = self._parsed(draft), draft.valid_from
        with self._database.write(actor, wish.ADOPT, self._clock.now(), reason) as unit:
            _refuse_same_day(unit.session, parsed.code, day)
            own = OwnMatterType(
                code=parsed.code, name=parsed.name, valid_from=day, text=parsed.text, reason=reason.strip()
            )
            unit.session.add(own)
            unit.session.flush()
            written = Written(own.id, unit.act)
        self._changes.publish(RecordType.MATTER)
        return written

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, own_id: int, reason: str) -> Written:
        """Begin no more matters with a version; it stays in the register. Raises DomainError, FieldProblem."""
        if not reason.strip():
            raise FieldProblem("reason", "请写明为什么停用。")
        with self._database.write(actor, wish.WITHDRAW, self._clock.now(), reason) as unit:
            own = _own(unit.session, own_id)
            if own.is_withdrawn:
                raise DomainError("这个版本已经停用，不必再停用。")
            own.is_withdrawn = True
            written = Written(own.id, unit.act)
        self._changes.publish(RecordType.MATTER)
        return written

    def powers(self) -> tuple[PowerRow, ...]:
        """Every act with its line of today; beside an own line what the standard says."""
        return self._powers.rows()

    def power_versions(self, act: str) -> tuple[PowerRow, ...]:
        """The lines the office wrote of an act, the newest first."""
        return self._powers.versions(act)

    def power_draft(self, act: str) -> PowerDraft:
        """The line of today as a draft from today on; an empty one for a new act."""
        return self._powers.draft(act)

    @performs(wish.SET_POWER)
    def set_power(self, actor: Actor, draft: PowerDraft, reason: str) -> Written:
        """Say anew who proposes, reviews and decides an act, from a day on. Raises FieldProblem."""
        return self._told(self._powers.set(actor, draft, reason))

    @performs(wish.WITHDRAW_POWER)
    def withdraw_power(self, actor: Actor, own_id: int, reason: str) -> Written:
        """Go by the office's line no longer. Raises DomainError, FieldProblem."""
        return self._told(self._powers.withdraw(actor, own_id, reason))

    def power(self, act: str, on: date) -> Power:
        """Who may decide an act put up that day; raises DomainError."""
        return self.library.power(act, on)

    def _told(self, written: Written) -> Written:
        self._changes.publish(RecordType.MATTER)
        return written

    def _differences(self, own: MatterType) -> tuple[Difference, ...]:
        return differences(self.version(own.code, None), own, self.frame(own.code))

    def _parsed(self, draft: TypeDraft) -> MatterType:
        """The draft as it will be read back: what cannot be read is never adopted."""
        return parse_type(toml_of(draft), "这个版本", f"本院 {draft.valid_from or ''}".strip())

    def _adopted(self, own_id: int) -> MatterType:
        with self._database.read() as session:
            own = _own(session, own_id)
            text, version = own.text, version_of(own)
        return parse_type(text, f"本院事项类型（{version}）", version)

    def _running(self) -> dict[str, int]:
        counted = select(Matter.type_code, func.count(Matter.id)).where(
            Matter.type_code.is_not(None), ~is_closed(self._clock.today().isoformat())
        )
        with self._database.read() as session:
            rows: Sequence[tuple[str | None, int]] = [
                (code, count) for code, count in session.execute(counted.group_by(Matter.type_code))
            ]
        return {code: count for code, count in rows if code is not None}


def _own(session: Session, own_id: int) -> OwnMatterType:
    own = session.get(OwnMatterType, own_id)
    if own is None:
        raise DomainError("这个版本已经不在了，可能已被撤销。请刷新后再看。")
    return own


def _refuse_same_day(session: Session, code: str, day: date) -> None:
    same = select(OwnMatterType.id).where(
        OwnMatterType.code == code, OwnMatterType.valid_from == day, ~OwnMatterType.is_withdrawn
    )
    if session.scalars(same.limit(1)).first() is not None:
        raise FieldProblem("valid_from", f"{day} 起已有一个本院版本。请先停用那个版本，或换一个日期。")
