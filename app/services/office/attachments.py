"""Files of records: copied in beside the store under the hash of their content, each content once."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import select

from app.models.attachment import Attachment
from app.models.database import Database, Unit
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord
from app.models.terms import RecordType
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.disk_reasons import reason_of
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor, Intention, performs
from app.services.store.places import attachments_of
from app.services.suggestions.rows import AttachmentRow

ADD_ATTACHMENT = Intention("attachment.add", "添加附件", "attachment:add")
REMOVE_ATTACHMENT = Intention("attachment.remove", "移除附件", "attachment:remove")
REGISTER_FINAL = Intention("attachment.final", "登记定稿", "attachment:add")

FINAL_COPY = "定稿"  # the purpose of the copy that counts: scanned, or what the office made of the Word copy
_FINAL_KINDS = (".pdf", ".ofd", ".docx", ".doc", ".wps", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
LARGEST = 200 * 1024 * 1024  # bytes; a scanned reply has a few
_BLOCK = 1024 * 1024
_REFERRING = (ServiceRecord, Reply, RectificationRecord)


class AttachmentLost(KnownError):
    """The bytes of an attachment are not where they were put, or are not what was put there."""


@dataclass(frozen=True)
class Stored:
    """Bytes that lie in the attachment folder; ``name`` is what the file was called outside, ``size`` in bytes."""

    sha256: str
    size: int
    name: str


class Attachments:
    """The files of one store."""

    def __init__(self, database: Database, clock: Clock, changes: Changes) -> None:
        """``changes`` is told when a record gets or loses a file."""
        self._database = database
        self._clock = clock
        self._changes = changes
        self.folder = attachments_of(database.path)

    @performs(ADD_ATTACHMENT)
    def add(self, actor: Actor, record_type: RecordType, record_id: int, purpose: str, path: Path) -> int:
        """Copy a file in for a record and return the attachment's id; raises DomainError, KnownError."""
        stored = self.store_file(path)
        with self._database.write(actor, ADD_ATTACHMENT, self._clock.now()) as unit:
            made = self._attach(unit, record_type, record_id, purpose, stored)
        self._changes.publish(record_type, [record_id])
        return made

    @performs(REGISTER_FINAL)
    def register_final(self, actor: Actor, record_type: RecordType, record_id: int, path: Path) -> int:
        """Bring the final copy of a record's paper back, scanned or from the word processor; raises DomainError."""
        if path.suffix.lower() not in _FINAL_KINDS:
            raise DomainError(
                f"“{path.name}”不是定稿的格式。请选择扫描件、PDF、OFD 或文字处理文件（{'、'.join(_FINAL_KINDS)}）。"
            )
        stored = self.store_file(path)
        with self._database.write(actor, REGISTER_FINAL, self._clock.now()) as unit:
            made = self._attach(unit, record_type, record_id, FINAL_COPY, stored)
        self._changes.publish(record_type, [record_id])
        return made

    @performs(REMOVE_ATTACHMENT)
    def remove(self, actor: Actor, attachment_id: int) -> None:
        """Take a file from its record; the bytes stay, so that this can be taken back. Raises DomainError."""
        with self._database.write(actor, REMOVE_ATTACHMENT, self._clock.now()) as unit:
            attachment = unit.session.get(Attachment, attachment_id)
            if attachment is None:
                raise DomainError("这个附件已经不在了，可能已被移除。请刷新后再看。")
            of = attachment.record_type, attachment.record_id
            if _is_referred_to(unit, attachment_id):
                raise DomainError(
                    f"“{attachment.file_name}”是送达、回复或整改登记的依据，不能单独移除。请先更正那条登记。"
                )
            unit.session.delete(attachment)
        self._changes.publish(of[0], [of[1]])

    def attach(self, unit: Unit, record_type: RecordType, record_id: int, purpose: str, path: Path) -> int:
        """Copy a file in within another service's transaction; raises DomainError, KnownError."""
        return self._attach(unit, record_type, record_id, purpose, self.store_file(path))

    def of(self, record_type: RecordType, record_id: int) -> tuple[AttachmentRow, ...]:
        """The files of a record, in the order they came."""
        wanted = select(Attachment).where(Attachment.record_type == record_type, Attachment.record_id == record_id)
        with self._database.read() as session:
            return tuple(_row(found) for found in session.scalars(wanted.order_by(Attachment.id)))

    def final_of(self, record_type: RecordType, record_id: int) -> AttachmentRow | None:
        """The newest final copy of a record's paper."""
        finals = [row for row in self.of(record_type, record_id) if row.purpose == FINAL_COPY]
        return finals[-1] if finals else None

    def path_of(self, sha256: str) -> Path:
        """Where the bytes lie, checked against their hash; raises AttachmentLost."""
        path = place_of(self.folder, sha256)
        if not path.is_file():
            raise AttachmentLost(f"附件文件不见了（{path}）。请从备份恢复，或重新添加这个附件。")
        if digest_of(path) != sha256:
            raise AttachmentLost(f"附件文件的内容与登记时不同（{path}）。请从备份恢复，或重新添加这个附件。")
        return path

    def store_file(self, path: Path) -> Stored:
        """Put the bytes into the folder, once however often they come; raises DomainError, KnownError."""
        size = _size_of(path)
        try:
            return self._copy_in(path, size)
        except OSError as error:
            raise KnownError(
                f"没有存入附件“{path.name}”：{reason_of(error)}。请检查文件是否打得开、磁盘空间是否足够。"
            ) from error

    def _copy_in(self, path: Path, size: int) -> Stored:
        self.folder.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        growing = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                sha256, size = _copy(path, copy)
                copy.flush()
                os.fsync(copy.fileno())
            place = place_of(self.folder, sha256)
            if not (place.is_file() and digest_of(place) == sha256):
                place.parent.mkdir(exist_ok=True)
                growing.replace(place)
                _settle(place.parent)
        finally:
            growing.unlink(missing_ok=True)
        return Stored(sha256, size, path.name)

    def _attach(self, unit: Unit, record_type: RecordType, record_id: int, purpose: str, stored: Stored) -> int:
        attachment = Attachment(
            record_type=record_type,
            record_id=record_id,
            purpose=purpose,
            file_name=stored.name,
            sha256=stored.sha256,
            size=stored.size,
            added_at=self._clock.now().isoformat(timespec="seconds"),
        )
        unit.session.add(attachment)
        unit.session.flush()
        return attachment.id


