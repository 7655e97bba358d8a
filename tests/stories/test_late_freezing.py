"""补登正文 at the screen: from the record's menu or its 文书 page, by keyboard too, and what is said afterwards."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft
from app.views.documents.late_dialog import LateFreezeDialog
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_papers import paper_of, registering_of
from tests.stories.test_registering_papers import WHOLE, has_whole_letter

LETTER, NUMBER = "suggestion-letter", "青检建〔2026〕12号"


def issued_by_number(desk: ClerksDesk, **texts: str) -> RecordKey:
    """A letter issued by number alone; its text typed afterwards unless a test leaves something out."""
    key = RecordKey(RecordType.SUGGESTION, has_whole_letter(desk, facts="", proposal=""))
    issue = IssueDraft(NUMBER, PartialDate("2026-09-01"), is_number_only=True)
    desk.services.papers.issuing.issue(CLERK, key, LETTER, issue)
    card = desk.services.suggestions.card(key.record_id)
    draft = replace(card.draft, **{**WHOLE, **texts})  # type: ignore[arg-type]  # texts only
    desk.services.suggestions.amend(CLERK, card.id, card.version, draft)
    desk.settle()
    return key


def test_the_letter_s_paper_offers_it_and_says_both_days_afterwards(desk: ClerksDesk, qtbot: QtBot) -> None:
    key = issued_by_number(desk)
    paper_of(desk, key.record_id, qtbot)
    registering = registering_of(desk)
    assert registering.late.isVisible()
    assert not registering.correct.isVisible()
    registering.late.click()
    dialog = desk.dialog
    assert isinstance(dialog, LateFreezeDialog)
    assert "没有缺少的内容" in dialog.state.text()
    desk.fill(reason="依业务系统中的正本录入")
    desk.confirm()
    assert desk.says() == "已补登正文"
    qtbot.waitUntil(lambda: not registering.late.isVisible(), timeout=20_000)
    assert "制发后补登：2026-09-01 制发，2026-11-22 存定" in registering.standing.text()
    assert registering.correct.isVisible()


def test_the_record_s_menu_offers_it_and_the_keyboard_confirms(desk: ClerksDesk) -> None:
    key = issued_by_number(desk)
    assert desk.record is not None
    desk.record.act("补登正文")  # type: ignore[attr-defined]  # a LetterRecord
    desk.fill(reason="依正本录入")
    QApplication.processEvents()
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.says() == "已补登正文"
    frozen = desk.services.papers.frozen(LETTER, key)
    assert frozen is not None
    assert frozen.is_late


@pytest.mark.parametrize(
    ("texts", "words"), [({"basis": ""}, "缺少建议依据，不能补登正文"), ({}, "已于 2026-11-22 存定，不能再补登")]
)
def test_what_stands_in_the_way_keeps_the_dialog_open(desk: ClerksDesk, texts: dict[str, str], words: str) -> None:
    key = issued_by_number(desk, **texts)
    if not texts:
        desk.services.papers.issuing.late.freeze(CLERK, key, "已补")
    assert desk.record is not None
    desk.record.act("补登正文")  # type: ignore[attr-defined]  # a LetterRecord
    dialog = desk.dialog
    assert isinstance(dialog, LateFreezeDialog)
    desk.fill(reason="依正本录入")
    dialog.accept()
    assert dialog.isVisible()
    assert words in dialog.problem.text()
    dialog.done(0)


def test_a_letter_that_was_not_issued_is_not_offered_it(desk: ClerksDesk, qtbot: QtBot) -> None:
    paper_of(desk, has_whole_letter(desk), qtbot)
    assert not registering_of(desk).late.isVisible()
