"""Beside other records a work secret is told by number, unit and mark; what it says stands on its own page."""

import pytest

from app.models.actor import Actor
from app.models.case_terms import LinkKind
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.models.trust_terms import Marking
from app.open_desk import OpenDesk
from app.services.clues.rows import ClueDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.papers.rows import RecordKey
from app.services.secrecy.rows import UNOPENED, Mark
from app.services.suggestion_library.rows import LibraryQuery
from tests.services.suggestion_library.conftest import AGAIN, PROBLEM, Shelf

UNIT = "青山县市场监督管理局"


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    return OpenDesk(database, clock, resources)


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


def keep_secret(desk: OpenDesk, actor: Actor, kind: RecordType, record: int) -> None:
    desk.secrecy.mark(actor, RecordKey(kind, record), Mark(Marking.WORK_SECRET, "承办人"))


def told_of(desk: OpenDesk, actor: Actor, found: str, **more: str) -> int:
    return desk.clues.register(actor, ClueDraft("12345", unit=UNIT, found=found, **more)).id


def test_likely_kin_and_hints_tell_neither_its_name_nor_what_it_shares(desk: OpenDesk, actor: Actor) -> None:
    secret = told_of(desk, actor, PROBLEM, parties="王某甲")
    keep_secret(desk, actor, RecordType.CLUE, secret)
    other = told_of(desk, actor, AGAIN, parties="王某甲")
    typed = ClueDraft("媒体", unit=UNIT, found=AGAIN, parties="王某甲")
    for asked in (other, typed):
        kin = next(each for each in desk.clues.likely_kin(asked) if each.id == secret)
        assert kin.title == f"{UNIT} {UNOPENED}"
        assert kin.reasons == (f"同一单位：{UNIT}", "同一当事人", f"措辞相近 {kin.likeness}%")


def test_what_is_no_work_secret_is_told_beside_one(desk: OpenDesk, actor: Actor) -> None:
    secret, other = told_of(desk, actor, PROBLEM), told_of(desk, actor, AGAIN)
    keep_secret(desk, actor, RecordType.CLUE, secret)
    (kin,) = desk.clues.likely_kin(secret)
    assert (kin.id, kin.title) == (other, f"{UNIT} {AGAIN}")


def test_a_link_to_it_tells_its_mark_in_place_of_its_name(desk: OpenDesk, actor: Actor) -> None:
    secret, other = ((RecordType.CLUE, told_of(desk, actor, said)) for said in (PROBLEM, AGAIN))
    keep_secret(desk, actor, *secret)
    desk.clues.link(actor, other, secret, LinkKind.SIBLING, "同一单位")
    assert [row.title for row in desk.clues.links_of(other)] == [f"{UNIT} {UNOPENED}"]
    assert [row.title for row in desk.clues.links_of(secret)] == [f"{UNIT} {AGAIN}"]


def test_the_history_of_its_unit_tells_its_mark_in_place_of_what_it_is_about(
    desk: OpenDesk, actor: Actor, shelf: Shelf
) -> None:
    closed = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    later = shelf.issued(AGAIN, "2026-03-01")
    keep_secret(desk, actor, RecordType.SUGGESTION, closed)
    key = desk.unit_histories.unit_id(UNIT) or 0
    about = {each.id: each.about for each in desk.unit_histories.of(key).records}
    (again,) = desk.unit_histories.recurring(key).again
    assert about == {closed: UNOPENED, later: AGAIN}
    assert (again.later_id, again.words) == (later, ())


def test_that_its_problem_is_there_again_is_told_without_its_words(desk: OpenDesk, actor: Actor, shelf: Shelf) -> None:
    closed = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01")
    keep_secret(desk, actor, RecordType.SUGGESTION, closed)
    draft = ClueDraft("12345", unit=UNIT, found=AGAIN, found_on=PartialDate("2026-11-20"))
    (kin,) = desk.clues.likely_kin(draft, is_new=True)
    (found,) = desk.recurrences.of_wording(UNIT, AGAIN)
    assert kin.is_recurrence
    assert "共同词" not in "".join(kin.reasons)
    assert (found.problem, found.words) == (UNOPENED, ())


def test_the_library_of_letters_leaves_it_out(desk: OpenDesk, actor: Actor, shelf: Shelf) -> None:
    closed, other = shelf.closed(PROBLEM, "2025-03-01", "2025-08-01"), shelf.issued(AGAIN, "2026-03-01")
    keep_secret(desk, actor, RecordType.SUGGESTION, closed)
    for words in ("", AGAIN):
        assert [each.id for each in desk.suggestion_library.find(LibraryQuery(words)).letters] == [other]
