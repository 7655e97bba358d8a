"""From the reply to the last revisit at the screen: looks, photos, the closing checklist, what comes after closing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.models.dates import PartialDate
from app.models.letter_terms import FollowUpKind, PhotoMoment
from app.models.suggestion_item import SuggestionItem
from app.models.terms import Adoption, RecordType, Rectification, ServiceMethod, SuggestionKind
from app.services.follow_ups.rows import LookDraft
from app.services.foundation.intentions import Intention
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft, ReplyDraft, ServiceDraft
from app.views.closing.checklist import Checklist
from app.views.follow_ups.closing_dialogs import LetterClosingDialog
from app.views.follow_ups.items_field import StateBox
from app.views.follow_ups.look_dialog import LookDialog
from app.views.follow_ups.photos import Photos
from app.views.follow_ups.view import RectificationView
from app.views.papers.writing_view import WritingView
from app.views.secrecy.unread import LEFT_OUT
from tests.stories.conftest import CLERK, ClerksDesk

SPLIT = Intention("test.split", "拆分", "test:split")


class Follower:
    """The clerk on the page of one letter of public interest that was answered in July."""

    def __init__(self, desk: ClerksDesk, bot: QtBot) -> None:
        self.desk, self.bot = desk, bot
        letters, day, scan = desk.services.suggestions, PartialDate, desk.has_scan()
        draft = LetterDraft(SuggestionKind.PUBLIC_INTEREST, "青山县水利局", problem="河道乱堆乱占")
        self.letter = letters.draft(CLERK, draft).id
        issue = IssueDraft("青检建〔2026〕3号", day("2026-06-01"), is_number_only=True)
        letters.register_issue(CLERK, self.letter, issue)
        served = ServiceDraft(ServiceMethod.WRITTEN, day("2026-06-03"), "李某", scan=scan)
        letters.register_service(CLERK, self.letter, served)
        letters.record_reply(CLERK, self.letter, ReplyDraft(day("2026-07-30"), Adoption.ADOPTED, scan))

    def files_it(self) -> None:
        docket = self.desk.services.docket
        open_ones = docket.of(RecordType.SUGGESTION, self.letter)
        filing = next(each for each in open_ones if "报备" in each.name and each.state.label == "进行中")
        docket.mark_met(CLERK, filing.id, PartialDate("2026-06-05"))

    def opens(self) -> None:
        self.desk.go_to("检察建议")
        self.desk.window.page.open_record(self.letter)  # type: ignore[attr-defined]  # a SuggestionsPage
        self.desk.settle()
        assert self.desk.record is not None
        self.desk.record.tabs.setCurrentWidget(self.view)

    @property
    def view(self) -> RectificationView:
        assert self.desk.record is not None
        return self.desk.record.findChild(RectificationView)

    @property
    def look_dialog(self) -> LookDialog:
        dialog = self.desk.dialog
        assert isinstance(dialog, LookDialog)
        return dialog

    def photo(self, name: str) -> Path:
        path = self.desk.folder / name
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        image.fill(QColor("#4a90a4"))
        image.save(str(path))
        return path

    def confirms_photos(self) -> None:
        self.desk.confirm()
        self.desk.click("已看过，没有标志")  # a picture has no text to be read for marks

    def wait_for_photos(self) -> Photos:
        photos = self.view.photos
        self.bot.waitUntil(lambda: photos.is_idle, timeout=20_000)
        return photos

    def pictures(self) -> list[str]:
        """Names of the pictures that are drawn."""
        labels = self.wait_for_photos().findChildren(QLabel)
        return [each.accessibleName() for each in labels if not each.pixmap().isNull()]


@pytest.fixture
def follower(desk: ClerksDesk, qtbot: QtBot) -> Follower:
    """The clerk at work."""
    return Follower(desk, qtbot)


def test_photos_are_not_kept_before_somebody_said_that_they_bear_no_mark(follower: Follower) -> None:
    desk = follower.desk
    follower.opens()
    desk.click("登记整改…", follower.view)
    desk.fill(kind="走访", seen_on="8.12", state="未到位", note="东段还有堆土")
    follower.look_dialog.files.add([follower.photo("堆土.png")], PhotoMoment.BEFORE)
    desk.confirm()
    desk.click("不添加")
    assert desk.problems() == [LEFT_OUT]
    assert follower.view.looks.texts() == []
    desk.confirm()
    desk.click("已看过，没有标志")
    assert len(follower.view.looks.texts()) == 1


def test_from_the_reply_to_a_revisit_after_closing(follower: Follower) -> None:
    desk = follower.desk
    follower.files_it()
    follower.opens()
    assert "整改：待核查" in desk.texts(follower.view.lamp)

    desk.click("登记整改…", follower.view)
    desk.fill(kind="走访", seen_on="8.12", others="水政监察大队 李某", state="未到位", note="东段还有堆土")
    desk.tick("sign_3")
    follower.look_dialog.files.add([follower.photo("堆土.png")], PhotoMoment.BEFORE)
    follower.confirms_photos()
    assert desk.says() == "已登记整改"
    assert "整改：未到位" in desk.texts(follower.view.lamp)
    assert follower.view.looks.texts() == [("2026-08-12", "走访", "未到位", "张某", "东段还有堆土；回复了只改一部分")]
    assert follower.pictures() == ["堆土.png"]

    desk.click("登记整改…", follower.view)
    desk.fill(kind="现场检查", seen_on="9.15", state="已到位", note="已清除")
    follower.look_dialog.files.add([follower.photo("清除后.png")], PhotoMoment.AFTER)
    follower.confirms_photos()
    assert "整改：已到位" in desk.texts(follower.view.lamp)
    assert [row[:2] for row in follower.view.plan.texts()] == [
        ("整改到位后三个月", "2026-12-15"),
        ("整改到位后六个月", "2027-03-15"),
    ]
    follower.view.looks.setCurrentIndex(follower.view.looks.rows.index(0, 0))
    assert follower.pictures() == ["堆土.png", "清除后.png"]  # before of the first visit beside after of this one

    desk.click("办结…", follower.view)
    desk.fill(reason="整改到位，评估另行统一开展")
    desk.confirm()
    assert desk.says() == "已办结"
    assert [row[2] for row in follower.view.plan.texts()] == ["剩23天", "剩113天"]

    desk.click("登记回头看…", follower.view)
    desk.fill(seen_on="今天", state="已到位", note="没有反弹")
    desk.confirm()
    assert desk.says() == "已登记回头看"
    assert [row[2] for row in follower.view.plan.texts()] == ["2026-11-22已看", "剩113天"]


def test_put_right_with_a_sign_is_refused_beside_the_signs_and_the_dialog_stays(follower: Follower) -> None:
    follower.opens()
    follower.desk.click("登记整改…", follower.view)
    follower.desk.fill(kind="走访", state="已到位", note="已清除")
    follower.desk.tick("sign_2")
    follower.desk.confirm()
    (told,) = follower.desk.problems()
    assert "不能同时登记为“已到位”" in told
    assert follower.look_dialog.form.text("note") == "已清除"
    follower.look_dialog.done(0)


def test_items_are_gone_through_by_keyboard(follower: Follower) -> None:
    desk = follower.desk
    with desk.services._database.write(CLERK, SPLIT, desk.services.clock.now()) as unit:
        for place, measure in enumerate(("清除堆土", "建立巡查制度"), start=1):
            said = {"adoption": Adoption.ADOPTED, "rectification": Rectification.UNRECORDED}
            unit.session.add(SuggestionItem(suggestion_id=follower.letter, place=place, measure=measure, **said))
    follower.opens()
    desk.click("登记整改…", follower.view)
    desk.fill(kind="走访", seen_on="9.15")
    boxes = follower.look_dialog.findChildren(StateBox)
    boxes[0].setFocus()
    follower.bot.keyClick(boxes[0], Qt.Key.Key_3)
    follower.bot.keyClick(boxes[1], Qt.Key.Key_1)
    desk.fill(item_1_evidence="验收单")
    desk.confirm()
    assert desk.says() == "已登记整改"
    assert [row[4:] for row in follower.view.items.texts()] == [("已到位", "2026-09-15", "验收单"), ("整改中", "", "")]
    assert "整改：整改中" in desk.texts(follower.view.lamp)


def test_a_look_at_no_item_is_refused(follower: Follower) -> None:
    desk = follower.desk
    with desk.services._database.write(CLERK, SPLIT, desk.services.clock.now()) as unit:
        said = {"adoption": Adoption.ADOPTED, "rectification": Rectification.UNRECORDED}
        unit.session.add(SuggestionItem(suggestion_id=follower.letter, place=1, measure="清除堆土", **said))
    follower.opens()
    desk.click("登记整改…", follower.view)
    desk.fill(kind="走访")
    desk.confirm()
    assert desk.problems() == ["请至少选择一项的整改情况，没有看的选“这次没看”。"]
    follower.look_dialog.done(0)


def test_closing_shows_what_is_missing_and_leads_there(follower: Follower) -> None:
    desk = follower.desk
    follower.opens()
    desk.click("办结…", follower.view)
    dialog = desk.dialog
    assert isinstance(dialog, LetterClosingDialog)
    told = dialog.findChild(Checklist).accessibleName()
    assert "整改：目前“未记载”" in told
    assert "备案：没有登记备案日期" in told
    desk.fill(reason="整改到位")
    desk.confirm()
    assert any("还不能办结" in each for each in desk.problems())
    filing = next(line for line in dialog.checklist._lines if line.title == "备案")
    dialog.checklist.wanted.emit(filing)
    desk.settle()
    assert not desk.has_dialog
    assert desk.record is not None
    assert desk.record.tabs.tabText(desk.record.tabs.currentIndex()).startswith("期限")


def test_the_closing_report_is_one_click_away_and_tells_what_was_seen(follower: Follower) -> None:
    desk, services = follower.desk, follower.desk.services
    visit = LookDraft(FollowUpKind.VISIT, PartialDate("2026-08-12"), Rectification.INCOMPLETE, "张某", note="仍有堆土")
    services.follow_ups.record_look(CLERK, follower.letter, visit)
    follower.opens()
    desk.click("结案报告…", follower.view)
    assert desk.record is not None
    paper = desk.record.tabs.currentWidget()
    assert isinstance(paper, WritingView)
    follower.bot.waitUntil(lambda: paper.is_idle, timeout=20_000)
    key, papers = RecordKey(RecordType.SUGGESTION, follower.letter), services.papers
    facts = papers.facts(CLERK, papers.template("closing-report", key), key)
    assert "2026年8月12日走访，张某核查：仍有堆土。整改未到位。" in str(facts)


def test_an_evaluation_is_shown_and_gone_on_with(follower: Follower) -> None:
    desk = follower.desk
    follower.opens()
    desk.click("登记评估…", follower.view)
    desk.fill(effect="河道已清理", mechanism="建立巡河制度")
    desk.confirm()
    assert follower.view.told.text() == "2026-11-22 评估：河道已清理；长效机制：建立巡河制度"
    desk.click("登记评估…", follower.view)
    assert desk.dialog.form.text("mechanism") == "建立巡河制度"
    desk.dialog.done(0)


def test_a_closed_letter_found_undone_says_so_and_is_taken_up_again(follower: Follower) -> None:
    desk, services = follower.desk, follower.desk.services
    follower.files_it()
    visit = LookDraft(FollowUpKind.VISIT, PartialDate("2026-08-12"), Rectification.COMPLETE, "张某")
    services.follow_ups.record_look(CLERK, follower.letter, visit)
    services.suggestions.close(CLERK, follower.letter, PartialDate("2026-10-08"), "整改到位")
    follower.opens()
    assert not follower.view.add.isEnabled()
    desk.click("登记回头看…", follower.view)
    desk.fill(state="未到位", note="又有堆土")
    desk.confirm()
    assert "重新办理" in desk.says()
    assert "新线索" in follower.view.relapse.text()
    desk.click("重新办理…", follower.view)
    desk.fill(reason="回头看发现反弹")
    desk.confirm()
    assert desk.says() == "已重新办理"
    assert follower.view.add.isEnabled()
    assert not follower.view.relapse.isVisible()


def test_the_list_shows_both_lamps(follower: Follower, qtbot: QtBot) -> None:
    desk = follower.desk
    desk.go_to("检察建议")
    assert (desk.listed("灯"), desk.listed("整改灯")) == (["已完成"], ["待核查"])
    desk.choose("青山县水利局")
    qtbot.waitUntil(lambda: "整改：待核查" in desk.texts(desk.listing))  # the preview pauses before it reads


def test_the_archive_number_is_proposed(follower: Follower) -> None:
    desk, services = follower.desk, follower.desk.services
    follower.files_it()
    visit = LookDraft(FollowUpKind.VISIT, PartialDate("2026-08-12"), Rectification.COMPLETE, "张某")
    services.follow_ups.record_look(CLERK, follower.letter, visit)
    follower.opens()
    follower.view.archive()
    assert "还没有办结" in desk.says()
    services.suggestions.close(CLERK, follower.letter, PartialDate("2026-10-08"), "整改到位")
    desk.settle()
    follower.view.archive()
    assert desk.dialog.form.text("number") == "青检-2026-3-00001"
    desk.confirm()
    assert desk.says() == "已归档"
