"""What opens a sealed backup, or an encrypted copy made before an upgrade."""

from pathlib import Path

from app.models.data_key import DataKey
from app.services.foundation.disk_reasons import reason_of
from app.services.keys.locks import Opener
from app.services.keys.problems import PasswordWanted
from app.services.keys.sealing import is_sealed, slots_in
from app.services.keys.slots import KeyFile
from app.services.store.manifest import NoBackup
from app.services.store.places import keys_of
from app.services.store.upgrade_copies import is_locked_copy, is_upgrade_copy, keys_beside


def key_of(backup: Path, given: Opener | None) -> DataKey | None:
    """The key of a sealed backup, by a password or the recovery key of its day; None for one that is not sealed.

    Raises PasswordWanted, WrongPassword, MistypedKey, KeysDamaged, NoBackup.
    """
    try:
        if not (is_sealed(backup) or is_locked_copy(backup)):
            return None
        file = slots_of(backup)
    except OSError as error:
        raise NoBackup(f"“{backup.name}”读不出来（{reason_of(error)}）。请换一个备份文件。") from error
    if given is None:
        raise PasswordWanted(backup)
    return given.opens(file)


def key_known(backup: Path, store: Path, key: DataKey | None) -> DataKey | None:
    """The open store's own ``key`` where a sealed backup is of that store; raises PasswordWanted for another's."""
    if not (is_sealed(backup) or is_locked_copy(backup)):
        return None
    if key is None or slots_of(backup).store != KeyFile.read(keys_of(store)).store:
        raise PasswordWanted(backup)
    return key


def sealed_by(backup: Path) -> KeyFile | None:
    """The slots of a sealed backup or encrypted copy, None of a plain one; raises KeysDamaged, KeysMissing, OSError."""
    return slots_of(backup) if is_sealed(backup) or is_locked_copy(backup) else None


def slots_of(backup: Path) -> KeyFile:
    """The slots that open a backup, or a copy made before an upgrade; raises KeysDamaged, KeysMissing, OSError."""
    return keys_beside(backup) if is_upgrade_copy(backup) else slots_in(backup)
