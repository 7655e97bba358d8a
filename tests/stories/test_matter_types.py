"""事项类型与职权: an administrator edits a type by keyboard and mouse, compares, adopts, and takes it back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QMessageBox, QPushButton, QWidget

from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.matters.rows import MatterDraft
from app.views.backups.page import SystemPage
from app.views.matter_types.editor import TypeEditor
from app.views.matter_types.item_dialog import ItemDialog
from app.views.matter_types.view import MatterTypesView
from app.views.own_templates.comparison import ComparisonDialog
from app.views.shared.problem_label import ProblemLabel
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless

SOCIAL = "社会治理"


@pytest.fixture
def view(desk: ClerksDesk) -> MatterTypesView:
    """事项类型与职权 under 系统管理."""
    desk.go_to("系统管理")
    page = desk.window.page
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.types)
    desk.settle()
    return page.types


def choose(view: MatterTypesView, name: str) -> None:
    """Make a type current."""
    place = [row[0] for row in view.types.table.texts()].index(name)
    view.types.table.setCurrentIndex(view.types.table.rows.index(place, 0))


def edited(desk: ClerksDesk, view: MatterTypesView, name: str = SOCIAL) -> TypeEditor:
    """A new version of a type, open."""
    choose(view, name)
    desk.click("修改为本院版本…", view)
    return next(found for found in view.findChildren(TypeEditor) if found.isVisible())


def item(editor: TypeEditor) -> "ItemDialog[object]":
    """The dialog that asks for one item."""
    return next(found for found in editor.findChildren(ItemDialog) if found.isVisible())


def fill(dialog: "ItemDialog[object]", **fields: str) -> None:
    """Type into an item's dialog."""
    for name, text in fields.items():
        field = dialog.findChild(QWidget, name)
        assert field is not None
        if isinstance(field, QComboBox) and not field.isEditable():
            field.setCurrentIndex(field.findText(text))
        elif isinstance(field, QCheckBox):
            field.setChecked(bool(text))
        else:
            type_chinese(field, text)


def go_to_stage(editor: TypeEditor, stage: Stage) -> None:
    editor.steps.setCurrentRow(1 + list(Stage).index(stage))


def told(where: QWidget) -> list[str]:
    """The sentences about what is wrong."""
    return [label.text() for label in where.findChildren(ProblemLabel) if label.isVisible()]


def adopt(desk: ClerksDesk, editor: TypeEditor, reason: str = "依本院规定") -> None:
    desk.click("采用…", editor)
    desk.fill(reason=reason)
    desk.confirm()


def test_all_types_are_listed_with_their_version_and_the_whole_of_the_current_one(
    desk: ClerksDesk, view: MatterTypesView
) -> None:
    assert len(view.types.table.texts()) == 16
    choose(view, "公益诉讼")
    shown = view.types.page.toPlainText()
    for words in ("受理立案", "立案决定书", "制发监督文书 必须", "E01 立案决定书送达行政机关", "终结审查", "部分核实"):
        assert words in shown
    assert [row[0] for row in view.types.versions.texts()] == ["标准"]
    assert not view.types.stop.isEnabled()


def test_a_required_item_is_added_and_asked_for_in_new_matters_only(desk: ClerksDesk, view: MatterTypesView) -> None:
    desk.has_matter("青山县水利局", SOCIAL)
    editor = edited(desk, view)
    go_to_stage(editor, Stage.INTAKE)
    desk.click("添加…", editor.stages[0].fields)
    fill(item(editor), title="包案领导", required="是", hint="院领导姓名")
    desk.click("确定", item(editor))
    assert (
        editor.stages[0].fields.table.texts()[-1] == ("包案领导", "文字", "必须", "院领导姓名")
        or (
            "包案领导",
            "文字",
            "必须",
            "院领导姓名",
        )
        in editor.stages[0].fields.table.texts()
    )
    desk.click("采用…", editor)
    assert "在办的 1 件不受影响，仍按各自开始时的版本办完（标准 1 件）" in desk.texts(desk.dialog)
    desk.confirm()
    assert "请写明为什么修改" in desk.problems()[0]
    desk.fill(reason="依本院规定")
    desk.confirm()
    assert "已采用本院的“社会治理”，从 2026-11-22 起" in desk.says()
    assert view.types.current is not None
    assert (view.types.current.version, view.types.current.running) == ("本院 2026-11-22", 1)
    assert "包案领导（文字） 必须" in view.types.page.toPlainText()


