"""期限规则 and 日历: the office's own rules and days, each change seen as a dry run before it is carried out."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.services.deadlines.rule_tables import table_of
from app.services.deadlines.rules import RuleLibrary
from app.services.foundation.resources import Resources
from app.views.backups.page import SystemPage
from app.views.office_rules.calendar_view import CalendarView
from app.views.office_rules.plan_dialog import PlanDialog
from app.views.office_rules.proposal_dialog import ProposalDialog
from app.views.office_rules.rule_lines import basis_of, basis_text, extension_text, extensions_of
from app.views.office_rules.rules_view import RulesView
from tests.stories.conftest import ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless

FILING = "F03"  # five days from the issue, with the superior office


@pytest.fixture
def system(desk: ClerksDesk) -> SystemPage:
    """The page; a letter issued on Monday 16 November is to be filed by Monday 23 November."""
    desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-11-16")
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    return page


@pytest.fixture
def rules(desk: ClerksDesk, system: SystemPage) -> RulesView:
    """The tab of the rules, at the rule of filing."""
    system.tabs.setCurrentWidget(system.rules)
    codes = [row[0] for row in system.rules.table.texts()]
    system.rules.table.setCurrentIndex(system.rules.table.rows.index(codes.index(FILING), 0))
    return system.rules


@pytest.fixture
def calendar(system: SystemPage) -> CalendarView:
    """The tab of the calendar."""
    system.tabs.setCurrentWidget(system.calendar)
    return system.calendar


def plan_on(desk: ClerksDesk) -> PlanDialog:
    """The dry run, once it is on screen: it is made beside the window."""
    desk.wait_until(lambda: any(found.isVisible() for found in desk.window.findChildren(PlanDialog)))
    return next(found for found in desk.window.findChildren(PlanDialog) if found.isVisible())


def carry_out(desk: ClerksDesk) -> None:
    """执行."""
    desk.click("执行", plan_on(desk))


def filing_due(desk: ClerksDesk) -> date | None:
    """When the letter must be filed."""
    (card,) = (card for card in desk.services.docket.of(RecordType.SUGGESTION, 1) if card.rule_code == FILING)
    return card.due_on


def lengthen(desk: ClerksDesk, rules: RulesView, days: str = "10") -> None:
    """Lay down another length for the current rule, as far as the dry run."""
    rules.change()
    desk.fill(length=days, reason="省院通知")
    desk.confirm()


def test_a_rule_is_found_by_any_of_its_words_and_told_in_words(desk: ClerksDesk, rules: RulesView) -> None:
    told = desk.texts(rules.details)
    for words in (
        "标准规则（只读）",
        "发出检察建议书",
        "5日",
        "《人民检察院检察建议工作规定》（2019）第21条",
        "亮红灯",
    ):
        assert words in told
    type_chinese(rules.search, "备案 上一级院")
    assert FILING in [row[0] for row in rules.table.texts()]
    assert len(rules.table.texts()) < 10
    type_chinese(rules.search, "没有这样的词")
    assert rules.table.texts() == []
    assert not rules.edit.isEnabled()


def test_a_local_rule_is_seen_as_a_dry_run_then_stands_beside_the_standard_one(
    desk: ClerksDesk, rules: RulesView
) -> None:
    lengthen(desk, rules)
    plan = plan_on(desk)
    (row,) = plan.affected.texts()
    assert row[:1] + row[3:5] == ("青检建〔2026〕7号", "2026-11-23", "2026-11-26")
    assert "1 个会变动" in plan.counts.text()
    assert "10日" in plan.after.toPlainText()
    assert filing_due(desk) == date(2026, 11, 23)
    carry_out(desk)
    assert filing_due(desk) == date(2026, 11, 26)
    assert desk.says().startswith("已执行：本地规则 F03")
    current = next(row for row in rules.table.texts() if row[0] == FILING)
    assert current[2:5] == ("5日", "10日", "本地优先")
    assert "【改】10日" in desk.texts(rules.details)


def test_what_was_carried_out_is_taken_back_from_the_status_line(desk: ClerksDesk, rules: RulesView) -> None:
    lengthen(desk, rules)
    carry_out(desk)
    assert filing_due(desk) == date(2026, 11, 26)
    desk.window.said.undo.click()
    desk.settle()
    assert filing_due(desk) == date(2026, 11, 23)
    assert next(row for row in rules.table.texts() if row[0] == FILING)[2:5] == ("5日", "—", "标准")


def test_a_local_rule_given_up_lets_the_standard_one_count_again(desk: ClerksDesk, rules: RulesView) -> None:
    lengthen(desk, rules)
    carry_out(desk)
    desk.click("撤销本地规则…", rules)
    desk.fill(reason="省院通知已废止")
    desk.confirm()
    carry_out(desk)
    assert filing_due(desk) == date(2026, 11, 23)
    assert not rules.drop.isEnabled()
    desk.click("重新计算期限…", rules)
    desk.fill(reason="核对一遍")
    desk.confirm()
    assert "没有期限会因此变动" in desk.texts(plan_on(desk))


def test_what_is_wrong_with_a_rule_stands_beside_its_field(desk: ClerksDesk, rules: RulesView) -> None:
    desk.click("新增本地规则…", rules)
    desk.fill(code="L01", name="内部复核", trigger="受理", length="三", actor="案管")
    desk.confirm()
    assert "期限长度应当是不小于 0 的整数" in desk.problems()[0]
    desk.fill(length="3", basis="随便写写")
    desk.confirm()
    assert "第 1 行依据读不懂" in desk.problems()[0]
    desk.fill(basis="本院办案规程：第3条", code="小写")
    desk.confirm()
    assert desk.problems() == ["请填写理由。"]
    desk.fill(reason="院务会")
    desk.confirm()
    assert "“规则代码”" in desk.problems()[0]
    desk.fill(code="L01")
    desk.confirm()
    assert "没有期限会因此变动" in desk.texts(plan_on(desk))
    carry_out(desk)
    assert any(row[:5] == ("L01", "内部复核", "—", "3日", "本地") for row in rules.table.texts())


def test_a_plan_overtaken_by_another_change_leads_back_to_what_was_typed(desk: ClerksDesk, rules: RulesView) -> None:
    lengthen(desk, rules)
    desk.has_letter("青山县教育局", "青检建〔2026〕8号", "2026-11-17")
    carry_out(desk)
    assert "请重新预览" in plan_on(desk).work.problem.text()
    assert filing_due(desk) == date(2026, 11, 23)
    desk.click("取消", plan_on(desk))
    assert desk.dialog.form.text("length") == "10"
    desk.confirm()
    assert len(plan_on(desk).affected.texts()) == 2


def test_every_standard_rule_comes_back_unchanged_from_the_editors_lines(resources: Resources) -> None:
    for rule in RuleLibrary.load(resources.rules).all():
        table = table_of(rule)
        basis, extensions = table.get("basis", []), table.get("extension", [])
        assert basis_of(basis_text(basis)) == basis
        assert extensions_of(extension_text(extensions)) == extensions


def test_several_local_rules_of_one_code_are_seen_changed_and_given_up_each(desk: ClerksDesk, rules: RulesView) -> None:
    rules.change()
    desk.fill(length="10", valid_to="2026-12-31", reason="省院通知")
    desk.confirm()
    carry_out(desk)
    desk.click("新增本地规则…", rules)
    desk.fill(code=FILING, name="检察建议报上一级院备案", trigger="发出检察建议书", length="7", actor="案管")
    desk.fill(basis="本院办案规程：第3条", valid_from="2027-01-01", reason="新的通知")
    desk.confirm()
    carry_out(desk)
    mine = [(place, row) for place, row in enumerate(rules.table.texts()) if row[0] == FILING]
    assert [(row[2], row[3], row[6]) for _, row in mine] == [
        ("5日", "7日", "2027-01-01起"),
        ("5日", "10日", "2019-02-26至2026-12-31"),
    ]
    assert "本地规则 2 条" in rules.count.text()
    rules.table.setCurrentIndex(rules.table.rows.index(mine[1][0], 0))
    assert "本地规则（2 条之一）" in desk.texts(rules.details)
    assert "【改】10日" in desk.texts(rules.details)
    lengthen(desk, rules, "12")
    carry_out(desk)
    assert rules.current is not None
    assert (rules.current.local or {}).get("length") == 12
    desk.click("撤销本地规则…", rules)
    assert "其余 1 条本地规则仍然有效" in desk.texts(desk.dialog)
    desk.fill(reason="通知已废止")
    desk.confirm()
    carry_out(desk)
    assert [row[3] for row in rules.table.texts() if row[0] == FILING] == ["7日"]


def test_the_year_names_its_holidays_and_marks_swapped_days(calendar: CalendarView) -> None:
    rows = calendar.table.texts()
    assert ("2026-10-01", "星期四", "国庆节", "放假", "放假通知") in rows
    assert ("2026-10-10", "星期六", "调休上班", "调休上班", "放假通知") in rows
    assert "国办发明电〔2025〕7号" in calendar.source.text()


def test_arrow_keys_go_from_day_to_day_and_tell_each(calendar: CalendarView, qtbot: QtBot) -> None:
    calendar.sheet.setFocus()
    calendar.sheet.go_to(date(2026, 9, 24))
    qtbot.keyClick(calendar.sheet, Qt.Key.Key_Right)
    assert calendar.told.text() == "2026-09-25 星期五 中秋节（放假）"
    qtbot.keyClick(calendar.sheet, Qt.Key.Key_Down)
    assert calendar.sheet.current == date(2026, 10, 2)
    qtbot.keyClick(calendar.sheet, Qt.Key.Key_Down)
    assert calendar.told.text() == "2026-10-09 星期五 上班"
    assert calendar.sheet.day_at(QPointF(calendar.sheet.box_of(date(2026, 3, 9)).center())) == date(2026, 3, 9)


def test_an_own_day_moves_the_deadline_and_can_be_taken_out_again(desk: ClerksDesk, calendar: CalendarView) -> None:
    desk.click("添加…", calendar)
    desk.fill(first="2026-11-23", name="县庆日", reason="县政府通知")
    desk.confirm()
    assert plan_on(desk).affected.texts()[0][3:5] == ("2026-11-23", "2026-11-24")
    carry_out(desk)
    assert calendar.own.texts() == [("2026-11-23", "县庆日", "放假")]
    assert filing_due(desk) == date(2026, 11, 24)
    desk.click("移除…", calendar)
    desk.fill(reason="通知已撤回")
    desk.confirm()
    carry_out(desk)
    assert calendar.own.texts() == []
    assert filing_due(desk) == date(2026, 11, 23)


def test_several_days_in_a_row_are_put_in_at_once(desk: ClerksDesk, calendar: CalendarView) -> None:
    desk.click("添加…", calendar)
    desk.fill(first="2026-12-05", last="2026-12-04", name="防汛值守", arrangement="上班", reason="县防指通知")
    desk.confirm()
    assert "早于开始" in desk.problems()[0]
    desk.fill(last="2026-12-06")
    desk.confirm()
    carry_out(desk)
    assert [row[0] for row in calendar.own.texts()] == ["2026-12-05", "2026-12-06"]
    calendar.sheet.go_to(date(2026, 12, 5))
    assert calendar.told.text() == "2026-12-05 星期六 防汛值守（上班），本院日历"


def test_a_provisional_year_is_settled_by_its_notice_from_a_small_file(
    desk: ClerksDesk, calendar: CalendarView, tmp_path: Path
) -> None:
    notice = tmp_path / "2028年放假.csv"
    notice.write_text("日期,名称,安排\n2028-01-03,元旦,放假\n2028-01-08,元旦,上班\n", encoding="utf-8")
    calendar.year.setValue(2028)
    assert calendar.source.text().startswith("暂定：2028 年")
    assert {row[4] for row in calendar.table.texts()} == {"暂定"}
    desk.click("导入放假通知…", calendar)
    desk.fill(path=str(notice))
    desk.confirm()
    assert "名称和文号" in desk.problems()[0]
    (tmp_path / "别的.csv").write_text("甲,乙\n", encoding="utf-8")
    desk.fill(title="国务院办公厅关于2028年部分节假日安排的通知", path=str(tmp_path / "别的.csv"))
    desk.confirm()
    assert "第 1 行应当是表头" in desk.problems()[0]
    desk.fill(path=str(notice))
    desk.confirm()
    carry_out(desk)
    assert [row[3] for row in calendar.table.texts()] == ["放假", "调休上班"]
    assert "2028年部分节假日安排" in calendar.source.text()


def test_a_notice_taken_in_by_mistake_is_removed_again(
    desk: ClerksDesk, calendar: CalendarView, tmp_path: Path
) -> None:
    notice = tmp_path / "2028年放假.csv"
    notice.write_text("日期,名称,安排\n2028-01-03,元旦,放假\n", encoding="utf-8")
    calendar.year.setValue(2028)
    desk.click("导入放假通知…", calendar)
    desk.fill(path=str(notice), title="关于2028年放假的通知")
    desk.confirm()
    carry_out(desk)
    assert calendar.source.text() == "依据：《关于2028年放假的通知》"
    desk.click("移除放假通知…", calendar)
    assert "导入的通知：《关于2028年放假的通知》" in desk.texts(desk.dialog)
    desk.confirm()
    assert desk.problems() == ["请填写理由。"]
    desk.fill(reason="文件有误")
    desk.confirm()
    carry_out(desk)
    assert calendar.source.text().startswith("暂定：2028 年")
    desk.window.said.undo.click()
    desk.settle()
    assert calendar.source.text() == "依据：《关于2028年放假的通知》"


def test_a_year_without_a_notice_of_its_own_says_that_there_is_nothing_to_remove(
    desk: ClerksDesk, calendar: CalendarView
) -> None:
    desk.click("移除放假通知…", calendar)
    desk.fill(reason="试试")
    desk.confirm()
    assert "2026 年没有本院导入的放假通知，不用移除" in desk.texts(desk.dialog)


def test_a_dry_run_that_is_stopped_leads_back_to_the_fields(desk: ClerksDesk, rules: RulesView) -> None:
    rules.change()
    desk.fill(length="10", reason="省院通知")
    dialog = desk.dialog
    assert isinstance(dialog, ProposalDialog)
    dialog.accept()
    dialog.reject()  # Esc while the dry run goes on
    desk.settle()
    assert not any(found.isVisible() for found in desk.window.findChildren(PlanDialog))
    assert "已取消，没有做任何改动" in dialog.work.problem.text()
    assert dialog.form.text("length") == "10"
    assert filing_due(desk) == date(2026, 11, 23)


def test_rules_calendar_and_dry_run_have_names_for_screen_readers(desk: ClerksDesk, system: SystemPage) -> None:
    for view in (system.rules, system.calendar):
        system.tabs.setCurrentWidget(view)
        assert nameless(desk.window) == []
    assert all(button.objectName() for view in (system.rules, system.calendar) for button in buttons(view))
    system.tabs.setCurrentWidget(system.rules)
    lengthen(desk, system.rules)
    assert nameless(desk.dialog) == []
    assert nameless(plan_on(desk)) == []


def test_the_manual_opens_at_the_chapter_about_the_tab(system: SystemPage) -> None:
    for view, chapter in ((system.care, "备份与恢复"), (system.rules, "规则和日历"), (system.calendar, "规则和日历")):
        system.tabs.setCurrentWidget(view)
        assert system.chapter == chapter


def buttons(view: RulesView | CalendarView) -> list[QPushButton]:
    """All its buttons."""
    return [found for found in view.findChildren(QPushButton) if found.text()]
