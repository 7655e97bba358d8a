"""Upper-level tasks: their own deadline, and 报结."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Triage, TriageTarget
from app.models.dates import PartialDate
from app.models.terms import DeadlineState, Lamp, RecordType, Side
from app.services.clues.rows import TriageDraft
from app.services.docket.rows import Authority
from app.services.foundation.errors import DomainError
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft
from tests.services.clues.conftest import Register

TASK = {"source": "上级交办", "task_number": "转1号", "wanted_by": date(2026, 12, 1)}
TODAY = PartialDate("2026-11-22")
LATER = date(2026, 12, 3)


def test_a_wanted_day_is_a_deadline_of_our_own(desk: OpenDesk, register: Register) -> None:
    clue = register(**TASK)
    (deadline,) = desk.docket.of(RecordType.CLUE, clue)
    assert (deadline.name, deadline.due_on, deadline.side) == ("上级交办要求办结", date(2026, 12, 1), Side.OWN)
    assert deadline.record.number == "XS2026-00001"
    assert desk.clues.card(clue).lamp is Lamp.NORMAL or desk.clues.card(clue).lamp is Lamp.NEAR
    assert desk.clues.card(clue, LATER).lamp_words == "超期2天"


def test_the_overview_and_the_list_show_it_overdue(desk: OpenDesk, register: Register) -> None:
    register(**TASK)
    register()
    query = ListQuery(as_of=LATER, is_overdue=True)
    assert len(desk.clues.listing.ids(query)) == 1
    listing = desk.docket.listing
    (row,) = listing.rows(listing.ids(query), query)
    assert {"上级交办要求办结", "XS2026-00001", "青山县水利局"} <= set(row.cells)


def test_reporting_a_task_meets_its_deadline(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register(**TASK)
    desk.clues.report_done(actor, (RecordType.CLUE, clue), TODAY, "已书面报告省院")
    (deadline,) = desk.docket.of(RecordType.CLUE, clue)
    assert (deadline.state, deadline.ended_on) == (DeadlineState.MET, TODAY)
    assert desk.clues.card(clue).reported_on == TODAY
    with pytest.raises(DomainError, match="已于 2026-11-22 报结"):
        desk.clues.report_done(actor, (RecordType.CLUE, clue), TODAY)


def test_meeting_the_deadline_itself_is_reporting(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register(**TASK)
    desk.docket.mark_met(actor, desk.docket.of(RecordType.CLUE, clue)[0].id, TODAY)
    assert desk.clues.card(clue).reported_on == TODAY


def test_another_day_takes_the_place_of_the_first(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register(**TASK)
    seen = desk.clues.card(clue)
    desk.clues.amend(actor, clue, seen.version, replace(seen.draft, wanted_by=date(2026, 12, 10)))
    first, second = sorted(desk.docket.of(RecordType.CLUE, clue), key=lambda card: card.id)
    assert (first.state, second.state, second.due_on) == (DeadlineState.MOOT, DeadlineState.OPEN, date(2026, 12, 10))


def test_an_extension_stays_when_other_words_are_changed(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register(**TASK)
    (deadline,) = desk.docket.of(RecordType.CLUE, clue)
    desk.docket.extend(actor, deadline.id, "5日", Authority(reason="省院同意", decided_by="检察长"))
    seen = desk.clues.card(clue)
    desk.clues.amend(actor, clue, seen.version, replace(seen.draft, remarks="已去电"))
    (deadline,) = desk.docket.of(RecordType.CLUE, clue)
    assert deadline.due_on == date(2026, 12, 6)


def test_the_task_goes_on_with_the_matter(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register(**TASK, kind="社会治理")
    draft = TriageDraft(Triage.OPENED, TODAY, TriageTarget.MATTER)
    matter = desk.clues.triage(actor, [clue], draft).made[0].id
    assert [card.state for card in desk.docket.of(RecordType.CLUE, clue)] == [DeadlineState.MOOT]
    assert [card.name for card in desk.docket.of(RecordType.MATTER, matter)] == ["上级交办要求办结"]
    with pytest.raises(DomainError, match="请在 SX2026-00001 上报结"):
        desk.clues.report_done(actor, (RecordType.CLUE, clue), TODAY)
    desk.clues.report_done(actor, (RecordType.MATTER, matter), TODAY)
    assert desk.matters.card(matter).reported_on == TODAY
    assert desk.docket.of(RecordType.MATTER, matter)[0].state is DeadlineState.MET


def test_closing_a_matter_is_not_reporting_it(desk: OpenDesk, actor: Actor) -> None:
    task = MatterDraft("社会治理", "青山县民政局", task_number="转2号", wanted_by=date(2026, 12, 1))
    matter = desk.matters.register(actor, task).id
    seen = desk.matters.card(matter)
    desk.matters.amend(actor, matter, seen.version, replace(seen.draft, outcome="已整改", closed_on=TODAY))
    assert [card.state for card in desk.docket.of(RecordType.MATTER, matter)] == [DeadlineState.OPEN]


def test_what_is_no_task_is_not_reported(desk: OpenDesk, actor: Actor, register: Register) -> None:
    with pytest.raises(DomainError, match="不是上级交办的任务"):
        desk.clues.report_done(actor, (RecordType.CLUE, register()), TODAY)
