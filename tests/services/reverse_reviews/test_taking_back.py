"""Each act on a review is taken back in turn, and the store stands as it stood before it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.review_terms import Correction, FindingVerdict, ReviewKind
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Intention
from app.services.reverse_reviews import intentions as review_wish
from app.services.reverse_reviews.rows import CloseDraft, ConclusionDraft, ReviewDraft
from app.services.review_findings import intentions as finding_wish
from app.services.review_findings.rows import CorrectionDraft, FindingRow, RestDraft
from app.services.trail.intention_index import intentions
from tests.services.reverse_reviews.test_findings import FLAW, FOUND
from tests.services.review_records import lay_case, lay_hit
from tests.services.test_taking_everything_back import state

Act = Callable[[], Written]
NUMBER = "FS2026-00002"  # the first was taken back, and its number is not given again
REVIEW = ReviewDraft(ReviewKind.THEMATIC, PartialDate("2026-11-02"), title="盗窃案类案审视", handler="李某")


class Course:
    """A review of a pattern on its way; each act is done, taken back and done again."""

    def __init__(self, desk: OpenDesk, database: Database) -> None:
        self.desk, self._database, self._actor = desk, database, Actor("张某")
        self.done: set[str] = set()

    @property
    def id(self) -> int:
        return self.desk.reverse_reviews.find(NUMBER)

    @property
    def version(self) -> int:
        return self.desk.reverse_reviews.card(self._actor, self.id).version

    @property
    def flaw(self) -> FindingRow:
        return self.desk.review_findings.of(self.id)[0]

    def act(self, wish: Intention, act: Act) -> None:
        before = state(self._database)
        written = act()
        assert state(self._database) != before, wish.title
        self.desk.history.take_back(self._actor, written.act)
        assert state(self._database) == before, wish.title
        act()
        self.done.add(wish.name)

    def begin(self, *cases: int) -> None:
        self.act(review_wish.OPEN, lambda: self.desk.reverse_reviews.open(self._actor, replace(REVIEW, case_ids=cases)))


@pytest.fixture
def course(desk: OpenDesk, database: Database) -> Course:
    return Course(desk, database)


def declared(prefix: str) -> set[str]:
    return {name for name in intentions() if name.startswith(prefix)}


def test_every_act_on_a_review_is_taken_back_whole(
    course: Course, desk: OpenDesk, database: Database, actor: Actor
) -> None:
    first, second = lay_case(database, 1), lay_case(database, 2)
    lay_hit(database, first), lay_hit(database, second)
    reviews, go = desk.reverse_reviews, course.act
    amended = replace(REVIEW, remarks="补充", period_first=date(2026, 1, 1), period_last=date(2026, 6, 30))
    concluded = ConclusionDraft(PartialDate("2026-11-20"), "程序有瑕疵", "发提醒函")
    closed = CloseDraft(PartialDate("2026-11-21"), "已落实")
    course.begin(first)
    go(review_wish.AMEND, lambda: reviews.amend(actor, course.id, course.version, amended))
    go(review_wish.ADD_CASES, lambda: reviews.add_cases(actor, course.id, [second]))
    go(review_wish.REMOVE_CASE, lambda: reviews.remove_case(actor, course.id, second))
    desk.review_findings.mark_rest(actor, course.id, RestDraft(FOUND, case_id=first))
    go(review_wish.CONCLUDE, lambda: reviews.conclude(actor, course.id, course.version, concluded))
    go(review_wish.CLOSE, lambda: reviews.close(actor, course.id, course.version, closed))
    go(review_wish.ARCHIVE, lambda: reviews.archive(actor, course.id, course.version, "归〔2026〕3号"))
    reviews.archive(actor, course.id, course.version, "")
    go(review_wish.REOPEN, lambda: reviews.reopen(actor, course.id, course.version, "发现新证据"))
    assert course.done == declared("reverse_review.")


def test_every_act_on_a_finding_is_taken_back_whole(
    course: Course, desk: OpenDesk, database: Database, actor: Actor, tmp_path: Path
) -> None:
    scan = tmp_path / "补充告知书.pdf"
    scan.write_bytes(b"%PDF-1.4 scanned")
    case = lay_case(database, 1)
    findings, go = desk.review_findings, course.act
    draft = replace(FLAW, case_id=case)
    amended = replace(draft, cause="程序意识不强", verdict=FindingVerdict.ERROR)
    corrected = CorrectionDraft(Correction.SUPPLEMENTED, PartialDate("2026-11-20"), "补充告知", scan)
    course.begin(case)
    go(finding_wish.ADD, lambda: findings.add(actor, course.id, draft))
    go(finding_wish.AMEND, lambda: findings.amend(actor, course.flaw.id, course.flaw.version, amended))
    go(finding_wish.CORRECT, lambda: findings.correct(actor, course.flaw.id, course.flaw.version, corrected))
    go(finding_wish.REMOVE, lambda: findings.remove(actor, course.flaw.id))
    go(finding_wish.MARK_REST, lambda: findings.mark_rest(actor, course.id, RestDraft(FOUND, case_id=case)))
    assert course.done == declared("review_finding.") | {review_wish.OPEN.name}
