"""期限 on a record: every deadline that runs or ran on it, how each came about, and what can be decided."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.models.terms import Certainty, DeadlineAct, DeadlineState
from app.services.docket.rows import DeadlineCard, RecordName
from app.views.docket.adding import AddButton
from app.views.docket.decisions import TITLES
from app.views.docket.notice import Notice
from app.views.docket.wording import due_words, late_words, moved_words, state_words
from app.views.shared.lamp import Index, RowDelegate
from app.views.shared.plain_table import PADDING, ROW_HEIGHT
from app.views.shared.workplace import Workplace

_HEADS = ("预警", "期限", "届满日", "谁的期限", "状态", "依据")
_WIDTHS = (226, 250, 150, 80, 150)
_ID = int(Qt.ItemDataRole.UserRole)


class _ColouredRows(RowDelegate):
    """A cell's own colour stays when its row is chosen."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        if brush is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, brush.color())  # type: ignore[attr-defined]  # PySide6's stubs lack the fields


class DeadlinesView(QWidget):
    """``show_record`` reads them anew; decisions are made in dialogs."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a record is shown."""
        super().__init__()
        self._workplace = workplace
        self._record: RecordName | None = None
        self._cards: dict[int, DeadlineCard] = {}
        self._build()

    @property
    def title(self) -> str:
        """What the tab says: how many are open."""
        count = sum(card.state is DeadlineState.OPEN for card in self._cards.values())
        return f"期限({count})" if count else "期限"

    def show_record(self, record: RecordName) -> None:
        """Read the deadlines of a record; the one that was current stays so."""
        current, is_other = self.current(), self._record != record
        self._record, self._cards = record, _read(self._workplace, record)
        if is_other:
            self.notice.hide()
        self.table.setRowCount(len(self._cards))
        for row, card in enumerate(self._cards.values()):
            self._lay(row, card)
        ids = list(self._cards)
        if ids:
            self.table.setCurrentCell(ids.index(current.id) if current and current.id in ids else 0, 0)
        self.nothing.setVisible(not ids)
        self._offer()

    def current(self) -> DeadlineCard | None:
        """The deadline the buttons are about."""
        item = self.table.item(self.table.currentRow(), 0)
        return None if item is None else self._cards.get(int(item.data(_ID)))

    def explain(self) -> None:
        """怎么算的."""
        from app.views.docket.card_dialog import CardDialog

        card = self.current()
        if card is not None:
            dialog = CardDialog(self._workplace, card, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def act(self, act: DeadlineAct) -> None:
        """Open the dialog of one decision about the current deadline."""
        from app.views.docket.act_dialogs import DIALOGS

        card = self.current()
        if card is not None:
            dialog = DIALOGS[act](self._workplace, card, self)
            dialog.recorded.connect(lambda _id: self.notice.tell(dialog.said))
            dialog.open()

    def add_by_rule(self) -> None:
        """A deadline by a rule of the library."""
        self.add.by_rule()

    def add_own_date(self) -> None:
        """A deadline on a day somebody named."""
        self.add.on_a_day()

    def _lay(self, row: int, card: DeadlineCard) -> None:
        basis = card.basis + ("" if card.certainty is Certainty.VERIFIED else f"（{card.certainty.label}）")
        cells = (card.lamp_words, card.name, due_words(card), card.side.label, state_words(card), basis)
        tip = "\n".join(filter(None, (late_words(card), moved_words(card))))
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(tip or text)
            self.table.setItem(row, column, item)
        lamp = self.table.item(row, 0)
        lamp.setData(_ID, card.id)
        lamp.setIcon(self._workplace.icons.lamp(card.lamp))
        theme, is_sure = self._workplace.theme, card.certainty is Certainty.VERIFIED
        lamp.setForeground(theme.lamp_colour(card.lamp) if is_sure else theme.colour("muted"))
        if card.state is not DeadlineState.OPEN:
            for column in range(1, len(_HEADS)):
                self.table.item(row, column).setForeground(self._workplace.theme.colour("muted"))

    def _offer(self) -> None:
        card = self.current()
        self.how.setEnabled(card is not None)
        for act, button in self.buttons.items():
            button.setEnabled(card is not None and act in card.acts)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.table = self._table()
        self.nothing = QLabel("这件记录上没有期限。登记送达、回复等事项时会自动起算；也可以“添加期限”。")
        self.nothing.setProperty("role", "muted")
        self.notice = Notice(self._workplace)
        layout.addWidget(self.nothing)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.notice)
        layout.addLayout(self._row_of_buttons())

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADS))
        table.setObjectName("deadlines")
        table.setAccessibleName("期限")
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.setItemDelegate(_ColouredRows(self._workplace.theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width + PADDING)
        table.itemSelectionChanged.connect(self._offer)
        table.activated.connect(lambda _: self.explain())
        return table

    def _row_of_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.how = QPushButton(self._workplace.icons.icon("info-circle"), "怎么算的")
        self.how.setObjectName("deadline_how")
        self.how.clicked.connect(lambda _checked: self.explain())
        row.addWidget(self.how)
        self.buttons: dict[DeadlineAct, QPushButton] = {}
        for act, title in TITLES.items():
            button = QPushButton(title)
            button.setObjectName(f"deadline_{act.value}")
            button.clicked.connect(lambda _checked, act=act: self.act(act))
            self.buttons[act] = button
            row.addWidget(button)
        row.addStretch(1)
        self.add = AddButton(self._workplace, "deadline_add", lambda: self._record)
        self.add.said.connect(self.notice.tell)
        row.addWidget(self.add)
        return row


def _read(workplace: Workplace, record: RecordName) -> dict[int, DeadlineCard]:
    return {card.id: card for card in workplace.desk.docket.of(record.record_type, record.record_id)}