def place_of(folder: Path, sha256: str) -> Path:
    """``ab/abcdef…`` below the attachment folder."""
    return folder / sha256[:2] / sha256


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size_of(path: Path) -> int:
    if not path.is_file():
        raise DomainError(f"找不到文件 {path}，没有添加附件。请重新选择文件。")
    size = path.stat().st_size
    if size == 0:
        raise DomainError(f"“{path.name}”是空文件，没有添加附件。请检查扫描件后重新选择。")
    if size > LARGEST:
        limit = LARGEST // 1024**2
        raise DomainError(
            f"“{path.name}”有 {size / 1024**2:.0f} MB，超过单个附件 {limit} MB 的上限。请压缩或拆分后再添加。"
        )
    return size


def _copy(source: Path, copy: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as original:
        for block in iter(lambda: original.read(_BLOCK), b""):
            digest.update(block)
            size += copy.write(block)
    return digest.hexdigest(), size


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_referred_to(unit: Unit, attachment_id: int) -> bool:
    asked = (select(table.id).where(table.attachment_id == attachment_id) for table in _REFERRING)
    return any(unit.session.scalars(wanted.limit(1)).first() is not None for wanted in asked)


def _row(found: Attachment) -> AttachmentRow:
    return AttachmentRow(found.id, found.purpose, found.file_name, found.sha256, found.size, found.added_at)
