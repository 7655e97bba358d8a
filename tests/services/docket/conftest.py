"""A desk on a real store, and records with deadlines to begin with."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Adoption, RecordType, ServiceMethod, SuggestionKind
from app.services.docket.rows import Authority, DeadlineCard
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import IssueDraft, LetterDraft, ReplyDraft, ServiceDraft
from tests.conftest import CHINA

TODAY = date(2026, 11, 20)  # a Friday
LETTER, MATTER = RecordType.SUGGESTION, RecordType.MATTER


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on Friday 20 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def authority() -> Authority:
    """A decision of the chief procurator."""
    return Authority("检察长", "案情复杂", "青检延〔2026〕1号")


class Office:
    """Brings records to where a test begins, through the real services."""

    def __init__(self, desk: OpenDesk, actor: Actor, folder: Path) -> None:
        """``folder`` is where scans lie."""
        self.desk, self.actor = desk, actor
        self.scan = folder / "扫描件.pdf"
        self.scan.write_bytes(b"%PDF-1.7 scanned")
        self._issued = 0

    def matter(self, kind: str = "民事生效裁判监督", accepted: str = "2026-11-02", **facts: object) -> int:
        """A registered matter of 李某."""
        draft = {"unit": "青山县人民法院", "handler": "李某", "department": "民事检察部", **facts}
        accepted_on = PartialDate(accepted)
        return self.desk.matters.register(self.actor, MatterDraft(kind=kind, accepted_on=accepted_on, **draft)).id  # type: ignore[arg-type]  # a test's own fields

    def issued(self, on: str = "2026-11-16", kind: SuggestionKind = SuggestionKind.SOCIAL_GOVERNANCE) -> int:
        """A letter of 张某 registered as issued."""
        draft = LetterDraft(kind, "青山县水利局", handler="张某", department="行政检察部")
        letter = self.desk.suggestions.draft(self.actor, draft).id
        self._issued += 1
        issue = IssueDraft(f"青检建〔{on[:4]}〕{self._issued}号", PartialDate(on))
        self.desk.suggestions.register_issue(self.actor, letter, issue)
        return letter

    def serve(self, letter: int, on: str) -> int:
        """Register the receipt, or correct it; gives the act."""
        is_correction = self.desk.suggestions.card(letter).received_on is not None
        service = ServiceDraft(ServiceMethod.WRITTEN, PartialDate(on), "王某", is_correction=is_correction)
        return self.desk.suggestions.register_service(self.actor, letter, service).act

    def reply(self, letter: int, on: str) -> int:
        """Record a reply; gives the act."""
        reply = ReplyDraft(PartialDate(on), Adoption.ADOPTED, self.scan)
        return self.desk.suggestions.record_reply(self.actor, letter, reply).act

    def deadline(self, record_type: RecordType, record_id: int, code: str, as_of: date | None = None) -> DeadlineCard:
        """The record's only deadline by that rule."""
        (found,) = (card for card in self.desk.docket.of(record_type, record_id, as_of) if card.rule_code == code)
        return found

    def codes(self, record_type: RecordType, record_id: int) -> dict[str | None, str]:
        """Rule code -> state of every deadline of a record."""
        return {card.rule_code: card.state.label for card in self.desk.docket.of(record_type, record_id)}


@pytest.fixture
def office(desk: OpenDesk, actor: Actor, tmp_path: Path) -> Office:
    """Records to begin with."""
    return Office(desk, actor, tmp_path)
