"""审计记录: who did what and when, the newest first; the fields an act changed stand below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.suggestions.rows import HistoryLine
from app.services.trail.log_rows import LogLine, LogQuery
from app.views.shared.date_field import DateField
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_ACTS = (
    Head("序号", 70, is_number=True),
    Head("时间", 140),
    Head("经办人", 90),
    Head("做了什么", 190),
    Head("记录", 210),
    Head("条数", 60, is_number=True),
    Head("理由"),
)
_FIELDS = (Head("内容", 230), Head("原来", 400), Head("现在"))
_ANYBODY = "全部经办人"
_MANY = 500  # entries of an act that are told field by field
_SHOWN = 3  # 登记号 of an act told one by one
_HINT = "审计记录只增不减，不能修改或删除 · 回车列出 · 选中一条，下面是它改动的内容"


class AuditView(QWidget):
    """Read when it comes on screen."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._lines: tuple[LogLine, ...] = ()
        self._build()

    def refresh(self) -> None:
        """Read people and the newest acts again."""
        people = (_ANYBODY, *self._workplace.desk.audit_log.people())
        chosen = self.who.currentText()
        self.who.clear()
        self.who.addItems(people)
        self.who.setCurrentIndex(max(self.who.findText(chosen), 0))
        self.show_acts()

    def show_acts(self) -> None:
        """The newest acts that fit what is asked above."""
        self._read(None)

    def show_more(self) -> None:
        """The acts before the oldest one shown."""
        if self._lines:
            self._read(self._lines[-1].act)

    def _read(self, before: int | None) -> None:
        self.problem.clear()
        try:
            query = self._query()
        except DomainError as problem:
            self.problem.say(problem)
            return
        log, kept = self._workplace.desk.audit_log, self._lines if before else ()
        self.work.run("正在读取……", lambda _: log.page(query, before), lambda found: self._show(kept, found))

    def _show(self, kept: tuple[LogLine, ...], found: tuple[LogLine, ...]) -> None:
        self._lines = (*kept, *found)
        self.acts.show_rows([_row(line) for line in self._lines])
        self.count.setText(f"列出 {len(self._lines)} 次操作" if self._lines else "没有符合条件的操作")
        self.more.setEnabled(bool(found))
        if self._lines:
            self.acts.selectRow(len(kept) if found else len(kept) - 1)
        else:
            self.fields.show_rows([])

    def _show_fields(self) -> None:
        place = self.acts.currentIndex().row()
        if not 0 <= place < len(self._lines):
            self.fields.show_rows([])
            return
        line = self._lines[place]
        if line.entries > _MANY:
            words = f"一次改动 {line.entries} 条，在有关记录的“全部经过”里逐条看"
            self.fields.show_rows([(words, "", "")])
            return
        self._tell(self._workplace.desk.audit_log.details(line.act))

    def _tell(self, line: HistoryLine) -> None:
        self.fields.show_rows([(title, was, became) for title, was, became in line.changes])

    def _query(self) -> LogQuery:
        days: list[PartialDate | None] = []
        for name, field in (("first", self.first), ("last", self.last)):
            try:
                days.append(field.typed())
            except DomainError as problem:
                raise FieldProblem(name, str(problem)) from problem
        who = self.who.currentText()
        return LogQuery(
            actor="" if who == _ANYBODY else who,
            first=days[0].first if days[0] else None,
            last=days[1].last if days[1] else None,
            what=self.what.text().strip(),
            record=self.record.text().strip(),
        )

    def _build(self) -> None:
        self.problem, self.work = ProblemLabel(), WorkStrip(self._workplace)
        self.count, hint = QLabel(), QLabel(_HINT)
        for each in (self.count, hint):
            each.setProperty("role", "muted")
        self.acts = PlainTable(self._workplace, "audit_acts", "审计记录", _ACTS)
        self.fields = PlainTable(self._workplace, "audit_fields", "改动的内容", _FIELDS)
        self.acts.selectionModel().currentChanged.connect(lambda *_: self._show_fields())
        self.more = QPushButton("更早的…")
        self.more.setObjectName("audit_more")
        self.more.clicked.connect(lambda _checked: self.show_more())
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        splitter.addWidget(self.acts)
        splitter.addWidget(self.fields)
        splitter.setSizes([320, 180])
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(self._asking_row())
        for part in (self.problem, self.work):
            layout.addWidget(part)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)

    def _asking_row(self) -> QHBoxLayout:
        self.who, self.what, self.record = QComboBox(), QLineEdit(), QLineEdit()
        self.first = DateField(self._workplace, "起", "audit_first")
        self.last = DateField(self._workplace, "止", "audit_last")
        self.who.setMinimumWidth(140)
        self.who.activated.connect(lambda _: self.show_acts())
        row = QHBoxLayout()
        row.setSpacing(8)
        for title, date_field in (("起", self.first), ("止", self.last)):
            date_field.text.setFixedWidth(120)
            date_field.text.setPlaceholderText("不限")
            date_field.text.returnPressed.connect(self.show_acts)
            date_field.understood.hide()
            label = QLabel(title)
            label.setBuddy(date_field)
            row.addWidget(label)
            row.addWidget(date_field)
        for field, key, title in (
            (self.who, "audit_who", "经办人"),
            (self.what, "audit_what", "做了什么"),
            (self.record, "audit_record", "登记号"),
        ):
            field.setObjectName(key)
            field.setAccessibleName(title)
            row.addWidget(field)
        for text, words in ((self.what, "做了什么，如 制发"), (self.record, "登记号，如 JY2026-00001")):
            text.setPlaceholderText(words)
            text.setMinimumWidth(190)
            text.returnPressed.connect(self.show_acts)
        row.addStretch(1)
        return row


def _row(line: LogLine) -> tuple[str, ...]:
    records = "、".join(line.records[:_SHOWN]) + (" 等" if len(line.records) > _SHOWN else "")
    at = line.at[:19].replace("T", " ")
    return str(line.act), at, line.actor, line.title, records, str(line.entries), line.reason
