"""What a draft keeps of fields that hold more than text, and what comes back of it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.models.letter_terms import PhotoMoment
from app.views.attachments.files_field import FilesField
from app.views.follow_ups.moments_field import MomentsField
from app.views.shared.typed_values import put_values, values_of


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"照片{number}.jpg" for number in range(3)]
    for path in made:
        path.write_bytes(b"\xff\xd8")
    return made


def form_with(field: QWidget, qtbot: QtBot) -> QWidget:
    form = QWidget()
    QVBoxLayout(form).addWidget(field)
    qtbot.addWidget(form)
    return form


def test_chosen_files_come_back_but_those_that_have_gone(photos: list[Path], qtbot: QtBot) -> None:
    first, second = FilesField("文件"), FilesField("文件")
    first.add(photos)
    before, after = form_with(first, qtbot), form_with(second, qtbot)
    values = values_of(before)
    photos[1].unlink()
    put_values(after, values)
    assert second.paths() == [photos[0], photos[2]]


def test_photos_come_back_each_with_what_it_shows(photos: list[Path], qtbot: QtBot) -> None:
    first, second = MomentsField(), MomentsField()
    first.add(photos[:2], PhotoMoment.BEFORE)
    first.add(photos[2:], PhotoMoment.AFTER)
    before, after = form_with(first, qtbot), form_with(second, qtbot)
    put_values(after, values_of(before))
    assert [each.moment for each in second.files()] == [PhotoMoment.BEFORE, PhotoMoment.BEFORE, PhotoMoment.AFTER]
    assert [each.path for each in second.files()] == photos
