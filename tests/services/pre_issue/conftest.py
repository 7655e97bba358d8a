"""Letters to be looked over: one in order, changed by each test in one point."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import CheckMoment, CopyUse, LetterOpinionKind
from app.models.serving import LetterCopy
from app.models.suggestion import Suggestion
from app.models.suggestion_review import LetterOpinion
from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.intentions import Intention
from app.services.papers.rows import LETTER, RecordKey, TypedPaper
from app.services.pre_issue.rows import Finding, Look
from app.services.suggestion_items.rows import ItemDraft
from app.services.suggestions.rows import LetterDraft
from tests.services.suggestions.conftest import desk, letters, scan

__all__ = ["desk", "letters", "scan"]

BY_HAND = Intention("test.by_hand", "测试登记", "test:write")
SAID = {
    "case_source": "本院在履行公益诉讼检察职责中发现。",
    "facts": "经查，李某在青山河堆放砂石约1200立方米，有勘查笔录证实。",
    "problem": "青山河张家湾段河道内违法堆放砂石，影响行洪安全，巡查不到位。",
    "proposal": "清理河道砂石，恢复河道原状。",
    "basis": "《中华人民共和国防洪法》第二十二条",
    "objection_period": "十五日",
    "reply_period": "两个月",
}
PATHS = {
    SuggestionKind.SOCIAL_GOVERNANCE: "social-governance",
    SuggestionKind.PUBLIC_INTEREST: "public-interest-administrative",
    SuggestionKind.RETRIAL: "retrial-civil",
    SuggestionKind.CORRECTION: "correction-criminal",
}
REVIEW, SIGNATURE = CheckMoment.FOR_REVIEW, CheckMoment.FOR_SIGNATURE


class Checking:
    """Looks letters over in words a test can read."""

    def __init__(self, desk: OpenDesk, actor: Actor, database: Database) -> None:
        """Everything goes through the real services."""
        self.desk, self.actor, self.database = desk, actor, database

    def letter(self, kind: SuggestionKind = SuggestionKind.SOCIAL_GOVERNANCE, **facts: object) -> int:
        """A letter with everything its kind must say, and what the test says otherwise; it follows a path."""
        said = {"kind": kind, "addressee": "青山县水利局", "path": PATHS[kind], **SAID, **facts}
        return self.desk.suggestions.draft(self.actor, LetterDraft(**said)).id  # type: ignore[arg-type]  # a test's own fields

    def reword(self, letter: int, **facts: object) -> None:
        """Change what a letter says."""
        card = self.desk.suggestions.card(letter)
        self.desk.suggestions.amend(self.actor, letter, card.version, replace(card.draft, **facts))  # type: ignore[arg-type]  # as above

    def split(self, letter: int, *items: ItemDraft) -> None:
        """Set its items."""
        version = self.desk.suggestions.card(letter).version
        self.desk.suggestion_items.split(self.actor, letter, version, items)

    def type_on_paper(self, letter: int, **values: str) -> None:
        """What only the paper says."""
        key = RecordKey(RecordType.SUGGESTION, letter)
        self.desk.papers.drafts.save(self.actor, key, LETTER, TypedPaper(values))

    def opinion(self, letter: int, kind: LetterOpinionKind, verdict: Verdict | None = Verdict.AGREED) -> None:
        """An answer as the room of paths writes it; None: still awaited."""
        with self.database.write(self.actor, BY_HAND, self.desk.clock.now()) as unit:
            day = PartialDate("2026-11-20")
            unit.session.add(
                LetterOpinion(
                    suggestion_id=letter,
                    kind=kind,
                    counterpart="江州市人民检察院",
                    asked_on=PartialDate("2026-11-10"),
                    answered_on=day if verdict else None,
                    verdict=verdict,
                )
            )

    def allot(self, letter: int, *uses: CopyUse) -> None:
        """Copies as the room of serving writes them, one recipient each."""
        with self.database.write(self.actor, BY_HAND, self.desk.clock.now()) as unit:
            unit.session.add_all(
                LetterCopy(suggestion_id=letter, use=use, recipient=f"{use.label}{place}", copies=1)
                for place, use in enumerate(uses)
            )

    def change(self, letter: int, **columns: object) -> None:
        """Columns that other rooms write."""
        with self.database.write(self.actor, BY_HAND, self.desk.clock.now()) as unit:
            row = unit.session.get_one(Suggestion, letter)
            for name, value in columns.items():
                setattr(row, name, value)

    def look(self, letter: int, moment: CheckMoment = REVIEW) -> Look:
        """What is found now."""
        return self.desk.pre_issue.look(letter, moment)

    def codes(self, letter: int, moment: CheckMoment = REVIEW) -> list[str]:
        """The checks that found something."""
        return [each.code for each in self.look(letter, moment).findings]

    def only(self, letter: int, code: str, moment: CheckMoment = REVIEW) -> Finding:
        """The one finding of a check."""
        (found,) = [each for each in self.look(letter, moment).findings if each.code == code]
        return found

    def passed(self, letter: int, moment: CheckMoment = REVIEW, reason: str = "已核对", but: Sequence[str] = ()) -> int:
        """Check it, with this reason for everything amber but these keys; gives the act."""
        reasons = {each.key: reason for each in self.look(letter, moment).ambers if each.key not in but}
        return self.desk.pre_issue.check(self.actor, letter, moment, reasons).act


@pytest.fixture
def checking(desk: OpenDesk, actor: Actor, database: Database) -> Checking:
    """Letters to be looked over."""
    return Checking(desk, actor, database)
