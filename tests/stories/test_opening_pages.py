"""Opening a page reads and counts once: its fields standing on today is nobody's choice."""

from pathlib import Path

from app.views.monthly_statistics.range_chooser import RangeChooser
from app.views.navigation import PAGES
from app.views.shared.background import BackgroundTask
from app.views.shared.paged_table_model import PagedTableModel
from app.views.shared.work_strip import WorkStrip
from tests.stories.conftest import ClerksDesk


def test_every_page_asks_for_its_rows_and_figures_once_when_it_is_opened(desk: ClerksDesk) -> None:
    asked = dict[str, list[int]]()
    for entry in PAGES:
        page = desk.window.go_to(entry.key)
        workers = [*page.findChildren(WorkStrip), *page.findChildren(PagedTableModel)]
        asked[entry.key] = [len(worker.findChildren(BackgroundTask)) for worker in workers]
        assert not any(chooser.pause.isActive() for chooser in page.findChildren(RangeChooser))  # it would count again
        desk.settle()
    assert {key: times for key, times in asked.items() if any(each > 1 for each in times)} == {}
    assert sum(map(sum, asked.values())) > len(PAGES)


def test_a_store_that_cannot_be_read_just_now_is_told_when_a_row_is_looked_at(
    desk: ClerksDesk, store_path: Path
) -> None:
    letter = desk.has_letter("青山县水利局")
    desk.services.close()
    store_path.unlink()
    desk.listing.preview.show_record(letter)
    assert "打不开台账文件" in desk.says()
