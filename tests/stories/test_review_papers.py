"""Papers of a review at the screen: one click from its record, those with the handler's name for the entitled only."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.review_terms import TriggerList
from app.services.papers.rows import RecordKey
from app.views.papers.batch_dialog import BatchDialog
from app.views.papers.writing_view import WritingView
from tests.services.reviewing import HANDLER, Reviewing
from tests.stories.conftest import CLERK, ClerksDesk


@pytest.fixture
def reviewing(desk: ClerksDesk) -> Reviewing:
    """An office with a leader, where somebody reviews."""
    desk.services.offices.add_person(CLERK, "郑某", "副检察长")
    return Reviewing(desk.services, desk.services._database, CLERK)


def paper_of(desk: ClerksDesk, key: RecordKey, qtbot: QtBot) -> WritingView:
    """The papers of a review, one click from its record page."""
    desk.window.workplace.open_record(*key)
    desk.settle()
    assert desk.record is not None
    view = desk.record.findChild(WritingView)
    assert isinstance(view, WritingView)
    desk.record.tabs.setCurrentWidget(view)
    qtbot.waitUntil(lambda: view.choice.template is not None and view.is_idle, timeout=20_000)
    return view


def offered(view: WritingView) -> list[str]:
    return [view.choice.documents.itemText(place) for place in range(view.choice.documents.count())]


def test_the_report_stands_filled_in_and_each_reminder_has_its_place(
    desk: ClerksDesk, reviewing: Reviewing, qtbot: QtBot
) -> None:
    key = reviewing.review(reviewing.case(), course="调阅案卷。")
    reviewing.finding(key, "第五日才告知委托辩护人的权利")
    reviewing.of_police(key, "两份询问笔录时间重叠")
    for addressee in ("青山县公安局", "青山县人民法院"):
        reviewing.result(key, addressee=addressee, feedback_due_on=date(2026, 12, 10))
    view = paper_of(desk, key, qtbot)
    names = offered(view)
    assert any("个案审视报告" in name for name in names)
    assert sum("反向审视提醒函（青山县" in name for name in names) == 2
    view.write("case-review-report")
    qtbot.waitUntil(lambda: view.is_idle and "第五日才告知" in view.paper.made.text, timeout=20_000)
    assert HANDLER not in view.paper.made.text
    court = next(each.asked_as for each in desk.services.papers.offered(key) if "法院" in each.name)
    view.write(court)
    qtbot.waitUntil(lambda: view.is_idle and "青山县人民法院：" in view.paper.made.text, timeout=20_000)


def test_only_the_entitled_are_offered_what_names_the_handler(
    desk: ClerksDesk, reviewing: Reviewing, qtbot: QtBot
) -> None:
    key = reviewing.review(reviewing.case(), trigger_list=TriggerList.ANALYSIS, course="调阅案卷。")
    assert not any("个案评查报告" in name for name in offered(paper_of(desk, key, qtbot)))
    desk.window.workplace.work_as("郑某")
    view = paper_of(desk, key, qtbot)
    assert any("个案评查报告" in name for name in offered(view))
    view.write("case-evaluation-report")
    qtbot.waitUntil(lambda: view.is_idle and HANDLER in view.paper.made.text, timeout=20_000)
    desk.window.workplace.work_as(CLERK.name)
    qtbot.waitUntil(lambda: view.is_idle and HANDLER not in view.paper.made.text, timeout=20_000)
    assert not any("个案评查报告" in name for name in offered(view))


def test_selected_reviews_are_printed_in_one_go(desk: ClerksDesk, reviewing: Reviewing, qtbot: QtBot) -> None:
    for place in (1, 2):
        reviewing.review(reviewing.case(f"青检一部受〔2025〕{place}号"), course="调阅案卷。")
    desk.go_to("反向审视")
    desk.settle()
    desk.listing.table.selectAll()
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.page.findChild(BatchDialog)
    assert isinstance(dialog, BatchDialog)
    qtbot.waitUntil(lambda: len(dialog._lines) == 2, timeout=20_000)
    names = [dialog.documents.itemText(place) for place in range(dialog.documents.count())]
    assert "个案审视报告" in names
    dialog.documents.setCurrentIndex(names.index("个案审视报告"))
    qtbot.waitUntil(lambda: len(dialog._lines) == 2 and dialog.work.is_idle, timeout=20_000)
    assert all("本院问题的概述" in line.missing for line in dialog._lines)
    dialog.close()
