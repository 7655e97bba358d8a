"""触发清单: cases that met a trigger wait on their list until somebody looks them over or says why not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.models.original_case import OwnTrigger
from app.models.review_terms import TriggerList
from app.models.terms import RecordType
from app.services.documents.preview import text_of
from app.services.foundation.intentions import Intention
from app.services.original_cases.rows import CaseDraft
from app.services.review_triggers.model import Condition, Relation, Role
from app.services.review_triggers.rows import HitStanding
from app.services.workbench.rows import Scope, Source, Whose
from app.views.docket.paper_dialog import PaperDialog
from app.views.review_triggers.condition_dialog import ConditionDialog, RoledCondition
from app.views.review_triggers.hit_list import HitList
from app.views.review_triggers.page import TriggersPage
from app.views.review_triggers.settings_dialog import SettingsDialog
from app.views.review_triggers.trigger_dialog import TriggerDialog
from tests.services.review_records import lay_case
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless

SPOIL = Intention("test.spoil", "损坏", "test:spoil")
SUGGESTING = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class TriggerDesk:
    """The page as 张某 uses it."""

    def __init__(self, desk: ClerksDesk, bot: QtBot) -> None:
        self.desk, self._bot = desk, bot

    def has_case(self, name: str, **facts: object) -> int:
        """A case that 王某 handled."""
        draft = CaseDraft(name=name, kind="刑事", handlers="王某", **facts)  # type: ignore[arg-type]  # a test's own
        return self.desk.services.original_cases.register(CLERK, draft).id

    def open(self, listed: TriggerList = TriggerList.ANALYSIS) -> None:
        """The page, on one of its lists."""
        self.desk.window.go_to("review_triggers")
        self.page.tabs.setCurrentIndex(list(TriggerList).index(listed))
        self.desk.settle()

    @property
    def page(self) -> TriggersPage:
        page = self.desk.window.page
        assert isinstance(page, TriggersPage)
        return page

    @property
    def listing(self) -> HitList:
        return self.page.list

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on the list."""
        self.desk.window.activateWindow()
        self._bot.waitUntil(self.desk.window.isActiveWindow)
        self.listing.table.setFocus()
        self._bot.keyClick(self.listing.table, key, modifier)
        self.desk.settle()

    def column(self, title: str) -> list[str]:
        """One column, from top to bottom."""
        model = self.listing.model
        section = next(at for at, column in enumerate(model.columns) if column.title == title)
        return [str(model.index(row, section).data() or "") for row in range(model.rowCount())]

    def counts(self) -> str:
        """The line of figures."""
        return self.listing.summary.counts.accessibleName()

    def complete(self) -> str:
        """The words about completeness."""
        return self.listing.summary.complete.text()

    def undo(self) -> None:
        self.desk.window.said.take_back_wanted.emit(self.desk.window.workplace.last_act())
        self.desk.settle()


@pytest.fixture
def triggers(desk: ClerksDesk, qtbot: QtBot) -> Iterator[TriggerDesk]:
    yield TriggerDesk(desk, qtbot)
    for dialog in desk.window.findChildren(QDialog):
        dialog.close()


@SUGGESTING
def test_a_case_that_met_two_triggers_is_taken_up_from_its_list_and_the_review_opens_by_enter(
    desk: ClerksDesk, triggers: TriggerDesk
) -> None:
    triggers.has_case("赵某盗窃案", judgment_result="无罪", difference="事实", petition_kind="刑事申诉")
    triggers.open(TriggerList.REVERSE)
    assert triggers.column("触发情形") == ["刑事申诉"]
    triggers.open(TriggerList.ANALYSIS)
    assert sorted(triggers.column("触发情形")) == ["判决无罪", "诉判不一：裁判改变起诉认定的事实"]
    assert triggers.counts() == "符合 2 项，待处理 2，审视中 0，已审视 0，说明理由不审视 0，已不符合 0"
    triggers.listing.table.selectAll()
    triggers.press(Qt.Key.Key_F3)
    desk.fill(handler="王某", started_on="2026-11-20")
    desk.confirm()
    assert "原承办人" in desk.problems()[0]
    desk.fill(handler="李某")
    desk.confirm()
    assert desk.says().startswith("已启动审视")
    assert triggers.column("处理情况") == ["审视中", "审视中"]
    assert triggers.counts().startswith("符合 2 项，待处理 0，审视中 2")
    triggers.press(Qt.Key.Key_Return)
    assert desk.record is not None
    assert "赵某盗窃案逐案分析" in desk.texts(desk.record)


