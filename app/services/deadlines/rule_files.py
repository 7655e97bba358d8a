"""Reads and checks the rule files: a wrong one is refused with file, code and field."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from app.models.terms import PeriodUnit, Term
from app.services.deadlines.periods import Period, parse_period
from app.services.deadlines.rule import Basis, Extension, FixedEnd, Rule, Validity
from app.services.deadlines.terms import Certainty, Direction, Rolling, RuleSet, Side
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable, text_of

UNITS = {
    "日": PeriodUnit.DAY,
    "工作日": PeriodUnit.WORKING_DAY,
    "月": PeriodUnit.MONTH,
    "小时": PeriodUnit.HOUR,
    "无": PeriodUnit.NONE,
}
FIELDS = (
    "code", "name", "trigger", "length", "unit", "direction", "rolls", "actor", "side", "basis", "certainty",
    "fixed_end", "extension", "excluded", "restart", "missed", "note", "remind_before", "serious_after",
    "valid_from", "valid_to", "override_reason",
)  # fmt: skip
AS_DECIDED = "由决定写明"  # an extension whose length the law leaves to the decision
_CODE = re.compile(r"[A-Z][0-9A-Z]{1,7}(?:-[0-9]{1,4})?")
_FIXED_END = re.compile(r"(当年|次年)(\d{1,2})月(\d{1,2})日")
_Term = TypeVar("_Term", bound=Term)


def read_rules(path: Path, rule_set: RuleSet) -> tuple[Rule, ...]:
    """All rules of a file; raises DomainError."""
    return _rules_in(text_of(path), f"文件 {path.name}", rule_set)


@lru_cache(maxsize=64)  # by the text: another store opened reads nothing again, a changed file is read anew
def _rules_in(text: str, where: str, rule_set: RuleSet) -> tuple[Rule, ...]:
    table = TomlTable.parse(text, where)
    table.only(("area", "about", "rule"))
    area = table.text("area")
    return tuple(read_rule(each, where, area, rule_set) for each in table.tables("rule", "规则"))


def read_rule(table: TomlTable, place: str, area: str, rule_set: RuleSet) -> Rule:
    """One rule of a table; ``place`` begins the refusals (文件 f.toml). Raises DomainError naming code and field."""
    code = table.text("code")
    if not _CODE.fullmatch(code):
        raise table.refuse("code", f"（{code}）应当是大写字母加数字，如 F02 或 E03-1")
    table = TomlTable(f"{place} 规则 {code}", table.values)
    table.only(FIELDS)
    reason = table.text("override_reason", "")
    if rule_set is RuleSet.LOCAL and not reason:
        raise table.refuse("override_reason", "没有填写：本地规则要写明理由")
    rule = Rule(
        code=code,
        area=area,
        name=table.text("name"),
        trigger=table.text("trigger"),
        period=_period(table),
        actor=table.text("actor"),
        side=_term(table, "side", Side),
        basis=tuple(_basis(each) for each in table.tables("basis", "依据")),
        certainty=_term(table, "certainty", Certainty),
        direction=_term(table, "direction", Direction, Direction.FORWARD),
        rolling=_term(table, "rolls", Rolling, Rolling.YES),
        fixed_end=_fixed_end(table),
        extensions=tuple(_extension(each) for each in table.tables("extension", "延长")),
        excluded=table.text("excluded", ""),
        restart=table.text("restart", ""),
        missed=table.text("missed", ""),
        note=table.text("note", ""),
        remind_before=table.number("remind_before"),
        serious_after=30 if (days := table.number("serious_after")) is None else days,
        validity=_validity(table),
        rule_set=rule_set,
        override_reason=reason,
    )
    _agrees(rule, table)
    return rule


def _period(table: TomlTable) -> Period:
    unit = UNITS.get(table.text("unit"))
    if unit is None:
        raise table.refuse("unit", f"（{table.text('unit')}）应当是 {'、'.join(UNITS)} 之一")
    length = table.number("length")
    if (unit is PeriodUnit.NONE) != (length is None):
        raise table.refuse("length", "没有填写" if length is None else "不该填写：单位是“无”的规则没有长度")
    return Period(length or 0, unit)


def _term(table: TomlTable, key: str, kind: type[_Term], default: _Term | None = None) -> _Term:
    label = table.text(key, default.label if default else None)
    member = kind.labelled(label)
    if not isinstance(member, kind):
        raise table.refuse(key, f"（{label}）应当是 {'、'.join(each.label for each in kind)} 之一")
    return member


def _basis(table: TomlTable) -> Basis:
    table.only(("title", "article", "year"))
    year = table.number("year")
    if year is not None and not 1949 <= year <= 2100:
        raise table.refuse("year", "应当是四位年份")
    return Basis(table.text("title"), table.text("article"), year)


def _extension(table: TomlTable) -> Extension:
    table.only(("by", "to", "when", "decided_by"))
    if ("by" in table.values) == ("to" in table.values):
        raise table.refuse("by", "和“to”应当填一个：by 写延长多少，to 写合计多少")
    key = "by" if "by" in table.values else "to"
    if table.text(key) == AS_DECIDED:
        return Extension(Period(0, PeriodUnit.NONE), False, table.text("when", ""), table.text("decided_by"))
    try:
        period = parse_period(table.text(key))
    except DomainError as error:
        raise table.refuse(key, f"读不懂：{error}") from error
    if period is None:
        raise table.refuse(key, "是空的")
    return Extension(period, key == "to", table.text("when", ""), table.text("decided_by", ""))


def _fixed_end(table: TomlTable) -> FixedEnd | None:
    text = table.text("fixed_end", "")
    if not text:
        return None
    match = _FIXED_END.fullmatch(text)
    if match is None:
        raise table.refuse("fixed_end", f"（{text}）应当写成 次年6月30日")
    end = FixedEnd(1 if match[1] == "次年" else 0, int(match[2]), int(match[3]))
    try:
        end.after(date(2023, 1, 1))
    except ValueError as error:
        raise table.refuse("fixed_end", f"（{text}）不是每年都有的日期") from error
    return end


def _validity(table: TomlTable) -> Validity:
    validity = Validity(table.optional_day("valid_from"), table.optional_day("valid_to"))
    if validity.first and validity.last and validity.last < validity.first:
        raise table.refuse("valid_to", "早于“valid_from”")
    return validity


def _agrees(rule: Rule, table: TomlTable) -> None:
    if not rule.basis:
        raise table.refuse("basis", "没有填写：每条规则都要写依据")
    if rule.fixed_end and rule.period.unit is not PeriodUnit.NONE:
        raise table.refuse("fixed_end", "和长度只能填一个")
    if rule.direction is Direction.BACKWARD and (rule.extensions or rule.period.unit is PeriodUnit.HOUR):
        raise table.refuse("direction", "是倒算，倒算的期限按日或月计，不能延长")
