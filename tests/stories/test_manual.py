"""F1: the manual, at the chapter about the page; what it says can be searched and drawn."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.foundation.resources import Resources
from app.views.manual.chapters import chapters_in
from app.views.manual.window import ManualWindow
from app.views.navigation import PAGES
from tests.stories.conftest import ClerksDesk, type_chinese

CHAPTERS = (
    "开始使用",
    "工作台",
    "导入台账",
    "线索",
    "检察建议从登记到办结",
    "检察建议从线索到制发",
    "建议事项和制发前检查",
    "用印、送达、备案和抄送",
    "回复、异议与复核",
    "整改、回头看与办结",
    "督促与后续处理",
    "建议库、单位履历和专家人才",
    "监督事项的阶段、审批与调查",
    "怎么算的",
    "规则和日历",
    "事项类型与职权",
    "期限",
    "期限的延长、暂停和计算器",
    "文书与打印",
    "登记簿",
    "移交转办与移送",
    "案件包",
    "代表建议",
    "反向审视",
    "原案登记与导入",
    "触发清单",
    "审视结果与落实",
    "案件等次与当事检察官意见",
    "类案审视与综合审视",
    "反向审视统计与报告",
    "月度统计",
    "统计表",
    "基础数据和业务指标",
    "警戒与核查",
    "本院指标、数间规则和归类",
    "通报与研判报告",
    "本院报表",
    "年终",
    "备份与恢复",
    "快捷键",
    "常见提示",
    "账户与权限",
    "口令与加密",
    "什么都不丢",
    "保密与标记",
)


def manual_of(desk: ClerksDesk) -> ManualWindow:
    """Press F1."""
    desk.press(Qt.Key.Key_F1)
    manual = desk.window.findChild(ManualWindow)
    assert manual is not None
    return manual


def test_the_manual_has_its_chapters_in_order(resources: Resources) -> None:
    assert tuple(chapter.title for chapter in chapters_in(resources.manual)) == CHAPTERS


def test_f1_opens_the_chapter_about_the_page(desk: ClerksDesk, qtbot: QtBot) -> None:
    desk.go_to("导入台账")
    manual = manual_of(desk)
    assert manual.contents.currentItem().text() == "导入台账"
    manual.close()
    desk.window.activateWindow()  # as the window manager does
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.go_to("统计报表")
    manual = manual_of(desk)
    assert manual.contents.currentItem().text() == "月度统计"
    assert "旧存" in manual.text.toPlainText()


def test_every_page_names_a_chapter_there_is(desk: ClerksDesk) -> None:
    chapters = {desk.window.go_to(entry.key).chapter for entry in PAGES}
    desk.settle()
    assert chapters <= set(CHAPTERS)


def test_a_search_leaves_the_chapters_that_speak_of_it(desk: ClerksDesk, qtbot: QtBot) -> None:
    manual = manual_of(desk)
    type_chinese(manual.search, "红头")
    assert [manual.contents.item(row).text() for row in range(manual.contents.count())] == ["文书与打印"]
    assert manual.text.textCursor().selectedText() == "红头"
    type_chinese(manual.search, "没有这样的词")
    assert manual.nothing.isVisible()
