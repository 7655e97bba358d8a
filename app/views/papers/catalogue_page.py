"""文书目录: all documents in force by groups, how far each follows a rule, and the chosen one as a sample."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.documents.typeset import FinishedPages, Laid
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import write_file
from app.services.papers.catalogue import NOT_YET, TITLES, CatalogueRow, catalogue_of
from app.services.papers.rows import PaperNamed
from app.views.documents.live import Live
from app.views.documents.pages import Pages
from app.views.secrecy.way_out import PDF, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_WIDTHS = (250, 92, 196, 184, 150, 150)
_ROW = int(Qt.ItemDataRole.UserRole)
_PAUSE = 120  # milliseconds a document must stay current before its sample is drawn


class CataloguePage(Page):
    """Read when it is first seen; selecting draws the sample."""

    chapter = "文书与打印"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._rows: tuple[CatalogueRow, ...] = ()
        self._sample: Laid | None = None
        self._build()

    @override
    def start(self) -> None:
        desk = self.workplace.desk
        self.work.run(
            "正在读取文书目录……",
            lambda _: catalogue_of(desk.documents.library.in_force(desk.clock.today())),
            self._show,
        )

    @property
    def row(self) -> CatalogueRow | None:
        """The document chosen."""
        item = self.tree.currentItem()
        found = None if item is None else item.data(0, _ROW)
        return None if found is None else self._rows[found]

    def names(self) -> list[str]:
        """The documents in sight, from top to bottom."""
        groups = (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount()))
        items = (group.child(place) for group in groups if group for place in range(group.childCount()))
        return [item.text(0) for item in items if not item.isHidden()]

    def save_to(self, path: Path) -> None:
        """Write the sample on screen."""
        if self._sample is None:
            return
        try:
            write_file(path, self._sample.rendered.pdf)
        except KnownError as problem:
            self.work.problem.say(problem)
        else:
            self.workplace.say(f"已保存 {path}。")

    def _show(self, rows: tuple[CatalogueRow, ...]) -> None:
        self._rows = rows
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for place, row in enumerate(rows):
            group = row.template.group
            if group not in groups:
                groups[group] = QTreeWidgetItem(self.tree, [group])
                groups[group].setFirstColumnSpanned(True)
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QTreeWidgetItem(groups[group], list(row.cells))
            item.setData(0, _ROW, place)
            for column, text in enumerate(row.cells):
                item.setToolTip(column, text)
        self.tree.expandAll()
        self.count.setText(f"共 {len(rows)} 种")
        self._filter()

    def _filter(self) -> None:
        """Show the documents whose name says what was typed; the first of them becomes current."""
        wanted = self.text.text().strip()
        first: QTreeWidgetItem | None = None
        for place in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(place)
            assert group is not None  # noqa: S101 - counted just now
            children = [group.child(at) for at in range(group.childCount())]
            for child in children:
                child.setHidden(wanted not in child.text(0))
            shown = [child for child in children if not child.isHidden()]
            group.setHidden(not shown)
            first = first or (shown[0] if shown else None)
        self.empty.setVisible(first is None and bool(self._rows))
        if first is not None and (self.tree.currentItem() is None or self.tree.currentItem().isHidden()):
            self.tree.setCurrentItem(first)

    def _change(self) -> None:
        self._pause.start()

    def _draw(self) -> None:
        row = self.row
        self.open.setVisible(row is not None and bool(row.page))
        self.blank.setVisible(row is not None and row.template.register is not None)
        if row is None:
            return
        is_own = bool(row.page) or row.template.register is not None  # it can be made here, or from a record
        note = "\n".join(part for part in (row.template.note, "" if is_own else NOT_YET) if part)
        self.about.setText(f"{row.template.basis}\n{note}".strip())
        papers, template = self.workplace.desk.papers, row.template
        self.live.want(lambda: FinishedPages(papers.sample(template)), at_once=True)

    def _arrived(self, laid: Laid) -> None:
        self._sample = laid
        self.work.problem.clear()
        self.save.setEnabled(True)

    def _refused(self, problem: Exception) -> None:
        self._sample = None
        self.save.setEnabled(False)
        self.work.problem.say(problem)

    def _save(self) -> None:
        row = self.row
        name = f"样张 {row.template.name}.pdf" if row else "样张.pdf"
        WayOut(self.workplace, self, PaperNamed(name, "sample", 0)).file("保存样张 PDF", name, PDF, self.save_to)

    def _save_register(self) -> None:
        if self.row is None:
            return
        name = self.row.template.name
        WayOut(self.workplace, self).file("保存登记簿 PDF", f"{name}.pdf", PDF, self.save_register_to)

    def save_register_to(self, path: Path) -> None:
        """Write the chosen register: with its lines where the program keeps them, else to be written on."""
        from app.views.documents.noting import note_sheet, saved

        actor = working_actor(self.workplace, self)
        if self.row is None or actor is None:
            return
        name = self.row.template.name
        try:
            made = self.workplace.desk.papers.registers.sheet(name)
            write_file(path, made.pdf)
        except (DomainError, KnownError) as problem:
            self.work.problem.say(problem)
        else:
            note_sheet(self.workplace, actor, name, made.pdf, saved(path))
            self.workplace.say(f"已保存 {path}。")

    def _open(self) -> None:
        if self.row is not None and self.row.page:
            self.workplace.page_wanted.emit(self.row.page)

    def _open_own(self) -> None:
        from app.views.own_templates.window import open_own_templates

        if self.row is None:
            return
        try:
            open_own_templates(self.workplace, self.row.template.code, self)
        except DomainError as problem:
            self.work.problem.say(problem)

    def _build(self) -> None:
        self.work, self.pages = WorkStrip(self.workplace), Pages()
        self.live, self.tree = Live(self.pages), QTreeWidget()
        self.live.arrived.connect(self._arrived)
        self.live.refused.connect(self._refused)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._draw)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(self._title_row())
        layout.addWidget(self.work)
        layout.addLayout(self._filter_row())
        layout.addWidget(self._split(), 1)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        layout.addWidget(self.count)
        self.setFocusProxy(self.tree)
        find = QShortcut(QKeySequence("Ctrl+F"), self, self.text.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _title_row(self) -> QHBoxLayout:
        icons, row = self.workplace.icons, QHBoxLayout()
        title = QLabel("文书目录")
        title.setProperty("role", "title")
        self.open = QPushButton(icons.icon("folder-open"), "到记录中生成")
        self.open.setObjectName("catalogue_open")
        self.open.clicked.connect(lambda _checked: self._open())
        self.open.hide()
        self.save = QPushButton(icons.icon("file-export"), "保存样张 PDF…")
        self.save.setObjectName("catalogue_save")
        self.save.setEnabled(False)
        self.save.clicked.connect(lambda _checked: self._save())
        row.addWidget(title)
        row.addStretch(1)
        self.own = QPushButton(icons.icon("edit"), "本院措辞…")
        self.own.setObjectName("catalogue_own")
        self.own.clicked.connect(lambda _checked: self._open_own())
        self.blank = QPushButton(icons.icon("printer"), "保存登记簿 PDF…")
        self.blank.setObjectName("catalogue_register")
        self.blank.setToolTip("打印输出登记簿带已有的记录，其他登记簿是手写用的空白表")
        self.blank.clicked.connect(lambda _checked: self._save_register())
        self.blank.hide()
        for button in (self.own, self.open, self.blank, self.save):
            row.addWidget(button)
        return row

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.text = QLineEdit()
        self.text.setObjectName("catalogue_text")
        self.text.setAccessibleName("按名称查找")
        self.text.setPlaceholderText("按名称查找 (Ctrl+F)")
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(280)
        self.text.textChanged.connect(lambda _: self._filter())
        self.text.returnPressed.connect(self.tree.setFocus)
        self.empty = QLabel("没有这个名称的文书。")
        self.empty.setProperty("role", "muted")
        self.empty.hide()
        row.addWidget(self.text)
        row.addWidget(self.empty)
        row.addStretch(1)
        return row

    def _split(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.tree.setObjectName("catalogue")
        self.tree.setAccessibleName("文书目录")
        self.tree.setHeaderLabels(list(TITLES))
        self.tree.setUniformRowHeights(True)
        self.tree.setTabKeyNavigation(False)
        self.tree.setRootIsDecorated(True)
        for place, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(place, width)
        self.tree.currentItemChanged.connect(lambda *_: self._change())
        self.about = QLabel()
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setObjectName("catalogue_about")
        column.addWidget(self.tree, 1)
        column.addWidget(self.about)
        splitter.addWidget(left)
        splitter.addWidget(self.pages)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([740, 440])
        return splitter
