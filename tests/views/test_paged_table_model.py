"""The table model: ids once, rows when looked at, and the newest request alone counts."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.services.lists.listing import ListQuery
from app.views.shared.paged_table_model import WINDOW, WINDOWS_KEPT, PagedTableModel
from tests.views.conftest import PlainListing

Show = Callable[..., PagedTableModel]
QUERY = ListQuery(as_of=date(2026, 11, 22))


@pytest.fixture
def listing() -> PlainListing:
    """Far more records than any screen shows."""
    return PlainListing(100_000)


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    """Holds the models until the pool has left them, as the window does."""
    held = QObject()
    yield held
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def shown(owner: QObject, qtbot: QtBot) -> Callable[..., PagedTableModel]:
    """Makes models that have read their ids."""

    def show(listing: PlainListing, query: ListQuery = QUERY) -> PagedTableModel:
        model = PagedTableModel(listing.columns, owner)
        with qtbot.waitSignal(model.loaded):
            model.show(listing, query)
        return model

    return show


def test_the_model_keeps_the_promises_qt_expects(qtmodeltester: ModelTester, shown: Show) -> None:
    qtmodeltester.check(shown(PlainListing(250)))


def test_no_row_is_fetched_before_somebody_looks(listing: PlainListing, shown: Show) -> None:
    model = shown(listing)
    assert model.rowCount() == 100_000
    assert listing.windows == []


def test_a_jump_to_the_end_fetches_one_window(listing: PlainListing, shown: Show) -> None:
    model = shown(listing)
    assert model.index(99_999, 1).data() == "第100000单位"
    assert listing.windows == [(99_901, 100_000)]


def test_rows_looked_at_again_are_not_fetched_again(listing: PlainListing, shown: Show) -> None:
    model = shown(listing)
    for row in (0, 50, WINDOW - 1, 0):
        model.index(row, 0).data()
    assert len(listing.windows) == 1


def test_only_so_many_windows_stay_in_memory(listing: PlainListing, shown: Show) -> None:
    model = shown(listing)
    for number in range(WINDOWS_KEPT + 1):
        model.index(number * WINDOW, 0).data()
    model.index(0, 0).data()
    assert listing.windows.count((1, 100)) == 2


def test_a_newer_request_discards_the_older(listing: PlainListing, owner: QObject, qtbot: QtBot) -> None:
    model = PagedTableModel(listing.columns, owner)
    totals: list[int] = []
    model.loaded.connect(totals.append)
    model.show(listing, QUERY)
    model.show(listing, ListQuery(as_of=QUERY.as_of, contains="99999"))
    qtbot.waitUntil(lambda: not model.is_loading)
    qtbot.wait(20)
    assert totals == [1]


def test_sorting_goes_to_the_store_with_the_same_filters(listing: PlainListing, shown: Show, qtbot: QtBot) -> None:
    model = shown(listing, ListQuery(as_of=QUERY.as_of, contains="9999"))
    with qtbot.waitSignal(model.loaded):
        model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.query == ListQuery(as_of=QUERY.as_of, contains="9999", sort="number", is_descending=True)
    assert model.id_at(0) == 99_999


def test_a_record_gone_since_leaves_an_empty_row_and_no_error(listing: PlainListing, shown: Show) -> None:
    model = shown(listing)
    listing.gone = {3}
    assert model.index(2, 0).data() is None
    assert model.index(3, 0).data() == "〔2026〕4号"


def test_numbers_stand_at_the_right_and_texts_at_the_left(listing: PlainListing, shown: Show) -> None:
    model = shown(listing)
    sides = [model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in (0, 2)]
    assert Qt.AlignmentFlag(sides[0]) & Qt.AlignmentFlag.AlignLeft
    assert Qt.AlignmentFlag(sides[1]) & Qt.AlignmentFlag.AlignRight
