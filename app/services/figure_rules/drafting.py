"""What a typed rule must be before it can be tested or take effect."""

import re
from collections.abc import Collection, Mapping

from app.services.figure_rules.model import FigureRule, rule_of
from app.services.figure_rules.rows import RELATIONS, RuleDraft, RuleForm, RuleRow
from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import needed
from app.services.indicators.model import Item

_OWN = re.compile(r"本院-(\d+)")


def checked_rule(draft: RuleDraft, standard: Mapping[str, RuleRow], items: Mapping[str, Item], code: str) -> FigureRule:
    """The rule a draft would be under ``code``; raises FieldProblem naming the field."""
    shipped = standard.get(code)
    form = shipped.form if shipped else RuleForm.EXPRESSION
    if draft.relation not in RELATIONS:
        raise FieldProblem("relation", "关系应当是 =、<= 或 >= 之一。请从列表里选择。")
    name, remedy = needed("name", "规则名称", draft.name), needed("remedy", "不成立时怎样处理", draft.remedy)
    reason = needed("reason", "理由（依据）", draft.reason)
    left, right = needed("left", "左边", draft.left), needed("right", "右边", draft.right)
    if shipped and form is not RuleForm.EXPRESSION:
        _refuse_other_form(draft, shipped)
    rule = rule_of(
        RuleRow(
            *(code, name, form, left, draft.relation, right, draft.priority, remedy),
            source=shipped.source if shipped else "本院规定",
            certainty=None,
            reason=reason,
            is_standard=shipped is not None,
            back=shipped.back if shipped else "",
        ),
        items,
    )
    if form is RuleForm.EXPRESSION and not rule.items:
        raise FieldProblem("left", "两边都没有项目，这条规则什么也不检查。请至少写一个项目。")
    return rule


def next_code(codes: Collection[str]) -> str:
    """本院-3 after 本院-2; a code is never used twice."""
    used = [int(found[1]) for each in codes if (found := _OWN.fullmatch(each))]
    return f"本院-{max(used, default=0) + 1}"


def _refuse_other_form(draft: RuleDraft, shipped: RuleRow) -> None:
    """A rule that speaks of every item in words keeps what it compares."""
    for field in ("left", "relation", "right"):
        if getattr(draft, field).strip() != getattr(shipped, field):
            raise FieldProblem(field, f"“{shipped.name}”比较的内容不能改，只能改名称、级别、处理办法，或者停用。")
