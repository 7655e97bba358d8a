"""Triggers of one store: cases held against them, and what is done with each that meets one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.original_case import OriginalCase, TriggerHit
from app.models.review_terms import HitState, TriggerList
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.lists.listing import ListQuery, Row
from app.services.lists.store_listing import StoreListing
from app.services.review_triggers import intentions as wish
from app.services.review_triggers.dealing import of_one_case, reviews_of, running_review, waiting_hits, words_of
from app.services.review_triggers.dealing import take_up as put_under
from app.services.review_triggers.evaluating import Evaluation
from app.services.review_triggers.hits import Hits
from app.services.review_triggers.library import TriggerLibrary
from app.services.review_triggers.matching import hit_of, hits_of
from app.services.review_triggers.model import Trigger
from app.services.review_triggers.paper import TriggerPaper
from app.services.review_triggers.rows import Completeness, HitCounts, HitRow, ReviewStart
from app.services.review_triggers.settings import TriggerSettings
from app.services.secrecy.masking import Masking, without_names

if TYPE_CHECKING:
    from app.models.reverse_review import ReverseReview
    from app.services.reverse_reviews.rows import ReviewDraft


class BeginsReviews(Protocol):
    """The reviews' own way of beginning one, within an open transaction."""

    def begin(self, unit: Unit, draft: "ReviewDraft") -> "ReverseReview":
        """Begin a review; raises FieldProblem."""


@dataclass(frozen=True)
class Parts:
    """What the service needs, handed in by the desk."""

    database: Database
    clock: Clock
    changes: Changes
    library: TriggerLibrary
    reviews: Callable[[], BeginsReviews]  # asked late: reviews and cases are made from one another
    paper: TriggerPaper


