"""Import of a ledger of 10,000 rows against openpyxl that only reads it (read-only mode, every cell's value).

Ours is the whole way: reading with calamine, checking every row, records, child rows and audit into an empty store.
The search index, which follows by itself, is timed apart.
"""

from pathlib import Path

from app.models.actor import Actor
from app.models.database import Database
from app.services.deadlines.service import Deadlines
from app.services.foundation.changes import Changes
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.importing.service import Importing
from app.services.search.service import Search
from app.services.store.opening import NewStore, create_store
from tests.tools.benchmark_ledger import write_ledger
from tests.tools.benchmark_stores import FOLDER, MOMENT, copy_of, store_of
from tests.tools.measuring import in_turn, note, report, seconds_of

ROWS = 10_000
ROUNDS = 3
_ACTOR = Actor("张某")


def main() -> None:
    """The whole import."""
    ledger = write_ledger(store_of(ROWS), FOLDER / f"ledger-{ROWS}.xlsx")
    office = _Office()
    ours, limit = in_turn(lambda: office.take_in(ledger), lambda: _only_read(ledger), ROUNDS, office.begin)
    report(f"import: {ROWS:,} rows", ours, limit, aim=2)
    note(f"import: of that the plan {seconds_of(lambda: office.plan(ledger)):.2f} s")
    search = Search(office.database)
    note(f"import: index of the {ROWS:,} letters, apart: {seconds_of(search.rebuild):.1f} s")
    search.close()


class _Office:
    """An empty store, new for every round."""

    def __init__(self) -> None:
        self._clock = FixedClock(MOMENT)
        empty = FOLDER / "empty.jdt"
        empty.unlink(missing_ok=True)
        create_store(empty, NewStore("青山县人民检察院", "青检"), _ACTOR, self._clock).close()
        self._empty = empty
        self.database = Database(empty)

    def begin(self) -> None:
        """Start from nothing."""
        self.database.close()
        self.database = Database(copy_of(self._empty, "importing.jdt"))
        resources = Resources.shipped()
        self.importing = Importing(self.database, self._clock, resources, Deadlines(resources), Changes())

    def plan(self, ledger: Path) -> object:
        """Read and check."""
        return self.importing.plan("suggestions", ledger)

    def take_in(self, ledger: Path) -> None:
        """Read, check and write."""
        result = self.importing.commit(_ACTOR, self.importing.plan("suggestions", ledger))
        assert len(result.entry_numbers) == ROWS, result.plan.errors[:3]


def _only_read(ledger: Path) -> int:
    from openpyxl import load_workbook

    workbook = load_workbook(ledger, read_only=True, data_only=True)
    read = sum(1 for row in workbook.worksheets[0].iter_rows(values_only=True) for _ in row)
    workbook.close()
    return read
