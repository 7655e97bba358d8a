"""One paper typed on in two windows: nothing of either is lost, and neither overwrites the other."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.services.drafts.rows import KeptDraft
from app.services.papers.as_json import typed_of
from app.services.papers.rows import LETTER, RecordKey
from app.views.papers.unsaved import UnsavedPapers
from app.views.papers.writing_view import WritingView
from app.views.second_window import open_second_window
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.writer import Writer


@pytest.fixture
def letter(desk: ClerksDesk) -> int:
    return desk.has_letter("青山县水利局", problem="河道淤塞")


@pytest.fixture
def other(writer: Writer, letter: int, qtbot: QtBot) -> Iterator[Writer]:
    """The same person in a second window, at the same paper."""
    window = writer.desk.window
    twin = open_second_window(window.workplace, window)
    assert twin is not None
    there = Writer(writer.desk, qtbot)
    there.view = WritingView(twin.workplace)
    qtbot.addWidget(there.view)
    there.view.show()
    there.view.show_record(RecordKey(RecordType.SUGGESTION, letter), "青山县水利局")
    there.wait()
    yield there
    there.view.hide()
    twin.close()


def kept(desk: ClerksDesk) -> tuple[KeptDraft, ...]:
    QThreadPool.globalInstance().waitForDone()
    return desk.services.drafts.of(CLERK.name)


def facts_in(draft: KeptDraft) -> object:
    return typed_of(draft.fields["paper"]).values["facts"]


def type_in_both(first: Writer, second: Writer) -> None:
    for each, words in ((first, "第一个窗口写的"), (second, "第二个窗口写的")):
        each.type("facts", words)
        each.view._unsaved.store()


def test_what_is_typed_on_a_paper_in_two_windows_is_kept_twice_and_restored_one_after_the_other(
    writer: Writer, other: Writer, letter: int
) -> None:
    writer.open(letter)
    type_in_both(writer, other)
    place = RecordKey(RecordType.SUGGESTION, letter), LETTER
    assert {facts_in(each) for each in kept(writer.desk)} == {"第一个窗口写的", "第二个窗口写的"}
    for each in (writer, other):  # as if the program had been started anew
        each.view._unsaved._claims.release_all()

    again = UnsavedPapers(writer.desk.window.workplace, writer.view)
    first = again.of(place, "检察建议书", "")
    assert first is not None
    assert "另一个窗口里填写的还有 1 份" in again.restored(place)
    again.forget(place)
    assert len(kept(writer.desk)) == 1
    again.look_again()
    second = again.of(place, "检察建议书", "")
    assert second is not None
    assert "另一个窗口" not in again.restored(place)
    assert {first.values["facts"], second.values["facts"]} == {"第一个窗口写的", "第二个窗口写的"}
    again.forget(place)
    assert kept(writer.desk) == ()


def test_leaving_a_paper_that_is_typed_on_elsewhere_does_not_overwrite_it(
    writer: Writer, other: Writer, letter: int
) -> None:
    writer.open(letter)
    writer.type("facts", "第一个窗口写的")
    other.type("facts", "第二个窗口写的")
    other.view.hide()
    writer.view.hide()
    key = RecordKey(RecordType.SUGGESTION, letter)
    assert writer.desk.services.papers.drafts.read(key, LETTER).values == {}
    assert {facts_in(each) for each in kept(writer.desk)} == {"第一个窗口写的", "第二个窗口写的"}


def test_two_views_of_a_paper_in_one_window_share_what_is_typed(writer: Writer, letter: int) -> None:
    writer.open(letter)
    writer.type("facts", "写到一半")
    writer.view._unsaved.store()
    assert len(kept(writer.desk)) == 1
    beside = UnsavedPapers(writer.desk.window.workplace, writer.view)
    found = beside.of((RecordKey(RecordType.SUGGESTION, letter), LETTER), "检察建议书", "")
    assert found is not None
    assert found.values["facts"] == "写到一半"
