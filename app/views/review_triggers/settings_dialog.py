"""触发情形设置: the triggers of one list with source, certainty and validity; changed only as the office's versions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.models.review_terms import TriggerList
from app.services.foundation.errors import DomainError, KnownError
from app.services.review_triggers.rows import OwnTriggerRow, TriggerRow
from app.views.review_triggers.texts import TRIGGER_HEADS, VERSION_HEADS, facts_of, trigger_texts, version_texts
from app.views.review_triggers.trigger_dialog import TriggerDialog, WithdrawDialog
from app.views.shared.facts import Facts
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_SIZE = (1120, 640)


class SettingsDialog(QDialog):
    """Ctrl+N adds, Enter changes the current trigger."""

    def __init__(self, workplace: Workplace, listed: TriggerList, parent: QWidget | None = None) -> None:
        """Reads at once, and again after whatever was said may have been a change."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workplace, self._listed = workplace, listed
        self._rows: Sequence[TriggerRow] = ()
        self._versions: Sequence[OwnTriggerRow] = ()
        self.setObjectName("trigger_settings")
        self.setWindowTitle(f"触发情形设置 — {listed.label}")
        self.resize(*_SIZE)
        self._build()
        self.refresh()
        workplace.said.connect(self._look)

    @property
    def current(self) -> TriggerRow | None:
        """The trigger of the current row."""
        place = self.table.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def refresh(self) -> None:
        """Read the triggers again; the same one stays current."""
        code = self.current.code if self.current else ""
        today = self._workplace.desk.clock.today()
        try:
            self._rows = self._workplace.desk.review_triggers.settings.rows(self._listed)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            return
        self.table.show_rows([trigger_texts(row, today) for row in self._rows])
        place = next((place for place, row in enumerate(self._rows) if row.code == code), 0)
        self.table.setCurrentIndex(self.table.rows.index(place, 0))
        self._show()

    def add(self) -> None:
        """Ask for a trigger of the office's own."""
        TriggerDialog(self._workplace, self._listed, None, self).open()

    def change(self) -> None:
        """Ask for another version of the current trigger."""
        self.problem.clear()
        if self.current is None:
            return
        try:
            draft = self._workplace.desk.review_triggers.settings.draft(self.current.code)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
        else:
            TriggerDialog(self._workplace, self._listed, draft, self).open()

    def withdraw(self) -> None:
        """Ask why the chosen version of the office is to count no longer."""
        place = self.versions.currentIndex().row()
        row = self._versions[place] if 0 <= place < len(self._versions) else None
        if row is None:
            self.problem.say("这一情形没有本院版本。不想再按它列入的，按“修改…”并勾选“不启用”。")
        elif row.is_withdrawn:
            self.problem.say("这个版本已经停用，不必再停用。")
        else:
            WithdrawDialog(self._workplace, row, self).open()

    def _look(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self) -> None:
        row = self.current
        self.problem.clear()
        if row is None:
            return
        if row.problem:
            self.problem.say(row.problem)
        self.facts.show_sections([(row.name, facts_of(row, self._workplace.desk.clock.today()))])
        self._versions = self._workplace.desk.review_triggers.settings.versions(row.code)
        self.versions.show_rows([version_texts(each) for each in self._versions])
        self.versions.setVisible(bool(self._versions))

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "trigger_rows", "触发情形", TRIGGER_HEADS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.table.chosen.connect(lambda *_: self.change())
        self.versions = PlainTable(self._workplace, "trigger_versions", "本院版本", VERSION_HEADS)
        self.versions.setMaximumHeight(150)
        self.facts, self.problem = Facts(72), ProblemLabel()
        self.facts.setAccessibleName("触发情形")
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts, 1)
        column.addWidget(self.versions)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(side)
        split.setChildrenCollapsible(False)
        split.setSizes([750, 330])
        owner = self._workplace.desk.review_triggers.library.head(self._listed).owner
        note = QLabel(
            f"主管：{owner}。标准情形随程序提供，不会被改动；核实程度为部分核实、未核的，请本院核对后再作依据。"
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(self._bar())
        for part in (self.problem, split, note):
            layout.addWidget(part, 1 if part is split else 0)
        QShortcut(QKeySequence("Ctrl+N"), self, self.add)

    def _bar(self) -> QHBoxLayout:
        row, icons = QHBoxLayout(), self._workplace.icons
        row.setSpacing(8)
        new = icon_button(icons, "增加本院触发情形…", "plus", "trigger_add", self.add)
        change = icon_button(icons, "修改…", "edit", "trigger_change", self.change)
        stop = icon_button(icons, "停用本院版本…", "ban", "trigger_withdraw", self.withdraw)
        new.setToolTip("Ctrl+N")
        change.setToolTip("从现用的版本改起，从某一天起施行 (Enter)")
        for button in (new, change, stop):
            row.addWidget(button)
        row.addStretch(1)
        shut = QPushButton("关闭")
        shut.setAutoDefault(False)
        shut.clicked.connect(self.accept)
        row.addWidget(shut)
        return row
