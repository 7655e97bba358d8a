"""Grades at the screen: proposed, heard, decided; an objection registered and settled; every act from the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_finding import ReviewFinding
from app.models.review_terms import Correction, FindingVerdict, ReviewBody, ReviewKind
from app.services.reverse_reviews.rows import ReviewDraft
from app.views.review_findings.view import FindingsView
from app.views.review_grades.view import ReviewGradesView
from tests.services.review_records import AT, ENTER, lay_case
from tests.stories.conftest import CLERK, ClerksDesk

PEOPLE = (("张某", "检察官", "案件管理部"), ("李某", "检察官", ""), ("王某", "部门负责人", ""), ("钱某", "检察长", ""))


def has_review(desk: ClerksDesk) -> int:
    """A review that was concluded, with a flaw of our own; 张某 of 案管 sees who handled the case."""
    services = desk.services
    services.offices.add_department(CLERK, "案件管理部")
    for name, post, department in PEOPLE:
        services.offices.add_person(CLERK, name, post, department)
    case = lay_case(services._database, handlers="孙某", department="第一检察部")
    draft = ReviewDraft(ReviewKind.CASE, PartialDate("2026-11-02"), handler="李某", case_ids=(case,))
    review = services.reverse_reviews.open(CLERK, draft).id
    with services._database.write(CLERK, ENTER, AT) as unit:
        unit.session.get_one(ReverseReview, review).concluded_on = PartialDate("2026-11-10")
        finding = ReviewFinding(
            review_id=review, case_id=case, place=1, dimension="办案程序", stage="审查起诉", is_own=True,
            body=ReviewBody.PROCURATORATE, verdict=FindingVerdict.FLAW, fact="讯问笔录没有告知权利义务。",
            reviewed_by="李某", found_on=PartialDate("2026-11-05"), correction=Correction.OPEN,
        )  # fmt: skip
        unit.session.add(finding)
    desk.settle()
    return review


def open_grades(desk: ClerksDesk) -> ReviewGradesView:
    """The tab 等次与意见 of the only review."""
    desk.go_to("反向审视")
    desk.choose("FS2026-00001")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    view = desk.record.findChild(ReviewGradesView)
    assert view is not None
    desk.record.tabs.setCurrentWidget(view)
    return view


def press_confirm(desk: ClerksDesk, qtbot: QtBot) -> None:
    """Space on the confirming button of the open dialog."""
    qtbot.keyClick(desk.dialog.confirm, Qt.Key.Key_Space)
    desk.settle()


def test_a_grade_goes_from_proposal_over_hearing_to_decision_by_the_keyboard(desk: ClerksDesk, qtbot: QtBot) -> None:
    has_review(desk)
    view = open_grades(desk)
    assert "程序不评定，也不建议" in view.said.text()
    view.add.setFocus()
    desk.press(Qt.Key.Key_Space)
    grade = desk.dialog.findChild(QComboBox, "grade")
    assert grade is not None
    assert (grade.currentText(), [grade.itemText(at) for at in range(grade.count())]) == (
        "",
        ["优质", "合格", "基本合格", "不合格"],
    )
    desk.fill(grade="基本合格", proposed_by="张某", proposed_on="11.11", reason="告知不全。")
    press_confirm(desk, qtbot)
    assert desk.says() == "已提出等次"
    assert "还缺：没有登记听取当事检察官意见" in view.grades.texts()[0]
    qtbot.keyClick(view.grades, Qt.Key.Key_Return)  # the next step of the row
    desk.fill(heard_on="11.12", heard_who="孙某", statement="同意。")
    press_confirm(desk, qtbot)
    assert "2026-11-12 孙某" in view.grades.texts()[0]
    qtbot.keyClick(view.grades, Qt.Key.Key_Return)
    desk.fill(grade="基本合格", decided_as="检察长", decided_by="钱某", decided_on="11.16")
    press_confirm(desk, qtbot)
    assert desk.problems() == [
        "请填写决定文号，或者选择已登记签批的审批：没有检察长或者检察委员会的决定，不能登记等次。"
    ]
    desk.fill(number="青检评〔2026〕1号")
    press_confirm(desk, qtbot)
    row = view.grades.texts()[0]
    assert (row[4], row[6]) == ("基本合格（2026 年规定）", "已决定")
    assert "瑕疵不等于司法责任" in view.hints.text()


def test_an_objection_is_registered_and_settled_and_changes_the_finding(desk: ClerksDesk, qtbot: QtBot) -> None:
    has_review(desk)
    view = open_grades(desk)
    desk.click("登记意见…", view)
    about = desk.dialog.findChild(QComboBox, "about")
    assert about is not None
    desk.fill(about=about.itemText(0), form="异议", raised_by="孙某", raised_on="11.14", content="已经当面告知。")
    desk.fill(scan=str(desk.has_scan("异议书.pdf")))
    desk.confirm()
    assert desk.record is not None
    assert desk.record.tabs.tabText(desk.record.tabs.indexOf(view)) == "等次与意见·待处理 1"
    qtbot.keyClick(view.objections, Qt.Key.Key_Return)
    desk.fill(outcome="变更", verdict="无问题", decision="录音录像显示已告知。")
    desk.fill(decided_as="部门负责人", decided_by="李某", decided_on="11.16")
    press_confirm(desk, qtbot)
    assert "李某的职务是“检察官”，不能决定" in desk.problems()[0]
    desk.fill(decided_by="王某")
    press_confirm(desk, qtbot)
    assert view.objections.texts()[0][4:6] == ("变更", "瑕疵→无问题")


def test_somebody_not_entitled_sees_that_something_was_said_but_not_by_whom(desk: ClerksDesk) -> None:
    has_review(desk)
    view = open_grades(desk)
    desk.click("登记意见…", view)
    about = desk.dialog.findChild(QComboBox, "about")
    assert about is not None
    desk.fill(about=about.itemText(0), form="陈述意见", raised_by="孙某", raised_on="11.14", content="当时案多人少。")
    desk.confirm()
    assert view.objections.texts()[0][1] == "孙某"
    desk.window.workplace.work_as("李某")
    desk.settle()
    assert view.objections.texts()[0][1] == "（仅授权可见）"
    assert "案多人少" not in desk.texts(view)
    assert "孙某" not in desk.texts(view)


def test_the_day_the_new_set_begins_is_set_on_screen_with_its_reason(desk: ClerksDesk) -> None:
    has_review(desk)
    view = open_grades(desk)
    desk.click("等次规定…", view)
    assert "部分核实" in desk.texts(desk.dialog)
    assert "。 " not in desk.texts(desk.dialog), "no space after a full stop"
    desk.fill(day="2026-1-20")
    desk.confirm()
    assert desk.problems() == ["请填写设置的理由（例如收到文件的文号）。"]
    desk.fill(reason="收到高检发〔2026〕1号文")
    desk.confirm()
    assert desk.says() == "已设置等次规定施行日"
    assert str(desk.services.review_grades.sets()[1].first) == "2026-01-20"


def test_a_withdrawn_finding_stays_in_its_table_and_is_counted_no_more(desk: ClerksDesk, qtbot: QtBot) -> None:
    has_review(desk)
    view = open_grades(desk)
    desk.click("登记意见…", view)
    about = desk.dialog.findChild(QComboBox, "about")
    assert about is not None
    desk.fill(about=about.itemText(0), form="异议", raised_by="孙某", raised_on="11.14", content="已经当面告知。")
    desk.fill(scan=str(desk.has_scan("异议书.pdf")))
    press_confirm(desk, qtbot)
    desk.click("处理意见…", view)
    desk.fill(
        outcome="撤销", decision="录音录像显示已告知。", decided_as="部门负责人", decided_by="王某", decided_on="11.16"
    )
    press_confirm(desk, qtbot)
    assert desk.record is not None
    findings = desk.record.findChild(FindingsView)
    assert findings is not None
    assert findings.own.texts()[0][3:6] == ("瑕疵", "—", "已撤销")
    assert desk.record.tabs.tabText(desk.record.tabs.indexOf(findings)) == "审视发现"
