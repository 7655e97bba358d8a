"""Reviews at the screen: opened from the keyboard, looked over case by case, followed to their end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.models.dates import PartialDate
from app.models.review_terms import FindingVerdict, ReviewBody, ReviewKind
from app.models.terms import RecordType
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_findings.rows import FindingDraft, RestDraft
from app.views.reverse_reviews.cases_dialog import AddCasesDialog
from app.views.reverse_reviews.page import ReviewsPage
from app.views.reverse_reviews.record import ReviewRecord
from app.views.review_findings.finding_dialog import FindingDialog
from tests.services.review_records import lay_case, lay_hit
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless

FLAWED = FindingVerdict.FLAW
CONTROL = Qt.KeyboardModifier.ControlModifier
# The offscreen plugin's own notes on the list of offers that opens below a field.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def has_review(desk: ClerksDesk, **facts: object) -> int:
    """A 个案审视 by 李某 of a case of its own."""
    case = lay_case(desk.services._database)
    said = {
        "kind": ReviewKind.CASE,
        "started_on": PartialDate("2026-11-02"),
        "handler": "李某",
        "case_ids": (case,),
    } | facts
    review = desk.services.reverse_reviews.open(CLERK, ReviewDraft(**said)).id  # type: ignore[arg-type]  # own fields
    desk.settle()
    return review


def test_a_review_stands_in_the_list_and_opens(desk: ClerksDesk) -> None:
    has_review(desk)
    desk.go_to("反向审视")
    assert desk.listed("登记号") == ["FS2026-00001"]
    desk.choose("FS2026-00001")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    assert "FS2026-00001  个案审视 · 赵某1盗窃案反向审视" in desk.record.heading.text()


def test_a_review_is_begun_from_the_keyboard_by_the_number_of_a_case(desk: ClerksDesk) -> None:
    case = lay_case(desk.services._database)
    lay_hit(desk.services._database, case)
    desk.go_to("反向审视")
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.fill(handler="李某", started_on="2026-11-02")
    desk.confirm()
    assert desk.problems() == ["请选择要审视的原案；还没有登记的，先在“原案登记”里登记。"]
    desk.fill(case_ids="YA2026-00009")
    desk.confirm()
    assert any("没有登记过" in problem for problem in desk.problems())
    desk.fill(case_ids="青检刑诉受〔2025〕1号")
    desk.confirm()
    assert not desk.has_dialog
    assert desk.says() == "已启动审视 FS2026-00001"
    card = desk.services.reverse_reviews.card(CLERK, 1)
    assert (card.handler, card.trigger, card.case_name) == ("李某", "刑事申诉", "赵某1盗窃案")


def test_the_original_handler_is_refused_beside_the_field_and_the_dialog_stays(desk: ClerksDesk) -> None:
    lay_case(desk.services._database)
    desk.go_to("反向审视")
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.fill(case_ids="YA2026-00001", handler="王某")
    desk.confirm()
    assert desk.has_dialog
    assert any("王某是 YA2026-00001 赵某1盗窃案 的原承办人" in problem for problem in desk.problems())


FLAW = {
    "dimension": "办案程序",
    "stage": "审查起诉",
    "verdict": "瑕疵",
    "problem": "未履行权利告知",
    "fact": "未在三日内告知被害人有权委托诉讼代理人",
    "provision": "刑事诉讼法第四十六条",
    "found_on": "2026-11-10",
}


def opened(desk: ClerksDesk, review: int) -> ReviewRecord:
    """The record page of a review."""
    desk.window.workplace.open_record(RecordType.REVERSE_REVIEW, review)
    desk.settle()
    record = desk.record
    assert isinstance(record, ReviewRecord)
    return record


def test_a_case_is_looked_over_dimension_by_dimension(desk: ClerksDesk) -> None:
    record = opened(desk, has_review(desk))
    assert record.next.text() == "登记审视发现…"
    desk.click("登记审视发现…", record)
    desk.fill(**FLAW)
    dialog = desk.dialog
    assert isinstance(dialog, FindingDialog)
    dialog.save_and_go_on()
    desk.settle()
    assert desk.dialog.form.text("stage") == "审查起诉"
    desk.fill(**FLAW | {"stage": "公安立案侦查", "problem": "送达不规范", "unit": "青山县公安局", "verdict": "错误"})
    desk.confirm()
    assert [row[4] for row in record.findings.own.texts()] == ["未履行权利告知"]
    assert [(row[3], row[4]) for row in record.findings.others.texts()] == [("青山县公安局", "错误")]
    assert record.findings.seen.text().startswith("已看 1/9 个方面，还没有看：事实认定")
    desk.click("其余标为无问题", record.findings)
    assert record.findings.dimensions.texts()[3] == ("办案程序", "错误 1 · 瑕疵 1")
    assert record.findings.dimensions.texts()[0] == ("事实认定", "无问题")
    assert record.next.text() == "审结…"
    assert desk.window.focusWidget() is record.findings.dimensions  # and not 删除 beside it, which Enter would press


def test_a_review_is_concluded_its_own_flaw_put_right_and_closed(desk: ClerksDesk) -> None:
    review = has_review(desk)
    findings, on = desk.services.review_findings, PartialDate("2026-11-10")
    said = {name: FLAW[name] for name in ("dimension", "stage", "problem", "fact", "provision")}
    findings.add(CLERK, review, FindingDraft(body=ReviewBody.PROCURATORATE, verdict=FLAWED, found_on=on, **said))
    findings.mark_rest(CLERK, review, RestDraft(on))
    record = opened(desk, review)
    desk.click("审结…", record)
    desk.fill(conclusion="原案处理正确，程序有瑕疵")
    desk.confirm()
    assert "落实中" in desk.texts(record)
    desk.click("办结…", record)
    desk.confirm()
    assert any("本院第 1 条瑕疵（未履行权利告知）还没有纠正" in problem for problem in desk.problems())
    desk.dialog._drop()
    record.tabs.setCurrentWidget(record.findings)
    desk.window.activateWindow()
    desk.settle()
    record.findings.own.setFocus()
    desk.press(Qt.Key.Key_F3)
    desk.fill(correction="已补正", note="补充告知")
    desk.confirm()
    desk.click("办结…", record)
    desk.confirm()
    assert record.next.text() == "登记归档号…"
    assert [step.text() for step in record.stages.findChildren(QLabel, "stage")][-1] == "已办结"


def test_cases_are_taken_into_a_review_of_a_pattern(desk: ClerksDesk) -> None:
    for serial in (2, 3):
        lay_case(desk.services._database, serial)
    review = has_review(desk, kind=ReviewKind.THEMATIC, title="盗窃案证据采信问题类案审视")
    record = opened(desk, review)
    record.cases.add()
    dialog = desk.dialog
    assert isinstance(dialog, AddCasesDialog)
    dialog.table.selectAll()
    desk.confirm()
    assert [case.entry_number for case in desk.services.reverse_reviews.card(CLERK, review).cases] == [
        "YA2026-00001",
        "YA2026-00003",
        "YA2026-00002",
    ]


def test_every_part_of_the_pages_of_reviews_has_a_name(desk: ClerksDesk) -> None:
    review = has_review(desk)
    desk.go_to("反向审视")
    assert nameless(desk.window.page) == []
    record = opened(desk, review)
    record.findings.add()
    assert nameless(desk.dialog) == []
    desk.dialog._drop()
    record.edit()
    assert nameless(desk.dialog) == []
    desk.dialog._drop()
    assert nameless(record) == []


def test_the_register_of_the_reviews_listed_is_printed_and_exported(desk: ClerksDesk, tmp_path: Path) -> None:
    has_review(desk)
    desk.go_to("反向审视")
    page = desk.window.page
    assert isinstance(page, ReviewsPage)
    page.print_register()
    desk.settle()
    assert desk.says() == "反向审视登记簿共 1 件。"
    query = page.list.model.query
    assert query is not None
    for name in ("登记簿.pdf", "登记簿.xlsx"):
        page.register.write(query, page.work, tmp_path / name)
        desk.settle()
        assert desk.says() == f"已生成 {tmp_path / name}，共 1 件。"
        assert (tmp_path / name).stat().st_size > 2000
    assert [line.title for line in desk.services.papers.log.lines()] == ["反向审视登记簿"] * 2
