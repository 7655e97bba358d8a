"""A process that keeps drafts without end and says each after it; it is killed by its test."""

import sys
from itertools import count
from pathlib import Path

from app.models.actor import Actor
from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.drafts.service import Drafts
from app.services.store.opening import open_store
from tests.models.killing import CLOCK

CLERK = Actor("张某")
PLACE = DraftPlace("suggestions.draft_dialog.DraftDialog", "_card=1")
NOTE = DraftNote("修改检察建议书", "JY2026-00001", "suggestions", "1")
LONG = "河道淤塞，" * 400  # a letter's text, so that a row takes several pages


def said(number: int) -> dict[str, str]:
    """What the form says after so many pauses."""
    return {"facts": f"{number}：{LONG}{number}", "problem": str(number)}


def main(path: Path, first: int) -> None:
    """Keep until killed; every tenth is dropped again. Standard output gets a line for each."""
    drafts = Drafts(open_store(path, CLOCK), CLOCK)
    for number in count(first):
        if number % 10 == 0:
            drafts.drop(CLERK, PLACE)
        else:
            drafts.keep(CLERK, PLACE, NOTE, said(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
