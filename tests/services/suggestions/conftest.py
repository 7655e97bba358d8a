"""A desk on a real store, and letters brought to where a test begins."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Adoption, RecordType, Rectification, ServiceMethod, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.suggestions.rows import IssueDraft, LetterDraft, RectificationDraft, ReplyDraft, ServiceDraft
from tests.conftest import CHINA

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned paper."""
    path = tmp_path / "回复函.pdf"
    path.write_bytes(b"%PDF-1.7 scanned")
    return path


class Letters:
    """Takes a letter along its way in words a test can read."""

    def __init__(self, desk: OpenDesk, actor: Actor, scan: Path) -> None:
        """Everything goes through the real services."""
        self.desk, self.actor, self.scan = desk, actor, scan

    def drafted(self, addressee: str = "青山县水利局", **facts: object) -> int:
        """A letter with its entry number, not yet issued."""
        draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee=addressee, **facts)  # type: ignore[arg-type]  # a test's own fields
        return self.desk.suggestions.draft(self.actor, draft).id

    def issued(self, number: str = "青检建〔2026〕3号", on: str = "2026-09-01", **facts: object) -> int:
        """A letter registered as issued."""
        letter = self.drafted(**facts)  # type: ignore[arg-type]  # a test's own fields
        self.desk.suggestions.register_issue(self.actor, letter, IssueDraft(number, PartialDate(on)))
        return letter

    def served(self, received: str = "2026-09-03", **facts: object) -> int:
        """A letter whose receipt is known."""
        letter = self.issued(**facts)  # type: ignore[arg-type]  # a test's own fields
        service = ServiceDraft(ServiceMethod.WRITTEN, PartialDate(received), "王某", scan=self.scan)
        self.desk.suggestions.register_service(self.actor, letter, service)
        return letter

    def replied(self, on: str = "2026-11-02", **facts: object) -> int:
        """A letter with a reply."""
        letter = self.served(**facts)  # type: ignore[arg-type]  # a test's own fields
        reply = ReplyDraft(PartialDate(on), Adoption.ADOPTED, self.scan)
        self.desk.suggestions.record_reply(self.actor, letter, reply)
        return letter

    def ready(self, on: str = "2026-11-02", **facts: object) -> int:
        """A letter whose closing checklist has no red line: answered, filed and put right on the day of the reply."""
        letter = self.replied(on, **facts)  # type: ignore[arg-type]  # a test's own fields
        running = self.desk.docket.of(RecordType.SUGGESTION, letter)
        filing = next(card for card in running if "备案" in card.name)
        self.desk.docket.mark_met(self.actor, filing.id, PartialDate("2026-09-04"))
        seen = RectificationDraft(Rectification.COMPLETE, PartialDate(on))
        self.desk.suggestions.record_rectification(self.actor, letter, seen)
        return letter

    def cell(self, letter: int, key: str, as_of: date = TODAY) -> object:
        """One cell of the list, as a day knew it."""
        listing = self.desk.suggestions.listing
        (row,) = listing.rows([letter], ListQuery(as_of))
        return row.cells[[column.key for column in listing.columns].index(key)]


@pytest.fixture
def letters(desk: OpenDesk, actor: Actor, scan: Path) -> Letters:
    """Letters to begin with."""
    return Letters(desk, actor, scan)


Refusal = Callable[[], object]
