"""The conditions cases are chosen by, as fields one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.models.dates import PartialDate
from app.models.review_terms import TriggerList
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.typed_dates import read_date
from app.services.review_analysis.pattern import RESULT_COLUMNS, CaseDay, Outcome, Pattern
from app.services.review_analysis.rows import Choices, Named
from app.views.review_analysis.many_choice import ManyChoice
from app.views.shared.form import Form
from app.views.shared.form_scroll import FormScroll
from app.views.shared.icon_button import icon_button
from app.views.shared.workplace import Workplace

_PAUSE = 400  # milliseconds after the last key before it is counted
_OF_CASES = (
    ("fields", "领域"),
    ("causes", "案由（含）"),
    ("kinds", "案件类型"),
    ("petition_kinds", "申诉信访类型"),
    ("units", "原办案单位"),
    ("triggers", "触发情形"),
    ("outcomes", "环节结果"),
)
_OF_FINDINGS = (
    ("dimensions", "问题方面"),
    ("stages", "问题环节"),
    ("problems", "问题类型"),
    ("finding_causes", "问题原因"),
)
_BOTH = "两个清单"


class PatternForm(QWidget):
    """``changed`` comes a moment after the last key."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is offered before ``fill``."""
        super().__init__()
        self._workplace = workplace
        self._triggers: tuple[Named, ...] = ()
        self.form = Form(workplace)
        self._many: dict[str, ManyChoice] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        self._build()
        self.form.changed.connect(self._pause.start)

    def fill(self, choices: Choices) -> None:
        """Offer what the store and the office's lists hold; what was typed stays."""
        self._triggers = choices.triggers
        offered: dict[str, Sequence[str]] = {
            "fields": choices.fields,
            "causes": choices.causes,
            "kinds": choices.kinds,
            "petition_kinds": choices.petition_kinds,
            "units": choices.units,
            "triggers": [each.label for each in choices.triggers],
            "outcomes": [
                f"{RESULT_COLUMNS[column]}：{result}" for column, held in choices.outcomes.items() for result in held
            ],
            "dimensions": [each.value for each in choices.dimensions],
            "stages": [each.value for each in choices.stages],
            "problems": choices.problems,
            "finding_causes": [each.value for each in choices.finding_causes],
        }
        for name, values in offered.items():
            self._many[name].offer(values)

    def pattern(self) -> Pattern:
        """What is asked for, which is then told to nobody any more; raises FieldProblem where it makes no sense."""
        self._pause.stop()
        first, last = self._day("first"), self._day("last")
        texts = {name: field.values for name, field in self._many.items() if name not in {"triggers", "outcomes"}}
        chosen = self.list.currentData()
        return Pattern(
            **texts,
            triggers=tuple(self._code(name) for name in self._many["triggers"].values),
            outcomes=tuple(_outcome(text) for text in self._many["outcomes"].values),
            trigger_list=next((each for each in TriggerList if each.value == chosen), None),
            is_petition=self.form.is_checked("is_petition"),
            day=self.form.term("day", CaseDay),
            first=first.first if first else None,
            last=last.last if last else None,
        ).checked()

    def show_pattern(self, pattern: Pattern) -> None:
        """Fill in what a review was begun with."""
        names = {each.value: each.label for each in self._triggers}
        texts: dict[str, Sequence[str]] = {name: getattr(pattern, name) for name in self._many}
        texts["triggers"] = [names.get(code, code) for code in pattern.triggers]
        texts["outcomes"] = [f"{RESULT_COLUMNS[each.column]}：{each.result}" for each in pattern.outcomes]
        for name, field in self._many.items():
            field.setEditText("、".join(texts[name]))
        self.list.setCurrentIndex(max(self.list.findData(pattern.trigger_list and pattern.trigger_list.value), 0))
        self.form.check("is_petition", pattern.is_petition)
        self.day.setCurrentIndex(self.day.findData(pattern.day.value))
        self.first.setText(str(pattern.first or ""))
        self.last.setText(str(pattern.last or ""))

    def mark(self, problem: FieldProblem) -> None:
        """Show beside a field what is wrong with it, without taking the user from where he types."""
        self.form.say(problem)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        self.form.clear_problems()

    def _day(self, name: str) -> PartialDate | None:
        text = self.form.text(name)
        try:
            return read_date(text, self._workplace.desk.clock.today(), is_month_enough=True) if text else None
        except DomainError as problem:
            raise FieldProblem(name, str(problem)) from problem

    def _code(self, name: str) -> str:
        found = next((each.value for each in self._triggers if name in {each.label, each.value}), None)
        if found is None:
            raise FieldProblem("triggers", f"没有案件符合过“{name}”。请从列表里选择触发情形。")
        return found

    def _build(self) -> None:
        form = self.form
        self.day: QComboBox = form.add_term("day", "期间按", CaseDay, CaseDay.FOUND)
        self.first = form.add_text("first", "起", hint="如 2026-1 或 2026-1-15")
        self.last = form.add_text("last", "止", hint="如 2026-6")
        self.list = QComboBox()
        for words, value in ((_BOTH, None), *((each.label, each.value) for each in TriggerList)):
            self.list.addItem(words, value)
        self.list.currentIndexChanged.connect(lambda _: form.changed.emit())
        form.add_field("trigger_list", "清单", self.list, self.list)
        form.add_check("is_petition", "", "只看申诉、赔偿和信访")
        for name, title in (*_OF_CASES, *_OF_FINDINGS):
            field = self._many[name] = ManyChoice()
            field.editTextChanged.connect(lambda _: form.changed.emit())
            form.add_field(name, title, field, field)
        sheet = FormScroll()
        sheet.setWidget(form)
        empty = icon_button(
            self._workplace.icons, "清空条件", "x", "pattern_clear", lambda: self.show_pattern(Pattern())
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(sheet, 1)
        layout.addWidget(empty)


def _outcome(text: str) -> Outcome:
    title, colon, result = text.replace(":", "：", 1).partition("：")
    column = next((column for column, name in RESULT_COLUMNS.items() if name == title.strip()), None)
    if column is None or not colon or not result.strip():
        known = "、".join(RESULT_COLUMNS.values())
        raise FieldProblem("outcomes", f"“{text}”看不懂。请写成“一审：无罪”；环节有 {known}。")
    return Outcome(column, result.strip())
