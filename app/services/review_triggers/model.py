"""A trigger and its conditions over the columns of an original case; imports nothing heavy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from app.models.review_terms import TriggerList
from app.models.terms import Certainty, Term

Values = Mapping[str, Any]
Test = Callable[[Values], bool]


class ColumnKind(Enum):
    """What a column of an original case holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Relation(Term):
    """How a condition looks at a column; the value is the key in TOML."""

    IS = ("is", "是")
    BEGINS = ("begins", "开头是")
    CONTAINS = ("contains", "含")
    AT_LEAST = ("at_least", "不小于")
    FILLED = ("filled", "已填")
    DIFFERS_FROM = ("differs_from", "不同于")


class Role(Term):
    """What a condition counts for in its trigger; the value is the key in TOML."""

    ALL = ("all", "都要符合")
    ANY = ("any", "符合一个即可")
    NONE = ("none", "不能符合")


# Personal data (handlers, parties) is no ground for a trigger: what a case met is shown to more people than those.
COLUMNS: dict[str, tuple[str, ColumnKind]] = {
    "kind": ("案件类型", ColumnKind.TEXT),
    "cause": ("案由", ColumnKind.TEXT),
    "field": ("领域", ColumnKind.TEXT),
    "unit": ("原办案单位", ColumnKind.TEXT),
    "department": ("承办部门", ColumnKind.TEXT),
    "arrest_result": ("审查逮捕结果", ColumnKind.TEXT),
    "arrest_on": ("审查逮捕日期", ColumnKind.DATE),
    "indictment_result": ("审查起诉结果", ColumnKind.TEXT),
    "indictment_on": ("审查起诉日期", ColumnKind.DATE),
    "judgment_result": ("一审结果", ColumnKind.TEXT),
    "judgment_on": ("一审日期", ColumnKind.DATE),
    "appeal_result": ("二审再审结果", ColumnKind.TEXT),
    "appeal_on": ("二审再审日期", ColumnKind.DATE),
    "petition_result": ("申诉结果", ColumnKind.TEXT),
    "petition_on": ("申诉办结日期", ColumnKind.DATE),
    "reconsideration_result": ("复议复核结果", ColumnKind.TEXT),
    "protest_result": ("抗诉结果", ColumnKind.TEXT),
    "charged_with": ("起诉罪名", ColumnKind.TEXT),
    "convicted_of": ("判决罪名", ColumnKind.TEXT),
    "difference": ("诉判不一", ColumnKind.TEXT),
    "petition_kind": ("申诉信访类型", ColumnKind.TEXT),
    "petitioned_on": ("申诉信访日期", ColumnKind.DATE),
    "petition_times": ("申诉信访次数", ColumnKind.NUMBER),
    "petition_settled_on": ("息诉化解日期", ColumnKind.DATE),
    "assigned_by": ("督办交办单位", ColumnKind.TEXT),
    "closed_on": ("原案办结日期", ColumnKind.DATE),
    "remarks": ("备注", ColumnKind.TEXT),
}
# Which kinds of columns a relation can be asked of.
POSSIBLE: dict[Relation, frozenset[ColumnKind]] = {
    Relation.IS: frozenset({ColumnKind.TEXT}),
    Relation.BEGINS: frozenset({ColumnKind.TEXT}),
    Relation.CONTAINS: frozenset({ColumnKind.TEXT}),
    Relation.AT_LEAST: frozenset({ColumnKind.NUMBER}),
    Relation.FILLED: frozenset(ColumnKind),
    Relation.DIFFERS_FROM: frozenset({ColumnKind.TEXT}),
}


