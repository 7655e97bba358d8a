"""What follows a letter that was not heeded, through the window: urging, deciding, carrying out, suing, resuming."""

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.models.dates import PartialDate
from app.models.terms import RecordType, ServiceMethod, SuggestionKind
from app.services.docket.rows import DeadlineCard
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft, ServiceDraft
from app.views.further_measures.next_act import next_act, take_next
from app.views.further_measures.view import FollowUpsView
from app.views.papers.writing_view import WritingView
from app.views.suggestions.record import LetterRecord
from tests.services.casework import PEOPLE
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.test_names_for_screen_readers import nameless

TODAY = "2026-11-22"


class FollowUpDesk:
    """A letter's page with its tab 后续, as 张某 uses it."""

    def __init__(self, desk: ClerksDesk) -> None:
        """The office's people are registered."""
        self.desk = desk
        for name, post in PEOPLE:
            desk.services.offices.add_person(CLERK, name, post)

    def open(self, letter: int) -> None:
        """A letter's page at its tab 后续."""
        self.desk.go_to("检察建议")
        self.desk.window.page.open_record(letter)  # type: ignore[attr-defined]  # a SuggestionsPage
        self.desk.settle()
        self.record.tabs.setCurrentWidget(self.view)
        self.desk.settle()

    def has_letter(self, kind: SuggestionKind, received: str) -> int:
        """A served letter of the office."""
        letters, day = self.desk.services.suggestions, PartialDate(received)
        draft = LetterDraft(
            kind, "青山县水利局", proposal="清理河道。\n建立巡查制度。", handler="张某", case_name="河道监管案"
        )
        letter = letters.draft(CLERK, draft).id
        letters.register_issue(CLERK, letter, IssueDraft("青检建〔2026〕3号", day))
        letters.register_service(CLERK, letter, ServiceDraft(ServiceMethod.WRITTEN, day))
        self.desk.settle()
        return letter

    @property
    def record(self) -> LetterRecord:
        """The letter's page."""
        assert isinstance(self.desk.record, LetterRecord)
        return self.desk.record

    @property
    def view(self) -> FollowUpsView:
        """Its tab 后续."""
        return next(each for each in self.record.views if isinstance(each, FollowUpsView))

    def button(self, title: str) -> QPushButton:
        """A button of the tab."""
        return next(each for each in self.view.findChildren(QPushButton) if each.text() == title)

    def press(self, title: str) -> None:
        """One of the tab's buttons."""
        self.desk.click(title, self.view)

    def urge(self, on: str, by: str = "张某") -> None:
        """登记督促 by a visit."""
        self.press("登记督促…")
        self.desk.fill(
            form="走访", urged_on=on, urged_by=by, person="李某", content="询问整改进展。", answer="正在整改。"
        )
        self.desk.confirm()

    def decide(self, code: str, on: str, by: str = "钱某", **said: str) -> None:
        """后续处理 by what the national system shows."""
        self.press("后续处理…")
        self.desk.tick(f"measure_{code}")
        self.desk.fill(**{f"{name}_{code}": text for name, text in said.items()})
        scan = self.desk.has_scan("审批结果.pdf")
        self.desk.fill(decided_by=by, decided_on=on, scan=str(scan))
        self.desk.confirm()

    def ask_chief(self) -> None:
        """Put 后续处理 up, and bring the signed sheet back."""
        self.press("提请检察长决定…")
        self.desk.fill(content="经督促没有整改到位，建议报告上级院并通报县政府。", reviewer="王某")
        self.desk.confirm()
        self.press("登记签批…")
        self.desk.fill(review_on=TODAY, review_verdict="同意")
        self.desk.fill(decide_person="钱某", decide_on=TODAY, decide_verdict="同意")
        self.desk.fill(scan=str(self.desk.has_scan("签批件.pdf")))
        self.desk.confirm()

    def suit(self, letter: int) -> DeadlineCard:
        """The period of deciding on a suit."""
        cards = self.desk.services.docket.of(RecordType.SUGGESTION, letter)
        return next(card for card in cards if card.rule_code == "E04")


