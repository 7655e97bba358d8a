"""How the cases of a 类案审视 are chosen: a frozen pattern kept as JSON on the review. Imports nothing heavy."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from app.models.review_terms import TriggerList
from app.models.terms import Term
from app.services.foundation.errors import DomainError, FieldProblem

# The columns of an original case that hold what a stage came to.
RESULT_COLUMNS: Mapping[str, str] = {
    "arrest_result": "审查逮捕",
    "indictment_result": "审查起诉",
    "judgment_result": "一审",
    "appeal_result": "二审再审",
    "petition_result": "申诉",
    "reconsideration_result": "复议复核",
    "protest_result": "抗诉",
    "difference": "诉判不一",
}
_TEXTS: Mapping[str, str] = {  # fields that are lists of texts, as they are told in words
    "fields": "领域",
    "causes": "案由含",
    "kinds": "案件类型",
    "petition_kinds": "申诉信访类型",
    "units": "原办案单位",
    "triggers": "触发情形",
    "dimensions": "方面",
    "stages": "环节",
    "problems": "问题类型",
    "finding_causes": "原因",
}


class CaseDay(Term):
    """The date a period goes by."""

    FOUND = ("found", "发现日期")  # of the findings; only those found in the period count
    CONCLUDED = ("concluded", "审视审结日期")
    CLOSED = ("closed", "原案办结日期")
    PETITIONED = ("petitioned", "申诉信访日期")
    PETITION_ENDED = ("petition_ended", "申诉办结日期")
    ARRESTED = ("arrested", "审查逮捕日期")
    INDICTED = ("indicted", "审查起诉日期")
    JUDGED = ("judged", "一审日期")
    APPEALED = ("appealed", "二审再审日期")


@dataclass(frozen=True)
class Outcome:
    """What a stage came to: one of ``RESULT_COLUMNS`` begins with ``result`` (诉判不一 contains it)."""

    column: str
    result: str


@dataclass(frozen=True)
class Pattern:
    """A case fits that meets every condition given; values of one condition are alternatives. Empty: every case."""

    fields: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    petition_kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()  # codes
    outcomes: tuple[Outcome, ...] = ()
    dimensions: tuple[str, ...] = ()  # from here on: a problem of this kind was found in the case
    stages: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    finding_causes: tuple[str, ...] = ()
    trigger_list: TriggerList | None = None
    is_petition: bool = False  # 申诉、赔偿、信访 only
    day: CaseDay = CaseDay.FOUND
    first: date | None = None
    last: date | None = None

    @property
    def asks_of_findings(self) -> bool:
        """Only cases in which a certain problem was found fit."""
        return bool(self.dimensions or self.stages or self.problems or self.finding_causes)

    @property
    def asks_of_cases(self) -> bool:
        """Something is asked beside the period."""
        return self != Pattern(day=self.day, first=self.first, last=self.last)

    def checked(self) -> "Pattern":
        """The same; raises FieldProblem where the period ends before it begins."""
        if self.first is not None and self.last is not None and self.last < self.first:
            raise FieldProblem("last", f"期间止于 {self.last}，早于起日 {self.first}。请核对。")
        return self

    def within(self, first: date, last: date, day: CaseDay) -> "Pattern":
        """The same cases in another period."""
        return replace(self, first=first, last=last, day=day)

    def as_json(self) -> str:
        """What is kept; conditions that ask nothing are left out."""
        kept: dict[str, Any] = {}
        for name in _TEXTS:
            if getattr(self, name):
                kept[name] = list(getattr(self, name))
        if self.outcomes:
            kept["outcomes"] = [[each.column, each.result] for each in self.outcomes]
        if self.trigger_list is not None:
            kept["trigger_list"] = self.trigger_list.value
        if self.is_petition:
            kept["is_petition"] = True
        kept["day"] = self.day.value
        kept |= {name: day.isoformat() for name, day in (("first", self.first), ("last", self.last)) if day}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @classmethod
    def of_json(cls, text: str) -> "Pattern":
        """Read what is kept; raises DomainError where it cannot be understood."""
        try:
            kept = json.loads(text)
            if not isinstance(kept, dict):
                raise _unreadable("应当是一组条件")
            return cls._of(kept).checked()
        except (ValueError, TypeError, AttributeError) as error:
            raise _unreadable(str(error)) from error

    @classmethod
    def _of(cls, kept: dict[str, Any]) -> "Pattern":
        unknown = sorted(set(kept) - {each.name for each in fields(cls)})
        if unknown:
            raise _unreadable(f"不认识“{unknown[0]}”")
        made: dict[str, Any] = {name: _texts(kept[name]) for name in _TEXTS if name in kept}
        if "outcomes" in kept:
            made["outcomes"] = tuple(_outcome(*_texts(each)) for each in kept["outcomes"])
        if "trigger_list" in kept:
            made["trigger_list"] = TriggerList(kept["trigger_list"])
        made |= {name: date.fromisoformat(kept[name]) for name in ("first", "last") if name in kept}
        return cls(**made, is_petition=kept.get("is_petition") is True, day=CaseDay(kept.get("day", "found")))

    def words(self, name_of: Mapping[str, str] | None = None) -> str:
        """领域：危险驾驶；一审：缓刑；原案办结日期 2026-01-01 至 2026-06-30. ``name_of`` names trigger codes."""
        known = name_of or {}
        told = [self.trigger_list.label] if self.trigger_list else []
        told += ["申诉、赔偿和信访案件"] if self.is_petition else []
        for name, title in _TEXTS.items():
            values = getattr(self, name)
            if values:
                told.append(f"{title}：{'、'.join(known.get(each, each) or '（未填）' for each in values)}")
        told += [f"{RESULT_COLUMNS[each.column]}：{each.result}" for each in self.outcomes]
        if self.first or self.last:
            told.append(f"{self.day.label} {self.first or '……'} 至 {self.last or '……'}")
        return "；".join(told) or "全部案件"


def _outcome(column: str, result: str) -> Outcome:
    if column not in RESULT_COLUMNS:
        raise _unreadable(f"不认识“{column}”")
    return Outcome(column, result)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _unreadable("应当是一组文字")
    return tuple(value)


def _unreadable(why: str) -> DomainError:
    return DomainError(f"这件审视记录的选案条件读不懂（{why}），不能据此再选案件。请重新设定条件后另起一件类案审视。")
