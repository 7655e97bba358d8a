"""What the office decides about the deadlines on its records; each decision one transaction, recomputed openly."""

from datetime import date, datetime
from typing import Any

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.suggestion import Suggestion
from app.models.terms import DeadlineAct, DeadlineState, PeriodUnit, RecordType, StartEvent
from app.services.deadlines.computation import Start
from app.services.deadlines.inputs import parse_start
from app.services.deadlines.periods import Period, parse_period
from app.services.deadlines.rule import Rule
from app.services.deadlines.terms import OWN_DATE, Direction
from app.services.docket import intentions as wish
from app.services.docket.cards import DeadlineCards
from app.services.docket.deciding import (
    TABLES,
    Means,
    deadlines_of,
    must_be_decided,
    not_after_today,
    opened,
    refuse_reply_period,
)
from app.services.docket.kept_rules import keep
from app.services.docket.overview import Overview
from app.services.docket.own_dates import rule_to
from app.services.docket.projecting import project
from app.services.docket.reckoning import Running, begun
from app.services.docket.results import refuse_feedback
from app.services.docket.rows import Authority, DeadlineCard, Done, OwnDateDraft, StartDraft
from app.services.docket.starting import has_ended
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import needed
from app.services.lists.listing import Listing

NOTHING_SAID = Authority()


