"""Second places of backups: named by a person with a reason, written to only while they are known to be the same."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Select, select

from app.models.actor import Actor
from app.models.database import Database
from app.models.store_care import BackupPlace
from app.models.trust_terms import PlaceKind
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.files import made_folder, write_file
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.store.backups import automatic_backups
from app.services.store.care_rows import Following, PlaceDraft, PlaceRow
from app.services.store.carrying import carry
from app.services.store.intentions import NAME_PLACE, WITHDRAW_PLACE
from app.services.store.media import Medium, plugged_in
from app.services.store.places import backups_of
from app.services.store.removable import removable
from app.services.store.thinning import Schedule

_MINUTE = "%Y-%m-%d %H:%M"
PLACES = "places.json"  # in X.backups, so that the restore centre finds the places while the store does not open
Plugged = Callable[[], Sequence[Medium]]


class SecondPlaces:
    """Where the automatic backups of one store go besides. Nothing is ever written anywhere else."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        rules: Path,
        plugged: Plugged = plugged_in,
        carried: Plugged = removable,
    ) -> None:
        """``rules`` is the folder of the schedule; ``plugged`` tells all media, ``carried`` those to take along."""
        self._database, self._clock, self._rules = database, clock, rules
        self._plugged, self._carried = plugged, carried

    def media(self) -> tuple[Medium, ...]:
        """Media that are plugged in and could be named."""
        return tuple(self._plugged())

    def rows(self) -> tuple[PlaceRow, ...]:
        """The places in use."""
        with self._database.read_behind() as session:
            places = session.scalars(_in_use()).all()
        known = self._plugged() if any(each.serial for each in places) else ()
        return tuple(self._row(each, known) for each in places)

    @performs(NAME_PLACE)
    def name(self, actor: Actor, draft: PlaceDraft) -> Written:
        """Name a place that is there now. Raises FieldProblem, KnownError."""
        if not draft.reason.strip():
            raise FieldProblem("reason", "请写明为什么备份到这里，例如本院的备份规定。")
        root = self._root_of(draft)
        if draft.kind is PlaceKind.FOLDER:
            _refuse_address(draft.folder)
        if draft.kind is PlaceKind.FOLDER and not Path(draft.folder).is_absolute():
            raise FieldProblem("folder", "请选择一个文件夹，写明完整的位置。")
        place = root / draft.folder
        if draft.kind is PlaceKind.FOLDER:
            _refuse_unreachable(place)
            self._refuse_medium(place)
        elif not place.resolve().is_relative_to(root.resolve()):
            raise FieldProblem(
                "folder", f"{draft.folder} 不在介质 {root} 上。请只写介质上的文件夹名，不写盘符，如 备份。"
            )
        if self._database.path.parent.resolve() == place.resolve():
            raise FieldProblem("folder", "这里就是台账所在的文件夹。第二处要在另一块盘或介质上，请另选。")
        if any(each.at is not None and each.at.resolve() == place.resolve() for each in self.rows()):
            raise FieldProblem("folder", f"{place} 已经是第二处，没有再指定一次。")
        self._mark(made_folder(place))
        at = self._clock.now().isoformat(timespec="seconds")
        with self._database.write(actor, NAME_PLACE, self._clock.now(), draft.reason.strip()) as unit:
            row = BackupPlace(
                kind=draft.kind,
                path=draft.folder,
                serial=draft.serial or None,
                named_by=actor.name,
                named_at=at,
                reason=draft.reason.strip(),
            )
            unit.session.add(row)
            unit.session.flush()
            written = Written(row.id, unit.act)
        self._tell_beside()
        return written

    @performs(WITHDRAW_PLACE)
    def withdraw(self, actor: Actor, place_id: int, reason: str) -> Written:
        """Write there no more; what lies there stays. Raises FieldProblem, DomainError."""
        if not reason.strip():
            raise FieldProblem("reason", "请写明为什么停用。")
        with self._database.write(actor, WITHDRAW_PLACE, self._clock.now(), reason.strip()) as unit:
            row = unit.session.get(BackupPlace, place_id)
            if row is None or row.withdrawn_at:
                raise DomainError("这一处已经停用，没有再改。请刷新后查看。")
            row.withdrawn_at = self._clock.now().isoformat(timespec="seconds")
        self._tell_beside()
        return Written(place_id, unit.act)

    def follow(self, progress: Progress | None = None) -> Following:
        """Bring every place that is there up to date: newest backup, missing attachments, thinned out.

        A place that is not there, or cannot be written, is told; the others are served all the same. Raises Cancelled.
        """
        carried, absent, problems = [], [], []
        schedule = Schedule.read(self._rules)
        for row in self.rows():
            if row.at is None:
                absent.append(row.title)
                continue
            try:
                carried.append(carry(self._database, row.at, self._clock.now(), schedule, progress or Unwatched()))
            except KnownError as problem:
                problems.append(f"没有备份到{row.title}：{problem}")
        return Following(tuple(carried), tuple(absent), tuple(problems))

    def behind(self) -> tuple[str, ...]:
        """Sentences of places that lack what was backed up here for longer than the schedule bears."""
        own = automatic_backups(backups_of(self._database.path), self._database.path)
        newest = next(iter(own.values()), None)
        if newest is None:
            return ()
        bears, told = Schedule.read(self._rules).place_behind_days, []
        for row in self.rows():
            days = (newest.date() - date.fromisoformat((row.newest or row.named_at)[:10])).days
            if days > bears:
                told.append(f"备份的第二处“{row.title}”落后 {days} 天：{row.state}。")
        return tuple(told)

    def _row(self, place: BackupPlace, known: Sequence[Medium]) -> PlaceRow:
        at = next(self._where(place.path, place.serial, known), None)
        kept = automatic_backups(at / backups_of(self._database.path).name, self._database.path) if at else {}
        newest = next((f"{moment:{_MINUTE}}" for moment in kept.values()), "")
        return PlaceRow(
            place.id,
            place.kind,
            place.path,
            place.serial or "",
            place.named_by,
            place.named_at,
            place.reason,
            at,
            newest,
        )

    def _where(self, path: str, serial: str | None, known: Sequence[Medium]) -> Iterator[Path]:
        """Where the place is now. The mark proves it: an empty mount point is a folder, too."""
        roots = [each.root for each in known if each.serial == serial] if serial else [Path()]
        yield from (root / path for root in roots if self._mark_in(root / path).is_file())

    def _root_of(self, draft: PlaceDraft) -> Path:
        if draft.kind is PlaceKind.FOLDER:
            return Path()
        found = next((each.root for each in self._plugged() if each.serial == draft.serial), None)
        if found is None:
            raise FieldProblem("serial", "这个介质现在没有插入，没有指定。请插入后再选。")
        return found

    def _refuse_medium(self, place: Path) -> None:
        """What is plugged in where a folder was is another medium every time; only its number tells."""
        real = place.resolve()
        there = [each for each in self._carried() if real.is_relative_to(each.root.resolve())]
        if not there:
            return
        told = f"请把方式改为“{PlaceKind.MEDIUM.label}”，按序列号指定这个介质。"
        if not there[0].serial:
            told = "它没有序列号，认不出来，不能作为第二处，请换一个介质或文件夹。"
        raise FieldProblem("folder", f"{place} 在移动介质上，没有指定。{told}")

    def _mark_in(self, folder: Path) -> Path:
        return folder / f"{self._database.path.stem}.place"

    def _mark(self, folder: Path) -> None:
        words = f"检督台“{self._database.path.name}”的备份的第二处，请保留这个文件。\n"
        write_file(self._mark_in(folder), words.encode())

    def _tell_beside(self) -> None:
        told = [{"path": row.path, "serial": row.serial} for row in self.rows()]
        folder = made_folder(backups_of(self._database.path))
        write_file(folder / PLACES, json.dumps(told, ensure_ascii=False).encode())


