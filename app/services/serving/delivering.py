"""Service in two steps: the letter leaves the office, then it is received, refused or comes back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.letter_terms import ServiceResult
from app.models.serving import DeliveryAttempt
from app.models.suggestion import ServiceRecord
from app.models.suggestion import Suggestion as Letter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.pen import Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.office.attachments import Attachments
from app.services.serving import intentions as wish
from app.services.serving import receiving
from app.services.serving.methods import RECEIVED, SENT, Said, ServingMethods
from app.services.serving.refusals import (
    ServiceNotFound,
    must_be_pending,
    must_not_be_received,
    must_not_be_under_way,
)
from app.services.serving.rows import DispatchDraft, FailureDraft, ReceiptDraft
from app.services.suggestions.arriving import Arrivals, Arrived, Coming
from app.services.suggestions.refusals import must_be_issued, name_of
from app.services.suggestions.service import Suggestions
from app.services.trail.since import refuse_changed

_LONGEST_OUTCOME = 120


@dataclass(frozen=True)
class Delivery:
    """The services of letters."""

    pen: Pen[Letter]
    attachments: Attachments
    letters: Suggestions
    methods: ServingMethods
    clock: Clock

    @performs(wish.DISPATCH)
    def dispatch(self, actor: Actor, letter_id: int, draft: DispatchDraft) -> Written:
        """Register that the letter left; the reply period does not run yet. Raises FieldProblem, ChangedMeanwhile."""
        with self.pen.on(actor, wish.DISPATCH, letter_id) as opened:
            letter, session = opened.record, opened.unit.session
            refuse_changed(session, letter, draft.version, name_of(letter))
            must_be_issued(letter, "登记送出")
            must_not_be_received(letter, "登记送出")
            must_not_be_under_way(session, letter)
            day_that_can_be("sent_on", "送出日期", draft.sent_on, self.clock.today(), letter.issued_on)
            said = Said(draft.method, draft.is_agreed, draft.is_party, draft.place, draft.tracking_number)
            self.methods.refuse(letter.kind, said, SENT, is_imported=letter.batch_id is not None)
            session.add(_sent(letter, draft))
            letter.sent_on = letter.sent_on or draft.sent_on
            self.letters.keep_step(opened)
            return opened.written

    @performs(wish.RECEIVE)
    def receive(self, actor: Actor, service_id: int, draft: ReceiptDraft, progress: Progress | None = None) -> Written:
        """Register the receipt of what was sent; the reply period starts from it (检察建议工作规定 2019 art. 19).

        The scan of the receipt may come later. ``progress`` may raise Cancelled, and then nothing has been registered.
        """

        def refuse(letter: Letter, row: ServiceRecord) -> None:
            must_be_pending(letter, row, "登记签收")
            must_not_be_received(letter, "登记签收")
            day_that_can_be("received_on", "签收日期", draft.received_on, self.clock.today(), row.sent_on)
            proof = bool(draft.participants.strip() or row.participants or draft.scan)
            said = Said(
                method=row.method,
                is_agreed=bool(row.is_agreed),
                is_party=True,  # asked when it was sent
                place=row.place or "",
                tracking_number=row.tracking_number or "",
                refusal=draft.refusal,
                proof=proof,
            )
            self.methods.refuse(letter.kind, said, RECEIVED, is_imported=letter.batch_id is not None)

        with self._on(actor, wish.RECEIVE, service_id, draft.version, (draft.scan, progress, refuse)) as (arrived, row):
            values = {
                "received_on": draft.received_on,
                "receiver": draft.receiver.strip() or None,
                "participants": draft.participants.strip() or row.participants,
                "refusal": draft.refusal.strip() or None,
                "note": draft.note.strip() or row.note,
            }
            receiving.put(arrived, row, values)
            self.letters.keep_step(arrived.opened)
            return arrived.opened.written

    @performs(wish.REFUSE)
    def refuse(self, actor: Actor, service_id: int, draft: FailureDraft, progress: Progress | None = None) -> Written:
        """Register that the addressee did not take the letter, why, and who saw it; it is not served."""
        reason = needed("reason", "拒收事由", draft.reason)
        with self._failing(actor, wish.REFUSE, service_id, draft, progress) as (arrived, row):
            row.result, row.refusal = ServiceResult.REFUSED, reason
            row.participants = draft.participants.strip() or row.participants
            receiving.attach(arrived, row, receiving.RECEIPT)
            self._note(arrived, row, draft.happened_on, ServiceResult.REFUSED.label)
            return arrived.opened.written

    @performs(wish.SEND_BACK)
    def send_back(
        self, actor: Actor, service_id: int, draft: FailureDraft, progress: Progress | None = None
    ) -> Written:
        """Register that the post brought the letter back; it is not served."""
        reason = needed("reason", "退回原因", draft.reason)
        with self._failing(actor, wish.SEND_BACK, service_id, draft, progress) as (arrived, row):
            row.result, row.refusal = ServiceResult.RETURNED, reason
            receiving.attach(arrived, row, "退回邮件")
            self._note(arrived, row, draft.happened_on, ServiceResult.RETURNED.label)
            return arrived.opened.written

    @performs(wish.ATTEMPT)
    def attempt(self, actor: Actor, service_id: int, tried_on: PartialDate, outcome: str) -> Written:
        """Register an attempt of the post that did not succeed; after the last one the letter comes back."""
        what = needed("outcome", "投递结果", outcome)
        if len(what) > _LONGEST_OUTCOME:
            raise FieldProblem("outcome", f"投递结果最多 {_LONGEST_OUTCOME} 个字，现有 {len(what)} 个。请改短。")

        def refuse(letter: Letter, row: ServiceRecord) -> None:
            must_be_pending(letter, row, "登记投递")
            most, tried = self.methods.attempts_of(row.method), _attempts(object_session(letter), row)
            if len(tried) >= most:
                raise DomainError(f"已经投递 {len(tried)} 次都没有送到，应当退回。请登记退回，再另行送出。")
            if any(each.tried_on.text == tried_on.text for each in tried):
                raise FieldProblem("tried_on", f"{tried_on} 的投递已经登记过。请核对日期。")
            last = tried[-1].tried_on if tried else row.sent_on
            day_that_can_be("tried_on", "投递日期", tried_on, self.clock.today(), last)

        with self._on(actor, wish.ATTEMPT, service_id, None, (None, None, refuse)) as (arrived, row):
            self._note(arrived, row, tried_on, what)
            return arrived.opened.written

    @performs(wish.ATTACH_RECEIPT)
    def attach_receipt(
        self, actor: Actor, service_id: int, version: int | None, scan: Path | None, progress: Progress | None = None
    ) -> Written:
        """Keep the receipt that came back later; raises FieldProblem, DomainError, ChangedMeanwhile, Cancelled."""
        if scan is None:
            raise FieldProblem("scan", "请选择送达回证的扫描件，或把文件拖到这里。")

        def refuse(letter: Letter, row: ServiceRecord) -> None:
            if row.result is ServiceResult.PENDING:
                raise DomainError(f"{name_of(letter)} 还没有登记签收。请先登记签收，回证可以同时附上。")
            if row.attachment_id is not None:
                raise DomainError("这次送达的回证已经收回。登记有误的，请先在“全部经过”里撤销，再重新附上。")

        with self._on(actor, wish.ATTACH_RECEIPT, service_id, version, (scan, progress, refuse)) as (arrived, row):
            receiving.attach(arrived, row, receiving.RECEIPT)
            return arrived.opened.written

    @contextmanager
    def _failing(
        self, actor: Actor, intention: Intention, service_id: int, draft: FailureDraft, progress: Progress | None
    ) -> Iterator[tuple[Arrived, ServiceRecord]]:
        def refuse(letter: Letter, row: ServiceRecord) -> None:
            must_be_pending(letter, row, intention.title)
            day_that_can_be("happened_on", "日期", draft.happened_on, self.clock.today(), row.sent_on)

        with self._on(actor, intention, service_id, draft.version, (draft.scan, progress, refuse)) as opened:
            yield opened

    @contextmanager
    def _on(
        self,
        actor: Actor,
        intention: Intention,
        service_id: int,
        version: int | None,
        coming: tuple[Path | None, Progress | None, Callable[[Letter, ServiceRecord], None]],
    ) -> Iterator[tuple[Arrived, ServiceRecord]]:
        """One service of a letter for one intention, as ``Arrivals.on``; whoever comes second is told."""
        scan, progress, refuse = coming

        def check(letter: Letter) -> None:
            session = object_session(letter)
            row = _row(session, service_id)
            if session is not None:
                refuse_changed(session, row, version, f"{name_of(letter)} 的送达")
            refuse(letter, row)

        letter_id = self._letter_of(service_id)
        arrivals = Arrivals(self.pen, self.attachments)
        with arrivals.on(actor, intention, letter_id, Coming(scan, progress, check)) as arrived:
            yield arrived, _row(arrived.opened.unit.session, service_id)

    def _letter_of(self, service_id: int) -> int:
        with self.pen.database.read() as session:
            return _row(session, service_id).suggestion_id

    def _note(self, arrived: Arrived, row: ServiceRecord, day: PartialDate, outcome: str) -> None:
        attempt = DeliveryAttempt(suggestion_id=row.suggestion_id, service_id=row.id, tried_on=day, outcome=outcome)
        arrived.opened.unit.session.add(attempt)


def _sent(letter: Letter, draft: DispatchDraft) -> ServiceRecord:
    return ServiceRecord(
        suggestion_id=letter.id,
        method=draft.method,
        method_as_written=receiving.party_words(draft.method.label) if draft.is_party else None,
        result=ServiceResult.PENDING,
        sent_on=draft.sent_on,
        sent_by=draft.sent_by.strip() or None,
        tracking_number=draft.tracking_number.strip() or None,
        is_agreed=draft.is_agreed or None,
        place=draft.place.strip() or None,
        participants=draft.participants.strip() or None,
        note=draft.note.strip() or None,
    )


def _row(session: Session | None, service_id: int) -> ServiceRecord:
    row = session.get(ServiceRecord, service_id) if session is not None else None
    if row is None:
        raise ServiceNotFound
    return row


def _attempts(session: Session | None, row: ServiceRecord) -> list[DeliveryAttempt]:
    if session is None:
        return []
    wanted = select(DeliveryAttempt).where(DeliveryAttempt.service_id == row.id)
    return list(session.scalars(wanted.order_by(DeliveryAttempt.id)))
