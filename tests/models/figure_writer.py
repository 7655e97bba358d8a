"""A process that types, imports and locks figures without end and says each after it; it is killed by its test.

Each round types a quarter of two items, takes a table of a year in, and locks a month.
"""

from itertools import count
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.services.base_data.periods import month_before
from app.services.base_data.rows import FigureDraft
from app.services.foundation.resources import Resources
from app.services.store.opening import open_store
from tests.models.killing import CLOCK
from tests.models.review_writer import say

CLERK, HEAD = Actor("张某"), Actor("李某")
ITEMS = ("批捕人数", "不捕人数")
BLOCK = 6  # figures typed at once
TABLE = 12  # figures of a table


def main(path: Path, first: int) -> None:
    """Write until killed; standard output gets a line for each thing done: its kind and its number."""
    desk = OpenDesk(open_store(path, CLOCK), CLOCK, Resources.shipped())
    for number in count(first):
        unit = f"第{number}院"
        quarter = [f"2025-{month:02}" for month in (1, 2, 3)]
        drafts = [FigureDraft(item, month, month, 20 + number, unit=unit) for item in ITEMS for month in quarter]
        desk.base_data.record(CLERK, drafts)
        say("block", number)
        table = path.with_name(f"基础数据{number}.csv")
        rows = (f"2024-{month:02},{unit},起诉人数,{number % 50}" for month in range(1, TABLE + 1))
        table.write_text("\n".join(("期间,单位,项目,数值", *rows)), encoding="utf-8-sig")
        say("batch", desk.base_data.commit(CLERK, desk.base_data.plan(table)).batch or 0)
        period = month_before("2026-11", number)
        desk.month_closing.compute(CLERK, period)
        desk.month_closing.review(HEAD, period, {})
        desk.month_closing.lock(HEAD, period)
        say("locked", number)
