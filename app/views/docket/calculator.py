"""期限计算器: any rule from any day, told step by step as it is typed; a window of its own."""

import re
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.models.dates import PartialDate
from app.services.deadlines.calendar import WEEKDAYS
from app.services.deadlines.derivation import Derivation
from app.services.deadlines.inputs import parse_pause, parse_start
from app.services.deadlines.rule import Rule
from app.services.deadlines.terms import Direction
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.typed_dates import read_date
from app.views.docket.paper_dialog import PaperDialog
from app.views.docket.rule_choice import facts_of, rule_meant, rules_like
from app.views.docket.wording import doubt_about
from app.views.shared.form import Form
from app.views.shared.workplace import Workplace

PATIENCE = 500  # milliseconds: half a word is no mistake yet
_FORM_WIDTH = 540
_CLOCK = re.compile(r"(.+?)[ T](\d{1,2}[:：]\d{2})")
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_TO = re.compile(r"\s*(?:至|到|~|～|—+)\s*")


class Calculator(QDialog):
    """Writes nothing; what it holds stays while the window is hidden."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._workplace = workplace
        self._problem: FieldProblem | None = None
        self._result: tuple[Rule, Derivation] | None = None
        self.setObjectName("calculator")
        self.setWindowTitle("期限计算器")
        self.resize(1060, 520)
        self._build()
        self._compute()

    def text(self) -> str:
        """What 复制 puts on the clipboard."""
        parts = (self.due.text(), self.facts.text(), self.doubt.text(), self.steps.toPlainText())
        return "\n".join(part for part in parts if part)

    def _compute(self) -> None:
        self._soon.stop()
        self._problem = None
        try:
            self._show(*self._reckoned())
        except FieldProblem as problem:
            if problem.field == "rule":
                self._tell_rule(None)
            self._show_nothing()
            self._problem = problem
            self._soon.start()
        self._fit()

    def _reckoned(self) -> tuple[Rule, date | datetime | PartialDate, Derivation] | tuple[()]:
        """The rule, the start and the due date; nothing while something is still to be typed."""
        typed, library = self.form.text("rule"), self._workplace.desk.deadlines.library
        if not typed:
            self._tell_rule(None)
            return ()
        rule = rule_meant(library, typed)
        self._tell_rule(rule)
        if not self._start.text.text().strip():
            return ()
        text = self._start_text()
        try:
            start = parse_start(text)
        except DomainError as error:
            raise FieldProblem("start", str(error)) from error
        return rule, start, self._derived(rule, text, self._pauses())

    def _derived(self, rule: Rule, start: str, pauses: tuple[str, ...]) -> Derivation:
        deadlines, is_custody = self._workplace.desk.deadlines, self.form.is_checked("is_custody")
        try:
            alone = deadlines.calculate(rule.code, start, is_custody)
        except DomainError as error:
            raise FieldProblem("start", str(error)) from error
        try:
            return deadlines.calculate(rule.code, start, is_custody, pauses) if pauses else alone
        except DomainError as error:
            raise FieldProblem("pauses", str(error)) from error

    def _start_text(self) -> str:
        """The start as the services read it; other ways of writing a day are understood too."""
        raw = self._start.text.text().strip()
        with_clock = _CLOCK.fullmatch(raw)
        day, clock = (with_clock[1], with_clock[2]) if with_clock else (raw, self.form.text("clock"))
        if not _ISO.fullmatch(day):
            try:
                day = read_date(day, self._workplace.desk.clock.today()).text
            except DomainError as error:
                raise FieldProblem("start", str(error)) from error
        return f"{day} {clock.replace('：', ':')}".strip()

    def _pauses(self) -> tuple[str, ...]:
        lines = [_TO.sub("..", line.strip()) for line in self.form.text("pauses").splitlines()]
        for number, line in enumerate(lines, start=1):
            try:
                if line:
                    parse_pause(line)
            except DomainError as error:
                raise FieldProblem("pauses", f"第 {number} 行：{error}") from error
        return tuple(filter(None, lines))

    def _show(
        self,
        rule: Rule | None = None,
        start: date | datetime | PartialDate | None = None,
        found: Derivation | None = None,
    ) -> None:
        if rule is None or found is None:
            self._show_nothing()
            return
        self.due.setText(_due(rule, found))
        self.due.show()
        self.steps.setPlainText("\n".join(found.steps))
        self._let_out((rule, found))
        today = self._workplace.desk.clock.today()
        first = start.first if isinstance(start, PartialDate) else start
        day = first.date() if isinstance(first, datetime) else first
        is_ahead = day is not None and day > today and rule.direction is Direction.FORWARD
        self.hint.setText(
            f"起算日 {day} 晚于今天（{today}）：这里按设想计算，登记期限时不能这样填。" if is_ahead else ""
        )

    def _show_nothing(self) -> None:
        self.due.setText("")
        self.due.hide()
        self.steps.setPlainText("")
        self._let_out(None)
        is_ruled = bool(self.form.text("rule"))
        self.hint.setText("请填写起算日。" if is_ruled else "请先填写规则的代码或名称。")

    def _let_out(self, result: tuple[Rule, Derivation] | None) -> None:
        """A result can be copied and printed; nothing else can."""
        self._result = result
        for button in (self.copy, self.print):
            button.setEnabled(result is not None)

    def _tell_rule(self, rule: Rule | None) -> None:
        self.facts.setText(f"{rule.code} {rule.name}：{facts_of(rule)}起算：{rule.trigger}。" if rule else "")
        self.doubt.setText(doubt_about(rule.certainty) if rule else "")
        for label in (self.facts, self.doubt):
            label.setVisible(bool(label.text()))

    def _say_problem(self) -> None:
        if self._problem is not None:
            self.hint.setText("")
            self.form.say(self._problem)
            self._fit()

    def _fit(self) -> None:
        """Room for the lines of a problem; the layout beside it does not ask anew how high they are at this width."""
        inside = self.form.layout()
        if inside is not None:
            inside.invalidate()
            is_told = inside.hasHeightForWidth()  # only while a problem's lines are to be seen
            height = inside.totalHeightForWidth(_FORM_WIDTH) if is_told else inside.totalSizeHint().height()
            self.form.setFixedHeight(height)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.hint.setText("已复制。")

    def show_paper(self) -> None:
        """The result as one page, to be printed or saved."""
        if self._result is not None:
            pdf = self._workplace.desk.docket.overview.draw_calculation(*self._result)
            PaperDialog(self._workplace, f"期限计算说明 {self._result[0].code}", pdf, self).open()

    def _build(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE)
        self._soon.timeout.connect(self._say_problem)
        self.form = Form(self._workplace)
        self.form.setFixedWidth(_FORM_WIDTH)
        self.form.add_looked_up("rule", "规则", "", self._rules_like, hint="代码或名称，如 F01、复议")
        self._start = self.form.add_date("start", "起算日")
        self.form.add_text("clock", "起算时刻", hint="按小时计算的才填，如 10:30")
        self.form.add_check("is_custody", "在押", "当事人在押（期满不顺延）")
        pauses = self.form.add_long_text("pauses", "中止期间", lines=4)
        pauses.setPlaceholderText("每行一段，首尾两日都不计入：\n2026-01-01..2026-01-10")
        self.form.changed.connect(self._compute)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(20)
        layout.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._right(), 1)

    def _rules_like(self, typed: str) -> list[str]:
        return rules_like(self._workplace.desk.deadlines.library, typed)

    def _right(self) -> QVBoxLayout:
        self.due, self.facts, self.doubt, self.hint = QLabel(), QLabel(), QLabel(), QLabel()
        self.due.setProperty("role", "title")
        for label in (self.facts, self.doubt, self.hint):
            label.setProperty("role", "muted")
        for label in (self.due, self.facts, self.doubt, self.hint):
            label.setWordWrap(True)
        self.steps = QPlainTextEdit()
        self.steps.setReadOnly(True)
        self.steps.setTabChangesFocus(True)
        self.steps.setObjectName("calculator_steps")
        self.steps.setAccessibleName("推算过程")
        self.copy = QPushButton("复制")
        self.copy.setObjectName("calculator_copy")
        self.copy.setToolTip("复制结果和推算过程 (Ctrl+Shift+C)")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self, self.copy.click)
        self.print = QPushButton("打印…")
        self.print.setObjectName("calculator_print")
        self.print.setToolTip("看一看再打印，或者存为 PDF (Ctrl+P)")
        self.print.setAutoDefault(False)
        self.print.clicked.connect(lambda _checked: self.show_paper())
        QShortcut(QKeySequence("Ctrl+P"), self, self.print.click)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        row.addWidget(self.copy)
        row.addWidget(self.print)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self.due, self.facts, self.doubt):
            column.addWidget(part)
        column.addWidget(self.steps, 1)
        column.addLayout(row)
        return column


def open_calculator(workplace: Workplace, window: QWidget) -> Calculator | None:
    """Open the calculator, or bring it forward; without a store there are no rules to go by, and that is said."""
    if not workplace.has_desk:
        workplace.say("还没有打开台账，期限计算器要用台账里的规则和日历。请先打开或新建台账。")
        return None
    found = window.findChild(Calculator, "calculator")
    calculator = found if isinstance(found, Calculator) else Calculator(workplace, window)
    calculator.show()
    calculator.activateWindow()
    calculator.form.focus_first()
    return calculator


def _due(rule: Rule, found: Derivation) -> str:
    if found.due_on is None:
        return "没有到期日，应当及时办理"
    when = f"{found.due_at:%Y-%m-%d %H:%M}" if found.due_at else f"{found.due_on}"
    weekday = WEEKDAYS[found.due_on.weekday()]
    told = f"{'最迟' if rule.direction is Direction.BACKWARD else '届满日'} {when} {weekday}"
    if found.overdue_after and found.overdue_after != found.due_on:
        told += f"，{found.overdue_after} 之后才算逾期"
    return told + ("（暂定）" if found.provisional else "")
