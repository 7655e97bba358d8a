"""职权清单: per act who proposes, reviews and decides, on what basis and how sure that is, from when to when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError, KnownError
from app.services.matter_types.rows import PowerRow
from app.views.matter_types.power_dialogs import PowerDialog, WithdrawPowerDialog
from app.views.matter_types.power_texts import power_page
from app.views.matter_types.texts import POWER_HEADS, power_texts
from app.views.shared.icon_button import icon_button, press_by, while_offered
from app.views.shared.plain_table import PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_HEIGHTS = (320, 250)


class PowersPane(QWidget):
    """An act has one line at a time; an approval that began keeps the line it began with."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until it is read."""
        super().__init__()
        self._workplace = workplace
        self._rows: Sequence[PowerRow] = ()
        self._build()

    @property
    def current(self) -> PowerRow | None:
        """The act of the current row."""
        place = self.table.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def refresh(self) -> None:
        """Read the list again; the same act stays current."""
        self.problem.clear()
        act = self.current.power.act if self.current else ""
        try:
            self._rows = self._workplace.desk.matter_types.powers()
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            return
        self.table.show_rows([power_texts(row) for row in self._rows])
        place = next((place for place, row in enumerate(self._rows) if row.power.act == act), 0)
        self.table.setCurrentIndex(self.table.rows.index(place, 0))
        self._show()

    def edit(self) -> None:
        """Write the current act's line anew, as the office's own."""
        if self.current is not None:
            self._open(self.current.power.act)

    def add(self) -> None:
        """Write an act the list does not have."""
        self._open("")

    def withdraw(self) -> None:
        """Ask why the office's line is to count no longer."""
        if self.current is not None and self.current.own_id is not None:
            WithdrawPowerDialog(self._workplace, self.current, self).open()

    def _open(self, act: str) -> None:
        self.problem.clear()
        try:
            draft = self._workplace.desk.matter_types.power_draft(act)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
        else:
            PowerDialog(self._workplace, draft, self).open()

    def _show(self) -> None:
        row = self.current
        self.stop.setEnabled(row is not None and row.own_id is not None)
        if row is None:
            self.page.clear()
            return
        versions = self._workplace.desk.matter_types.power_versions(row.power.act)
        self.page.setHtml(power_page(row, versions, self._workplace.theme.colours["muted"]))

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "powers", "职权清单", POWER_HEADS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.page, self.problem = QTextBrowser(), ProblemLabel()
        self.page.setObjectName("power_page")
        self.page.setAccessibleName("职权内容")
        note = QLabel("标准清单随程序提供，不会被改动。本院的规定在有效期内优先；已经提请的审批按提请时的规定办。")
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.page)
        split.setSizes(list(_HEIGHTS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._bar())
        for part in (self.problem, split, note):
            layout.addWidget(part, 1 if part is split else 0)
        press_by("Ctrl+N", self.new, self)
        self.table.chosen.connect(while_offered(self.change, self.edit))

    def _bar(self) -> QHBoxLayout:
        row, icons = QHBoxLayout(), self._workplace.icons
        row.setSpacing(8)
        self.change = icon_button(icons, "修改为本院规定…", "edit", "power_edit", self.edit)
        self.new = icon_button(icons, "新增事项…", "plus", "power_new", self.add)
        self.stop = icon_button(icons, "停用本院规定…", "ban", "power_withdraw", self.withdraw)
        self.change.setToolTip("Enter")
        self.new.setToolTip("Ctrl+N")
        for button in (self.change, self.new, self.stop):
            row.addWidget(button)
        row.addStretch(1)
        return row
