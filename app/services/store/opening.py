"""Opens and makes store files. Nothing is written before the file has been looked at and, if need be, backed up."""

import logging
import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.models.actor import Actor
from app.models.cipher import ALONE, PLAIN_HEADER, connect, is_plain, sqlite_errors
from app.models.data_key import DataKey
from app.models.database import Database
from app.models.office import Office
from app.models.sqlite import APPLICATION_ID, sentence_for
from app.models.upgrade import (
    BrokenReferences,
    Marks,
    copy_database,
    known_revisions,
    marks_of,
    newest_revision,
    upgrade,
)
from app.services.foundation.clock import Clock
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import ASKED_FOR, Intention
from app.services.guarding.drives import NeedsLocalCopy, refuse_network, refuse_new_on_network
from app.services.guarding.owner import is_held_elsewhere
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Opener, key_for
from app.services.store.mending import is_damage, is_unreadable
from app.services.store.places import keys_of, unused
from app.services.store.problems import StoreDamaged, StoreUnusable, has_left_backups
from app.services.store.recovering import behind, ended_uncleanly, healed, was_ours
from app.services.store.soundness import has_odd_header, is_sound, is_sound_alone, set_back
from app.services.store.swapping import beside, finish_swap
from app.services.store.upgrade_copies import name_for_copy

CREATE_STORE = Intention("store.create", "新建台账", "store:create", ASKED_FOR)
_LONGEST_NAME = 180  # bytes; a name may have 255
log = logging.getLogger(__name__)


class StoreExists(DomainError):
    """There is something already where a new store was to be made."""


@dataclass(frozen=True)
class NewStore:
    """Whose store is made; ``short`` is the office's 代字."""

    office: str
    short: str
    is_demonstration: bool = False


def open_store(path: Path, clock: Clock, given: Opener | None = None) -> Database:
    """Open a store, mended where it ended uncleanly, an older one upgraded after a backup; ``given`` opens its lock.

    Raises StoreUnusable, StoreDamaged where only a backup helps, NeedsLocalCopy, PasswordWanted, WrongPassword,
    KeysMissing; nothing has been written before the key fits. What was mended is told by ``Database.told``.
    """
    if (damaged := finish_swap(path)) is not None:
        log.info("an interrupted recovery of %s was finished", path)
    _refuse_unreadable(path)
    refuse_network(path)
    key = key_for(path, given)
    if key is None:
        _refuse_headless(path)
    try:
        _roll_back(path, key)
        told = _mended(path, clock, key)
        marks = marks_of(path, key)
        _refuse_foreign(path, marks)
        if marks.revision != newest_revision():
            _upgrade(path, marks, clock, key)
    except sqlite_errors(OSError) as error:
        if is_damage(error) or (is_unreadable(error) and was_ours(path)):
            raise StoreDamaged(path, key is not None) from error
        raise StoreUnusable(_sentence(path, error)) from error
    database = Database(path, key)
    database.told = _resumed(damaged) + told + set_back(path, clock.now(), key)
    return database


def _resumed(damaged: Path | None) -> tuple[str, ...]:
    return (f"上次没有做完的恢复已经做完，损坏的文件保留为“{damaged.name}”。",) if damaged else ()


def _roll_back(path: Path, key: DataKey | None) -> None:
    """Undo a write that was cut short before the log was kept beside: what only looks at the file could not do it."""
    if beside(path, "-journal").exists():
        with closing(connect(path, key, "rw")) as connection:
            connection.execute("select count(*) from sqlite_schema").fetchone()


def _mended(path: Path, clock: Clock, key: DataKey | None) -> tuple[str, ...]:
    """Nothing where the last end was clean: an ordinary start looks at two names. Raises StoreDamaged.

    Nothing either beside another program's window: that one looked when it opened, and has the store that is there.
    """
    if is_held_elsewhere(path):
        return ()
    if not ended_uncleanly(path) and not has_odd_header(path, key):
        return ()
    if is_sound(path, key):
        return behind(path, key)
    words = healed(path, clock.now(), key)
    if words is None:
        raise StoreDamaged(path, key is not None)
    return (words,)