def test_an_adopted_version_is_taken_back_from_the_status_line(desk: ClerksDesk, view: MatterTypesView) -> None:
    editor = edited(desk, view)
    go_to_stage(editor, Stage.INVESTIGATION)
    editor.stages[1].is_optional.click()
    adopt(desk, editor)
    assert [row[2] for row in view.types.versions.texts()] == ["现用", "未用，有本院版本"]
    desk.window.said.undo.click()
    desk.settle()
    assert [row[2] for row in view.types.versions.texts()] == ["现用"]
    assert view.types.current is not None
    assert view.types.current.version == "标准"


def test_a_version_is_edited_and_adopted_by_keyboard_alone(desk: ClerksDesk, view: MatterTypesView) -> None:
    choose(view, SOCIAL)
    view.types.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    editor = next(found for found in view.findChildren(TypeEditor) if found.isVisible())
    desk.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    stage = editor.stages[0]
    stage.fields.table.setFocus()
    desk.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert stage.tabs.currentWidget() is stage.papers
    stage.papers.table.setFocus()
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    fill(item(editor), code="立案决定书")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row[0] for row in stage.papers.table.texts()] == ["立案决定书", "立案（受理）审批表"]
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Delete)
    assert [row[0] for row in stage.papers.table.texts()] == ["立案决定书"]
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.fill(reason="依本院规定")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "已采用本院的" in desk.says()


def test_what_is_not_in_the_catalogue_or_the_list_of_powers_is_refused(desk: ClerksDesk, view: MatterTypesView) -> None:
    editor = edited(desk, view)
    go_to_stage(editor, Stage.DECISION)
    stage = editor.stages[2]
    for place, words in ((1, "没有文书“某文书”"), (2, "没有审批“某文书”")):
        stage.tabs.setCurrentIndex(place)
        desk.click("添加…", (stage.fields, stage.papers, stage.approvals)[place])
        fill(item(editor), code="某文书")
        desk.click("确定", item(editor))
        assert words in told(item(editor))[0]
        item(editor).reject()


def test_a_flaw_marks_its_part_and_confirming_leads_there(desk: ClerksDesk, view: MatterTypesView) -> None:
    editor = edited(desk, view)
    go_to_stage(editor, Stage.CLOSING)
    editor.stages[-1].has_stage.click()
    editor.steps.setCurrentRow(0)
    desk.click("采用…", editor)
    assert not desk.has_dialog
    assert editor.steps.currentItem().text() == "⚠ 结案归档"
    assert told(editor) == ["“结案归档”不能不设。请勾选。"]


def test_nothing_changed_is_not_adopted_and_what_was_changed_is_not_lost_unasked(
    desk: ClerksDesk, view: MatterTypesView
) -> None:
    editor = edited(desk, view)
    desk.click("采用…", editor)
    assert "还没有改动任何内容" in told(editor)[0]
    go_to_stage(editor, Stage.INTAKE)
    type_chinese(editor.stages[0].note, "先报告后登记")
    desk.click("取消", editor)
    box = next(found for found in editor.findChildren(QMessageBox) if found.isVisible())
    desk.click("放弃改动", box)
    assert desk.services.matter_types.versions("social-governance") == ()


def test_a_deadline_is_added_from_the_rules_there_are(desk: ClerksDesk, view: MatterTypesView) -> None:
    editor = edited(desk, view)
    editor.steps.setCurrentRow(8)
    desk.click("添加…", editor.ending.deadlines)
    fill(item(editor), event="受理", codes="y99")
    desk.click("确定", item(editor))
    assert "没有规则“Y99”" in told(item(editor))[0]
    fill(item(editor), codes="m05", met_by="制发监督文书", proof="受理日期")
    desk.click("确定", item(editor))
    adopt(desk, editor)
    draft = MatterDraft(kind=SOCIAL, unit="青山县水利局", accepted_on=PartialDate("2026-11-22"))
    matter = desk.services.matters.register(CLERK, draft).id
    assert [card.rule_code for card in desk.services.docket.of(RecordType.MATTER, matter)] == ["M05"]


