"""Letters with a reply and items, files from a visit, and the office's day as a test needs it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import FollowUpKind, PhotoMoment
from app.models.suggestion import Suggestion
from app.models.suggestion_item import SuggestionItem
from app.models.terms import (
    Adoption,
    DeadlineState,
    RecordType,
    Rectification,
    ServiceMethod,
    SuggestionKind,
)
from app.services.docket.rows import DeadlineCard
from app.services.follow_ups.rows import LookDone, LookDraft, LookFile
from app.services.foundation.clock import FixedClock
from app.services.foundation.intentions import Intention
from app.services.foundation.resources import Resources
from app.services.suggestions.rows import IssueDraft, LetterDraft, ReplyDraft, ServiceDraft
from tests.conftest import CHINA

SPLIT = Intention("test.split", "拆分", "test:split")
LETTER = RecordType.SUGGESTION


class Rectifying:
    """Takes letters through what follows their reply, in words a test can read."""

    def __init__(self, database: Database, folder: Path, clerk: Actor) -> None:
        self.database, self.folder, self.clerk = database, folder, clerk
        self.scan = self.file("扫描件.pdf")
        self.on("2026-11-22")

    def on(self, day: str) -> None:
        """Work on another day from now on."""
        at = datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=9), CHINA)
        self.clock = FixedClock(at)
        self.desk = OpenDesk(self.database, self.clock, Resources.shipped())

    def file(self, name: str) -> Path:
        path = self.folder / name
        head = b"%PDF-1.7 " if name.endswith(".pdf") else b"\x89PNG "
        path.write_bytes(head + name.encode())
        return path

    def served(self, kind: SuggestionKind = SuggestionKind.SOCIAL_GOVERNANCE, number: int = 3) -> int:
        """Issued 2026-06-01 by number alone, served two days later with its receipt."""
        letters, day = self.desk.suggestions, PartialDate
        letter = letters.draft(self.clerk, LetterDraft(kind, "青山县水利局", handler="张某")).id
        issue = IssueDraft(f"青检建〔2026〕{number}号", day("2026-06-01"), is_number_only=True)
        letters.register_issue(self.clerk, letter, issue)
        served = ServiceDraft(ServiceMethod.WRITTEN, day("2026-06-03"), "李某", scan=self.scan)
        letters.register_service(self.clerk, letter, served)
        return letter

    def replied(self, kind: SuggestionKind = SuggestionKind.SOCIAL_GOVERNANCE, number: int = 3) -> int:
        """The same, answered on 2026-07-30."""
        letter = self.served(kind, number)
        answer = ReplyDraft(PartialDate("2026-07-30"), Adoption.ADOPTED, self.scan)
        self.desk.suggestions.record_reply(self.clerk, letter, answer)
        return letter

    def filed(self, letter: int) -> int:
        """Filed with the superior office in time."""
        filing = next(each for each in self.deadlines(letter) if "备案" in each.name)
        self.desk.docket.mark_met(self.clerk, filing.id, PartialDate("2026-06-05"))
        return letter

    def split(self, letter: int, *measures: str, adoption: Adoption = Adoption.ADOPTED) -> list[int]:
        """Give a letter its items; returns their ids."""
        with self.database.write(self.clerk, SPLIT, self.clock.now()) as unit:
            rows = [
                SuggestionItem(
                    suggestion_id=letter,
                    place=place,
                    measure=measure,
                    adoption=adoption,
                    rectification=Rectification.UNRECORDED,
                )
                for place, measure in enumerate(measures, start=1)
            ]
            unit.session.add_all(rows)
            unit.session.flush()
            return [row.id for row in rows]

    def look(self, letter: int, state: Rectification | None, on: str = "2026-08-31", **facts: object) -> LookDone:
        """A visit, unless the test says something else."""
        said: dict[str, object] = {"kind": FollowUpKind.VISIT, "seen_by": "张某"} | facts
        draft = LookDraft(seen_on=PartialDate(on), state=state, **said)  # type: ignore[arg-type]  # a test's own fields
        return self.desk.follow_ups.record_look(self.clerk, letter, draft)

    def rectified(self, on: str = "2026-08-31") -> int:
        """A letter that was put right on a day."""
        letter = self.filed(self.replied())
        self.look(letter, Rectification.COMPLETE, on)
        return letter

    def close(self, letter: int, on: str = "2026-11-20", reason: str = "已整改到位，未评估") -> int:
        return self.desk.suggestions.close(self.clerk, letter, PartialDate(on), reason).act

    def photo(self, name: str, moment: PhotoMoment) -> LookFile:
        return LookFile(self.file(name), moment)

    def row(self, letter: int) -> Suggestion:
        with self.database.read() as session:
            return session.get_one(Suggestion, letter)

    def deadlines(self, letter: int) -> tuple[DeadlineCard, ...]:
        return self.desk.docket.of(LETTER, letter)

    def plan(self, letter: int) -> list[tuple[str, str, str]]:
        """Rule, due day and state of each planned revisit."""
        planned = [each for each in self.deadlines(letter) if each.rule_code in {"R01", "R02"}]
        return [(str(each.rule_code), str(each.due_on), each.state.label) for each in sorted(planned, key=_order)]

    def is_open(self, letter: int, code: str) -> bool:
        return any(each.rule_code == code and each.state is DeadlineState.OPEN for each in self.deadlines(letter))


def _order(each: DeadlineCard) -> tuple[int, str]:
    return each.id, str(each.due_on)


@pytest.fixture
def work(database: Database, tmp_path: Path, actor: Actor) -> Rectifying:
    """The office on 22 November 2026."""
    return Rectifying(database, tmp_path, actor)


Act = Callable[[], object]
