"""Whether a folder lies on a network drive, where SQLite's WAL loses data (sqlite.org/wal.html: same host only)."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from app.services.foundation.errors import KnownError

MOUNTS = Path("/proc/self/mounts")
# Names of file systems as the kernel lists them (filesystems(5), and the names FUSE programs register).
NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smbfs",
        "smb3",
        "smb2",
        "ncpfs",
        "ncp",
        "afs",
        "coda",
        "ceph",
        "glusterfs",
        "lustre",
        "gfs",
        "gfs2",
        "ocfs2",
        "9p",
        "virtiofs",
        "vboxsf",
        "prl_fs",
        "vmhgfs",
        "davfs",
        "acfs",
        "beegfs",
        "orangefs",
        "pvfs2",
        "sshfs",
    ]
)
# A file system that a program serves may lead anywhere, except these, which are known to lie on this machine.
OWN_FUSE = frozenset(
    [
        "fuseblk",
        "fuse.ntfs",
        "fuse.ntfs-3g",
        "fuse.exfat",
        "fuse.fuse-overlayfs",
        "fuse.mergerfs",
        "fuse.gocryptfs",
        "fuse.encfs",
        "fuse.ext2",
        "fuse.fuse2fs",
        "fuse.bindfs",
        "fusectl",
    ]
)
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW
_ESCAPED = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))  # how the kernel writes them


class NeedsLocalCopy(KnownError):
    """A store cannot be worked on where it lies; a copy on this machine can."""

    def __init__(self, path: Path, why: str) -> None:
        """``why`` is a clause that says what is the matter with the place."""
        super().__init__(
            f"没有打开 {path}：{why}。请按“复制到本机”，把数据和附件复制到本机硬盘再打开；原来的文件不会改动。"
        )
        self.path = path


class NetworkPlace(KnownError):
    """A new store is not made on a network drive."""

    def __init__(self, path: Path, kind: str) -> None:
        """``kind`` names the drive."""
        super().__init__(f"没有在 {path.parent} 建立数据：这里是网络位置（{kind}），断网会损坏数据。请改存到本机硬盘。")


def refuse_network(path: Path) -> None:
    """Raise NeedsLocalCopy for a store on a network drive."""
    kind = network_kind(path)
    if kind:
        raise NeedsLocalCopy(path, f"它在网络位置上（{kind}），断网或几台电脑同时使用会损坏数据")


def refuse_new_on_network(path: Path) -> None:
    """Raise NetworkPlace where a new store would lie on a network drive."""
    kind = network_kind(path)
    if kind:
        raise NetworkPlace(path, kind)


def network_kind(path: Path) -> str:
    """What kind of network drive a path lies on; empty where it lies on this machine, or nothing can be found out."""
    if sys.platform == "win32":
        return windows_kind(str(path.absolute()), _drive_type)
    try:
        listed = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # no such file on this system
        return ""
    return linux_kind(os.path.realpath(path), listed)


def windows_kind(path: str, drive_type: Callable[[str], int]) -> str:
    r"""``\\server\share``, also as ``\\?\UNC\server\share``, or a letter mapped to one."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return "共享文件夹"
    plain = plain.removeprefix("\\\\?\\").removeprefix("\\\\.\\")
    if plain.startswith("\\\\"):
        return "共享文件夹"
    if len(plain) > 1 and plain[1] == ":" and drive_type(f"{plain[0]}:\\") == _REMOTE:
        return f"映射的网络驱动器 {plain[0].upper()}:"
    return ""


def linux_kind(path: str, listed: str) -> str:
    """The network file system of the mount a real path lies in, by the kernel's list of mounts."""
    best, kind = "", ""
    for place, its_kind in _mounts(listed):
        is_within = path == place or path.startswith(place.rstrip("/") + "/")
        if is_within and len(place) >= len(best):  # a later mount on the same place covers the earlier
            best, kind = place, its_kind
    is_foreign = kind in NETWORK or (kind.startswith("fuse") and kind not in OWN_FUSE)
    return kind if is_foreign else ""


def _mounts(listed: str) -> Iterator[tuple[str, str]]:
    for line in listed.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:  # device, place, kind …
            place = parts[1]
            for written, meant in _ESCAPED:
                place = place.replace(written, meant)
            yield place, parts[2]


def _drive_type(root: str) -> int:
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))  # type: ignore[attr-defined]  # Windows only
