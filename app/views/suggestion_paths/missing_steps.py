"""What stands between a letter and its issue, as links to where each step is taken."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from app.services.suggestion_paths.rows import StepRow
from app.views.shared.theme import Theme
from app.views.suggestion_paths.wording import ways_of


class MissingSteps(QLabel):
    """Tab goes from link to link, Enter follows one; hidden while nothing is missing."""

    wanted = Signal(object, str)  # the StepRow, and in which way

    def __init__(self, theme: Theme) -> None:
        """Hidden until something is missing."""
        super().__init__()
        self._colour = theme.colour("link").name()
        self._links: list[tuple[StepRow, str]] = []
        self.setObjectName("missing_steps")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda place: self.wanted.emit(*self._links[int(place)]))
        self.hide()

    def show_missing(self, rows: tuple[StepRow, ...]) -> None:
        """Show them, each with its article and the ways to supply it; only the first can be taken now."""
        self._links = []
        lines = [self._line(place, row, is_first=place == 1) for place, row in enumerate(rows, start=1)]
        self.setText("<br>".join(["登记制发前还缺：", *lines]) if lines else "")
        self.setVisible(bool(rows))

    def _line(self, place: int, row: StepRow, *, is_first: bool) -> str:
        links = "　".join(self._link(row, way.how, way.title) for way in ways_of(row)) if is_first else ""
        told = escape(f"{place}. {row.step.title}（{row.step.basis}）")
        return f"{told}　{links or escape(row.lacks if is_first else '')}"

    def _link(self, row: StepRow, how: str, title: str) -> str:
        self._links.append((row, how))
        return f'<a href="{len(self._links) - 1}" style="color: {self._colour};">{escape(title)}</a>'
