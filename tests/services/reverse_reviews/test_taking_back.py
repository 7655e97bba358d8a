"""Each act on a review is taken back in turn, and the store stands as it stood before it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.review_terms import Correction, ReviewKind
from app.services.foundation.changes import Written
from app.services.reverse_reviews import intentions as review_wish
from app.services.reverse_reviews.rows import CloseDraft, ConclusionDraft, ReviewDraft
from app.services.review_findings import intentions as finding_wish
from app.services.review_findings.rows import CorrectionDraft, FindingRow, RestDraft
from app.services.trail.intention_index import intentions
from tests.services.reverse_reviews.test_findings import FLAW, FOUND
from tests.services.review_records import lay_case, lay_hit
from tests.services.test_taking_everything_back import state

Act = Callable[[], Written]


class Course:
    """A review of a pattern from its beginning to its archive number; each act is done, taken back and done again."""

    def __init__(self, desk: OpenDesk, database: Database, actor: Actor) -> None:
        self.desk, self._database, self._actor = desk, database, actor
        self.done: set[str] = set()

    def act(self, name: str, act: Act) -> None:
        before = state(self._database)
        written = act()
        assert state(self._database) != before, name
        self.desk.history.take_back(self._actor, written.act)
        assert state(self._database) == before, name
        act()
        self.done.add(name)


def test_every_act_on_a_review_is_taken_back_whole(
    desk: OpenDesk, database: Database, actor: Actor, tmp_path: Path
) -> None:
    scan = tmp_path / "补充告知书.pdf"
    scan.write_bytes(b"%PDF-1.4 scanned")
    first, second = lay_case(database, 1), lay_case(database, 2)
    lay_hit(database, first), lay_hit(database, second)
    reviews, findings, course = desk.reverse_reviews, desk.review_findings, Course(desk, database, actor)
    said = ReviewDraft(
        ReviewKind.THEMATIC, PartialDate("2026-11-02"), title="盗窃案类案审视", case_ids=(first,), handler="李某"
    )

    def review() -> int:
        return reviews.find("FS2026-00002")  # the first was taken back, and its number is not given again

    def version() -> int:
        return reviews.card(actor, review()).version

    def flaw() -> FindingRow:
        return findings.of(review())[0]

    amended = replace(said, case_ids=(), remarks="补充", period_first=date(2026, 1, 1), period_last=date(2026, 6, 30))
    draft = replace(FLAW, case_id=first)
    corrected = CorrectionDraft(Correction.SUPPLEMENTED, PartialDate("2026-11-20"), "补充告知", scan)
    concluded = ConclusionDraft(PartialDate("2026-11-20"), "程序有瑕疵", "发提醒函")
    course.act(review_wish.OPEN.name, lambda: reviews.open(actor, said))
    course.act(review_wish.AMEND.name, lambda: reviews.amend(actor, review(), version(), amended))
    course.act(review_wish.ADD_CASES.name, lambda: reviews.add_cases(actor, review(), [second]))
    course.act(review_wish.REMOVE_CASE.name, lambda: reviews.remove_case(actor, review(), second))
    course.act(finding_wish.ADD.name, lambda: findings.add(actor, review(), draft))
    course.act(
        finding_wish.AMEND.name, lambda: findings.amend(actor, flaw().id, flaw().version, replace(draft, cause="责任"))
    )
    course.act(finding_wish.REMOVE.name, lambda: findings.remove(actor, flaw().id))
    findings.add(actor, review(), draft)
    course.act(
        finding_wish.MARK_REST.name, lambda: findings.mark_rest(actor, review(), RestDraft(FOUND, case_id=first))
    )
    course.act(finding_wish.CORRECT.name, lambda: findings.correct(actor, flaw().id, flaw().version, corrected))
    course.act(review_wish.CONCLUDE.name, lambda: reviews.conclude(actor, review(), version(), concluded))
    closed = CloseDraft(PartialDate("2026-11-21"), "已落实")
    course.act(review_wish.CLOSE.name, lambda: reviews.close(actor, review(), version(), closed))
    course.act(review_wish.ARCHIVE.name, lambda: reviews.archive(actor, review(), version(), "归〔2026〕3号"))
    reviews.archive(actor, review(), version(), "")
    course.act(review_wish.REOPEN.name, lambda: reviews.reopen(actor, review(), version(), "发现新证据"))
    declared = {name for name in intentions() if name.startswith(("reverse_review.", "review_finding."))}
    assert course.done == declared