class ReviewTriggers:
    """Two lists kept apart; nothing meets a trigger and is forgotten."""

    def __init__(self, listing: StoreListing, parts: Parts) -> None:
        """``listing`` is 触发清单."""
        self.listing, self._parts = listing, parts
        self._database, self._clock, self._changes = parts.database, parts.clock, parts.changes
        self._evaluation = Evaluation(parts.library, parts.clock)
        self._hits = Hits(parts.database, parts.clock, parts.library)
        self.settings = TriggerSettings(parts.database, parts.clock, parts.changes, parts.library)
        self.paper = parts.paper

    @property
    def library(self) -> TriggerLibrary:
        """The triggers themselves; raises DomainError where a shipped file is wrong."""
        return self._parts.library

    def in_force(self, on: date | None = None) -> tuple[Trigger, ...]:
        """What cases are held against; ``hits_of`` of ``matching`` asks many of them at once."""
        return self.library.in_force(on or self._clock.today())

    def hits_of(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The columns of the hits a case of these values has today."""
        return hits_of(values, self.in_force(), self._clock.today())

    def evaluate(self, unit: Unit, case: OriginalCase) -> None:
        """Bring the hits of one case up to its facts, in the transaction that registered or amended it."""
        self._evaluation.evaluate(unit, case)

    def hit(self, hit_id: int) -> HitRow:
        """One hit; raises HitNotFound."""
        return self._hits.hit(hit_id)

    def hits(self, query: ListQuery) -> Iterator[Row]:
        """Every hit of a query in its order, with the cells of ``listing``; raises UnknownColumn."""
        return (row for row, _further in self.listing.whole(query, ()))

    def of_case(self, case_id: int) -> tuple[HitRow, ...]:
        """Everything one case met, list by list."""
        return self._hits.of_case(case_id)

    def of_review(self, review_id: int) -> tuple[HitRow, ...]:
        """What one review was begun for."""
        return self._hits.of_review(review_id)

    def counts(self, trigger_list: TriggerList) -> HitCounts:
        """How many hits of a list stand where today."""
        return self._hits.counts(trigger_list)

    def names(self, trigger_list: TriggerList) -> tuple[str, ...]:
        """The triggers that have hits on a list, for choosing."""
        return self._hits.names(trigger_list)

    def departments(self) -> tuple[str, ...]:
        """The departments whose cases have hits, for choosing."""
        return self._hits.departments()

    def completeness(self, progress: Progress | None = None) -> Completeness:
        """Hold every case against every trigger in force; reads only. May raise Cancelled."""
        return self._hits.completeness(progress)

    def by_hand(self, trigger_list: TriggerList) -> tuple[Trigger, ...]:
        """The triggers of a list that no column shows."""
        return tuple(each for each in self.in_force() if each.by_hand and each.trigger_list is trigger_list)

    def running_reviews(self, hit_id: int) -> tuple[str, ...]:
        """登记号 and title of the reviews a hit could go into."""
        with self._database.read() as session:
            hit = session.get(TriggerHit, hit_id)
            return reviews_of(session, hit) if hit else ()

    def cases_like(self, typed: str, limit: int = 10) -> tuple[str, ...]:
        """登记号 and name of the original cases somebody may mean."""
        found = OriginalCase.entry_number.contains(typed, autoescape=True)
        found |= OriginalCase.number.contains(typed, autoescape=True)
        found |= OriginalCase.name.contains(typed, autoescape=True)
        wanted = select(OriginalCase.id, OriginalCase.entry_number, OriginalCase.name).where(found)
        with self._database.read() as session:
            rows = session.execute(wanted.order_by(OriginalCase.id.desc()).limit(limit)).all()
            masks = Masking.shipped().of_rows(session, {row[0]: (RecordType.ORIGINAL_CASE, row[0]) for row in rows})
            return tuple(f"{number} {without_names(name, masks.get(key, ()))}" for key, number, name in rows)

    @performs(wish.ADD_BY_HAND)
    def add_by_hand(self, actor: Actor, case_number: str, code: str, reason: str) -> Written:
        """Put a trigger that no column shows on a case; raises FieldProblem, DomainError."""
        why = needed("reason", "补登的理由和依据", reason)
        today = self._clock.today()
        trigger = self.library.find(code, today)
        if trigger is None or not trigger.by_hand:
            raise FieldProblem("code", "请选择要补登的触发情形。能从原案登记看出的，更正原案登记后会自动列入。")
        with self._database.write(actor, wish.ADD_BY_HAND, self._clock.now(), why) as unit:
            case = _case(unit, case_number)
            same = select(TriggerHit).where(TriggerHit.case_id == case.id, TriggerHit.code == code)
            if unit.session.scalars(same).first() is not None:
                raise FieldProblem("code", f"{case.entry_number} 已列入“{trigger.name}”，不必再补登。")
            row = hit_of(self.library.reminding(trigger, today), why, today)
            unit.session.add(TriggerHit(case_id=case.id, **row))
            written = Written(case.id, unit.act)
        self._tell(written.id)
        return written

    @performs(wish.EXCUSE)
    def excuse(self, actor: Actor, hit_ids: Sequence[int], reason: str) -> Written:
        """Say why some cases are not looked over, all or none; raises FieldProblem, HitsRefused."""
        why = needed("reason", "不审视的理由", reason)
        with self._database.write(actor, wish.EXCUSE, self._clock.now(), why) as unit:
            hits = waiting_hits(unit.session, hit_ids)
            for hit in hits:
                hit.state, hit.reason = HitState.EXCUSED, why
                hit.excused_by, hit.excused_on = actor.name, PartialDate.of(self._clock.today())
            cases = [hit.case_id for hit in hits]
            written = Written(cases[0], unit.act)
        self._tell(*cases)
        return written

    @performs(wish.TAKE_UP)
    def take_up(self, actor: Actor, hit_ids: Sequence[int], start: ReviewStart) -> Written:
        """Begin one review for the hits of one case; gives the review. Raises FieldProblem, DomainError."""
        from app.services.review_triggers.beginning import draft_for

        handler = needed("handler", "审视人", start.handler)
        day_that_can_be("started_on", "启动日期", start.started_on, self._clock.today(), None)
        with self._database.write(actor, wish.TAKE_UP, self._clock.now()) as unit:
            hits = waiting_hits(unit.session, hit_ids)
            case = of_one_case(unit.session, hits)
            review = self._parts.reviews().begin(unit, draft_for(case, hits, start, handler))
            unit.session.flush()
            put_under(hits, review)
            written = Written(review.id, unit.act)
        self._tell(case.id)
        self._changes.publish(RecordType.REVERSE_REVIEW, (written.id,))
        return written

    @performs(wish.JOIN)
    def join(self, actor: Actor, hit_ids: Sequence[int], review_number: str) -> Written:
        """Let a review that runs already deal with the hits of one of its cases; raises FieldProblem, DomainError."""
        with self._database.write(actor, wish.JOIN, self._clock.now()) as unit:
            hits = waiting_hits(unit.session, hit_ids)
            case = of_one_case(unit.session, hits)
            review = running_review(unit.session, review_number, hits, case)
            put_under(hits, review)
            named = [each for each in (review.trigger or "").split("、") if each]
            fresh = [each for each in words_of(hits).split("、") if each not in named]
            review.trigger = "、".join((*named, *fresh))[:200]
            written = Written(review.id, unit.act)
        self._tell(case.id)
        self._changes.publish(RecordType.REVERSE_REVIEW, (written.id,))
        return written

    @performs(wish.RECHECK)
    def recheck(self, actor: Actor, progress: Progress | None = None) -> Written:
        """Give every case that meets a trigger in force its hit; raises DomainError where none was missing."""
        with self._database.write(actor, wish.RECHECK, self._clock.now()) as unit:
            count = self._evaluation.add_missing(unit, self.in_force(), progress or Unwatched())
            if not count:
                raise DomainError("已核对全部原案：符合触发情形的都在清单上，没有漏列的。")
            written = Written(count, unit.act)
        self._tell()
        return written

    def _tell(self, *cases: int) -> None:
        self._changes.publish(RecordType.ORIGINAL_CASE, cases)


def _case(unit: Unit, typed: str) -> OriginalCase:
    number = typed.strip().split(maxsplit=1)[0] if typed.strip() else ""
    if not number:
        raise FieldProblem("case_number", "请填写原案的登记号，或输入案件名称后从提示中选择。")
    wanted = select(OriginalCase).where(OriginalCase.entry_number == number)
    case = unit.session.scalars(wanted).one_or_none()
    if case is None:
        raise FieldProblem("case_number", f"没有登记号为“{number}”的原案。请先在“原案登记”登记，或从提示中选择。")
    return case
