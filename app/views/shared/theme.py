"""The look: one palette (light or dark), one style sheet, one interface font with a fallback for rare characters."""

import tomllib
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.models.terms import Lamp
from app.services.foundation.resources import Resources
from app.views.shared.icons import Icons

TEXT_PIXELS = 14
# Chinese interface faces that systems bring along, best first; Windows, Kylin/UOS and plain Linux.
SYSTEM_FACES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
)
BUNDLED_FACE = "wqy-microhei.ttc"
RARE_FACE = "NotoSerifSC-Light.ttf"  # covers what GB 18030 names need beyond the interface face

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "alternate",
    QPalette.ColorRole.Button: "base",
    QPalette.ColorRole.ToolTipBase: "base",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.Mid: "line",
}
_FIELDS = ("QLineEdit", "QComboBox", "QAbstractSpinBox", "QPlainTextEdit", "QTextEdit", "QCheckBox", "QRadioButton")
_EDGE_DARKER = 140  # per cent: what Fusion makes of the ground's colour to draw the edge of a field
_GREYED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Theme:
    """Colours and icons of one appearance, and their application to the program."""

    def __init__(self, resources: Resources, is_dark: bool) -> None:
        """Read the palette; nothing is drawn yet."""
        self.resources = resources
        self.is_dark = is_dark
        file = resources.styles / ("dark.toml" if is_dark else "light.toml")
        self.colours: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
        self.icons = Icons(resources.icons, self.colours)

    @classmethod
    def chosen(cls, resources: Resources, choice: str) -> "Theme":
        """``choice`` is light, dark, or system to follow the desktop."""
        follows = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return cls(resources, is_dark=choice == "dark" or (choice == "system" and follows))

    def apply(self, application: QApplication) -> None:
        """Dress the whole program, unless it wears this already: Qt would polish every widget there is again."""
        sheet = Template((self.resources.styles / "window.qss").read_text(encoding="utf-8")).substitute(self.colours)
        if application.styleSheet() == sheet:
            return
        application.setStyle("Fusion")
        application.setPalette(self._palette())
        for field in _FIELDS:
            # The binding takes text and refuses the bytes its own type information asks for.
            application.setPalette(self._palette_of_fields(), field)  # type: ignore[arg-type]
        application.setPalette(self._palette_of_menus(), "QMenu")  # type: ignore[arg-type]  # as above
        application.setFont(interface_font(self.resources))
        application.setStyleSheet(sheet)

    def colour(self, name: str) -> QColor:
        """A colour of the palette by its name."""
        return QColor(self.colours[name])

    def lamp_colour(self, lamp: Lamp) -> QColor:
        """The colour of a lamp's words."""
        return self.colour(f"lamp_{lamp.value}")

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in _GREYED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette

    def _palette_of_menus(self) -> QPalette:
        """Fusion draws the box of an entry from the ground's colour, and what cannot be chosen twice, once in light.

        The dark appearance would hide the one and make the other brighter than the rest.
        """
        palette = self._palette()
        palette.setColor(QPalette.ColorRole.Light, self.colour("base"))
        palette.setColor(QPalette.ColorRole.Window, self.colour("edge").lighter(_EDGE_DARKER))
        return palette

    def _palette_of_fields(self) -> QPalette:
        """Fusion draws a field's edge from the ground it stands on and its focus from the selection: faint, both."""
        palette = self._palette()
        palette.setColor(QPalette.ColorRole.Window, self.colour("edge").lighter(_EDGE_DARKER))
        palette.setColor(QPalette.ColorRole.Highlight, self.colour("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, self.colour("on_accent"))
        return palette


def interface_font(resources: Resources) -> QFont:
    """The system's Chinese face, else the bundled one, each followed by the face for rare characters."""
    known = set(QFontDatabase.families())
    families = [next((face for face in SYSTEM_FACES if face in known), "")]
    if not families[0]:
        families = _added(resources, BUNDLED_FACE)[:1]
    font = QFont()
    font.setFamilies(families + _added(resources, RARE_FACE))
    font.setPixelSize(TEXT_PIXELS)
    return font


def _added(resources: Resources, file: str) -> list[str]:
    # A face's name depends on the machine's language, so it is asked for after loading, never written down.
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(resources.fonts / file)))
