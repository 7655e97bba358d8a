"""What came of a review, at the screen: a reminder decided on, sent, late, answered, verified and settled."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind
from app.models.terms import RecordType
from app.services.foundation.clock import FixedClock
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_results.rows import ResultDraft, SendDraft
from app.views.approvals.dialogs import ProposeDialog
from app.views.papers.writing_view import WritingView
from app.views.review_results.board import ResultBoard
from app.views.review_results.view import ReviewResultsView
from tests.conftest import CHINA
from tests.services.casework import PEOPLE
from tests.services.review_records import lay_case
from tests.services.review_results.conftest import lay_findings
from tests.stories.conftest import CLERK, ClerksDesk


def go_on(clock: FixedClock, day: str) -> None:
    """Nine in the morning of a later day."""
    moment = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=CHINA)
    object.__setattr__(clock, "moment", moment)


class Follower:
    """Somebody who follows the results of one review."""

    def __init__(self, desk: ClerksDesk) -> None:
        """An office with its people, and a review with three findings."""
        self.desk = desk
        offices = desk.services.offices
        offices.add_department(CLERK, "控告申诉检察部")
        for name, post in PEOPLE:
            offices.add_person(CLERK, name, post, "控告申诉检察部")
        draft = ReviewDraft(
            kind=ReviewKind.CASE,
            started_on=PartialDate("2026-11-02"),
            handler="李某",
            opinion="规范讯问录音录像。",
            case_ids=(lay_case(desk.services._database),),
        )
        self.review = desk.services.reverse_reviews.open(CLERK, draft).id
        self.findings = lay_findings(desk.services._database, self.review)
        desk.settle()

    @property
    def view(self) -> ReviewResultsView:
        """The tab 结果 of the review."""
        found = next(view for view in self.desk.window.findChildren(ReviewResultsView) if view.isVisible())
        assert isinstance(found, ReviewResultsView)
        return found

    def open(self) -> None:
        """The review's record page, at its results."""
        self.desk.window.workplace.open_record(RecordType.REVERSE_REVIEW, self.review)
        self.desk.settle()
        record = self.desk.record
        assert record is not None
        titles = [record.tabs.tabText(place) for place in range(record.tabs.count())]
        record.tabs.setCurrentIndex(next(place for place, title in enumerate(titles) if title.startswith("结果")))
        self.desk.settle()

    def press(self, key: str) -> None:
        """One of the tab's buttons, by its key."""
        button = self.view.findChild(QPushButton, f"result_{key}")
        assert button is not None
        button.click()
        self.desk.settle()

    def prepare(self, **fields: str) -> None:
        """拟制结果."""
        self.press("prepare")
        self.desk.fill(**fields)

    def approve(self) -> None:
        """Put the outside paper up, and bring it back signed by the 检察长."""
        desk = self.desk
        self.press("ask")
        assert isinstance(desk.dialog, ProposeDialog)
        desk.fill(content="建议发提醒函", reviewer="王某")
        desk.confirm()
        self.press("ask")
        desk.fill(
            review_person="王某",
            review_on="2026-11-22",
            review_verdict="同意",
            decide_person="钱某",
            decide_on="2026-11-22",
            decide_verdict="同意",
            scan=str(desk.has_scan("签批件.pdf")),
        )
        desk.confirm()

    def has_sent(self, due_on: str) -> None:
        """A reminder that went to a department of our own today."""
        results = self.desk.services.review_results
        draft = ResultDraft("review-reminder", "讯问录音录像的提醒", "第一检察部", finding_ids=self.findings[:2])
        made = results.prepare(CLERK, self.review, draft).id
        sent = SendDraft(PartialDate("2026-11-22"), "", PartialDate(due_on))
        results.send(CLERK, made, results.row(made).version, sent)

    def row(self) -> tuple[str, ...]:
        """The first result of the table."""
        return self.view.table.texts()[0]


@pytest.fixture
def follower(desk: ClerksDesk) -> Follower:
    """Somebody at the window."""
    return Follower(desk)


def board_of(desk: ClerksDesk) -> ResultBoard:
    """The follow-up board."""
    desk.window.go_to("review_results")
    desk.settle()
    board = desk.window.page.findChild(ResultBoard)
    assert isinstance(board, ResultBoard)
    return board


def shown(writing: WritingView) -> str:
    """The document that is being written."""
    return writing.choice.template.name if writing.choice.template else ""


def told(board: ResultBoard, key: str) -> str:
    """What a tile says."""
    return board.tiles.tiles[key].text()


