"""Changing the calendar and the rules: proposed, seen as a dry run, applied as one act that can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline, DeadlineEvent
from app.models.office_rule import HolidayNotice, LocalRule
from app.models.office_rule import OwnDay as StoredDay
from app.models.terms import DeadlineAct, RecordType
from app.services.deadlines.rule import Rule
from app.services.deadlines.rule_files import read_rule
from app.services.deadlines.rule_tables import as_json, digest_of, from_json, table_of
from app.services.deadlines.service import Deadlines
from app.services.deadlines.terms import OWN_DATE, RuleSet
from app.services.docket.deciding import TABLES, deadlines_of
from app.services.docket.kept_rules import keep
from app.services.docket.projecting import project
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.refusals import needed
from app.services.foundation.toml_table import TomlTable
from app.services.office_rules import notices
from app.services.office_rules.intentions import APPLY
from app.services.office_rules.own import days_in, notices_in, rules_in
from app.services.office_rules.planning import Moved, Planner
from app.services.office_rules.rows import (
    FIELD_TITLES,
    ChangePlan,
    NoticeRow,
    OwnDayRow,
    Proposal,
    RulePair,
)

LOCAL_AREA = "本地规则"
UNWATCHED = Unwatched()


class PlanStale(DomainError):
    """Something changed between the dry run and applying it."""

    def __init__(self) -> None:
        """Say that nothing was written."""
        super().__init__("预览之后，期限、日历或规则又有变动，没有应用。请重新预览后再应用。")


@dataclass(frozen=True)
class Parts:
    """What the service needs, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    deadlines: Deadlines


