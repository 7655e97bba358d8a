"""Rules between the figures of a month: data, computed over the figures, said in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.indicator_terms import Priority
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.expressions import Expression, NotAnExpression, parsed
from app.services.month_closing.rows import CheckFinding

_FILE = "checks.toml"
_KEYS = ("code", "name", "left", "relation", "right", "priority", "remedy")
_RELATIONS = {"=": "两边应当相等", "<=": "左边应当不大于右边", ">=": "左边应当不小于右边"}


@dataclass(frozen=True)
class MonthCheck:
    """One rule."""

    code: str
    name: str
    left: Expression
    relation: str
    right: Expression
    priority: Priority
    remedy: str

    def finding(self, counts: Mapping[str, int]) -> CheckFinding | None:
        """What is wrong; None where the rule holds, or a figure it speaks of is not there."""
        left, right = self.left.value(counts), self.right.value(counts)
        if left is None or right is None or self._holds(left, right):
            return None
        said = f"{self.name}：左边是 {left}，右边是 {right}，{_RELATIONS[self.relation]}。{self.remedy}"
        return CheckFinding(self.code, self.name, self.priority, said)

    def _holds(self, left: int, right: int) -> bool:
        if self.relation == "=":
            return left == right
        return left <= right if self.relation == "<=" else left >= right


def read_checks(folder: Path) -> tuple[MonthCheck, ...]:
    """All rules; raises DomainError naming file, place and key."""
    table = TomlTable.read(folder / _FILE)
    table.only(("check",))
    return tuple(_check(each) for each in table.tables("check", "规则"))


def _check(table: TomlTable) -> MonthCheck:
    table.only(_KEYS)
    relation = table.text("relation")
    if relation not in _RELATIONS:
        raise table.refuse("relation", f"（{relation}）应当是 =、<= 或 >=")
    priority = Priority.labelled(table.text("priority"))
    if not isinstance(priority, Priority):
        raise table.refuse("priority", "应当是高、中或低")
    return MonthCheck(
        code=table.text("code"),
        name=table.text("name"),
        left=_expression(table, "left"),
        relation=relation,
        right=_expression(table, "right"),
        priority=priority,
        remedy=table.text("remedy"),
    )


def _expression(table: TomlTable, key: str) -> Expression:
    try:
        return parsed(table.text(key))
    except NotAnExpression as problem:
        raise table.refuse(key, f"读不懂：{problem}") from problem
