"""Supervision matters: registering, moving through the seven stages, letters that come from them."""

import pytest

from app.models.dates import PartialDate
from app.models.terms import ServiceMethod, SuggestionKind
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import IssueDraft, LetterDraft, ServiceDraft
from app.views.matters.record import MatterRecord
from app.views.suggestions.draft_dialog import DraftDialog
from tests.stories.conftest import CLERK, ClerksDesk


def test_a_registered_matter_opens_at_its_first_stage(desk: ClerksDesk) -> None:
    desk.go_to("监督事项")
    desk.window.page.begin_matter()  # type: ignore[attr-defined]  # a MattersPage
    desk.fill(kind="刑罚执行监督", unit="青山县公安局", source="来信来访")
    desk.confirm()
    assert desk.record is not None
    assert "SX2026-00001" in desk.record.heading.text()
    assert desk.record.next.text() == "转入“调查核实”"


def test_a_unit_pasted_over_two_lines_is_the_unit_on_one_line(desk: ClerksDesk) -> None:
    desk.go_to("监督事项")
    desk.window.page.begin_matter()  # type: ignore[attr-defined]  # a MattersPage
    desk.fill(kind="刑罚执行监督", unit="青山县\n\t公安局\u202e", source="来信来访")
    desk.confirm()
    assert desk.listed("监督对象") == ["青山县公安局"]


def test_a_matter_of_no_type_moves_on_by_one_button(desk: ClerksDesk) -> None:
    matter = desk.has_matter("青山县公安局", kind="以前的事项")
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    desk.click("转入“调查核实”")
    desk.confirm()
    assert desk.record is not None
    assert desk.record.next.text() == "转入“审核决定”"
    assert desk.listed("阶段") == ["调查核实"]


def test_of_no_type_skipping_a_stage_is_refused_until_the_reason_is_given(desk: ClerksDesk) -> None:
    matter = desk.has_matter("青山县公安局", kind="以前的事项")
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    desk.click("转入“调查核实”")
    desk.fill(stage="实施监督")
    desk.confirm()
    assert "请写明理由" in desk.problems()[0]
    desk.fill(reason="检察长已当场决定。")
    desk.confirm()
    assert desk.listed("阶段") == ["实施监督"]


# The offscreen plugin's own notes on the list of known units that opens below the field.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_letter_drafted_from_a_matter_is_listed_there_and_opens_on_its_own_page(desk: ClerksDesk) -> None:
    matter = desk.has_matter("青山县公安局")
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    assert desk.record is not None
    desk.record.tabs.setCurrentIndex(1)
    desk.click("起草建议书", desk.record)
    desk.fill(addressee="青山县公安局", kind="纠正违法")
    desk.confirm()
    letters = desk.record.letters.list  # type: ignore[attr-defined]  # a MatterRecord
    assert letters.count() == 1
    letters.itemActivated.emit(letters.item(0))
    desk.settle()
    assert desk.window.page is desk.window.go_to("suggestions")
    assert "青山县公安局" in desk.record.heading.text()


def test_a_letter_drafted_from_a_matter_begins_with_what_the_matter_says(desk: ClerksDesk) -> None:
    draft = MatterDraft(kind="社会治理", unit="青山县第一中学", subject="校园消防", handler="李某", found="堆放杂物")
    matter = desk.services.matters.register(CLERK, draft).id
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    assert desk.record is not None
    desk.record.tabs.setCurrentIndex(1)
    desk.click("起草建议书", desk.record)
    dialog = next(each for each in desk.record.findChildren(DraftDialog) if each.isVisible())
    names = ("addressee", "kind", "handler", "case_name", "problem")
    begun = tuple(dialog.form.text(name) for name in names)
    assert begun == ("青山县第一中学", "社会治理", "李某", "校园消防", "堆放杂物")
    dialog.reject()
    assert not dialog.isVisible()  # nothing was typed, so nothing is asked


def test_the_letters_of_a_matter_are_shown_with_their_lamps(desk: ClerksDesk) -> None:
    matter = desk.has_matter("青山县水利局")
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", matter_id=matter)
    letter = desk.services.suggestions.draft(CLERK, draft).id
    issue = IssueDraft("青检建〔2026〕3号", PartialDate("2026-08-03"))
    desk.services.suggestions.register_issue(CLERK, letter, issue)
    served = ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-08-03"))
    desk.services.suggestions.register_service(CLERK, letter, served)
    desk.go_to("监督事项")
    desk.window.page.open_record(matter)
    record = desk.record
    assert isinstance(record, MatterRecord)
    assert record.letters.list.item(0).text() == "青检建〔2026〕3号 青山县水利局　待回复 · 严重逾期45天"
    assert not record.letters.list.item(0).icon().isNull()
