"""A matter's course, and what is refused on the way."""

from datetime import date, datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Lamp, Stage, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import LetterDraft
from tests.conftest import CHINA

OF_NO_TYPE = "以前的事项"


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


def registered(desk: OpenDesk, actor: Actor, **facts: object) -> int:
    """A matter on the books."""
    draft = {"kind": "行政公益诉讼", "unit": "青山县水利局", "accepted_on": PartialDate("2026-09-01"), **facts}
    return desk.matters.register(actor, MatterDraft(**draft)).id  # type: ignore[arg-type]  # a test's own fields


def test_a_matter_gets_an_entry_number_and_begins_at_intake(desk: OpenDesk, actor: Actor) -> None:
    card = desk.matters.card(registered(desk, actor, kind="社会治理"))
    assert (card.entry_number, card.draft.stage, card.lamp) == ("SX2026-00001", Stage.INTAKE, Lamp.NORMAL)


def test_a_matter_without_its_unit_is_refused_beside_the_field(desk: OpenDesk, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="监督对象") as refused:
        registered(desk, actor, unit=" ")
    assert refused.value.field == "unit"


def test_an_instrument_before_acceptance_is_refused(desk: OpenDesk, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="早于上一步"):
        registered(desk, actor, instrument_on=PartialDate("2026-08-31"))


def test_a_matter_of_no_type_moves_on_by_one_stage_without_a_reason(desk: OpenDesk, actor: Actor) -> None:
    matter = registered(desk, actor, kind=OF_NO_TYPE)
    desk.matters.move_to(actor, matter, Stage.INVESTIGATION)
    assert desk.matters.card(matter).draft.stage is Stage.INVESTIGATION


@pytest.mark.parametrize(("begin", "to"), [(Stage.DECISION, Stage.INTAKE), (Stage.INTAKE, Stage.DECISION)])
def test_of_no_type_going_back_or_skipping_needs_a_reason(
    desk: OpenDesk, actor: Actor, begin: Stage, to: Stage
) -> None:
    matter = registered(desk, actor, kind=OF_NO_TYPE, stage=begin)
    with pytest.raises(FieldProblem, match="请写明理由"):
        desk.matters.move_to(actor, matter, to)
    desk.matters.move_to(actor, matter, to, "检察长批准")
    assert desk.matters.card(matter).draft.stage is to


def test_the_last_stage_is_entered_by_the_checklist_only(desk: OpenDesk, actor: Actor) -> None:
    matter = registered(desk, actor, kind=OF_NO_TYPE, stage=Stage.RE_EXAMINATION)
    with pytest.raises(FieldProblem, match="结案清单"):
        desk.matters.move_to(actor, matter, Stage.CLOSING)


def test_a_closed_matter_does_not_simply_move_back(desk: OpenDesk, actor: Actor) -> None:
    matter = registered(desk, actor, kind=OF_NO_TYPE, stage=Stage.CLOSING, outcome="已整改")
    with pytest.raises(FieldProblem, match="重新办理"):
        desk.matters.move_to(actor, matter, Stage.FOLLOW_UP, "还要再看")


def test_a_closed_matter_has_its_lamp_out_from_its_closing_day(desk: OpenDesk, actor: Actor) -> None:
    facts = {"stage": Stage.CLOSING, "outcome": "已整改", "closed_on": PartialDate("2026-10-01")}
    matter = registered(desk, actor, **facts)
    assert desk.matters.card(matter, date(2026, 9, 30)).lamp is Lamp.NORMAL
    assert desk.matters.card(matter, date(2026, 10, 1)).lamp is Lamp.DONE


def test_an_amendment_of_an_old_version_is_refused(desk: OpenDesk, actor: Actor) -> None:
    matter = registered(desk, actor)
    seen = desk.matters.card(matter)
    desk.matters.amend(actor, matter, seen.version, MatterDraft(kind="社区矫正", unit="青山县司法局"))
    with pytest.raises(DomainError, match="已被修改"):
        desk.matters.amend(actor, matter, seen.version, seen.draft)


def test_the_letters_of_a_matter_stand_on_its_card(desk: OpenDesk, actor: Actor) -> None:
    matter = registered(desk, actor)
    for unit in ("青山县水利局", "青山县林业局"):
        draft = LetterDraft(kind=SuggestionKind.PUBLIC_INTEREST, addressee=unit, matter_id=matter)
        desk.suggestions.draft(actor, draft)
    assert [name for _id, name in desk.matters.card(matter).letters] == [
        "JY2026-00001 青山县水利局",
        "JY2026-00002 青山县林业局",
    ]


def test_the_list_finds_a_matter_by_part_of_its_unit(desk: OpenDesk, actor: Actor) -> None:
    registered(desk, actor)
    other = registered(desk, actor, unit="青山县林业局")
    query = ListQuery(date(2026, 11, 22), contains="林业")
    assert list(desk.matters.listing.ids(query)) == [other]


def test_a_percent_sign_in_the_filter_is_only_a_character(desk: OpenDesk, actor: Actor) -> None:
    registered(desk, actor)
    assert list(desk.matters.listing.ids(ListQuery(date(2026, 11, 22), contains="%"))) == []
