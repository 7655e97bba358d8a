"""The copies that were made before upgrades: the store file alone, beside the store, without a manifest.

They are brought back as backups are; what a manifest would say of them is read from the copy itself.
"""

import re
import shutil
from datetime import datetime
from pathlib import Path

from app.models.cipher import is_plain
from app.models.data_key import DataKey
from app.services.keys.slots import KeyFile
from app.services.store.manifest import STORE, Manifest, describe
from app.services.store.places import STORE_SUFFIX, keys_of, stamp, unused

OCCASION, SUFFIX = "升级前", ".bak"
_NAMED = re.compile(rf"(.+)-{OCCASION}-\w+-(\d{{8}}-\d{{6}})-\d{{6}}(?:-\d+)?{re.escape(SUFFIX)}")


def name_for_copy(store: Path, revision: str | None, at: datetime) -> Path:
    """Where the copy of a store goes before its upgrade."""
    return unused(store.with_name(f"{store.stem}-{OCCASION}-{revision}-{stamp(at)}{SUFFIX}"))


def upgrade_copies(store: Path) -> list[Path]:
    """Those of one store."""
    return [path for path in store.parent.glob(f"*{SUFFIX}") if is_upgrade_copy(path) and store_of(path) == store]


def is_upgrade_copy(path: Path) -> bool:
    """Told by its name."""
    return _NAMED.fullmatch(path.name) is not None


def store_of(copy: Path) -> Path:
    """The store it was made of, which it lies beside."""
    named = _NAMED.fullmatch(copy.name)
    return copy.with_name(f"{named[1] if named else copy.stem}{STORE_SUFFIX}")


def keys_beside(copy: Path) -> KeyFile:
    """What opens an encrypted copy; raises KeysMissing, KeysDamaged, OSError."""
    return KeyFile.read(keys_of(store_of(copy)))


def is_locked_copy(copy: Path) -> bool:
    """Whether it is encrypted; raises OSError."""
    return is_upgrade_copy(copy) and not is_plain(copy)


def made_at(copy: Path) -> str:
    """When, as its name says."""
    named = _NAMED.fullmatch(copy.name)
    return datetime.strptime(named[2], "%Y%m%d-%H%M%S").isoformat() if named else ""  # noqa: DTZ007 - the office's own time


def manifest_of(copy: Path, key: DataKey | None = None) -> Manifest:
    """What a manifest would say; raises one of ``sqlite_errors()``."""
    return describe(copy, made_at(copy), OCCASION, False, key)


def taken(copy: Path, work: Path, key: DataKey | None = None) -> tuple[Path, Manifest]:
    """A copy of the copy in a working folder, and what is in it; raises OSError, one of ``sqlite_errors()``."""
    store = Path(shutil.copyfile(copy, work / STORE))
    return store, describe(store, made_at(copy), OCCASION, False, key)
