"""What the office does with a supervision matter: register, amend, move on; each step one transaction."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select

from app.models.actor import Actor
from app.models.database import Database
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import Lamp, RecordType, Side, Stage
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.refusals import ChangedMeanwhile, day_that_can_be, needed
from app.services.importing.identity import matter_identity
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.lists.listing import Listing
from app.services.matter_types.keeping import keep
from app.services.matters import intentions as wish
from app.services.matters.rows import MatterCard, MatterDraft
from app.services.matters.standing import lamp
from app.services.office.attachments import Attachments
from app.services.office.offices import Offices
from app.services.suggestions.cards import attachments_of

_TEXTS = ("source", "subject", "number", "department", "handler", "instrument", "response", "outcome", "remarks")
_DATES = ("accepted_on", "instrument_on", "responded_on", "closed_on")


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
                lamp=Lamp(row[1]),
                lamp_words=lamp_words(Lamp(row[1]), _watched(matter), day),
                letters=tuple(
                    (letter.id, f"{letter.number or letter.entry_number} {letter.addressee}")
                    for letter in session.scalars(letters)
                ),
                attachments=attachments_of(session, RecordType.MATTER, matter_id),
            )

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
            number = entry_numbers(unit, RecordType.MATTER, self._clock.today().year)[0]
            opened = Opened(unit, Matter(entry_number=number, entered_stage=draft.stage))
            self._fill(opened, draft)
            self._begin(opened)
            unit.session.add(opened.record)
            unit.session.flush()
            self._follow(opened)
            return opened.written

    @performs(wish.AMEND)
    def amend(self, actor: Actor, matter_id: int, version: int, draft: MatterDraft) -> Written:
        """Change the case card."""
        self._refuse(draft)
        with self._pen.on(actor, wish.AMEND, matter_id) as opened:
            if opened.record.version != version:
                raise ChangedMeanwhile(opened.record.entry_number)
            was = opened.record.kind
            self._fill(opened, draft)
            if opened.record.kind != was:
                self._begin(opened)
            self._follow(opened)
            return opened.written

    @performs(wish.MOVE)
    def move_to(self, actor: Actor, matter_id: int, stage: Stage, reason: str = "") -> Written:
        """Move a matter to another stage; forward by one step freely, otherwise only with a reason."""
        stages = list(Stage)
        with self._pen.on(actor, wish.MOVE, matter_id, reason.strip() or None) as opened:
            matter = opened.record
            steps = stages.index(stage) - stages.index(matter.stage)
            if steps == 0:
                raise DomainError(f"{matter.entry_number} 已在“{stage.label}”阶段。")
            if steps != 1 and not reason.strip():
                how = "退回" if steps < 0 else "跨过中间阶段"
                raise FieldProblem("reason", f"从“{matter.stage.label}”到“{stage.label}”是{how}，请写明理由。")
            if stage is Stage.CLOSING and not (matter.outcome or "").strip():
                raise DomainError(f"{matter.entry_number} 还没有填写结果，不能进入“结案归档”。请先在案卡里填写结果。")
            matter.stage = stage
            self._follow(opened)
            return opened.written

    @performs(wish.ATTACH)
    def attach(self, actor: Actor, matter_id: int, purpose: str, path: Path) -> Written:
        """Copy a file in for a matter."""
        with self._pen.on(actor, wish.ATTACH, matter_id) as opened:
            self._attachments.attach(opened.unit, RecordType.MATTER, matter_id, purpose, path)
            return opened.written

    def _begin(self, opened: Opened[Matter]) -> None:
        """Keep the version of the type the matter begins with; a type changed later does not touch the matter."""
        matter = opened.record
        kind = self._starter.type_of(matter.kind, matter.accepted_on)
        if kind is None:
            raise FieldProblem(
                "kind", f"没有事项类型“{matter.kind}”。请从现有的类型中选择，都不合适的选“其他重大事项”。"
            )
        if kind.code != matter.type_code:
            matter.type_code, matter.type_digest = kind.code, keep(opened.unit, kind)

    def _follow(self, opened: Opened[Matter]) -> None:
        """Start, meet and end the matter's deadlines as its dates say."""
        self._starter.follow(opened.unit, RecordType.MATTER, opened.record)

    def _refuse(self, draft: MatterDraft) -> None:
        needed("kind", "事项类型", draft.kind)
        needed("unit", "监督对象", draft.unit)
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


def _draft_of(matter: Matter) -> MatterDraft:
    texts: dict[str, Any] = {name: getattr(matter, name) or "" for name in _TEXTS}
    dates: dict[str, Any] = {name: getattr(matter, name) for name in _DATES}
    return MatterDraft(kind=matter.kind, unit=matter.unit, stage=matter.stage, **texts, **dates)
