"""What can be read of a file before it is taken in: its name, plain text, and the text of office documents and PDF.

Pictures and scans have no text; ``unread`` tells which files somebody has to look through instead.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from zlib import error as ZlibError  # noqa: N812 - the library's own name is too general

_PLAIN = frozenset({".txt", ".csv", ".tsv", ".md", ".html", ".htm", ".xml", ".json", ".rtf", ".log"})
_PACKED = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".dotx", ".xltx", ".ofd", ".odt", ".ods", ".odp", ".zip"}
)
_PARTS = (".xml", ".txt", ".csv", ".htm", ".html")
PDF = ".pdf"
_WHOLE = (500, 20_000_000, 20.0)  # pages, characters, seconds of one PDF; beyond, somebody looks through it
_QUICK = (500, 20_000_000, 3.0)  # while somebody waits to be asked
_MOST = 20 * 1024 * 1024  # bytes read of one file, unpacked: a bomb is not unpacked beyond
_TAG = re.compile(r"<[^<>]*+>")  # up to the next <: of a run of them each would be searched to the end of the text

_RTF_NUMBER = re.compile(r"\\u(-?\d{1,5}) ?\??")
_RTF_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_JSON_NUMBER = re.compile(r"\\u([0-9a-fA-F]{4})")


def texts_of(path: Path) -> Iterator[str]:
    """The name and what text can be had; a package that cannot be read yields its name alone."""
    yield path.name
    ending = path.suffix.lower()
    if ending in _PLAIN:
        with path.open("rb") as file:
            text = _decoded(file.read(_MOST))
        yield text
        if ending in _WRITTEN_OTHERWISE:
            yield _WRITTEN_OTHERWISE[ending](text)
    elif ending in _PACKED and zipfile.is_zipfile(path):
        yield from _packed(path)
    elif ending == PDF:
        yield from (text for text in _pages(path, _WHOLE) if text)


def unread(paths: Iterable[Path]) -> tuple[str, ...]:
    """The names of files whose text the program cannot read, or not all of it: pictures, scans, old formats."""
    return tuple(path.name for path in paths if not _is_read(path))


def _is_read(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending == PDF:
        try:
            found = list(_pages(path, _QUICK))
        except OSError:
            return True  # whoever takes it in says what is wrong with it
        return bool(found) and None not in found and all(text.strip() for text in found if text is not None)
    return ending in _PLAIN or ending in _PACKED


def _pages(path: Path, bounds: tuple[int, int, float]) -> Iterator[str | None]:
    from app.services.documents.pdf_text import Bounds, page_texts  # PDFium is read where a PDF comes in

    return page_texts(path, Bounds(*bounds))


def _packed(path: Path) -> Iterator[str]:
    left = _MOST
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                yield Path(part.filename).name
                if left > 0 and part.filename.lower().endswith(_PARTS) and not part.flag_bits & 1:
                    with archive.open(part) as member:
                        content = member.read(left)
                    left -= len(content)
                    yield _of_markup(_decoded(content))
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        return  # a broken package opens nowhere; its kind is looked at elsewhere


def _of_markup(text: str) -> str:
    """Without tags; some programs write each character as a number."""
    return unescape(_TAG.sub("", text))


def _of_rtf(text: str) -> str:
    """Characters beyond ASCII stand as numbers, or as bytes of the system's encoding."""
    numbered = _RTF_NUMBER.sub(lambda found: chr(int(found[1]) % 0x10000), text)
    return _RTF_BYTES.sub(
        lambda found: bytes.fromhex(found[0].replace("\\'", "")).decode("gb18030", "ignore"), numbered
    )


def _of_json(text: str) -> str:
    return _JSON_NUMBER.sub(lambda found: chr(int(found[1], 16)), text)


# What a program shows of a text file is not what its bytes say.
_WRITTEN_OTHERWISE: dict[str, Callable[[str], str]] = {
    **dict.fromkeys((".html", ".htm", ".xml"), _of_markup),
    ".rtf": _of_rtf,
    ".json": _of_json,
}


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", errors="ignore")