def places_beside(store: Path, plugged: Plugged = plugged_in) -> tuple[Path, ...]:
    """The second places as they were last told beside the store, those that are there now; needs no open store."""
    try:
        told = json.loads((backups_of(store) / PLACES).read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    known = plugged() if any(each["serial"] for each in told) else ()
    roots = {each.serial: each.root for each in known} | {"": Path()}
    found = (roots[each["serial"]] / each["path"] for each in told if each["serial"] in roots)
    return tuple(each for each in found if each.is_dir())


def _refuse_address(folder: str) -> None:
    """The address of a share is a folder on Windows alone; elsewhere a folder of that name would be made here."""
    if sys.platform != "win32" and (folder.startswith(("//", "\\\\")) or "://" in folder):
        raise FieldProblem(
            "folder",
            f"{folder} 是网络地址，本机不能直接写到那里，没有指定。"
            "请管理员先把它挂载成本机的一个文件夹，再选那个文件夹。",
        )


def _refuse_unreachable(place: Path) -> None:
    """A mistyped place, or one on a drive that is not there, would be made on this very disk, without a word."""
    try:
        is_there = place.parent.is_dir()
    except OSError:
        is_there = False
    if not is_there:
        raise FieldProblem(
            "folder",
            f"{place.parent} 不存在，或者现在连不上，没有指定。"
            "请检查是否写对；在网络或另一块盘上的，请先连上、挂载，再指定。",
        )


def _in_use() -> Select[BackupPlace]:
    return select(BackupPlace).where(BackupPlace.withdrawn_at.is_(None)).order_by(BackupPlace.id)
