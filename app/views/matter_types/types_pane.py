"""事项类型: every type with the version in force, its versions below, and the whole of the chosen one beside."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError, KnownError
from app.services.matter_types.rows import OwnTypeRow, TypeRow
from app.views.matter_types.adopting import WithdrawTypeDialog
from app.views.matter_types.editor import TypeEditor
from app.views.matter_types.texts import TYPE_HEADS, VERSION_HEADS, type_page, type_texts, version_texts
from app.views.own_templates.comparison import ComparisonDialog
from app.views.shared.icon_button import icon_button, press_by, while_offered
from app.views.shared.plain_table import PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_WIDTHS, _HEIGHTS = (500, 680), (400, 170)


class TypesPane(QWidget):
    """The standard types are never changed; what an administrator edits is the office's version above them."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until it is read."""
        super().__init__()
        self._workplace = workplace
        self._rows: Sequence[TypeRow] = ()
        self._versions: Sequence[OwnTypeRow] = ()
        self._is_filling = False
        self._build()

    @property
    def current(self) -> TypeRow | None:
        """The type of the current row."""
        place = self.table.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def version(self) -> OwnTypeRow | None:
        """The chosen version of the office, None on the standard."""
        place = self.versions.currentIndex().row()
        return self._versions[place] if 0 <= place < len(self._versions) else None

    def refresh(self) -> None:
        """Read the types again; the same one stays current."""
        self.problem.clear()
        code = self.current.code if self.current else ""
        try:
            self._rows = self._workplace.desk.matter_types.rows()
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            return
        self._is_filling = True
        self.table.show_rows([type_texts(row) for row in self._rows])
        place = next((place for place, row in enumerate(self._rows) if row.code == code), 0)
        self._is_filling = False
        self.table.setCurrentIndex(self.table.rows.index(place, 0))
        self._show_type()

    def edit(self) -> None:
        """Edit a new version of the current type, made from the one in force."""
        self.problem.clear()
        if self.current is None:
            return
        try:
            editor = TypeEditor(self._workplace, self.current.code, self)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
        else:
            editor.open()

    def withdraw(self) -> None:
        """Ask why the chosen version is to count no longer."""
        if self.version is not None and not self.version.is_withdrawn:
            WithdrawTypeDialog(self._workplace, self.version, self).open()

    def compare(self) -> None:
        """The chosen version beside the standard."""
        self.problem.clear()
        if self.version is None or self.current is None:
            return
        types = self._workplace.desk.matter_types
        try:
            found, frame = types.comparison(self.version.id), types.frame(self.current.code)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
        else:
            ComparisonDialog(self._workplace, frame, found, f"本院 {self.version.valid_from} 起", self).open()

    def _show_type(self) -> None:
        row = self.current
        if self._is_filling or row is None:
            return
        types = self._workplace.desk.matter_types
        self._is_filling = True
        self._versions = types.versions(row.code)
        standard = types.standard(row.code)
        self.versions.show_rows(version_texts(self._versions, standard, self._workplace.desk.clock.today()))
        counting = next((place for place, each in enumerate(self._versions) if each.is_in_force), len(self._versions))
        self.versions.setCurrentIndex(self.versions.rows.index(counting, 0))
        self._is_filling = False
        self._show_version()

    def _show_version(self) -> None:
        row, version = self.current, self.version
        if self._is_filling or row is None:
            return
        self.stop.setEnabled(version is not None and not version.is_withdrawn)
        self.beside.setEnabled(version is not None)
        self.problem.clear()
        if row.problem:
            self.problem.say(row.problem)
        types, colours = self._workplace.desk.matter_types, self._workplace.theme.colours
        try:
            kind = types.version(row.code, version.id if version else None)
        except (DomainError, KnownError) as problem:
            self.page.clear()
            self.problem.say(row.problem or problem)
        else:
            self.page.setHtml(type_page(kind, types.frame(row.code), colours["line"], colours["muted"]))

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "matter_types", "事项类型", TYPE_HEADS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_type())
        self.versions = PlainTable(self._workplace, "matter_type_versions", "各版本", VERSION_HEADS)
        self.versions.selectionModel().currentRowChanged.connect(lambda *_: self._show_version())
        self.versions.chosen.connect(lambda *_: self.compare())
        self.page, self.problem = QTextBrowser(), ProblemLabel()
        self.page.setObjectName("matter_type_page")
        self.page.setAccessibleName("类型内容")
        note = QLabel("标准类型随程序提供，不会被改动。本院版本从所定的日期起用于新受理的事项，在办的按开始时的版本。")
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.table)
        left.addWidget(self.versions)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.page)
        for splitter, sizes in ((left, _HEIGHTS), (split, _WIDTHS)):
            splitter.setChildrenCollapsible(False)
            splitter.setSizes(list(sizes))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._bar())
        for part in (self.problem, split, note):
            layout.addWidget(part, 1 if part is split else 0)
        press_by("Ctrl+N", self.change, self)
        self.table.chosen.connect(while_offered(self.change, self.edit))

    def _bar(self) -> QHBoxLayout:
        row, icons = QHBoxLayout(), self._workplace.icons
        row.setSpacing(8)
        self.change = icon_button(icons, "修改为本院版本…", "edit", "matter_type_edit", self.edit)
        self.stop = icon_button(icons, "停用本院版本…", "ban", "matter_type_withdraw", self.withdraw)
        self.beside = icon_button(icons, "与标准对照", "columns", "matter_type_compare", self.compare)
        self.change.setToolTip("从现用的版本改起 (Enter 或 Ctrl+N)")
        self.beside.setToolTip("在版本上按 Enter")
        for button in (self.change, self.stop, self.beside):
            row.addWidget(button)
        row.addStretch(1)
        return row
