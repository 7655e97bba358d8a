"""What the office does with a supervision matter: register, amend, move on; each step one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import and_, or_, select

from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.database import Database, Unit
from app.models.matter import Matter, StageMove
from app.models.suggestion import Suggestion
from app.models.terms import Lamp, RecordType, Side, Stage
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.importing.identity import matter_identity
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.lists.listing import Listing
from app.services.matters import intentions as wish
from app.services.matters.beginning import begin, follow_kind
from app.services.matters.case_cards import case_card
from app.services.matters.case_fields import fill
from app.services.matters.gates import Gates
from app.services.matters.moving import move
from app.services.matters.rows import CaseCard, MatterCard, MatterDraft, MatterEnding, StageMoveRow, StageStep
from app.services.matters.standing import lamp
from app.services.office.attachments import Attachments
from app.services.office.offices import Offices
from app.services.suggestions.cards import attachments_of
from app.services.trail.since import refuse_changed

_TEXTS = (
    "source", "subject", "number", "department", "handler", "instrument", "response", "outcome", "remarks",
    "source_person", "found", "parties", "task_number",
)  # fmt: skip
_DATES = ("accepted_on", "instrument_on", "responded_on", "closed_on", "source_on", "wanted_by")


class MatterNotFound(DomainError):
    """No matter with that id or number."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到监督事项“{wanted}”。请核对登记号；它也可能已随导入批次撤销。")


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by bootstrap."""

    database: Database
    pen: Pen[Matter]
    starter: Starter
    offices: Offices
    attachments: Attachments
    clock: Clock
    gates: Gates


class Matters:
    """Matters: their list, their record, and the steps of the office."""

    def __init__(self, listing: Listing, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self.listing = listing
        self._database = parts.database
        self._pen = parts.pen
        self._starter = parts.starter
        self._offices = parts.offices
        self._attachments = parts.attachments
        self._clock = parts.clock
        self._gates = parts.gates

    def card(self, matter_id: int, as_of: date | None = None) -> MatterCard:
        """Everything about one matter; raises MatterNotFound."""
        day = as_of or self._clock.today()
        with self._database.read() as session:
            row = session.execute(select(Matter, lamp(day)).where(Matter.id == matter_id)).one_or_none()
            if row is None:
                raise MatterNotFound(matter_id)
            matter: Matter = row[0]
            letters = select(Suggestion).where(Suggestion.matter_id == matter_id).order_by(Suggestion.id)
            return MatterCard(
                id=matter.id,
                version=matter.version,
                entry_number=matter.entry_number,
                draft=_draft_of(matter),
                reason_requested_on=matter.reason_requested_on,
                reported_on=matter.reported_on,
                lamp=Lamp(row[1]),
                lamp_words=lamp_words(Lamp(row[1]), _watched(matter), day),
                letters=tuple(
                    (letter.id, f"{letter.number or letter.entry_number} {letter.addressee}")
                    for letter in session.scalars(letters)
                ),
                attachments=attachments_of(session, RecordType.MATTER, matter_id),
                ending=_ending_of(matter),
            )

    def moves(self, matter_id: int) -> tuple[StageMoveRow, ...]:
        """Its steps from stage to stage, in the order they were taken."""
        written = and_(
            AuditEntry.table_name == StageMove.__tablename__,
            AuditEntry.row_id == StageMove.id,
            AuditEntry.before.is_(None),
        )
        wanted = select(StageMove, AuditEntry.actor).outerjoin(AuditEntry, written)
        mine = wanted.where(StageMove.record_type == RecordType.MATTER, StageMove.record_id == matter_id)
        with self._database.read() as session:
            found = {move.id: (move, by or "") for move, by in session.execute(mine.order_by(StageMove.id))}
            return tuple(
                StageMoveRow(move.moved_on, move.left, move.entered, move.reason or "", by)
                for move, by in found.values()
            )

    def case(self, matter_id: int) -> CaseCard | None:
        """The matter stage by stage, with what is missing; None where it follows no type. Raises MatterNotFound."""
        with self._database.read() as session:
            matter = session.get(Matter, matter_id)
            if matter is None:
                raise MatterNotFound(matter_id)
            return case_card(session, self._gates, matter)

    def find(self, name: str) -> int:
        """The id behind an entry number or an official number; raises DomainError when none or several fit."""
        wanted = select(Matter).where(or_(Matter.entry_number == name, Matter.number == name)).order_by(Matter.id)
        with self._database.read() as session:
            found = session.scalars(wanted).all()
        if not found:
            raise MatterNotFound(name)
        if len(found) > 1:
            listed = "、".join(f"{matter.entry_number}（{matter.unit}）" for matter in found)
            raise DomainError(f"“{name}”对应多个监督事项：{listed}。请改用登记号。")
        return found[0].id

    @performs(wish.REGISTER)
    def register(self, actor: Actor, draft: MatterDraft) -> Written:
        """Register a matter; it gets its entry number at once and keeps it for ever."""
        self._refuse(draft)
        with self._pen.new(actor, wish.REGISTER) as unit:
            return self.enter(unit, draft).written

    def enter(self, unit: Unit, draft: MatterDraft) -> Opened[Matter]:
        """Register a matter within another service's transaction; raises FieldProblem."""
        self._refuse(draft)
        number = entry_numbers(unit, RecordType.MATTER, self._clock.today().year)[0]
        opened = Opened(unit, Matter(entry_number=number, entered_stage=draft.stage))
        self._fill(opened, draft)
        begin(unit, self._starter, opened.record, self._clock.today())
        unit.session.add(opened.record)
        unit.session.flush()
        self._follow(opened)
        return opened

    @performs(wish.AMEND)
    def amend(self, actor: Actor, matter_id: int, version: int, draft: MatterDraft) -> Written:
        """Change the case card."""
        self._refuse(draft)
        with self._pen.on(actor, wish.AMEND, matter_id) as opened:
            refuse_changed(opened.unit.session, opened.record, version, opened.record.entry_number)
            if draft.stage is not opened.record.stage:
                raise FieldProblem("stage", "阶段不能在案卡里改，请用“转入阶段”。")
            was = opened.record.kind
            self._fill(opened, draft)
            if opened.record.kind != was:
                follow_kind(opened.unit, self._starter, opened.record)
            self._follow(opened)
            return opened.written

    @performs(wish.MOVE)
    def move_to(self, actor: Actor, matter_id: int, stage: Stage, reason: str = "") -> Written:
        """Move a matter to another stage, as ``move`` does where nobody looked at it first."""
        return self.move(actor, matter_id, StageStep(stage, reason))

    @performs(wish.MOVE)
    def move(self, actor: Actor, matter_id: int, step: StageStep) -> Written:
        """Take a step to another stage through the gates of the matter's type; back only with a reason.

        Raises GateClosed naming what is missing, FieldProblem, ChangedMeanwhile, DomainError.
        """
        with self._pen.on(actor, wish.MOVE, matter_id, step.reason.strip() or None) as opened:
            session, matter = opened.unit.session, opened.record
            refuse_changed(session, matter, step.version, matter.entry_number)
            move(session, self._gates, matter, step, self._clock.today())
            self._follow(opened)
            return opened.written

    @performs(wish.FILL_IN)
    def fill_in(self, actor: Actor, matter_id: int, version: int | None, values: Mapping[str, str]) -> Written:
        """Store fields of the type's case card, each by its name; fields that are not named stay.

        Raises FieldProblem for what a field does not take, ChangedMeanwhile, DomainError.
        """
        with self._pen.on(actor, wish.FILL_IN, matter_id) as opened:
            session, matter = opened.unit.session, opened.record
            refuse_changed(session, matter, version, matter.entry_number)
            kind = self._gates.type_of(session, matter)
            if kind is None:
                raise DomainError(f"{matter.entry_number} 没有对应的事项类型，请用“修改案卡”填写。")
            if fill(session, matter, kind, values, self._clock.today()):
                self._follow(opened)
            return opened.written

    @performs(wish.ATTACH)
    def attach(self, actor: Actor, matter_id: int, purpose: str, path: Path) -> Written:
        """Copy a file in for a matter."""
        with self._attachments.incoming(path) as file, self._pen.on(actor, wish.ATTACH, matter_id) as opened:
            self._attachments.attach(opened.unit, (RecordType.MATTER, matter_id), purpose, file)
            return opened.written

    def _follow(self, opened: Opened[Matter]) -> None:
        """Start, meet and end the matter's deadlines as its dates say."""
        self._starter.follow(opened.unit, RecordType.MATTER, opened.record)

    def _refuse(self, draft: MatterDraft) -> None:
        needed("kind", "事项类型", draft.kind)
        needed("unit", "监督对象", draft.unit)
        if draft.source_on is not None:
            day_that_can_be("source_on", "来源日期", draft.source_on, self._clock.today(), None)
        titles = {
            "accepted_on": "受理日期",
            "instrument_on": "文书日期",
            "responded_on": "处理日期",
            "closed_on": "办结日期",
        }
        for name, title in titles.items():
            day = getattr(draft, name)
            after = draft.accepted_on if name != "accepted_on" else None
            if day is not None:
                day_that_can_be(name, title, day, self._clock.today(), after)

    def _fill(self, opened: Opened[Matter], draft: MatterDraft) -> None:
        matter = opened.record
        matter.kind, matter.unit, matter.stage = draft.kind.strip(), draft.unit.strip(), draft.stage
        for name in _TEXTS:
            setattr(matter, name, getattr(draft, name).strip() or None)
        for name in _DATES:
            setattr(matter, name, getattr(draft, name))
        matter.is_closing_undated = matter.stage is Stage.CLOSING and matter.closed_on is None
        matter.organisation_id = self._offices.organisation_id(opened.unit.session, matter.unit)
        matter.identity = matter_identity(matter.kind, matter.unit, matter.accepted_on)


def _watched(matter: Matter) -> Watched:
    return Watched(matter.due_on, matter.overdue_after, matter.due_side or Side.OUTSIDE)


def _ending_of(matter: Matter) -> MatterEnding:
    return MatterEnding(
        exit=matter.exit,
        ground=matter.exit_ground or "",
        reason=matter.exit_reason or "",
        converted_number=matter.converted_number or "",
        interference=matter.interference or "",
        reopened_on=matter.reopened_on,
        archive_number=matter.archive_number or "",
        retention=matter.retention,
        archived_on=matter.archived_on,
    )


def _draft_of(matter: Matter) -> MatterDraft:
    texts: dict[str, Any] = {name: getattr(matter, name) or "" for name in _TEXTS}
    dates: dict[str, Any] = {name: getattr(matter, name) for name in _DATES}
    return MatterDraft(kind=matter.kind, unit=matter.unit, stage=matter.stage, **texts, **dates)
