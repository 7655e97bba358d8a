"""新建或修改规则: what was typed is tested on past months first; only what was tested can take effect."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from app.models.indicator_terms import Priority
from app.services.figure_rules.rows import RELATIONS, RuleDraft, RuleForm, RuleRow, RuleTest
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (Head("期间", 92), Head("部门", 92), Head("哪里不成立"))
_RESULT = 170  # pixels
_HOW = "写项目名称的加减，例如“批捕人数 + 不捕人数”。先试算，看过哪些月份不成立，再生效。"
_KEPT = "这条规则检查每一个项目，比较的内容不能改，可以改名称、级别和处理办法。先试算再生效。"


class RuleDialog(FormDialog):
    """The coloured button tests first; once what stands there has been tested, it lets the rule take effect."""

    def __init__(self, workplace: Workplace, rule: RuleRow | None, parent: QWidget | None = None) -> None:
        """``rule`` is changed, None for a new one."""
        super().__init__(workplace, "修改规则" if rule else "新建规则", "试算", parent)
        self._rule = rule
        self._target: QLineEdit | None = None
        self.tested: RuleTest | None = None
        is_kept = rule is not None and rule.form in {RuleForm.DEPARTMENTS, RuleForm.TOTAL, RuleForm.PERIODS}
        self.tell(_KEPT if is_kept else _HOW)
        self.form.add_text("name", "名称", rule.name if rule else "")
        sides = [self.form.add_text("left", "左边", rule.left if rule else "")]
        self.relation = self._relation(rule)
        sides.append(self.form.add_text("right", "右边", rule.right if rule else ""))
        for side in (*sides, self.relation):
            side.setEnabled(not is_kept)
        if not is_kept:
            self._offer_items(sides)
        self.form.add_term("priority", "级别", Priority, rule.priority if rule else Priority.MEDIUM)
        self.form.add_text("remedy", "不成立时怎样处理", rule.remedy if rule else "")
        self.form.add_text("reason", "理由（依据）", "")
        self.found = PlainTable(workplace, "rule_test", "试算结果", _HEADS)
        self.found.setFixedHeight(_RESULT)
        self.form.add_field("result", "试算结果", self.found, self.found)
        self.form.show_field("result", False)
        self.form.changed.connect(self._untested)

    @override
    def accept(self) -> None:
        if self.tested is not None:
            super().accept()
            return
        self.form.clear_problems()
        self.problem.clear()
        try:
            self._show(self.workplace.desk.figure_rules.test(self._draft()))
        except FieldProblem as problem:
            if not self.form.mark(problem):
                self.problem.say(problem)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)

    @override
    def perform(self, actor: Actor) -> Written:
        if self.tested is None:
            raise DomainError("还没有试算。请先试算，看过结果后再生效。")
        return self.workplace.desk.figure_rules.take_effect(actor, self.tested)

    @override
    def done_words(self) -> str:
        return "规则已生效；近一年不成立的已列在“警戒与核查”"

    def _draft(self) -> RuleDraft:
        text, rule = self.form.text, self._rule
        return RuleDraft(
            *(text("name"), text("left"), self.relation.currentData(), text("right")),
            priority=self.form.term("priority", Priority),
            remedy=text("remedy"),
            reason=text("reason"),
            code=rule.code if rule else "",
            edition=rule.edition if rule else 0,
        )

    def _show(self, test: RuleTest) -> None:
        self.tested = test
        self.confirm.setText("生效")
        self.tell(f"{test.sentence}{'确认后按“生效”。' if test.known else '仍要生效的，按“生效”。'}")
        self.form.show_field("result", bool(test.broken))
        self.found.show_rows([(each.month, each.department or "全院", each.sentence) for each in test.broken])
        self.fit()

    def _untested(self) -> None:
        self.tested = None
        self.confirm.setText("试算")

    def _relation(self, rule: RuleRow | None) -> QComboBox:
        box = QComboBox()
        box.setObjectName("relation")
        for relation, words in RELATIONS.items():
            box.addItem(f"{relation} {words}", relation)
        box.setCurrentIndex(max(box.findData(rule.relation if rule else "<="), 0))
        box.currentIndexChanged.connect(lambda _: self._untested())
        self.form.add_field("relation", "关系", box, box)
        return box

    def _offer_items(self, sides: list[QLineEdit]) -> None:
        """An item chosen here is put where the cursor last was, on the left or the right."""
        names = [item.name for item in self.workplace.desk.indicators.library.items.values()]
        box = self.form.add_choice("item", "插入项目", ["", *names], "")
        self._target = sides[0]
        for side in sides:
            side.cursorPositionChanged.connect(lambda *_, side=side: self._aim(side))
        box.activated.connect(lambda _: self._insert(box))

    def _aim(self, side: QLineEdit) -> None:
        if side.hasFocus():
            self._target = side

    def _insert(self, box: QComboBox) -> None:
        name = box.currentText().strip()
        if self._target is not None and name:
            joined = (
                " + " if self._target.text().strip() and not self._target.text().rstrip().endswith(("+", "-")) else ""
            )
            self._target.setText(f"{self._target.text().rstrip()}{joined}{name}")
            self._target.setFocus()
