"""Served letters, and who decides about objections to them."""

from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Role, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOutcome
from app.models.terms import Adoption, RecordType, Rectification, ServiceMethod, SuggestionKind
from app.services.approvals.rows import Proposal, SignedOpinion, SignedSheet
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.papers.rows import RecordKey
from app.services.replies.rows import ObjectionDraft, ObjectionRow, Reconsideration, RepliesCard
from app.services.suggestions.rows import (
    IssueDraft,
    LetterCard,
    LetterDraft,
    RectificationDraft,
    ReplyDraft,
    ReplyItemDraft,
    ServiceDraft,
)
from tests.conftest import CHINA

PROPOSAL = "一、完善食品小作坊登记制度。\n二、对未登记的小作坊逐户清查。\n三、建立执法信息共享机制。"


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


class Answers:
    """Brings letters to where their addressees answer."""

    def __init__(self, desk: OpenDesk, actor: Actor, folder: Path) -> None:
        """``folder`` is where scans lie."""
        self.desk, self.actor = desk, actor
        self.scan = folder / "来文.pdf"
        self.scan.write_bytes(b"%PDF-1.7 scanned")
        self._issued = 0

    def served(self, received: str = "2026-09-03", issued: str = "2026-09-01", **facts: object) -> int:
        """A letter whose receipt is known."""
        said = {"addressee": "青山县市场监督管理局", "proposal": PROPOSAL, "handler": "张某", **facts}
        letter = self.desk.suggestions.draft(self.actor, LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, **said)).id  # type: ignore[arg-type]  # a test's own fields
        self._issued += 1
        issue = IssueDraft(f"青检建〔2026〕{self._issued}号", PartialDate(issued))
        self.desk.suggestions.register_issue(self.actor, letter, issue)
        service = ServiceDraft(ServiceMethod.WRITTEN, PartialDate(received), "王某", scan=self.scan)
        self.desk.suggestions.register_service(self.actor, letter, service)
        return letter

    def reply(
        self, letter: int, on: str = "2026-11-02", adoption: Adoption = Adoption.ADOPTED, **facts: object
    ) -> None:
        """A reply registered on a day."""
        draft = ReplyDraft(PartialDate(on), adoption, self.scan, **facts)  # type: ignore[arg-type]  # a test's own fields
        self.desk.suggestions.record_reply(self.actor, letter, draft)

    def put_right(self, letter: int) -> None:
        """Filed, and seen to be put right: nothing else stands against closing."""
        running = self.desk.docket.of(RecordType.SUGGESTION, letter)
        filing = next(card for card in running if "备案" in card.name)
        self.desk.docket.mark_met(self.actor, filing.id, PartialDate("2026-09-04"))
        seen = RectificationDraft(Rectification.COMPLETE, PartialDate("2026-11-10"))
        self.desk.suggestions.record_rectification(self.actor, letter, seen)

    def object_to(self, letter: int, on: str = "2026-09-10", **facts: object) -> int:
        """An objection registered on a day; returns its id."""
        draft = ObjectionDraft(PartialDate(on), "认定的户数有误。", self.scan, **facts)  # type: ignore[arg-type]  # a test's own fields
        self.desk.objections.register(self.actor, letter, draft)
        return self.of(letter).objections[-1].id

    def decide(self, objection: int, outcome: ObjectionOutcome, **facts: object) -> None:
        """A reconsideration decided by the chief procurator, as the scan says."""
        said: dict[str, object] = {
            "decided_on": PartialDate("2026-09-14"),
            "decided_by": "钱某",
            "decided_as": "检察长",
            "scan": self.scan,
        }
        draft = Reconsideration(outcome, "核对了登记台账。", "认定的事实清楚。", **(said | facts))  # type: ignore[arg-type]  # a test's own fields
        self.desk.objections.reconsider(self.actor, objection, draft)

    def approved(self, letter: int, decider: str = "钱某", authority: str = "", act: str = "re-examine") -> int:
        """A signed approval of a reconsideration; returns its id."""
        for name, post in (("张某", "检察官"), ("王某", "部门负责人"), ("钱某", "检察长")):
            if not any(each.name == name for each in self.desk.offices.people()):
                self.desk.offices.add_person(self.actor, name, post)
        key, today = RecordKey(RecordType.SUGGESTION, letter), PartialDate.of(self.desk.clock.today())
        approval = self.desk.approvals.propose(self.actor, key, Proposal(act, "建议维持。", "王某")).id
        signed = (
            SignedOpinion(Role.REVIEW, "王某", today, Verdict.AGREED),
            SignedOpinion(Role.DECIDE, decider, today, Verdict.AGREED),
        )
        self.desk.approvals.register_signed(self.actor, approval, SignedSheet(signed, self.scan, authority))
        return approval

    def of(self, letter: int) -> RepliesCard:
        """What its addressee answered."""
        return self.desk.replies.of(letter)

    def objection(self, letter: int) -> ObjectionRow:
        """The newest objection."""
        return self.of(letter).objections[-1]

    def card(self, letter: int) -> LetterCard:
        """The letter."""
        return self.desk.suggestions.card(letter)


@pytest.fixture
def answers(desk: OpenDesk, actor: Actor, tmp_path: Path) -> Answers:
    """Letters to begin with."""
    return Answers(desk, actor, tmp_path)


def item(place: int, adoption: Adoption = Adoption.ADOPTED, reason: str = "") -> ReplyItemDraft:
    """What a reply says about one item."""
    return ReplyItemDraft(place, adoption, reason)