class OfficeRules:
    """The office's own days, notices and rules beside the shipped ones."""

    def __init__(self, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self._database, self._clock, self._changes = parts.database, parts.clock, parts.changes
        self._deadlines = parts.deadlines
        self._planner = Planner(parts.deadlines)

    def own_days(self) -> tuple[OwnDayRow, ...]:
        """The office's own calendar, in order."""
        with self._database.read() as session:
            return tuple(OwnDayRow(day.on, day.name, day.is_working) for day, _key in days_in(session))

    def notices(self) -> tuple[NoticeRow, ...]:
        """Holiday notices that came in after the program."""
        with self._database.read() as session:
            return tuple(NoticeRow(each.year, notices.title_of(each)) for each in notices_in(session))

    def pairs(self) -> tuple[RulePair, ...]:
        """Every rule by code, each local one beside its standard one; the fields are those of the rule files."""
        with self._database.read() as session:
            local = rules_in(session)
        by_code: dict[str, list[tuple[Rule, int]]] = {}
        for own, key in sorted(local, key=lambda each: each[0].validity.first or date.min, reverse=True):
            by_code.setdefault(own.code, []).append((own, key))
        pairs: list[RulePair] = []
        for rule in self._deadlines.standard.all():
            its = by_code.pop(rule.code, [])
            pairs += [_pair(rule, *each, len(its)) for each in its] or [_pair(rule)]
        for its in by_code.values():
            pairs += [_pair(None, *each, len(its)) for each in its]
        return tuple(pairs)

    def propose_days(
        self,
        days: Iterable[OwnDayRow] = (),
        without: Iterable[date] = (),
        reason: str = "",
        progress: Progress = UNWATCHED,
    ) -> ChangePlan:
        """The dry run of days typed into the office's own calendar, or taken out of it."""
        typed, gone = tuple(days), tuple(without)
        if not typed and not gone:
            raise FieldProblem("days", "没有填写要增加或去掉的日期。")
        seen: set[date] = set()
        for day in typed:
            needed("name", f"{day.on} 的名称", day.name)
            if day.on in seen:
                raise FieldProblem("days", f"{day.on} 写了两次。请只保留一条。")
            seen.add(day.on)
        return self._plan(Proposal(_reason(reason), days=typed, without_days=gone), progress)

    def propose_notice(
        self, path: Path, title: str = "", reason: str = "", progress: Progress = UNWATCHED
    ) -> ChangePlan:
        """The dry run of a year's holiday notice from a file: YYYY.toml, or a .csv with 日期, 名称, 安排."""
        notice = notices.read_notice(path, title)
        because = reason.strip() or notices.title_of(notice)
        return self._plan(Proposal(because, notice=notices.as_json(notice)), progress)

    def propose_without_notice(self, year: int, reason: str, progress: Progress = UNWATCHED) -> ChangePlan:
        """The dry run of giving up a notice that was taken in; the shipped one, where there is one, counts again."""
        return self._plan(Proposal(_reason(reason), without_notice=year), progress)

    def propose_rule(
        self,
        fields: Mapping[str, Any],
        reason: str,
        replaces: int | None = None,
        progress: Progress = UNWATCHED,
    ) -> ChangePlan:
        """The dry run of a local rule; ``fields`` are those of a rule file, ``replaces`` the local rule it changes.

        Raises FieldProblem naming code and field.
        """
        because = _reason(reason)
        rule = _checked({**fields, "override_reason": because})
        if rule.code == OWN_DATE:
            raise FieldProblem("code", f"代码 {OWN_DATE} 留给手工指定日期的期限使用，请换一个。")
        if replaces is None:
            self._refuse_second(rule)
        return self._plan(Proposal(because, rule=as_json(rule), rule_id=replaces), progress)

    def propose_without_rule(self, local_id: int, reason: str, progress: Progress = UNWATCHED) -> ChangePlan:
        """The dry run of giving up a local rule; the standard one, where there is one, counts again."""
        return self._plan(Proposal(_reason(reason), without_rule=local_id), progress)

    def propose_refresh(self, reason: str, progress: Progress = UNWATCHED) -> ChangePlan:
        """The dry run of bringing all open deadlines to today's rules and calendar, as after a new program version."""
        return self._plan(Proposal(_reason(reason), is_refresh=True), progress)

    @performs(APPLY)
    def apply(self, actor: Actor, plan: ChangePlan, progress: Progress = UNWATCHED) -> Written:
        """Write the very plan that was seen; raises PlanStale where it no longer holds.

        ``progress`` watches the second planning; cancelled there, nothing is written.
        """
        proposal = plan.proposal
        with self._database.write(actor, APPLY, self._clock.now(), proposal.reason) as unit:
            again, moved = self._planner.plan(unit.session, proposal, progress)
            if again != plan:
                raise PlanStale
            key = _write_own(unit, proposal)
            keep(unit, {each.rule for each in moved})
            touched = self._move(unit, moved, plan)
            done = Written(key, unit.act)
        for record_type in RecordType:
            ids = sorted(key for kind, key in touched if kind is record_type)
            if ids:
                self._changes.publish(record_type, ids)
        return done

    def _plan(self, proposal: Proposal, progress: Progress) -> ChangePlan:
        with self._database.read() as session:
            return self._planner.plan(session, proposal, progress)[0]

    def _refuse_second(self, rule: Rule) -> None:
        with self._database.read() as session:
            same = [own for own, _key in rules_in(session) if own.code == rule.code]
        if any(own.validity == rule.validity for own in same):
            raise FieldProblem("code", f"本地规则 {rule.code} 已经有了，请修改那一条。")

    def _move(self, unit: Unit, moved: Sequence[Moved], plan: ChangePlan) -> set[tuple[RecordType, int]]:
        today = PartialDate.of(self._clock.today())
        for each in moved:
            deadline, columns = each.deadline, each.columns
            unit.session.add(_event(deadline, columns, today, plan))
            for name, value in {**columns, "rule_digest": digest_of(each.rule)}.items():
                setattr(deadline, name, value)
        unit.session.flush()
        touched = {(each.deadline.record_type, each.deadline.record_id): each.deadline for each in moved}
        for (record_type, record_id), deadline in touched.items():
            record: Any = unit.session.get(TABLES[record_type], record_id)
            project(record, deadlines_of(unit.session, deadline))
        return set(touched)


def _pair(standard: Rule | None, own: Rule | None = None, key: int | None = None, locals_: int = 0) -> RulePair:
    shown = standard or own
    if shown is None:
        raise ValueError("a pair needs a rule")
    mine = table_of(own) if own else None
    return RulePair(shown.code, shown.name, table_of(standard) if standard else None, mine, key, locals_)


def _event(deadline: Deadline, columns: Mapping[str, Any], today: PartialDate, plan: ChangePlan) -> DeadlineEvent:
    return DeadlineEvent(
        deadline_id=deadline.id,
        record_type=deadline.record_type,
        record_id=deadline.record_id,
        kind=DeadlineAct.RECOMPUTED,
        happened_on=today,
        reason=f"{'；'.join(plan.what)}。{plan.proposal.reason}",
        due_before=deadline.due_on,
        due_after=columns["due_on"],
        derivation_before=deadline.derivation,
        derivation_after=columns["derivation"],
    )


def _write_own(unit: Unit, proposal: Proposal) -> int:
    """The office's own part of the change; gives the id of the row written last, 0 where there is none."""
    session, written = unit.session, 0
    for on in proposal.without_days:
        session.delete(session.scalars(select(StoredDay).where(StoredDay.day == on)).one())
    for day in proposal.days:
        row = session.scalars(select(StoredDay).where(StoredDay.day == day.on)).one_or_none() or StoredDay(day=day.on)
        row.name, row.is_working, row.reason = day.name.strip(), day.is_working, proposal.reason
        written = _put(unit, row)
    if proposal.notice is not None:
        notice = notices.notice_of(proposal.notice)
        wanted = select(HolidayNotice).where(HolidayNotice.year == notice.year)
        kept = session.scalars(wanted).one_or_none() or HolidayNotice(year=notice.year)
        kept.title, kept.body = notices.title_of(notice)[:200], proposal.notice
        written = _put(unit, kept)
    if proposal.without_notice is not None:
        wanted = select(HolidayNotice).where(HolidayNotice.year == proposal.without_notice)
        session.delete(session.scalars(wanted).one())
    if proposal.without_rule is not None:
        session.delete(session.get_one(LocalRule, proposal.without_rule))
    if proposal.rule is not None:
        rule = from_json(proposal.rule, "本地")
        local = session.get_one(LocalRule, proposal.rule_id) if proposal.rule_id else LocalRule()
        local.code, local.body, local.reason = rule.code, proposal.rule, proposal.reason
        written = _put(unit, local)
    session.flush()
    return written


def _put(unit: Unit, row: StoredDay | HolidayNotice | LocalRule) -> int:
    unit.session.add(row)
    unit.session.flush()
    return row.id


def _checked(fields: Mapping[str, Any]) -> Rule:
    filled = {key: value for key, value in fields.items() if value not in (None, "", [])}
    try:
        return read_rule(TomlTable("本地规则", filled), "本地", LOCAL_AREA, RuleSet.LOCAL)
    except FieldProblem as problem:
        title = FIELD_TITLES.get(problem.field, problem.field)
        raise FieldProblem(problem.field, str(problem).replace(f"“{problem.field}”", f"“{title}”")) from problem


def _reason(text: str) -> str:
    return needed("reason", "理由", text)
