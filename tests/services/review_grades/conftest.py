"""A review of one case with its findings, and everybody who has a part in grading it."""

from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_finding import ReviewFinding
from app.models.review_terms import (
    Correction,
    FindingObjectionForm,
    FindingObjectionOutcome,
    FindingVerdict,
    ReviewBody,
    ReviewKind,
)
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_grades.rows import (
    GradeDecision,
    GradeProposal,
    GradeRow,
    GradesCard,
    Hearing,
    ObjectionDraft,
    ObjectionRow,
    Settlement,
    Signature,
)
from tests.services.review_records import AT, ENTER, lay_case

HANDLER, REVIEWER, GRADER, HEAD, CHIEF = "孙办案", "李某", "吴某", "王某", "钱某"
PEOPLE = (
    (HANDLER, "检察官", "第一检察部"),
    (REVIEWER, "检察官", "控告申诉检察部"),
    (GRADER, "检察官", "案件管理部"),
    ("王某", "部门负责人", "第一检察部"),
    ("周某", "部门负责人", "控告申诉检察部"),
    ("冯某", "检察官", "检务督察部"),
    ("陈某", "检察官", "第一检察部"),
    ("郑某", "副检察长", ""),
    (CHIEF, "检察长", ""),
)


def day(text: str) -> PartialDate:
    """A day of the tests."""
    return PartialDate(text)


def by_chief(on: str = "2026-11-18", **facts: object) -> Signature:
    """检察长 decided, by a number."""
    said = {"decided_as": "检察长", "decided_by": CHIEF, "decided_on": day(on), "number": "青检评〔2026〕1号"}
    return Signature(**(said | facts))  # type: ignore[arg-type]  # a test's own fields


def by_head(on: str = "2026-11-16", **facts: object) -> Signature:
    """The head of the handler's department decided about a finding."""
    said = {"decided_as": "部门负责人", "decided_by": HEAD, "decided_on": day(on)}
    return Signature(**(said | facts))  # type: ignore[arg-type]  # a test's own fields


class Grading:
    """Brings a review to where a test begins."""

    def __init__(self, desk: OpenDesk, database: Database, folder: Path) -> None:
        self.desk, self.database, self.actor = desk, database, Actor("张某")
        self.scan = folder / "意见书.pdf"
        self.scan.write_bytes(b"%PDF-1.7 scanned")
        for name in dict.fromkeys(department for _name, _post, department in PEOPLE if department):
            desk.offices.add_department(self.actor, name)
        for name, post, department in PEOPLE:
            desk.offices.add_person(self.actor, name, post, department)
        self.case = lay_case(database, handlers=HANDLER, department="第一检察部")
        self.review = self.opened(self.case)

    def opened(self, case: int, started: str = "2026-11-02") -> int:
        draft = ReviewDraft(ReviewKind.CASE, day(started), handler=REVIEWER, case_ids=(case,))
        return self.desk.reverse_reviews.open(self.actor, draft).id

    def concluded(self, on: str | None = "2026-11-10") -> None:
        with self.database.write(self.actor, ENTER, AT) as unit:
            unit.session.get_one(ReverseReview, self.review).concluded_on = day(on) if on else None

    def closed(self) -> None:
        with self.database.write(self.actor, ENTER, AT) as unit:
            unit.session.get_one(ReverseReview, self.review).closed_on = day("2026-11-20")

    def found(self, verdict: FindingVerdict = FindingVerdict.FLAW, **facts: object) -> int:
        said = {
            "review_id": self.review, "case_id": self.case, "place": 1, "dimension": "办案程序", "stage": "审查起诉",
            "body": ReviewBody.PROCURATORATE, "is_own": True, "verdict": verdict, "fact": "讯问笔录没有告知权利义务。",
            "reviewed_by": REVIEWER, "found_on": day("2026-11-05"), "correction": Correction.OPEN,
        }  # fmt: skip
        with self.database.write(self.actor, ENTER, AT) as unit:
            row = ReviewFinding(**(said | facts))
            unit.session.add(row)
            unit.session.flush()
            return row.id

    def verdict_of(self, finding: int) -> FindingVerdict:
        with self.database.read() as session:
            return session.get_one(ReviewFinding, finding).verdict

    def propose(self, grade: str = "基本合格", on: str = "2026-11-11", **facts: object) -> int:
        said = {
            "case_id": self.case,
            "grade": grade,
            "proposed_by": GRADER,
            "proposed_on": day(on),
            "reason": "有瑕疵。",
        }
        draft = GradeProposal(**(said | facts))  # type: ignore[arg-type]  # a test's own fields
        return self.desk.review_grades.propose(self.actor, self.review, draft).id

    def hear(self, grade: int, said: str = "无意见", on: str = "2026-11-12", who: str = HANDLER) -> None:
        self.desk.review_grades.hear(self.actor, grade, Hearing(day(on), who, said))

    def decide(self, grade: int, word: str = "基本合格", signature: Signature | None = None, **facts: str) -> None:
        decision = GradeDecision(word, signature or by_chief(), **facts)
        self.desk.review_grades.decide(self.actor, grade, decision)

    def graded(self, word: str = "基本合格") -> int:
        """A grade that was proposed, heard and decided."""
        grade = self.propose(word)
        self.hear(grade)
        self.decide(grade, word)
        return grade

    def object_to(
        self, *, form: FindingObjectionForm = FindingObjectionForm.OBJECTION, on: str = "2026-11-14", **facts: object
    ) -> int:
        said = {
            "form": form,
            "raised_by": HANDLER,
            "raised_on": day(on),
            "content": "已经当面告知。",
            "scan": self.scan,
        }
        draft = ObjectionDraft(**(said | facts))  # type: ignore[arg-type]  # a test's own fields
        return self.desk.review_grades.register_objection(self.actor, self.review, draft).id

    def settle(
        self, objection: int, outcome: FindingObjectionOutcome, signature: Signature | None = None, **facts: object
    ) -> None:
        said = Settlement(outcome, "经核对录音录像。", signature or by_head(), **facts)  # type: ignore[arg-type]  # own fields
        self.desk.review_grades.settle_objection(self.actor, objection, said)

    def card(self, reader: str | None = CHIEF) -> GradesCard:
        return self.desk.review_grades.card(Actor(reader) if reader else None, self.review)

    def row(self, grade: int, reader: str | None = CHIEF) -> GradeRow:
        return next(each for each in self.card(reader).grades if each.id == grade)

    def objection(self, key: int, reader: str | None = CHIEF) -> ObjectionRow:
        return next(each for each in self.card(reader).objections if each.id == key)


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, clock, resources)


@pytest.fixture
def grading(desk: OpenDesk, database: Database, tmp_path: Path) -> Grading:
    """A review that was concluded, with one flaw of our own."""
    made = Grading(desk, database, tmp_path)
    made.concluded()
    return made
