"""Removed records are in no list and come back whole; what is official stays; two people delete for good."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.base import Base
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft
from app.services.office.attachments import place_of
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.conftest import CHINA

MATTER, LETTER = RecordType.MATTER, RecordType.SUGGESTION


def desk_on(database: Database, day: datetime) -> OpenDesk:
    return OpenDesk(database, FixedClock(day), Resources.shipped())


@pytest.fixture
def desk(database: Database) -> Iterator[OpenDesk]:
    made = desk_on(database, datetime(2026, 11, 22, 9, tzinfo=CHINA))
    yield made
    made.close()


@pytest.fixture
def later(database: Database) -> Iterator[OpenDesk]:
    """The same store when the time of what was removed is over."""
    made = desk_on(database, datetime(2027, 11, 22, 9, tzinfo=CHINA))
    yield made
    made.close()


@pytest.fixture
def matter(desk: OpenDesk, actor: Actor, tmp_path: Path) -> int:
    """A matter with a file, begun by mistake."""
    key = desk.matters.register(actor, MatterDraft("立案监督", "青山县公安局")).id
    scan = tmp_path / "报案材料.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    desk.attachments.add(actor, MATTER, key, "材料", scan)
    desk.matters.fill_in(actor, key, None, {"source": "来信", "found": "未立案"})
    return key


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    left_out = {"audit_entry", "entry_sequence", "removed_record"}
    with database.engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    table.select().with_only_columns(*(c for c in table.columns if c.name != "version"))
                )
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in left_out
        }


def test_a_removed_matter_is_in_no_list_or_search_and_its_number_is_not_given_again(
    desk: OpenDesk, actor: Actor, matter: int
) -> None:
    assert [hit.id for hit in desk.search.find("公安局")] != []
    desk.trash.remove(actor, MATTER, matter, "登记错了")
    assert len(desk.matters.listing.ids(ListQuery(desk.clock.today()))) == 0
    assert list(desk.search.find("公安局")) == []
    again = desk.matters.register(actor, MatterDraft("立案监督", "青山县公安局")).id
    assert desk.matters.card(again).entry_number == "SX2026-00002"
    (line,) = desk.trash.lines()
    assert (line.number, line.reason, line.removed_by) == ("SX2026-00001", "登记错了", actor.name)
    assert line.title.startswith("青山县公安局")
    assert str(line.kept_until) == "2027-05-21"
    assert desk.store.check().ok


def test_taking_the_removal_back_or_fetching_it_gives_the_same_rows(
    desk: OpenDesk, actor: Actor, matter: int, database: Database
) -> None:
    before = rows(database)
    removed = desk.trash.remove(actor, MATTER, matter, "登记错了")
    assert rows(database) != before
    undone = desk.history.take_back(actor, removed.act)
    assert rows(database) == before
    assert desk.trash.lines() == ()
    desk.history.do_again(actor, undone)
    (line,) = desk.trash.lines()
    desk.trash.fetch_back(actor, line.id)
    assert rows(database) == before
    assert desk.trash.lines() == ()
    assert desk.store.verify_audit().ok


def test_a_letter_with_a_number_can_only_be_withdrawn(desk: OpenDesk, actor: Actor) -> None:
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局")
    letter = desk.suggestions.draft(actor, draft).id
    desk.suggestions.register_issue(actor, letter, IssueDraft("青检建〔2026〕3号", PartialDate("2026-09-01")))
    with pytest.raises(DomainError, match="JY2026-00001 不能移入回收站：已有文号。请用“撤回”。"):
        desk.trash.remove(actor, LETTER, letter, "不要了")


def test_a_matter_that_a_letter_belongs_to_stays(desk: OpenDesk, actor: Actor, matter: int) -> None:
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局")
    letter = desk.suggestions.draft(actor, replace(draft, matter_id=matter)).id
    with pytest.raises(DomainError, match=r"有检察建议.*指向它"):
        desk.trash.remove(actor, MATTER, matter, "登记错了")
    desk.trash.remove(actor, LETTER, letter, "不写了")
    desk.trash.remove(actor, MATTER, matter, "登记错了")


def test_a_removal_needs_its_reason(desk: OpenDesk, actor: Actor, matter: int) -> None:
    with pytest.raises(DomainError, match="请写明"):
        desk.trash.remove(actor, MATTER, matter, "  ")


def test_deleting_for_good_waits_for_the_time_to_be_over(desk: OpenDesk, actor: Actor, matter: int) -> None:
    desk.trash.remove(actor, MATTER, matter, "登记错了")
    with pytest.raises(DomainError, match="要保留到 2027-05-21"):
        desk.trash.delete_for_good(actor, desk.trash.lines()[0].id, "清理")


def test_bytes_go_with_the_last_record_that_refers_to_them(
    desk: OpenDesk, later: OpenDesk, actor: Actor, matter: int, tmp_path: Path
) -> None:
    shared = desk.matters.register(actor, MatterDraft("立案监督", "青山县公安局")).id
    desk.attachments.add(actor, MATTER, shared, "材料", tmp_path / "报案材料.pdf")
    place = place_of(desk.attachments.folder, desk.attachments.of(MATTER, shared)[0].sha256)
    for key in (matter, shared):
        desk.trash.remove(actor, MATTER, key, "登记错了")
    first, second = (line.id for line in later.trash.lines())
    later.trash.delete_for_good(actor, first, "清理")
    assert place.exists()  # the other one could still be fetched back
    later.trash.delete_for_good(actor, second, "清理")
    assert not place.exists()
    with pytest.raises(DomainError, match="已在 2027-11-22 彻底删除"):
        later.trash.fetch_back(actor, first)
    assert [line.gone_by for line in later.trash.lines(with_gone=True)] == [actor.name] * 2
    assert later.store.verify_audit().ok
