"""A matter handled as a case: links to what is missing, approvals, investigations, and two people at one card."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.matters.rows import MatterDraft
from app.views.matters.record import MatterRecord
from tests.services.casework import PEOPLE
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless

TODAY = "2026-11-22"


@pytest.fixture
def case(desk: ClerksDesk) -> MatterRecord:
    """A matter of 监督立案 just accepted, open on screen; the office's people are registered."""
    for name, post in PEOPLE:
        desk.services.offices.add_person(CLERK, name, post)
    matter = desk.services.matters.register(
        CLERK, MatterDraft("监督立案", "青山县公安局", subject="张某被盗窃案", accepted_on=PartialDate("2026-09-01"))
    ).id
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    desk.settle()
    assert isinstance(desk.record, MatterRecord)
    return desk.record


def follow(desk: ClerksDesk, case: MatterRecord, title: str) -> None:
    """Press the link of a missing thing."""
    places = [place for place, each in enumerate(case.missing.missing) if each.title == title]
    case.missing.linkActivated.emit(str(places[0]))
    desk.settle()


def lacking(case: MatterRecord) -> list[str]:
    return [each.title for each in case.missing.missing]


def approve(desk: ClerksDesk, case: MatterRecord, title: str, scan: Path) -> None:
    """Follow the link twice: to put the act up, and to bring the signed sheet back."""
    follow(desk, case, title)
    desk.fill(content="事实清楚，建议同意。", reviewer="王某")
    desk.confirm()
    follow(desk, case, title)
    desk.fill(review_on=TODAY, review_verdict="同意", decide_person="钱某", decide_on=TODAY, decide_verdict="同意")
    desk.fill(scan=str(scan))
    desk.confirm()


def move_on(desk: ClerksDesk, case: MatterRecord) -> None:
    desk.click(case.next.text(), case)
    desk.confirm()


def test_a_matter_goes_from_intake_to_follow_up_by_following_its_links(desk: ClerksDesk, case: MatterRecord) -> None:
    scan = desk.has_scan("签批件.pdf")
    assert lacking(case) == ["线索来源", "发现的问题", "立案（受理）"]
    follow(desk, case, "线索来源")
    desk.fill(source="办案发现", found="应当立案而未立案")
    desk.confirm()
    assert lacking(case) == ["立案（受理）"]
    approve(desk, case, "立案（受理）", scan)
    assert case.missing.isHidden()
    move_on(desk, case)
    move_on(desk, case)
    follow(desk, case, "审查意见")
    desk.fill(review_opinion="应当立案")
    desk.confirm()
    approve(desk, case, "制发监督文书", scan)
    move_on(desk, case)
    follow(desk, case, "文书日期")
    desk.fill(instrument="通知立案书", instrument_on="2026-11-20")
    desk.confirm()
    notice = desk.has_scan("通知立案书.pdf")
    notice.write_bytes(b"%PDF-1.4 the notice")
    desk.services.attachments.add(CLERK, RecordType.MATTER, case.record_id or 0, "通知立案书", notice)
    desk.settle()
    move_on(desk, case)
    assert desk.listed("阶段") == ["跟踪反馈"]
    assert lacking(case) == ["对方处理", "处理日期", "结果", "结案"]
    assert "结案还缺" in case.missing.text()


def test_the_links_are_reached_and_followed_from_the_keyboard(desk: ClerksDesk, case: MatterRecord) -> None:
    case.missing.setFocus()
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Return)
    assert desk.dialog.windowTitle() == "填写案卡：受理立案"
    assert desk.dialog.focusWidget().objectName() == "source"


def test_the_link_of_a_field_begins_at_that_field(desk: ClerksDesk, case: MatterRecord) -> None:
    follow(desk, case, "发现的问题")
    assert desk.dialog.focusWidget().objectName() == "found"


