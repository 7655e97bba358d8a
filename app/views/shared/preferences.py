"""What one person's window remembers: sizes, columns, filters, who works here. Never case material."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

PAGE = "page"  # where somebody was last
_OF_ONE_PERSON, _FILTERS = frozenset({PAGE, "workbench/scope"}), "/filters"


class Preferences:
    """Settings of this workstation's user in one small file."""

    def __init__(self, path: Path) -> None:
        """``path`` is the file; it is made when something is first kept."""
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        self._person = ""

    def belong_to(self, person: str) -> None:
        """From now on pages and what narrows them are those of one person; empty, those of this workstation.

        Where one signs in, the page and the filters somebody else left say nothing to the next.
        """
        self._person = person

    def text(self, key: str, default: str = "") -> str:
        """A text kept under ``key``."""
        value = self._settings.value(self._place(key), default)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> list[str]:
        """Texts kept under ``key``; empty where none are."""
        kept = self.text(key)
        return kept.split("\n") if kept else []

    def state(self, key: str) -> QByteArray:
        """A widget's own state (header, splitter, window); empty where none is kept."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | list[str] | QByteArray) -> None:
        """Remember a value; a list must hold texts without line breaks."""
        self._settings.setValue(self._place(key), "\n".join(value) if isinstance(value, list) else value)

    def _place(self, key: str) -> str:
        is_own = key in _OF_ONE_PERSON or key.endswith(_FILTERS)
        return f"of/{self._person}/{key}" if self._person and is_own else key
