"""专家 on a record's page: the opinions given on it, entered, corrected and removed from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.experts.rows import OpinionCard
from app.services.foundation.errors import DomainError, KnownError
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterCard
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

TITLE, ACT = "专家", "登记专家意见…"
_HEADS = (Head("日期", 100), Head("专家", 230), Head("领域", 130), Head("会议", 124), Head("扫描件", 170), Head("意见"))
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ExpertsView(QWidget):
    """Empty until ``show_record``."""

    counted = Signal(str)  # what the tab is called now

    def __init__(self, workplace: Workplace) -> None:
        """A table, the words of the current opinion, and the acts."""
        super().__init__()
        self._workplace = workplace
        self._record: RecordKey | None = None
        self._rows: tuple[OpinionCard, ...] = ()
        self._build()

    @classmethod
    def on(cls, frame: RecordFrame) -> "ExpertsView":
        """A tab of a record page, and the act under 更多."""
        view = cls(frame.workplace)
        frame.tabs.addTab(view, TITLE)
        frame.add_more(ACT, view.record, "school")
        view.counted.connect(lambda title: frame.tabs.setTabText(frame.tabs.indexOf(view), title))
        return view

    def show_record(self, record: RecordKey) -> None:
        """Read the opinions on a record; the current one stays current."""
        before = self._current() if record == self._record else None
        self._record = record
        self._rows = self._workplace.desk.experts.opinions.of(record)
        self.table.show_rows([_cells(row) for row in self._rows])
        keys = [row.id for row in self._rows]
        if before is not None and before.id in keys:
            self.table.setCurrentIndex(self.table.rows.index(keys.index(before.id), 0))
        self.nothing.setVisible(not self._rows)
        self._show_current()
        self.counted.emit(f"{TITLE}({len(self._rows)})" if self._rows else TITLE)

    def record(self) -> None:
        """Enter an opinion."""
        from app.views.experts.dialogs import OpinionDialog

        if self._record is not None:
            OpinionDialog(self._workplace, self._record, parent=self).open()

    def amend(self) -> None:
        """Correct the current one."""
        from app.views.experts.dialogs import OpinionDialog

        row = self._current()
        if self._record is not None and row is not None:
            OpinionDialog(self._workplace, self._record, row, self).open()

    def remove(self) -> None:
        """Remove the current one, with the offer to take that back."""
        row = self._current()
        actor = working_actor(self._workplace, self) if row is not None else None
        if row is None or actor is None:
            return
        try:
            written = self._workplace.desk.experts.opinions.remove(actor, row.id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done("已删除专家意见", written)

    def _current(self) -> OpinionCard | None:
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _show_current(self) -> None:
        row = self._current()
        self.text.setPlainText(row.opinion if row is not None else "")
        for button in self._needing:
            button.setEnabled(row is not None)

    def _build(self) -> None:
        self.nothing = QLabel("还没有专家意见。专家库、人才库在“登记簿”的“专家人才”里。")
        self.nothing.setProperty("role", "muted")
        self.table = PlainTable(self._workplace, "record_experts", "专家意见", _HEADS)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.text = QPlainTextEdit()
        self.text.setObjectName("record_opinion")
        self.text.setAccessibleName("意见内容")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        icons = self._workplace.icons
        record = icon_button(icons, ACT, "plus", "expert_record", self.record)
        amend = icon_button(icons, "修改…", "edit", "expert_amend", self.amend)
        remove = icon_button(icons, "删除", "x", "expert_remove", self.remove)
        self._needing = (amend, remove)
        self.table.chosen.connect(while_offered(amend, self.amend))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        for button in (remove, amend, record):
            acts.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        for part, stretch in ((self.nothing, 0), (self.table, 3), (self.text, 2)):
            layout.addWidget(part, stretch)
        layout.addLayout(acts)
        QShortcut(QKeySequence("Ctrl+N"), self, while_offered(record, self.record), _WITHIN)


class LetterExperts:
    """专家 of a letter."""

    def __init__(self, workplace: Workplace, frame: RecordFrame) -> None:
        """Adds its tab and its act."""
        self.view = ExpertsView.on(frame)

    def show_letter(self, card: LetterCard) -> None:
        """The opinions on a letter."""
        self.view.show_record(RecordKey(RecordType.SUGGESTION, card.id))


def _cells(row: OpinionCard) -> tuple[str, ...]:
    return (str(row.given_on), row.expert, row.field, row.meeting, row.file_name, " ".join(row.opinion.split()))
