"""Letters that were not heeded, brought to where a test begins through the real services."""

from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Role, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import UrgingForm
from app.models.terms import Adoption, RecordType, Rectification, ServiceMethod, SuggestionKind
from app.services.approvals.rows import Proposal, SignedOpinion, SignedSheet
from app.services.docket.rows import DeadlineCard
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.further_measures.clock import SUIT
from app.services.further_measures.rows import (
    CarryingOut,
    ChosenMeasure,
    DecisionDraft,
    FollowUpCard,
    MeasureRow,
    UrgingDraft,
)
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft, RectificationDraft, ReplyDraft, ServiceDraft
from tests.conftest import CHINA
from tests.services.casework import PEOPLE
from tests.services.letter_steps import LetterSteps

HANDLER = Actor("张某")


class Unheeded:
    """Takes letters along in words a test can read."""

    def __init__(self, desk: OpenDesk, scan: Path) -> None:
        """Everything goes through the real services."""
        self.desk, self.scan, self.serial = desk, scan, 0

    def served(self, kind: SuggestionKind, received: str = "2026-08-03", reply_period: str = "", path: str = "") -> int:
        """A letter that was issued and served."""
        self.serial += 1
        draft = LetterDraft(
            kind,
            "青山县水利局",
            proposal="清理河道。\n建立巡查制度。",
            reply_period=reply_period,
            handler="张某",
            path=path,
            facts="河道淤塞。",
        )
        letter = self.desk.suggestions.draft(HANDLER, draft).id
        day = PartialDate(received)
        LetterSteps(self.desk, self.scan.parent).take_all(letter, received)
        self.desk.suggestions.register_issue(HANDLER, letter, IssueDraft(f"青检建〔2026〕{self.serial}号", day))
        self.desk.suggestions.register_service(HANDLER, letter, ServiceDraft(ServiceMethod.WRITTEN, day))
        return letter

    def replied(self, letter: int, on: str = "2026-09-20", state: Rectification = Rectification.INCOMPLETE) -> None:
        """A reply that was partly adopted, and what was seen of the rectification."""
        letters = self.desk.suggestions
        reply = ReplyDraft(PartialDate(on), Adoption.PARTLY, self.scan, summary="部分已办，其余未说明理由")
        letters.record_reply(HANDLER, letter, reply)
        letters.record_rectification(HANDLER, letter, RectificationDraft(state, PartialDate(on)))

    def urged(self, letter: int, on: str = "2026-10-20", form: UrgingForm = UrgingForm.VISIT, number: str = "") -> int:
        """One urging; returns its act."""
        draft = UrgingDraft(form, PartialDate(on), "张某", "询问整改进展。", "李某", "正在整改。", number)
        return self.desk.further_measures.urge(HANDLER, letter, draft).act

    def approved(self, letter: int, act: str = "follow-up", decider: str = "钱某", authority: str = "") -> int:
        """An act put up and signed today."""
        key, today = RecordKey(RecordType.SUGGESTION, letter), PartialDate.of(self.desk.clock.today())
        approval = self.desk.approvals.propose(HANDLER, key, Proposal(act, "经督促没有整改到位。", "王某")).id
        opinions = (
            SignedOpinion(Role.REVIEW, "王某", today, Verdict.AGREED),
            SignedOpinion(Role.DECIDE, decider, today, Verdict.AGREED),
        )
        self.desk.approvals.register_signed(HANDLER, approval, SignedSheet(opinions, self.scan, authority))
        return approval

    def chosen(
        self, letter: int, *codes: str, recipient: str = "某市人民检察院", reason: str = "无正当理由"
    ) -> tuple[ChosenMeasure, ...]:
        """Measures with what each asks for."""
        rules = {each.measure.code: each.measure for each in self.card(letter).offers}
        return tuple(
            ChosenMeasure(code, recipient if rules[code].has_recipient else "", reason if rules[code].reason else "")
            for code in codes
        )

    def decided(self, letter: int, *codes: str, on: str = "2026-11-20", by: str = "钱某") -> int:
        """What the chief decided, as the national system shows it; returns the act."""
        draft = DecisionDraft(self.chosen(letter, *codes), decided_on=PartialDate(on), decided_by=by, scan=self.scan)
        return self.decide(letter, draft)

    def decide(self, letter: int, draft: DecisionDraft) -> int:
        """Register a decision; returns the act."""
        version = self.card(letter).version
        return self.desk.further_measures.decide(HANDLER, letter, version, draft).act

    def carried_out(self, letter: int, code: str, on: str = "2026-11-21", number: str = "青检建报〔2026〕1号") -> int:
        """The newest measure with that code carried out, or its conclusion registered; returns the act."""
        row, service = self.measure(letter, code), self.desk.further_measures
        step = service.conclude if row.rule and row.rule.conclusion else service.carry_out
        return step(HANDLER, row.id, row.version, CarryingOut(PartialDate(on), number)).act

    def measure(self, letter: int, code: str) -> MeasureRow:
        """The newest measure with that code."""
        return next(each for each in reversed(self.card(letter).measures) if each.code == code)

    def card(self, letter: int) -> FollowUpCard:
        """What follows a letter."""
        return self.desk.further_measures.card(letter)

    def suit(self, letter: int) -> DeadlineCard:
        """The period of deciding on a suit."""
        cards = self.desk.docket.of(RecordType.SUGGESTION, letter)
        return next(card for card in cards if card.rule_code == SUIT)

    def offered(self, letter: int) -> dict[str, str]:
        """Code -> why not yet."""
        return {each.measure.code: each.refusal for each in self.card(letter).offers}


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on a store of an office with its people, on 22 November 2026."""
    opened = OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())
    for name, post in PEOPLE:
        opened.offices.add_person(HANDLER, name, post)
    return opened


@pytest.fixture
def unheeded(desk: OpenDesk, tmp_path: Path) -> Unheeded:
    """Letters to begin with."""
    scan = tmp_path / "签批件.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    return Unheeded(desk, scan)
