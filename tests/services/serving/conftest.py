"""Letters on their way out, on 22 November 2026."""

from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, ServiceMethod, SuggestionKind
from app.services.docket.rows import DeadlineCard
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.serving.rows import CopyRow, DispatchDraft, Sending, ServiceRow, ServingCard
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.conftest import CHINA

DAY = PartialDate


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned receipt."""
    path = tmp_path / "送达回证.pdf"
    path.write_bytes(b"%PDF-1.7 scanned")
    return path


class Post:
    """Letters as 张某 sends them."""

    def __init__(self, desk: OpenDesk, actor: Actor) -> None:
        """Everything goes through the real services."""
        self.desk, self.actor = desk, actor

    def issued(
        self, kind: SuggestionKind = SuggestionKind.SOCIAL_GOVERNANCE, on: str = "2026-11-02", **facts: str
    ) -> int:
        """A letter with its number."""
        letters = self.desk.suggestions
        letter = letters.draft(self.actor, LetterDraft(kind=kind, addressee="青山县水利局", **facts)).id  # type: ignore[arg-type]  # texts only
        letters.register_issue(self.actor, letter, IssueDraft(f"青检建〔2026〕{letter}号", DAY(on)))
        return letter

    def sent(self, letter: int, method: ServiceMethod = ServiceMethod.POSTED, on: str = "2026-11-09") -> ServiceRow:
        """The letter on its way, all said that the method asks for."""
        draft = DispatchDraft(
            method, DAY(on), "张某", tracking_number="EM123", is_agreed=True, is_party=True, place="本院宣告室"
        )
        self.desk.serving.delivery.dispatch(self.actor, letter, draft)
        return self.newest(letter)

    def card(self, letter: int) -> ServingCard:
        """All that goes out with it."""
        return self.desk.serving.card(letter)

    def newest(self, letter: int) -> ServiceRow:
        """The last service."""
        return self.card(letter).services[-1]

    def copy(self, letter: int, recipient: str) -> CopyRow:
        """The copies of one recipient."""
        return next(row for row in self.card(letter).copies if recipient in row.recipient)

    def tick(self, letter: int, recipient: str, on: str = "2026-11-04") -> int:
        """One recipient ticked off; gives the act."""
        row = self.copy(letter, recipient)
        return self.desk.serving.copying.send(self.actor, row.id, row.version, Sending(DAY(on), "张某", "赵某")).act

    def deadline(self, letter: int, code: str) -> DeadlineCard | None:
        """A deadline of the letter."""
        found = self.desk.docket.of(RecordType.SUGGESTION, letter)
        return next((card for card in found if card.rule_code == code), None)


@pytest.fixture
def post(desk: OpenDesk, actor: Actor) -> Post:
    """Letters to begin with."""
    return Post(desk, actor)
