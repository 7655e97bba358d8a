"""Icons, lamps and palettes: every shape exists, differs, and can be told from its ground."""

from datetime import date

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.models.terms import Lamp
from app.services.foundation.resources import Resources
from app.services.lists.lamp_words import Watched, lamp_words
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


def test_both_palettes_name_the_same_colours(resources: Resources, qapp: QApplication) -> None:
    assert Theme(resources, is_dark=False).colours.keys() == Theme(resources, is_dark=True).colours.keys()


def test_every_lamp_has_words_even_without_a_due_date() -> None:
    assert all(lamp_words(lamp, Watched(None), date(2026, 11, 22)) for lamp in Lamp)
