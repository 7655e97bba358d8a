"""A review with two problems and one thing in order, an office whose 检察长 signs, and a clock that can go on."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Role, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.review_finding import ReviewFinding
from app.models.review_terms import Correction, FindingVerdict, ReviewBody, ReviewKind
from app.models.terms import RecordType
from app.services.approvals.rows import Proposal, SignedOpinion, SignedSheet
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_results.rows import ResultDraft, ResultRow, SendDraft
from tests.conftest import CHINA
from tests.services.casework import HANDLER, PEOPLE
from tests.services.review_records import AT, ENTER, lay_case

DAY = PartialDate
REMINDER = "review-reminder"


class GoingClock(FixedClock):
    """A clock a test can put on."""

    def go_to(self, day: str) -> None:
        """Nine in the morning of a later day."""
        object.__setattr__(self, "moment", datetime.combine(date.fromisoformat(day), AT.time(), CHINA))


class Reviewing:
    """Brings results to where a test begins."""

    def __init__(self, desk: OpenDesk, database: Database, folder: Path) -> None:
        """One open review with its findings."""
        self.desk, self.database, self.service = desk, database, desk.review_results
        self.scan = folder / "签批件.pdf"
        self.scan.write_bytes(b"%PDF-1.7 signed")
        desk.offices.add_department(HANDLER, "控告申诉检察部")
        for name, post in PEOPLE:
            desk.offices.add_person(HANDLER, name, post, "控告申诉检察部")
        draft = ReviewDraft(
            kind=ReviewKind.CASE,
            started_on=DAY("2026-11-02"),
            handler="李某",
            opinion="建议规范讯问录音录像。",
            case_ids=(lay_case(database),),
        )
        self.review = desk.reverse_reviews.open(HANDLER, draft).id
        self.findings = lay_findings(database, self.review)

    def prepared(self, addressee: str = "青山县公安局", **facts: object) -> ResultRow:
        """A reminder that has been drafted."""
        said = {
            "kind": REMINDER,
            "title": "关于赵某1盗窃案的提醒",
            "addressee": addressee,
            "is_outside": "公安" in addressee,
            "finding_ids": self.findings[:2],
            **facts,
        }
        return self.service.row(self.service.prepare(HANDLER, self.review, ResultDraft(**said)).id)  # type: ignore[arg-type]  # a test's own

    def approve(self, decider: str = "钱某") -> int:
        """对外制发, put up and brought back signed."""
        approvals, today = self.desk.approvals, DAY.of(self.desk.clock.today())
        key = RecordKey(RecordType.REVERSE_REVIEW, self.review)
        approval = approvals.propose(HANDLER, key, Proposal("review-paper", "建议发提醒函", "王某")).id
        signed = tuple(
            SignedOpinion(role, name, today, Verdict.AGREED)
            for role, name in ((Role.REVIEW, "王某"), (Role.DECIDE, decider))
        )
        approvals.register_signed(HANDLER, approval, SignedSheet(signed, self.scan))
        return approval

    def sent(self, due_on: str = "2026-12-04", **facts: object) -> ResultRow:
        """A reminder that went to the police today, with the day it asks for feedback by."""
        row = self.prepared(**facts)
        self.approve()
        draft = SendDraft(DAY.of(self.desk.clock.today()), "青检审视〔2026〕1号", DAY(due_on))
        self.service.send(HANDLER, row.id, row.version, draft)
        return self.service.row(row.id)

    def again(self, row: ResultRow) -> ResultRow:
        """The row as it stands now."""
        return self.service.row(row.id)

    def corrections(self) -> list[Correction]:
        """What became of each finding."""
        with self.database.read() as session:
            return [session.get_one(ReviewFinding, key).correction for key in self.findings]


def lay_findings(database: Database, review: int) -> tuple[int, ...]:
    """An error of the police, a flaw of our own, and one thing in order."""
    said = (
        (FindingVerdict.ERROR, ReviewBody.POLICE, "讯问没有录音录像", "讯问程序违法"),
        (FindingVerdict.FLAW, ReviewBody.PROCURATORATE, "审查报告漏写被害人意见", "文书不规范"),
        (FindingVerdict.NONE, ReviewBody.COURT, "量刑适当", None),
    )
    with database.write(Actor("李某"), ENTER, AT) as unit:
        rows = [
            ReviewFinding(
                review_id=review,
                place=place,
                dimension="办案程序",
                stage="侦查",
                body=body,
                is_own=body is ReviewBody.PROCURATORATE,
                unit="青山县公安局" if body is ReviewBody.POLICE else None,
                verdict=verdict,
                fact=fact,
                problem=problem,
                provision="刑事诉讼法第一百二十三条" if body is ReviewBody.POLICE else None,
                reviewed_by="李某",
                found_on=DAY("2026-11-05"),
                correction=Correction.OPEN,
            )
            for place, (verdict, body, fact, problem) in enumerate(said, start=1)
        ]
        unit.session.add_all(rows)
        unit.session.flush()
        return tuple(row.id for row in rows)


@pytest.fixture
def going() -> GoingClock:
    """22 November 2026, until a test goes on."""
    return GoingClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


@pytest.fixture
def desk(database: Database, going: GoingClock, resources: Resources) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, going, resources)


@pytest.fixture
def reviewing(desk: OpenDesk, database: Database, tmp_path: Path) -> Reviewing:
    """An open review with its findings."""
    return Reviewing(desk, database, tmp_path)
