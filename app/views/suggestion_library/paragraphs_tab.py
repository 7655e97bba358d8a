"""常用段落: kept by the office, with their basis; added, changed, removed, and inserted into a draft."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.models.terms import SuggestionKind
from app.services.foundation.errors import DomainError, KnownError
from app.services.suggestion_library.rows import PARTS, ParagraphRow
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.paragraph_dialog import ParagraphDialog

TYPING_PAUSE = 200  # milliseconds after the last key
_HEADS = (Head("收藏", 56), Head("标题", 240), Head("用在", 100), Head("类型", 90), Head("行业领域", 120), Head("内容"))
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ParagraphsTab(QWidget):
    """``taken`` gives the parts a paragraph goes into."""

    taken = Signal(object)  # tuple[(part, text), …]
    marking_wanted = Signal(int)  # a paragraph, to be marked or not any more

    def __init__(self, workplace: Workplace, verb: str) -> None:
        """``verb`` is what taking over is called here."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[ParagraphRow, ...] = ()
        self._build(verb)

    def begin(self) -> None:
        """Read them anew; the current one stays current."""
        if not self._workplace.has_desk:
            return
        before = self.current()
        kind, part = self.kind.currentData(), self.part.currentData()
        kept = self._workplace.desk.suggestion_library.paragraphs
        self._rows = kept.all(
            self._workplace.actor.name, self.words.text(), SuggestionKind(kind) if kind else None, part or ""
        )
        self.table.show_rows([_cells(row) for row in self._rows])
        keys = [row.id for row in self._rows]
        if before is not None and before.id in keys:
            self.table.setCurrentIndex(self.table.rows.index(keys.index(before.id), 0))
        is_narrowed = bool(self.words.text().strip() or kind or part)
        empty = "没有符合条件的段落。" if is_narrowed else "还没有常用段落。按“添加…”（Ctrl+N）记下第一段。"
        self.nothing.setText("" if self._rows else empty)
        self.nothing.setVisible(not self._rows)
        self._show_current()

    def current(self) -> ParagraphRow | None:
        """The paragraph whose row is current."""
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def go_to(self, key: int) -> None:
        """Make one paragraph current."""
        for box in (self.kind, self.part):
            box.setCurrentIndex(0)
        self.words.clear()
        self.begin()
        keys = [row.id for row in self._rows]
        if key in keys:
            self.table.setCurrentIndex(self.table.rows.index(keys.index(key), 0))
            self.table.setFocus()

    def add(self) -> None:
        """Keep a new one."""
        ParagraphDialog(self._workplace, parent=self).open()

    def amend(self) -> None:
        """Change the current one."""
        row = self.current()
        if row is not None:
            ParagraphDialog(self._workplace, row, self).open()

    def remove(self) -> None:
        """Remove the current one, with the offer to take that back."""
        row = self.current()
        actor = working_actor(self._workplace, self) if row is not None else None
        if row is None or actor is None:
            return
        try:
            written = self._workplace.desk.suggestion_library.paragraphs.remove(actor, row.id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done(f"已删除常用段落“{row.draft.title}”", written)

    def _take(self) -> None:
        row = self.current()
        if row is not None:
            basis = (("basis", row.draft.basis),) if row.draft.basis and row.draft.part != "basis" else ()
            self.taken.emit(((row.draft.part, row.draft.text), *basis))

    def _mark(self) -> None:
        row = self.current()
        if row is not None:
            self.marking_wanted.emit(row.id)

    def _show_current(self) -> None:
        row = self.current()
        for button in self._needing:
            button.setEnabled(row is not None)
        self.mark.setText("取消收藏" if row is not None and row.is_favourite else "收藏")
        basis = f"\n\n法律依据：{row.draft.basis}" if row is not None and row.draft.basis else ""
        by = f"\n\n{row.kept_by} 添加" if row is not None else ""
        self.text.setPlainText(f"{row.draft.text}{basis}{by}" if row is not None else "")

    def _build(self, verb: str) -> None:
        self.table = PlainTable(self._workplace, "library_paragraphs", "常用段落", _HEADS)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.nothing = QLabel()
        self.nothing.setProperty("role", "muted")
        self.text = QPlainTextEdit()
        self.text.setObjectName("library_paragraph")
        self.text.setAccessibleName("段落内容")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(self._asking())
        for part, stretch in ((self.nothing, 0), (self.table, 3), (self.text, 2)):
            layout.addWidget(part, stretch)
        layout.addLayout(self._acts(verb))

    def _acts(self, verb: str) -> QHBoxLayout:
        icons = self._workplace.icons
        self.mark = icon_button(icons, "收藏", "bookmark", "paragraph_mark", self._mark)
        self.take = icon_button(icons, verb, "arrow-forward", "paragraph_take", self._take)
        self.table.chosen.connect(while_offered(self.take, self._take))
        self.take.setProperty("role", "primary")
        self.take.setIcon(icons.icon("arrow-forward", "on_accent"))
        amend = icon_button(icons, "修改…", "edit", "paragraph_amend", self.amend)
        remove = icon_button(icons, "删除", "x", "paragraph_remove", self.remove)
        add = icon_button(icons, "添加…", "plus", "paragraph_add", self.add)
        add.setToolTip("添加 (Ctrl+N)")
        QShortcut(QKeySequence("Ctrl+N"), self, while_offered(add, self.add), _WITHIN)
        self._needing: tuple[QPushButton, ...] = (amend, remove, self.mark, self.take)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (add, amend, remove):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.mark, self.take):
            row.addWidget(button)
        return row

    def _asking(self) -> QHBoxLayout:
        self.words, self.kind, self.part = QLineEdit(), QComboBox(), QComboBox()
        self.words.setObjectName("paragraph_words")
        self.words.setAccessibleName("查找段落")
        self.words.setPlaceholderText("标题、内容、依据、领域里的词")
        self.words.setClearButtonEnabled(True)
        self._fill_box(self.kind, "paragraph_kind", "类型", [(kind.label, kind.value) for kind in SuggestionKind])
        self._fill_box(self.part, "paragraph_part", "用在", [(title, key) for key, title in PARTS.items()])
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(TYPING_PAUSE)
        pause.timeout.connect(self.begin)
        self.words.textChanged.connect(lambda _: pause.start())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for box in (self.kind, self.part):
            box.currentIndexChanged.connect(lambda _: self.begin())
            row.addWidget(box)
        return row

    @staticmethod
    def _fill_box(box: QComboBox, key: str, title: str, choices: list[tuple[str, str]]) -> None:
        box.setObjectName(key)
        box.setAccessibleName(title)
        box.addItem(f"{title}：全部", None)
        for label, value in choices:
            box.addItem(label, value)


def _cells(row: ParagraphRow) -> tuple[str, ...]:
    draft = row.draft
    kind = draft.kind.label if draft.kind else "通用"
    return (
        "已收藏" if row.is_favourite else "",
        draft.title,
        row.part_title,
        kind,
        draft.field,
        " ".join(draft.text.split()),
    )