def test_a_reminder_to_the_police_waits_for_the_decision_of_the_chief(desk: ClerksDesk, follower: Follower) -> None:
    follower.open()
    follower.prepare(kind="反向审视提醒函", title="讯问录音录像的提醒", addressee="青山县公安局")
    desk.confirm()
    assert desk.problems() == [
        "对象“青山县公安局”看来是外单位（“公安”）。发到外单位的以本院名义、由检察长决定，请勾选“外单位”。"
    ]
    desk.tick("is_outside")
    desk.confirm()
    assert follower.row()[:4] == ("待发出", "反向审视提醒函", "讯问录音录像的提醒", "青山县公安局")
    assert "须由检察长决定" in follower.view.hint.text()
    follower.press("send")
    desk.fill(number="青检审视〔2026〕1号", feedback_due_on="2026-12-04")
    desk.confirm()
    assert "这件审视上还没有可用的批准" in desk.problems()[0]
    desk.dialog._drop()
    follower.approve()
    follower.press("send")
    desk.tick("proposed")
    desk.fill(number="青检审视〔2026〕1号")
    desk.confirm()
    assert follower.row()[0] == "剩12天"
    assert follower.row()[4:7] == ("青检审视〔2026〕1号", "2026-11-22", "2026-12-04")


def test_a_late_reminder_is_answered_and_settled_from_the_board(
    desk: ClerksDesk, follower: Follower, clock: FixedClock, qtbot: QtBot
) -> None:
    follower.has_sent("2026-12-04")
    go_on(clock, "2026-12-09")
    follower.open()
    assert follower.row()[0] == "超期5天"
    assert desk.record is not None
    assert "超期5天 · 落实中" in desk.texts(desk.record.lamp)
    follower.press("paper")
    writing = desk.record.tabs.currentWidget()
    assert isinstance(writing, WritingView)
    qtbot.waitUntil(lambda: shown(writing) == "反向审视提醒函", timeout=20_000)
    board = board_of(desk)
    assert (told(board, "late"), told(board, "rate")) == ("1\n逾期未反馈", "0/1\n整改率（核实销号/到期）")
    board.table.setFocus()
    desk.press(Qt.Key.Key_F2)
    desk.fill(on="2026-12-09", outcome="已纠正", text="已装设备", scan=str(desk.has_scan("反馈函.pdf")))
    desk.confirm()
    desk.window.activateWindow()  # as the window manager does after a dialog
    qtbot.waitUntil(desk.window.isActiveWindow)
    board.table.setFocus()
    desk.press(Qt.Key.Key_F3)
    desk.fill(on="2026-12-09", by="李某", outcome="整改到位，销号", text="现场查看属实")
    desk.confirm()
    assert desk.says().startswith("已核实：整改到位，销号")
    assert told(board, "settled") == "1\n已销号"
    assert told(board, "rate") == "1/1\n整改率（核实销号/到期）"


def test_a_suggestion_is_opened_with_the_facts_carried_over(desk: ClerksDesk, follower: Follower) -> None:
    follower.open()
    follower.press("suggestion")
    facts = desk.dialog.findChild(QWidget, "facts")
    assert facts is not None
    assert desk.dialog.form.text("facts") == "讯问没有录音录像"  # nothing is suggested about our own
    desk.fill(proposal="规范讯问录音录像，补装设备。")
    desk.confirm()
    record = desk.record
    assert record is not None
    assert "JY2026-00001" in record.heading.text()
    letter = desk.services.suggestions.card(1).draft
    assert (letter.addressee, letter.proposal) == ("青山县公安局", "规范讯问录音录像，补装设备。")
    follower.open()
    assert follower.row()[0] == "待发出"
    assert follower.row()[4] == "JY2026-00001　草稿"
    follower.press("paper")
    assert "JY2026-00001" in desk.record.heading.text()


def test_the_tiles_narrow_the_board_and_it_prints(desk: ClerksDesk, follower: Follower, tmp_path: Path) -> None:
    results = desk.services.review_results
    for title in ("讯问培训", "文书培训"):
        draft = ResultDraft("training", title, "本院各部门", finding_ids=follower.findings[:1])
        made = results.prepare(CLERK, follower.review, draft).id
        if title == "讯问培训":
            results.send(CLERK, made, results.row(made).version, SendDraft(PartialDate("2026-11-20")))
    board = board_of(desk)
    assert [told(board, key) for key in ("prepared", "awaiting_verification")] == ["1\n待发出", "1\n待核实"]
    board.tiles.tiles["prepared"].click()
    desk.settle()
    assert board.model.rowCount() == 1
    assert told(board, "awaiting_verification") == "1\n待核实"
    board.tiles.tiles["prepared"].click()
    desk.settle()
    assert board.model.rowCount() == 2
    follower.has_sent("2026-11-22")
    board.tiles.tiles["rate"].click()
    desk.settle()
    assert (told(board, "rate"), board.model.rowCount()) == ("0/1\n整改率（核实销号/到期）", 1)
    board.tiles.tiles["rate"].click()
    desk.settle()
    for name in ("落实跟踪.pdf", "落实跟踪.xlsx"):
        assert board.model.query is not None
        board.sheet.write(board.model.query, board.work, tmp_path / name)
        desk.settle()
        assert desk.says() == f"已生成 {tmp_path / name}，共 3 项。"
        assert (tmp_path / name).stat().st_size > 2000
