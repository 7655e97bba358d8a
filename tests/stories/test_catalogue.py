"""文书目录: every document by groups, found by name, shown as a sample that says it is one."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.documents.preview import page_count, text_of
from app.services.papers.catalogue import catalogue_of
from app.views.papers.catalogue_page import CataloguePage
from tests.stories.conftest import ClerksDesk


@pytest.fixture
def catalogue(desk: ClerksDesk, qtbot: QtBot) -> CataloguePage:
    """The page, with the sample of its first document."""
    desk.go_to("文书目录")
    page = desk.window.page
    assert isinstance(page, CataloguePage)
    qtbot.waitUntil(lambda: page.live.is_idle and page.pages.page_count > 0, timeout=20_000)
    return page


def test_every_document_in_force_stands_in_its_group(desk: ClerksDesk, catalogue: CataloguePage) -> None:
    known = desk.services.documents.library.in_force(desk.services.clock.today())
    assert len(catalogue.names()) == len(known)
    groups = [catalogue.tree.topLevelItem(place) for place in range(catalogue.tree.topLevelItemCount())]
    assert {group.text(0) for group in groups if group} == {template.group for template in known}
    assert catalogue.row is not None
    assert "检察建议书" in catalogue.row.name


def test_the_row_says_how_far_the_document_follows_a_rule(catalogue: CataloguePage) -> None:
    letter = next(row for row in catalogue._rows if row.template.code == "suggestion-letter")
    assert letter.cells[1:4] == ("检察建议", "内容依公布的规定，措辞自拟", "全国检察业务应用系统给号")
    assert "2019-02-26 起" in letter.version


def test_papers_of_reverse_review_lead_to_the_list_of_reviews(desk: ClerksDesk, catalogue: CataloguePage) -> None:
    row = next(row for row in catalogue._rows if row.template.code == "case-evaluation-report")
    assert (row.record, row.name) == ("反向审视", "个案评查报告（逐案分析个案）")
    catalogue.text.setText("个案评查报告")
    assert catalogue.open.isVisible()
    catalogue.open.click()
    desk.settle()
    assert desk.window.navigation.currentItem().text() == "反向审视"


def test_a_document_without_a_list_is_shown_without_a_way_there(catalogue: CataloguePage) -> None:
    letter = next(row for row in catalogue._rows if row.template.code == "suggestion-letter").template
    (later,) = catalogue_of([replace(letter, record="office", kinds=("公益诉讼",))])
    assert (later.record, later.page, later.name) == ("本院登记簿", "", "检察建议书（公益诉讼）")
    catalogue._show((later,))
    catalogue._draw()
    assert not catalogue.open.isVisible()
    assert "记录功能尚未提供，先看样张" in catalogue.about.text()


def test_the_sample_says_on_its_page_that_it_is_one(catalogue: CataloguePage, tmp_path: Path, desk: ClerksDesk) -> None:
    catalogue.save_to(tmp_path / "样张.pdf")
    written = (tmp_path / "样张.pdf").read_bytes()
    assert page_count(written) >= 1
    assert "样张" in text_of(written)
    assert "草稿" not in text_of(written)
    assert "已保存" in desk.says()


def test_a_name_typed_narrows_the_list_from_the_keyboard(catalogue: CataloguePage, desk: ClerksDesk) -> None:
    catalogue.tree.setFocus()
    desk.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focused = QApplication.focusWidget()
    assert focused is catalogue.text
    catalogue.text.setText("没有这种文书")
    assert catalogue.names() == []
    assert catalogue.empty.isVisible()
    catalogue.text.setText("建议书")
    assert catalogue.names()
    desk.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is catalogue.tree


def test_a_document_leads_to_the_list_of_its_records(catalogue: CataloguePage, desk: ClerksDesk) -> None:
    catalogue.text.setText("检察建议书")
    assert catalogue.open.isVisible()
    catalogue.open.click()
    desk.settle()
    assert desk.window.navigation.currentItem().text() == "检察建议"


def test_a_register_is_saved_to_be_written_on_and_stands_in_the_log(
    desk: ClerksDesk, catalogue: CataloguePage, tmp_path: Path
) -> None:
    assert not catalogue.blank.isVisible()
    catalogue.text.setText("用印登记簿")
    desk.settle()
    assert catalogue.row is not None
    catalogue._draw()
    assert catalogue.blank.isVisible()
    catalogue.save_register_to(tmp_path / "用印登记簿.pdf")
    written = text_of((tmp_path / "用印登记簿.pdf").read_bytes())
    assert "用印登记簿" in written
    assert "样张" not in written
    (line,) = desk.services.papers.log.lines()
    assert (line.title, line.who) == ("用印登记簿", "张某")
