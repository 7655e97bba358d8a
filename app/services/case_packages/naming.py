"""Names inside a package: every system can hold them, paths of Windows are long enough, none is given twice."""

import re

from app.services.office.attachment_names import safe_name

LONGEST_FOLDER = 60  # characters; Windows takes 260 for a whole path
LONGEST_FILE = 60
_LONGEST_SUFFIX = 20
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # with one of these in its name an .exe shows as a .pdf


def short_name(name: str, longest: int, number: int = 1) -> str:
    """``name`` as any system can hold it, cut before its suffix; further ones of a name get their ``number``."""
    clean = safe_name(_TURNING.sub("_", " ".join(name.split())), is_windows=True)
    stem, dot, suffix = clean.rpartition(".")
    if not stem or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = clean, "", ""
    tail = (f" ({number})" if number > 1 else "") + dot + suffix
    return stem[: max(longest - len(tail), 1)].rstrip(". ") + tail


def folder_name(name: str, number: int = 1) -> str:
    """The same for a folder, which has no suffix."""
    clean = safe_name(_TURNING.sub("_", " ".join(name.split())), is_windows=True)
    tail = f" ({number})" if number > 1 else ""
    return clean[: LONGEST_FOLDER - len(tail)].rstrip(". ") + tail


class NamesTaken:
    """Gives out names, each once in its folder; capitals do not tell two apart, as on Windows."""

    def __init__(self) -> None:
        """Nothing is taken."""
        self._taken: set[tuple[str, str]] = set()

    def file(self, folder: str, name: str) -> str:
        """The name for a file of a folder, numbered where it is taken."""
        number = 1
        while (folder, short_name(name, LONGEST_FILE, number).casefold()) in self._taken:
            number += 1
        return self._take(folder, short_name(name, LONGEST_FILE, number))

    def folder(self, folder: str, name: str) -> str:
        """The same for a folder within a folder."""
        number = 1
        while (folder, folder_name(name, number).casefold()) in self._taken:
            number += 1
        return self._take(folder, folder_name(name, number))

    def _take(self, folder: str, name: str) -> str:
        self._taken.add((folder, name.casefold()))
        return name
