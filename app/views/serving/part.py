"""One half of the tab 送达: a heading, a table, words about its current row, and the acts on it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace


class Part(QWidget):
    """Rows by key; the current one stays current when they are read again."""

    def __init__(self, workplace: Workplace, title: str, key: str, heads: Sequence[Head]) -> None:
        """``key`` is the table's object name and begins those of the buttons."""
        super().__init__()
        self._workplace, self._key = workplace, key
        self._keys: tuple[int, ...] = ()
        self._rows_of_acts: list[QHBoxLayout] = []
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self.table = PlainTable(workplace, key, title, heads)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(heading)
        self._layout.addWidget(self.table, 1)
        self._layout.addWidget(self.words)

    def show_rows(self, rows: Sequence[tuple[int, tuple[str, ...]]], current: int | None = None) -> None:
        """Replace the rows; ``current`` becomes so where nothing was."""
        wanted = self.current_key() or current
        self._keys = tuple(key for key, _ in rows)
        self.table.show_rows([cells for _, cells in rows])
        if wanted in self._keys:
            self.table.setCurrentIndex(self.table.rows.index(self._keys.index(wanted), 0))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._keys)

    def forget_current(self) -> None:
        """Other rows come: none of them was current."""
        self._keys = ()

    def current_key(self) -> int | None:
        """The key of the current row."""
        row = self.table.currentIndex().row()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def begin_row(self) -> None:
        """A further row of buttons."""
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch(1)
        self._layout.addLayout(row)
        self._rows_of_acts.append(row)

    def offer(self, title: str, name: str, act: Callable[[], object], icon: str = "") -> QPushButton:
        """A button in the last row; ``name`` ends its object name."""
        button = QPushButton(title)
        if icon:
            button.setIcon(self._workplace.icons.icon(icon))
        button.setObjectName(f"{self._key}_{name}")
        button.clicked.connect(lambda _checked: act())
        row = self._rows_of_acts[-1]
        row.insertWidget(row.count() - 1, button)
        return button