@SUGGESTING
def test_several_cases_are_excused_at_once_and_that_is_taken_back(desk: ClerksDesk, triggers: TriggerDesk) -> None:
    for name in ("赵某案", "钱某案"):
        triggers.has_case(name, judgment_result="无罪")
    triggers.open()
    triggers.listing.table.selectAll()
    triggers.listing.acts.take_up()
    assert "不是同一件原案的" in desk.says()
    triggers.listing.acts.excuse()
    desk.confirm()
    assert desk.problems() == ["请填写不审视的理由。"]
    desk.fill(reason="省院已评查")
    desk.confirm()
    assert desk.says().startswith("已说明 2 项不审视的理由")
    assert triggers.column("提醒") == ["已完成", "已完成"]
    triggers.listing.table.selectAll()
    triggers.listing.acts.excuse()
    assert "不用再处理" in desk.says()
    triggers.undo()
    assert triggers.column("处理情况") == ["待处理", "待处理"]


@SUGGESTING
def test_what_the_register_does_not_show_is_put_on_by_hand(desk: ClerksDesk, triggers: TriggerDesk) -> None:
    triggers.has_case("赵某案")
    triggers.open()
    triggers.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(case_number="YA2026-00001", code="违反“三个规定”", reason="有记录报告")
    desk.confirm()
    assert triggers.column("触发情形") == ["违反“三个规定”"]
    assert triggers.column("符合的事实") == ["有记录报告"]
    triggers.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.workplace.desk.original_cases.find("YA2026-00001") == 1


def test_a_figure_leads_to_its_hits(desk: ClerksDesk, triggers: TriggerDesk) -> None:
    case = triggers.has_case("赵某案", judgment_result="无罪", assigned_by="市院")
    hits = desk.services.review_triggers.of_case(case)
    desk.services.review_triggers.excuse(CLERK, [hits[0].id], "已评查")
    triggers.open()
    triggers.listing.summary.counts.linkActivated.emit(str(HitStanding.EXCUSED.value))
    desk.settle()
    assert triggers.column("触发情形") == [hits[0].name]
    triggers.listing.summary.counts.linkActivated.emit("all")
    desk.settle()
    assert len(triggers.column("触发情形")) == 2


def test_cases_that_are_missing_are_told_and_listed_by_one_click(desk: ClerksDesk, triggers: TriggerDesk) -> None:
    lay_case(desk.services._database, 7, judgment_result="无罪")
    triggers.open()
    assert "有 1 项符合而没有列入" in triggers.complete()
    triggers.listing.summary.complete.linkActivated.emit("recheck")
    desk.settle()
    assert triggers.column("触发情形") == ["判决无罪"]
    assert "已核对全部 1 件原案，无漏列" in triggers.complete()
    assert desk.says().startswith("已核对全部原案，补列 1 项")


def test_the_conditions_of_a_trigger_come_back_after_a_crash(desk: ClerksDesk, triggers: TriggerDesk) -> None:
    triggers.open()
    triggers.listing.acts.settings()
    settings = next(found for found in desk.window.findChildren(SettingsDialog) if found.isVisible())
    settings.add()
    dialog = next(found for found in settings.findChildren(TriggerDialog) if found.isVisible())
    dialog.conditions.add()
    asking = next(found for found in settings.findChildren(ConditionDialog) if found.isVisible())
    asking.told.emit(RoledCondition(Role.ALL, Condition("indictment_result", Relation.IS, ("附条件不起诉",))))
    asking.reject()
    dialog.conditions.add()
    asking = next(found for found in settings.findChildren(ConditionDialog) if found.isVisible())
    asking.told.emit(RoledCondition(Role.NONE, Condition("petition_times", Relation.AT_LEAST, number=2)))
    asking.reject()
    wanted = dialog.conditions.items
    dialog.keeper.keep()
    QThreadPool.globalInstance().waitForDone()
    dialog.setParent(None)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)

    settings.add()
    again = next(found for found in settings.findChildren(TriggerDialog) if found.isVisible())
    desk.click("恢复", again)
    assert again.conditions.items == wanted
    assert len(again.conditions.table.texts()) == 2
    again._drop()
    settings.accept()


@SUGGESTING
def test_an_own_trigger_is_tried_and_then_lists_the_cases_that_meet_it(
    desk: ClerksDesk, triggers: TriggerDesk, qtbot: QtBot
) -> None:
    triggers.has_case("赵某案", indictment_result="附条件不起诉")
    triggers.open()
    triggers.listing.acts.settings()
    settings = next(found for found in desk.window.findChildren(SettingsDialog) if found.isVisible())
    assert ("涉法涉诉信访（重点评查）", "未启用") in {(row[0], row[4]) for row in settings.table.texts()}
    settings.add()
    dialog = next(found for found in settings.findChildren(TriggerDialog) if found.isVisible())
    dialog.conditions.add()
    asking = next(found for found in settings.findChildren(ConditionDialog) if found.isVisible())
    asking.confirm.click()
    assert any("请选择看原案的哪一项" in label.text() for label in asking.findChildren(QLabel) if label.isVisible())
    asking.told.emit(RoledCondition(Role.ALL, Condition("indictment_result", Relation.IS, ("附条件不起诉",))))
    asking.reject()
    for name, text in {"name": "附条件专项", "source": "省院方案（2026）", "reason": "省院部署"}.items():
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        type_chinese(field, text)
    dialog.try_out()
    desk.settle()
    assert [row[1] for row in dialog.cases.texts()] == ["赵某案"]
    assert triggers.column("触发情形") == []
    dialog.confirm.click()
    desk.settle()
    assert "附条件专项" in {row[0] for row in settings.table.texts()}
    settings.accept()
    assert triggers.column("触发情形") == ["附条件专项"]
    triggers.undo()
    assert triggers.column("触发情形") == []


