"""A desk on a real store, and letters on their paths."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import AddresseeRelation
from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.suggestion_paths.rows import StepState
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.conftest import CHINA
from tests.services.letter_steps import CLERK, LetterSteps
from tests.services.records import let_check_pass

_TEXT = {"facts": "河道内堆放垃圾。", "proposal": "清理河道。\n建立巡查制度。"}


class Office:
    """Letters of the office, in words a test can read."""

    def __init__(self, desk: OpenDesk, folder: Path, database: Database) -> None:
        """Everything goes through the real services."""
        self._database = database
        self.desk, self.steps = desk, LetterSteps(desk, folder)
        self.paths, self.letters = desk.suggestion_paths, desk.suggestions

    def drafted(self, path: str = "social-governance", **facts: Any) -> int:
        """A letter on a path, its text written."""
        kind = next(each.kind for each in self.paths.paths if each.code == path) if path else SuggestionKind.OTHER
        said = {**_TEXT, "addressee_relation": AddresseeRelation.LOCAL, "handler": "张某", **facts}
        addressee = said.pop("addressee", "青山县水利局")
        return self.letters.draft(CLERK, LetterDraft(kind=kind, addressee=addressee, path=path, **said)).id

    def issue(self, letter: int, number: str = "青检建〔2026〕3号", on: str = "2026-11-21", **said: Any) -> None:
        """登记制发, after the check before the signature."""
        if not said.get("is_number_only"):
            self.check(letter)
        self.letters.register_issue(CLERK, letter, IssueDraft(number, PartialDate(on), **said))

    def check(self, letter: int) -> None:
        """制发前检查 passed with the words the letter has."""
        let_check_pass(self._database, letter)

    def states(self, letter: int) -> dict[str, StepState]:
        """Where each step stands."""
        return {row.code: row.state for row in self.paths.progress(letter).steps}

    def lacking(self, letter: int) -> list[str]:
        """The codes of what stands between the letter and its issue."""
        return [row.code for row in self.paths.missing(letter)]

    def deadlines(self, letter: int) -> dict[str, str]:
        """Rule codes of the letter's deadlines with their states."""
        cards = self.desk.docket.of(RecordType.SUGGESTION, letter)
        return {card.rule_code: card.state.label for card in cards}


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def office(desk: OpenDesk, tmp_path: Path, database: Database) -> Office:
    """The office and its letters."""
    return Office(desk, tmp_path, database)
