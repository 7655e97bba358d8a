"""What accounts cost: a list and a write with the gate and no accounts, then as somebody who has signed in.

The limit is the same service on the same store without any gate, as it was before there were accounts. The person of a
department reads through temporary views; whoever reads the whole office has views over accounts and drafts only.

Beside that the pages people wait for – the list, twelve searches, a month's figures – with accounts on against the same
desk's service on the same store without accounts. Aims: 1.3 for who reads the office, 3 for who reads a department.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.actor import Actor
from app.models.database import Database
from app.models.matter import Matter
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.rows import NewAccount, SwitchOn
from app.services.docket.listing import DocketListing
from app.services.foundation.clock import SystemClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.lists.store_listing import StoreListing
from app.services.matters.intentions import AMEND
from app.services.suggestions.listing import letter_listing
from tests.benchmarks.searching import WORDS
from tests.tools.benchmark_stores import DAY, SIZES, store_of
from tests.tools.measuring import best_of, in_turn, note, report

PASSWORD = "Qingshan-2026"  # noqa: S105 - of everybody here
WINDOW = 100
QUERY = ListQuery(DAY)
MONTH = "2026-10"
AIMS = {Role.LEADER: 1.3, Role.CLERK: 3.0}


def main() -> None:
    """Each size, with the store's departments as they are."""
    for letters in SIZES:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "台账.jdt"
            shutil.copy(store_of(letters), path)
            _measure(path, letters)


def _measure(path: Path, letters: int) -> None:
    with closing(sqlite3.connect(path)) as store:
        found = (
            "select matter.id, department.id from matter join department on department.name = matter.department limit 1"
        )
        ((matter, department),) = store.execute(found)
    off = path.with_name("无账户.jdt")
    shutil.copy(path, off)
    bare, desk, without = Database(path), _desk(path), _desk(off)
    for each in (desk, without):
        each.search.rebuild()
    _compare("no accounts", letters, (bare, desk), Actor("张某"), matter)
    _switch_on(desk, department)
    for role, name in ((Role.LEADER, "院某"), (Role.CLERK, "书某")):
        desk.access.sign_in(name, PASSWORD)
        _compare(role.value, letters, (bare, desk), desk.access.actor(), matter)
        _pages(role, letters, desk, without)
    note(f"signing in: {best_of(3, lambda: desk.access.sign_in('书某', PASSWORD)) * 1000:.0f} ms (argon2id, 64 MiB)")
    for each in (desk, without, bare):
        each.close()


def _compare(who: str, letters: int, both: tuple[Database, OpenDesk], actor: Actor, matter: int) -> None:
    bare, desk = both
    open_list = _opening(letter_listing(bare)), _opening(desk.suggestions.listing)
    report(f"accounts: list opened, {who}, {letters:,}", *in_turn(open_list[1], open_list[0]), aim=None)
    docket = _opening(DocketListing.over(bare)), _opening(desk.docket.listing)
    report(f"accounts: 期限总览 opened, {who}, {letters:,}", *in_turn(docket[1], docket[0]), aim=None)
    ours, limit = _writing(desk._database, actor, matter), _writing(bare, Actor("张某"), matter)
    writes = in_turn(ours, limit, rounds=31)
    report(f"accounts: one write, {who}, {letters:,}", *writes, aim=None)


def _pages(role: Role, letters: int, desk: OpenDesk, without: OpenDesk) -> None:
    """What somebody waits for, with accounts against without."""
    pages: tuple[tuple[str, Callable[[OpenDesk], Callable[[], object]], int], ...] = (
        ("the first page of letters", lambda each: _opening(each.suggestions.listing), 7),
        (f"search, {len(WORDS)} words", lambda each: lambda: [each.search.find(word) for word in WORDS], 5),
        ("a month's figures", lambda each: lambda: each.monthly_statistics.month(MONTH), 3),
    )
    for name, of, rounds in pages:
        taken = in_turn(of(desk), of(without), rounds=rounds)
        report(f"accounts on against off: {name}, {role.value}, {letters:,}", *taken, aim=AIMS[role])


def _opening(listing: StoreListing) -> Callable[[], object]:
    return lambda: listing.rows(listing.ids(QUERY)[:WINDOW], QUERY)


def _writing(database: Database, actor: Actor, key: int) -> Callable[[], object]:
    """Another remark on a matter each time, in a transaction of its own."""
    numbers = count()

    def write() -> None:
        with database.write(actor, AMEND, SystemClock().now()) as unit:
            unit.session.get_one(Matter, key).remarks = f"{actor.name}{next(numbers)}"

    return write


def _desk(path: Path) -> OpenDesk:
    return OpenDesk(Database(path), SystemClock(), Resources.shipped())


def _switch_on(desk: OpenDesk, department: int) -> None:
    """Three officers, a leader, and a clerk of one department; nobody has to change the password first."""
    officers = (NewAccount(name, PASSWORD, must_change=False) for name in ("系某", "保某", "审某"))
    leader = NewAccount("院某", PASSWORD, roles=(Role.LEADER,), must_change=False)
    clerk = NewAccount("书某", PASSWORD, roles=(Role.CLERK,), department_ids=(department,), must_change=False)
    desk.access.switch_on(Actor("张某"), SwitchOn(*officers, (leader, clerk)))
