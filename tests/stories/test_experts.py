"""专家人才 at the screen: entered in 登记簿, asked from a letter or a matter, the opinion corrected and taken back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.letter_terms import ExpertKind
from app.models.terms import RecordType
from app.services.experts.rows import ExpertDraft
from app.views.case_registers.page import RegistersPage
from app.views.experts.record_view import ExpertsView
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless

LI = ExpertDraft(ExpertKind.EXPERT, "李某", "消防工程", "青山学院", "教授")
SUGGESTING = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def register_page(desk: ClerksDesk) -> RegistersPage:
    desk.go_to("登记簿")
    page = desk.window.page
    assert isinstance(page, RegistersPage)
    page.tabs.setCurrentWidget(page.experts)
    desk.settle()
    return page


def column(page: RegistersPage, title: str) -> list[str]:
    model = page.experts.model
    section = next(at for at, column in enumerate(model.columns) if column.title == title)
    return [str(model.index(row, section).data() or "") for row in range(model.rowCount())]


def experts_of(desk: ClerksDesk, record_type: RecordType, key: int) -> ExpertsView:
    desk.window.workplace.open_record(record_type, key)
    desk.settle()
    assert desk.record is not None
    view = desk.record.findChildren(ExpertsView)[0]
    desk.record.tabs.setCurrentWidget(view)
    return view


@SUGGESTING
def test_somebody_is_entered_changed_and_leaves_by_the_register(desk: ClerksDesk, qtbot: QtBot) -> None:
    page = register_page(desk)
    page.experts.register()
    desk.fill(name="李某", field="消防工程", unit="青山学院", post="教授")
    desk.confirm()
    assert (column(page, "类别"), column(page, "姓名"), column(page, "意见")) == (["专家"], ["李某"], ["0"])
    page.experts.table.setFocus()
    qtbot.keyClick(page.experts.table, Qt.Key.Key_Return)
    desk.fill(kind="人才", field="消防安全")
    assert nameless(desk.dialog) == []
    desk.confirm()
    assert column(page, "专业领域") == ["消防安全"]
    page.experts.leave(1)
    desk.confirm()
    assert column(page, "状态") == ["已出库"]
    desk.window.said.take_back_wanted.emit(desk.window.workplace.last_act())
    desk.settle()
    assert column(page, "状态") == ["在库"]
    assert nameless(desk.window) == []


@pytest.mark.parametrize("kind", [RecordType.SUGGESTION, RecordType.MATTER])
def test_an_opinion_on_a_record_stands_in_its_tab_and_is_counted_in_the_register(
    desk: ClerksDesk, kind: RecordType
) -> None:
    desk.services.experts.register(CLERK, LI)
    key = desk.has_letter("青山县水利局") if kind is RecordType.SUGGESTION else desk.has_matter("青山县公安局")
    view = experts_of(desk, kind, key)
    desk.click("登记专家意见…", view)
    desk.fill(opinion="应当拆除。", scan=str(desk.has_scan("意见书.pdf")))
    desk.confirm()
    assert "请从列表里选择" in desk.problems()[0]
    desk.fill(expert="李某（青山学院 教授） · 消防工程")
    desk.confirm()
    assert [(row[1], row[4], row[5]) for row in view.table.texts()] == [
        ("李某（青山学院 教授）", "意见书.pdf", "应当拆除。")
    ]
    assert desk.record is not None
    assert "专家(1)" in [desk.record.tabs.tabText(place) for place in range(desk.record.tabs.count())]
    assert column(register_page(desk), "意见") == ["1"]


def test_an_opinion_is_corrected_and_removed_and_that_is_taken_back(desk: ClerksDesk) -> None:
    desk.services.experts.register(CLERK, LI)
    view = experts_of(desk, RecordType.SUGGESTION, desk.has_letter("青山县水利局"))
    view.record()
    desk.fill(expert="李某（青山学院 教授） · 消防工程", opinion="同意。")
    desk.confirm()
    desk.click("修改…", view)
    desk.fill(opinion="不同意。")
    desk.confirm()
    assert [row[5] for row in view.table.texts()] == ["不同意。"]
    desk.click("删除", view)
    assert view.table.texts() == []
    desk.window.said.take_back_wanted.emit(desk.window.workplace.last_act())
    desk.settle()
    assert [row[5] for row in view.table.texts()] == ["不同意。"]
