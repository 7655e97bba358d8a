"""Finds the font files that may print a face: what the office added, what is installed, what is bundled."""

import enum
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from app.services.documents.paper.faces import Face, FaceTable
from app.services.documents.paper.sfnt import FontHead, NoFont, read_heads

_SUFFIXES = frozenset({".ttf", ".ttc", ".otf", ".otc"})


class Source(enum.Enum):
    """Where a font comes from, as the office reads it."""

    ADDED = "本院添加"
    SYSTEM = "系统字体"
    BUNDLED = "随附"


@dataclass(frozen=True)
class AddedFont:
    """A font file the office added; without ``serves`` it only helps out with characters that other fonts lack."""

    path: Path
    sha256: str
    file_name: str
    index: int
    postscript: str
    serves: Face | None


@dataclass(frozen=True)
class Candidate:
    """One font of one file; ``sha256`` is what the file must be, where that is known."""

    path: Path
    index: int
    source: Source
    file_name: str
    postscript: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class UnusableFont:
    """A font that was found and cannot serve, and the reason."""

    path: Path
    file_name: str
    reason: str


def system_folders(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> tuple[Path, ...]:
    """Where this system and this user keep fonts; the folders need not exist."""
    if platform == "win32":
        found = (
            (environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            (environ.get("LOCALAPPDATA", ""), "Microsoft/Windows/Fonts"),
        )
        return tuple(Path(root) / below for root, below in found if root)
    at_home = home or Path.home()
    own = environ.get("XDG_DATA_HOME") or str(at_home / ".local" / "share")
    shared = (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    # The two of the standard are looked through even where the variable leaves them out, as a desktop session may.
    roots = [own, *filter(None, shared), "/usr/local/share", "/usr/share"]
    return tuple(dict.fromkeys([at_home / ".fonts", *(Path(root) / "fonts" for root in roots)]))


class FontFinder:
    """The fonts within reach; folders are looked through when the first face is asked for, and once."""

    def __init__(self, table: FaceTable, folders: Iterable[Path], added: Iterable[AddedFont]) -> None:
        """``folders`` come before one another in their order, where two files bear the same name."""
        self._table, self._folders = table, tuple(folders)
        self._added = tuple(sorted(added, key=lambda font: (font.file_name, font.sha256)))

    def candidates(self, face: Face) -> tuple[Candidate, ...]:
        """What may print a face, the best first; the last one is bundled."""
        own = (_added(font) for font in self._added if font.serves is face)
        return (*own, *self._installed[0][face], self._bundled(face))

    def helpers(self, face: Face) -> tuple[Candidate, ...]:
        """What prints the characters that those lack: the widest bundled face, spare fonts, and the other faces' fonts.

        So every face prints the same characters in the end, and a text is printable or not whatever face it stands in.
        """
        spare = (_added(font) for font in self._added if font.serves is None)
        others = (found for other in Face if other is not face for found in self.candidates(other))
        return (self._bundled(self._table.fallback), *spare, *others)

    @property
    def added(self) -> tuple[Candidate, ...]:
        """All that the office added."""
        return tuple(_added(font) for font in self._added)

    def unusable(self) -> tuple[UnusableFont, ...]:
        """Damaged files, and fonts with an official name that may not or cannot be embedded."""
        return self._installed[1]

    def _bundled(self, face: Face) -> Candidate:
        path = self._table.files[face]
        return Candidate(path, 0, Source.BUNDLED, path.name)

    @cached_property
    def _installed(self) -> tuple[Mapping[Face, tuple[Candidate, ...]], tuple[UnusableFont, ...]]:
        """System fonts by face in the order of preference, and what cannot serve."""
        ranked: dict[Face, list[tuple[int, bool, int, Candidate]]] = {face: [] for face in Face}
        bad: list[UnusableFont] = []
        for place, path in enumerate(_font_files(self._folders)):
            heads = look_into(path)
            if isinstance(heads, str):
                bad.append(UnusableFont(path, path.name, heads))
                continue
            for head in heads:
                for face, rank in self._ranks(head):
                    if head.objection:
                        bad.append(UnusableFont(path, path.name, head.objection))
                        break
                    found = Candidate(path, head.index, Source.SYSTEM, path.name, head.postscript)
                    ranked[face].append((rank, not head.is_plain, place, found))
        chosen = {
            face: tuple(found for *_, found in sorted(each, key=lambda it: it[:3])) for face, each in ranked.items()
        }
        return chosen, tuple(bad)

    def _ranks(self, head: FontHead) -> Iterator[tuple[Face, int]]:
        """The faces a font is official for, with the place of its name in the order of preference."""
        for face, names in self._table.names.items():
            ranks = [rank for rank, name in enumerate(names) if name in head.names]
            if ranks:
                yield face, ranks[0]


def look_into(path: Path) -> tuple[FontHead, ...] | str:
    """The fonts of a file, or why there are none; read again only when the file has changed."""
    try:
        known = path.stat()
    except OSError:
        return "打不开"
    return _looked_into(path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=4096)  # of the process: some thousand installed files are looked at once, whatever store is open
def _looked_into(path: Path, _changed: int, _size: int) -> tuple[FontHead, ...] | str:
    try:
        return read_heads(path)
    except NoFont as problem:
        return str(problem)


def _added(font: AddedFont) -> Candidate:
    return Candidate(font.path, font.index, Source.ADDED, font.file_name, font.postscript, font.sha256)


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Font files below the folders, in an order that is not the disk's; a folder linked twice counts once."""
    seen: set[str] = set()
    for folder in folders:
        for where, below, names in os.walk(folder, followlinks=True):
            real = os.path.realpath(where)
            if real in seen:
                below.clear()
                continue
            seen.add(real)
            below.sort()
            for name in sorted(names):
                path = Path(where, name)
                if path.suffix.lower() in _SUFFIXES and _is_plain_file(path):
                    yield path


def _is_plain_file(path: Path) -> bool:
    """Not a pipe, which would be waited for for ever, and not a dead link."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False
