"""Which media are mounted just now, known by their serial numbers and never by where they appear."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_PART = re.compile(r"-part\d+$")
_ESCAPED = re.compile(r"\\([0-7]{3})")  # how /proc/self/mounts writes blanks and Chinese


@dataclass(frozen=True)
class Medium:
    """A mounted medium: its root, its serial number, and how to speak of it."""

    root: Path
    serial: str

    @property
    def title(self) -> str:
        """For choosing: where it is now, and its number."""
        return f"{self.root}（序列号 {self.serial}）"


def plugged_in() -> tuple[Medium, ...]:
    """Everything mounted that says a serial number, by root."""
    if sys.platform == "win32":
        return _of_windows()
    return of_linux(Path("/proc/self/mounts"), Path("/dev/disk"))


def of_linux(mounts: Path, disks: Path) -> tuple[Medium, ...]:
    """From the kernel's table of mounts and the links of udev: the hardware's own number, else that of the file system.

    A device without either is no medium that could be known again.
    """
    try:
        return mounted(mounts.read_text("utf-8", errors="surrogateescape"), disks)
    except OSError:
        return ()


def mounted(table: str, disks: Path) -> tuple[Medium, ...]:
    """The media of a table of mounts that say a number, by root."""
    serials = {**_links(disks / "by-uuid"), **_links(disks / "by-id")}
    found: dict[Path, Medium] = {}
    for line in table.splitlines():
        device, place, *_ = line.split(" ")
        serial = serials.get(os.path.realpath(device)) if device.startswith("/") else None
        if serial:
            root = Path(unescaped(place))
            found[root] = Medium(root, serial)
    return tuple(found[root] for root in sorted(found))


def _links(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    return {os.path.realpath(link): _PART.sub("", link.name) for link in sorted(folder.iterdir())}


def unescaped(place: str) -> str:
    """A mount point as it is called."""
    raw = _ESCAPED.sub(lambda match: chr(int(match.group(1), 8)), place)
    return raw.encode("latin-1", "surrogateescape").decode("utf-8", "surrogateescape") if raw.isascii() else raw


def _of_windows() -> tuple[Medium, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes
    import string

    asked = ctypes.windll.kernel32
    found = []
    for letter in string.ascii_uppercase:
        root = f"{letter}:\\"
        serial = ctypes.c_ulong()
        # A drive without a medium answers no; its box "no disk in drive" is kept away by the error mode.
        before = asked.SetErrorMode(1)
        told = asked.GetVolumeInformationW(root, None, 0, ctypes.byref(serial), None, None, None, 0)
        asked.SetErrorMode(before)
        if told and serial.value:
            found.append(Medium(Path(root), f"{serial.value >> 16:04X}-{serial.value & 0xFFFF:04X}"))
    return tuple(found)
