"""The rule library: standard and local rules side by side, and which reply period a letter gets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.services.deadlines.rule import Rule, Validity
from app.services.deadlines.rule_files import read_rules
from app.services.deadlines.terms import RuleSet
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable

REPLY_FILE = "reply_periods.toml"
NO_RULES = frozenset({REPLY_FILE, "starts.toml"})  # tables that say when rules are used


@dataclass(frozen=True)
class ReplyPeriod:
    """One line of the table that says which rule gives a kind of letter its reply period."""

    kinds: tuple[SuggestionKind, ...]
    is_urgent: bool
    code: str
    validity: Validity
    note: str
    paths: tuple[str, ...] = ()  # only letters that follow one of these suggestion paths


@dataclass(frozen=True)
class ReplyRule:
    """The rule for one letter's reply and what must be said about choosing it; note is empty where nothing must."""

    rule: Rule
    note: str


class RuleLibrary:
    """All rules by code. A local rule of the same code goes before the standard one; both stay visible."""

    def __init__(self, rules: Iterable[Rule], reply_periods: Iterable[ReplyPeriod] = ()) -> None:
        """Refuses two rules of one set and code whose validity overlaps."""
        self._rules = tuple(rules)
        self._reply_periods = tuple(reply_periods)
        self._by_code: dict[str, list[Rule]] = {}
        for rule in self._rules:
            self._add(rule)
        for line in self._reply_periods:
            self.rule(line.code)

    @classmethod
    def load(cls, folder: Path, local: Path | None = None) -> "RuleLibrary":
        """Read the standard set and, where given, the office's own folder; raises DomainError with file and code."""
        files = [path for path in sorted(folder.glob("*.toml")) if path.name not in NO_RULES]
        if not files:
            raise DomainError(f"文件夹“{folder}”里没有规则文件，不能计算期限。请重新安装程序。")
        rules = [rule for path in files for rule in read_rules(path, RuleSet.STANDARD)]
        if local is not None:
            rules += [rule for path in sorted(local.glob("*.toml")) for rule in read_rules(path, RuleSet.LOCAL)]
        return cls(rules, _read_reply_periods(folder / REPLY_FILE))

    def with_local(self, rules: Iterable[Rule]) -> "RuleLibrary":
        """The same library with the office's own rules added."""
        return RuleLibrary((*self._rules, *rules), self._reply_periods)

    def all(self) -> tuple[Rule, ...]:
        """Every rule of both sets, by code, the standard one before the local one."""
        return tuple(sorted(self._rules, key=_order))

    def rule(self, code: str, on: date | None = None) -> Rule:
        """The rule of that code in force on the day (the newest where no day is given); raises DomainError."""
        found = self._by_code.get(code.strip().upper())
        if not found:
            raise self._unknown(code)
        if on is None:
            return found[0]
        for rule in found:
            if rule.validity.covers(on):
                return rule
        raise DomainError(f"规则 {found[0].code} 的有效期是{found[0].validity}，{on} 不在其内。请改用当时的规则。")

    def rule_of_then(self, code: str, start: date | PartialDate) -> Rule:
        """The rule of that code as it was in force at the start, else the newest; the derivation then says so."""
        newest = self.rule(code)
        day = start.first if isinstance(start, PartialDate) else start.date() if isinstance(start, datetime) else start
        return next((rule for rule in self._by_code[newest.code] if rule.validity.covers(day)), newest)

    def reply_rule(self, kind: SuggestionKind, on: date, urgent: bool = False, path: str = "") -> ReplyRule:
        """The rule of the reply period of a letter of this kind, and of this path, issued on this day."""
        for line in self._reply_periods:
            if line.paths and path not in line.paths:
                continue
            if kind in line.kinds and line.is_urgent in (False, urgent) and line.validity.covers(on):
                rule = self.rule(line.code)
                return ReplyRule(rule, line.note or _outside_validity(rule, on))
        raise DomainError(f"规则表没有写“{kind.label}”类检察建议的回复期限。请在 {REPLY_FILE} 里补上。")

    def _add(self, rule: Rule) -> None:
        same = self._by_code.setdefault(rule.code, [])
        for other in same:
            if other.rule_set is rule.rule_set and _overlap(other.validity, rule.validity):
                raise DomainError(f"规则 {rule.code}（{rule.rule_set.label}）写了两次，有效期重叠。请只保留一条。")
        same.append(rule)
        same.sort(key=lambda each: each.validity.first or date.min, reverse=True)
        same.sort(key=lambda each: each.rule_set is RuleSet.STANDARD)

    def _unknown(self, code: str) -> DomainError:
        wanted = code.strip().upper()
        stem = wanted.split("-")[0]
        near = [rule for rule in self.all() if rule.code.split("-")[0] == stem]
        if near:
            listed = "、".join(f"{rule.code} {rule.name}" for rule in near)
            return DomainError(f"没有规则“{code}”。相近的有：{listed}。请写明是哪一条。")
        return DomainError(f"没有规则“{code}”。用 rules 命令或“规则”页查看全部规则代码。")


def _outside_validity(rule: Rule, on: date) -> str:
    if rule.validity.covers(on):
        return ""
    return f"规则 {rule.code} 的有效期是{rule.validity}，发出日 {on} 不在其内，参照计算，请核对建议书载明的期限。"


def _order(rule: Rule) -> tuple[str, int, bool, date]:
    stem, _, part = rule.code.partition("-")
    return stem, int(part or 0), rule.rule_set is RuleSet.LOCAL, rule.validity.first or date.min


def _overlap(one: Validity, other: Validity) -> bool:
    first = max(one.first or date.min, other.first or date.min)
    return first <= min(one.last or date.max, other.last or date.max)


def _read_reply_periods(path: Path) -> tuple[ReplyPeriod, ...]:
    table = TomlTable.read(path)
    table.only(("about", "reply"))
    return tuple(_reply_period(each) for each in table.tables("reply", "回复期限"))


def _reply_period(table: TomlTable) -> ReplyPeriod:
    table.only(("kinds", "paths", "urgent", "code", "from", "to", "note"))
    kinds = table.values.get("kinds")
    members = [SuggestionKind.labelled(str(label)) for label in kinds] if isinstance(kinds, list) else []
    known = tuple(member for member in members if isinstance(member, SuggestionKind))
    if not known or len(known) != len(members):
        raise table.refuse("kinds", f"应当列出 {'、'.join(kind.label for kind in SuggestionKind)} 中的类别")
    validity = Validity(table.optional_day("from"), table.optional_day("to"))
    note, paths = table.text("note", ""), table.texts("paths")
    return ReplyPeriod(known, table.flag("urgent"), table.text("code"), validity, note, paths)
