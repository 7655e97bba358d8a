"""Network drives are recognised before a store on them is opened or made."""

from pathlib import Path

import pytest

from app.models.actor import Actor
from app.services.foundation.clock import FixedClock
from app.services.guarding import drives
from app.services.guarding.drives import NeedsLocalCopy, NetworkPlace, linux_kind, windows_kind
from app.services.store.opening import NewStore, create_store, open_store

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/office /mnt/office nfs4 rw 0 0
//server/share /mnt/share\040of\040office cifs rw 0 0
me@server:/all /data/me/far fuse.sshfs rw 0 0
/dev/sdb1 /media/stick fuseblk rw 0 0
somewhere /mnt/odd fuse.somecloud rw 0 0
/dev/sdc1 /mnt/office/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/me/台账.jdt", ""),
        ("/mnt/office/台账.jdt", "nfs4"),
        ("/mnt/office2/台账.jdt", ""),
        ("/mnt/share of office/a/台账.jdt", "cifs"),
        ("/data/me/far/台账.jdt", "fuse.sshfs"),
        ("/media/stick/台账.jdt", ""),
        ("/mnt/odd/台账.jdt", "fuse.somecloud"),
        ("/mnt/office/local/台账.jdt", ""),
    ],
)
def test_the_mount_a_path_lies_in_says_whether_it_is_far(path: str, kind: str) -> None:
    assert linux_kind(path, MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "is_far"),
    [
        (r"C:\data\台账.jdt", False),
        (r"Z:\data\台账.jdt", True),
        (r"z:/data/台账.jdt", True),
        (r"\\server\share\台账.jdt", True),
        ("//server/share/台账.jdt", True),
        (r"\\?\UNC\server\share\台账.jdt", True),
        (r"\\?\C:\data\台账.jdt", False),
        (r"\\?\Z:\data\台账.jdt", True),
    ],
)
def test_shared_folders_and_mapped_letters_of_windows_are_far(path: str, is_far: bool) -> None:
    assert bool(windows_kind(path, lambda root: 4 if root.upper().startswith("Z") else 3)) is is_far


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system calls a network drive."""
    listed = tmp_path / "mounts"
    folder = tmp_path / "远处"
    folder.mkdir()
    listed.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {folder} nfs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(drives, "MOUNTS", listed)
    monkeypatch.setattr("sys.platform", "linux")
    return folder


def test_a_store_on_a_network_drive_is_refused_with_the_offer_of_a_copy(
    far: Path, empty_store: Path, clock: FixedClock
) -> None:
    store = far / "台账.jdt"
    store.write_bytes(empty_store.read_bytes())
    with pytest.raises(NeedsLocalCopy, match=r"nfs.*复制到本机") as refused:
        open_store(store, clock)
    assert refused.value.path == store
    assert [each.name for each in far.iterdir()] == ["台账.jdt"]  # looked at, not opened


def test_no_store_is_made_on_a_network_drive(far: Path, clock: FixedClock) -> None:
    with pytest.raises(NetworkPlace, match="请改存到本机硬盘"):
        create_store(far / "台账.jdt", NewStore("青山县人民检察院", "青检"), Actor("张某"), clock)
    assert list(far.iterdir()) == []
