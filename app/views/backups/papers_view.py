"""文书登记: what was printed and exported, the numbers of each series and year, and the check of a paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.models.dates import PartialDate
from app.models.terms import NumberState, Output
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor
from app.services.papers.rows import LogQuery, NumberLine, NumberSeries
from app.views.shared.date_field import DateField
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_LOG = (
    Head("时间", 130),
    Head("经办人", 64),
    Head("方式", 46),
    Head("文书", 150),
    Head("文号", 130),
    Head("登记号", 104),
    Head("标记", 72),
    Head("份数", 46, is_number=True),
    Head("页数", 46, is_number=True),
    Head("原件", 46),
    Head("审批人", 66),
    Head("介质编号", 82),
    Head("事由", 84),
    Head("去向", 64),
)
_NUMBERS = (Head("文号", 180), Head("状态", 80), Head("登记号", 120), Head("文书", 260), Head("说明"))
_NOTHING_OUT = "没有打印、导出过。从程序里打印、另存、导出的每一份都自己记在这里；在程序外刻录的，按“登记刻录…”补记。"
_NOTHING_SO = "没有符合条件的。请放宽上面的日期、经办人和方式。"
_NO_NUMBERS = "还没有登记过文号。文书登记制发以后，这里按文号系列和年度列出每个号，空号要说明去向。"
_ANYBODY, _ANY_WAY = "全部经办人", "全部方式"


class NumberDialog(FormDialog):
    """Says why a number stands in no paper."""

    def __init__(self, workplace: Workplace, number: str, parent: QWidget | None = None) -> None:
        """``number`` may be typed over."""
        super().__init__(workplace, "说明文号", "登记说明", parent)
        self.tell("没有文书的文号要说明去向：作废的以后不再使用；另有用途的，写明在业务系统中用于什么。")
        self.form.add_text("number", "文号", number)
        self.form.add_term("state", "去向", (NumberState.VOIDED, NumberState.ELSEWHERE))
        self.form.add_long_text("reason", "理由", lines=2)

    def perform(self, actor: Actor) -> Written:
        """Record it."""
        state = self.form.term("state", NumberState)
        numbers = self.workplace.desk.papers.numbers
        return numbers.account_for(actor, self.form.text("number"), state, self.form.text("reason"))


class PapersView(QWidget):
    """Read when it comes on screen."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._series: tuple[NumberSeries, ...] = ()
        self._lines: tuple[NumberLine, ...] = ()
        self._build()

    def refresh(self) -> None:
        """Read both registers again."""
        papers = self._workplace.desk.papers
        _offer(self.who, (_ANYBODY, *papers.log.people()))
        self._series = papers.numbers.series()
        _offer(self.series, [_series_words(each) for each in self._series])
        self.show_log()
        self.show_numbers()

    def query(self) -> LogQuery:
        """What the fields above the log ask for; raises FieldProblem for a date that cannot be read."""
        days: list[PartialDate | None] = []
        for name, field in (("first", self.first), ("last", self.last)):
            try:
                days.append(field.typed())
            except DomainError as problem:
                raise FieldProblem(name, str(problem)) from problem
        who, way = self.who.currentText(), self.way.currentText()
        found = Output.labelled(way)
        return LogQuery(
            first=days[0].first if days[0] else None,
            last=days[1].last if days[1] else None,
            who="" if who == _ANYBODY else who,
            act=found if isinstance(found, Output) else None,
        )

    def show_log(self) -> None:
        """The log as it is filtered."""
        self.problem.clear()
        try:
            query = self.query()
            lines = self._workplace.desk.papers.log.lines(query)
        except DomainError as problem:
            self.problem.say(problem)
            return
        self.log.notice.setText(_NOTHING_OUT if query == LogQuery() else _NOTHING_SO)
        self.log.show_rows(
            [
                (
                    line.at[:16].replace("T", " "),
                    line.who,
                    line.act.label,
                    line.title,
                    line.number,
                    line.entry_number,
                    line.mark,
                    str(line.copies),
                    str(line.pages or ""),
                    "是" if line.is_frozen else "",
                    line.approver,
                    line.medium,
                    line.reason,
                    line.target,
                )
                for line in lines
            ]
        )
        self.count.setText(f"共 {len(lines)} 次")
        self.reach.setVisible(not self._workplace.desk.papers.log.is_whole)

    def show_numbers(self) -> None:
        """The numbers of the chosen series and year."""
        place = self.series.currentIndex()
        chosen = self._series[place] if 0 <= place < len(self._series) else None
        numbers = self._workplace.desk.papers.numbers
        self._lines = numbers.lines(chosen.series, chosen.year) if chosen else ()
        rows = [
            (line.number, line.state.label if line.state else "待说明", line.entry_number, line.title, line.reason)
            for line in self._lines
        ]
        self.numbers.show_rows(rows)

    def print_log(self) -> None:
        """Show the log as it is filtered on paper."""
        self.problem.clear()
        try:
            query = self.query()
        except DomainError as problem:
            self.problem.say(problem)
            return
        desk = self._workplace.desk
        self.work.run(
            "正在生成打印输出登记簿……",
            lambda _: desk.papers.registers.printed_log(query),
            self._show_paper,
        )

    def _show_paper(self, pdf: bytes) -> None:
        from app.views.docket.paper_dialog import PaperDialog

        dialog = PaperDialog(self._workplace, "打印输出登记簿", pdf, self)
        dialog.finished.connect(lambda _: self.show_log())  # what was printed or saved from there is in it too
        dialog.open()

    def enter(self) -> None:
        """Enter by hand what left without the program."""
        from app.views.secrecy.register_dialog import OutputDialog

        dialog = OutputDialog(self._workplace, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def account_for(self) -> None:
        """Ask what became of the number in the current row."""
        row = self.numbers.currentIndex().row()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        dialog = NumberDialog(self._workplace, line.number if line else "", self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def decide(self) -> None:
        """Ask what the office has decided about a kind of paper."""
        from app.views.backups.ruling_dialog import RulingDialog

        RulingDialog(self._workplace, self).open()

    def _verify(self) -> None:
        from app.views.documents.verify_dialog import open_verifying

        open_verifying(self._workplace, self.window())

    def _verify_package(self) -> None:
        from app.views.case_packages.verify_dialog import open_verifying_packages

        open_verifying_packages(self._workplace, self.window())

    def _build(self) -> None:
        self.problem, self.work, self.count = ProblemLabel(), WorkStrip(self._workplace), QLabel()
        self.reach = QLabel("只列您可以查看的记录，其他部门的没有列入。")
        self.reach.hide()
        for told in (self.count, self.reach):
            told.setProperty("role", "muted")
        self.log = PlainTable(self._workplace, "papers_log", "打印输出登记簿", _LOG, _NOTHING_OUT)
        self.numbers = PlainTable(self._workplace, "papers_numbers", "文号登记", _NUMBERS, _NO_NUMBERS)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)  # so that the second heading belongs to what is below it
        splitter.addWidget(_titled("打印输出登记簿", self._log_rows(), self._checks()))
        splitter.addWidget(_titled("文号登记", self._number_rows()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.problem)
        layout.addWidget(self.work)
        layout.addWidget(splitter, 1)

    def _log_rows(self) -> tuple[QVBoxLayout, PlainTable]:
        self.first = DateField(self._workplace, "起", "papers_first")
        self.last = DateField(self._workplace, "止", "papers_last")
        self.who, self.way = QComboBox(), QComboBox()
        self.way.addItems([_ANY_WAY, *(each.label for each in Output)])
        for box, key, title in ((self.who, "papers_who", "经办人"), (self.way, "papers_way", "方式")):
            box.setObjectName(key)
            box.setAccessibleName(title)
            box.activated.connect(lambda _: self.show_log())
        row = QHBoxLayout()
        row.setSpacing(8)
        for title, field in (("起", self.first), ("止", self.last)):
            field.text.setFixedWidth(106)
            field.text.setPlaceholderText("不限")
            field.text.editingFinished.connect(self.show_log)
            field.understood.hide()
            label = QLabel(title)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        for part in (self.who, self.way, self.count):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(icon_button(self._workplace.icons, "登记刻录…", "plus", "papers_enter", self.enter))
        row.addWidget(icon_button(self._workplace.icons, "打印登记簿…", "printer", "papers_print", self.print_log))
        above = QVBoxLayout()
        above.setSpacing(6)
        above.addLayout(row)
        above.addWidget(self.reach)
        return above, self.log

    def _checks(self) -> tuple[QPushButton, ...]:
        """About papers that lie somewhere else: beside the heading, for one row of all would widen the window."""
        icons = self._workplace.icons
        return (
            icon_button(icons, "检查文书…", "checks", "papers_verify", self._verify),
            icon_button(icons, "核对案件包…", "checks", "papers_verify_package", self._verify_package),
        )

    def _number_rows(self) -> tuple[QHBoxLayout, PlainTable]:
        self.series = QComboBox()
        self.series.setObjectName("papers_series")
        self.series.setAccessibleName("文号系列和年度")
        self.series.setMinimumWidth(300)
        self.series.activated.connect(lambda _: self.show_numbers())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.series)
        row.addStretch(1)
        row.addWidget(icon_button(self._workplace.icons, "编号和校验码…", "settings", "papers_rulings", self.decide))
        account = icon_button(self._workplace.icons, "说明文号…", "edit", "papers_account", self.account_for)
        self.numbers.chosen.connect(while_offered(account, self.account_for))
        row.addWidget(account)
        return row, self.numbers


def _titled(heading: str, rows: tuple[QBoxLayout, PlainTable], beside: tuple[QPushButton, ...] = ()) -> QWidget:
    part, column, label, head = QWidget(), QVBoxLayout(), QLabel(heading), QHBoxLayout()
    label.setProperty("role", "heading")
    head.setSpacing(8)
    head.addWidget(label)
    head.addStretch(1)
    for button in beside:
        head.addWidget(button)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addLayout(head)
    column.addLayout(rows[0])
    column.addWidget(rows[1], 1)
    part.setLayout(column)
    return part


def _offer(box: QComboBox, texts: tuple[str, ...] | list[str]) -> None:
    """New choices; what was chosen stays chosen where it is still among them."""
    chosen = box.currentText()
    box.clear()
    box.addItems(list(texts))
    box.setCurrentIndex(max(box.findText(chosen), 0) if texts else -1)


def _series_words(each: NumberSeries) -> str:
    gaps = f"，{each.gaps} 个空号待说明" if each.gaps else "，没有空号"
    return f"{each.series}〔{each.year}〕 到 {each.last} 号{gaps}"
