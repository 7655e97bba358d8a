"""A rule ready to be checked, and the shipped rules read from ``resources/base_data/rules.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.indicator_terms import Priority
from app.models.terms import Certainty
from app.services.figure_rules.rows import BEFORE, RELATIONS, YEAR_BEFORE, RuleForm, RuleRow
from app.services.foundation.errors import FieldProblem
from app.services.foundation.toml_table import TomlTable
from app.services.indicators.expressions import Expression, NotAnExpression, parsed
from app.services.indicators.model import Item

_FILE = "rules.toml"
_KEYS = (
    *("code", "name", "form", "left", "relation", "right", "back"),
    *("priority", "remedy", "source", "certainty"),
)
_ITSELF = frozenset({RuleForm.DEPARTMENTS, RuleForm.TOTAL, RuleForm.PERIODS})  # speak of every item, in words


@dataclass(frozen=True)
class FigureRule:
    """A rule with its expressions read; the forms that speak of every item have none."""

    row: RuleRow
    left: Expression | None
    right: Expression | None

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Its two sides; none for the forms that speak of every item."""
        return tuple(each for each in (self.left, self.right) if each is not None)

    @property
    def items(self) -> tuple[str, ...]:
        """The items it speaks of; none for the forms that speak of every item."""
        return tuple(dict.fromkeys(name for each in self.expressions for name in each.items))

    def holds(self, left: int, right: int) -> bool:
        """Whether two numbers stand as the rule wants."""
        if self.row.relation == "=":
            return left == right
        return left <= right if self.row.relation == "<=" else left >= right


def rule_of(row: RuleRow, items: Mapping[str, Item]) -> FigureRule:
    """Read a rule's expressions; raises FieldProblem naming ``left`` or ``right``."""
    if row.form in _ITSELF:
        return FigureRule(row, None, None)
    return FigureRule(row, _expression("left", row.left, items), _expression("right", row.right, items))


def standard_rules(folder: Path) -> dict[str, RuleRow]:
    """The shipped rules by code; raises DomainError naming file, place and key."""
    table = TomlTable.read(folder / _FILE)
    table.only(("rule",))
    found: dict[str, RuleRow] = {}
    for each in table.tables("rule", "规则"):
        row = _row(each)
        if row.code in found:
            raise each.refuse("code", f"（{row.code}）写了两次")
        found[row.code] = row
    return found


def _row(table: TomlTable) -> RuleRow:
    table.only(_KEYS)
    form = RuleForm.labelled(table.text("form", RuleForm.EXPRESSION.label))
    priority = Priority.labelled(table.text("priority"))
    certainty = Certainty.labelled(table.text("certainty"))
    if not isinstance(form, RuleForm):
        raise table.refuse("form", f"应当是 {'、'.join(each.label for each in RuleForm)} 之一")
    if not isinstance(priority, Priority):
        raise table.refuse("priority", "应当是高、中或低")
    if not isinstance(certainty, Certainty):
        raise table.refuse("certainty", f"应当是 {'、'.join(each.label for each in Certainty)} 之一")
    back = table.text("back", "")
    if back not in ((BEFORE, YEAR_BEFORE) if form is RuleForm.EARLIER else ("",)):
        raise table.refuse("back", f"应当是“{BEFORE}”或“{YEAR_BEFORE}”，只有“{RuleForm.EARLIER.label}”写")
    return RuleRow(
        code=table.text("code"),
        name=table.text("name"),
        form=form,
        left=table.text("left"),
        relation=_relation(table),
        right=table.text("right"),
        priority=priority,
        remedy=table.text("remedy"),
        source=table.text("source"),
        certainty=certainty,
        is_standard=True,
        back=back,
    )


def _relation(table: TomlTable) -> str:
    relation = table.text("relation")
    if relation not in RELATIONS:
        raise table.refuse("relation", f"（{relation}）应当是 =、<= 或 >=")
    return relation


def _expression(key: str, text: str, items: Mapping[str, Item]) -> Expression:
    try:
        found = parsed(text)
    except NotAnExpression as problem:
        raise FieldProblem(key, str(problem)) from problem
    for name in found.items:
        if name not in items:
            raise FieldProblem(key, f"“{name}”不是登记过的项目。请从项目列表里选择。")
    return found
