"""登记制发 takes two people: asked for, agreed to, refused or let go of, within three days, and anew for a redo."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.four_eyes import NotCountersigned
from app.services.foundation.errors import DomainError, NotAllowed
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.services.access.conftest import FIRST, NAMES, SECOND, MovingClock, sign_in

ACT = "suggestion.register_issue"
NUMBER = "青检建〔2026〕9号"


class Letter:
    """One letter that a prosecutor wants to register as issued."""

    def __init__(self, desk: OpenDesk) -> None:
        """Drafted, with everything but a second person."""
        self.desk = desk
        draft = LetterDraft(
            kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", department=FIRST, handler="方某"
        )
        self.id = desk.suggestions.draft(sign_in(desk, Role.PROSECUTOR), draft).id

    def issue(self) -> None:
        """As the prosecutor."""
        issue = IssueDraft(NUMBER, PartialDate("2026-11-20"), is_number_only=True)
        self.desk.suggestions.register_issue(sign_in(self.desk, Role.PROSECUTOR), self.id, issue)

    def ask(self) -> int:
        """As the prosecutor."""
        actor = sign_in(self.desk, Role.PROSECUTOR)
        return self.desk.countersigns.ask(actor, ACT, "suggestion", self.id, "登记制发", "已签发").id

    def answer(self, asked: int, is_agreed: bool, opinion: str = "") -> None:
        """As the head of the department."""
        self.desk.countersigns.answer(sign_in(self.desk, Role.HEAD), asked, is_agreed, opinion)

    @property
    def number(self) -> str | None:
        """The official number it has."""
        return self.desk.suggestions.card(self.id).number


@pytest.fixture
def letter(desk: OpenDesk) -> Letter:
    return Letter(desk)


def test_a_letter_is_registered_once_after_a_second_person_agreed(letter: Letter) -> None:
    with pytest.raises(NotCountersigned):
        letter.issue()
    asked = letter.ask()
    with pytest.raises(NotCountersigned):
        letter.issue()
    sign_in(letter.desk, Role.HEAD)
    (waits,) = letter.desk.countersigns.waiting()
    assert "青山县水利局" in waits.title
    letter.answer(asked, True)
    assert letter.number is None
    letter.issue()
    assert letter.number == NUMBER
    assert letter.desk.countersigns.of(ACT, "suggestion", letter.id) == ()


def test_what_was_refused_stays_undone_and_the_asker_reads_why(letter: Letter) -> None:
    letter.answer(letter.ask(), False, "文号与业务系统不符")
    with pytest.raises(NotCountersigned):
        letter.issue()
    (told,) = letter.desk.countersigns.mine()
    assert (told.agreed, told.opinion, told.answered_by) == (False, "文号与业务系统不符", NAMES[Role.HEAD])
    again = letter.ask()
    assert [row.id for row in letter.desk.countersigns.mine()] == [again]


def test_the_asker_alone_lets_go_of_what_was_agreed_to(letter: Letter) -> None:
    asked = letter.ask()
    letter.answer(asked, True)
    with pytest.raises(DomainError, match="不是您提出"):
        letter.desk.countersigns.withdraw(letter.desk.access.actor(), asked)
    letter.desk.countersigns.withdraw(sign_in(letter.desk, Role.PROSECUTOR), asked)
    assert letter.desk.countersigns.mine() == ()
    with pytest.raises(NotCountersigned):
        letter.issue()


def test_an_agreement_ends_after_three_days(letter: Letter, moving: MovingClock) -> None:
    letter.answer(letter.ask(), True)
    moving.moment += timedelta(hours=73)
    with pytest.raises(NotCountersigned, match="72 小时"):
        letter.issue()
    countersigns = letter.desk.countersigns
    assert [countersigns.is_stale(row) for row in countersigns.of(ACT, "suggestion", letter.id)] == [True]


def test_an_agreement_that_ended_is_told_to_the_asker_until_it_is_asked_for_again(
    letter: Letter, moving: MovingClock
) -> None:
    countersigns = letter.desk.countersigns
    letter.answer(letter.ask(), True)
    moving.moment += timedelta(hours=73)
    sign_in(letter.desk, Role.PROSECUTOR)
    (ended,) = countersigns.mine()
    assert (ended.agreed, countersigns.is_stale(ended)) == (True, True)
    again = letter.ask()
    assert [row.id for row in countersigns.mine()] == [again]


def test_an_agreement_that_ended_long_ago_is_told_no_more(letter: Letter, moving: MovingClock) -> None:
    letter.answer(letter.ask(), True)
    moving.moment += timedelta(hours=145)
    sign_in(letter.desk, Role.PROSECUTOR)
    assert letter.desk.countersigns.mine() == ()


def test_a_later_agreement_by_the_doer_does_not_hide_the_one_that_counts(letter: Letter) -> None:
    desk = letter.desk
    mine = letter.ask()
    other = desk.countersigns.ask(sign_in(desk, Role.HEAD), ACT, "suggestion", letter.id, "登记制发", "催办").id
    desk.countersigns.answer(desk.access.actor(), mine, True)
    desk.countersigns.answer(sign_in(desk, Role.PROSECUTOR), other, True)
    letter.issue()
    assert letter.number == NUMBER


@pytest.mark.parametrize("again", ["redo", "undo of the undo"])
def test_doing_it_again_takes_a_new_agreement(letter: Letter, again: str) -> None:
    history = letter.desk.history
    letter.answer(letter.ask(), True)
    letter.issue()
    last = history.last_act()
    assert last is not None
    taken = history.take_back(sign_in(letter.desk, Role.PROSECUTOR), last.act)
    redo: Callable[..., int] = history.do_again if again == "redo" else history.take_back
    with pytest.raises(NotCountersigned, match="登记制发"):
        redo(letter.desk.access.actor(), taken)
    assert letter.number is None
    letter.answer(letter.ask(), True)
    actor = sign_in(letter.desk, Role.PROSECUTOR)
    offered = history.last_taken_back()  # what was asked and answered meanwhile is stepped over
    assert offered is not None
    assert offered.act == taken
    done = redo(actor, taken)
    assert letter.number == NUMBER
    history.take_back(letter.desk.access.actor(), done)  # nobody is asked before something is taken back
    assert letter.number is None


def test_nobody_asks_about_a_record_they_do_not_see(desk: OpenDesk) -> None:
    other = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县教育局", department=SECOND)
    made = desk.suggestions.draft(sign_in(desk, Role.LEADER), other).id
    with pytest.raises(DomainError, match="可以查看的部门"):
        desk.countersigns.ask(sign_in(desk, Role.PROSECUTOR), ACT, "suggestion", made, "登记制发", "已签发")
    asked = desk.countersigns.ask(sign_in(desk, Role.LEADER), ACT, "suggestion", made, "登记制发", "已签发").id
    head = sign_in(desk, Role.HEAD)
    assert desk.countersigns.waiting() == ()
    with pytest.raises(NotAllowed, match="看不到"):
        desk.countersigns.answer(head, asked, True)
