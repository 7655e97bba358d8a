"""A month's hundred letters of one office: registered, served and answered by two clerks at two desks of one store."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Adoption, RecordType, ServiceMethod, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.papers.rows import LETTER, RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft, ReplyDraft, ServiceDraft
from tests.conftest import CHINA

AT = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))
CLERKS = (Actor("张某"), Actor("李某"))
COUNT = 100
SAID = {
    "case_source": "本院在办案中发现。",
    "facts": "经查，河道淤塞三处。",
    "problem": "日常监管不到位。",
    "proposal": "及时清淤。\n建立台账。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "收到之日起十五日内",
    "reply_period": "两个月",
}


@pytest.fixture
def desks(database: Database) -> Iterator[tuple[OpenDesk, OpenDesk]]:
    """Two desks on one store."""
    other = Database(database.path)
    yield OpenDesk(database, AT, Resources.shipped()), OpenDesk(other, AT, Resources.shipped())
    other.close()


@pytest.mark.exhaustive
@pytest.mark.timeout(300)
def test_a_hundred_letters_of_one_month_are_registered_served_and_answered(
    desks: tuple[OpenDesk, OpenDesk], tmp_path: Path
) -> None:
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    letters = []
    for serial, (desk, clerk) in zip(range(1, COUNT + 1), cycle(zip(desks, CLERKS, strict=True)), strict=False):
        draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, f"青山县第{serial}中学", **SAID)  # type: ignore[arg-type]  # texts
        letter = desk.suggestions.draft(clerk, draft).id
        issue = IssueDraft(f"青检建〔2026〕{serial}号", PartialDate(f"2026-09-{serial % 28 + 1:02d}"))
        desk.papers.issuing.issue(clerk, RecordKey(RecordType.SUGGESTION, letter), LETTER, issue)
        letters.append(letter)
    # What one clerk issued the other serves; replies come to whoever has the letter open.
    for serial, (letter, (desk, clerk)) in enumerate(
        zip(letters, cycle(zip(reversed(desks), reversed(CLERKS), strict=True)), strict=False), start=1
    ):
        day = PartialDate(f"2026-09-{serial % 28 + 2:02d}")
        desk.suggestions.register_service(clerk, letter, ServiceDraft(ServiceMethod.WRITTEN, day, "王某", scan=scan))
        registered = PartialDate("2026-11-05" if serial % 4 else "2026-11-21")
        reply = ReplyDraft(registered, Adoption.ADOPTED, scan, entry_number=f"收〔2026〕{serial}号")
        desk.suggestions.record_reply(clerk, letter, reply)
    assert_one_register(desks[0], letters)
    assert_one_month(desks[1], tmp_path)


def assert_one_register(desk: OpenDesk, letters: list[int]) -> None:
    """Every number once and none between them; each letter with its frozen copy, due day, reply and receipt."""
    cards = [desk.suggestions.card(letter) for letter in letters]
    assert [card.number for card in cards] == [f"青检建〔2026〕{serial}号" for serial in range(1, COUNT + 1)]
    assert len({card.entry_number for card in cards}) == COUNT
    for card in cards:
        assert card.due_on is not None
        assert card.replied_on is not None
        assert {file.purpose for file in card.attachments} == {"送达回证", "回复函"}
        assert desk.papers.frozen(LETTER, RecordKey(RecordType.SUGGESTION, card.id)) is not None
    assert [finding.message for finding in desk.store.check().findings if finding.level == "错误"] == []


def assert_one_month(desk: OpenDesk, folder: Path) -> None:
    """The month counts them all, and the tracking sheet has a line for each."""
    figures = {figure.code: figure.n for figure in desk.monthly_statistics.month("2026-09").figures}
    assert (figures["suggestions.carried"], figures["suggestions.received"]) == (0, COUNT)
    sheet = folder / "回复跟踪表.pdf"
    assert desk.sheets.reply_tracking(ListQuery(AT.today()), sheet) == COUNT
    text = "".join(page.extract_text() for page in PdfReader(sheet).pages)
    assert "青检建〔2026〕100号" in text.replace("\n", "")