@dataclass(frozen=True)
class Condition:
    """One condition. ``words`` are the texts of is, begins and contains, the other column of differs_from."""

    column: str
    relation: Relation
    words: tuple[str, ...] = ()
    number: int = 0

    @property
    def text(self) -> str:
        """审查逮捕结果是“批准逮捕”或“决定逮捕”."""
        title = COLUMNS[self.column][0]
        if self.relation is Relation.FILLED:
            return f"{title}{self.relation.label}"
        if self.relation is Relation.AT_LEAST:
            return f"{title}{self.relation.label}{self.number}"
        if self.relation is Relation.DIFFERS_FROM:
            return f"{title}{self.relation.label}{COLUMNS[self.words[0]][0]}"
        return f"{title}{self.relation.label}{'或'.join(f'“{word}”' for word in self.words)}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it looks at."""
        return (self.column, *self.words) if self.relation is Relation.DIFFERS_FROM else (self.column,)

    @cached_property
    def test(self) -> Test:
        """The condition ready to be asked of many cases."""
        return _TESTS[self.relation](self)


@dataclass(frozen=True)
class Trigger:
    """One version of a trigger: what must hold of a case, who owns it, whence it comes.

    All of ``all_of`` must hold, one of ``any_of`` where there are any, and none of ``none_of``.
    """

    code: str
    name: str
    trigger_list: TriggerList
    owner: str
    form: str  # 个案审视, 逐案分析, 重点评查
    is_key: bool  # 重点评查
    source: str
    certainty: Certainty
    version: str  # 标准, or 本院 2026-11-26
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()
    by_hand: bool = False  # no column shows it: somebody puts it on a case, with a reason
    is_off: bool = False  # shipped or written, but not gone by
    valid_from: date | None = None
    valid_to: date | None = None
    remind_days: int | None = None  # working days until the office's own reminder
    note: str = ""
    text: str = ""  # the TOML it was read from, of the office's own
    remind_on: date | None = None  # for what is noticed on the day the trigger was asked for

    def is_in_force(self, on: date) -> bool:
        """Whether a case of that day is held against it."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    @cached_property
    def is_met(self) -> Test:
        """Whether a case meets it; nothing meets one that is put on by hand."""
        all_of, any_of = tuple(each.test for each in self.all_of), tuple(each.test for each in self.any_of)
        none_of = tuple(each.test for each in self.none_of)
        if not all_of and not any_of:
            return lambda _values: False

        def test(values: Values) -> bool:
            for each in all_of:
                if not each(values):
                    return False
            for each in none_of:
                if each(values):
                    return False
            return not any_of or any(each(values) for each in any_of)

        return test

    @cached_property
    def looked_at(self) -> tuple[str, ...]:
        """Every column that is looked at."""
        return (*self.columns, *(name for each in self.none_of for name in each.columns))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every column a case meets it by."""
        return tuple(dict.fromkeys(name for each in (*self.all_of, *self.any_of) for name in each.columns))

    @property
    def conditions_text(self) -> str:
        """The conditions in words."""
        if self.by_hand:
            return "由人补登"
        parts = ["，并且".join(each.text for each in self.all_of), "，或者".join(each.text for each in self.any_of)]
        said = "；且 ".join(filter(None, parts))
        without = "，".join(each.text for each in self.none_of)
        return f"{said}；但不包括：{without}" if without else said


def _is_one(condition: Condition) -> Test:
    column, words = condition.column, frozenset(condition.words)
    return lambda values: values.get(column) in words


def _begins(condition: Condition) -> Test:
    column, words = condition.column, condition.words
    return lambda values: (values.get(column) or "").startswith(words)


def _contains(condition: Condition) -> Test:
    column, words = condition.column, condition.words

    def test(values: Values) -> bool:
        text = values.get(column) or ""
        return any(word in text for word in words)

    return test


def _at_least(condition: Condition) -> Test:
    column, number = condition.column, condition.number
    return lambda values: (values.get(column) or 0) >= number


def _filled(condition: Condition) -> Test:
    column = condition.column
    return lambda values: values.get(column) not in (None, "")


def _differs(condition: Condition) -> Test:
    column, (other,) = condition.column, condition.words

    def test(values: Values) -> bool:
        one, two = values.get(column), values.get(other)
        return bool(one and two) and one != two

    return test


_TESTS: dict[Relation, Callable[[Condition], Test]] = {
    Relation.IS: _is_one,
    Relation.BEGINS: _begins,
    Relation.CONTAINS: _contains,
    Relation.AT_LEAST: _at_least,
    Relation.FILLED: _filled,
    Relation.DIFFERS_FROM: _differs,
}
