"""The preview of an import: counts, and a tab each for what comes in, what does not and why, and the columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.services.importing.rows import ColumnMatch, FieldChoice, ImportPlan
from app.views.importing.columns_table import ColumnsTable
from app.views.importing.plan_texts import (
    DUPLICATE_HEADS,
    FINDING_HEADS,
    KEEPING,
    SKIPPED_HEADS,
    UNITS,
    RowTexts,
    counts_of,
    duplicate_texts,
    finding_texts,
    row_heads,
    skipped_texts,
)
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace


class PlanView(QWidget):
    """Shows a plan; the page carries out what its buttons ask for."""

    commit_wanted = Signal()
    errors_wanted = Signal()
    memory_wanted = Signal()
    left = Signal()
    corrected = Signal(dict)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_plan``."""
        super().__init__()
        self._workplace = workplace
        self._build()

    def show_plan(self, plan: ImportPlan, fields: Sequence[FieldChoice]) -> None:
        """Show all of a plan; the tab with errors first, where there are any."""
        self.counts.setText(counts_of(plan))
        self.rows.show_rows(RowTexts(plan), row_heads(plan))
        self.errors.show_rows([finding_texts(each) for each in plan.errors])
        self.warnings.show_rows([finding_texts(each) for each in plan.warnings])
        self.duplicates.show_rows([duplicate_texts(each) for each in plan.duplicates])
        self.skipped.show_rows([skipped_texts(each) for each in plan.skipped])
        self.columns.show_columns(plan.columns, fields, keeps_further=plan.kind in KEEPING)
        counts = (plan.rows, plan.errors, plan.warnings, plan.duplicates, plan.skipped, plan.columns)
        for place, (title, found) in enumerate(zip(self._titles, counts, strict=True)):
            self.tabs.setTabText(place, f"{title}({len(found)})")
        if self.tabs.currentWidget() is not self.columns:  # who is correcting columns goes on with that
            self.tabs.setCurrentWidget(self.errors if plan.errors else self.rows)
        self._tell_whole()
        self.problem.clear()
        if plan.refusal:
            self.problem.say(plan.refusal)
        self.commit.setText(f"导入 {len(plan.rows)} {UNITS[plan.kind]}")
        self.commit.setEnabled(bool(plan.rows))
        self.remember.setEnabled(True)
        self.write_errors.setVisible(bool(plan.faulty))

    def ask_columns(
        self, columns: tuple[ColumnMatch, ...], fields: Sequence[FieldChoice], *, keeps_further: bool
    ) -> None:
        """No header was recognised: only the columns are shown, to be given their meaning."""
        for place, table in enumerate((self.rows, self.errors, self.warnings, self.duplicates, self.skipped)):
            table.show_rows([])
            self.tabs.setTabText(place, self._titles[place])
        self.columns.show_columns(columns, fields, keeps_further=keeps_further)
        self.tabs.setCurrentWidget(self.columns)
        self.counts.setText("请在“导入为”一栏指定各列是什么")
        self.problem.clear()
        self.commit.setText("导入")
        for button in (self.commit, self.remember):
            button.setEnabled(False)
        self.write_errors.hide()

    def set_busy(self, is_busy: bool) -> None:
        """Nothing can be asked for while the page works."""
        self._buttons.setEnabled(not is_busy)
        self.tabs.setEnabled(not is_busy)

    def _tell_whole(self) -> None:
        """The sentence of the current row, which a narrow column may cut short."""
        table = self.tabs.currentWidget()
        index = table.currentIndex() if isinstance(table, PlainTable) and table is not self.rows else None
        told = index is not None and index.isValid()
        self.detail.setText(
            str(index.siblingAtColumn(index.model().columnCount() - 1).data()) if index and told else ""
        )
        self.detail.setVisible(bool(self.detail.text()))

    def _build(self) -> None:
        self.counts = QLabel()
        self.counts.setObjectName("import_counts")
        self.counts.setProperty("role", "heading")
        self.problem = ProblemLabel()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("import_tabs")
        self.tabs.setAccessibleName("导入预览")
        self.tabs.setDocumentMode(True)
        self.detail = QLabel()
        self.detail.setObjectName("import_detail")
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self._titles = ("要导入的", "错误", "提醒", "重复", "未作数据", "列对应")
        self.rows = self._table("import_rows", "要导入的", ())
        self.errors = self._table("import_errors", "错误", FINDING_HEADS)
        self.warnings = self._table("import_warnings", "提醒", FINDING_HEADS)
        self.duplicates = self._table("import_duplicates", "重复", DUPLICATE_HEADS)
        self.skipped = self._table("import_skipped", "未作数据", SKIPPED_HEADS)
        self.columns = ColumnsTable()
        self.columns.corrected.connect(self.corrected)
        self.tabs.addTab(self.columns, "列对应")
        for table in (self.rows, self.errors, self.warnings, self.duplicates, self.skipped):
            table.selectionModel().currentChanged.connect(lambda *_: self._tell_whole())
        self.tabs.currentChanged.connect(lambda _: self._tell_whole())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.counts, self.problem, self.tabs, self.detail, self._button_row()):
            layout.addWidget(part)
        layout.setStretchFactor(self.tabs, 1)

    def _table(self, key: str, title: str, heads: Sequence[Head]) -> PlainTable:
        table = PlainTable(self._workplace, key, title, heads)
        self.tabs.addTab(table, title)
        return table

    def _button_row(self) -> QWidget:
        self.remember = self._button("记住列对应…", "import_remember", self.memory_wanted)
        self.write_errors = self._button("导出有错误的行…", "import_write_errors", self.errors_wanted)
        self.cancel = self._button("取消", "import_cancel", self.left)
        self.commit = self._button("导入", "import_commit", self.commit_wanted)
        self.commit.setProperty("role", "primary")
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.remember)
        row.addWidget(self.write_errors)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.commit)
        return self._buttons

    @staticmethod
    def _button(title: str, key: str, wanted: object) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(key)
        button.clicked.connect(wanted)
        return button
