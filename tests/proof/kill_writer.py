"""A process that does one thing without end and says each after it; it is killed by its test."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage, SuggestionKind
from app.services.base_data.rows import FigureDraft
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.keys.encrypting import encrypt_store
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass, Unlocked
from app.services.keys.rules import Hardness
from app.services.keys.service import Keys
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import LETTER, RecordKey
from app.services.store.opening import open_store
from app.services.store.places import attachments_of, index_of, keys_of
from app.services.store.restoring import restore
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.models.killing import CLOCK
from tests.models.letter_writer import SAID, SERIES
from tests.models.review_writer import HEAD, say

CLERK = Actor("张某")
CASES = 6  # of one ledger
ITEMS, MONTHS = ("批捕人数", "不捕人数"), ("2025-01", "2025-02", "2025-03")
STEPS = tuple(Stage)[1:4]
ON_A_PLAIN_STORE = ("import", "issue", "move", "paste", "backup")


def main(path: Path, first: int, deed: str) -> None:
    """Do it from number ``first`` on until killed."""
    DEEDS[deed](path, first)


def password(number: int) -> str:
    """What opens the store after so many changes."""
    return f"检察Tz-2026-{number:04}"


def _opened(path: Path) -> OpenDesk:
    return OpenDesk(open_store(path, CLOCK), CLOCK, Resources.shipped())


def _import(path: Path, first: int) -> None:
    desk = _opened(path)
    for number in count(first):
        table = path.with_name(f"原案{number}.csv")
        rows = (f"青检受〔2025〕{number}-{each}号,赵某{number}盗窃案,刑事,王某,刑事申诉,2" for each in range(CASES))
        table.write_text("\n".join((HEAD, *rows)), encoding="utf-8-sig")
        say("done", desk.importing.commit(CLERK, desk.importing.plan("cases", table)).batch or 0)


def _issue(path: Path, first: int) -> None:
    desk, day = _opened(path), PartialDate.of(CLOCK.today())
    for serial in count(first):
        draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", **SAID)
        key = RecordKey(RecordType.SUGGESTION, desk.suggestions.draft(CLERK, draft).id)
        desk.papers.issuing.issue(CLERK, key, LETTER, IssueDraft(f"{SERIES}{serial}号", day))
        say("done", serial)


def _move(path: Path, _first: int) -> None:
    desk = _opened(path)
    while True:
        matter = desk.matters.register(CLERK, MatterDraft(kind="内部事项", unit="青山县公安局")).id
        for moved, stage in enumerate(STEPS, start=1):
            desk.matters.move_to(CLERK, matter, stage)
            say("done", 10 * matter + moved)


def _paste(path: Path, first: int) -> None:
    desk = _opened(path)
    for number in count(first):
        drafts = [FigureDraft(item, at, at, 20 + number, unit=f"第{number}院") for item in ITEMS for at in MONTHS]
        desk.base_data.record(CLERK, drafts)
        say("done", number)


def _backup(path: Path, first: int) -> None:
    desk = _opened(path)
    for number in count(first):
        desk.store.backup(path.parent / "备份")
        say("done", number)


def _restore(path: Path, first: int) -> None:
    for number in count(first):
        restore(path.with_suffix(".jdtbak"), path.with_name(f"恢复{number}.jdt"))
        say("done", number)


def _upgrade(path: Path, first: int) -> None:
    for number in count(first):
        old = path.with_name(f"旧{number}.jdt")
        shutil.copyfile(path, old.with_suffix(".part"))
        old.with_suffix(".part").rename(old)
        open_store(old, CLOCK).close()
        say("done", number)


def _change_password(path: Path, first: int) -> None:
    database = open_store(path, CLOCK, Pass(password(first - 1)))
    keys = Keys(database, CLOCK, path.parent)
    for number in count(first):
        keys.change_password(CLERK, password(number - 1), password(number), password(number))
        say("done", number)


def _encrypt(path: Path, first: int) -> None:
    for number in count(first):
        plain = copied(path, path.with_name(f"明{number}.jdt"))
        ring, _paper = Keyring.make(keys_of(plain), password(number), CLOCK.now().isoformat(), Hardness(1, 8, 1))
        say("begun", number)
        encrypt_store(plain, ring, CLERK, CLOCK, Unwatched())
        say("encrypted", number)
        database = open_store(plain, CLOCK, Unlocked(ring.key))
        Keys(database, CLOCK, path.parent).destroy_plain(CLERK)
        database.close()
        say("destroyed", number)


def copied(store: Path, copy: Path) -> Path:
    """A closed store with all that lies beside it; itself last and whole, or a kill would leave half of one."""
    shutil.copytree(attachments_of(store), attachments_of(copy))
    shutil.copyfile(index_of(store), index_of(copy))
    shutil.copyfile(store, copy.with_suffix(".part"))
    return copy.with_suffix(".part").rename(copy)


DEEDS: dict[str, Callable[[Path, int], None]] = {
    "import": _import,
    "issue": _issue,
    "move": _move,
    "paste": _paste,
    "backup": _backup,
    "restore": _restore,
    "upgrade": _upgrade,
    "password": _change_password,
    "encrypt": _encrypt,
}