def test_the_stage_dialog_says_what_is_missing_and_stays_open_where_one_presses_all_the_same(
    desk: ClerksDesk, case: MatterRecord
) -> None:
    desk.click(case.next.text(), case)
    told = "\n".join(label.text() for label in desk.dialog.findChildren(QLabel))
    assert "转入前还缺" in told
    assert "案卡项目“线索来源”没有填写" in told
    desk.confirm()
    assert "立案（受理）”还没有批准" in desk.problems()[0]
    assert desk.listed("阶段") == ["受理立案"]


def test_only_stages_one_may_go_to_are_offered(desk: ClerksDesk, case: MatterRecord) -> None:
    desk.click(case.next.text(), case)
    offered = desk.dialog.form.findChild(type(desk.dialog._choice), "stage")  # type: ignore[attr-defined]  # a StageDialog
    assert offered is not None
    assert [offered.itemText(place) for place in range(offered.count())] == ["调查核实"]


def test_a_paper_that_is_missing_is_chosen_among_the_papers(desk: ClerksDesk, case: MatterRecord) -> None:
    matter = desk.services.matters.register(CLERK, MatterDraft("监督立案", "青山县公安局", stage=Stage.SUPERVISION)).id
    desk.window.page.open_record(matter)
    desk.settle()
    follow(desk, case, "通知立案书")
    assert case.tabs.currentWidget() is case.paper
    assert case.paper.choice.template is not None
    assert case.paper.choice.template.code == "filing-notice"


def test_an_approval_put_up_is_printed_as_its_sheet_with_what_was_said(desk: ClerksDesk, case: MatterRecord) -> None:
    follow(desk, case, "立案（受理）")
    desk.fill(content="报案人两次报案均未立案。", reviewer="王某")
    desk.confirm()
    assert case.tabs.tabText(case.tabs.indexOf(case.approvals)) == "审批(1)"
    desk.click("打印审批表", case)
    assert case.paper.choice.template is not None
    assert case.paper.choice.template.code == "case-opening-approval"
    assert "报案人两次报案均未立案" in str(case.paper.form.texts())


def test_an_opinion_on_screen_is_shown_as_such_and_does_not_open_the_gate(desk: ClerksDesk, case: MatterRecord) -> None:
    follow(desk, case, "立案（受理）")
    desk.fill(content="建议立案。", reviewer="王某")
    desk.confirm()
    desk.window.workplace.work_as("王某")
    desk.click("内部流转意见…", case)
    desk.fill(opinion="同意")
    desk.confirm()
    assert "内部流转意见（不是批准）" in case.approvals.opinions.texts()[0]
    assert desk.window.said.sentence.text() == "已提交内部流转意见"
    assert "立案（受理）" in lacking(case)


def test_a_sheet_signed_by_somebody_without_the_power_is_refused_beside_the_field(
    desk: ClerksDesk, case: MatterRecord
) -> None:
    follow(desk, case, "立案（受理）")
    desk.fill(content="建议立案。", reviewer="王某")
    desk.confirm()
    follow(desk, case, "立案（受理）")
    desk.fill(review_on=TODAY, review_verdict="同意", decide_person="李某", decide_on=TODAY, decide_verdict="同意")
    desk.fill(scan=str(desk.has_scan()))
    desk.confirm()
    assert "由检察长、副检察长决定" in desk.problems()[0]
    desk.fill(decide_person="钱某")
    desk.confirm()
    assert not desk.has_dialog
    assert case.approvals.table.texts()[0][1] == "已批准"


def test_the_scan_of_a_signed_sheet_is_one_press_away(desk: ClerksDesk, case: MatterRecord) -> None:
    approve(desk, case, "立案（受理）", desk.has_scan("签批件.pdf"))
    case.approvals.opinions.chosen.emit(0, 7)
    desk.settle()
    assert case.tabs.currentWidget() is case.files
    assert case.files.table.current is not None
    assert case.files.table.current.file_name == "签批件.pdf"


