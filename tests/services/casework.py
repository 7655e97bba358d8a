"""An office with its people, and matters of any type brought from stage to stage through the real services."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import MatterExit, Role, Verdict
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.approvals.rows import COMMITTEE, Proposal, SignedOpinion, SignedSheet
from app.services.closing.rows import (
    NO_INTERFERENCE,
    CloseDraft,
    ConversionDraft,
    LeavingReferral,
    TerminationDraft,
)
from app.services.matter_types.model import CardField, FieldKind
from app.services.matters.rows import CaseCard, MatterDraft, Missing, MissingKind, StageStep
from app.services.papers.rows import RecordKey

HANDLER, HEAD, CHIEF, DEPUTY = Actor("张某"), Actor("王某"), Actor("钱某"), Actor("郑某")
CHIEF_POST = "检察长"
ACTS_OF_EXITS = {MatterExit.CONVERTED: "convert", MatterExit.REFERRED: "refer", MatterExit.TERMINATED: "terminate"}
_VALUES = {FieldKind.DATE: "2026-11-22", FieldKind.NUMBER: "3", FieldKind.YES_NO: "是"}
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
        if desk.offices.people():  # the store had this office before
            return
        desk.offices.add_department(HANDLER, "第一检察部")
        for name, post in PEOPLE:
            desk.offices.add_person(HANDLER, name, post, "第一检察部")

    @property
    def today(self) -> PartialDate:
        """The day of the tests."""
        return PartialDate.of(self.desk.clock.today())

    def matter(self, stage: Stage = Stage.INTAKE, **facts: object) -> int:
        """A matter that came in at a stage, of 监督立案 where no other kind is named."""
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
        """Put an act up and bring it back signed by those its line of the 职权清单 names."""
        power = next(each for each in self.desk.approvals.choices() if each.act == act)
        reviewer = self._holder(power.reviews) if power.reviews else ""
        approval = self.propose(matter, act, reviewer)
        opinions = [SignedOpinion(Role.REVIEW, reviewer, self.today, Verdict.AGREED)] if reviewer else []
        decider = self._holder(power.decides) if power.decides != COMMITTEE else COMMITTEE
        opinions.append(SignedOpinion(Role.DECIDE, decider, self.today, Verdict.AGREED))
        authority = "检委会〔2026〕1号" if decider == COMMITTEE else ""
        self.desk.approvals.register_signed(HANDLER, approval, SignedSheet(tuple(opinions), self.scan, authority))
        return approval

    def _holder(self, posts: str) -> str:
        """Somebody who holds one of the posts and is not who proposes; 检察长 before his deputy."""
        holders = [name for name in self.desk.approvals.people_for(posts) if name != HANDLER.name]
        return CHIEF.name if CHIEF.name in holders and CHIEF_POST in posts.split("、") else holders[0]

    def attach(self, matter: int, purpose: str) -> None:
        """A file with a purpose."""
        path = self.scan.with_name(f"{purpose}.pdf")
        path.write_bytes(f"%PDF-1.7 {purpose}".encode())
        self.desk.attachments.add(HANDLER, RecordType.MATTER, matter, purpose, path)

    def satisfy(self, matter: int) -> None:
        """Give the matter everything it lacks to leave its present stage."""
        self.supply(matter, self.case(matter).missing)

    def supply(self, matter: int, missing: Iterable[Missing]) -> None:
        """Give a matter what it lacks, as its type describes it."""
        wanted = tuple(missing)
        fields = {field.name: field for card in self.case(matter).stages for field in card.rule.fields}
        codes = [each.code for each in wanted if each.kind is MissingKind.FIELD]
        if codes:
            self.fill(matter, **{code: value_of(fields[code]) for code in codes})
        for each in wanted:
            if each.kind is MissingKind.PAPER:
                self.attach(matter, each.title)
            elif each.kind is MissingKind.APPROVAL:
                self.approve(matter, each.code)

    def give_all(self, matter: int) -> None:
        """Give the present stage all its type names, required or not."""
        case, key = self.case(matter), RecordKey(RecordType.MATTER, matter)
        card = case.of(case.stage)
        assert card is not None
        self.fill(matter, **{field.name: value_of(field) for field in card.rule.fields})
        had = {file.purpose for file in self.desk.attachments.of(RecordType.MATTER, matter)}
        names = [self.desk.documents.library.find(each.code, self.desk.clock.today()).name for each in card.rule.papers]
        for name in names:
            if name not in had:  # a paper may belong to two stages
                self.attach(matter, name)
        approved = {each.act for each in self.desk.approvals.of(key)}
        for each in card.rule.approvals:
            if each.act not in approved:
                self.approve(matter, each.act)

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
        self.leave(matter, MatterExit.CLOSED)

    def leave(self, matter: int, way: MatterExit, **said: Any) -> None:
        """Leave by a way; every exit but 办结 is put up and decided first."""
        if way is not MatterExit.CLOSED:
            self.approve(matter, ACTS_OF_EXITS[way])
        self.take(matter, way, **said)

    def take(self, matter: int, way: MatterExit, **said: Any) -> None:
        """Take a way out today, with what its dialog asks for."""
        closing = self.desk.closing
        common: dict[str, Any] = {"on": self.today, "interference": NO_INTERFERENCE, "reason": "依法", **said}
        if way is MatterExit.CLOSED:
            closing.close(HANDLER, matter, CloseDraft(**common))
        elif way is MatterExit.CONVERTED:
            closing.convert(HANDLER, matter, ConversionDraft(**common, case_number=f"青检诉受2026{matter:04d}"))
        elif way is MatterExit.TERMINATED:
            ground = closing.card(matter).grounds[0]
            closing.terminate(HANDLER, matter, TerminationDraft(**common, ground=ground))
        else:
            closing.refer(HANDLER, matter, LeavingReferral(**common, recipient="第一检察部", content="有关线索"))


def value_of(field: CardField) -> str:
    """Something that may stand in a field of the case card."""
    if field.kind is FieldKind.CHOICE:
        return field.choices[0]
    if field.kind in _VALUES:
        return _VALUES[field.kind]
    return f"{field.title}已查明"
