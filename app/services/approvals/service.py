"""What the office does with approvals: put up, sign, return; only what was signed on paper decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from app.models.approval import Approval, ApprovalOpinion
from app.models.case_terms import ApprovalState, OpinionForm, Role, Verdict
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.models.terms import Stage
from app.services.approvals import intentions as wish
from app.services.approvals.following import Following, NobodyFollows
from app.services.approvals.posts import fitting, needed_post, registered
from app.services.approvals.reading import card_of, cards_of, opinions_of, waiting_for
from app.services.approvals.rows import (
    JOINT_MEETING,
    ApprovalCard,
    Choice,
    MeetingOpinion,
    Proposal,
    SignedSheet,
    Waiting,
)
from app.services.approvals.sheets import facts_for, is_sheet
from app.services.approvals.signing import Signed, checked_sheet
from app.services.documents.facts import Value
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor, Intention, performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.matter_types.keeping import kept_type
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import Power
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments
from app.services.office.offices import Offices, PersonRow
from app.services.papers.rows import RecordKey
from app.services.trail.family import OWN
from app.services.trail.since import refuse_changed

_LONGEST_PURPOSE = 40
_VERDICTS = {
    Verdict.AGREED: ApprovalState.APPROVED,
    Verdict.RETURNED: ApprovalState.RETURNED,
    Verdict.REFUSED: ApprovalState.REFUSED,
}


class ApprovalNotFound(DomainError):
    """No approval with that id."""

    def __init__(self, wanted: int) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到第 {wanted} 号审批，它可能已随撤销的操作消失。请刷新后再看。")


@dataclass(frozen=True)
class Parts:
    """What approvals need, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    types: TypeLibrary
    offices: Offices
    attachments: Attachments
    following: Following = field(default_factory=NobodyFollows)


