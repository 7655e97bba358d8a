"""The office's own items and indicators by keyboard: drafted, tried, put in force, seen everywhere, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.matters.rows import MatterDraft
from app.services.own_indicators.rows import IndicatorDraft
from app.views.indicators.behind_dialog import BehindDialog
from app.views.indicators.opening import open_behind
from app.views.indicators.page import IndicatorsPage
from app.views.monthly_statistics.records_dialog import RecordsDialog
from app.views.own_indicators.view import OwnIndicatorsView
from tests.stories.conftest import CLERK, ClerksDesk


@pytest.fixture
def page(desk: ClerksDesk) -> IndicatorsPage:
    """The page at 本院指标."""
    desk.go_to("业务指标")
    found = desk.window.page
    assert isinstance(found, IndicatorsPage)
    found.turn_to("own_indicators")
    desk.settle()
    return found


@pytest.fixture
def view(page: IndicatorsPage) -> OwnIndicatorsView:
    return page.own_indicators


def keep(desk: ClerksDesk, counts: dict[str, int], month: str = "2026-10") -> None:
    desk.services.base_data.record(CLERK, [FigureDraft(item, month, month, count) for item, count in counts.items()])
    desk.settle()


def test_the_tab_gives_the_keyboard_to_its_list(
    desk: ClerksDesk, page: IndicatorsPage, view: OwnIndicatorsView
) -> None:
    assert desk.window.focusWidget() is view.indicators.table
    view.tabs.setCurrentWidget(view.items)
    page.turn_to("overview")
    page.turn_to("own_indicators")
    assert desk.window.focusWidget() is view.items.table


def problems(desk: ClerksDesk) -> list[str]:
    """What stands beside the fields of the open dialog."""
    return [each.text() for each in desk.dialog.findChildren(QLabel) if each.isVisible() and "项目" in each.text()]


def draft(desk: ClerksDesk, view: OwnIndicatorsView) -> None:
    """BY01 as a draft, begun by keyboard; the heads answer it as the list does."""
    view.tabs.tabBar().setFocus()
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(
        name="退查比", area="刑事", numerator="一次退查件数", denominator="审查起诉受理件数", source="本院会议纪要"
    )
    desk.fill(valid_from="2026-01")
    desk.confirm()


def test_an_indicator_is_drafted_tried_and_put_in_force_and_then_stands_among_the_others(
    desk: ClerksDesk, page: IndicatorsPage, view: OwnIndicatorsView
) -> None:
    keep(desk, {"一次退查件数": 3, "审查起诉受理件数": 20})
    draft(desk, view)
    assert [row[:4] for row in view.indicators.table.texts()] == [("BY01", "1", "退查比", "草稿")]
    view.indicators.test()
    desk.confirm()
    desk.settle()
    assert view.indicators.trial.texts()[-1][:4] == ("2026-10", "3", "20", "15.00%")
    assert "12 个月里 1 个月算得出" in view.indicators.trial_title.text()
    view.indicators.put_in_force()
    desk.fill(reason="会议同意")
    desk.confirm()
    assert view.indicators.table.texts()[0][3] == "施行中"
    page.turn_to("indicators")
    page.indicators.period.setCurrentText("2026年10月")
    assert ("BY01", "退查比", "15.00%（3/20）") in [row[:3] for row in page.indicators.table.texts()]
    desk.window.workplace.take_back(desk.window.workplace.last_act())
    desk.settle()
    assert "BY01" not in [row[0] for row in page.indicators.table.texts()]


def test_an_unknown_item_is_told_beside_its_field_with_the_nearest_names(
    desk: ClerksDesk, view: OwnIndicatorsView
) -> None:
    view.indicators.table.setFocus()
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(name="退查比", area="刑事", numerator="一次退件数", denominator="审查起诉受理件数", source="纪要")
    desk.confirm()
    assert any("没有叫“一次退件数”的项目。最接近的是：一次退查件数" in each for each in problems(desk))
    desk.fill(numerator="一次退查件数")
    desk.confirm()
    assert len(view.indicators.table.texts()) == 1


def test_a_change_of_what_is_in_force_is_another_edition_and_the_first_stays_readable(
    desk: ClerksDesk, page: IndicatorsPage, view: OwnIndicatorsView
) -> None:
    own = desk.services.own_indicators
    made = IndicatorDraft(
        "BY01", "退查比", "刑事", "一次退查件数", "审查起诉受理件数", source="纪要", valid_from="2026-01"
    )
    edition = own.draft(CLERK, made).id
    own.test(CLERK, edition, desk.services.base_data.units()[0], Months("2026-01", "2026-10"))
    own.put_in_force(CLERK, edition, "会议同意")
    desk.settle()
    view.indicators.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.fill(numerator="二次退查件数")
    desk.confirm()
    assert [row[1:4:2] for row in view.indicators.table.texts()] == [("2", "草稿"), ("1", "施行中")]
    assert [row[4] for row in view.indicators.editions.texts()] == [
        "二次退查件数 ÷ 审查起诉受理件数",
        "一次退查件数 ÷ 审查起诉受理件数",
    ]
    view.indicators.delete()
    desk.settle()
    assert [row[1] for row in view.indicators.table.texts()] == ["1"]


def test_an_item_added_here_can_be_filled_in_at_once(
    desk: ClerksDesk, page: IndicatorsPage, view: OwnIndicatorsView
) -> None:
    view.tabs.setCurrentWidget(view.items)
    view.items.table.setFocus()
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.fill(name="检察听证件数", area="综合", unit="件")
    desk.confirm()
    assert [row[0] for row in view.items.table.texts()] == ["检察听证件数"]
    page.turn_to("base_data")
    model = page.base_data.model
    assert "检察听证件数" in [model.line(row).item.name for row in range(model.rowCount())]


def test_a_step_is_counted_with_its_reason_and_the_indicator_says_which_steps_count(
    desk: ClerksDesk, page: IndicatorsPage, view: OwnIndicatorsView
) -> None:
    view.tabs.setCurrentWidget(view.ratios)
    view.ratios.choice.setCurrentIndex(1)  # 民事
    view.ratios.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.confirm()
    assert desk.dialog.isVisible()  # a reason is needed
    desk.fill(reason="省院 2026 年统计口径")
    desk.confirm()
    assert view.ratios.table.texts()[0][:2] == ("民事监督复查件数", "计入")
    assert view.ratios.state.text().startswith("民事件数 = 民事案数 + 民事监督复查件数")
    keep(desk, {"民事案数": 20, "民事监督复查件数": 3})
    page.turn_to("indicators")
    page.indicators.historical.click()
    desk.fill(reason="案管办分析研判需要")
    desk.confirm()
    texts = page.indicators.table.texts()
    row = next(place for place, each in enumerate(texts) if each[0] == "MS01")
    assert texts[row][2] == "1.15（23/20）"
    page.indicators.table.selectRow(row)
    assert "民事件数未填报时计入：民事案数、民事监督复查件数" in page.indicators.formula.text()


def test_the_historical_switch_is_kept_with_who_turned_it_on(desk: ClerksDesk, page: IndicatorsPage) -> None:
    page.turn_to("indicators")
    box = page.indicators.historical
    box.click()
    assert not box.isChecked()  # until the reason is kept
    desk.fill(reason="案管办分析研判需要")
    desk.confirm()
    assert box.isChecked()
    assert "启用（案管办分析研判需要）" in box.toolTip()
    assert desk.services.own_indicators.lists.historical().by == "张某"


def test_a_kind_is_mapped_and_the_records_the_store_counted_are_reached(
    desk: ClerksDesk, page: IndicatorsPage, view: OwnIndicatorsView
) -> None:
    draft = MatterDraft(kind="行政违法行为监督", unit="青山县水利局", accepted_on=PartialDate("2026-11-10"))
    matter = desk.services.matters.register(CLERK, draft).id
    opened: list[tuple[RecordType, int]] = []
    desk.window.workplace.record_wanted.connect(lambda *record: opened.append(record))
    view.tabs.setCurrentWidget(view.structures)
    kinds = {row[0]: row[1] for row in view.structures.table.texts()}
    assert kinds["行政违法行为监督事项件数"] == "行政检察"
    assert kinds["社会治理事项件数"] == "不计入"
    lists = desk.services.own_indicators.lists
    for kind in [each.item for each in lists.structures()[0].kinds if each.part and not each.is_counted_by_store]:
        lists.map_kind(CLERK, "JG01", kind, "", "本院不填报")
    desk.settle()
    structure = desk.services.indicators.structures(desk.services.base_data.units()[0], "2026-11")[0]
    assert structure.parts[2].points[0].figure.shown == "1/1"
    open_behind(desk.window.workplace, structure.parts[2].points[0].figure, view)
    behind = desk.window.findChild(BehindDialog)
    assert behind is not None
    row = next(place for place, each in enumerate(behind.table.texts()) if each[0] == "行政违法行为监督事项件数")
    behind.table.setCurrentIndex(behind.table.rows.index(row, 0))
    behind.table.chosen.emit(row, 0)
    desk.settle()
    records = behind.findChild(RecordsDialog)
    assert records is not None
    records.record_wanted.emit(RecordType.MATTER, matter)
    assert opened == [(RecordType.MATTER, matter)]
