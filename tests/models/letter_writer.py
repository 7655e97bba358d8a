"""A process that registers the issue of letters without end and says each number after it; it is killed by its test.

Every number is the next one, so that a number that was lost or given twice shows.
"""

import sys
from itertools import count
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import RecordType, ServiceMethod, SuggestionKind
from app.services.foundation.resources import Resources
from app.services.papers.rows import LETTER, RecordKey
from app.services.store.opening import open_store
from app.services.suggestions.rows import IssueDraft, LetterDraft, ServiceDraft
from tests.models.killing import CLOCK

CLERK = Actor("张某")
SERIES = "青检建〔2026〕"
SAID = {
    "case_source": "本院在办案中发现。",
    "facts": "经查，河道淤塞三处。",
    "problem": "日常监管不到位。",
    "proposal": "及时清淤。\n建立台账。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "收到之日起十五日内",
    "reply_period": "两个月",
}


def main(path: Path, first: int) -> None:
    """Write until killed; standard output gets a line for each number registered."""
    desk = OpenDesk(open_store(path, CLOCK), CLOCK, Resources.shipped())
    day, scan = PartialDate.of(CLOCK.today()), path.parent / "送达回证.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    for serial in count(first):
        draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", **SAID)
        letter = desk.suggestions.draft(CLERK, draft).id
        key = RecordKey(RecordType.SUGGESTION, letter)
        desk.papers.issuing.issue(CLERK, key, LETTER, IssueDraft(f"{SERIES}{serial}号", day))
        sys.stdout.write(f"{serial}\n")
        sys.stdout.flush()
        service = ServiceDraft(ServiceMethod.WRITTEN, day, "王某", scan=scan)
        desk.suggestions.register_service(CLERK, letter, service)
