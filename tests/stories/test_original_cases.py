"""Original cases registered and looked at in the window; their handlers told to the entitled only."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTabBar, QToolButton

from app.models.case_terms import LinkKind
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.services.original_cases.rows import CaseDraft
from app.services.original_cases.visibility import HIDDEN_NAME
from app.views.importing.page import ImportPage
from app.views.original_cases.record import CaseRecord
from app.views.shared.facts import Facts
from tests.stories.conftest import CLERK, ClerksDesk, type_chinese
from tests.stories.test_names_for_screen_readers import nameless

CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def cases(desk: ClerksDesk) -> ClerksDesk:
    """The page of original cases, reached by the tabs of its section."""
    desk.go_to("反向审视")
    tabs = desk.window.page.findChild(QTabBar)
    assert tabs is not None
    tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at) == "原案登记"))
    desk.settle()
    return desk


def has_case(desk: ClerksDesk, **facts: object) -> int:
    said = {"name": "甲某盗窃案", "kind": "刑事", "number": "青检受〔2025〕12号", "handlers": "赵某", **facts}
    case = desk.services.original_cases.register(CLERK, CaseDraft(**said)).id  # type: ignore[arg-type]  # own fields
    desk.settle()
    return case


def record_of(desk: ClerksDesk) -> CaseRecord:
    assert isinstance(desk.record, CaseRecord)
    return desk.record


def test_a_case_is_registered_with_its_stages_and_opens(cases: ClerksDesk) -> None:
    cases.window.page.setFocus()
    cases.press(Qt.Key.Key_N, CONTROL)
    assert not nameless(cases.dialog)
    cases.fill(
        name="甲某盗窃案", number="青检受〔2025〕12号", kind="刑事", arrest_result="批准逮捕", arrest_on="2025-3-1"
    )
    cases.fill(arrest_on="2025-3-1", indictment_result="酌定不起诉", indictment_on="2025-2-1")
    cases.fill(petition_times="两次", handlers="张某、赵某")
    cases.confirm()
    assert cases.problems() == ["次数“两次”不是整数。请只写数字，例如 3。"]
    cases.fill(petition_times="2")
    cases.confirm()
    (problem,) = cases.problems()
    assert "审查起诉日期（2025-02-01）早于审查逮捕日期（2025-03-01）" in problem
    cases.fill(indictment_on="2025-5-20")
    cases.press(Qt.Key.Key_Return, CONTROL)
    assert cases.says() == "已登记原案 YA2026-00001"
    record = record_of(cases)
    assert record.heading.text() == "YA2026-00001  甲某盗窃案"
    assert record.stages_of_case.texts()[:3] == [
        ("审查逮捕", "批准逮捕", "2025-03-01"),
        ("审查起诉", "酌定不起诉", "2025-05-20"),
        ("一审判决", "—", ""),
    ]
    assert "张某、赵某" in cases.texts(record.case)  # he handles it himself
    cases.press(Qt.Key.Key_Escape)
    assert cases.listed("案件名称") == ["甲某盗窃案"]


def test_a_second_case_of_a_number_is_refused_beside_the_number(cases: ClerksDesk) -> None:
    has_case(cases)
    cases.window.page.setFocus()
    cases.press(Qt.Key.Key_N, CONTROL)
    cases.fill(name="甲某盗窃案", kind="刑事", number="青检受〔2025〕12号")
    cases.confirm()
    (problem,) = cases.problems()
    assert "已登记为 YA2026-00001" in problem


def test_names_are_hidden_from_whoever_may_not_see_them_and_stay_when_he_amends(cases: ClerksDesk) -> None:
    has_case(cases)
    cases.choose("甲某盗窃案")
    cases.window.page.setFocus()
    cases.press(Qt.Key.Key_Return)
    record = record_of(cases)
    assert HIDDEN_NAME in cases.texts(record.case)
    assert "赵某" not in cases.texts(cases.window)
    cases.press(Qt.Key.Key_Escape)
    cases.press(Qt.Key.Key_F2)
    people = cases.dialog.findChild(QLineEdit, "handlers")
    assert people is not None
    assert people.isReadOnly()
    cases.fill(cause="盗窃罪")
    cases.confirm()
    cases.window.workplace.work_as("赵某")  # who handled it
    cases.press(Qt.Key.Key_Return)
    assert "赵某" in cases.texts(record.case)
    cases.window.workplace.work_as(CLERK.name)
    assert "赵某" not in cases.texts(record.case)


def test_filters_and_the_period_narrow_the_list(cases: ClerksDesk) -> None:
    has_case(cases, closed_on=PartialDate("2025-08-11"))
    has_case(cases, number="", name="乙某申诉案", petition_kind="国家赔偿", field="未成年人", unit="青山县人民法院")
    listed = cases.listing
    listed.start()
    cases.pick("petition_kind", "国家赔偿")
    assert cases.listed("案件名称") == ["乙某申诉案"]
    listed.filters.clear()
    cases.pick("field", "未成年人")
    assert cases.listed("案件名称") == ["乙某申诉案"]
    listed.filters.clear()
    listed.filters.period.show_period("2025", "2025-12")
    listed.refresh()
    cases.settle()
    assert cases.listed("案件名称") == ["甲某盗窃案"]


def test_a_link_leads_to_the_petition_that_raised_the_case(cases: ClerksDesk) -> None:
    case = has_case(cases)
    clue = cases.services.clues.register(CLERK, ClueDraft(source="12309", found="家属反映判决不公")).id
    ends = (RecordType.ORIGINAL_CASE, case), (RecordType.CLUE, clue)
    cases.services.clues.link(CLERK, *ends, LinkKind.SIBLING, "因此提出申诉")
    cases.window.workplace.open_record(RecordType.ORIGINAL_CASE, case)
    cases.settle()
    record = record_of(cases)
    assert record.links.table.texts()[0][:3] == ("关联", "线索", "XS2026-00001")
    assert not nameless(record)
    cases.window.workplace.open_record(RecordType.CLUE, clue)
    cases.settle()
    assert cases.record is not None
    assert cases.record.findChild(Facts) is not None


def test_a_ledger_of_cases_comes_in_from_the_page(cases: ClerksDesk, tmp_path: Path) -> None:
    path = tmp_path / "原案.csv"
    first, second = "青检受1号,甲某案,赵某,宣告无罪,县看守所", "青检受2号,乙某案,,某种判法,"
    path.write_text(f"受案号,案件名称,承办人,判决结果,羁押场所\n{first}\n{second}", encoding="utf-8")
    button = cases.window.page.findChild(QToolButton, "original_cases_file-import")
    assert button is not None
    button.click()
    page = cases.window.page
    assert isinstance(page, ImportPage)
    assert page.kind.currentText() == "原案台账"
    type_chinese(page.file.text, str(path))
    cases.click("检查")
    assert page.view.commit.text() == "导入 2 件"
    warnings = str(page.view.warnings.texts())
    assert "“某种判法”不在结果的清单里" in warnings
    assert "“羁押场所”），内容原样保留在“台账其他列”" in warnings
    page.view.commit.click()
    cases.settle()
    case = cases.services.original_cases.find("青检受1号")
    cases.window.workplace.open_record(RecordType.ORIGINAL_CASE, case)
    cases.settle()
    assert record_of(cases).stages_of_case.texts()[2] == ("一审判决", "无罪", "")
    assert "县看守所" not in cases.texts(cases.window)  # may hold names
