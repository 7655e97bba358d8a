"""Whether an old workbook (.xls) is what it says: its chains end, its counts fit its length, its cells lie together.

calamine believes all three: a chain that bites its tail, or a count of four thousand million, takes all memory.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from app.services.importing.unfolding import MOST_CELLS

_HEADER: Final = 512
_LAST: Final = 0xFFFFFFFA  # greater numbers are no sectors
_ENTRY: Final = 128  # bytes of the directory for each stream
_STREAMS: Final = ("Workbook", "Book")
_SHARED_TEXTS, _DIMENSIONS = 0x00FC, (0x0000, 0x0200)
_CELLS = frozenset({0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD}) | frozenset(
    {0x0201, 0x0202, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406}
)


def refuse_entangled(content: bytes) -> None:
    """Raises ValueError for a workbook that must not be handed on."""
    try:
        container = _Container(content)
        for name, start, size in container.entries():
            stream = container.stream(start, size)
            if name in _STREAMS:
                _check_records(stream)
    except (struct.error, IndexError) as error:
        raise ValueError("an old workbook is cut off") from error


class _Container:
    """The sectors of a compound file, MS-CFB."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in {9, 12} or small_shift != 6:
            raise ValueError("sectors of no known size")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._sectors = max(0, len(content) - 1) // self._size
        counts = struct.unpack_from("<II", content, 40)
        self._directory, _signature, self._cutoff, small, small_count, more, more_count = struct.unpack_from(
            "<7I", content, 48
        )
        if max(*counts, small_count, more_count) > self._sectors + 1:
            raise ValueError("more sectors than the file has")
        self._next = self._table(more)
        self._small_next = self._numbers(small) if small_count else ()
        self._small = b""

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """Name, first sector and length of each stream."""
        directory = b"".join(self._chained(self._directory))
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if directory[at + 66] == 0:
                continue
            if size > len(self._content):
                raise ValueError("a stream longer than the file")
            if directory[at + 66] == 5:  # the root, whose stream holds the small ones
                self._small = b"".join(self._chained(start))
                continue
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield name, start, size

    def stream(self, start: int, size: int) -> bytes:
        """The bytes of one stream; raises ValueError where its chain does not end."""
        if size >= self._cutoff:
            return b"".join(self._chained(start))[:size]
        places = _ends(start, self._small_next) if size else ()
        return b"".join(self._small[at * self._small_size :][: self._small_size] for at in places)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size]

    def _chained(self, start: int) -> Iterator[bytes]:
        return map(self._sector, _ends(start, self._next))

    def _table(self, more: int) -> Sequence[int]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        for _round in range(self._sectors + 1):
            if more >= _LAST:
                break
            *further, more = _whole_numbers(self._sector(more))
            listed += further
        else:
            raise ValueError("a chain without an end")
        used = [number for number in listed if number < _LAST]
        if len(used) > self._sectors:
            raise ValueError("more tables than sectors")
        return [entry for number in used for entry in _whole_numbers(self._sector(number))]

    def _numbers(self, start: int) -> Sequence[int]:
        return [entry for sector in self._chained(start) for entry in _whole_numbers(sector)]


def _whole_numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _ends(start: int, following: Sequence[int]) -> list[int]:
    """The sectors of a chain in their order; raises ValueError for one that bites its tail."""
    found: list[int] = []
    while start < _LAST:
        found.append(start)
        if len(found) > len(following):
            raise ValueError("a chain without an end")
        start = following[start]
    return found


def _check_records(stream: bytes) -> None:
    at = last_row = last_column = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        record = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind in _DIMENSIONS and length >= 12:
            rows, columns = _dimensions(record)
            if rows * columns > MOST_CELLS:
                raise ValueError("a sheet beyond all measure")
        elif kind == _SHARED_TEXTS and length >= 8 and struct.unpack_from("<I", record, 4)[0] > len(stream):
            raise ValueError("more texts than bytes")
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", record)
            last_row, last_column = max(last_row, row), max(last_column, column)
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        raise ValueError("cells too far apart")


def _dimensions(record: bytes) -> tuple[int, int]:
    if len(record) >= 14:
        first, last, left, right = struct.unpack_from("<IIHH", record)
    else:
        first, last, left, right = struct.unpack_from("<HHHH", record)
    return max(0, last - first), max(0, right - left)
