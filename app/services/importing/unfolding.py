"""Whether a workbook may be unfolded: nothing in it may take memory or time out of all proportion to the file.

Looked at before calamine reads it: a workbook that asks for more memory than there is ends the whole program there.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from typing import Final

from app.services.foundation.errors import DomainError

LARGEST_UNPACKED: Final = 512 * 1024 * 1024
MOST_CELLS: Final = 10_000_000  # 100,000 rows of 100 columns; every cell of the area takes memory, empty or not
LONGEST_TEXT: Final = 512 * 1024 * 1024  # bytes of text in the cells of a workbook, each counted where it stands
MOST_PARTS: Final = 5000
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_XML = (".xml", ".rels")
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
# Few cells of a ledger stand beyond row 99,999 or column ZZ, so that most sheets are looked through only once.
_FAR = re.compile(rb"\br\s*=\s*[\"'](?:[A-Za-z]{3}|[A-Za-z]*0*[1-9]\d{5})")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)(\d+)")
_TEXT_NUMBER = re.compile(rb"v>\s*(\d+)\s*<")


def refuse_bomb(content: bytes, name: str) -> None:
    """Unfold everything once, within the limits; raises DomainError, and one of ``BROKEN`` where it is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            limit = LARGEST_UNPACKED // 1024 // 1024
            raise DomainError(
                f"《{name}》展开后超过 {limit} MB 或部件过多，没有读取。请删去图片和无关的工作表，或分成几个文件导入。"
            )
        lengths: list[int] = []
        for entry in sorted(entries, key=lambda entry: "sharedstrings" not in entry.filename.lower()):
            part = archive.read(_one_more(entry))
            if entry.filename.lower().endswith(_XML):
                _refuse_document_type(part, name)
            if "sharedstrings" in entry.filename.lower():
                lengths += _lengths(part)
            elif "worksheet" in entry.filename.lower():
                _refuse_far(part, name)
                _refuse_repeated(part, lengths, name)


def _one_more(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Asks for a byte beyond what the directory says: a part that has one is told by its sum."""
    asked = copy(entry)
    asked.file_size += 1
    return asked


def _refuse_document_type(part: bytes, name: str) -> None:
    """No workbook declares a document type; one that does means to have entities unfolded."""
    if any(each in part for each in _DOCUMENT_TYPES):
        raise DomainError(
            f"《{name}》里声明了 XML 实体，不是 Excel 正常存出的文件，没有读取。"
            "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
        )


def _refuse_far(part: bytes, name: str) -> None:
    if not _FAR.search(part):
        return
    last_row = last_column = 0
    for letters, digits in _PLACE.findall(part):
        last_row = max(last_row, _number(digits))
        last_column = max(last_column, _column(letters))
    if last_row * max(last_column, 1) > MOST_CELLS:
        raise DomainError(
            f"《{name}》有一张表占了 {last_row} 行、{last_column} 列，远远超过一本台账，没有读取。"
            "请删去最下面和最右边多余的内容，另存后再导入。"
        )


def _refuse_repeated(part: bytes, lengths: list[int], name: str) -> None:
    """A text is kept once in the file and once for each cell in memory."""
    if not lengths or max(lengths) * part.count(b"v>") <= LONGEST_TEXT:
        return
    numbers = (_number(digits) for digits in _TEXT_NUMBER.findall(part))
    if sum(lengths[number] for number in numbers if number < len(lengths)) > LONGEST_TEXT:
        raise DomainError(
            f"《{name}》里同一段很长的文字重复得太多，展开后装不下，没有读取。请用 WPS 或 Excel 打开核对后另存再导入。"
        )


def _lengths(part: bytes) -> Iterator[int]:
    """Bytes between the starts of the shared texts: never less than what each comes to."""
    starts = [found.start() for found in re.finditer(rb"<(?:\w+:)?si[\s>/]", part)]
    return (end - start for start, end in zip(starts, [*starts[1:], len(part)], strict=True))


def _number(digits: bytes) -> int:
    return int(digits[:20])  # one with more is out of reach anyway, and Python refuses those with thousands


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number
