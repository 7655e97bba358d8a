"""调查 of a record: the acts of investigation, their results and files."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.investigations.rows import InvestigationCard
from app.services.papers.rows import RecordKey
from app.views.investigations.dialogs import EndDialog, InvestigationDialog
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_FILES = 7
_HEADS = (
    Head("措施", 110),
    Head("名称", 230),
    Head("开始", 100),
    Head("结束", 100),
    Head("地点", 130),
    Head("调查人员", 130),
    Head("办案期限", 160),
    Head("材料", is_link=True),
)
_NOTHING = "还没有登记调查。询问、听证、勘验检查、鉴定、专家意见等都在这里登记，可以附上笔录和材料。"


class InvestigationsView(QWidget):
    """``show_record`` reads them anew; acts are recorded in dialogs."""

    file_wanted = Signal(int)  # an attachment

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a record is shown."""
        super().__init__()
        self._workplace = workplace
        self._key: RecordKey | None = None
        self._cards: tuple[InvestigationCard, ...] = ()
        self._build()

    @property
    def title(self) -> str:
        """What the tab says: how many acts there are."""
        return f"调查({len(self._cards)})" if self._cards else "调查"

    def show_record(self, key: RecordKey) -> None:
        """Read the acts of a record; the one that was current stays so."""
        current = self.current() if key == self._key else None
        self._key, self._cards = key, self._workplace.desk.investigations.of(key)
        self.table.show_rows([_row(card) for card in self._cards])
        ids = [card.id for card in self._cards]
        if current is not None and current.id in ids:
            self.table.setCurrentIndex(self.table.rows.index(ids.index(current.id), 0))
        self._show_current()

    def current(self) -> InvestigationCard | None:
        """The act the buttons are about."""
        row = self.table.currentIndex().row()
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def record(self) -> None:
        """Record an act."""
        if self._key is not None:
            InvestigationDialog(self._workplace, self._key, parent=self).open()

    def amend(self) -> None:
        """Correct the current act."""
        card = self.current()
        if card is not None and self._key is not None:
            InvestigationDialog(self._workplace, self._key, card, self).open()

    def end(self) -> None:
        """Register that the current act has ended."""
        card = self.current()
        if card is not None:
            EndDialog(self._workplace, card, self).open()

    def _show_current(self) -> None:
        card = self.current()
        self.result.setText(_NOTHING if card is None else _told(card))
        self.change.setEnabled(card is not None)
        self.finish.setEnabled(card is not None and card.ended_on is None)

    def _choose(self, row: int, column: int) -> None:
        card = self._cards[row]
        if column == _FILES and card.files:
            self.file_wanted.emit(card.files[0].id)
        elif column != _FILES and not self.change.isHidden():
            self.amend()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self.table = PlainTable(self._workplace, "investigations", "调查", _HEADS)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self.table.chosen.connect(self._choose)
        self.result = QLabel()
        self.result.setProperty("role", "muted")
        self.result.setWordWrap(True)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.result)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.add = QPushButton(self._workplace.icons.icon("plus"), "登记调查…")
        self.change = QPushButton(self._workplace.icons.icon("edit"), "修改…")
        self.finish = QPushButton(self._workplace.icons.icon("check"), "登记结束…")
        acts = ((self.add, self.record), (self.change, self.amend), (self.finish, self.end))
        for button, act in acts:
            button.setObjectName(f"investigation_{act.__name__}")
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)


def _row(card: InvestigationCard) -> tuple[str, ...]:
    files = card.files[0].file_name if card.files else "—"
    more = f" 等{len(card.files)}份" if len(card.files) > 1 else ""
    days = (str(card.began_on), str(card.ended_on or "—"))
    return (card.kind.label, card.title, *days, card.place, card.people, card.clock_words, f"{files}{more}")


def _told(card: InvestigationCard) -> str:
    others = f"对象、参加人：{card.others}\n" if card.others else ""
    basis = f"\n期间不计入办案期限的依据：{card.clock_basis}" if card.clock_basis else ""
    return f"{others}结果：{card.result or '还没有写'}{basis}"
