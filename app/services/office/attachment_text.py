"""The beginning of a text file, whatever a workstation wrote it in."""

import codecs
from typing import NamedTuple

from app.services.office.vault import Readable

SHOWN = 200 * 1024  # bytes; what is read at once
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Beginning(NamedTuple):
    """The text, and whether the file goes on."""

    text: str
    goes_on: bool


def beginning_of(path: Readable) -> Beginning:
    """The first 200 KB in UTF-8, GB18030 or marked UTF-16; other bytes become replacement characters."""
    with path.open("rb") as file:
        data, goes_on = file.read(SHOWN), bool(file.read(1))
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in (*marked, *_ENCODINGS):
        try:
            # A character that the cut has halved is left out, so the end is final only where the file ends.
            text = codecs.getincrementaldecoder(encoding)().decode(data, final=not goes_on)
        except UnicodeDecodeError:
            continue
        return Beginning(text, goes_on)
    return Beginning(data.decode("utf-8", "replace"), goes_on)
