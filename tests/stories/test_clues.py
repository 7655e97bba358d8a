"""Clues registered from the keyboard, refused where they do not belong here, with their likely kin offered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models.actor import Actor
from app.models.case_terms import LinkKind, Triage
from app.models.terms import RecordType
from tests.stories.clue_desk import ClueDesk
from tests.stories.conftest import ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless

CONTROL = Qt.KeyboardModifier.ControlModifier
# The offscreen plugin's own notes on the list of known units that opens below a field.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def clues(desk: ClerksDesk, qtbot: QtBot) -> ClueDesk:
    """The page of clues on an empty store."""
    made = ClueDesk(desk, qtbot)
    desk.go_to("线索")
    return made


def test_four_fields_and_one_key_register_a_clue_without_the_mouse(clues: ClueDesk) -> None:
    clues.begin()
    for said in ("益心为公", "公益诉讼", "青山县水利局"):
        clues.type(said)
        clues.desk.press(Qt.Key.Key_Tab)
    clues.type("清水河采砂无人监管")
    clues.desk.press(Qt.Key.Key_Return, CONTROL)
    assert clues.desk.record is not None
    assert "XS2026-00001  青山县水利局 · 清水河采砂无人监管" in clues.desk.record.heading.text()
    draft = clues.card(clues.ids()[0]).draft
    assert (draft.source, draft.kind, str(draft.found_on)) == ("益心为公", "公益诉讼", "2026-11-22")
    clues.desk.press(Qt.Key.Key_Escape)
    assert clues.desk.listed("登记号") == ["XS2026-00001"]


def test_the_sources_are_walked_through_with_the_arrow_keys(clues: ClueDesk) -> None:
    dialog = clues.begin()
    clues.desk.press(Qt.Key.Key_Down)
    assert dialog.source == "上级交办"


def test_a_source_asks_for_what_it_needs_and_only_then(clues: ClueDesk) -> None:
    dialog = clues.begin()
    number = dialog.findChild(type(dialog.person), "task_number")
    assert number is not None
    assert not number.isVisible()
    clues.desk.fill(source="上级交办", unit="青山县教育局")
    assert number.isVisible()
    clues.desk.confirm()
    assert clues.desk.problems() == ["来源是“上级交办”的，请填写转办单号。"]
    clues.desk.fill(task_number="市检交〔2026〕12号", wanted_by="+30")
    clues.desk.confirm()
    clue = clues.ids()[0]
    assert str(clues.card(clue).draft.wanted_by) == "2026-12-22"
    assert clues.desk.record is not None
    assert clues.desk.record.due.text() == "要求办结日 2026-12-22"


def test_a_problem_in_a_folded_field_unfolds_it(clues: ClueDesk) -> None:
    dialog = clues.begin()
    clues.desk.fill(source="12345", unit="青山县水利局")
    dialog.unfold(True)
    clues.desk.fill(found_on="明年")
    dialog.unfold(False)
    clues.desk.confirm()
    assert dialog.more.isChecked()
    assert len(clues.desk.problems()) == 1


def test_the_next_clue_of_the_same_source_follows_at_once(clues: ClueDesk) -> None:
    first = clues.begin()
    clues.desk.fill(source="监督模型", unit="青山县水利局", found="超量取水")
    clues.desk.press(Qt.Key.Key_Return, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    second = clues.registering()
    assert second is not first
    assert second.source == "监督模型"
    clues.desk.fill(unit="青山县砂石公司")
    clues.desk.confirm()
    assert clues.desk.listed("来源") == ["监督模型", "监督模型"]


def test_a_clue_that_does_not_belong_here_is_refused_beside_the_field_and_only_its_forwarding_recorded(
    clues: ClueDesk,
) -> None:
    dialog = clues.begin()
    forwarded = dialog.findChild(QPushButton, "forwarded")
    assert forwarded is not None
    assert not forwarded.isVisible()
    clues.desk.fill(source="来信来访", unit="青山县公安局", found="民警王某涉嫌刑讯逼供")
    clues.desk.confirm()
    assert "不收入本台账" in clues.desk.problems()[0]
    clues.desk.click("只登记已移送…", dialog)
    small = clues.forwarding()
    for name, text in (("handler", "李某"), ("body", "市人民检察院")):
        field = small.findChild(type(dialog.person), name) or small.findChild(type(dialog.kind), name)
        assert field is not None
        (field.setEditText if hasattr(field, "setEditText") else field.setText)(text)
    small.confirm.click()
    clues.desk.settle()
    card = clues.card(clues.ids()[0])
    assert (card.triage, card.referred_to, card.draft.found, card.draft.unit) == (
        Triage.FORWARDED,
        "市人民检察院",
        "",
        "",
    )
    assert not clues.desk.has_dialog
    assert clues.desk.record is not None
    assert "已移送专门机关" in clues.desk.texts(clues.desk.record)
    assert "王某" not in clues.desk.texts(clues.desk.record)


def test_likely_kin_are_offered_while_typing_and_linked_in_the_same_act(clues: ClueDesk) -> None:
    other = clues.has("青山县水利局", "清水河上游非法采砂无人监管")
    dialog = clues.begin()
    clues.desk.fill(source="12345", unit="青山县水利局", found="清水河非法采砂无人监管")
    offered = clues.kin_offered(dialog)
    assert len(offered) == 1
    assert offered[0].startswith("XS2026-00001 青山县水利局")
    assert "同一单位：青山县水利局" in offered[0]
    assert "措辞相近" in offered[0]
    clues.desk.click("关联", dialog)
    assert clues.kin_offered(dialog)[0].startswith("〔保存时关联〕")
    clues.desk.confirm()
    mine = clues.ids()[0] if clues.ids()[0] != other else clues.ids()[1]
    (link,) = clues.desk.services.clues.links_of((RecordType.CLUE, mine))
    assert (link.record_id, link.kind) == (other, LinkKind.SIBLING)
    assert "同一单位：青山县水利局" in link.reason
    clues.undo()
    assert clues.ids() == [other]
    assert clues.desk.services.clues.links_of((RecordType.CLUE, other)) == ()


def test_kin_are_looked_at_without_losing_what_was_typed(clues: ClueDesk) -> None:
    clues.has("青山县水利局", "清水河上游非法采砂")
    dialog = clues.begin()
    clues.desk.fill(source="12345", unit="青山县水利局")
    clues.kin_offered(dialog)
    clues.desk.click("查看", dialog)
    glance = next(found for found in dialog.findChildren(QPushButton, "glance_close") if found.isVisible())
    assert "清水河上游非法采砂" in clues.desk.texts(glance.window())
    glance.click()
    assert dialog.form.text("unit") == "青山县水利局"


def test_the_record_shows_links_from_both_sides_and_takes_them_away(clues: ClueDesk) -> None:
    first, second = clues.has("青山县水利局", "清水河采砂"), clues.has("青山县水利局", "排污口无人监管")
    clues.page.open_record(first)
    view = clues.links()
    clues.desk.click("关联", view)
    clues.desk.confirm()
    assert [row[2] for row in view.table.texts()] == ["XS2026-00002"]
    clues.page.open_record(second)
    view = clues.links()
    assert [row[2] for row in view.table.texts()] == ["XS2026-00001"]
    clues.desk.click("取消关联…", view)
    clues.desk.confirm()
    assert view.table.texts() == []


def test_a_record_is_linked_by_its_number_and_a_wrong_one_is_said_so(clues: ClueDesk) -> None:
    matter = clues.desk.has_matter("青山县公安局")
    clue = clues.has("青山县水利局", "清水河采砂")
    clues.page.open_record(clue)
    clues.links().add()
    clues.desk.fill(number="SX2026-99999", reason="同一事由")
    clues.desk.confirm()
    assert "没有登记号或文号是“SX2026-99999”" in clues.desk.problems()[0]
    clues.desk.fill(number="SX2026-00001")
    clues.desk.confirm()
    links = clues.desk.services.clues.links_of((RecordType.MATTER, matter))
    assert [link.record_id for link in links] == [clue]


def test_what_another_wrote_meanwhile_is_told_and_nothing_typed_is_lost(clues: ClueDesk) -> None:
    clue = clues.has("青山县水利局", "清水河采砂")
    clues.page.edit(clue)
    before = clues.card(clue)
    clues.desk.services.clues.amend(Actor("李某"), clue, before.version, _with_remarks(before.draft))
    clues.desk.fill(found="清水河采砂多年")
    clues.desk.confirm()
    assert "已被修改" in "".join(clues.desk.problems())
    clues.desk.confirm()
    draft = clues.card(clue).draft
    assert (draft.found, draft.remarks) == ("清水河采砂多年", "李某补记")


def test_every_field_of_the_dialogs_and_the_record_has_a_name(clues: ClueDesk) -> None:
    clue = clues.has("青山县水利局", "清水河采砂")
    assert nameless(clues.desk.window) == []
    dialog = clues.begin()
    dialog.unfold(True)
    clues.desk.fill(source="12345", unit="青山县水利局")
    clues.kin_offered(dialog)
    assert nameless(dialog) == []
    dialog._drop()
    clues.page.open_record(clue)
    assert clues.desk.record is not None
    for tab in range(clues.desk.record.tabs.count()):
        clues.desk.record.tabs.setCurrentIndex(tab)
        assert nameless(clues.desk.window) == []


def _with_remarks(draft: object) -> object:
    from dataclasses import replace

    return replace(draft, remarks="李某补记")  # type: ignore[type-var]  # a ClueDraft
