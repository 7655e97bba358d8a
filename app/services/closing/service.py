"""What the office does at the end of a matter; each way out is one transaction, none without what it requires."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.case_terms import MatterExit, Retention
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.matter import Matter, StageMove
from app.models.terms import RecordType, Stage
from app.services.closing import intentions as wish
from app.services.closing.archiving import checked_number, proposed_number
from app.services.closing.checklist import checklist, open_letters
from app.services.closing.rows import (
    OTHER_GROUND,
    ArchiveDraft,
    CloseDraft,
    ClosingCard,
    ConversionDraft,
    ExitDraft,
    LeavingReferral,
    LineState,
    TerminationDraft,
)
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.hand_overs.referrals import Referrals
from app.services.hand_overs.rows import ReferralDraft
from app.services.matter_types.model import MatterType
from app.services.matters.gates import Gates
from app.services.matters.holdings import Holdings
from app.services.matters.moving import ask_anew
from app.services.office.offices import Offices
from app.services.papers.rows import RecordKey
from app.services.trail.since import refuse_changed

_ACTS = {MatterExit.CONVERTED: "convert", MatterExit.REFERRED: "refer", MatterExit.TERMINATED: "terminate"}
# No rule says what a number of the national system looks like (not confirmed): letters, digits, the brackets of 文号.
_CASE_NUMBER = re.compile(r"[0-9A-Za-z\u4e00-\u9fff〔〕()\[\]（）Z-]{6,60}")


@dataclass(frozen=True)
class Parts:
    """What the ways out need, handed in by bootstrap."""

    database: Database
    pen: Pen[Matter]
    gates: Gates
    starter: Starter
    referrals: Referrals
    offices: Offices
    clock: Clock


class Closing:
    """The checklist, the exits, reopening and archiving of matters."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def card(self, matter_id: int) -> ClosingCard:
        """A matter before it leaves; raises the matter's own not-found error."""
        parts = self._parts
        with parts.database.read() as session:
            matter = session.get(Matter, matter_id)
            if matter is None:
                raise parts.pen.missing(matter_id)
            kind = parts.gates.type_of(session, matter)
            return ClosingCard(
                id=matter.id,
                version=matter.version,
                entry_number=matter.entry_number,
                exit=matter.exit,
                is_closed=_is_closed(matter),
                is_archived=matter.archived_on is not None,
                outcome=matter.outcome or "",
                lines=tuple(checklist(session, parts.gates, matter, kind)),
                letters=open_letters(session, matter.id),
                exits=kind.exits if kind else tuple(MatterExit),
                undecided=self._undecided(session, matter, kind),
                grounds=(*(kind.grounds if kind else ()), OTHER_GROUND),
                archive_number=matter.archive_number or self._proposed(session, matter, Retention.THIRTY_YEARS),
                retention=matter.retention,
            )

    def next_number(self, matter_id: int, retention: Retention) -> str:
        """The archive number a matter would get by its retention; raises the matter's own not-found error."""
        with self._parts.database.read() as session:
            matter = session.get(Matter, matter_id)
            if matter is None:
                raise self._parts.pen.missing(matter_id)
            return self._proposed(session, matter, retention)

    @performs(wish.CLOSE)
    def close(self, actor: Actor, matter_id: int, draft: CloseDraft) -> Written:
        """办结 by the checklist; refused with every line that is missing. Raises FieldProblem, ChangedMeanwhile."""
        with self._parts.pen.on(actor, wish.CLOSE, matter_id, draft.reason.strip() or None) as opened:
            session, matter = opened.unit.session, opened.record
            kind = self._begin(opened, draft, MatterExit.CLOSED)
            matter.outcome = draft.outcome.strip() or matter.outcome
            needed("outcome", "结果", matter.outcome or "")
            session.flush()
            red = [
                each for each in checklist(session, self._parts.gates, matter, kind) if each.state is LineState.MISSING
            ]
            if red:
                told = "\n".join(f"{each.title}：{each.sentence}" for each in red)
                raise DomainError(f"{matter.entry_number} 还不能办结：\n{told}")
            return self._leave(opened, draft, MatterExit.CLOSED)

    @performs(wish.CONVERT)
    def convert(self, actor: Actor, matter_id: int, draft: ConversionDraft) -> Written:
        """转为案件 under the number of the national system; raises FieldProblem, DomainError, ChangedMeanwhile."""
        with self._parts.pen.on(actor, wish.CONVERT, matter_id, draft.reason.strip() or None) as opened:
            self._begin(opened, draft, MatterExit.CONVERTED)
            number = needed("case_number", "业务系统的受案号", draft.case_number)
            if _CASE_NUMBER.fullmatch(number) is None:
                raise FieldProblem(
                    "case_number", f"“{number}”不像受案号：应当是 6 至 60 个数字、字母或汉字，中间没有空格。请核对。"
                )
            _refuse_taken(opened.unit.session, number, opened.record)
            opened.record.converted_number = number
            opened.record.outcome = opened.record.outcome or f"转为案件（{number}）"
            return self._leave(opened, draft, MatterExit.CONVERTED)

    @performs(wish.TERMINATE)
    def terminate(self, actor: Actor, matter_id: int, draft: TerminationDraft) -> Written:
        """终结审查 on a lawful ground of the matter's type; raises FieldProblem, DomainError, ChangedMeanwhile."""
        with self._parts.pen.on(actor, wish.TERMINATE, matter_id, draft.reason.strip() or None) as opened:
            kind = self._begin(opened, draft, MatterExit.TERMINATED)
            ground = needed("ground", "终结事由", draft.ground)
            known = (*(kind.grounds if kind else ()), OTHER_GROUND)
            if kind is not None and ground not in known:
                raise FieldProblem("ground", f"“{ground}”不是“{kind.name}”的终结事由。请从 {'、'.join(known)} 中选择。")
            needed("reason", "终结的理由", draft.reason)
            opened.record.exit_ground = ground
            opened.record.outcome = opened.record.outcome or f"终结审查（{ground}）"
            return self._leave(opened, draft, MatterExit.TERMINATED)

    @performs(wish.REFER)
    def refer(self, actor: Actor, matter_id: int, draft: LeavingReferral) -> Written:
        """内部移送线索: the matter leaves to a department or another body; its answer can still be registered."""
        with self._parts.pen.on(actor, wish.REFER, matter_id, draft.reason.strip() or None) as opened:
            self._begin(opened, draft, MatterExit.REFERRED)
            recipient = needed("recipient", "移送给谁", draft.recipient)
            said = ReferralDraft(recipient, draft.on, draft.content, draft.letter_number)
            self._parts.referrals.note(opened.unit, RecordKey(RecordType.MATTER, opened.record.id), said)
            opened.record.outcome = opened.record.outcome or f"移送{recipient}"
            return self._leave(opened, draft, MatterExit.REFERRED)

    @performs(wish.REOPEN)
    def reopen(self, actor: Actor, matter_id: int, on: PartialDate, reason: str, version: int | None = None) -> Written:
        """Take a closed matter up again through 复查救济; what closed it must be decided anew."""
        told = needed("reason", "重新办理的理由", reason)
        with self._parts.pen.on(actor, wish.REOPEN, matter_id, told) as opened:
            session, matter = opened.unit.session, opened.record
            refuse_changed(session, matter, version, matter.entry_number)
            if not _is_closed(matter):
                raise DomainError(f"{matter.entry_number} 还在办理，不用重新办理。")
            day_that_can_be("on", "重新办理日期", on, self._today, matter.closed_on)
            kind = self._parts.gates.type_of(session, matter)
            if kind is not None:
                if kind.rule(Stage.RE_EXAMINATION) is None:
                    raise DomainError(f"“{kind.name}”没有“复查救济”阶段，不能重新办理。请另行登记一件新的事项并关联。")
                ask_anew(session, matter, kind, Stage.CLOSING)
            _note_move(session, matter, Stage.RE_EXAMINATION, on, told)
            matter.exit = matter.exit_ground = matter.exit_reason = matter.interference = None
            matter.closed_on, matter.is_closing_undated = None, False
            matter.archived_on, matter.reopened_on = None, on
            self._parts.starter.follow(opened.unit, RecordType.MATTER, matter)
            return opened.written

    @performs(wish.ARCHIVE)
    def archive(self, actor: Actor, matter_id: int, draft: ArchiveDraft) -> Written:
        """归档: number, retention, day; the matter leaves the everyday lists. Raises FieldProblem, DomainError."""
        with self._parts.pen.on(actor, wish.ARCHIVE, matter_id) as opened:
            session, matter = opened.unit.session, opened.record
            refuse_changed(session, matter, draft.version, matter.entry_number)
            if not _is_closed(matter):
                raise DomainError(f"{matter.entry_number} 还没有结案，不能归档。请先办结。")
            if matter.archived_on is not None:
                raise DomainError(f"{matter.entry_number} 已于 {matter.archived_on} 归档（{matter.archive_number}）。")
            day_that_can_be("on", "归档日期", draft.on, self._today, matter.closed_on)
            matter.archive_number = checked_number(session, draft.number, matter, draft.retention)
            matter.retention, matter.archived_on = draft.retention, draft.on
            return opened.written

    @property
    def _today(self) -> date:
        return self._parts.clock.today()

    def _proposed(self, session: Session, matter: Matter, retention: Retention) -> str:
        year = int(matter.closed_on.text[:4]) if matter.closed_on else self._today.year
        return proposed_number(session, self._parts.offices.office().short, year, retention)

    def _undecided(
        self, session: Session, matter: Matter, kind: MatterType | None
    ) -> tuple[tuple[MatterExit, str, str], ...]:
        """The exits that need a decision nobody has given; a matter without type needs none."""
        if kind is None:
            return ()
        approved = Holdings(session, matter).approved_acts
        asked = ((way, act) for way, act in _ACTS.items() if way in kind.exits and act not in approved)
        return tuple((way, act, self._parts.gates.act_name(act)) for way, act in asked)

    def _begin(self, opened: Opened[Matter], draft: ExitDraft, way: MatterExit) -> MatterType | None:
        """What every exit asks: nobody was quicker, still open, a day that can be, the decision of who may decide."""
        session, matter = opened.unit.session, opened.record
        refuse_changed(session, matter, draft.version, matter.entry_number)
        if _is_closed(matter):
            ended = f"，结案方式“{matter.exit.label}”" if matter.exit else ""
            raise DomainError(f"{matter.entry_number} 已经结案{ended}。要再办的请“重新办理”。")
        day_that_can_be("on", "日期", draft.on, self._today, matter.accepted_on)
        needed("interference", "是否有过问干预情形", draft.interference)
        kind = self._parts.gates.type_of(session, matter)
        if kind is None:
            return None
        if way not in kind.exits:
            listed = "、".join(each.label for each in kind.exits)
            raise DomainError(f"“{kind.name}”不能以“{way.label}”结束，可以的是：{listed}。")
        for _way, _act, name in (each for each in self._undecided(session, matter, kind) if each[0] is way):
            raise DomainError(f"“{name}”还没有批准。请先在“审批”里提请“{name}”，登记签批件后再办。")
        return kind

    def _leave(self, opened: Opened[Matter], draft: ExitDraft, way: MatterExit) -> Written:
        session, matter = opened.unit.session, opened.record
        letters = open_letters(session, matter.id)
        if letters and not draft.letters_reason.strip():
            named = "、".join(each.name for each in letters)
            raise FieldProblem("letters_reason", f"还有没有办结的检察建议：{named}。请说明为什么现在结案。")
        reasons = (draft.reason.strip(), draft.letters_reason.strip() if letters else "")
        if matter.stage is not Stage.CLOSING:
            _note_move(
                session, matter, Stage.CLOSING, draft.on, f"{way.label}" + (f"：{reasons[0]}" if reasons[0] else "")
            )
        matter.exit, matter.closed_on, matter.is_closing_undated = way, draft.on, False
        matter.exit_reason = "\n".join(filter(None, reasons)) or None
        matter.interference = draft.interference.strip()
        self._parts.starter.follow(opened.unit, RecordType.MATTER, matter)
        return opened.written


def _is_closed(matter: Matter) -> bool:
    return matter.exit is not None or matter.closed_on is not None or matter.stage is Stage.CLOSING


def _note_move(session: Session, matter: Matter, entered: Stage, on: PartialDate, reason: str) -> None:
    of = {"record_type": RecordType.MATTER, "record_id": matter.id}
    session.add(StageMove(**of, left=matter.stage, entered=entered, moved_on=on, reason=reason or None))
    matter.stage, matter.stage_since = entered, on


def _refuse_taken(session: Session, number: str, matter: Matter) -> None:
    taken = session.scalars(
        select(Matter.entry_number).where(
            or_(Matter.converted_number == number, Matter.number == number), Matter.id != matter.id
        )
    ).first()
    if taken is not None:
        raise FieldProblem("case_number", f"受案号 {number} 已由 {taken} 登记。请核对业务系统。")
