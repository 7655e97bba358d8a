"""Copies of a letter: allotted by default or by hand, each filing and each copy sent ticked off by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import select

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.letter_terms import CopyUse
from app.models.serving import LetterCopy
from app.models.suggestion import Suggestion as Letter
from app.models.terms import DeadlineState, RecordType
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.serving import intentions as wish
from app.services.serving.allotting import Allotments
from app.services.serving.refusals import CopyNotFound, copies_of, must_be_ticked_by_hand, must_not_be_sent
from app.services.serving.rows import CopyDraft, Sending
from app.services.suggestions.refusals import must_be_issued, must_run, name_of
from app.services.suggestions.service import Suggestions
from app.services.trail.since import refuse_changed

_LONGEST_RECIPIENT = 120


@dataclass(frozen=True)
class Copying:
    """The copies of letters."""

    pen: Pen[Letter]
    letters: Suggestions
    allotments: Allotments
    starter: Starter
    clock: Clock

    @performs(wish.ALLOT)
    def allot(self, actor: Actor, letter_id: int) -> Written:
        """Allot the copies its kind wants and those the letter itself names; raises DomainError where some are."""
        with self.pen.on(actor, wish.ALLOT, letter_id) as opened:
            letter, session = opened.record, opened.unit.session
            must_run(letter, "分配份数")
            if copies_of(session, letter):
                raise DomainError(f"{name_of(letter)} 已经分配过份数。请用“添加”“修改”“删除”逐行调整。")
            for draft in self.allotments.defaults(letter.kind, letter.addressee, letter.copies_to or ""):
                session.add(_made(letter, draft))
            return opened.written

    @performs(wish.ADD_COPY)
    def add(self, actor: Actor, letter_id: int, draft: CopyDraft) -> Written:
        """Copies for one more recipient; raises FieldProblem for one that is there already."""
        recipient = _checked(draft)
        with self.pen.on(actor, wish.ADD_COPY, letter_id) as opened:
            letter, session = opened.record, opened.unit.session
            must_run(letter, "添加份数")
            if any(each.use is draft.use and each.recipient == recipient for each in copies_of(session, letter)):
                raise FieldProblem("recipient", f"“{recipient}”已经在{draft.use.label}里。要改份数的请用“修改”。")
            session.add(_made(letter, draft))
            return opened.written

    @performs(wish.AMEND_COPY)
    def amend(self, actor: Actor, copy_id: int, version: int, draft: CopyDraft) -> Written:
        """Change recipient or number while nothing went out; raises FieldProblem, ChangedMeanwhile."""
        recipient = _checked(draft)
        with self._on(actor, wish.AMEND_COPY, copy_id, version) as (opened, row):
            must_not_be_sent(row, "修改")
            row.use, row.recipient, row.copies = draft.use, recipient, draft.copies
            row.note = draft.note.strip() or None
            return opened.written

    @performs(wish.REMOVE_COPY)
    def remove(self, actor: Actor, copy_id: int, version: int) -> Written:
        """Take copies off the list while nothing went out; raises DomainError, ChangedMeanwhile."""
        with self._on(actor, wish.REMOVE_COPY, copy_id, version) as (opened, row):
            must_not_be_sent(row, "删除")
            opened.unit.session.delete(row)
            return opened.written

    @performs(wish.SEND_COPY)
    def send(self, actor: Actor, copy_id: int, version: int, sending: Sending) -> Written:
        """Tick one recipient off. With the last filing that is wanted the letter is filed, which meets its deadline.

        Raises FieldProblem, DomainError, ChangedMeanwhile.
        """
        with self._on(actor, wish.SEND_COPY, copy_id, version) as (opened, row):
            letter = opened.record
            must_be_issued(letter, "登记备案抄送")
            must_be_ticked_by_hand(row)
            must_not_be_sent(row, "再次登记")
            day_that_can_be("sent_on", "送出日期", sending.sent_on, self.clock.today(), letter.issued_on)
            if row.use is CopyUse.FILING and sending.sent_on.exact is None:
                raise FieldProblem("sent_on", "报送备案的日期要写到日，备案期限以日计算。")
            row.sent_on, row.sent_by = sending.sent_on, sending.sent_by.strip() or None
            row.receiver = sending.receiver.strip() or None
            if row.use is CopyUse.FILING and letter.filed_on is None:
                letter.filed_on = self._filed_on(opened)
                self.letters.keep_step(opened)
            return opened.written

    @performs(wish.CALL_BACK_COPY)
    def call_back(self, actor: Actor, copy_id: int, version: int) -> Written:
        """Untick one recipient. A letter that is no longer filed has its deadline for filing open again."""
        with self._on(actor, wish.CALL_BACK_COPY, copy_id, version) as (opened, row):
            must_run(opened.record, "取消登记")
            if row.sent_on is None:
                raise DomainError(f"给{row.recipient}的还没有登记送出，没有可以取消的。")
            row.sent_on = row.sent_by = row.receiver = None
            if row.use is CopyUse.FILING and opened.record.filed_on is not None:
                opened.record.filed_on = None
                self._reopen(opened)
            return opened.written

    def _filed_on(self, opened: Opened[Letter]) -> PartialDate | None:
        """The day the last of the filings went out; None while one is missing."""
        letter = opened.record
        filings = [each for each in copies_of(opened.unit.session, letter) if each.use is CopyUse.FILING]
        days = [each.sent_on for each in filings if each.sent_on is not None]
        is_whole = len(days) == len(filings) >= self.allotments.filings(letter.kind)
        return max(days, key=lambda day: day.last) if is_whole and days else None

    def _reopen(self, opened: Opened[Letter]) -> None:
        wanted = select(Deadline).where(
            Deadline.record_type == RecordType.SUGGESTION, Deadline.record_id == opened.record.id
        )
        for deadline in opened.unit.session.scalars(wanted):
            if deadline.state is DeadlineState.MET and self.starter.met_by(deadline) == "filed_on":
                deadline.state, deadline.ended_on = DeadlineState.OPEN, None

    @contextmanager
    def _on(
        self, actor: Actor, intention: Intention, copy_id: int, version: int
    ) -> Iterator[tuple[Opened[Letter], LetterCopy]]:
        with self.pen.database.read() as session:
            found = session.get(LetterCopy, copy_id)
            if found is None:
                raise CopyNotFound
            letter_id = found.suggestion_id
        with self.pen.on(actor, intention, letter_id) as opened:
            row = opened.unit.session.get(LetterCopy, copy_id)
            if row is None:
                raise CopyNotFound
            refuse_changed(opened.unit.session, row, version, f"{name_of(opened.record)} 给{row.recipient}的份数")
            yield opened, row


def _checked(draft: CopyDraft) -> str:
    recipient = needed("recipient", "接收单位", draft.recipient)
    if len(recipient) > _LONGEST_RECIPIENT:
        raise FieldProblem("recipient", f"接收单位最多 {_LONGEST_RECIPIENT} 个字，现有 {len(recipient)} 个。请改短。")
    if draft.copies < 1:
        raise FieldProblem("copies", "份数至少是 1。")
    return recipient


def _made(letter: Letter, draft: CopyDraft) -> LetterCopy:
    return LetterCopy(
        suggestion_id=letter.id,
        use=draft.use,
        recipient=draft.recipient.strip(),
        copies=draft.copies,
        note=draft.note.strip() or None,
    )
