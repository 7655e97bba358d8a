"""One decision about many clues: what they become, what is refused and why, and taking it back whole."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models.case_terms import Triage
from app.models.terms import RecordType
from app.views.clues.triage_dialog import TriageDialog
from tests.stories.clue_desk import ClueDesk
from tests.stories.conftest import ClerksDesk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def clues(desk: ClerksDesk, qtbot: QtBot) -> ClueDesk:
    """Three clues that wait for triage, on the page of clues."""
    made = ClueDesk(desk, qtbot)
    desk.go_to("线索")
    for unit, found in (
        ("青山县水利局", "清水河采砂"),
        ("青山县教育局", "校车超员"),
        ("青山县民政局", "养老机构消防不合格"),
    ):
        made.has(unit, found, kind="公益诉讼")
    return made


def decide(clues: ClueDesk, *units: str) -> None:
    """Select rows and press the key of 研判."""
    clues.select(*units)
    clues.page.list.table.setFocus()
    clues.press(Qt.Key.Key_F3)


def test_many_become_matters_at_once_and_are_taken_back_at_once(clues: ClueDesk) -> None:
    decide(clues, "青山县水利局", "青山县教育局")
    clues.desk.fill(outcome="立项", target="监督事项")
    clues.desk.confirm()
    assert "已研判 2 条线索：立项为监督事项 SX2026-00001、SX2026-00002" in clues.desk.says()
    assert sorted(clues.desk.listed("研判结果")) == ["待研判", "立项", "立项"]
    assert clues.desk.listed("研判结果")[0] == "待研判"
    clues.undo()
    assert clues.desk.listed("研判结果") == ["待研判"] * 3
    clues.desk.go_to("监督事项")
    assert clues.desk.listed("登记号") == []


def test_several_become_one_matter_where_the_reason_is_given(clues: ClueDesk) -> None:
    decide(clues, "青山县水利局", "青山县教育局", "青山县民政局")
    clues.desk.fill(outcome="立项", target="监督事项")
    clues.desk.tick("is_joined")
    clues.desk.confirm()
    assert clues.desk.problems() == ["请填写作为类案合并办理的理由。"]
    clues.desk.fill(reason="同一监管盲区")
    clues.desk.confirm()
    assert set(clues.desk.listed("立项登记号")) == {"SX2026-00001"}


def test_two_alike_are_joined_from_the_record(clues: ClueDesk) -> None:
    mine = clues.has("青山县水利局", "清水河采砂无人监管", kind="公益诉讼")
    clues.page.open_record(mine)
    clues.desk.click("合并为类案", clues.links())
    dialog = clues.triaging()
    assert dialog.joined.isChecked()
    clues.desk.fill(reason="同一河段")
    clues.desk.confirm()
    assert clues.desk.record is not None
    assert clues.desk.record.next.text() == "打开监督事项 SX2026-00001"
    assert {clues.card(clue).triage for clue in clues.ids() if "水利" in clues.card(clue).draft.unit} == {Triage.OPENED}


def test_the_first_choice_shows_at_once_that_it_has_the_keyboard(clues: ClueDesk) -> None:
    decide(clues, "青山县水利局")
    outcome = clues.triaging().outcome
    assert outcome.hasFocus()
    edge = outcome.grab().toImage().pixelColor(0, outcome.height() // 2)
    assert edge.saturation() > clues.desk.window.workplace.theme.colour("edge").saturation() + 50


def test_enter_presses_the_button_of_a_record_that_has_the_keyboard(clues: ClueDesk) -> None:
    clue = clues.has("青山县林业局", "林木遭毁")
    clues.page.open_record(clue)
    step = clues.desk.window.findChild(QPushButton, "clue_next")
    assert step is not None
    step.setFocus()
    clues.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clues.desk.window.findChild(TriageDialog) is None
    clues.press(Qt.Key.Key_Return)
    assert clues.triaging().isVisible()


def test_the_matter_a_clue_became_is_opened_from_it_and_names_it(clues: ClueDesk) -> None:
    clue = clues.ids()[-1]
    clues.page.open_record(clue)
    clues.desk.click("研判…")
    clues.desk.fill(outcome="立项", target="监督事项")
    clues.desk.confirm()
    clues.desk.click("打开监督事项 SX2026-00001")
    assert clues.desk.window.page is clues.desk.window.go_to("matters")
    assert clues.links().table.texts()[0][:3] == ("来自线索", "线索", clues.card(clue).entry_number)
    clues.press(Qt.Key.Key_Escape)
    assert clues.desk.record is not None
    assert clues.card(clue).entry_number in clues.desk.record.heading.text()


def test_refusals_name_the_clues_and_leave_the_dialog_open(clues: ClueDesk) -> None:
    decide(clues, "青山县水利局")
    clues.desk.fill(outcome="移送", referred_to="青山县纪委监委")
    clues.desk.confirm()
    decide(clues, "青山县水利局", "青山县教育局")
    clues.desk.fill(outcome="备用")
    clues.desk.confirm()
    told = "\n".join(clues.desk.problems())
    assert "没有研判任何一条" in told
    assert "XS2026-00001：已移送青山县纪委监委，还没有登记反馈。" in told
    assert "XS2026-00002" not in told
    assert clues.desk.has_dialog
    assert sorted(clues.desk.listed("研判结果")) == ["待研判", "待研判", "移送"]


def test_declining_needs_a_reason(clues: ClueDesk) -> None:
    decide(clues, "青山县教育局")
    clues.desk.fill(outcome="不予立项")
    clues.desk.confirm()
    assert clues.desk.problems() == ["请填写不予立项的理由。"]


def test_a_department_of_the_office_is_known_to_be_inside(clues: ClueDesk) -> None:
    clues.desk.services.offices.add_department(clues.desk.window.workplace.actor, "第四检察部")
    decide(clues, "青山县教育局")
    clues.desk.fill(outcome="移送", referred_to="第四检察部", letter_number="青检移〔2026〕1号")
    clues.desk.confirm()
    (referral,) = next(clues.card(clue) for clue in clues.ids() if clues.card(clue).triage is Triage.REFERRED).referrals
    assert (referral.is_inside, referral.letter_number) == (True, "青检移〔2026〕1号")


def test_a_clue_becomes_a_letter_that_opens_on_its_own_page(clues: ClueDesk) -> None:
    decide(clues, "青山县教育局")
    clues.desk.fill(outcome="立项", target="检察建议", suggestion_kind="社会治理")
    clues.desk.confirm()
    clue = next(clue for clue in clues.ids() if clues.card(clue).opened_as)
    made = clues.card(clue).opened_as
    assert made is not None
    assert made.record_type is RecordType.SUGGESTION
    clues.page.open_record(clue)
    clues.desk.click(f"打开检察建议 {made.entry_number}")
    assert clues.desk.window.page is clues.desk.window.go_to("suggestions")
    assert clues.links().table.texts()[0][:3] == ("来自线索", "线索", "XS2026-00002")


def test_a_task_is_reported_from_its_record(clues: ClueDesk) -> None:
    task = clues.has("青山县林业局", "盗伐", source="上级交办", task_number="市检交1号", wanted_by=date(2026, 12, 1))
    clues.page.open_record(task)
    record = clues.desk.record
    assert record is not None
    record.report_done()  # type: ignore[attr-defined]  # a ClueRecord
    clues.desk.confirm()
    assert clues.desk.says() == "XS2026-00004 已报结"
    assert str(clues.card(task).reported_on) == "2026-11-22"


def test_a_task_that_went_on_with_a_matter_is_reported_there(clues: ClueDesk) -> None:
    facts = {"source": "上级交办", "task_number": "市检交1号", "wanted_by": date(2026, 12, 1), "kind": "公益诉讼"}
    task = clues.has("青山县林业局", "盗伐", **facts)
    decide(clues, "青山县林业局")
    clues.desk.fill(outcome="立项", target="监督事项")
    clues.desk.confirm()
    clues.page.open_record(task)
    clues.desk.click("打开监督事项 SX2026-00001")
    record = clues.desk.record
    assert record is not None
    record.report_done()  # type: ignore[attr-defined]  # a MatterRecord
    clues.desk.confirm()
    assert clues.desk.says() == "SX2026-00001 已报结"
