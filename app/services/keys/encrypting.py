"""Encrypts a plain store in one step that either has happened or has not; the plain files stay until asked to go.

Everything is prepared beside the store: a backup, the sealed attachments, the encrypted copy, its keys. One rename then
puts the copy in the store's place. Whatever ends the program before leaves the plain store as it was.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import select

from app.models.actor import Actor
from app.models.cipher import Connection, cipher_library, connect, is_plain, raw, sqlite_errors
from app.models.database import Database
from app.models.setting import Setting
from app.models.sqlite import APPLICATION_ID, sentence_for
from app.services.foundation.clock import Clock
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.files import flush_folder, made_folder
from app.services.foundation.progress import Progress
from app.services.keys.intentions import ENCRYPT_STORE
from app.services.keys.keyring import Keyring
from app.services.keys.plain_remains import BEFORE, LOGS, overwrite
from app.services.keys.rows import Encrypted
from app.services.keys.wrapping import refuse_without_libraries
from app.services.office.font_register import KEY as FONT
from app.services.office.vault import SEALED, Vault
from app.services.store.backups import Occasion, write_backup
from app.services.store.manifest import wanted_files
from app.services.store.opening import open_store
from app.services.store.places import BACKUP_SUFFIX, attachments_of, backups_of, index_of, unused

_STAMP = "%Y%m%d-%H%M%S"
ENDS = ("", *LOGS)


def encrypt_store(store: Path, ring: Keyring, actor: Actor, clock: Clock, progress: Progress) -> Encrypted:
    """Encrypt a store that nobody has open; ``ring`` is new and not saved yet.

    Raises DomainError where it is encrypted already, KnownError, Cancelled; then the store is plain as before.
    """
    refuse_without_libraries()
    if not is_plain(store):
        raise DomainError(f"{store} 已经加密，或者不是检督台的台账，没有加密。")
    open_store(store, clock).close()  # one of ours, mended and of this program's schema, or refused in its words
    at, folder = clock.now(), made_folder(backups_of(store))
    backup = unused(folder / f"{store.stem}-{BEFORE}-{at.strftime(_STAMP)}{BACKUP_SUFFIX}")
    write_backup(store, backup, Occasion(BEFORE, at, True), progress)
    kept = unused(store.with_name(f"{store.stem}-{BEFORE}-{at.strftime(_STAMP)}{store.suffix}"))
    with _in_words(store), _growing(store) as growing:
        with _held(store) as plain:
            was = _looked(store)
            _export(plain, growing, ring)
            _compare(plain, growing, ring)
            _seal_attachments(store, growing, ring, progress)
            _note(growing, ring, actor, clock)
            ring.save()
        # Windows renames no open file, so that the lock had to go first. And it does not keep out what this very
        # process does by the other library: locks of POSIX are those of a process.
        if _looked(store) != was or store.with_name(f"{store.name}-wal").exists():
            raise DomainError("加密期间有人改动了台账，没有加密，原台账完好。请关闭其他窗口后再试。")
        for end in ENDS:
            left = index_of(store).with_name(index_of(store).name + end)
            if left.exists():
                overwrite(left)  # words in clear; made anew, encrypted, at the next search
        _put_in_place(growing, store, kept)
    return Encrypted(store, kept, backup)


def growing_of(store: Path) -> Path:
    """``.X.jdt.sealing``, the encrypted copy until it takes the store's place."""
    return store.with_name(f".{store.name}.sealing")


@contextmanager
def _growing(store: Path) -> Iterator[Path]:
    growing = growing_of(store)
    for end in ENDS:  # of an attempt that was cut short
        growing.with_name(growing.name + end).unlink(missing_ok=True)
    for left in attachments_of(store).glob(f"??/*{SEALED}"):
        left.unlink()
    try:
        yield growing
    finally:
        for end in ENDS:
            growing.with_name(growing.name + end).unlink(missing_ok=True)


@contextmanager
def _held(store: Path) -> Iterator[Connection]:
    """The plain store with nothing left in its log, kept from writers by a lock until the block ends."""
    library = cipher_library()
    with closing(library.connect(str(store), timeout=5, isolation_level=None, uri=True)) as plain:
        plain.execute("PRAGMA cipher_log_level = NONE")
        (mode,) = plain.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise DomainError("台账正被另一个窗口或程序使用，没有加密。请全部关闭后再试。")
        plain.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        plain.execute("BEGIN EXCLUSIVE")
        plain.execute("COMMIT")  # in this mode the lock stays
        yield plain


