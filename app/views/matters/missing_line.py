"""What the present stage still lacks, as one quiet line of links under the stage bar."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from app.services.matters.rows import CaseCard, Missing
from app.views.shared.theme import Theme


class MissingLine(QLabel):
    """Each link leads to where the thing is supplied; Tab goes from link to link, Enter follows one."""

    wanted = Signal(object)  # the Missing that was chosen

    def __init__(self, theme: Theme) -> None:
        """Hidden until something is missing."""
        super().__init__()
        self._theme = theme
        self._missing: tuple[Missing, ...] = ()
        self.setObjectName("missing")
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda place: self.wanted.emit(self._missing[int(place)]))
        self.hide()

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is shown, in order."""
        return self._missing

    def show_case(self, case: CaseCard | None) -> None:
        """Show what a matter lacks; nothing of one that follows no type."""
        groups = [] if case is None else [("离开本阶段还缺", case.missing), ("结案还缺", case.missing_to_close)]
        self._missing = tuple(each for _, found in groups for each in found)
        place, parts = 0, []
        for title, found in groups:
            if found:
                links = [self._link(place + number, each) for number, each in enumerate(found)]
                parts.append(f"{title}：{'、'.join(links)}")
                place += len(found)
        self.setText("　".join(parts))
        self.setVisible(bool(parts))

    def _link(self, place: int, missing: Missing) -> str:
        colour = self._theme.colour("link").name()
        return f'<a href="{place}" style="color: {colour};">{escape(missing.title)}</a>'
