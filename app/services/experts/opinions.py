"""Opinions of experts on records, each with its day, the meeting it was given at, and the signed sheet as a scan."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.attachment import Attachment
from app.models.case_register import Meeting
from app.models.database import Database
from app.models.expert import Expert, ExpertOpinion
from app.services.case_registers.linking import record_of
from app.services.experts import intentions as wish
from app.services.experts.rows import OpinionCard, OpinionDraft
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.office.attachments import Attachments
from app.services.papers.rows import RecordKey
from app.services.trail.since import refuse_changed

PURPOSE = "专家意见"


@dataclass(frozen=True)
class Opinions:
    """The opinions of one store; a record is named by its type and id."""

    database: Database
    clock: Clock
    changes: Changes
    attachments: Attachments

    def of(self, record: RecordKey) -> tuple[OpinionCard, ...]:
        """What was said about one record, the newest first."""
        its = (ExpertOpinion.record_type == record.record_type) & (ExpertOpinion.record_id == record.record_id)
        with self.database.read() as session:
            return opinions_where(session, its)

    @performs(wish.RECORD_OPINION)
    def record(self, actor: Actor, record: RecordKey, draft: OpinionDraft, progress: Progress | None = None) -> Written:
        """Enter an opinion on a record; the scan hangs on the record. Raises FieldProblem, KnownError, Cancelled."""
        self._check(draft)
        key = (record.record_type, record.record_id)
        with (
            self.attachments.scan_coming(draft.scan, progress) as scan,
            self.database.write(actor, wish.RECORD_OPINION, self.clock.now()) as unit,
        ):
            if record_of(unit.session, *key) is None:
                raise DomainError("没有找到这条记录，它可能已随撤销的操作消失。请刷新后再看。")
            expert = unit.session.get(Expert, draft.expert_id)
            if expert is None:
                raise FieldProblem("expert", "请从专家库、人才库里选择提出意见的人；没有的先登记。")
            made = ExpertOpinion(record_type=record.record_type, record_id=record.record_id)
            _fill(unit.session, made, draft)
            if scan is not None:
                made.attachment_id = self.attachments.attach(unit, key, PURPOSE, scan)
            unit.session.add(made)
            unit.session.flush()
            written = Written(made.id, unit.act)
        self.changes.publish(record.record_type, (record.record_id,))
        return written

    @performs(wish.AMEND_OPINION)
    def amend(self, actor: Actor, key: int, version: int, draft: OpinionDraft) -> Written:
        """Correct an opinion's words, day or meeting; its scan stays. Raises FieldProblem, ChangedMeanwhile."""
        self._check(draft)
        with self.database.write(actor, wish.AMEND_OPINION, self.clock.now()) as unit:
            opinion = _had(unit.session, key)
            refuse_changed(unit.session, opinion, version, "这条专家意见")
            _fill(unit.session, opinion, draft)
            written, owner = Written(key, unit.act), (opinion.record_type, opinion.record_id)
        self.changes.publish(owner[0], (owner[1],))
        return written

    @performs(wish.REMOVE_OPINION)
    def remove(self, actor: Actor, key: int) -> Written:
        """Take an opinion away that was entered by mistake; its scan stays with the record's files."""
        with self.database.write(actor, wish.REMOVE_OPINION, self.clock.now()) as unit:
            opinion = _had(unit.session, key)
            written, owner = Written(key, unit.act), (opinion.record_type, opinion.record_id)
            unit.session.delete(opinion)
        self.changes.publish(owner[0], (owner[1],))
        return written

    def _check(self, draft: OpinionDraft) -> None:
        needed("opinion", "意见内容", draft.opinion)
        day_that_can_be("given_on", "日期", draft.given_on, self.clock.today(), None)


def opinions_where(session: Session, condition: Any) -> tuple[OpinionCard, ...]:
    """The opinions of a condition, the newest first."""
    wanted = (
        select(ExpertOpinion, Expert, Attachment.file_name)
        .join(Expert, Expert.id == ExpertOpinion.expert_id)
        .outerjoin(Attachment, Attachment.id == ExpertOpinion.attachment_id)
        .where(condition)
        .order_by(ExpertOpinion.given_on.desc(), ExpertOpinion.id.desc())
    )
    return tuple(_card(session, *row) for row in session.execute(wanted))


def _card(session: Session, opinion: ExpertOpinion, expert: Expert, file_name: str | None) -> OpinionCard:
    where = " ".join(part for part in (expert.unit, expert.post) if part)
    record = record_of(session, opinion.record_type, opinion.record_id)
    return OpinionCard(
        id=opinion.id,
        version=opinion.version,
        expert_id=expert.id,
        expert=f"{expert.name}（{where}）" if where else expert.name,
        field=expert.field,
        record_type=opinion.record_type,
        record_id=opinion.record_id,
        record_name=f"{record.entry_number} {record.name}".strip() if record else "",
        given_on=opinion.given_on,
        opinion=opinion.opinion,
        meeting=opinion.meeting or "",
        attachment_id=opinion.attachment_id,
        file_name=file_name or "",
    )


def _fill(session: Session, opinion: ExpertOpinion, draft: OpinionDraft) -> None:
    opinion.expert_id, opinion.given_on, opinion.opinion = draft.expert_id, draft.given_on, draft.opinion.strip()
    opinion.meeting = _meeting(session, draft.meeting)


def _meeting(session: Session, typed: str) -> str | None:
    """The entry number of a meeting of the register that begins what was typed; raises FieldProblem."""
    number = typed.strip().split(maxsplit=1)[0] if typed.strip() else ""
    if not number:
        return None
    if session.scalars(select(Meeting.id).where(Meeting.entry_number == number)).first() is None:
        raise FieldProblem(
            "meeting", f"会议登记簿里没有“{number}”。请填会议的登记号（如 HY2026-00001），或先登记会议。"
        )
    return number


def _had(session: Session, key: int) -> ExpertOpinion:
    opinion = session.get(ExpertOpinion, key)
    if opinion is None:
        raise DomainError("这条专家意见已经不在了，可能已被删除。请刷新后再看。")
    return opinion
