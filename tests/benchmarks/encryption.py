"""What encryption costs: the same store plain and encrypted, in turn, in one run.

Opening counts from the key on (``open_store`` with keys that are unlocked already) and, by itself, with Argon2id as it
is shipped. The list is its first page by due date, the search twelve words, the month the whole of its figures.
"""

import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.actor import Actor
from app.open_desk import OpenDesk
from app.services.foundation.clock import SystemClock
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.keys.encrypting import encrypt_store
from app.services.keys.keyring import Keyring
from app.services.keys.locks import Pass, Unlocked
from app.services.keys.rules import KeyRules
from app.services.lists.listing import Listing, ListQuery
from app.services.store.opening import open_store
from app.services.store.places import keys_of
from app.services.suggestions.listing import letter_listing
from tests.benchmarks.searching import WORDS
from tests.tools.benchmark_stores import SIZES, store_of
from tests.tools.measuring import in_turn, note, report, seconds_of

TYPED = "检察Tz-2026-09"
MONTH, WINDOW = "2026-10", 100


def main() -> None:
    """Every measure at the smaller of the two sizes: the ratio, not the size, is asked for."""
    resources, clock = Resources.shipped(), SystemClock()
    letters = SIZES[0]
    with TemporaryDirectory() as folder:
        plain, locked = Path(folder) / "明.jdt", Path(folder) / "密.jdt"
        for place in (plain, locked):
            shutil.copyfile(store_of(letters), place)
        at = clock.now().isoformat()
        ring, _told = Keyring.make(keys_of(locked), TYPED, at, KeyRules.read(resources.keys).hardness)
        note(
            f"encrypting a store of {locked.stat().st_size / 1e6:.0f} MB, {letters:,} letters: {_locked(locked, ring)}"
        )
        _compare(plain, locked, Unlocked(ring.key), letters)


def _locked(store: Path, ring: Keyring) -> str:
    taken = seconds_of(lambda: encrypt_store(store, ring, Actor("测量"), SystemClock(), Unwatched()))
    return f"{taken:.1f} s, its backup included"


def _compare(plain: Path, locked: Path, key: Unlocked, letters: int) -> None:
    clock, resources = SystemClock(), Resources.shipped()
    opening = in_turn(lambda: _first_read(locked, key), lambda: _first_read(plain, None))
    report("encrypted: a store opened and read, the key at hand (plain)", *opening, aim=None)
    whole = in_turn(lambda: _first_read(locked, Pass(TYPED)), lambda: _first_read(plain, None), rounds=3)
    report("encrypted: the same with the password, Argon2id (plain)", *whole, aim=None)
    ours = OpenDesk(open_store(locked, clock, key), clock, resources)
    bare = OpenDesk(open_store(plain, clock), clock, resources)
    for desk in (ours, bare):
        desk.search.rebuild()
    first, query = [letter_listing(desk._database) for desk in (ours, bare)], ListQuery(clock.today(), sort="due_on")
    listing = in_turn(*[partial(_page, each, query) for each in first])
    report(f"encrypted: the first page of {letters:,} letters by due date (plain)", *listing, aim=None)
    found = in_turn(*[partial(_find, desk) for desk in (ours, bare)])
    report(f"encrypted: search, {len(WORDS)} words (plain)", *found, aim=None)
    month = in_turn(*[partial(desk.monthly_statistics.month, MONTH) for desk in (ours, bare)], rounds=3)
    report("encrypted: a month's figures (plain)", *month, aim=None)
    for desk in (ours, bare):
        desk.close()


def _first_read(store: Path, given: Pass | Unlocked | None) -> None:
    database = open_store(store, SystemClock(), given)
    with database.read() as session:
        session.connection().exec_driver_sql("select name from office").fetchall()
    database.close()


def _page(listing: Listing, query: ListQuery) -> object:
    return listing.rows(listing.ids(query)[:WINDOW], query)


def _find(desk: OpenDesk) -> object:
    return [desk.search.find(word) for word in WORDS]
