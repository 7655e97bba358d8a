"""The period in which an addressee may object: computed from the letter's own words, and never late."""

from datetime import date, datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import DeadlineState, Lamp, RecordType, ServiceMethod, StartEvent
from app.services.docket.objection_periods import objection_period
from app.services.docket.rows import DeadlineCard
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.suggestions.rows import ServiceDraft
from app.services.workbench.rows import Pile, Scope, Whose
from tests.conftest import CHINA
from tests.services.replies.conftest import Answers


def period_on(answers: Answers, letter: int, as_of: date | None = None) -> list[DeadlineCard]:
    found = answers.desk.docket.of(RecordType.SUGGESTION, letter, as_of)
    return [each for each in found if each.started_by is StartEvent.OBJECTION_PERIOD]


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("收到之日起十五日内", "15日"),
        ("自收到本检察建议书之日起七日内书面提出", "7日"),
        ("如有异议，可以在收到后10个工作日内向本院提出", "10个工作日"),
        ("半个月", "15日"),
        ("", None),
        ("及时", None),
        ("十日内提出，案情复杂的二十日内提出", None),
    ],
)
def test_the_length_is_read_as_offices_write_it(written: str, length: str | None) -> None:
    found = objection_period(written)
    assert (None if found is None else str(found)) == length


def test_the_period_runs_from_receipt_with_its_derivation(answers: Answers) -> None:
    letter = answers.served(received="2026-11-18", objection_period="收到之日起十五日内")
    (card,) = period_on(answers, letter)
    assert (card.rule_code, str(card.due_on), card.state, card.lamp) == (
        "G01",
        "2026-12-03",
        DeadlineState.OPEN,
        Lamp.NORMAL,
    )
    assert any("收到日" in step for step in card.steps)
    shown = answers.of(letter).period
    assert (str(shown.due_on), shown.is_over, shown.steps) == ("2026-12-03", False, card.steps)


def test_a_period_that_has_passed_does_not_apply_any_more_and_is_not_late(answers: Answers) -> None:
    letter = answers.served(received="2026-09-03", objection_period="十五日")
    (card,) = period_on(answers, letter)
    assert (card.state, card.lamp, card.lamp_words) == (DeadlineState.MOOT, Lamp.DONE, "不再适用")
    (last_day,) = period_on(answers, letter, date(2026, 9, 18))
    (day_after,) = period_on(answers, letter, date(2026, 9, 19))
    assert (last_day.lamp, day_after.lamp) == (Lamp.DUE, Lamp.DONE)


def test_the_workbench_does_not_ask_anybody_to_object(answers: Answers) -> None:
    answers.served(received="2026-11-18", objection_period="五日")
    seen = answers.desk.workbench.look(Whose(Scope.OFFICE))
    assert (seen.piles[Pile.TODAY], seen.piles[Pile.WEEK]) == (0, 0)


def test_a_letter_that_says_nothing_readable_gets_no_period_and_says_why(answers: Answers) -> None:
    letter = answers.served(objection_period="及时提出")
    assert period_on(answers, letter) == []
    assert "读不出天数" in answers.of(letter).period.note


def test_the_period_is_put_right_with_the_receipt(answers: Answers) -> None:
    letter = answers.served(received="2026-11-18", objection_period="十五日")
    again = ServiceDraft(
        ServiceMethod.WRITTEN, PartialDate("2026-11-19"), "王某", scan=answers.scan, is_correction=True
    )
    answers.desk.suggestions.register_service(answers.actor, letter, again)
    cards = period_on(answers, letter)
    assert [str(card.due_on) for card in cards if card.state is DeadlineState.OPEN] == ["2026-12-04"]


def test_a_withdrawn_letter_leaves_nobody_a_period_to_object(answers: Answers) -> None:
    letter = answers.served(received="2026-11-18", objection_period="十五日")
    answers.desk.suggestions.withdraw(answers.actor, letter, PartialDate("2026-11-20"), "事实有变")
    (card,) = period_on(answers, letter)
    assert (card.state, str(card.ended_on)) == (DeadlineState.MOOT, "2026-11-20")


def test_an_objection_makes_use_of_the_period(answers: Answers) -> None:
    letter = answers.served(received="2026-11-16", objection_period="十五日")
    answers.object_to(letter, on="2026-11-20")
    (card,) = period_on(answers, letter)
    assert (card.state, str(card.ended_on)) == (DeadlineState.MET, "2026-11-20")


def test_the_period_ends_by_itself_without_any_act(answers: Answers, database: Database) -> None:
    letter = answers.served(received="2026-11-18", objection_period="五日")
    later = FixedClock(datetime(2026, 11, 30, 9, 0, tzinfo=CHINA))
    desk = OpenDesk(database, later, Resources.shipped())
    cards = [
        each for each in desk.docket.of(RecordType.SUGGESTION, letter) if each.started_by is StartEvent.OBJECTION_PERIOD
    ]
    assert [(each.state, each.lamp) for each in cards] == [(DeadlineState.MOOT, Lamp.DONE)]


def test_the_list_of_deadlines_says_of_a_running_period_that_it_runs(answers: Answers) -> None:
    answers.served(received="2026-11-18", objection_period="十五日")
    listing = answers.desk.docket.listing
    keys = [column.key for column in listing.columns]

    def listed(state: str, as_of: date) -> list[object]:
        query = ListQuery(as_of, where=(("state", state),))
        rows = listing.rows(listing.ids(query), query)
        return [row.cells[keys.index("state")] for row in rows if "提出异议" in str(row.cells[keys.index("name")])]

    assert (listed("进行中", date(2026, 11, 22)), listed("不再适用", date(2026, 11, 22))) == (["进行中"], [])
    assert (listed("进行中", date(2026, 12, 4)), listed("不再适用", date(2026, 12, 4))) == ([], ["不再适用"])
