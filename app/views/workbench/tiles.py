"""Four quiet tiles, each with its number; pressing one narrows the list below it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.services.workbench.rows import Pile
from app.views.shared.workplace import Workplace


class Tiles(QWidget):
    """``picked`` tells the pile, or None when a pressed tile is released."""

    picked = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        """No numbers yet."""
        super().__init__()
        self.tiles: dict[Pile, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for pile in Pile:
            tile = QPushButton()
            tile.setObjectName(f"tile_{pile.value}")
            tile.setProperty("role", "tile")
            tile.setCheckable(True)
            tile.clicked.connect(lambda is_on, chosen=pile: self._pick(chosen if is_on else None))
            self.tiles[pile] = tile
            row.addWidget(tile, 1)
        self.show_counts({})

    @property
    def pile(self) -> Pile | None:
        """The pile the list is narrowed to."""
        return next((pile for pile, tile in self.tiles.items() if tile.isChecked()), None)

    def show_counts(self, counts: Mapping[Pile, int]) -> None:
        """Say how much each pile holds."""
        for pile, tile in self.tiles.items():
            count = f"{counts[pile]:,}" if pile in counts else "—"
            tile.setText(f"{count}\n{pile.label}")
            tile.setAccessibleName(f"{pile.label} {count}")
            tile.setProperty("state", "late" if pile is Pile.LATE and counts.get(pile) else "")
            tile.style().unpolish(tile)
            tile.style().polish(tile)

    def _pick(self, pile: Pile | None) -> None:
        for each, tile in self.tiles.items():
            tile.setChecked(each is pile)
        self.picked.emit(pile)
