"""A table of base data coming in with the warnings it gives reason for, against the same import without any."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from app.models.actor import Actor
from app.models.database import Database
from app.open_desk import OpenDesk
from app.services.base_data.periods import month_before
from app.services.base_data.service import BaseData, Parts
from app.services.foundation.changes import Changes
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.indicators.library import IndicatorLibrary
from app.services.store.opening import NewStore, create_store
from tests.conftest import CHINA
from tests.tools.measuring import all_in_turn, report

_ITEMS, _MONTHS, _ROUNDS = 84, 120, 5
_CLERK = Actor("张某")


def main() -> None:
    """The whole import (read, check, write) and the writing alone, each with and without warnings."""
    clock, resources = FixedClock(datetime(2026, 11, 22, 8, 0, tzinfo=CHINA)), Resources.shipped()
    library = IndicatorLibrary(resources.indicators)
    names = [each.name for each in library.items.values() if each.total is None and not each.measure][:_ITEMS]
    with tempfile.TemporaryDirectory() as folder:
        empty, path = Path(folder) / "空.jdt", Path(folder) / "基础数据.csv"
        create_store(empty, NewStore("青山县人民检察院", "青检"), _CLERK, clock).close()
        _write(path, names)

        def bring_in(is_watched: bool, number: int) -> None:
            store = Path(folder) / f"{is_watched}{number}.jdt"
            shutil.copy(empty, store)
            database = Database(store)
            plain = BaseData(Parts(database, clock, Changes(), resources, library))
            service = OpenDesk(database, clock, resources).base_data if is_watched else plain
            service.commit(_CLERK, service.plan(path))
            database.close()

        plain, watched = all_in_turn([lambda at: bring_in(False, at), lambda at: bring_in(True, at)], _ROUNDS)
    count = f"{len(names) * _MONTHS:,} figures"
    report(f"base data with warnings, {count} (without)", watched.cpu, plain.cpu, aim=1.5)


def _write(path: Path, names: list[str]) -> None:
    months = [month_before("2026-11", back) for back in range(_MONTHS, 0, -1)]
    lines = [
        f"{month},{name},{400 if at % 50 == 49 else 40 + (at * 7 + len(name)) % 9}"
        for at, month in enumerate(months)
        for name in names
    ]
    path.write_text("\n".join(("月份,项目,数值", *lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
