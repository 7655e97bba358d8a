"""An office with its people, and a matter of 监督立案 brought from stage to stage through the real services."""

from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Role, Verdict
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.approvals.rows import Proposal, SignedOpinion, SignedSheet
from app.services.closing.rows import NO_INTERFERENCE, CloseDraft
from app.services.matters.rows import CaseCard, MatterDraft, StageStep
from app.services.papers.rows import RecordKey

HANDLER, HEAD, CHIEF, DEPUTY = Actor("张某"), Actor("王某"), Actor("钱某"), Actor("郑某")
PEOPLE = (
    ("张某", "检察官"),
    ("李某", "检察官"),
    ("孙某", "检察官助理"),
    ("王某", "部门负责人"),
    ("郑某", "副检察长"),
    ("钱某", "检察长"),
)


class Casework:
    """Brings matters to where a test begins."""

    def __init__(self, desk: OpenDesk, folder: Path) -> None:
        """``folder`` is where scans lie."""
        self.desk = desk
        self.scan = folder / "审批表.pdf"
        self.scan.write_bytes(b"%PDF-1.7 signed")
        desk.offices.add_department(HANDLER, "第一检察部")
        for name, post in PEOPLE:
            desk.offices.add_person(HANDLER, name, post, "第一检察部")

    @property
    def today(self) -> PartialDate:
        """The day of the tests."""
        return PartialDate.of(self.desk.clock.today())

    def matter(self, stage: Stage = Stage.INTAKE, **facts: object) -> int:
        """A matter of 监督立案 that came in at a stage."""
        draft = {"kind": "监督立案", "unit": "青山县公安局", "accepted_on": PartialDate("2026-09-01"), **facts}
        return self.desk.matters.register(HANDLER, MatterDraft(stage=stage, **draft)).id  # type: ignore[arg-type]  # a test's own fields

    def case(self, matter: int) -> CaseCard:
        """The matter as its type sees it."""
        case = self.desk.matters.case(matter)
        assert case is not None
        return case

    def fill(self, matter: int, **values: str) -> None:
        """Fill in fields of the case card."""
        self.desk.matters.fill_in(HANDLER, matter, self.case(matter).version, values)

    def propose(self, matter: int, act: str, reviewer: str = "王某") -> int:
        """Put an act up."""
        key = RecordKey(RecordType.MATTER, matter)
        return self.desk.approvals.propose(HANDLER, key, Proposal(act, "事实清楚，建议同意。", reviewer)).id

    def sheet(self, verdict: Verdict = Verdict.AGREED, decider: str = "钱某", authority: str = "") -> SignedSheet:
        """A sheet the head and a decider signed today."""
        reviewed = SignedOpinion(Role.REVIEW, "王某", self.today, Verdict.AGREED, "同意承办人意见")
        decided = SignedOpinion(Role.DECIDE, decider, self.today, verdict, "同意")
        return SignedSheet((reviewed, decided), self.scan, authority)

    def approve(self, matter: int, act: str) -> int:
        """Put an act up and bring the signed sheet back."""
        approval = self.propose(matter, act)
        self.desk.approvals.register_signed(HANDLER, approval, self.sheet())
        return approval

    def attach(self, matter: int, purpose: str) -> None:
        """A file with a purpose."""
        path = self.scan.with_name(f"{purpose}.pdf")
        path.write_bytes(f"%PDF-1.7 {purpose}".encode())
        self.desk.attachments.add(HANDLER, RecordType.MATTER, matter, purpose, path)

    def satisfy(self, matter: int) -> None:
        """Give the present stage everything it asks for."""
        everything = {
            Stage.INTAKE: lambda: (
                self.fill(matter, source="办案发现", found="应当立案而未立案"),
                self.approve(matter, "open"),
            ),
            Stage.INVESTIGATION: tuple,
            Stage.DECISION: lambda: (self.fill(matter, review_opinion="应当立案"), self.approve(matter, "instrument")),
            Stage.SUPERVISION: lambda: (
                self.fill(matter, instrument="通知立案书", instrument_on="2026-10-01"),
                self.attach(matter, "通知立案书"),
            ),
            Stage.FOLLOW_UP: lambda: self.fill(matter, response="已立案侦查", responded_on="2026-10-12"),
            Stage.RE_EXAMINATION: tuple,
        }
        everything[self.case(matter).stage]()

    def go_on(self, matter: int, stage: Stage) -> None:
        """Satisfy the present stage and move on."""
        self.satisfy(matter)
        self.step(matter, stage)

    def step(self, matter: int, stage: Stage, reason: str = "", *, is_revision: bool = False) -> None:
        """Move as the window does."""
        step = StageStep(stage, reason, is_revision, self.case(matter).version)
        self.desk.matters.move(HANDLER, matter, step)

    def close(self, matter: int, outcome: str = "已立案") -> None:
        """办结 by the checklist."""
        self.fill(matter, outcome=outcome)
        self.approve(matter, "close")
        self.desk.closing.close(HANDLER, matter, CloseDraft(on=self.today, interference=NO_INTERFERENCE))
