"""Every shipped path of letters in the window, from the clue to 办结, and the papers of a letter that went it."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from app.models.terms import DeadlineState, Lamp, StartEvent, SuggestionState
from app.services.foundation.resources import Resources
from app.services.papers.rows import LETTER
from app.services.suggestion_paths.library import PathLibrary
from app.services.suggestion_paths.model import SuggestionPath
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.letter_page import LetterPage, PassingClock
from tests.stories.letter_to_closing import CLOSE, RECTIFY, REPLY, SERVE, LetterToClosing
from tests.stories.letter_to_issue import LetterToIssue

ADDRESSEES = {
    "social-governance": "青山县教育局",
    "retrial-civil": "青山县人民法院",
    "retrial-administrative": "青山县人民法院",
    "correction-criminal": "青山县公安局",
    "correction-civil-trial": "青山县人民法院",
    "correction-civil-execution": "青山县人民法院",
    "administrative-violation": "青山县人民政府",
    "public-interest-administrative": "青山县水利局",
    "other": "青山县林业局",
}
IN_THE_SYSTEM = {"retrial-civil", "other"}  # decided there; the others on signed sheets
EVERYDAY: set[str] = set()  # the services walk every path each time
NOT_COUNTED = {"F04-1"}  # a step without a number of days
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(300),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


def walks() -> list[object]:
    """Every path, when asked for."""
    paths = PathLibrary(Resources.shipped().suggestion_paths).all
    return [
        pytest.param(path, id=path.code, marks=[] if path.code in EVERYDAY else [pytest.mark.exhaustive])
        for path in paths
    ]


@pytest.fixture
def clock() -> PassingClock:
    """The day on which the clue comes in; every step is taken on a later one."""
    return PassingClock()


@pytest.fixture
def page(desk: ClerksDesk, qtbot: QtBot, clock: PassingClock) -> LetterPage:
    """The office's people are there, and no letter yet."""
    return LetterPage(desk, qtbot, clock)


@pytest.mark.parametrize("path", walks())
def test_a_letter_goes_through_the_window_from_its_clue_to_its_closing(page: LetterPage, path: SuggestionPath) -> None:
    walk = LetterToIssue(page)
    walk.open_clue(path, ADDRESSEES[path.code])
    walk.take_steps(in_system=path.code in IN_THE_SYSTEM)
    walk.issue()
    go_on_to_the_end(page)
    assert page.next == ""
    assert (page.card.state, page.card.lamp) == (SuggestionState.CLOSED, Lamp.DONE)
    every_step_is_done(page, path)
    only_revisits_wait(page)
    history = page.desk.services.history.lines(*page.key)
    assert [line.title for line in history] == page.acts
    assert page.desk.services.store.check().findings == ()
    papers_say_something(page, all_of_them=path.code == "social-governance")


def go_on_to_the_end(page: LetterPage) -> None:
    """From service to closing, a day or some between the acts; the page names each."""
    course = LetterToClosing(page)
    acts = {SERVE: course.serve, REPLY: course.reply, RECTIFY: course.rectify}
    for title, act in acts.items():
        page.wait(2)
        assert page.next == title
        act()
    page.wait(1)
    course.evaluate()
    assert page.next == CLOSE
    course.close()


def every_step_is_done(page: LetterPage, path: SuggestionPath) -> None:
    """What the path asks for has come, and with it what it starts."""
    progress = page.desk.services.suggestion_paths.progress(page.key.record_id)
    assert [row.step.title for row in progress.steps if row.is_required and not row.is_done] == []
    started = {deadline.rule_code for deadline in page.desk.services.docket.of(*page.key)}
    asked = {code for row in progress.steps if row.is_done for code in row.step.starts}
    assert asked - NOT_COUNTED <= started, path.name


def only_revisits_wait(page: LetterPage) -> None:
    """A closed letter has nothing that runs but the looks that are planned."""
    waiting = [each for each in page.desk.services.docket.of(*page.key) if each.state is DeadlineState.OPEN]
    assert [each.started_by for each in waiting] == [StartEvent.RECTIFIED] * 2


def papers_say_something(page: LetterPage, *, all_of_them: bool) -> None:
    """The letter as it was registered, with its number; of one path every other paper that is offered, too."""
    papers = page.desk.services.papers
    codes = [template.asked_as for template in papers.offered(page.key)] if all_of_them else [LETTER]
    texts = {code: text_of(papers.render(CLERK, code, page.key).pdf) for code in codes}
    assert [code for code, text in texts.items() if len(text) < 20] == []
    assert page.card.number in texts[LETTER]
    assert page.card.draft.addressee in texts[LETTER]
    assert papers.frozen(LETTER, page.key) is not None


def text_of(pdf: bytes) -> str:
    """What is printed, without the spaces between."""
    return "".join("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages).split())
