"""Links made with the clue, and the clues a matter or letter came from."""

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import LinkKind, Triage, TriageTarget
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft, NewLink, TriageDraft
from app.services.foundation.errors import DomainError
from app.services.lists.listing import ListQuery
from tests.services.clues.conftest import Register

TODAY = PartialDate("2026-11-22")


def test_a_clue_and_its_links_are_one_act(desk: OpenDesk, actor: Actor, register: Register) -> None:
    other = register()
    link = NewLink((RecordType.CLUE, other), LinkKind.SIBLING, "同一单位")
    made = desk.clues.register(actor, ClueDraft("媒体", unit="青山县水利局"), [link])
    (seen,) = desk.clues.links_of((RecordType.CLUE, other))
    assert (seen.record_id, seen.reason) == (made.id, "同一单位")
    desk.history.take_back(actor, made.act)
    assert desk.clues.links_of((RecordType.CLUE, other)) == ()


def test_a_link_that_cannot_be_made_leaves_no_clue_behind(desk: OpenDesk, actor: Actor) -> None:
    link = NewLink((RecordType.MATTER, 99), LinkKind.SIBLING, "同一单位")
    with pytest.raises(DomainError, match="没有找到第 99 号"):
        desk.clues.register(actor, ClueDraft("媒体", unit="青山县水利局"), [link])
    assert len(desk.clues.listing.ids(ListQuery(desk.clock.today()))) == 0


def test_a_matter_names_every_clue_it_was_opened_from(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clues = [register(), register(unit="青山县林业局")]
    draft = TriageDraft(Triage.OPENED, TODAY, target=TriageTarget.MATTER, is_joined=True, reason="同一河段")
    (matter,) = desk.clues.triage(actor, clues, draft).made
    origins = desk.clues.origins_of((RecordType.MATTER, matter.id))
    assert [origin.entry_number for origin in origins] == ["XS2026-00001", "XS2026-00002"]
    assert desk.clues.origins_of((RecordType.CLUE, clues[0])) == ()


def test_what_waits_for_triage_stands_first(desk: OpenDesk, actor: Actor, register: Register) -> None:
    older = register(found_on=PartialDate("2026-01-05"))
    newer = register(unit="青山县林业局", found_on=PartialDate("2026-11-05"))
    desk.clues.triage(actor, [newer], TriageDraft(Triage.RESERVED, TODAY))
    assert list(desk.clues.listing.ids(ListQuery(desk.clock.today()))) == [older, newer]
