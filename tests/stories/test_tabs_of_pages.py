"""The tabs of a page begin where its content does, on every page that has some."""

import pytest
from PySide6.QtWidgets import QTabWidget

from tests.stories.conftest import ClerksDesk

MARGIN = 16  # of every page


@pytest.mark.parametrize("title", ["期限总览", "登记簿", "业务指标"])
def test_the_first_tab_stands_over_the_content_and_not_at_the_navigation(desk: ClerksDesk, title: str) -> None:
    desk.go_to(title)
    tabs = desk.window.page.findChild(QTabWidget)
    assert tabs is not None
    assert tabs.tabBar().x() == MARGIN
