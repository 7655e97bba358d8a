"""The published ledger comes in and is continued to the end of what is known of two letters: replied, urged, sued.

检例185 (某市财政局) and 检例162 (朝阳乡人民政府): both replied, neither put right, both sued. Their days lie before the
rules of 2021, which the derivations say.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.models.terms import DeadlineState
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.views.importing.page import ImportPage
from app.views.shared.problem_label import ProblemLabel
from tests.stories.conftest import ClerksDesk, type_chinese
from tests.stories.test_follow_ups import FollowUpDesk


@pytest.fixture(params=[".xlsx", ".csv"])
def ledger(request: pytest.FixtureRequest, resources: Resources) -> Path:
    """The ledger compiled from published cases, in both forms."""
    return resources.samples / f"检察建议台账-公开案例{request.param}"


@pytest.fixture
def published(desk: ClerksDesk, ledger: Path) -> FollowUpDesk:
    """The ledger brought in through the window, and the page of letters."""
    desk.go_to("导入台账")
    page = desk.window.page
    assert isinstance(page, ImportPage)
    page.choose_kind("suggestions")
    type_chinese(page.file.text, str(ledger))
    desk.click("检查")
    page.view.commit.click()
    desk.settle()
    return FollowUpDesk(desk)


def open_letter(published: FollowUpDesk, addressee: str) -> int:
    """Find a letter in the list by its addressee and open it with Enter."""
    desk = published.desk
    desk.go_to("检察建议")
    desk.narrow(addressee)
    desk.choose(addressee)
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    published.record.tabs.setCurrentWidget(published.view)
    desk.settle()
    letter = published.record.record_id
    assert letter is not None
    return letter


def urge(published: FollowUpDesk, on: str, by: str) -> None:
    """An urging by whoever handled it then."""
    published.press("登记督促…")
    published.desk.fill(form="走访", urged_on=on, urged_by=by, person="李某", content="整改不到位，督促依法履职。")
    published.desk.confirm()
    assert not published.desk.has_dialog


def sue(published: FollowUpDesk, on: str, result: str) -> None:
    """The chief's decision, and the suit."""
    published.decide("pi-sue", on, by="吴某", reason="回复以后没有整改到位")
    assert not published.desk.has_dialog, [label.text() for label in published.desk.dialog.findChildren(ProblemLabel)]
    published.press("登记结论…")
    published.desk.fill(carried_out_on=on, result=result)
    published.desk.confirm()
    assert not published.desk.has_dialog


def test_the_finance_bureau_replied_in_part_was_urged_and_sued(published: FollowUpDesk) -> None:
    letter = open_letter(published, "某市财政局")
    urge(published, "2019-12-20", "张某")
    sue(published, "2020-04-03", "")
    assert published.view.hints.text().startswith("2020-04-03 已登记结论：提起诉讼。")

    published.press("登记结论…")
    published.desk.fill(result="违法支出的土地出让收入追回，撤回起诉")
    published.desk.confirm()
    assert "撤回起诉" in published.view.measures.texts()[0][5]

    suit = published.suit(letter)
    assert (str(suit.due_on), suit.state, str(suit.ended_on)) == ("2019-12-11", DeadlineState.MET, "2020-04-03")
    assert any("2021-07-01" in step for step in suit.steps)  # the rule came later, and the derivation says so

    published.record.act("办结")
    published.desk.fill(on="2020-12-31", reason="起诉后整改到位，撤回起诉")
    published.desk.confirm()
    card = published.desk.services.suggestions.card(letter)
    assert (card.state.label, str(card.concluded_on), card.conclusion) == ("已办结", "2020-04-03", "提起诉讼")
    told = dict(card.ledger)["后续处理"]
    assert told.startswith("2020-4-3提起行政公益诉讼,后撤诉；")  # what the ledger said stays


def test_the_township_of_the_trial_years_replied_and_was_sued_a_month_later(published: FollowUpDesk) -> None:
    letter = open_letter(published, "朝阳乡人民政府")
    assert "2017-05-18" in published.record.due.text()
    urge(published, "2017-05-26", "张某")
    sue(published, "2017-06-27", "以沙土掩埋，垃圾没有清理")
    suit = published.suit(letter)
    assert (str(suit.due_on), str(suit.ended_on)) == ("2017-06-19", "2017-06-27")  # the 18th is a Sunday
    assert any("2021-07-01" in step for step in suit.steps)
    assert published.record.tabs.tabText(published.record.tabs.indexOf(published.view)) == "后续"


def test_every_letter_of_the_ledger_can_be_gone_on_with(published: FollowUpDesk) -> None:
    service = published.desk.services.further_measures
    listing = published.desk.services.suggestions.listing
    for letter in listing.ids(ListQuery(published.desk.services.clock.today())):
        card = service.card(letter)
        assert any(not offer.refusal or "督促" in offer.refusal for offer in card.offers)
