"""Pictures of the window off screen, and what makes a picture blank."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.bootstrap import Shop
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.views.self_test import prove
from app.views.snapshot import is_blank


@pytest.fixture
def shop(clock: FixedClock, resources: Resources) -> Shop:
    """What makes and opens stores, on the day of the tests."""
    return Shop(clock, resources)


def test_a_page_of_one_colour_is_blank() -> None:
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor("#f4f5f7"))
    assert is_blank(picture)


def test_an_installed_program_proves_itself_page_by_page_and_back_from_a_backup(qapp: QApplication, shop: Shop) -> None:
    lines = prove(shop)
    assert "已画出 24 页" in lines[1]
    assert lines[-1] == "自检通过"


@pytest.mark.exhaustive  # the proof above draws every page too
def test_every_page_a_record_and_its_paper_become_pictures_of_the_least_screen(
    qapp: QApplication, shop: Shop, store_path: Path, tmp_path: Path
) -> None:
    shop.demonstrate(store_path, 4, 1, None)
    pictures = shop.snapshot(store_path, tmp_path / "画面")
    assert [path.stem.partition("-")[2] for path in pictures][-2:] == ["案卡", "文书"]
    assert {(image.width(), image.height()) for image in map(QImage, map(str, pictures))} == {(1366, 768)}
