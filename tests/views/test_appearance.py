"""Icons, lamps and palettes: every shape exists, differs, and can be told from its ground."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.models.terms import Lamp
from app.services.foundation.resources import Resources
from app.services.lists.lamp_words import Watched, lamp_words
from app.views.shared.facts import Facts
from app.views.shared.theme import Theme
from tests.architecture.source_tree import ROOT


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.1, 1 to 21."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def palette(request: pytest.FixtureRequest, qapp: QApplication, resources: Resources) -> Theme:
    """Both appearances, one after the other."""
    return Theme(resources, is_dark=request.param)


@pytest.fixture
def worn(palette: Theme, qapp: QApplication, resources: Resources) -> Iterator[Theme]:
    """The program dressed in it; afterwards in the light one, as it begins."""
    palette.apply(qapp)
    yield palette
    Theme(resources, is_dark=False).apply(qapp)


def test_each_lamp_has_a_shape_of_its_own(palette: Theme) -> None:
    shapes = {(ROOT / "resources/icons/lamps" / f"{lamp.value}.svg").read_text(encoding="utf-8") for lamp in Lamp}
    assert len(shapes) == len(Lamp)
    assert all(not palette.icons.lamp(lamp).isNull() for lamp in Lamp)


def test_words_and_lamps_stand_out_from_rows_and_chosen_rows(palette: Theme) -> None:
    names = ["text", "muted", *(f"lamp_{lamp.value}" for lamp in Lamp)]
    weak = {
        (name, ground): round(contrast(palette.colour(name), palette.colour(ground)), 1)
        for name in names
        for ground in ("base", "selection")
        if contrast(palette.colour(name), palette.colour(ground)) < 4.5
    }
    assert weak == {}


def test_links_and_the_words_of_the_main_button_can_be_read_on_every_ground_they_stand_on(palette: Theme) -> None:
    pairs = [("link", ground) for ground in ("base", "window", "selection", "band")]
    pairs += [("on_accent", ground) for ground in ("main", "main_hover")]
    weak = {
        pair: round(ratio, 1)
        for pair in pairs
        if (ratio := contrast(palette.colour(pair[0]), palette.colour(pair[1]))) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("field", [QLineEdit, QComboBox, QSpinBox, QPlainTextEdit])
def test_the_edge_of_a_field_stands_out_from_its_ground(worn: Theme, qtbot: QtBot, field: type[QWidget]) -> None:
    shown = drawn(field(), qtbot)
    edge, ground = (shown.pixelColor(x, shown.height() // 2) for x in (0, shown.width() // 2))
    assert contrast(edge, ground) >= 3


def test_the_edge_of_a_box_on_a_sheet_stands_out_too(worn: Theme, qtbot: QtBot) -> None:
    sheet = QWidget()
    sheet.setObjectName("sheet")
    sheet.resize(200, 60)
    box = QComboBox(sheet)
    box.setEditable(True)
    shown = drawn(sheet, qtbot).copy(box.geometry())
    edge, ground = (shown.pixelColor(x, shown.height() // 2) for x in (0, shown.width() // 2))
    assert contrast(edge, ground) >= 3


@pytest.mark.parametrize("field", [QComboBox, QSpinBox, QDateEdit])
def test_a_field_that_steps_is_as_high_as_a_line_beside_it(worn: Theme, qtbot: QtBot, field: type[QWidget]) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    layout, line, other = QHBoxLayout(row), QLineEdit(), field()
    layout.addWidget(line)
    layout.addWidget(other)
    row.show()
    assert other.height() == line.height()


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_ticked_box_keeps_an_edge(worn: Theme, qtbot: QtBot, kind: type[QAbstractButton]) -> None:
    ground = QWidget()
    box = kind(ground)
    box.setChecked(True)
    box.resize(60, 20)
    shown = drawn(ground, qtbot)
    edges = [shown.pixelColor(x, 10) for x in range(2)]
    assert max(contrast(edge, worn.colour("window")) for edge in edges) >= 2.5


def test_a_box_in_a_menu_that_is_not_ticked_has_an_edge(worn: Theme, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("列").setCheckable(True)
    menu.resize(menu.sizeHint())
    shown, row = menu.grab().toImage(), menu.sizeHint().height() // 2
    ground = shown.pixelColor(menu.width() - 6, row)
    assert max(contrast(shown.pixelColor(x, row), ground) for x in range(3, 16)) >= 2.5


def test_what_cannot_be_chosen_from_a_menu_is_fainter_than_the_rest(worn: Theme, qtbot: QtBot) -> None:
    def darkest(is_enabled: bool) -> float:
        menu = QMenu()
        qtbot.addWidget(menu)
        menu.addAction("一一一").setEnabled(is_enabled)
        menu.resize(menu.sizeHint())
        shown = menu.grab().toImage()
        ground = shown.pixelColor(menu.width() - 6, menu.height() // 2)
        places = [(x, y) for x in range(20, menu.width() - 10) for y in range(4, menu.height() - 4)]
        return max(contrast(shown.pixelColor(x, y), ground) for x, y in places)

    assert darkest(False) < darkest(True)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_the_field_that_is_typed_in_has_an_edge_of_the_accent(worn: Theme, qtbot: QtBot, kind: type[QWidget]) -> None:
    field = kind()
    quiet = drawn(field, qtbot)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    focused = drawn(field, qtbot)
    before, now = (shown.pixelColor(0, shown.height() // 2) for shown in (quiet, focused))
    assert abs(now.hue() - worn.colour("accent").hue()) < 10
    assert now.saturation() > before.saturation() + 50


def test_a_button_with_the_focus_has_an_edge_of_the_accent_and_no_second_frame_within(
    worn: Theme, qtbot: QtBot
) -> None:
    ground = QWidget()
    first, button = QPushButton("一", ground), QPushButton("二", ground)
    for place, each in enumerate((first, button)):
        each.setGeometry(0, 40 * place, 120, 32)
    qtbot.addWidget(ground)
    ground.show()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)  # with the mouse Qt draws no frames
    qtbot.waitUntil(button.hasFocus)
    shown = button.grab().toImage()
    assert abs(shown.pixelColor(60, 0).hue() - worn.colour("accent").hue()) < 10
    assert {shown.pixelColor(x, 16).name() for x in range(4, 30)} == {worn.colour("base").name()}


def drawn(field: QWidget, qtbot: QtBot) -> QImage:
    qtbot.addWidget(field)
    field.resize(200, 30)
    field.show()
    return field.grab().toImage()


def test_both_palettes_name_the_same_colours(resources: Resources, qapp: QApplication) -> None:
    assert Theme(resources, is_dark=False).colours.keys() == Theme(resources, is_dark=True).colours.keys()


def test_every_lamp_has_words_even_without_a_due_date() -> None:
    assert all(lamp_words(lamp, Watched(None), date(2026, 11, 22)) for lamp in Lamp)


def test_facts_that_have_the_focus_show_it(worn: Theme, qtbot: QtBot) -> None:
    facts = Facts()
    facts.show_sections([("", [("案由", "盗窃")])])
    quiet = drawn(facts, qtbot).pixelColor(0, 15)
    facts.setFocus()
    qtbot.waitUntil(facts.hasFocus)
    focused = drawn(facts, qtbot).pixelColor(0, 15)
    assert focused.name() != quiet.name()
    assert abs(focused.hue() - worn.colour("accent").hue()) < 10
