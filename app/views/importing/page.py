"""导入台账: choose kind and file, look at the plan, correct columns, bring in what is right, take a batch back."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.services.importing.rows import HeaderUnknown, ImportPlan, ImportResult, UndoneBatch
from app.services.papers.rows import PaperNamed
from app.views.importing.batches_view import BatchesView
from app.views.importing.plan_texts import KEEPING, KIND_KEY, KINDS, TABLES, UNITS
from app.views.importing.plan_view import PlanView
from app.views.importing.source_choice import SourceChoice
from app.views.secrecy.way_out import WORKBOOK, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.file_field import FileField
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_LEDGERS = "台账 (*.xlsx *.xls *.csv);;所有文件 (*)"


class ImportPage(Page):
    """The plan that is looked at is the plan that is carried out."""

    chapter = "导入台账"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._plan: ImportPlan | None = None
        self._mapping: Mapping[str, str] | None = None
        self._newest_batch: int | None = None
        self.notice, self._notice_words = QWidget(), QLabel()
        self._build()

    @override
    def start(self) -> None:
        self._plan = None  # a plan belongs to the store it was checked against
        self.batches.show_batches(self.workplace.desk.importing.batches())
        self.stack.setCurrentWidget(self.batches)

    @override
    def go_back(self) -> None:
        if self.work.is_idle:
            self._leave_plan()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plan is None:
            self.choose_kind(self.workplace.preferences.text(KIND_KEY, "suggestions"))

    def choose_kind(self, kind: str) -> None:
        """suggestions, matters, clues or cases."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def check_file(self) -> None:
        """Read and check the chosen file; nothing is written."""
        self.view.columns.forget()
        self._mapping = None
        self._check()

    def _check(self) -> None:
        path = self.file.path()
        if path is None:
            self.work.problem.say("请先选择要导入的台账文件（.xlsx、.xls、.csv）。")
            self.file.setFocus()
            return
        kind, mapping, service = str(self.kind.currentData()), self._mapping, self.workplace.desk.importing
        source = self.source.text() if kind == "clues" else ""
        self.notice.hide()

        def job(progress: Progress) -> ImportPlan:
            return service.plan(kind, path, mapping, progress, source)

        self.work.run(f"正在检查《{Path(path).name}》……", job, self._show)

    def _correct(self, mapping: dict[str, str]) -> None:
        self._mapping = mapping
        self._check()

    def _show(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.view.show_plan(plan, self.workplace.desk.importing.fields(plan.kind))
        self.stack.setCurrentWidget(self.view)
        self.view.commit.setFocus()

    def _refuse(self, error: Exception) -> None:
        """A header nobody knows can still be given its meaning, column by column."""
        if isinstance(error, HeaderUnknown) and error.columns:
            self._plan = None
            kind = str(self.kind.currentData())
            fields = self.workplace.desk.importing.fields(kind)
            self.view.ask_columns(error.columns, fields, keeps_further=kind in KEEPING)
            self.stack.setCurrentWidget(self.view)

    def _commit(self) -> None:
        actor = working_actor(self.workplace, self)
        plan, desk = self._plan, self.workplace.desk
        if actor is None or plan is None:
            return

        def job(progress: Progress) -> ImportResult:
            return desk.importing.commit(actor, plan, progress)

        self.work.run("正在导入……", job, self._tell_imported)

    def _tell_imported(self, result: ImportResult) -> None:
        self._leave_plan()
        plan = result.plan
        words = f"已导入 {len(plan.rows)} {UNITS[plan.kind]}{KINDS[plan.kind]}（《{plan.file_name}》）。"
        left = f"有错误的 {len(plan.faulty)} 行没有导入。" if plan.faulty else ""
        self._notice_words.setText(words + left)
        self._newest_batch = result.batch
        self.notice.setVisible(result.batch is not None)
        self.workplace.say(words)

    def _undo(self, batch: int) -> None:
        actor = working_actor(self.workplace, self)
        service = self.workplace.desk.importing
        if actor is not None:
            self.work.run("正在撤销……", lambda progress: service.undo(actor, batch, progress), self._tell_undone)

    def _undo_newest(self) -> None:
        batch = next(each for each in self.workplace.desk.importing.batches() if each.id == self._newest_batch)
        self.batches.ask(batch)

    def _tell_undone(self, undone: UndoneBatch) -> None:
        self.start()
        self.notice.hide()
        self.workplace.say(f"已撤销第 {undone.batch} 批导入（《{undone.file_name}》），移出 {undone.removed} 条记录。")

    def _write_errors(self) -> None:
        if self._plan is None:
            return
        named = PaperNamed(f"导入《{self._plan.file_name}》有错误的行", "import-errors", 0)
        proposed = f"{Path(self._plan.file_name).stem}-有错误的行.xlsx"
        WayOut(self.workplace, self, named).file("导出有错误的行", proposed, WORKBOOK, self.write_errors_to)

    def write_errors_to(self, path: Path) -> None:
        """Write the faulty rows with their reasons; corrected, the file can be imported."""
        plan, service = self._plan, self.workplace.desk.importing
        if plan is not None:
            said = f"有错误的 {len(plan.faulty)} 行已写入 {path}，改正后可再次导入。"
            self.work.run("正在导出……", lambda _: service.write_errors(plan, path), lambda _: self.workplace.say(said))

    def _remember(self) -> None:
        actor = working_actor(self.workplace, self)
        if actor is None or self._plan is None:
            return
        name, is_given = QInputDialog.getText(self, "记住列对应", "名称（以后表头相同的台账自动使用）：")
        if not is_given:
            return
        try:
            kept = self.workplace.desk.importing.remember(actor, name.strip(), self._plan)
        except (DomainError, KnownError) as problem:
            self.view.problem.say(problem)
        else:
            self.workplace.say(f"已记住列对应“{kept.name}”。")

    def _leave_plan(self) -> None:
        self.file.text.clear()
        self.work.problem.clear()
        self.start()

    def _set_idle(self, is_idle: bool) -> None:
        self._choice.setEnabled(is_idle)
        self.view.set_busy(not is_idle)
        self.batches.setEnabled(is_idle)

    def _build(self) -> None:
        title = QLabel("导入台账")
        title.setProperty("role", "title")
        self.work = WorkStrip(self.workplace)
        self.work.idle_changed.connect(self._set_idle)
        self.work.refused.connect(self._refuse)
        self.view, self.batches, self.stack = PlanView(self.workplace), BatchesView(self.workplace), QStackedWidget()
        self.stack.addWidget(self.batches)
        self.stack.addWidget(self.view)
        self.view.commit_wanted.connect(self._commit)
        self.view.errors_wanted.connect(self._write_errors)
        self.view.memory_wanted.connect(self._remember)
        self.view.left.connect(self._leave_plan)
        self.view.corrected.connect(self._correct)
        self.batches.undo_wanted.connect(self._undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        self._build_notice()
        for part in (title, self._choice_row(), self.work, self.notice, self.stack):
            layout.addWidget(part)
        layout.setStretchFactor(self.stack, 1)
        self.setFocusProxy(self.file)

    def _choice_row(self) -> QWidget:
        self.kind = QComboBox()
        self.kind.setObjectName("import_kind")
        self.kind.setAccessibleName("种类")
        for kind, name in TABLES.items():
            self.kind.addItem(name, kind)
        self.kind.activated.connect(lambda _: self.workplace.preferences.keep(KIND_KEY, str(self.kind.currentData())))
        self.file = FileField("台账文件", "import_file", _LEDGERS)
        self.file.text.returnPressed.connect(self.check_file)
        self.file.picked.connect(self.check_file)
        self.check = QPushButton("检查")
        self.check.setObjectName("import_check")
        self.check.setToolTip("只检查，不写入")
        self.check.setProperty("role", "primary")
        self.check.clicked.connect(self.check_file)
        self.source = SourceChoice(self.workplace)
        self.kind.currentIndexChanged.connect(lambda _: self.source.setVisible(self.kind.currentData() == "clues"))
        self._choice = QWidget()
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for text, field in (("种类", self.kind), ("台账文件", self.file)):
            label = QLabel(text)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        row.insertWidget(2, self.source)
        row.setStretchFactor(self.file, 1)
        self.source.hide()
        row.addWidget(self.check)
        return self._choice

    def _build_notice(self) -> None:
        undo = QPushButton(self.workplace.icons.icon("arrow-back-up"), "整批撤销")
        undo.setObjectName("import_undo_newest")
        undo.clicked.connect(self._undo_newest)
        row = QHBoxLayout(self.notice)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._notice_words)
        row.addWidget(undo)
        row.addStretch(1)
        self.notice.hide()
