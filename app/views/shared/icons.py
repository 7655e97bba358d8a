"""Icons from SVG files in the colours of the palette; never glyphs of a font, which machines may lack."""

import math
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.models.terms import Lamp

_SIDES = (16, 20)  # pixels at 100 % scaling: in buttons and rows, and in the navigation


class Icons:
    """Draws each icon once per colour."""

    def __init__(self, folder: Path, colours: Mapping[str, str]) -> None:
        """``folder`` holds the SVG files; ``colours`` is the palette, name to #rrggbb."""
        self._folder = folder
        self._colours = colours
        self._drawn: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """The icon ``name`` (a file's stem) in a colour of the palette; greyed where its button is disabled."""
        key = (name, colour)
        if key not in self._drawn:
            icon = QIcon()
            # Selected too, or Qt would wash the colour out with the selection's.
            self._add(icon, name, colour, (QIcon.Mode.Normal, QIcon.Mode.Selected))
            self._add(icon, name, "line", (QIcon.Mode.Disabled,))
            self._drawn[key] = icon
        return self._drawn[key]

    def lamp(self, lamp: Lamp) -> QIcon:
        """The lamp's own shape in its own colour."""
        return self.icon(f"lamps/{lamp.value}", f"lamp_{lamp.value}")

    def _add(self, icon: QIcon, name: str, colour: str, modes: tuple[QIcon.Mode, ...]) -> None:
        drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", self._colours[colour]).encode()))
        ratio = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
        for side in (math.ceil(side * ratio) for side in _SIDES):
            pixmap = QPixmap(side, side)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, side, side))
            painter.end()
            for mode in modes:
                icon.addPixmap(pixmap, mode)
