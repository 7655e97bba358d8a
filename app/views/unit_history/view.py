"""单位履历: counts in words, the names the unit had, and its letters, matters and clues over the years."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError, KnownError
from app.services.unit_history.rows import ChangeRow, Recurring, UnitHistory
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace
from app.views.unit_history.change_dialog import ChangeDialog
from app.views.unit_history.words import cells_of, change_words, counts_of, names_of, recurring_words

_HEADS = (
    Head("日期", 96),
    Head("种类", 140),
    Head("文号或登记号", 170),
    Head("状态", 76),
    Head("逾期", 88),
    Head("同类问题再次发生", 246),
    Head("问题或事由"),
)


class UnitHistoryView(QWidget):
    """Empty until ``show_unit``; what came up again is compared beside the window."""

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._workplace = workplace
        self._history: UnitHistory | None = None
        self._recurring = Recurring((), 0, False)
        self._build()

    @property
    def history(self) -> UnitHistory | None:
        """What is shown."""
        return self._history

    def show_unit(self, unit_id: int) -> None:
        """Read a unit; raises DomainError where it is gone."""
        service = self._workplace.desk.unit_histories
        if self._history is None or self._history.id != unit_id:
            self._recurring = Recurring((), 0, False)
        self._history = service.of(unit_id)
        self.counts.setText(counts_of(self._history))
        self.recurs.setText("")
        self._show_names()
        self._show_records()
        self.work.run("正在比对同类问题……", lambda _: service.recurring(unit_id), self._show_recurring)

    def _show_names(self) -> None:
        history = self._history
        if history is None:
            return
        lines = [names_of(history), *(f"更名：{change_words(change)}" for change in history.changes)]
        self.names.setText("\n".join(line for line in lines if line))
        self.names.setVisible(bool(self.names.text()))
        self.remove.setVisible(bool(history.changes))
        self.cut.setText(
            f"只列最近 {len(history.records)} 件，更早的请在各自的列表里按单位筛选。" if history.is_cut else ""
        )
        self.cut.setVisible(history.is_cut)

    def _show_recurring(self, recurring: Recurring) -> None:
        self._recurring = recurring
        self.recurs.setText(recurring_words(recurring))
        self._show_records()

    def _show_records(self) -> None:
        if self._history is None:
            return
        again = {each.later_id: each for each in self._recurring.again}
        rows = [cells_of(record, again) for record in self._history.records]
        tips = [
            f"共同词：{'、'.join(again[record.id].words)}" if record.id in again and row[5] else ""
            for record, row in zip(self._history.records, rows, strict=True)
        ]
        current = self.table.currentIndex().row()
        self.table.show_rows(rows, tips=tips if any(tips) else ())
        if 0 < current < len(rows):
            self.table.setCurrentIndex(self.table.rows.index(current, 0))
        self.open.setEnabled(bool(rows))

    def _open(self) -> None:
        self._open_row(self.table.currentIndex().row())

    def _open_row(self, row: int) -> None:
        if self._history is not None and 0 <= row < len(self._history.records):
            record = self._history.records[row]
            self._workplace.open_record(record.record_type, record.id)

    def rename(self) -> None:
        """Say under which name the unit goes on."""
        if self._history is not None:
            ChangeDialog(self._workplace, self._history, self).open()

    def _offer_removal(self) -> None:
        menu = QMenu(self)
        for change in self._history.changes if self._history else ():
            menu.addAction(change_words(change)).triggered.connect(
                lambda _=False, each=change: self.remove_change(each)
            )
        menu.exec(self.remove.mapToGlobal(self.remove.rect().bottomLeft()))

    def remove_change(self, change: ChangeRow) -> None:
        """Take away a change of name entered by mistake, with the offer to take that back."""
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        try:
            written = self._workplace.desk.unit_histories.remove_change(actor, change.id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done("已删除单位更名", written)

    def _build(self) -> None:
        self.counts, self.recurs, self.names, self.cut = QLabel(), QLabel(), QLabel(), QLabel()
        for label, key in ((self.counts, "unit_counts"), (self.recurs, "unit_recurring"), (self.names, "unit_names")):
            label.setObjectName(key)
            label.setWordWrap(True)
        self.cut.setProperty("role", "muted")
        self.names.setProperty("role", "muted")
        self.work = WorkStrip(self._workplace)
        self.table = PlainTable(self._workplace, "unit_records", "单位履历", _HEADS)
        self.table.chosen.connect(lambda row, _column: self._open_row(row))
        icons = self._workplace.icons
        self.open = icon_button(icons, "打开", "folder-open", "unit_open", self._open)
        self.change = icon_button(icons, "登记更名…", "edit", "unit_rename", self.rename)
        self.remove = icon_button(icons, "删除更名…", "x", "unit_remove_change", self._offer_removal)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        hint = QLabel("Enter 打开")
        hint.setProperty("role", "muted")
        acts.addWidget(self.change)
        acts.addWidget(self.remove)
        acts.addStretch(1)
        acts.addWidget(hint)
        acts.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(6)
        for part in (self.counts, self.recurs, self.names, self.work, self.table, self.cut):
            layout.addWidget(part)
        layout.setStretchFactor(self.table, 1)
        layout.addLayout(acts)
        self.remove.hide()
        self.cut.hide()
