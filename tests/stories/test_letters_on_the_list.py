"""Letters in the list: what comes first to the eye, finding, sorting, and going back to the same row."""

from PySide6.QtCore import Qt

from app.models.letter_terms import RectificationLight
from tests.stories.conftest import ClerksDesk


def test_an_empty_list_says_what_would_be_here_and_the_first_step(desk: ClerksDesk) -> None:
    desk.go_to("检察建议")
    assert "起草建议书" in desk.listing.table.notice.text()
    assert desk.listing.count.text() == "共 0 份"


def test_a_lamp_says_in_words_how_late_a_letter_is(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.go_to("检察建议")
    row = desk.listing.model.row(0)
    assert row is not None
    assert desk.window.page.words(row, desk.listing.model.columns) == "逾期19天"  # type: ignore[attr-defined]  # a RecordPage


def test_the_lamp_of_rectification_has_room_for_its_longest_words(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局")
    desk.go_to("检察建议")
    table, keys = desk.listing.table, [column.key for column in desk.listing.model.columns]
    longest = max(table.fontMetrics().horizontalAdvance(light.label) for light in RectificationLight)
    assert table.columnWidth(keys.index("rectification_lamp")) >= longest + 36  # lamp, gaps and padding


def test_ticking_overdue_leaves_only_what_is_late_and_unanswered(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01", "2026-09-03")
    desk.has_letter("青山县教育局", "青检建〔2026〕9号", "2026-10-20", "2026-10-21")
    desk.go_to("检察建议")
    desk.show_only_overdue()
    assert desk.listed() == ["青山县水利局"]
    assert desk.listing.count.text() == "共 1 份"


def test_typing_chinese_with_an_input_method_narrows_the_list(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局")
    desk.has_letter("青山县教育局")
    desk.go_to("检察建议")
    desk.narrow("教育")
    assert desk.listed() == ["青山县教育局"]


def test_a_filter_without_a_match_says_so_and_is_cleared_by_one_button(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局")
    desk.go_to("检察建议")
    desk.pick("state", "已办结")
    assert desk.listing.table.notice.text() == "没有符合条件的记录。"
    desk.listing.filters.reset.click()
    desk.settle()
    assert desk.listed() == ["青山县水利局"]


def test_clicking_a_head_sorts_in_the_store_and_clicking_again_turns_it_round(desk: ClerksDesk) -> None:
    for unit in ("乙局", "甲局", "丙局"):
        desk.has_letter(unit)
    desk.go_to("检察建议")
    desk.sort_by("被建议单位")
    upwards = desk.listed()
    desk.sort_by("被建议单位")
    assert sorted(upwards) == upwards
    assert desk.listed() == upwards[::-1]


def test_escape_goes_back_from_a_letter_to_its_row(desk: ClerksDesk) -> None:
    for unit in ("青山县水利局", "青山县教育局", "青山县公安局"):
        desk.has_letter(unit)
    desk.go_to("检察建议")
    desk.choose("青山县教育局")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    desk.press(Qt.Key.Key_Escape)
    assert desk.record is None
    assert "青山县教育局" in desk.cells(desk.listing.table.currentIndex().row())
    assert desk.listing.table.hasFocus()


def test_several_chosen_rows_are_counted_in_the_status_row(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局")
    desk.has_letter("青山县教育局")
    desk.go_to("检察建议")
    desk.listing.table.selectAll()
    assert desk.listing.count.text() == "共 2 份 · 已选 2 份"
    assert len(desk.listing.table.selected_ids) == 2


def test_a_hidden_column_stays_hidden_in_the_next_window(desk: ClerksDesk) -> None:
    desk.go_to("检察建议")
    desk.listing.table.show_column("kind", False)
    assert not desk.window.workplace.preferences.state("suggestions/columns").isEmpty()
    assert not desk.listing.table.is_column_shown("kind")


def test_letters_typed_while_the_list_has_the_focus_go_to_the_search_of_the_list(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局")
    desk.go_to("检察建议")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_7)
    assert desk.listing.filters.text.text() == "7"


def test_the_search_box_is_reached_from_the_keyboard_and_narrows_the_list(desk: ClerksDesk) -> None:
    desk.has_letter("青山县水利局", "青检建〔2026〕7号", "2026-09-01")
    desk.has_letter("青山县教育局")
    desk.go_to("检察建议")
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.header.search.hasFocus()
