"""Whether a store can be read, whether its log is its own, and whether the clock has gone on since its last act.

Nothing is written, and a disk that does not answer is never called damage.
"""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from app.models.cipher import ALONE, Connection, Mode, connect, sqlite_errors
from app.models.data_key import DataKey
from app.models.sqlite import APPLICATION_ID
from app.services.store.mending import is_damage
from app.services.store.swapping import beside

_RESERVED = 20  # where in the header SQLite keeps how much room it leaves at the end of each page
_DRIFT = timedelta(minutes=5)  # clocks are set right by so much without a word

Entry = tuple[int, str, str]  # number, hash and moment of an entry of the trail


def has_odd_header(store: Path, key: DataKey | None = None) -> bool:
    """Whether a store that was closed may have been damaged since where SQLite would read on and write wrongly.

    The room left at the end of every page is what SQLite believes without a proof; ours leave none.
    """
    if key is not None:
        return False  # its pages carry proofs of their own
    with store.open("rb") as file:
        return file.read(_RESERVED + 1)[_RESERVED:] != b"\0"


def is_sound(store: Path, key: DataKey | None = None) -> bool:
    """SQLite's quick check, without writing; raises what is the fault of the disk and not of the store."""
    return _passes(store, key, "ro") and not _is_overlaid(store, key)


def is_sound_alone(store: Path, key: DataKey | None = None) -> bool:
    """The same of the file without its log."""
    return _passes(store, key, ALONE)


def _passes(store: Path, key: DataKey | None, mode: Mode) -> bool:
    try:
        with closing(connect(store, key, mode)) as connection:
            (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite_errors() as error:
        if is_damage(error):
            return False
        raise
    return bool(told == "ok")


def _is_overlaid(store: Path, key: DataKey | None) -> bool:
    """Whether a log of another file or time lies over a store of ours; SQLite plays it in wherever it finds it.

    One of an earlier time would undo the last acts: what the file knows without its log is gone with it.
    """
    if not beside(store, "-wal").exists():
        return False
    if not is_ours(store, key, "ro") and is_ours(store, key, ALONE):
        return True
    return not has_entry(store, key, last_entry(store, key, ALONE))


def is_ours(store: Path, key: DataKey | None, mode: Mode) -> bool:
    """Whether the header bears our mark; raises one of ``sqlite_errors()``."""
    with closing(connect(store, key, mode)) as connection:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def last_entry(store: Path, key: DataKey | None, mode: Mode) -> Entry | None:
    """The head of the trail; None where there is no trail, or the file is torn."""
    try:
        with closing(connect(store, key, mode)) as connection:
            return _entry(connection, "order by seq desc")
    except sqlite_errors() as error:
        if is_damage(error):
            return None  # torn while it was written to: only with its log is it whole
        raise


def has_entry(store: Path, key: DataKey | None, entry: Entry | None) -> bool:
    """Whether the trail has this very entry; raises one of ``sqlite_errors()``."""
    if entry is None:
        return True
    with closing(connect(store, key, "ro")) as connection:
        return _entry(connection, "where seq = ?", entry[0]) == entry


def _entry(connection: Connection, which: str, *given: int) -> Entry | None:
    if not connection.execute("select 1 from sqlite_schema where name = 'audit_entry'").fetchone():
        return None
    wanted = f"select seq, hash, at from audit_entry {which} limit 1"  # noqa: S608 - of our own words
    found: Entry | None = connection.execute(wanted, given).fetchone()
    return found


def set_back(store: Path, now: datetime, key: DataKey | None = None) -> tuple[str, ...]:
    """A sentence where the clock says an earlier time than the trail's last act had."""
    last = last_entry(store, key, "ro")
    if last is None or datetime.fromisoformat(last[2]) <= now + _DRIFT:
        return ()
    return (
        f"本机时间 {now:%Y-%m-%d %H:%M} 早于台账里最近一次操作的时间 {last[2][:16].replace('T', ' ')}，"
        "系统时间可能被调回过。请先校准再录入：期限按本机日期计算；审计记录的先后以编号为准。",
    )