def test_an_own_version_is_compared_with_the_standard_and_withdrawn_with_a_reason(
    desk: ClerksDesk, view: MatterTypesView
) -> None:
    types = desk.services.matter_types
    types.adopt(CLERK, replace(types.draft("social-governance"), note="本院另有规定"), "依本院规定")
    desk.settle()
    choose(view, SOCIAL)
    desk.click("与标准对照", view)
    comparison = next(found for found in view.findChildren(ComparisonDialog) if found.isVisible())
    assert comparison.counts.text() == "不同的地方共 1 处：改 1 处。"
    comparison.reject()
    desk.click("停用本院版本…", view)
    assert "仍按各自开始时的版本办完" in desk.texts(desk.dialog)
    desk.fill(reason="规定已废止")
    desk.confirm()
    assert [row[2] for row in view.types.versions.texts()] == ["已停用", "现用"]


def test_a_power_is_changed_with_a_reason_and_withdrawn(desk: ClerksDesk, view: MatterTypesView) -> None:
    view.tabs.setCurrentIndex(1)
    powers = view.powers
    names = [row[0] for row in powers.table.texts()]
    powers.table.setCurrentIndex(powers.table.rows.index(names.index("结案"), 0))
    assert "没有全国统一规定" in powers.page.toPlainText()
    desk.click("修改为本院规定…", view)
    desk.fill(decides="检察长", basis="本院〔2026〕5号")
    desk.confirm()
    assert "请填写修改的理由" in desk.problems()[0]
    desk.fill(reason="本院职权清单")
    desk.confirm()
    row = powers.table.texts()[names.index("结案")]
    assert (row[3], row[4], row[6]) == ("检察长", "本院", "2026-11-22 起")
    assert "标准清单" in powers.page.toPlainText()
    desk.click("停用本院规定…", view)
    desk.fill(reason="恢复标准")
    desk.confirm()
    assert powers.table.texts()[names.index("结案")][4] == "标准"


def test_an_act_the_list_does_not_have_is_added(desk: ClerksDesk, view: MatterTypesView) -> None:
    view.tabs.setCurrentIndex(1)
    view.powers.table.setFocus()
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(name="公开听证", decides="检察长", basis="本院规定", reason="本院职权清单")
    desk.confirm()
    assert view.powers.table.texts()[-1][:4] == ("公开听证", "检察官", "部门负责人", "检察长")


def test_everything_in_the_editor_and_its_dialogs_has_a_name(desk: ClerksDesk, view: MatterTypesView) -> None:
    assert nameless(view) == []
    editor = edited(desk, view)
    for row in range(editor.steps.count()):
        editor.steps.setCurrentRow(row)
        assert nameless(editor) == []
    for adding in (editor.stages[0].fields, editor.stages[0].papers, editor.ending.deadlines):
        adding.add()
        assert nameless(item(editor)) == []
        item(editor).reject()


def test_a_matter_is_registered_as_one_of_the_types_and_as_nothing_else(desk: ClerksDesk) -> None:
    desk.go_to("监督事项")
    desk.window.page.begin_matter()  # type: ignore[attr-defined]  # a MattersPage
    field = desk.dialog.findChild(QComboBox, "kind")
    assert field is not None
    offered = [field.itemText(place) for place in range(field.count())]
    assert offered == list(desk.services.matter_types.kinds())
    desk.fill(kind="随便写的", unit="青山县公安局")
    desk.confirm()
    assert "没有事项类型“随便写的”" in desk.problems()[0]
    desk.fill(kind="其他重大事项")
    desk.confirm()
    assert not desk.has_dialog


def test_the_manual_opens_at_the_chapter_of_the_types(desk: ClerksDesk, view: MatterTypesView) -> None:
    assert desk.window.page.chapter == view.chapter
    assert isinstance(view.findChild(QPushButton, "matter_type_edit"), QPushButton)
