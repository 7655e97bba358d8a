"""What the office does with an objection: register, reconsider, tell the addressee; each step one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOrigin, ObjectionOutcome
from app.models.objection import Objection
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.docket.deciding import Means
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.papers.archive import newest_edition
from app.services.papers.rows import LETTER, RecordKey
from app.services.replies import intentions as wish
from app.services.replies.deciding import check_order, check_reconsideration, decision_of
from app.services.replies.entry_numbers import free_number
from app.services.replies.pending import refuse_pending
from app.services.replies.periods import is_late, restart_reply, use_period
from app.services.replies.rows import NoticeDraft, ObjectionDraft, Reconsideration, SuperiorOrder
from app.services.suggestions import refusals
from app.services.suggestions.arriving import Arrivals, Arrived, Coming
from app.services.trail.since import refuse_changed


class ObjectionNotFound(DomainError):
    """No objection with that id."""

    def __init__(self) -> None:
        """It may have gone with the act that was taken back."""
        super().__init__("没有找到这份异议，它可能已随撤销的操作消失。请刷新后再看。")


@dataclass(frozen=True)
class Parts:
    """What objections need, handed in by bootstrap."""

    pen: Pen[Letter]
    means: Means


class Objections:
    """The objections of all letters."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._pen, self._means = parts.pen, parts.means
        self._arrivals = Arrivals(parts.pen, parts.means.attachments)

    @performs(wish.REGISTER_OBJECTION)
    def register(
        self, actor: Actor, letter_id: int, draft: ObjectionDraft, progress: Progress | None = None
    ) -> Written:
        """Register an objection by its 收文登记 date, with its scan; one after the letter's period is kept as late.

        Raises FieldProblem, DomainError, Cancelled.
        """
        content = needed("content", "异议内容", draft.content)
        if draft.raised_on.exact is None:
            raise FieldProblem("raised_on", "请填写收文登记的具体日期（年月日）。")
        if draft.scan is None:
            raise FieldProblem("scan", "请附上异议书的扫描件，没有扫描件不能登记异议。")

        def refuse(letter: Letter) -> None:
            self._must_be_received(letter, "登记异议")
            self._day("raised_on", "收文登记日期", draft.raised_on, letter)

        with self._arrivals.on(actor, wish.REGISTER_OBJECTION, letter_id, Coming(draft.scan, progress, refuse)) as came:
            session, letter = came.opened.unit.session, came.opened.record
            refuse_pending(session, letter, "再登记一份异议（补充的材料请放进附件）")
            came.add(
                Objection,
                "异议书",
                {
                    "raised_on": draft.raised_on,
                    "entry_number": free_number(session, draft.entry_number, draft.raised_on),
                    "content": content,
                    "is_late": is_late(letter, draft.raised_on, self._means.deadlines),
                    "outcome": ObjectionOutcome.PENDING,
                },
            )
            use_period(came.opened.unit, letter, draft.raised_on)
            return came.opened.written

    @performs(wish.RECONSIDER)
    def reconsider(
        self,
        actor: Actor,
        objection_id: int,
        draft: Reconsideration,
        version: int | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Register what the reconsideration came to, by a signed decision: the letter stays, changes or is withdrawn.

        Raises FieldProblem, ChangedMeanwhile, DomainError, Cancelled.
        """
        check_reconsideration(draft)

        def refuse(letter: Letter) -> None:
            refusals.must_be_issued(letter, "登记复核")

        letter_id = self._letter_of(objection_id)
        with self._arrivals.on(actor, wish.RECONSIDER, letter_id, Coming(draft.scan, progress, refuse)) as came:
            session, letter = came.opened.unit.session, came.opened.record
            objection = session.get(Objection, objection_id)
            if objection is None:
                raise ObjectionNotFound
            refuse_changed(session, objection, version, "这份异议")
            if objection.outcome is not ObjectionOutcome.PENDING:
                raise DomainError(
                    f"这份异议已于 {objection.reconsidered_on} 复核（{objection.outcome.label}），不能再登记一次。"
                    "登记有误的请先撤销那一步。"
                )
            decision = decision_of(session, letter, objection, draft, self._today)
            self._decide(came, objection, draft, decision.on)
            objection.finding = draft.finding.strip()
            objection.decided_by, objection.decided_as = decision.person, decision.post
            objection.approval_id = decision.approval_id
            objection.decision_scan_id = came.attach("复核签批件")
            return came.opened.written

    @performs(wish.REGISTER_ORDER)
    def register_order(
        self, actor: Actor, letter_id: int, order: SuperiorOrder, progress: Progress | None = None
    ) -> Written:
        """Register the superior office's order to change or withdraw; raises FieldProblem, DomainError, Cancelled."""
        check_order(order)

        def refuse(letter: Letter) -> None:
            refusals.must_be_issued(letter, "登记上级院指令")
            self._day("received_on", "收到指令的日期", order.received_on, letter)

        with self._arrivals.on(actor, wish.REGISTER_ORDER, letter_id, Coming(order.scan, progress, refuse)) as came:
            session, letter = came.opened.unit.session, came.opened.record
            refuse_pending(session, letter, "登记上级院指令")
            objection = came.add(
                Objection,
                "上级院指令",
                {
                    "origin": ObjectionOrigin.SUPERIOR,
                    "order_number": order.order_number.strip(),
                    "raised_on": order.received_on,
                    "entry_number": free_number(session, order.entry_number, order.received_on),
                    "content": order.opinion.strip(),
                    "outcome": ObjectionOutcome.PENDING,
                    "decided_by": order.ordered_by.strip(),
                    "decided_as": "上级人民检察院",
                },
            )
            self._decide(came, objection, order, order.received_on)
            return came.opened.written

    @performs(wish.NOTIFY)
    def notify(self, actor: Actor, objection_id: int, notice: NoticeDraft, version: int | None = None) -> Written:
        """Register the answer or notice by its number and the day it was received; raises FieldProblem, DomainError.

        Where the notice says so, the reply period runs anew from that day.
        """
        number = refusals.official_number(notice.number)
        with self._opened(actor, objection_id, version) as (opened, objection):
            if objection.outcome is ObjectionOutcome.PENDING:
                raise DomainError("异议还没有登记复核结果，不能登记通知。请先登记复核。")
            if objection.notified_on is not None:
                raise DomainError(
                    f"已登记 {objection.notified_on} 通知（{objection.notice_number}）。登记有误的请先撤销那一步。"
                )
            after = objection.reconsidered_on
            day_that_can_be("notified_on", "对方收到的日期", notice.notified_on, self._today, after)
            if objection.restarts_period:
                restart_reply(self._means, opened, objection, notice.notified_on, number)
            objection.notified_on, objection.notice_number = notice.notified_on, number
            return opened.written

    @property
    def _today(self) -> date:
        return self._means.clock.today()

    def _letter_of(self, objection_id: int) -> int:
        with self._means.database.read() as session:
            found = session.get(Objection, objection_id)
            if found is None:
                raise ObjectionNotFound
            return found.suggestion_id

    @contextmanager
    def _opened(
        self, actor: Actor, objection_id: int, version: int | None
    ) -> Iterator[tuple[Opened[Letter], Objection]]:
        with self._pen.on(actor, wish.NOTIFY, self._letter_of(objection_id)) as opened:
            objection = opened.unit.session.get(Objection, objection_id)
            if objection is None:
                raise ObjectionNotFound
            refuse_changed(opened.unit.session, objection, version, "这份异议")
            yield opened, objection

    def _must_be_received(self, letter: Letter, doing: str) -> None:
        refusals.must_be_issued(letter, doing)
        refusals.must_be_received(letter, doing)

    def _day(self, field: str, title: str, on: PartialDate, letter: Letter) -> None:
        day_that_can_be(field, title, on, self._today, letter.received_on or letter.issued_on)

    def _decide(
        self, came: Arrived, objection: Objection, draft: Reconsideration | SuperiorOrder, on: PartialDate
    ) -> None:
        """Write down the outcome, and do to the letter what it says."""
        opened, letter = came.opened, came.opened.record
        if draft.restarts_period and (letter.replied_on is not None or letter.is_reply_undated):
            raise FieldProblem("restarts_period", "这份建议书已经回复，回复期限不再重新计算。请去掉勾选。")
        objection.outcome, objection.opinion = draft.outcome, draft.opinion.strip()
        objection.reconsidered_on, objection.restarts_period = on, draft.restarts_period
        if draft.outcome is ObjectionOutcome.CHANGED:
            objection.changes = draft.changes.strip()
            key = RecordKey(RecordType.SUGGESTION, letter.id)
            objection.letter_edition = newest_edition(opened.unit.session, key, LETTER)
        if draft.outcome is ObjectionOutcome.WITHDRAWN:
            letter.withdrawn_on = on
            self._means.starter.follow(opened.unit, RecordType.SUGGESTION, letter)