class Approvals:
    """The approvals of all records."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def of(self, key: RecordKey) -> tuple[ApprovalCard, ...]:
        """The approvals of a record, the newest first."""
        with self._parts.database.read() as session:
            return cards_of(session, key.record_type, key.record_id)

    def card(self, approval_id: int) -> ApprovalCard:
        """One approval; raises ApprovalNotFound."""
        with self._parts.database.read() as session:
            row = session.get(Approval, approval_id)
            if row is None:
                raise ApprovalNotFound(approval_id)
            return card_of(session, row)

    def waiting_for(self, person: str) -> tuple[Waiting, ...]:
        """Open approvals that await somebody's review, the oldest first."""
        with self._parts.database.read() as session:
            return waiting_for(session, person)

    def choices(self) -> tuple[Choice, ...]:
        """The acts that can be put up today, with who may do what."""
        return tuple(_choice(power) for power in self._parts.types.powers(self._today))

    def people_for(self, posts: str) -> tuple[str, ...]:
        """Names of those of the register who hold one of the posts."""
        people = self._parts.offices.people()
        return tuple(dict.fromkeys(each.name for each in people if fitting(each, posts)))

    def paper_facts(self, key: RecordKey, code: str) -> dict[str, Value]:
        """What the record's approval gives a printed sheet (呈批件, 审批表); nothing for other papers."""
        return facts_for(code, self.of(key)) if is_sheet(code) else {}

    @performs(wish.PROPOSE)
    def propose(self, actor: Actor, key: RecordKey, proposal: Proposal) -> Written:
        """Put an act up for decision by the line of the 职权清单 in force today; raises FieldProblem, DomainError."""
        power, people = self._power(proposal.act), self._parts.offices.people()
        content = needed("content", "呈批内容和理由", proposal.content)
        proposer = registered("actor", actor.name, people)
        needed_post("actor", proposer, power.proposes, "提请")
        reviewer = self._reviewer(proposal.reviewer, power, proposer, people)
        with self._writing(actor, wish.PROPOSE, key) as (unit, record):
            self._parts.following.may_propose(unit, record, power.act)
            open_one = next((each for each in _rows(unit, key) if _is_running(each, power.act)), None)
            if open_one is not None:
                raise DomainError(
                    f"{record.entry_number} 的“{power.name}”已由{open_one.proposed_by}于 {open_one.proposed_on} 提请，"
                    "还没有登记签批。请先登记签批结果，再另行提请。"
                )
            approval = Approval(
                record_type=key.record_type,
                record_id=key.record_id,
                act=power.act,
                name=power.name,
                stage=_stage_of(unit, record, power.act) if isinstance(record, Matter) else None,
                state=ApprovalState.OPEN,
                content=content,
                proposed_on=PartialDate.of(self._today),
                proposed_by=proposer.name,
                reviewer=reviewer or None,
                proposes=power.proposes,
                reviews=power.reviews or None,
                decides=power.decides,
                basis=power.basis,
            )
            unit.session.add(approval)
            unit.session.flush()
            self._parts.following.proposed(unit, approval)
            return Written(approval.id, unit.act)

    @performs(wish.REGISTER_SIGNED)
    def register_signed(
        self,
        actor: Actor,
        approval_id: int,
        sheet: SignedSheet,
        version: int | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Register what was signed on paper, with its scan; the decider's opinion decides, 退回修改 returns it.

        Raises FieldProblem named by role (review_person, decide_on …), ChangedMeanwhile, DomainError, Cancelled.
        """
        people = self._parts.offices.people()
        with (
            self._parts.attachments.scan_coming(sheet.scan, progress) as file,
            self._on(actor, wish.REGISTER_SIGNED, approval_id, version) as (unit, approval),
        ):
            known = opinions_of(unit.session, approval.id)
            signed = checked_sheet(approval, sheet, known, people, self._today)
            scan = self._attach(unit, approval, file, "签批件")
            for each in signed:
                self._write_down(unit, approval, each, scan)
                if each.opinion.role is Role.DECIDE:
                    approval.authority = sheet.authority.strip() or None
            return Written(approval.id, unit.act)

    @performs(wish.ADD_MEETING)
    def add_meeting_opinion(
        self, actor: Actor, approval_id: int, meeting: MeetingOpinion, progress: Progress | None = None
    ) -> Written:
        """Record what 检察官联席会议 said; it decides nothing. Raises FieldProblem, DomainError, Cancelled."""
        said = needed("opinion", "联席会议意见", meeting.opinion)
        with (
            self._parts.attachments.scan_coming(meeting.scan, progress) as file,
            self._on(actor, wish.ADD_MEETING, approval_id, None) as (unit, approval),
        ):
            day_that_can_be("held_on", "会议日期", meeting.held_on, self._today, None)
            scan = self._attach(unit, approval, file, "联席会议记录")
            form = OpinionForm.PAPER if scan else OpinionForm.SCREEN
            self._add(
                unit,
                approval,
                said,
                role=Role.MEETING,
                person=JOINT_MEETING,
                given_on=meeting.held_on,
                verdict=meeting.verdict,
                form=form,
                attachment_id=scan,
            )
            return Written(approval.id, unit.act)

    @performs(wish.ADD_SCREEN)
    def add_screen_opinion(self, actor: Actor, approval_id: int, verdict: Verdict, opinion: str) -> Written:
        """内部流转意见 of whoever works: it never approves. 退回修改 by who may review or decide returns the approval.

        Raises FieldProblem, DomainError.
        """
        said = needed("opinion", "意见", opinion)
        person = registered("actor", actor.name, self._parts.offices.people())
        with self._on(actor, wish.ADD_SCREEN, approval_id, None) as (unit, approval):
            if person.name == approval.proposed_by and verdict is not Verdict.AGREED:
                raise FieldProblem("verdict", "提请人自己的意见不能是退回或不同意。要修改的请审核人退回。")
            role = _screen_role(approval, person)
            self._add(
                unit,
                approval,
                said,
                role=role,
                person=person.name,
                post=person.post or None,
                given_on=PartialDate.of(self._today),
                verdict=verdict,
                form=OpinionForm.SCREEN,
            )
            if verdict is Verdict.RETURNED and role is not Role.PROPOSE:
                approval.state = ApprovalState.RETURNED
            return Written(approval.id, unit.act)

    @property
    def _today(self) -> date:
        return self._parts.clock.today()

    def _power(self, act: str) -> Power:
        try:
            return self._parts.types.power(needed("act", "审批事项", act), self._today)
        except FieldProblem:
            raise
        except DomainError as error:
            raise FieldProblem("act", str(error)) from error

    def _reviewer(self, name: str, power: Power, proposer: PersonRow, people: tuple[PersonRow, ...]) -> str:
        if not name.strip():
            return ""
        if not power.reviews:
            raise FieldProblem("reviewer", f"职权清单对“{power.name}”没有规定审核，不用填审核人。")
        reviewer = registered("reviewer", name, people)
        if reviewer.name == proposer.name:
            raise FieldProblem("reviewer", f"{reviewer.name}是提请人，不能审核自己提请的事项。请另选审核人。")
        needed_post("reviewer", reviewer, power.reviews, "审核")
        return reviewer.name

    def _attach(self, unit: Unit, approval: Approval, scan: Staged | None, what: str) -> int | None:
        if scan is None:
            return None
        purpose = f"{approval.name}{what}"[:_LONGEST_PURPOSE]
        return self._parts.attachments.attach(unit, (approval.record_type, approval.record_id), purpose, scan)

    def _write_down(self, unit: Unit, approval: Approval, signed: Signed, scan: int | None) -> None:
        """One opinion of a signed sheet, and what it makes of the approval."""
        opinion = signed.opinion
        self._add(
            unit,
            approval,
            opinion.opinion,
            role=opinion.role,
            person=signed.person,
            post=signed.post,
            given_on=opinion.given_on,
            verdict=opinion.verdict,
            form=OpinionForm.PAPER,
            attachment_id=scan,
        )
        if opinion.role is Role.DECIDE:
            approval.state = _VERDICTS[opinion.verdict]
            approval.decided_by, approval.decided_as = signed.person, signed.post
            approval.decided_on = opinion.given_on
        elif opinion.verdict is Verdict.RETURNED:
            approval.state = ApprovalState.RETURNED

    @staticmethod
    def _add(unit: Unit, approval: Approval, opinion: str, **columns: Any) -> None:
        of = {"record_type": approval.record_type, "record_id": approval.record_id, "approval_id": approval.id}
        unit.session.add(ApprovalOpinion(**of, opinion=opinion.strip() or None, **columns))

    @contextmanager
    def _writing(self, actor: Actor, intention: Intention, key: RecordKey) -> Iterator[tuple[Unit, Any]]:
        parts = self._parts
        with parts.database.write(actor, intention, parts.clock.now()) as unit:
            record = unit.session.get(OWN[key.record_type], key.record_id) if key.record_type in OWN else None
            if record is None:
                raise DomainError(f"没有找到第 {key.record_id} 号{key.record_type.label}，不能提请审批。请刷新后再看。")
            yield unit, record
        parts.changes.publish(key.record_type, (key.record_id,))

    @contextmanager
    def _on(
        self, actor: Actor, intention: Intention, approval_id: int, version: int | None
    ) -> Iterator[tuple[Unit, Approval]]:
        parts = self._parts
        with parts.database.write(actor, intention, parts.clock.now()) as unit:
            approval = unit.session.get(Approval, approval_id)
            if approval is None:
                raise ApprovalNotFound(approval_id)
            refuse_changed(unit.session, approval, version, f"“{approval.name}”的审批")
            if approval.state is not ApprovalState.OPEN:
                raise DomainError(
                    f"“{approval.name}”的这份审批{approval.state.label}，不能再{intention.title}。"
                    "登记有误的请先撤销那一步；要再办的请另行提请。"
                )
            yield unit, approval
            if approval.state is not ApprovalState.OPEN:
                parts.following.answered(unit, approval)
            approval.version += 1  # also where only opinions were added, which are rows of their own
        parts.changes.publish(approval.record_type, (approval.record_id,))


def _rows(unit: Unit, key: RecordKey) -> list[Approval]:
    wanted = select(Approval).where(Approval.record_type == key.record_type, Approval.record_id == key.record_id)
    return list(unit.session.scalars(wanted))


def _stage_of(unit: Unit, matter: Matter, act: str) -> Stage:
    """The stage an act belongs to: the next one of the type that asks for it, else the present one."""
    if matter.type_digest is None:
        return matter.stage
    ahead = list(Stage)[list(Stage).index(matter.stage) :]
    rules = kept_type(unit.session, matter.type_digest).stages
    asking = (each.stage for each in rules if each.stage in ahead and any(one.act == act for one in each.approvals))
    return next(asking, matter.stage)


def _is_running(approval: Approval, act: str) -> bool:
    return approval.act == act and approval.state is ApprovalState.OPEN


def _screen_role(approval: Approval, person: PersonRow) -> Role:
    """The part somebody has in an approval by his post; whoever has none may not speak in it."""
    if person.name == approval.proposed_by:
        return Role.PROPOSE
    if person.name == approval.reviewer or fitting(person, approval.reviews or ""):
        return Role.REVIEW
    if fitting(person, approval.decides):
        return Role.DECIDE
    raise FieldProblem(
        "actor", f"{person.name}的职务（{person.post or '没有登记'}）在这项审批里没有审核或决定的职权，不能写流转意见。"
    )


def _choice(power: Power) -> Choice:
    return Choice(
        power.act,
        power.name,
        power.proposes,
        power.reviews,
        power.decides,
        power.basis,
        power.certainty,
        power.note,
    )