def create_store(path: Path, new: NewStore, actor: Actor, clock: Clock, ring: Keyring | None = None) -> Database:
    """Make an empty store whole or not at all, encrypted where its keys are given (and saved here).

    Raises DomainError, StoreExists, StoreUnusable.
    """
    if not new.office.strip() or not new.short.strip():
        raise DomainError("新建台账需要单位名称和文书代字，请两项都填写。")
    _refuse_long_name(path)
    if path.exists():
        raise StoreExists(f"{path} 已经存在，不会覆盖。请换一个文件名，或直接打开它。")
    if not path.parent.is_dir():
        raise StoreUnusable(f"文件夹 {path.parent} 不存在。请先建立这个文件夹，或换一个位置。")
    refuse_new_on_network(path)
    if keys_of(path).exists():
        raise StoreExists(f"旁边已有密钥文件 {keys_of(path)}，可能是另一个台账的，不会覆盖。请换一个文件名。")
    if has_left_backups(path) and not new.is_demonstration:  # they would be thinned out among those of the new one
        raise StoreExists(
            f"旁边已有名为“{path.stem}”的台账的备份，不会混在一起。请换一个文件名，或用“恢复数据”找回原来的。"
        )
    growing = unused(path.with_name(f".{path.name}.new"))
    key = ring.key if ring else None
    try:
        _lay(growing, new, actor, clock, key)
        if ring:
            ring.save()  # first: a store never stands without the keys that open it
        growing.rename(path)
    except sqlite_errors(OSError) as error:
        raise StoreUnusable(_sentence(path, error)) from error
    finally:
        for left in (growing, *(growing.with_name(growing.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
        if ring and not path.exists():
            ring.path.unlink(missing_ok=True)
    return Database(path, key)


def _refuse_long_name(path: Path) -> None:
    """What lies beside a store and its backups is named after it, and must find room as well."""
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise StoreUnusable(
            f"台账的文件名太长：连扩展名最多 {_LONGEST_NAME} 个字母或 {_LONGEST_NAME // 3} 个汉字。请改短后重试。"
        )


def _lay(path: Path, new: NewStore, actor: Actor, clock: Clock, key: DataKey | None) -> None:
    upgrade(path, key=key)
    database = Database(path, key)
    try:
        with database.write(actor, CREATE_STORE, clock.now()) as unit:
            office = Office(name=new.office.strip(), short=new.short.strip(), is_demonstration=new.is_demonstration)
            unit.session.add(office)
    finally:
        database.close()  # the last connection folds the WAL into the file, which can then be renamed


def _refuse_unreadable(path: Path) -> None:
    if not path.exists():
        raise StoreUnusable(f"找不到台账文件 {path}。请检查路径，或新建一个台账。")
    if not path.is_file():
        raise StoreUnusable(f"{path} 不是文件。请选择扩展名为 .jdt 的台账文件。")
    try:
        with path.open("rb") as file:
            file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise StoreUnusable(f"读不了 {path}（{reason_of(error)}）。请检查文件权限，或换一个位置。") from error
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise NeedsLocalCopy(path, "它或所在文件夹是只读的")


def _refuse_headless(path: Path) -> None:
    if is_plain(path):
        return
    if was_ours(path):
        raise StoreDamaged(path)
    raise StoreUnusable(
        f"{path} 不是检督台的台账文件，没有打开。请选择扩展名为 .jdt 的台账文件；"
        "如果它原来就是台账，那么文件开头已经损坏，请在“恢复数据”里用备份恢复。"
    )


def _refuse_foreign(path: Path, marks: Marks) -> None:
    if marks.application_id != APPLICATION_ID and marks.revision in known_revisions() and was_ours(path):
        raise StoreDamaged(path)
    if marks.application_id != APPLICATION_ID or marks.revision is None:
        raise StoreUnusable(f"{path} 是别的程序的数据库，不是检督台的台账，没有打开。请选择扩展名为 .jdt 的台账文件。")
    if marks.revision not in known_revisions():
        raise StoreUnusable(
            f"{path} 由更新版本的检督台保存（格式 {marks.revision}，本程序认识到 {newest_revision()}），没有打开。"
            "请安装新版本后再打开。"
        )


def _upgrade(path: Path, marks: Marks, clock: Clock, key: DataKey | None) -> None:
    kept = name_for_copy(path, marks.revision, clock.now())
    try:
        copy_database(path, kept, key=key)
    except sqlite_errors(OSError):
        kept.unlink(missing_ok=True)
        raise
    log.info("store backed up to %s before its upgrade from %s", kept, marks.revision)
    try:
        upgrade(path, key=key)
    except KnownError:
        _drop_needless(kept, path, marks, key)
        raise
    except BrokenReferences as error:
        raise StoreUnusable(
            f"{path} 升级未完成，已退回原样：台账里有指向不存在记录的内容。升级前的副本在 {kept}，请联系技术支持。"
        ) from error


def _drop_needless(kept: Path, path: Path, marks: Marks, key: DataKey | None) -> None:
    """Each try would leave another copy and the disk with less room, where the store is as it was.

    It is read without its log: a disk that is full has no room for what goes with that.
    """
    try:
        is_as_it_was = marks_of(path, key, ALONE) == marks and is_sound_alone(path, key)
    except sqlite_errors() as error:
        log.info("%s is kept: %s", kept, error)
        return
    if is_as_it_was:
        kept.unlink(missing_ok=True)


def _sentence(path: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"无法读写 {path}（{reason_of(error)}）。请检查文件夹权限和磁盘空间，或换一个位置。"
    return f"{path}：{sentence_for(error) or f'无法打开（{error}）。请用最近的备份恢复到新位置。'}"