def _looked(store: Path) -> tuple[int, int]:
    found = store.stat()
    return found.st_size, found.st_mtime_ns


def _export(plain: Connection, growing: Path, ring: Keyring) -> None:
    plain.execute("ATTACH ? AS sealed KEY ?", (str(growing), raw(ring.key)))
    try:
        # Each table and index would be a transaction with syncs of its own; the file is synced whole before it counts.
        plain.execute("PRAGMA sealed.synchronous = OFF")
        plain.execute("PRAGMA sealed.journal_mode = MEMORY")
        plain.execute("select sqlcipher_export('sealed')")
        plain.execute(f"PRAGMA sealed.application_id = {APPLICATION_ID}")
    finally:
        plain.execute("DETACH sealed")


def _compare(plain: Connection, growing: Path, ring: Keyring) -> None:
    with closing(connect(growing, ring.key)) as sealed:
        (told,) = sealed.execute("PRAGMA integrity_check(1)").fetchone()
        if told != "ok" or _counts(sealed) != _counts(plain):
            raise KnownError("加密后的台账与原来的对不上，没有加密，原台账完好。请先运行“检查”。")


def _counts(connection: Connection) -> dict[str, object]:
    schema = connection.execute("select type, name, sql from sqlite_schema where name not like 'sqlite_%'").fetchall()
    tables = [name for kind, name, _sql in schema if kind == "table"]
    counts = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}  # noqa: S608 - our own names
    head = connection.execute("select hash from audit_entry order by seq desc limit 1").fetchone()
    return {"schema": sorted(map(str, schema)), "head": head, **counts}


def _seal_attachments(store: Path, growing: Path, ring: Keyring, progress: Progress) -> None:
    """A sealed twin for each; fonts say nothing of a case and stay as they are."""
    plain, sealed = Vault(attachments_of(store)), Vault(attachments_of(store), ring.key)
    with closing(connect(growing, ring.key)) as connection:
        fonts = {key.removeprefix(FONT) for (key,) in connection.execute("select key from setting")}
    wanted = [sha256 for sha256 in wanted_files(growing, ring.key) if sha256 not in fonts]
    for done, sha256 in enumerate(wanted):
        progress.report(done, len(wanted))
        if plain.is_sound(sha256):
            _seal(plain, sealed, sha256)


def _seal(plain: Vault, sealed: Vault, sha256: str) -> None:
    place = sealed.place(sha256)
    place.parent.mkdir(exist_ok=True)
    with plain.readable(sha256).open("rb") as source, place.open("wb") as file:
        with sealed.writing(file) as written:
            shutil.copyfileobj(source, written, 1024 * 1024)
        file.flush()
        os.fsync(file.fileno())


def _note(growing: Path, ring: Keyring, actor: Actor, clock: Clock) -> None:
    """The act's own entry in the trail, in the encrypted copy before it takes its place."""
    from app.services.keys.service import NOTED

    database = Database(growing, ring.key)
    try:
        with database.write(actor, ENCRYPT_STORE, clock.now()) as unit:
            value = f'{{"what": "{ENCRYPT_STORE.title}", "at": "{clock.now().isoformat(timespec="seconds")}"}}'
            noted = unit.session.scalars(select(Setting).where(Setting.key == NOTED)).one_or_none()
            if noted is None:
                unit.session.add(Setting(key=NOTED, value=value))
            else:
                noted.value = value
    finally:
        database.close()  # the last connection folds the log into the file, which can then be renamed


def _put_in_place(growing: Path, store: Path, kept: Path) -> None:
    with growing.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(store, kept)
    except OSError:  # a file system without second names
        shutil.copyfile(store, kept)
    growing.replace(store)
    flush_folder(store.parent)


@contextmanager
def _in_words(store: Path) -> Iterator[None]:
    try:
        yield
    except sqlite_errors(OSError) as error:
        told = reason_of(error) if isinstance(error, OSError) else sentence_for(error) or error
        raise KnownError(f"没有加密 {store}：{told}。原台账没有改动，请检查磁盘空间后再试。") from error
