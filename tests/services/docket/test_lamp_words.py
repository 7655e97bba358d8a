"""One source of words: list, heading and overview say the same of a deadline on every day, 超期 for our own."""

from datetime import date, timedelta

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import Certainty, Lamp, Side
from app.services.docket.rows import COLUMNS as DEADLINES
from app.services.docket.rows import NO_DAY, Authority, StartDraft
from app.services.lists.lamp_words import Watched, lamp_words, words_of
from app.services.lists.listing import Column, Listing, ListQuery
from app.services.matters.columns import COLUMNS as MATTERS
from app.services.suggestions.columns import COLUMNS as LETTERS
from tests.services.docket.conftest import LETTER, MATTER, Office


def ten_days(first: date) -> list[date]:
    """Days that are asked of one record: to lay it anew for each would take longer than to ask."""
    return [first + timedelta(days=days) for days in range(10)]


AUTUMN = [date(2026, 10, 20) + timedelta(days=days) for days in range(0, 60, 10)]
SPRING = [date(2026, 4, 20) + timedelta(days=days) for days in range(0, 50, 10)]


def said_in(listing: Listing, columns: tuple[Column, ...], day: date) -> str:
    """What the only row of a list says."""
    query = ListQuery(day)
    (row,) = listing.rows(listing.ids(query), query)
    return words_of(row, columns, query, NO_DAY)


@pytest.fixture
def month_end(desk: OpenDesk, actor: Actor, office: Office) -> int:
    """A matter with a month for somebody outside from 30 September: to 30 October, or late only after 2 November."""
    matter = office.matter("社会治理", "2026-09-30")
    desk.docket.start_by_rule(actor, MATTER, matter, StartDraft("F02", "2026-09-30", "送达回证", period="一个月"))
    return matter


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        ("行政违法行为监督", date(2027, 2, 5), "超期3天"),
        ("行政违法行为监督", date(2027, 3, 10), "严重超期36天"),
        ("行政违法行为监督", date(2027, 2, 2), "今日到期"),
    ],
)
def test_a_matters_own_period_is_called_so_in_list_and_heading(
    desk: OpenDesk, office: Office, kind: str, day: date, words: str
) -> None:
    matter = office.matter(kind)
    assert desk.matters.card(matter, day).lamp_words == words
    assert said_in(desk.matters.listing, MATTERS, day) == words
    assert office.deadline(MATTER, matter, "H13", day).lamp_words == words


def test_a_matters_period_of_somebody_outside_is_late_in_the_other_word(desk: OpenDesk, office: Office) -> None:
    matter = office.matter("立案监督", "2026-10-12", instrument="通知立案书", instrument_on=PartialDate("2026-11-02"))
    day = date(2026, 11, 20)
    assert desk.matters.card(matter, day).lamp_words == "逾期3天"
    assert said_in(desk.matters.listing, MATTERS, day) == "逾期3天"


@pytest.mark.parametrize("first", AUTUMN, ids=str)
def test_a_matter_and_its_deadline_have_the_same_lamp_and_words_at_a_month_end(
    desk: OpenDesk, month_end: int, first: date
) -> None:
    for day in ten_days(first):
        (deadline,) = desk.docket.of(MATTER, month_end, day)
        card = desk.matters.card(month_end, day)
        assert (card.lamp, card.lamp_words) == (deadline.lamp, deadline.lamp_words), day
        assert said_in(desk.matters.listing, MATTERS, day) == said_in(desk.docket.listing, DEADLINES, day), day
        overdue = list(desk.matters.listing.ids(ListQuery(day, is_overdue=True)))
        assert overdue == [month_end] * (day > date(2026, 11, 2)), day


def test_a_matter_turns_red_only_after_the_later_of_two_readings(desk: OpenDesk, month_end: int) -> None:
    between = desk.matters.card(month_end, date(2026, 11, 2))
    assert (between.lamp, between.lamp_words) == (Lamp.DUE, "到期，2026-11-02后才算逾期")
    after = desk.matters.card(month_end, date(2026, 11, 3))
    assert (after.lamp, after.lamp_words) == (Lamp.OVERDUE, "逾期1天")


@pytest.mark.parametrize("first", SPRING, ids=str)
def test_a_letter_and_its_reply_period_have_the_same_lamp_and_words_at_a_month_end(
    desk: OpenDesk, office: Office, first: date
) -> None:
    letter = office.issued("2026-02-27")
    office.serve(letter, "2026-02-28")
    for day in ten_days(first):
        period = office.deadline(LETTER, letter, "F02", day)
        card = desk.suggestions.card(letter, day)
        assert (card.lamp, card.lamp_words) == (period.lamp, period.lamp_words), day
        assert said_in(desk.suggestions.listing, LETTERS, day) == period.lamp_words, day


def test_a_matter_follows_its_next_deadline_when_the_first_is_met(
    desk: OpenDesk, actor: Actor, office: Office, month_end: int, authority: Authority
) -> None:
    desk.docket.start_by_rule(actor, MATTER, month_end, StartDraft("C01", "2026-10-08", "受理通知"))
    (outside,) = (card for card in desk.docket.of(MATTER, month_end) if card.side is Side.OUTSIDE)
    desk.docket.mark_met(actor, outside.id, PartialDate("2026-11-19"))
    assert desk.matters.card(month_end, date(2027, 1, 11)).lamp_words == "超期3天"


def test_the_side_shown_on_a_matter_is_taken_back_with_the_deadline(
    desk: OpenDesk, actor: Actor, office: Office
) -> None:
    matter = office.matter("社会治理")
    done = desk.docket.start_by_rule(actor, MATTER, matter, StartDraft("C01", "2026-11-02", "受理通知"))
    query, side = ListQuery(desk.clock.today()), [column.key for column in MATTERS].index("side")
    assert desk.matters.listing.rows([matter], query)[0].cells[side] == "本院"
    desk.history.take_back(actor, done.act)
    assert desk.matters.listing.rows([matter], query)[0].cells[side] is None


def test_words_tell_a_verified_day_from_one_that_only_reminds() -> None:
    day = date(2026, 11, 20)
    watched = Watched(day, day, Side.OUTSIDE, Certainty.PARTLY)
    assert lamp_words(Lamp.UNKNOWN, watched, day) == "今日到期（依据部分核实，仅提醒）"
