"""Referral (移送) of a clue or matter to a department of the office or another body, and what came of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.hand_over import Referral
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.hand_overs import intentions as wish
from app.services.hand_overs.register import Register
from app.services.hand_overs.rows import AnswerDraft, ReferralDraft, ReferralRow
from app.services.hand_overs.subjects import Standing, found_standings, standings
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments
from app.services.papers.rows import RecordKey

LETTER_PURPOSE = "移送函"
ANSWER_PURPOSE = "移送反馈"


@dataclass(frozen=True)
class ReferralParts:
    """What referrals need, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    attachments: Attachments


class Referrals:
    """Referrals of one store."""

    def __init__(self, parts: ReferralParts) -> None:
        """Take the parts; nothing is read yet."""
        self._database, self._clock = parts.database, parts.clock
        self._changes, self._attachments = parts.changes, parts.attachments

    def of(self, record: RecordKey) -> tuple[ReferralRow, ...]:
        """The referrals of a record, the newest first."""
        wanted = select(Referral).where(
            Referral.record_type == record.record_type, Referral.record_id == record.record_id
        )
        with self._database.read() as session:
            return self._rows(
                session, list(session.scalars(wanted.order_by(Referral.referred_on.desc(), Referral.id.desc())))
            )

    def latest(self, record: RecordKey) -> ReferralRow | None:
        """The newest referral of a record, for its papers."""
        return next(iter(self.of(record)), None)

    def waiting(self) -> tuple[ReferralRow, ...]:
        """Referrals without an answer, those that wait longest first."""
        wanted = select(Referral).where(Referral.answered_on.is_(None)).order_by(Referral.referred_on, Referral.id)
        with self._database.read() as session:
            return self._rows(session, list(session.scalars(wanted)))

    @performs(wish.REFER)
    def refer(self, actor: Actor, record: RecordKey, draft: ReferralDraft, progress: Progress | None = None) -> Written:
        """Register that a record was referred; raises FieldProblem, DomainError, KnownError, Cancelled."""
        with (
            self._attachments.scan_coming(draft.file, progress) as letter,
            self._database.write(actor, wish.REFER, self._clock.now()) as unit,
        ):
            self.note(unit, record, draft, letter)
            act = unit.act
        self._changes.publish(record.record_type, (record.record_id,))
        return Written(record.record_id, act)

    def note(self, unit: Unit, record: RecordKey, draft: ReferralDraft, letter: Staged | None = None) -> int:
        """The same inside another service's transaction, where referring is how a record ends; returns its id.

        ``letter`` is the scan of the 移送函 that has come in for it.
        """
        recipient = needed("recipient", "受移送单位或部门", draft.recipient)
        content = needed("content", "移送内容", draft.content)
        today = self._clock.today()
        day_that_can_be("referred_on", "移送日期", draft.referred_on, today, None)
        (standing,) = standings(unit.session, (record,), today)
        _refuse(standing)
        made = Referral(
            record_type=record.record_type,
            record_id=record.record_id,
            recipient=recipient,
            is_inside=Register(unit.session).has_department(recipient),
            letter_number=draft.letter_number.strip() or None,
            referred_on=draft.referred_on,
            content=content,
        )
        if letter is not None:
            made.attachment_id = self._attachments.attach(unit, record, LETTER_PURPOSE, letter)
        unit.session.add(made)
        unit.session.flush()
        return made.id

    @performs(wish.RECORD_ANSWER)
    def record_answer(
        self, actor: Actor, referral_id: int, draft: AnswerDraft, progress: Progress | None = None
    ) -> Written:
        """Register what came of a referral; raises FieldProblem, DomainError, KnownError, Cancelled."""
        answer = needed("answer", "反馈情况", draft.answer)
        with (
            self._attachments.scan_coming(draft.file, progress) as file,
            self._database.write(actor, wish.RECORD_ANSWER, self._clock.now()) as unit,
        ):
            made = unit.session.get(Referral, referral_id)
            if made is None:
                raise DomainError("这次移送已被撤销，不能登记反馈。请刷新后再看。")
            record = RecordKey(made.record_type, made.record_id)
            if made.answered_on is not None:
                raise DomainError(
                    f"移送{made.recipient}的反馈已登记（{made.answered_on}），不能再次登记。要更正请先撤销那次登记。"
                )
            day_that_can_be("on", "反馈日期", draft.on, self._clock.today(), made.referred_on)
            made.answered_on, made.answer = draft.on, answer
            if file is not None:
                self._attachments.attach(unit, record, ANSWER_PURPOSE, file)
            act = unit.act
        self._changes.publish(record.record_type, (record.record_id,))
        return Written(record.record_id, act)

    def _rows(self, session: Session, found: list[Referral]) -> tuple[ReferralRow, ...]:
        today = self._clock.today()
        keyed = [(RecordKey(made.record_type, made.record_id), made) for made in found]
        known = found_standings(session, (key for key, _made in keyed), today)
        return tuple(_row(made, known[key], today) for key, made in keyed if key in known)


def _refuse(standing: Standing) -> None:
    if standing.is_archived:
        raise DomainError(f"{standing.number} 已归档，不能再移送。请先重新办理。")
    if standing.is_forwarded:
        raise DomainError(f"{standing.number} 已移送专门机关，这里只留移送日期和经办人，不登记移送内容。")


def _row(made: Referral, standing: Standing, today: date) -> ReferralRow:
    until: PartialDate | None = made.answered_on
    return ReferralRow(
        id=made.id,
        record=standing.record,
        number=standing.number,
        title=standing.title,
        recipient=made.recipient,
        is_inside=made.is_inside,
        letter_number=made.letter_number or "",
        referred_on=made.referred_on,
        content=made.content,
        answered_on=made.answered_on,
        answer=made.answer or "",
        days=((until.first if until else today) - made.referred_on.first).days,
        from_department=standing.holder.department,
    )
