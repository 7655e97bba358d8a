"""A month is computed, checked, reviewed by another person and locked; then it prints the same for ever."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.indicator_terms import MonthState, Priority
from app.models.terms import Rectification
from app.services.documents.preview import text_of as text_of_pdf
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.progress import Cancelled
from app.services.foundation.resources import Resources
from app.services.month_closing.report_text import report_of, text_of
from app.services.month_closing.rows import SystemEntry
from tests.services.suggestion_library.conftest import Shelf

OCTOBER = "2026-10"
CLERK, HEAD = Actor("张某"), Actor("李某")


@pytest.fixture
def shelf(database: Database) -> Shelf:
    """Lays letters into the store."""
    return Shelf(database)


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources, shelf: Shelf) -> OpenDesk:
    """Letters of September and October, on 22 November 2026."""
    shelf.issued("甲", "2026-09-01", "青山县水利局", replied_on=PartialDate("2026-10-20"))
    shelf.issued("乙", "2026-10-01", "青山县教育局")
    return OpenDesk(database, clock, resources)


def lock(desk: OpenDesk, period: str = OCTOBER) -> None:
    """The whole way."""
    desk.month_closing.compute(CLERK, period)
    desk.month_closing.review(HEAD, period, {})
    desk.month_closing.lock(HEAD, period)


def printed(desk: OpenDesk, period: str = OCTOBER) -> str:
    """What the locked month's PDF says, without blanks."""
    files = desk.month_closing.files(period)
    assert files is not None
    return "".join(text_of_pdf(files.pdf).split())


def test_a_month_goes_its_way_step_by_step(desk: OpenDesk) -> None:
    closing = desk.month_closing
    assert closing.standing(OCTOBER).state is MonthState.OPEN
    assert closing.compute(CLERK, OCTOBER).state is MonthState.COMPUTED
    assert closing.review(HEAD, OCTOBER, {}).state is MonthState.REVIEWED
    locked = closing.lock(HEAD, OCTOBER)
    assert (locked.state, locked.edition, len(locked.digest)) == (MonthState.LOCKED, 1, 64)


class StoppedAt:
    """Somebody who cancels at a step."""

    def __init__(self, step: int) -> None:
        """Counted from nought."""
        self._left = step

    def report(self, _done: int, _total: int) -> None:
        self._left -= 1
        if self._left < 0:
            raise Cancelled


@pytest.mark.parametrize("step", range(4))
def test_a_lock_that_was_cancelled_leaves_the_month_reviewed(desk: OpenDesk, step: int) -> None:
    closing = desk.month_closing
    closing.compute(CLERK, OCTOBER)
    closing.review(HEAD, OCTOBER, {})
    with pytest.raises(Cancelled):
        closing.lock(HEAD, OCTOBER, StoppedAt(step))
    assert closing.standing(OCTOBER).state is MonthState.REVIEWED


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda closing: closing.review(HEAD, OCTOBER, {}), "2026-10 未结账，不能审核。请先计算"),
        (lambda closing: closing.lock(HEAD, OCTOBER), "2026-10 未结账，不能锁定。请先由另一个人审核"),
        (lambda closing: closing.unlock(HEAD, OCTOBER, "更正"), "2026-10 未结账，不能解锁"),
        (lambda closing: closing.compute(CLERK, "2026-11"), "2026年11月还没有结束，不能结账"),
    ],
)
def test_a_step_before_its_turn_is_refused_in_words(desk: OpenDesk, wrong: object, said: str) -> None:
    with pytest.raises(DomainError, match=said):
        wrong(desk.month_closing)  # type: ignore[operator]  # a test's own steps


def test_whoever_computed_does_not_review_and_whoever_locked_does_not_unlock(desk: OpenDesk) -> None:
    closing = desk.month_closing
    closing.compute(CLERK, OCTOBER)
    with pytest.raises(DomainError, match="由张某计算，审核应当由另一个人"):
        closing.review(CLERK, OCTOBER, {})
    closing.review(HEAD, OCTOBER, {})
    closing.lock(HEAD, OCTOBER)
    with pytest.raises(DomainError, match="由李某锁定，解锁应当由另一个人"):
        closing.unlock(HEAD, OCTOBER, "更正")
    with pytest.raises(FieldProblem, match="解锁的理由"):
        closing.unlock(CLERK, OCTOBER, "  ")
    unlocked = closing.unlock(CLERK, OCTOBER, "漏登一份")
    assert (unlocked.state, unlocked.unlock_reason) == (MonthState.UNLOCKED, "漏登一份")
    assert closing.compute(CLERK, OCTOBER).edition == 2