@pytest.fixture
def follow_ups(desk: ClerksDesk) -> FollowUpDesk:
    """The page of letters, the office's people registered."""
    return FollowUpDesk(desk)


def test_a_social_governance_letter_goes_from_urging_to_the_report(follow_ups: FollowUpDesk) -> None:
    desk = follow_ups.desk
    follow_ups.open(follow_ups.has_letter(SuggestionKind.SOCIAL_GOVERNANCE, "2026-09-03"))
    assert "还没有督促" in follow_ups.view.hints.text()
    follow_ups.press("后续处理…")
    boxes = [box for box in desk.dialog.findChildren(QCheckBox) if box.objectName().startswith("measure_")]
    assert len(boxes) == 5
    assert not any(box.isEnabled() for box in boxes)
    assert "第二十五条" in desk.texts(desk.dialog)
    desk.dialog.reject()
    follow_ups.urge("2026-11-10")
    assert follow_ups.view.urgings.texts()[0][:4] == ("2026-11-10", "走访", "张某", "李某")

    follow_ups.ask_chief()

    follow_ups.press("后续处理…")
    desk.tick("measure_report-superior")
    desk.tick("measure_notify-government")
    desk.fill(**{"recipient_report-superior": "某某市人民检察院", "recipient_notify-government": "青山县人民政府"})
    desk.confirm()
    assert desk.problems() == ["请填写为什么必要。"]
    desk.fill(**{"reason_notify-government": "涉及汛期安全，县政府有条件协调。"})
    desk.confirm()
    rows = follow_ups.view.measures.texts()
    assert [row[0] for row in rows] == ["报告上级人民检察院", "通报同级政府、纪检监察机关"]
    assert follow_ups.record.tabs.tabText(follow_ups.record.tabs.indexOf(follow_ups.view)) == "后续(2)"

    follow_ups.press("登记实施…")
    desk.fill(carried_out_on=TODAY, number="青检建报〔2026〕1号", result="已收文")
    desk.confirm()
    assert follow_ups.view.measures.texts()[0][3:6] == (TODAY, "青检建报〔2026〕1号", "已收文")
    assert "通报同级政府" in follow_ups.view.hints.text()
    follow_ups.desk.window.workplace.take_back(follow_ups.desk.window.workplace.last_act())
    desk.settle()
    assert follow_ups.view.measures.texts()[0][3] == "—"


def test_a_report_is_written_from_the_facts_in_one_click(follow_ups: FollowUpDesk) -> None:
    follow_ups.open(follow_ups.has_letter(SuggestionKind.SOCIAL_GOVERNANCE, "2026-09-03"))
    follow_ups.urge("2026-11-10")
    follow_ups.decide("report-superior", "2026-11-20", recipient="某某市人民检察院")
    follow_ups.press("打印文书")
    paper = follow_ups.record.tabs.currentWidget()
    assert isinstance(paper, WritingView)
    follow_ups.desk.settle()
    assert paper.choice.template is not None
    assert paper.choice.template.code == "further-measure-report"


def test_the_letter_of_urging_is_drafted_in_one_click_and_its_number_is_filled_in(follow_ups: FollowUpDesk) -> None:
    desk = follow_ups.desk
    follow_ups.open(follow_ups.has_letter(SuggestionKind.SOCIAL_GOVERNANCE, "2026-09-03"))
    follow_ups.press("起草督促函")
    paper = follow_ups.record.paper
    assert follow_ups.record.tabs.currentWidget() is paper
    desk.settle()
    assert paper.choice.template is not None
    assert paper.choice.template.code == "suggestion-urging"
    key = RecordKey(RecordType.SUGGESTION, follow_ups.record.record_id or 0)
    facts = desk.services.papers.facts(CLERK, paper.choice.template, key).values
    assert facts["urging_reason"] == "上述期限已经届满，至今未收到书面回复。"
    assert facts["urged_items"] == ("清理河道。", "建立巡查制度。")
    follow_ups.record.tabs.setCurrentWidget(follow_ups.view)
    follow_ups.press("登记督促…")
    desk.fill(form="督促函")
    desk.fill(content="督促十日内落实。")
    desk.confirm()
    assert desk.problems()[0].startswith("请填写督促函的文号")


