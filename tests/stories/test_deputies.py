"""A deputy's proposal on the screen: registered, turned into a clue, evaluated, fed back; and a letter handed on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.models.letter_terms import ProposalState
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.views.case_registers.page import RegistersPage
from app.views.clues.record import ClueRecord
from app.views.deputies.of_letter import LetterProposals
from app.views.suggestions.record import LetterRecord
from tests.stories.conftest import CLERK, ClerksDesk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: ClerksDesk) -> RegistersPage:
    desk.go_to("登记簿")
    found = desk.window.page
    assert isinstance(found, RegistersPage)
    found.tabs.setCurrentWidget(found.deputies)
    desk.settle()
    return found


def press(desk: ClerksDesk, page: RegistersPage, bot: QtBot, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """A key on the list."""
    desk.window.activateWindow()  # as the window manager does when a dialog closes
    bot.waitUntil(desk.window.isActiveWindow)
    page.list.table.setFocus()
    bot.keyClick(page.list.table, key, *modifiers)
    desk.settle()


def test_a_proposal_goes_from_the_register_to_the_deputys_answer(
    desk: ClerksDesk, page: RegistersPage, qtbot: QtBot
) -> None:
    press(desk, page, qtbot, Qt.Key.Key_N, CONTROL)
    desk.fill(deputy="李某", title="关于校园食品安全的建议", number="第31号", content="部分商铺销售过期食品。")
    desk.fill(received_on="2026-03-10")
    desk.confirm()
    page.list.table.selectRow(0)
    press(desk, page, qtbot, Qt.Key.Key_F3)
    desk.fill(unit="青山县市场监督管理局")
    desk.confirm()
    clue = desk.record
    assert isinstance(clue, ClueRecord)
    assert "人大代表" in words_of(clue)

    clue.evaluate()
    desk.settle()
    desk.fill(team="张某、李某", proposes="立项", opinion="事实清楚，可以立项。")
    desk.confirm()
    assert "事实清楚，可以立项。" in words_of(clue)

    desk.go_to("登记簿")
    page.tabs.setCurrentWidget(page.deputies)
    page.list.table.selectRow(0)
    press(desk, page, qtbot, Qt.Key.Key_F2)
    desk.fill(on="2026-06-01", feedback="已制发检察建议，问题已整改。")
    desk.confirm()
    assert desk.services.deputies.card(1).state is ProposalState.FED_BACK
    assert page.deputies.counts.text().startswith(
        "收到代表建议、政协提案 1 件，转为线索 1 件（其中已立项 0 件），已反馈 1 件"
    )


def test_a_half_filled_score_sheet_says_so_beside_its_line(desk: ClerksDesk) -> None:
    clue = desk.services.clues.register(CLERK, ClueDraft("12345", unit="青山县水利局", found="河道淤塞")).id
    desk.window.workplace.open_record(RecordType.CLUE, clue)
    desk.settle()
    record = desk.record
    assert isinstance(record, ClueRecord)
    record.evaluate()
    desk.settle()
    desk.fill(team="张某", proposes="立项", opinion="可以立项。", harm="二十")
    desk.confirm()
    assert "不是整数" in desk.problems()[0]
    desk.fill(harm="20")
    desk.confirm()
    assert "请填写“普遍性”的分数" in desk.problems()[0]
    assert desk.services.clues.evaluations_of(clue) == ()


def test_a_letter_is_handed_to_a_deputy_with_what_it_says(desk: ClerksDesk) -> None:
    letter = desk.has_letter("青山县水利局", problem="日常监管不到位。")
    desk.window.workplace.open_record(RecordType.SUGGESTION, letter)
    desk.settle()
    assert isinstance(desk.record, LetterRecord)
    next(view for view in desk.record.views if isinstance(view, LetterProposals)).make()
    desk.settle()
    desk.fill(deputy="李某", title="关于健全河道巡查制度的建议")
    desk.confirm()
    (card,) = desk.services.deputies.of(RecordType.SUGGESTION, letter)
    assert (card.draft.content, card.state) == ("日常监管不到位。", ProposalState.HANDED_ON)


def words_of(record: ClueRecord) -> str:
    """Everything the case card says."""
    return "\n".join(label.text() for label in record.case.findChildren(QLabel))
