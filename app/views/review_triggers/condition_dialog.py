"""One condition of a trigger: which column of the original case, how it is looked at, for what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.services.foundation.errors import FieldProblem
from app.services.review_triggers.model import COLUMNS, POSSIBLE, Condition, Relation, Role
from app.services.review_triggers.rows import TriggerDraft
from app.views.matter_types.item_dialog import ItemDialog
from app.views.matter_types.list_editor import ListEditor, ListShape
from app.views.shared.plain_table import Head
from app.views.shared.workplace import Workplace

_TITLES = {title: name for name, (title, _kind) in COLUMNS.items()}
_BETWEEN = re.compile(r"[、，,；;\n]+")
_HEADS = (Head("要求", 110), Head("条件", 300))


@dataclass(frozen=True)
class RoledCondition:
    """A condition with what it counts for."""

    role: Role
    condition: Condition


class ConditionDialog(ItemDialog[RoledCondition]):
    """Several words are parted by 、; one of them is enough."""

    def __init__(self, workplace: Workplace, item: RoledCondition | None) -> None:
        """``item`` is changed, None adds one."""
        super().__init__(workplace, "修改条件" if item else "添加条件")
        told = item.condition if item else None
        self.form.add_term("role", "要求", Role, item.role if item else Role.ALL)
        self._column = self.form.add_choice(
            "column", "原案的哪一项", list(_TITLES), COLUMNS[told.column][0] if told else ""
        )
        self._column.setEditable(False)
        self._column.setPlaceholderText("请选择")
        self._column.setCurrentIndex(self._column.findText(COLUMNS[told.column][0]) if told else -1)
        self._relation = self.form.add_term("relation", "关系", Relation, told.relation if told else Relation.IS)
        self.form.add_text("words", "内容", words_of(told) if told else "", hint="几个之间用顿号，符合一个即可")
        self._relation.currentIndexChanged.connect(lambda _: self._show_words())
        self._show_words()

    def read(self) -> RoledCondition:
        """The condition as typed; raises FieldProblem."""
        column = _TITLES.get(self.form.text("column"))
        if column is None:
            raise FieldProblem("column", "请选择看原案的哪一项。")
        relation = self.form.term("relation", Relation)
        title, kind = COLUMNS[column]
        if kind not in POSSIBLE[relation]:
            possible = "、".join(each.label for each in Relation if kind in POSSIBLE[each])
            raise FieldProblem("relation", f"“{title}”不能用“{relation.label}”，可以用：{possible}。")
        return RoledCondition(self.form.term("role", Role), self._condition(column, relation))

    def _condition(self, column: str, relation: Relation) -> Condition:
        typed = self.form.text("words")
        if relation is Relation.FILLED:
            return Condition(column, relation)
        if relation is Relation.AT_LEAST:
            if not typed.isdecimal() or int(typed) < 1:
                raise FieldProblem("words", "请填写大于 0 的整数，例如 2。")
            return Condition(column, relation, number=int(typed))
        if relation is Relation.DIFFERS_FROM:
            other = _TITLES.get(typed)
            if other is None or other == column or COLUMNS[other][1] not in POSSIBLE[relation]:
                raise FieldProblem("words", "请填写与它相比的另一项的名称，例如 判决罪名。")
            return Condition(column, relation, (other,))
        words = tuple(dict.fromkeys(word.strip() for word in _BETWEEN.split(typed) if word.strip()))
        if not words:
            raise FieldProblem("words", "请填写内容，例如 无罪；几个之间用顿号。")
        return Condition(column, relation, words)

    def _show_words(self) -> None:
        self.form.show_field("words", self._relation.currentText() != Relation.FILLED.label)


def words_of(condition: Condition) -> str:
    """What is typed for a condition."""
    if condition.relation is Relation.AT_LEAST:
        return str(condition.number)
    if condition.relation is Relation.DIFFERS_FROM:
        return COLUMNS[condition.words[0]][0]
    return "、".join(condition.words)


def condition_editor(workplace: Workplace, draft: TriggerDraft | None) -> ListEditor[RoledCondition]:
    """The conditions of a draft as a list that is edited in place."""
    roled: Sequence[RoledCondition] = ()
    if draft is not None:
        parts = ((Role.ALL, draft.all_of), (Role.ANY, draft.any_of), (Role.NONE, draft.none_of))
        roled = [RoledCondition(role, each) for role, conditions in parts for each in conditions]
    shape: ListShape[RoledCondition] = ListShape(
        key="trigger_conditions",
        name="条件",
        heads=_HEADS,
        texts=lambda each: (each.role.label, each.condition.text),
        ask=lambda item, _others: ConditionDialog(workplace, item),
        kind=RoledCondition,
    )
    return ListEditor(workplace, shape, roled)
