"""The board: open matters by stage, one column for each of the seven."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.terms import RecordType, Stage
from app.services.lists.listing import ListQuery
from app.services.matters.columns import OPEN
from app.services.workbench.rows import Scope, StageCount, Whose
from app.views.shared.workplace import Workplace
from app.views.workbench.cards import StageCards

_NOTHING = {
    Scope.MINE: "{0}名下没有在办的监督事项。右上角可以改看全院或一个部门。",
    Scope.DEPARTMENT: "{0}没有在办的监督事项。右上角可以改看全院。",
    Scope.OFFICE: "没有在办的监督事项。在“监督事项”页登记第一件，或者在“导入台账”页导入手工台账。",
}


class BoardView(QWidget):
    """For the head: where everything stands. Columns read only the cards in sight."""

    def __init__(self, workplace: Workplace) -> None:
        """Columns without cards."""
        super().__init__()
        self._workplace = workplace
        self.columns: dict[Stage, StageCards] = {}
        self.heads: dict[Stage, QLabel] = {}
        self._build()

    def show_stages(self, counts: Sequence[StageCount], whose: Whose) -> None:
        """Count the columns and read their cards, what ends first coming first."""
        desk = self._workplace.desk
        self.nothing.setText(_NOTHING[whose.scope].format(whose.name))
        self.nothing.setVisible(not any(each.count for each in counts))
        for each in counts:
            late = f" · 逾期{each.late:,}" if each.late else ""
            self.heads[each.stage].setText(f"{each.stage.label} {each.count:,}{late}")
            where = (("stage", each.stage.label), ("progress", OPEN), *_narrowed(whose))
            query = ListQuery(desk.clock.today(), where=where)
            self.columns[each.stage].cards.show(desk.workbench.board, query)

    def _step(self, stage: Stage, by: int) -> None:
        stages = list(Stage)
        column = self.columns[stages[(stages.index(stage) + by) % len(stages)]]
        column.setFocus()
        if not column.currentIndex().isValid() and column.cards.rowCount():
            column.setCurrentIndex(column.cards.index(0, column.modelColumn()))

    def _build(self) -> None:
        self.nothing = QLabel()
        self.nothing.setObjectName("board_nothing")
        self.nothing.setProperty("role", "muted")
        self.nothing.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.nothing)
        layout.addLayout(row, 1)
        for stage in Stage:
            head, cards = QLabel(stage.label), StageCards(self._workplace, stage)
            head.setProperty("role", "muted")
            cards.record_opened.connect(lambda key: self._workplace.open_record(RecordType.MATTER, key))
            cards.left_wanted.connect(lambda by, here=stage: self._step(here, by))
            self.heads[stage], self.columns[stage] = head, cards
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(head)
            column.addWidget(cards, 1)
            row.addLayout(column, 1)
        self.setFocusProxy(self.columns[Stage.INTAKE])


def _narrowed(whose: Whose) -> tuple[tuple[str, str], ...]:
    if whose.scope is Scope.OFFICE:
        return ()
    return (("handler" if whose.scope is Scope.MINE else "department", whose.name),)