def test_an_appraisal_in_a_civil_matter_stops_its_review_period(desk: ClerksDesk, case: MatterRecord) -> None:
    draft = MatterDraft("民事生效裁判监督", "青山县人民法院", accepted_on=PartialDate("2026-10-01"))
    matter = desk.services.matters.register(CLERK, draft).id
    desk.window.page.open_record(matter)
    desk.settle()
    case.investigations.record()
    desk.fill(kind="鉴定", title="笔迹鉴定", began_on="2026-10-20", others="某司法鉴定中心")
    desk.confirm()
    assert case.investigations.table.texts()[0][6] == "不计入，期限已中止"
    assert "2026-10-20 起中止" in [
        case.deadlines.table.item(row, 4).text() for row in range(case.deadlines.table.rowCount())
    ]
    case.investigations.end()
    desk.fill(ended_on="2026-11-09", result="系同一人书写")
    desk.confirm()
    assert case.investigations.table.texts()[0][6] == "不计入，期限已恢复"


def test_in_a_criminal_matter_nobody_is_offered_to_stop_the_clock(desk: ClerksDesk, case: MatterRecord) -> None:
    case.investigations.record()
    desk.fill(kind="鉴定", title="价格鉴定", began_on=TODAY)
    assert not desk.dialog._stops.isVisible()  # type: ignore[attr-defined]  # an InvestigationDialog
    desk.confirm()
    assert case.investigations.table.texts()[0][6] == "计入"


@pytest.mark.parametrize("dialog", ["fill_in", "edit"])
def test_the_second_of_two_clerks_is_told_and_keeps_what_he_typed(
    desk: ClerksDesk, case: MatterRecord, dialog: str
) -> None:
    {"fill_in": partial(case.fill_in, Stage.INTAKE), "edit": case.edit}[dialog]()
    desk.fill(source="办案发现")
    matter = case.record_id or 0
    desk.services.matters.fill_in(Actor("李某"), matter, None, {"outcome": "已立案"})
    desk.confirm()
    assert "李某于 2026-11-22 09:00“填写案卡”" in desk.problems()[0]
    assert "结果：（空）→已立案" in desk.problems()[0]
    desk.confirm()
    assert not desk.has_dialog
    said = desk.services.matters.card(matter).draft
    assert (said.source, said.outcome) == ("办案发现", "已立案")


def test_going_back_for_revision_asks_for_the_approval_anew(desk: ClerksDesk, case: MatterRecord) -> None:
    follow(desk, case, "线索来源")
    desk.fill(source="办案发现", found="应当立案而未立案")
    desk.confirm()
    approve(desk, case, "立案（受理）", desk.has_scan("签批件.pdf"))
    move_on(desk, case)
    case.move_on()
    desk.fill(stage="受理立案")
    desk.tick("is_revision")
    desk.confirm()
    assert "请写明理由" in desk.problems()[0]
    desk.fill(reason="立案理由不足")
    desk.confirm()
    assert lacking(case) == ["立案（受理）"]
    assert case.approvals.table.texts()[0][1] == "退回修改"


def test_everything_on_the_page_of_a_matter_has_a_name(desk: ClerksDesk, case: MatterRecord) -> None:
    for tab in range(case.tabs.count()):
        case.tabs.setCurrentIndex(tab)
        desk.settle()
        assert nameless(desk.window) == []


def test_every_tab_of_a_matter_is_in_sight_on_a_small_screen(desk: ClerksDesk, case: MatterRecord) -> None:
    bar = case.tabs.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= case.tabs.width()


def test_a_paper_made_elsewhere_is_attached_under_its_name(desk: ClerksDesk, case: MatterRecord) -> None:
    matter = desk.services.matters.register(CLERK, MatterDraft("监督立案", "青山县公安局", stage=Stage.SUPERVISION)).id
    desk.window.page.open_record(matter)
    desk.settle()
    case.tabs.setCurrentWidget(case.files)
    case.files.ask([desk.has_scan("通知立案书.pdf")])
    desk.fill(purpose="通知立案书")
    offered = desk.dialog.findChild(QComboBox, "purpose")
    assert offered is not None
    assert offered.itemText(0) == "通知立案书"
    desk.confirm()
    assert "通知立案书" not in lacking(case)
