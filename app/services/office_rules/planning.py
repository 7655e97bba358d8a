"""The dry run of a change: the rules and calendar as they would be, and every open deadline before and after."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.models.deadline import Deadline, DeadlineEvent
from app.models.terms import DeadlineState
from app.services.deadlines.calendar import OwnDay, WorkCalendar
from app.services.deadlines.calendar_files import YearNotice
from app.services.deadlines.rule import Rule
from app.services.deadlines.rule_tables import from_json
from app.services.deadlines.rules import RuleLibrary
from app.services.deadlines.service import Deadlines
from app.services.docket.cards import name_of_record
from app.services.docket.deciding import TABLES, steps_of
from app.services.docket.kept_rules import kept_rules
from app.services.docket.reckoning import recomputed
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.office_rules.notices import notice_of, title_of
from app.services.office_rules.own import days_in, edition_in, notices_in, rules_in
from app.services.office_rules.rows import Affected, ChangePlan, Proposal

_AT_ONCE = 500  # rows read at a time, so that a dry run can be given up between them
_REACH = timedelta(days=31)  # how far a run of free days can move the end of a period
_LOOKED_AT = ("due_on", "overdue_after", "remind_on", "serious_on", "certainty", "is_provisional", "length", "unit")


@dataclass(frozen=True)
class Moved:
    """A deadline with the columns it would get, and the rule they come from."""

    deadline: Deadline
    columns: dict[str, Any]
    rule: Rule


@dataclass(frozen=True)
class Outlook:
    """Rules and calendar as they would be, and which deadlines to look at: of these codes, ending in these days."""

    library: RuleLibrary
    calendar: WorkCalendar
    what: tuple[str, ...]
    codes: frozenset[str] | None = None  # None: every rule as kept with its deadline
    days: tuple[date, date] | None = None  # None: whenever it ends
    is_refresh: bool = False


class Planner:
    """Plans inside a session, so that applying can plan again in its own transaction and compare."""

    def __init__(self, deadlines: Deadlines) -> None:
        """``deadlines`` gives the shipped rules and calendar."""
        self._deadlines = deadlines

    def plan(self, session: Session, proposal: Proposal, progress: Progress) -> tuple[ChangePlan, list[Moved]]:
        """The dry run and what it would write; raises DomainError where the change itself is wrong.

        ``progress`` hears of every deadline twice, when it is read and when it is computed, so that a dry run ends at
        once when it is given up.
        """
        outlook = self._outlook(session, proposal)
        total = session.scalar(select(func.count()).select_from(_wanted(outlook).subquery())) or 0
        standing = list(_open_deadlines(session, outlook, progress, total))
        events, kept = _events(session, [deadline.id for deadline in standing], progress, total), kept_rules(session)
        moved: list[Moved] = []
        failed: list[str] = []
        for place, deadline in enumerate(standing):
            progress.report(total + place * total // len(standing), 2 * total)
            try:
                found = _moved(deadline, events.get(deadline.id, []), outlook, kept)
            except DomainError as error:
                failed.append(f"{_name(session, deadline).number}“{deadline.name}”：{error}")
                continue
            moved += [found] if found else []
        told = (*sorted((each.id, each.version) for each in standing), edition_in(session), repr(proposal))
        mark = hashlib.sha256(repr(told).encode()).hexdigest()
        affected: list[Affected] = []
        for each in moved:
            progress.report(2 * total, 2 * total)
            affected.append(_affected(session, each))
        plan = ChangePlan(outlook.what, proposal, tuple(affected), len(standing), mark, tuple(failed))
        return plan, moved

    def _outlook(self, session: Session, proposal: Proposal) -> Outlook:
        rules, days, notices = rules_in(session), [day for day, _key in days_in(session)], notices_in(session)
        what: list[str] = []
        span: tuple[date, date] | None = None
        codes: frozenset[str] | None = None
        if proposal.days or proposal.without_days:
            days, span = _changed_days(days, proposal, what)
        if proposal.notice is not None:
            notice = notice_of(proposal.notice)
            notices = [each for each in notices if each.year != notice.year] + [notice]
            span = date(notice.year, 1, 1), date(notice.year, 12, 31)
            what.append(f"收入 {notice.year} 年放假通知：{title_of(notice)}")
        if proposal.without_notice is not None:
            notices, span = _without_notice(notices, proposal.without_notice, self._deadlines.shipped_calendar, what)
        if proposal.rule is not None or proposal.without_rule is not None:
            rules, codes = _changed_rules(rules, proposal, what)
        if proposal.is_refresh:
            what.append("按现在的日历和规则重新计算未完成的期限")
        library = self._deadlines.standard.with_local(rule for rule, _key in rules)
        calendar = self._deadlines.shipped_calendar.with_notices(notices).with_own(days)
        return Outlook(library, calendar, tuple(what), codes, span, proposal.is_refresh)


def _changed_days(days: list[OwnDay], proposal: Proposal, what: list[str]) -> tuple[list[OwnDay], tuple[date, date]]:
    standing = {day.on: day for day in days}
    for on in proposal.without_days:
        if on not in standing:
            raise DomainError(f"本院日历里没有 {on}，不能去掉。请刷新后再看。")
        what.append(f"去掉本院日历 {on} {standing.pop(on).name}")
    for day in proposal.days:
        verb = "改为" if day.on in standing else "增加"
        what.append(f"本院日历{verb} {day.on} {day.name}（{'上班' if day.is_working else '放假'}）")
        standing[day.on] = OwnDay(day.on, day.name, day.is_working)
    touched = [*proposal.without_days, *(day.on for day in proposal.days)]
    return list(standing.values()), (min(touched), max(touched))


def _without_notice(
    notices: list[YearNotice], year: int, shipped: WorkCalendar, what: list[str]
) -> tuple[list[YearNotice], tuple[date, date]]:
    gone = [notice for notice in notices if notice.year == year]
    if not gone:
        known = "、".join(f"{notice.year} 年" for notice in notices)
        others = f"已导入的有：{known}。" if known else "程序自带的通知不能移除，要改个别日子请用“本院日历”。"
        raise DomainError(f"{year} 年没有本院导入的放假通知，不用移除。{others}")
    then = "恢复为暂定" if shipped.is_provisional(date(year, 1, 1)) else "恢复程序自带的通知"
    what.append(f"移除 {year} 年放假通知：{title_of(gone[0])}，{then}")
    return [notice for notice in notices if notice.year != year], (date(year, 1, 1), date(year, 12, 31))


def _changed_rules(
    rules: list[tuple[Rule, int]], proposal: Proposal, what: list[str]
) -> tuple[list[tuple[Rule, int]], frozenset[str]]:
    gone = proposal.rule_id if proposal.rule is not None else proposal.without_rule
    before = [rule for rule, key in rules if key == gone]
    if gone is not None and not before:
        raise DomainError("这条本地规则已经不在了，可能已被别人改过。请刷新后再看。")
    rules = [(rule, key) for rule, key in rules if key != gone]
    codes = {rule.code for rule in before}
    if proposal.rule is not None:
        rule = from_json(proposal.rule, "本地")
        rules.append((rule, 0))
        codes.add(rule.code)
        what.append(f"本地规则 {rule.code} {rule.name}：{rule.length_text}，{'修改' if before else '新增'}")
    else:
        what += [f"停用本地规则 {rule.code} {rule.name}" for rule in before]
    return rules, frozenset(codes)


def _wanted(outlook: Outlook) -> Select[Any]:
    wanted = select(Deadline).where(Deadline.state == DeadlineState.OPEN, Deadline.rule_code.is_not(None))
    return wanted if outlook.codes is None else wanted.where(Deadline.rule_code.in_(outlook.codes))


def _open_deadlines(session: Session, outlook: Outlook, progress: Progress, total: int) -> Iterator[Deadline]:
    read = session.scalars(_wanted(outlook).order_by(Deadline.id).execution_options(yield_per=_AT_ONCE))
    for place, deadline in enumerate(read):
        progress.report(place, 2 * total)
        if outlook.days is None or _reaches(deadline, *outlook.days):
            yield deadline


def _reaches(deadline: Deadline, first: date, last: date) -> bool:
    """Whether days between these two can matter to a deadline, running forward or backward."""
    if deadline.due_on is None or deadline.started_on is None:
        return False
    ends = deadline.due_on, deadline.overdue_after or deadline.due_on, deadline.started_on.first
    return max(ends) >= first - _REACH and min(ends) <= last + _REACH


def _events(session: Session, ids: Sequence[int], progress: Progress, total: int) -> dict[int, list[DeadlineEvent]]:
    found: dict[int, list[DeadlineEvent]] = {}
    wanted = set(ids)
    read = select(DeadlineEvent).order_by(DeadlineEvent.id).execution_options(yield_per=_AT_ONCE)
    for event in session.scalars(read):
        progress.report(total, 2 * total)
        if event.deadline_id in wanted:
            found.setdefault(event.deadline_id, []).append(event)
    return found


def _moved(deadline: Deadline, events: list[DeadlineEvent], outlook: Outlook, kept: Mapping[str, Rule]) -> Moved | None:
    rule = _rule_for(deadline, outlook, kept)
    if rule is None:
        return None
    columns = recomputed(deadline, events, rule, outlook.calendar)
    if all(getattr(deadline, name) == columns[name] for name in _LOOKED_AT):
        return None
    return Moved(deadline, columns, rule)


def _rule_for(deadline: Deadline, outlook: Outlook, rules: Mapping[str, Rule]) -> Rule | None:
    """The rule as kept, unless rules change: then the one of the new library that was in force at the start."""
    code, start = deadline.rule_code, deadline.started_on
    kept = rules.get(deadline.rule_digest or "") or (outlook.library.rule(code) if code else None)
    if kept is None or code is None or start is None or not (outlook.is_refresh or outlook.codes):
        return kept
    try:
        return outlook.library.rule(code, start.first)
    except DomainError:  # not in force then, or made up for one day: old cases stay by the rule of their time
        return kept


def _affected(session: Session, moved: Moved) -> Affected:
    deadline, columns = moved.deadline, moved.columns
    return Affected(
        id=deadline.id,
        record=_name(session, deadline),
        name=deadline.name,
        due_before=deadline.due_on,
        due_after=columns["due_on"],
        late_before=deadline.overdue_after,
        late_after=columns["overdue_after"],
        steps_before=steps_of(deadline.derivation),
        steps_after=steps_of(columns["derivation"]),
    )


def _name(session: Session, deadline: Deadline) -> Any:
    record: Any = session.get(TABLES[deadline.record_type], deadline.record_id)
    return name_of_record(deadline.record_type, record)
