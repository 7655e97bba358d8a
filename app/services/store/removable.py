"""Which mounted media can be carried away: sticks, cards, discs, disks on a cable, telephones."""

import os
import sys
from pathlib import Path

from app.services.store.media import Medium, mounted, plugged_in, unescaped

_CARRIED = frozenset({"fuse.gvfsd-fuse", "fuse.jmtpfs", "fuse.simple-mtpfs", "fuse.go-mtpfs"})  # telephones, cameras
_DISCS = frozenset({"iso9660", "udf"})
_REMOVABLE, _DISC = 2, 5  # GetDriveTypeW
_ON_A_CABLE = frozenset({4, 7, 12, 13})  # STORAGE_BUS_TYPE: 1394, USB, SD, MMC
_MAC_VOLUMES = Path("/Volumes")


def removable() -> tuple[Medium, ...]:
    """Every mounted medium that can be carried away; its number is empty where it says none."""
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "darwin":
        volumes = sorted(_MAC_VOLUMES.iterdir()) if _MAC_VOLUMES.is_dir() else []
        return tuple(Medium(each, "") for each in volumes if each.is_mount() and not each.is_symlink())
    return of_linux(Path("/proc/self/mounts"), Path("/dev/disk"), Path("/sys/class/block"))


def of_linux(mounts: Path, disks: Path, blocks: Path) -> tuple[Medium, ...]:
    """From the kernel's table of mounts and what it knows of each device."""
    try:
        table = mounts.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ()
    serials = {each.root: each.serial for each in mounted(table, disks)}
    found: dict[Path, Medium] = {}
    for line in table.splitlines():
        device, place, kind, *_ = line.split(" ")
        is_block = device.startswith("/") and _is_carried(Path(os.path.realpath(device)).name, blocks)
        root = Path(unescaped(place))
        if root != Path(root.anchor) and (is_block or kind in _CARRIED or kind in _DISCS):
            found[root] = Medium(root, serials.get(root, ""))
    return tuple(found[root] for root in sorted(found))


def _is_carried(name: str, blocks: Path) -> bool:
    """Whether a device, its disk, or what it is made of (where it was unlocked) hangs on a cable or in a slot."""
    try:
        place = (blocks / name).resolve(strict=True)
    except OSError:
        return False
    if any(part.startswith("usb") or part == "firewire" for part in place.parts):
        return True
    for folder in (place, place.parent):
        if _text(folder / "removable") == "1" or _text(folder / "device" / "type") == "SD":
            return True
    made_of = place / "slaves"
    return made_of.is_dir() and any(_is_carried(each.name, blocks) for each in made_of.iterdir())


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", errors="replace").strip()
    except OSError:
        return ""


def _of_windows() -> tuple[Medium, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes
    import string

    serials = {each.root: each.serial for each in plugged_in()}
    found = []
    for letter in string.ascii_uppercase:
        root = f"{letter}:\\"
        if letter == os.environ.get("SYSTEMDRIVE", "C:")[:1].upper():
            continue
        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        if kind in {_REMOVABLE, _DISC} or (kind and _bus_of(letter) in _ON_A_CABLE):
            found.append(Medium(Path(root), serials.get(Path(root), "")))
    return tuple(found)


def _bus_of(letter: str) -> int:
    """How a drive is connected; a disk on a cable calls itself fixed. 0 where it does not say."""
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateFileW.restype = wintypes.HANDLE
    handle = kernel.CreateFileW(f"\\\\.\\{letter}:", 0, 3, None, 3, 0, None)
    if handle in {None, wintypes.HANDLE(-1).value}:
        return 0
    query, told, size = (ctypes.c_ulong * 3)(), ctypes.create_string_buffer(1024), wintypes.DWORD()
    asked = kernel.DeviceIoControl(
        wintypes.HANDLE(handle), 0x2D1400, query, ctypes.sizeof(query), told, len(told), ctypes.byref(size), None
    )
    kernel.CloseHandle(wintypes.HANDLE(handle))
    # STORAGE_DEVICE_DESCRIPTOR: seven fields of four bytes, two groups of four single bytes among them; then the bus.
    return int.from_bytes(told.raw[28:32], "little") if asked and size.value >= 32 else 0