def test_somebody_else_than_the_handler_is_told_that_urging_is_the_handlers(follow_ups: FollowUpDesk) -> None:
    desk = follow_ups.desk
    follow_ups.open(follow_ups.has_letter(SuggestionKind.SOCIAL_GOVERNANCE, "2026-09-03"))
    follow_ups.press("登记督促…")
    assert "确由" not in desk.texts(desk.dialog)
    desk.fill(urged_by="李某")
    assert "这份建议的承办人是张某" in desk.texts(desk.dialog)
    desk.fill(form="电话询问", urged_on="昨天", content="询问整改进展。")
    desk.confirm()
    assert follow_ups.view.urgings.texts()[0][2] == "李某"


def test_a_review_is_suspended_resumed_and_ends_in_a_suit(follow_ups: FollowUpDesk) -> None:
    desk = follow_ups.desk
    letter = follow_ups.has_letter(SuggestionKind.PUBLIC_INTEREST, "2026-09-03")
    follow_ups.open(letter)
    assert "督促可做可不做" in follow_ups.view.hints.text()
    assert not follow_ups.button("登记结论…").isEnabled()
    follow_ups.decide("pi-suspend", "2026-11-13", reason="汛期不具备施工条件")
    assert follow_ups.suit(letter).paused_on is not None
    follow_ups.press("登记实施…")
    desk.fill(carried_out_on="2026-11-13", number="青检中止〔2026〕1号", filed_on="2026-11-16")
    desk.confirm()
    follow_ups.press("恢复审查…")
    desk.fill(on="2026-11-20", reason="汛期已过")
    desk.confirm()
    assert str(follow_ups.suit(letter).due_on) == "2026-12-10"
    follow_ups.decide("pi-sue", "2026-11-21", reason="仍未清理")
    follow_ups.press("登记结论…")
    desk.fill(carried_out_on="2026-11-22")
    desk.confirm()
    assert "以系统给的号为准" in desk.problems()[0]
    desk.fill(number="青检诉受2026001")
    desk.confirm()
    assert "已登记结论：提起诉讼" in follow_ups.view.hints.text()
    assert follow_ups.suit(letter).ended_on is not None


def test_everything_in_the_tab_and_its_dialogs_has_a_name(follow_ups: FollowUpDesk) -> None:
    follow_ups.open(follow_ups.has_letter(SuggestionKind.PUBLIC_INTEREST, "2026-09-03"))
    assert nameless(follow_ups.view) == []
    for title in ("登记督促…", "后续处理…"):
        follow_ups.press(title)
        assert nameless(follow_ups.desk.dialog) == []
        follow_ups.desk.dialog.reject()


@pytest.mark.parametrize(
    ("kind", "received", "title"),
    [
        (SuggestionKind.PUBLIC_INTEREST, "2026-09-03", "跟进调查"),
        (SuggestionKind.SOCIAL_GOVERNANCE, "2026-09-03", "起草督促函"),
        (SuggestionKind.RETRIAL, "2026-08-03", "跟进监督"),
        (SuggestionKind.SOCIAL_GOVERNANCE, "2026-11-03", ""),
    ],
)
def test_an_overdue_letter_names_what_comes_next_by_its_kind(
    follow_ups: FollowUpDesk, kind: SuggestionKind, received: str, title: str
) -> None:
    letter = follow_ups.has_letter(kind, received)
    assert next_act(follow_ups.desk.services.suggestions.card(letter)) == title
    follow_ups.open(letter)
    if title in {"跟进调查", "跟进监督"}:
        take_next(follow_ups.view, title)
        boxes = follow_ups.desk.dialog.findChildren(QCheckBox)
        assert [box.text() for box in boxes if box.isChecked()] == [title]
        follow_ups.desk.dialog.reject()
    elif title:
        take_next(follow_ups.view, title)
        assert follow_ups.record.tabs.currentWidget() is follow_ups.record.paper
        follow_ups.desk.settle()