def test_a_locked_month_prints_the_same_bytes_whatever_is_corrected_later(
    desk: OpenDesk, shelf: Shelf, database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    lock(desk)
    before = [path.read_bytes() for path in desk.monthly_statistics.write(OCTOBER, tmp_path / "一")]
    shelf.issued("丙", "2026-10-09", "青山县交通局")
    later = OpenDesk(database, FixedClock(clock.now() + timedelta(days=400)), desk.resources)
    after = [path.read_bytes() for path in later.monthly_statistics.write(OCTOBER, tmp_path / "二")]
    assert after == before
    assert desk.monthly_statistics.month(OCTOBER).figure("suggestions.issued").n == 2


def test_what_changed_since_the_lock_is_shown_and_told_on_the_next_month(desk: OpenDesk, shelf: Shelf) -> None:
    lock(desk, "2026-09")
    assert desk.month_closing.standing("2026-09").deltas == ()
    shelf.issued("丙", "2026-09-09", "青山县交通局")
    deltas = {each.code: (each.locked, each.now) for each in desk.month_closing.standing("2026-09").deltas}
    assert deltas["suggestions.issued"] == ("1", "2")
    lock(desk)
    assert "2026-09锁定以后更正：" in printed(desk)
    assert "1→2" in printed(desk)


def test_what_changed_between_review_and_lock_is_not_locked(desk: OpenDesk, shelf: Shelf) -> None:
    desk.month_closing.compute(CLERK, OCTOBER)
    desk.month_closing.review(HEAD, OCTOBER, {})
    shelf.issued("丙", "2026-10-09", "青山县交通局")
    with pytest.raises(DomainError, match=r"审核以后数据有了变化.*1→2"):
        desk.month_closing.lock(HEAD, OCTOBER)


def test_a_finding_of_middle_priority_is_answered_with_a_reason(desk: OpenDesk, shelf: Shelf) -> None:
    shelf.issued(
        "丁", "2026-10-03", "青山县民政局", rectification=Rectification.COMPLETE,
        closed_on=PartialDate("2026"),
    )  # fmt: skip
    standing = desk.month_closing.compute(CLERK, OCTOBER)
    found = {each.code: each for each in standing.findings}
    assert found["suggestions.closing_undated"].priority is Priority.MEDIUM
    with pytest.raises(FieldProblem, match="不改的，请写明理由"):
        desk.month_closing.review(HEAD, OCTOBER, {})
    reviewed = desk.month_closing.review(HEAD, OCTOBER, {"suggestions.closing_undated": "原台账只写到年"})
    assert {each.code: each.reason for each in reviewed.findings}["suggestions.closing_undated"] == "原台账只写到年"


def test_the_heading_is_lifted_once_every_figure_is_agreed_or_explained(desk: OpenDesk) -> None:
    closing = desk.month_closing
    lines = closing.reconciliation(OCTOBER)
    assert all(line.system is None for line in lines)
    entries = [SystemEntry(line.code, line.own) for line in lines]
    entries[0] = SystemEntry(entries[0].code, entries[0].count + 1, "系统含一件移送他院的")
    assert all(line.is_settled for line in closing.reconcile(CLERK, OCTOBER, entries))
    lock(desk)
    assert not printed(desk).startswith("内部台账统计")
    with pytest.raises(DomainError, match="已经锁定，不能再改对账"):
        closing.reconcile(CLERK, OCTOBER, entries[:1])


def test_an_unexplained_difference_keeps_the_heading(desk: OpenDesk) -> None:
    line = desk.month_closing.reconciliation(OCTOBER)[0]
    desk.month_closing.reconcile(CLERK, OCTOBER, [SystemEntry(line.code, line.own + 1)])
    lock(desk)
    assert printed(desk).startswith("内部台账统计")


def test_a_report_comes_back_from_its_text_as_it_was(desk: OpenDesk) -> None:
    report = desk.monthly_statistics.month(OCTOBER)
    assert report_of(text_of(report)) == report


def test_a_review_is_taken_back_but_a_lock_comes_off_by_unlocking_only(desk: OpenDesk) -> None:
    desk.month_closing.compute(CLERK, OCTOBER)
    desk.month_closing.review(HEAD, OCTOBER, {})
    reviewed = desk.history.last_act()
    assert reviewed is not None
    desk.history.take_back(HEAD, reviewed.act)
    assert desk.month_closing.standing(OCTOBER).state is MonthState.COMPUTED
    desk.month_closing.review(HEAD, OCTOBER, {})
    desk.month_closing.lock(HEAD, OCTOBER)
    with desk._database.read() as session:
        locked = session.scalar(select(func.max(AuditEntry.act)))
    with pytest.raises(DomainError, match="“锁定月度统计”不能这样撤销。请用“解锁月度统计”。"):
        desk.history.take_back(HEAD, locked or 0)
    assert desk.month_closing.standing(OCTOBER).state is MonthState.LOCKED


def test_the_figures_of_a_locked_month_stay_on_the_command_line_too(desk: OpenDesk, shelf: Shelf) -> None:
    lock(desk)
    before = desk.monthly_statistics.json(OCTOBER)
    shelf.issued("丙", "2026-10-09", "青山县交通局")
    assert desk.monthly_statistics.json(OCTOBER) == before
    assert desk.monthly_statistics.counted_json(OCTOBER) != before


def test_the_papers_of_a_locked_month_are_looked_after_like_attachments(desk: OpenDesk, tmp_path: Path) -> None:
    lock(desk)
    assert desk.store.check().ok
    (workbook, *_rest) = [path for path in desk.attachments.folder.rglob("*") if path.is_file()]
    workbook.write_bytes(b"altered")
    assert "2026-10 锁定的月度统计" in " ".join(each.message for each in desk.store.check().findings)
    with pytest.raises(KnownError, match="已被改动"):
        desk.monthly_statistics.write(OCTOBER, tmp_path)