class Docket:
    """The deadlines of all records: their list, their cards, their overview, and what is decided about them."""

    def __init__(self, listing: Listing, overview: Overview, cards: DeadlineCards, means: Means) -> None:
        """Take the parts; nothing is read yet."""
        self.listing = listing
        self.overview = overview
        self._cards = cards
        self._means = means
        self._clock = means.clock

    def card(self, deadline_id: int, as_of: date | None = None) -> DeadlineCard:
        """Everything about one deadline; raises DeadlineNotFound."""
        return self._cards.card(deadline_id, as_of or self._clock.today())

    def of(self, record_type: RecordType, record_id: int, as_of: date | None = None) -> tuple[DeadlineCard, ...]:
        """All deadlines of a record, the open ones first, then by due date."""
        return self._cards.of(record_type, record_id, as_of or self._clock.today())

    @performs(wish.EXTEND)
    def extend(
        self,
        actor: Actor,
        deadline_id: int,
        length: str,
        authority: Authority,
        is_total: bool = False,
        progress: Progress | None = None,
    ) -> Done:
        """Lengthen a deadline by ``length`` (一个月, 15日), or to it in all; raises FieldProblem, DomainError."""
        must_be_decided(authority)
        period = _period("length", length)
        with opened(self._means, actor, wish.EXTEND, deadline_id, authority, progress) as work:
            rule = work.rule()
            if not rule.extensions and rule.code != OWN_DATE:
                work.said.append(f"规则 {rule.code} 没有写可以延长，已按{authority.decided_by}的决定延长，请核对依据。")
            work.decide(DeadlineAct.EXTENDED, PartialDate.of(self._clock.today()), period, is_total)
            work.recompute()
            return work.done

    @performs(wish.PAUSE)
    def pause(
        self, actor: Actor, deadline_id: int, first: date, authority: Authority, progress: Progress | None = None
    ) -> Done:
        """Stop the clock from ``first`` on, that day included; it runs again by ``resume``."""
        must_be_decided(authority)
        not_after_today("first", "中止日期", first, self._clock.today())
        with opened(self._means, actor, wish.PAUSE, deadline_id, authority, progress) as work:
            deadline = work.deadline
            refuse_reply_period(deadline, "中止", "另定期限的请用“延长”。")
            if deadline.paused_on is not None:
                raise DomainError(f"“{deadline.name}”已从 {deadline.paused_on} 起中止。请先恢复。")
            if deadline.due_on is None or work.rule().direction is Direction.BACKWARD:
                raise DomainError(f"“{deadline.name}”没有往后走的天数，不能中止。")
            if deadline.started_on and first < deadline.started_on.first:
                raise FieldProblem("first", f"中止日期 {first} 早于起算日 {deadline.started_on}。请核对日期。")
            if deadline.overdue_after and first > deadline.overdue_after:
                raise FieldProblem(
                    "first", f"期限已于 {deadline.overdue_after} 届满，{first} 起不能再中止。请核对日期。"
                )
            work.decide(DeadlineAct.PAUSED, PartialDate.of(first))
            deadline.paused_on = first
            return work.done

    @performs(wish.RESUME)
    def resume(
        self, actor: Actor, deadline_id: int, on: date, authority: Authority, progress: Progress | None = None
    ) -> Done:
        """Let the clock run again; ``on`` is the first day that counts, so the pause ends the day before."""
        needed("reason", "恢复的理由", authority.reason)
        not_after_today("on", "恢复日期", on, self._clock.today())
        with opened(self._means, actor, wish.RESUME, deadline_id, authority, progress) as work:
            first = work.deadline.paused_on
            if first is None:
                raise DomainError(f"“{work.deadline.name}”没有中止，不用恢复。")
            if on < first:
                raise FieldProblem("on", f"恢复日期 {on} 早于中止日期 {first}，中止不能先结束后开始。请核对日期。")
            work.deadline.paused_on = None
            work.decide(DeadlineAct.RESUMED, PartialDate.of(on))
            work.recompute()
            return work.done

    @performs(wish.RESTART)
    def restart(
        self, actor: Actor, deadline_id: int, on: date, authority: Authority, progress: Progress | None = None
    ) -> Done:
        """Let the period run anew from ``on`` (退查重报, 改变管辖); earlier pauses and extensions are left behind."""
        needed("reason", "重新计算的理由", authority.reason)
        not_after_today("on", "重新计算的日期", on, self._clock.today())
        with opened(self._means, actor, wish.RESTART, deadline_id, authority, progress) as work:
            refuse_reply_period(work.deadline, "重新计算", "送达有误的请重新登记送达。")
            work.deadline.paused_on = None
            work.decide(DeadlineAct.RESTARTED, PartialDate.of(on))
            work.recompute()
            return work.done

    @performs(wish.WAIVE)
    def waive(
        self, actor: Actor, deadline_id: int, on: PartialDate, authority: Authority, progress: Progress | None = None
    ) -> Done:
        """Let a deadline go without its being met, by decision."""
        must_be_decided(authority)
        not_after_today("on", "免除日期", on.first, self._clock.today())
        with opened(self._means, actor, wish.WAIVE, deadline_id, authority, progress) as work:
            refuse_reply_period(work.deadline, "免除", "不再需要回复的请办结或撤回。")
            work.decide(DeadlineAct.WAIVED, on)
            work.end(DeadlineState.WAIVED, on)
            return work.done

    @performs(wish.MARK_MET)
    def mark_met(
        self,
        actor: Actor,
        deadline_id: int,
        on: PartialDate,
        authority: Authority = NOTHING_SAID,
        progress: Progress | None = None,
    ) -> Done:
        """Register that a deadline was met on a day; where a date of the letter says so (备案日期), it is filled in."""
        not_after_today("on", "完成日期", on.first, self._clock.today())
        with opened(self._means, actor, wish.MARK_MET, deadline_id, authority, progress) as work:
            deadline = work.deadline
            refuse_reply_period(deadline, "直接登记完成", "请用“登记回复”。")
            refuse_feedback(deadline)
            if deadline.started_on and on.last < deadline.started_on.first and not _is_backward(work.rule()):
                raise FieldProblem("on", f"完成日期 {on} 早于起算日 {deadline.started_on}。请核对日期。")
            if deadline.overdue_after and on.first > deadline.overdue_after:
                work.said.append(f"完成日期 {on} 晚于届满日 {deadline.overdue_after}，记为超过期限完成。")
            if isinstance(work.record, Suggestion) and self._means.starter.met_by(deadline) == "filed_on":
                work.record.filed_on = work.record.filed_on or on
            if deadline.started_by is StartEvent.TASKED and not isinstance(work.record, Suggestion):
                work.record.reported_on = work.record.reported_on or on
            work.decide(DeadlineAct.MET, on)
            work.end(DeadlineState.MET, on)
            return work.done

    @performs(wish.CORRECT_START)
    def correct_start(
        self,
        actor: Actor,
        deadline_id: int,
        start: str,
        proof: str,
        authority: Authority,
        progress: Progress | None = None,
    ) -> Done:
        """Let a deadline run from another day (as typed), openly: the event keeps the derivation before and after."""
        needed("reason", "更正的理由", authority.reason)
        shown_by = needed("proof", "起算依据", proof)
        day, at = _split(_start("start", start))
        with opened(self._means, actor, wish.CORRECT_START, deadline_id, authority, progress) as work:
            deadline, rule = work.deadline, work.rule()
            is_awaited = deadline.started_by is StartEvent.REPLY_OVER or _is_backward(rule)
            refuse_reply_period(deadline, "单独更正起算日", "请重新登记送达，回复期限随送达日期重新计算。")
            if not is_awaited:
                not_after_today("start", "起算日", day, self._clock.today())
            deadline.started_on, deadline.started_at, deadline.start_proof = PartialDate.of(day), at, shown_by
            work.decide(DeadlineAct.START_CORRECTED, PartialDate.of(self._clock.today()))
            work.recompute()
            return work.done

    @performs(wish.START_BY_RULE)
    def start_by_rule(self, actor: Actor, record_type: RecordType, record_id: int, draft: StartDraft) -> Done:
        """Set a deadline on a record by a rule of the library; raises FieldProblem, DomainError."""
        start = _start("start", draft.start)
        rule = self._rule(draft.rule, start)
        day, _at = _split(start)
        if rule.direction is Direction.FORWARD:
            not_after_today("start", "起算日", day, self._clock.today())
        period = _period("period", draft.period) if draft.period.strip() else None
        proof = needed("proof", "起算依据", draft.proof)
        running = Running(rule, _known(start), StartEvent.BY_HAND, proof, draft.is_custody, period)
        return self._begin(actor, wish.START_BY_RULE, record_type, record_id, running)

    @performs(wish.START_ON_DATE)
    def start_on_date(self, actor: Actor, record_type: RecordType, record_id: int, draft: OwnDateDraft) -> Done:
        """Set a deadline on a day somebody named; no rule, no rolling, and it may turn red."""
        today, due_on = self._clock.today(), draft.due_on.exact
        name, basis = needed("name", "期限名称", draft.name), needed("basis", "依据（谁要求的、文号）", draft.basis)
        if due_on is None:
            raise FieldProblem("due_on", f"届满日只知道是{draft.due_on.chinese()}，请填写到日。")
        if due_on < today:
            raise FieldProblem("due_on", f"届满日 {due_on} 早于今天（{today}）。请核对日期；已经完成的不用再设。")
        rule = rule_to(name, basis, today, due_on, draft.side)
        running = Running(rule, today, StartEvent.BY_HAND, f"{today}设定，{basis}")
        return self._begin(actor, wish.START_ON_DATE, record_type, record_id, running)

    def _begin(
        self, actor: Actor, intention: Intention, record_type: RecordType, record_id: int, running: Running
    ) -> Done:
        with self._means.database.write(actor, intention, self._clock.now()) as unit:
            record: Any = unit.session.get(TABLES[record_type], record_id) if record_type in TABLES else None
            if record is None:
                raise DomainError(f"没有找到第 {record_id} 号{record_type.label}，不能设定期限。请刷新后再看。")
            if has_ended(record_type, record):
                raise DomainError(f"{record.entry_number} 已经结束，不能再设定期限。")
            keep(unit, [running.rule])
            row = begun(running, self._means.deadlines.calendar, record_type)
            deadline = Deadline(**row, record_id=record_id)
            for each in deadlines_of(unit.session, deadline):
                is_same = (each.rule_code, each.name, each.started_on) == (
                    row["rule_code"],
                    row["name"],
                    row["started_on"],
                )
                if is_same and each.state is DeadlineState.OPEN:
                    raise DomainError(
                        f"{record.entry_number} 上已有从 {each.started_on} 起算的“{each.name}”，没有重复设定。"
                    )
            unit.session.add(deadline)
            unit.session.flush()
            project(record, deadlines_of(unit.session, deadline))
            done = Done(deadline.id, unit.act, _provisional(deadline))
        self._means.changes.publish(record_type, (record_id,))
        return done

    def _rule(self, code: str, start: Start) -> Rule:
        """The rule of that code, of the start's time where there is one; the derivation says where there is none."""
        library = self._means.deadlines.library
        try:
            newest = library.rule(needed("rule", "规则代码", code))
        except FieldProblem:
            raise
        except DomainError as error:
            raise FieldProblem("rule", str(error)) from error
        try:
            return library.rule(code, _split(start)[0])
        except DomainError:
            return newest


def _is_backward(rule: Rule) -> bool:
    return rule.direction is Direction.BACKWARD


def _provisional(deadline: Deadline) -> tuple[str, ...]:
    if not deadline.is_provisional:
        return ()
    return (f"届满日 {deadline.due_on} 是暂定的：当年的放假通知还没有收入日历，通知到后请在“日历与规则”里重算。",)


def _period(name: str, text: str) -> Period:
    try:
        period = parse_period(text)
    except DomainError as error:
        raise FieldProblem(name, str(error)) from error
    if period is None or period.unit is PeriodUnit.NONE:
        raise FieldProblem(name, "请填写长度，如“一个月”“十五日”“10个工作日”。")
    return period


def _start(name: str, text: str) -> Start:
    try:
        return parse_start(text)
    except DomainError as error:
        raise FieldProblem(name, str(error)) from error


def _known(start: Start) -> date | datetime:
    if isinstance(start, PartialDate):
        raise FieldProblem("start", f"起算日只知道是{start.chinese()}，算不出到期日。请补录到日。")
    return start


def _split(start: Start) -> tuple[date, str | None]:
    known = _known(start)
    return (known.date(), f"{known:%H:%M}") if isinstance(known, datetime) else (known, None)
