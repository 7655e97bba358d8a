"""Names of attachments: kept as they were outside, and changed only where a system cannot hold them."""

import os
import re
from pathlib import Path

_LONGEST = 255  # bytes of UTF-8 on Linux, UTF-16 units on Windows
# What Windows refuses in a name ("Naming Files, Paths, and Namespaces"); elsewhere only the slash and NUL.
_FORBIDDEN = {True: re.compile(r'[<>:"/\\|?*\x00-\x1f]'), False: re.compile(r"[/\x00]")}
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])", re.IGNORECASE)
_NUMBER = " ({})"
_LONGEST_SUFFIX = 20  # characters; a longer "ending" is part of the sentence the name is


def shown_name(path: Path, *, whole: bool = False) -> str:
    """The name (or the ``whole`` path) as text; names that Windows wrote in GBK onto a disk of Linux are read so."""
    text = str(path) if whole else path.name
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8 come as lone surrogates, which no store can hold
        raw = os.fsencode(text)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "replace")
    return text


def safe_name(name: str, number: int = 1, *, is_windows: bool = os.name == "nt") -> str:
    """``name`` as this system can hold it; the second and further files of a name get their ``number``."""
    clean = _FORBIDDEN[is_windows].sub("_", name)
    if is_windows:
        clean = clean.rstrip(". ")
        if _RESERVED.fullmatch(clean.partition(".")[0].rstrip()):
            clean = f"_{clean}"
    if clean.strip(". ") == "":
        clean = "附件"
    stem, suffix = os.path.splitext(clean)
    if len(suffix) > _LONGEST_SUFFIX:
        stem, suffix = clean, ""
    tail = (_NUMBER.format(number) if number > 1 else "") + suffix
    return _cut(stem, _LONGEST - _length(tail, is_windows), is_windows) + tail


def _cut(stem: str, room: int, is_windows: bool) -> str:
    while _length(stem, is_windows) > room:
        stem = stem[:-1]
    return stem


def _length(text: str, is_windows: bool) -> int:
    return len(text.encode("utf-16-le")) // 2 if is_windows else len(text.encode())
