"""Events start the deadlines of a record, later dates of the record meet them, its end ends the rest."""

from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import DeadlineState, Lamp, Rectification, Side, StartEvent, SuggestionKind
from app.services.deadlines.rules import RuleLibrary
from app.services.docket.starts import read_starts
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.suggestions.rows import RectificationDraft
from tests.services.docket.conftest import LETTER, MATTER, Office


def test_an_issued_letter_brings_the_filing_with_the_superior_office(office: Office) -> None:
    filing = office.deadline(LETTER, office.issued("2026-11-16"), "F03")
    assert (filing.due_on, filing.side, filing.started_by) == (date(2026, 11, 23), Side.OWN, StartEvent.ISSUED)
    assert filing.steps[0].startswith("1. 起算：建议书发出日期，2026-11-16")


def test_a_public_interest_letter_brings_its_own_filing_and_the_review_after_the_reply(office: Office) -> None:
    letter = office.issued("2026-11-10", SuggestionKind.PUBLIC_INTEREST)
    office.serve(letter, "2026-11-12")
    assert office.codes(LETTER, letter) == {"E03-1": "进行中", "E02-1": "已完成", "E02-2": "进行中", "E04": "进行中"}
    review = office.deadline(LETTER, letter, "E04")
    assert (str(review.started_on), review.due_on) == ("2027-01-12", date(2027, 2, 12))


def test_a_reply_meets_the_reply_period_and_leaves_the_offices_own_duties(office: Office) -> None:
    letter = office.issued("2026-11-16")
    office.serve(letter, "2026-11-17")
    office.reply(letter, "2026-11-19")
    assert office.codes(LETTER, letter) == {"F02": "已完成", "F03": "进行中"}
    assert office.deadline(LETTER, letter, "F02").ended_on == PartialDate("2026-11-19")


def test_closing_a_letter_makes_its_open_deadlines_moot_but_for_the_planned_revisits(
    office: Office, desk: OpenDesk, actor: Actor
) -> None:
    letter = office.issued("2026-11-16")
    office.serve(letter, "2026-11-17")
    desk.attachments.add(actor, LETTER, letter, "送达回证", office.scan)
    desk.docket.mark_met(actor, office.deadline(LETTER, letter, "F03").id, PartialDate("2026-11-17"))
    seen = RectificationDraft(Rectification.COMPLETE, PartialDate("2026-11-18"))
    desk.suggestions.record_rectification(actor, letter, seen)
    revisits = {"R01": "进行中", "R02": "进行中"}
    act = desk.suggestions.close(actor, letter, PartialDate("2026-11-19"), "整改到位").act
    assert office.codes(LETTER, letter) == {"F02": "不再适用", "F03": "已完成", **revisits}
    desk.history.take_back(actor, act)
    assert office.codes(LETTER, letter) == {"F02": "进行中", "F03": "已完成", **revisits}


def test_an_accepted_matter_gets_the_review_period_of_its_kind(office: Office, desk: OpenDesk) -> None:
    matter = office.matter("民事生效裁判监督", "2026-11-02")
    assert office.deadline(MATTER, matter, "C01").due_on == date(2027, 2, 2)
    assert office.codes(MATTER, matter) == {"C01": "进行中", "C03": "进行中"}
    assert desk.matters.card(matter).lamp is Lamp.OVERDUE  # three days for the notice of acceptance have passed


def test_a_matter_of_a_kind_without_rule_gets_no_deadline(office: Office) -> None:
    assert office.codes(MATTER, office.matter("社会治理")) == {}


def test_closing_a_matter_makes_its_open_deadlines_moot(office: Office, desk: OpenDesk, actor: Actor) -> None:
    matter = office.matter("行政违法行为监督")
    card = desk.matters.card(matter)
    closed = {"outcome": "已整改", "closed_on": PartialDate("2026-11-18")}
    draft = type(card.draft)(**{**vars(card.draft), **closed})
    desk.matters.amend(actor, matter, card.version, draft)
    ended = office.deadline(MATTER, matter, "H13")
    assert (ended.state, ended.ended_on) == (DeadlineState.MOOT, PartialDate("2026-11-18"))


def test_a_start_that_was_corrected_on_the_record_moves_nothing_by_itself(
    office: Office, desk: OpenDesk, actor: Actor
) -> None:
    matter = office.matter("行政违法行为监督", "2026-11-02")
    card = desk.matters.card(matter)
    draft = type(card.draft)(**{**vars(card.draft), "accepted_on": PartialDate("2026-11-09")})
    desk.matters.amend(actor, matter, card.version, draft)
    review = office.deadline(MATTER, matter, "H13")
    assert (review.due_on, review.start_changed_to) == (date(2027, 2, 2), PartialDate("2026-11-09"))


def test_serving_again_puts_a_new_reply_period_in_place_of_the_old_one(office: Office) -> None:
    letter = office.issued("2026-11-10")
    office.serve(letter, "2026-11-11")
    office.serve(letter, "2026-11-13")
    periods = [card for card in office.desk.docket.of(LETTER, letter) if card.rule_code == "F02"]
    assert [(card.state.label, card.due_on) for card in periods] == [
        ("进行中", date(2027, 1, 13)),
        ("不再适用", date(2027, 1, 11)),
    ]


def test_every_code_of_the_table_of_starts_is_a_rule(resources: Resources, desk: OpenDesk) -> None:
    assert read_starts(resources.rules, desk.deadlines.library)  # a code that is none is refused while reading


def test_a_table_of_starts_with_an_unknown_code_is_refused(tmp_path: Path, desk: OpenDesk) -> None:
    line = '[[start]]\nrecord = "监督事项"\nevent = "受理"\ncodes = ["Y99"]\nproof = "受理日期"\n'
    (tmp_path / "starts.toml").write_text(line, encoding="utf-8")
    with pytest.raises(DomainError, match="没有规则“Y99”"):
        read_starts(tmp_path, RuleLibrary(desk.deadlines.library.all()))
