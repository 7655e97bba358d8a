"""Files of records: taken in, listed, looked after and handed out; their bytes lie by content hash."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, select

from app.models.attachment import Attachment
from app.models.base import Base
from app.models.database import Database, Unit
from app.models.terms import RecordType
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor, Intention, performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.guarding.room import Room
from app.services.office.attachment_files import (
    AttachmentFiles,
    AttachmentLost,
    Condition,
    Staged,
    Stored,
    digest_of,
    place_of,
)
from app.services.office.attachment_kinds import LARGEST, RefusedKinds
from app.services.office.attachment_rows import Added, Exported
from app.services.office.vault import Readable
from app.services.store.places import attachments_of
from app.services.suggestions.rows import AttachmentRow

__all__ = ["LARGEST", "AttachmentLost", "Attachments", "Condition", "Stored", "digest_of", "place_of"]

ADD_ATTACHMENT = Intention("attachment.add", "添加附件", "attachment:add")
REMOVE_ATTACHMENT = Intention("attachment.remove", "移除附件", "attachment:remove")
REGISTER_FINAL = Intention("attachment.final", "登记定稿", "attachment:add")

FINAL_COPY = "定稿"  # the purpose of the copy that counts: scanned, or what the office made of the Word copy
_FINAL_KINDS = (".pdf", ".ofd", ".docx", ".doc", ".wps", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
_LONGEST_PURPOSE = 40  # the column's length
_KB = 1024  # progress is told in these: Qt's signals carry 32 bits

RecordKey = tuple[RecordType, int]
Admit = Callable[[RecordKey, Sequence[str]], object]  # raises DomainError for a record or names it keeps out


def _anything(_record: RecordKey, _names: Sequence[str]) -> None:
    """What is asked where nothing is kept out."""


class Attachments:
    """The files of one store."""

    def __init__(
        self, database: Database, clock: Clock, changes: Changes, refused: RefusedKinds, admit: Admit = _anything
    ) -> None:
        """``changes`` is told when a record gets or loses a file; ``admit`` is asked before any byte is copied."""
        self._database = database
        self._clock = clock
        self._changes = changes
        self._admit = admit
        self.folder = attachments_of(database.path)
        self.files = AttachmentFiles(self.folder, refused, key=database.key)

    def with_room(self, room: Room) -> "Attachments":
        """Ask whether the disk has room before bytes are copied."""
        self.files.room = room
        return self

    @performs(ADD_ATTACHMENT)
    def add(self, actor: Actor, record_type: RecordType, record_id: int, purpose: str, path: Path) -> int:
        """Copy a file in for a record and return the attachment's id; raises DomainError, KnownError."""
        added = self.add_all(actor, (record_type, record_id), purpose, [path])
        if not added.ids:
            raise DomainError("\n".join(added.refused) or f"“{added.healed[0]}”的文件已恢复，没有重复添加。")
        return added.ids[0]

    @performs(ADD_ATTACHMENT)
    def add_all(
        self,
        actor: Actor,
        record: RecordKey,
        purpose: str,
        paths: Sequence[Path],
        progress: Progress | None = None,
    ) -> Added:
        """Copy files in for a record as one act; those that cannot be are told, the others added.

        Raises FieldProblem for the purpose; may raise Cancelled, and then nothing has been added.
        """
        purpose = self.checked_purpose(purpose)
        self._admit(record, [purpose, *(path.name for path in paths)])
        staged, refused = self._stage(paths, progress or Unwatched())
        stored: list[Stored] = []
        with ExitStack() as leftovers:
            for each in staged:
                leftovers.callback(each.at.unlink, missing_ok=True)
            healing = {each.sha256 for each in staged if self.files.condition(each.sha256) is not Condition.SOUND}
            for each in staged:
                try:
                    stored.append(self.files.settle(each))
                except KnownError as problem:
                    refused.append(str(problem))
        added = self._write(actor, record, purpose, stored, healing)
        if added.ids or added.healed:
            self._changes.publish(record[0], [record[1]])
        return Added(added.act, added.ids, added.healed, (*refused, *added.refused))

    @performs(REGISTER_FINAL)
    def register_final(self, actor: Actor, record: RecordKey, path: Path, progress: Progress | None = None) -> Written:
        """Bring the final copy of a record's paper back, scanned or from the word processor.

        Raises DomainError, KnownError; may raise Cancelled, and then nothing has been kept.
        """
        if path.suffix.lower() not in _FINAL_KINDS:
            raise DomainError(
                f"“{path.name}”不是定稿的格式。请选择扫描件、PDF、OFD 或文字处理文件（{'、'.join(_FINAL_KINDS)}）。"
            )
        self._admit(record, [path.name])
        with (
            self.incoming(path, progress) as final,
            self._database.write(actor, REGISTER_FINAL, self._clock.now()) as unit,
        ):
            written = Written(self._attach(unit, record, FINAL_COPY, self.files.settle(final)), unit.act)
        self._changes.publish(record[0], [record[1]])
        return written

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
                    f"“{attachment.file_name}”是已登记事项（送达、回复、整改、签批、调查、移送等）的依据，"
                    "不能单独移除。请先更正那条登记。"
                )
            unit.session.delete(attachment)
        self._changes.publish(of[0], [of[1]])

    def admit(self, record: RecordKey, names: Sequence[str]) -> None:
        """Refuse a file of a record by its purpose and name, where it does not belong in the store."""
        self._admit(record, names)

    @contextmanager
    def incoming(self, path: Path, progress: Progress | None = None, *, is_open: bool = False) -> Iterator[Staged]:
        """Copy a file in before the transaction that keeps it begins, so that no other writer waits for the copying.

        Raises DomainError, KnownError, Cancelled. Bytes that have not been attached are gone afterwards.
        """
        size = _size(path)
        tick = _watch(progress or Unwatched(), 0, size)
        staged = self.files.stage(path, tick, is_open=is_open)
        try:
            tick(size)  # once more: whoever stopped it while the last bytes went to the disk is heard
            yield staged
        finally:
            staged.at.unlink(missing_ok=True)

    @contextmanager
    def scan_coming(self, path: Path | None, progress: Progress | None = None) -> Iterator[Staged | None]:
        """``incoming`` for a scan that need not be there."""
        if path is None:
            yield None
        else:
            with self.incoming(path, progress) as staged:
                yield staged

    @contextmanager
    def several_coming(self, paths: Sequence[Path], progress: Progress | None = None) -> Iterator[tuple[Staged, ...]]:
        """``incoming`` for several files of one act: all of them come, or none."""
        watcher, total, before = progress or Unwatched(), sum(_size(path) for path in paths), 0
        with ExitStack() as leftovers:
            staged: list[Staged] = []
            for path in paths:
                staged.append(self.files.stage(path, _watch(watcher, before, total)))
                leftovers.callback(staged[-1].at.unlink, missing_ok=True)
                before += _size(path)
            _watch(watcher, before, total)(0)  # whoever stopped it while the last bytes went to the disk is heard
            yield tuple(staged)

    def attach(self, unit: Unit, record: RecordKey, purpose: str, staged: Staged) -> int:
        """Keep an incoming file with a record, within another service's transaction; raises KnownError.

        A registration keeps its own attachment even where the record has the same content already.
        """
        self._admit(record, [purpose, staged.name])
        return self._attach(unit, record, purpose, self.files.settle(staged))

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
        return self.files.checked(sha256)

    def readable(self, sha256: str) -> Readable:
        """The bytes to be read, checked against their hash; raises AttachmentLost."""
        return self.files.readable(sha256)

    def conditions(self, rows: Iterable[AttachmentRow], progress: Progress | None = None) -> dict[str, Condition]:
        """How the bytes of some attachments are, by hash; reads them whole, so not for the window's thread."""
        wanted = {row.sha256: row.size for row in rows}
        found: dict[str, Condition] = {}
        for done, (sha256, size) in enumerate(wanted.items()):
            (progress or Unwatched()).report(done, len(wanted))
            found[sha256] = self.files.condition(sha256, size)
        return found

    def store_file(self, path: Path, progress: Progress | None = None, *, is_open: bool = False) -> Stored:
        """Put the bytes into the folder, once however often they come; raises DomainError, KnownError, Cancelled."""
        with self.incoming(path, progress, is_open=is_open) as staged:
            return self.files.settle(staged)

    def save_as(self, row: AttachmentRow, target: Path, progress: Progress | None = None) -> Path:
        """Write one file where the user said, over what is there; raises AttachmentLost, KnownError."""
        self.files.copy_to(_stored(row), target, _watch(progress or Unwatched(), 0, row.size))
        return target

    def export(self, rows: Sequence[AttachmentRow], folder: Path, progress: Progress | None = None) -> Exported:
        """Write files into a folder under their names, numbered where taken. Cancelled, none is left."""
        watcher, total, done = progress or Unwatched(), sum(row.size for row in rows), 0
        paths: list[Path] = []
        refused: list[str] = []
        with ExitStack() as leftovers:  # cancelled: what has been written so far goes
            for row in rows:
                try:
                    paths.append(self.files.copy_into(_stored(row), folder, _watch(watcher, done, total)))
                except KnownError as problem:
                    refused.append(f"“{row.file_name}”没有导出：{problem}")
                else:
                    leftovers.callback(paths[-1].unlink, missing_ok=True)
                done += row.size
            leftovers.pop_all()
        return Exported(tuple(paths), tuple(refused))

    def lend(self, row: AttachmentRow, folder: Path, progress: Progress | None = None) -> Path:
        """A read-only copy for another program; raises DomainError for what would run, AttachmentLost, KnownError."""
        self.files.refused.refuse_name(row.file_name)  # a store may hold what an older version let in
        copy = self.files.copy_into(_stored(row), folder, _watch(progress or Unwatched(), 0, row.size))
        copy.chmod(0o400)
        return copy

    def checked_purpose(self, purpose: str) -> str:
        """The purpose as it will be kept; raises FieldProblem."""
        purpose = purpose.strip()
        if not purpose:
            raise FieldProblem("purpose", "请填写用途，例如“调查材料”。")
        if len(purpose) > _LONGEST_PURPOSE:
            raise FieldProblem("purpose", f"用途最多 {_LONGEST_PURPOSE} 个字，现有 {len(purpose)} 个。请改短。")
        return purpose

    def _stage(self, paths: Sequence[Path], progress: Progress) -> tuple[list[Staged], list[str]]:
        total, done = sum(_size(path) for path in paths), 0
        staged: list[Staged] = []
        refused: list[str] = []
        with ExitStack() as leftovers:  # cancelled: what has been copied so far goes
            for path in paths:
                try:
                    staged.append(self.files.stage(path, _watch(progress, done, total)))
                except (DomainError, KnownError) as problem:
                    refused.append(str(problem))
                else:
                    leftovers.callback(staged[-1].at.unlink, missing_ok=True)
                done += _size(path)
            leftovers.pop_all()
        return staged, refused

    def _write(
        self, actor: Actor, record: RecordKey, purpose: str, stored: Sequence[Stored], healing: set[str]
    ) -> Added:
        ids: list[int] = []
        healed: list[str] = []
        refused: list[str] = []
        if not stored:
            return Added(0, (), (), ())
        with self._database.write(actor, ADD_ATTACHMENT, self._clock.now()) as unit:
            wanted = select(Attachment).where(Attachment.record_type == record[0], Attachment.record_id == record[1])
            has = {found.sha256: found.file_name for found in unit.session.scalars(wanted.order_by(Attachment.id))}
            as_this = {found.sha256 for found in unit.session.scalars(wanted.where(Attachment.purpose == purpose))}
            for each in stored:
                twin = has.get(each.sha256)
                if twin is not None and each.sha256 in healing:
                    healed.append(twin)
                elif each.sha256 not in as_this:  # for another purpose it counts anew: a stage may ask for it by name
                    ids.append(self._attach(unit, record, purpose, each))
                    has[each.sha256] = each.name
                    as_this.add(each.sha256)
                else:
                    refused.append(f"“{each.name}”与本件已有的附件“{twin}”内容和用途相同，没有重复添加。")
                healing.discard(each.sha256)
            act = unit.act if ids else 0
        return Added(act, tuple(ids), tuple(healed), tuple(refused))

    def _attach(self, unit: Unit, record: RecordKey, purpose: str, stored: Stored) -> int:
        attachment = Attachment(
            record_type=record[0],
            record_id=record[1],
            purpose=purpose,
            file_name=stored.name,
            sha256=stored.sha256,
            size=stored.size,
            added_at=self._clock.now().isoformat(timespec="seconds"),
        )
        unit.session.add(attachment)
        unit.session.flush()
        return attachment.id


def _watch(progress: Progress, before: int, total: int) -> Callable[[int], object]:
    return lambda done: progress.report((before + done) // _KB, max(total // _KB, 1))


def _size(path: Path) -> int:
    """For the progress only; a file that cannot be looked at is refused with its reason when its turn comes."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_referred_to(unit: Unit, attachment_id: int) -> bool:
    asked = (select(column).where(column == attachment_id) for column in _referring_columns())
    return any(unit.session.scalars(wanted.limit(1)).first() is not None for wanted in asked)


@cache
def _referring_columns() -> tuple[Column[Any], ...]:
    """Every column of any table that names an attachment: what rests on a file keeps it."""
    import app.models.all_tables  # noqa: F401 - fills the metadata; not needed before the first removal

    keys = (key for table in Base.metadata.sorted_tables for key in table.foreign_keys)
    return tuple(key.parent for key in keys if key.column is Attachment.__table__.c.id)


def _row(found: Attachment) -> AttachmentRow:
    return AttachmentRow(found.id, found.purpose, found.file_name, found.sha256, found.size, found.added_at)


def _stored(row: AttachmentRow) -> Stored:
    return Stored(row.sha256, row.size, row.file_name)
