"""Parts of the window by themselves: a workplace without a store, and a list kept in memory."""

from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.services.foundation.resources import Resources
from app.services.lists.listing import Column, ListQuery, Row
from app.views.shared.preferences import Preferences
from app.views.shared.theme import Theme
from app.views.shared.workplace import Workplace


class PlainListing:
    """Records numbered from 1, in memory; remembers which windows were asked for."""

    columns = (Column("number", "文号"), Column("addressee", "被建议单位"), Column("days_late", "逾期天数", "number"))

    def __init__(self, size: int) -> None:
        self.size = size
        self.windows: list[tuple[int, int]] = []
        self.gone: set[int] = set()

    def ids(self, query: ListQuery) -> "array[int]":
        """All ids, or those whose digits hold the free text."""
        found = [key for key in range(1, self.size + 1) if query.contains in str(key)]
        return array("q", reversed(found) if query.is_descending else found)

    def rows(self, ids: Sequence[int], query: ListQuery) -> list[Row]:
        """The rows of a window."""
        self.windows.append((ids[0], ids[-1]))
        return [Row(key, (f"〔2026〕{key}号", f"第{key}单位", key % 40)) for key in ids if key not in self.gone]


@pytest.fixture
def theme(qapp: QApplication, resources: Resources) -> Theme:
    """The light appearance, applied."""
    made = Theme(resources, is_dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def workplace(theme: Theme, tmp_path: Path) -> Workplace:
    """A workplace without a store."""
    return Workplace(theme, Preferences(tmp_path / "window.ini"))
