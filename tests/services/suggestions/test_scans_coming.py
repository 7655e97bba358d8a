"""Scans that come with an act: stopped they leave nothing, refused they are not copied, and no writer waits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.models.dates import PartialDate
from app.models.terms import Adoption, Rectification, ServiceMethod
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.progress import Cancelled, Progress
from app.services.suggestions.rows import RectificationDraft, ReplyDraft, ServiceDraft
from tests.services.suggestions.conftest import Letters

Act = Callable[[Letters, int, str, Progress], Written]


class Watcher:
    """Does something at the first report."""

    def __init__(self, then: Callable[[], object]) -> None:
        self.told, self._then = 0, then

    def report(self, _done: int, _total: int) -> None:
        self.told += 1
        if self.told == 1:
            self._then()


def stop() -> None:
    raise Cancelled


def serve(letters: Letters, letter: int, on: str, progress: Progress) -> Written:
    draft = ServiceDraft(ServiceMethod.WRITTEN, PartialDate(on), scan=letters.scan, is_correction=True)
    return letters.desk.suggestions.register_service(letters.actor, letter, draft, progress)


def reply(letters: Letters, letter: int, on: str, progress: Progress) -> Written:
    draft = ReplyDraft(PartialDate(on), Adoption.ADOPTED, letters.scan)
    return letters.desk.suggestions.record_reply(letters.actor, letter, draft, progress)


def rectify(letters: Letters, letter: int, on: str, progress: Progress) -> Written:
    draft = RectificationDraft(Rectification.COMPLETE, PartialDate(on), scan=letters.scan)
    return letters.desk.suggestions.record_rectification(letters.actor, letter, draft, progress)


ACTS = pytest.mark.parametrize("act", [serve, reply, rectify])


def kept(letters: Letters) -> set[Path]:
    """Everything in the attachment folder, half or whole."""
    return {path for path in letters.desk.attachments.folder.rglob("*") if path.is_file()}


@ACTS
def test_a_scan_that_is_stopped_leaves_neither_row_nor_half_a_file(letters: Letters, act: Act) -> None:
    letter = letters.served()
    letters.scan.write_bytes(b"%PDF-1.7 another")
    before, card = kept(letters), letters.desk.suggestions.card(letter)
    with pytest.raises(Cancelled):
        act(letters, letter, "2026-11-20", Watcher(stop))
    assert kept(letters) == before
    assert letters.desk.suggestions.card(letter) == card


@ACTS
def test_a_day_that_cannot_be_is_refused_before_anything_is_copied(letters: Letters, act: Act) -> None:
    letter = letters.served()
    letters.scan.write_bytes(b"%PDF-1.7 another")
    before, watcher = kept(letters), Watcher(lambda: None)
    with pytest.raises(FieldProblem):
        act(letters, letter, "2020-01-01", watcher)
    assert (watcher.told, kept(letters)) == (0, before)


@ACTS
def test_another_writer_does_not_wait_for_the_copying(letters: Letters, act: Act) -> None:
    letter = letters.served()
    drafted: list[int] = []
    act(letters, letter, "2026-11-20", Watcher(lambda: drafted.append(letters.drafted("青山县教育局"))))
    assert letters.desk.suggestions.card(drafted[0]).draft.addressee == "青山县教育局"


def test_what_changed_while_the_scan_was_copied_is_refused_when_it_counts(letters: Letters) -> None:
    letter, suggestions = letters.ready(), letters.desk.suggestions
    before, reply_before = kept(letters), suggestions.card(letter).replied_on
    letters.scan.write_bytes(b"%PDF-1.7 another")

    def close() -> None:
        suggestions.close(letters.actor, letter, PartialDate("2026-11-20"), "已整改到位")

    with pytest.raises(DomainError, match="已办结"):
        reply(letters, letter, "2026-11-20", Watcher(close))
    assert suggestions.card(letter).replied_on == reply_before
    assert kept(letters) == before
