"""A process that opens reviews and sends their results without end and says each after it; it is killed by its test.

Each round takes a ledger of two cases in, opens a review from what each met, and sends a result of the first.
"""

import sys
from itertools import count
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.services.foundation.resources import Resources
from app.services.review_results.rows import ResultDraft, SendDraft
from app.services.review_triggers.rows import ReviewStart
from app.services.store.opening import open_store
from tests.models.killing import CLOCK

CLERK = Actor("张某")
CASES = 2
HEAD = "统一受案号,案件名称,案件类型,承办人,申诉信访类型,申诉信访次数"


def main(path: Path, first: int) -> None:
    """Write until killed; standard output gets a line for each thing done: its kind and the id it was given."""
    desk = OpenDesk(open_store(path, CLOCK), CLOCK, Resources.shipped())
    day = PartialDate.of(CLOCK.today())
    for number in count(first):
        table = path.with_name(f"原案{number}.csv")
        rows = (f"青检受〔2025〕{number}-{each}号,赵某{number}盗窃案,刑事,王某,刑事申诉,2" for each in range(CASES))
        table.write_text("\n".join((HEAD, *rows)), encoding="utf-8-sig")
        taken_in = desk.importing.commit(CLERK, desk.importing.plan("cases", table))
        say("batch", taken_in.batch or 0)
        for entry in taken_in.entry_numbers:
            met = [hit.id for hit in desk.review_triggers.of_case(desk.original_cases.find(entry))]
            review = desk.review_triggers.take_up(CLERK, met, ReviewStart("李某", day)).id
            say("review", review)
        draft = ResultDraft("training", "询问笔录制作培训", "第一检察部")
        result = desk.review_results.prepare(CLERK, review, draft).id
        desk.review_results.send(CLERK, result, desk.review_results.row(result).version, SendDraft(day))
        say("result", result)


def say(kind: str, key: int) -> None:
    """One acknowledged act."""
    sys.stdout.write(f"{kind} {key}\n")
    sys.stdout.flush()
