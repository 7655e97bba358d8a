"""Above the board: how many results stand where, how many are late, and the rectification rate; a click narrows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.models.review_terms import ResultState
from app.services.review_results.rows import BoardFigures
from app.views.shared.workplace import Workplace

LATE, RATE = "late", "rate"
_RATE_TIP = "整改率 = 经核实销号的 ÷ 要求反馈日已到的。点一下列出要求反馈日已到的结果。"


class ResultTiles(QWidget):
    """One tile at most is down; a second click lets everything back in."""

    picked = Signal(str)  # the value of a ResultState, ``late``, ``rate``; empty for everything

    def __init__(self, _workplace: Workplace) -> None:
        """No numbers yet."""
        super().__init__()
        self.tiles: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key in (*(state.value for state in ResultState), LATE, RATE):
            tile = QPushButton()
            tile.setObjectName(f"result_tile_{key}")
            tile.setProperty("role", "tile")
            tile.setCheckable(True)
            tile.clicked.connect(lambda is_on, chosen=key: self._pick(chosen if is_on else ""))
            self.tiles[key] = tile
            row.addWidget(tile, 2 if key == RATE else 1)
        self.tiles[RATE].setToolTip(_RATE_TIP)
        self.show_figures(None)

    def show_figures(self, figures: BoardFigures | None) -> None:
        """Say how many there are."""
        for state in ResultState:
            count = "—" if figures is None else f"{figures.counts.get(state, 0):,}"
            self._say(state.value, count, state.label)
        self._say(LATE, "—" if figures is None else f"{figures.overdue:,}", "逾期未反馈")
        self._say(RATE, "—" if figures is None else figures.rate.words, "整改率（核实销号/到期）")
        late = self.tiles[LATE]
        late.setProperty("state", "late" if figures is not None and figures.overdue else "")
        late.style().unpolish(late)
        late.style().polish(late)

    def mark(self, key: str) -> None:
        """Show which tile the list is narrowed by; empty for none."""
        for each, tile in self.tiles.items():
            tile.setChecked(each == key)

    def _say(self, key: str, count: str, title: str) -> None:
        self.tiles[key].setText(f"{count}\n{title}")
        self.tiles[key].setAccessibleName(f"{title} {count}")

    def _pick(self, key: str) -> None:
        self.mark(key)
        self.picked.emit(key)
