"""Charts that somebody wants in a report, until a report takes them; kept while the program runs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.services.documents.charts import ChartSpec


class ChartTray(QObject):
    """Charts put in, the newest last; the same one is kept once."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Nothing lies in it."""
        super().__init__(parent)
        self._specs: list[ChartSpec] = []

    @property
    def specs(self) -> "tuple[ChartSpec, ...]":
        """What lies in it."""
        return tuple(self._specs)

    def put(self, spec: "ChartSpec") -> None:
        """Put a chart in."""
        self._specs = [each for each in self._specs if each != spec] + [spec]
        self.changed.emit()

    def take(self, spec: "ChartSpec") -> None:
        """Take a chart out: it is in a report now, or not wanted any more."""
        self._specs = [each for each in self._specs if each != spec]
        self.changed.emit()
