"""The closing checklist: what is missing in red, with a link to where it is supplied; what is there in one line."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from app.services.closing.rows import ChecklistLine, LineState, Place
from app.views.shared.theme import Theme

_MARKS = {LineState.MISSING: ("×", "lamp_overdue"), LineState.ASKED: ("！", "lamp_near")}


class Checklist(QLabel):
    """Tab goes from link to link, Enter follows one."""

    wanted = Signal(object)  # the ChecklistLine whose place is to be gone to

    def __init__(self, theme: Theme) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self._theme = theme
        self._lines: tuple[ChecklistLine, ...] = ()
        self.setObjectName("checklist")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda place: self.wanted.emit(self._lines[int(place)]))

    def show_lines(self, lines: tuple[ChecklistLine, ...]) -> None:
        """Show the checklist of a matter."""
        self._lines = lines
        shown = [self._line(number, line) for number, line in enumerate(lines) if line.state is not LineState.MET]
        met = "、".join(line.title for line in lines if line.state is LineState.MET)
        if met:
            shown.append(f'<span style="color: {self._colour("lamp_normal")};">✓ 已齐备：{escape(met)}</span>')
        self.setText("<br>".join(shown))
        told = "；".join(f"{line.title}：{line.sentence}" for line in lines if line.state is not LineState.MET)
        self.setAccessibleName(f"结案清单 {told or '都已齐备'}")  # the name is what is read out, so it says all

    def _line(self, number: int, line: ChecklistLine) -> str:
        mark, colour = _MARKS[line.state]
        title = f'<span style="color: {self._colour(colour)};">{mark} {escape(line.title)}</span>'
        link = f' <a href="{number}" style="color: {self._colour("link")};">去办</a>'
        return f"{title}：{escape(line.sentence)}{link if line.place is not Place.HERE else ''}"

    def _colour(self, name: str) -> str:
        return self._theme.colour(name).name()