def test_the_list_prints_and_is_written_with_its_own_owner(
    desk: ClerksDesk, triggers: TriggerDesk, tmp_path: Path
) -> None:
    triggers.has_case("赵某案", judgment_result="无罪", petition_kind="刑事申诉")
    triggers.open()
    triggers.listing.acts.print_out()
    desk.settle()
    assert any(dialog.isVisible() for dialog in desk.window.findChildren(PaperDialog))
    path = tmp_path / "清单.pdf"
    triggers.listing.acts.write(path)
    desk.settle()
    text = text_of(path.read_bytes())
    assert "案件管理部门、检务督察部门" in text
    assert "判决无罪" in text
    assert "刑事申诉" not in text
    triggers.listing.acts.write(tmp_path / "清单.xlsx")
    desk.settle()
    assert (tmp_path / "清单.xlsx").stat().st_size > 1000


def test_open_hits_wait_on_the_workbench_of_whoever_owns_the_list(desk: ClerksDesk, triggers: TriggerDesk) -> None:
    offices = desk.services.offices
    for department in ("控告申诉检察部", "案件管理部"):
        offices.add_department(CLERK, department)
    offices.add_person(CLERK, "张某", "检察官", "控告申诉检察部")
    for name in ("赵某案", "钱某案"):
        triggers.has_case(name, judgment_result="无罪", petition_kind="刑事申诉")
    bench = desk.services.workbench

    def waiting(whose: Whose) -> list[tuple[str, str]]:
        lines = bench.look(whose).work.lines
        return [(line.what, line.number) for line in lines if line.source is Source.TRIGGER]

    assert waiting(Whose(Scope.MINE, "张某")) == [("触发情形：刑事申诉", "2项待处理")]
    assert waiting(Whose(Scope.DEPARTMENT, "案件管理部")) == [("触发情形：判决无罪", "2项待处理")]
    assert waiting(Whose(Scope.DEPARTMENT, "第一检察部")) == []
    assert len(waiting(Whose(Scope.OFFICE))) == 2
    desk.go_to("工作台")
    line = bench.look(Whose(Scope.OFFICE)).work.lines[0]
    assert (line.record_type, line.page) == (RecordType.ORIGINAL_CASE, "review_triggers")
    desk.window.page.list.table.chosen.emit(0, 0)  # type: ignore[attr-defined]  # the workbench's list
    desk.settle()
    assert triggers.column("触发情形") == [line.wanted] * 2


def test_a_spoilt_version_of_a_trigger_is_told_above_the_list_and_the_list_stays(
    desk: ClerksDesk, triggers: TriggerDesk
) -> None:
    triggers.has_case("赵某案", judgment_result="无罪")
    database = desk.services._database
    with database.write(CLERK, SPOIL, desk.services.clock.now()) as unit:
        spoilt = {"name": "专项", "body": "all = 1", "reason": "试", "valid_from": desk.services.clock.today()}
        unit.session.add(OwnTrigger(code="BY01", trigger_list=TriggerList.ANALYSIS, **spoilt))
    triggers.open()
    assert "触发情形“专项”（本院 2026-11-22）已损坏" in triggers.listing.summary.damaged.text()
    assert triggers.column("触发情形") == ["判决无罪"]


def test_every_control_of_the_page_and_its_dialogs_has_a_name(desk: ClerksDesk, triggers: TriggerDesk) -> None:
    triggers.has_case("赵某案", judgment_result="无罪")
    triggers.open()
    assert nameless(triggers.page) == []
    for act in (triggers.listing.acts.take_up, triggers.listing.acts.excuse, triggers.listing.acts.add_by_hand):
        act()
        assert nameless(desk.dialog) == []
        desk.dialog.reject()
    triggers.listing.acts.settings()
    settings = next(found for found in desk.window.findChildren(SettingsDialog) if found.isVisible())
    settings.change()
    dialog = next(found for found in settings.findChildren(TriggerDialog) if found.isVisible())
    assert nameless(settings) == []
    assert not any(box.isChecked() for box in dialog.findChildren(QCheckBox) if box.objectName() == "is_off")
