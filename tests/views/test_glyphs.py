"""No character the window writes may come out as an empty box, on a machine with or without Chinese fonts."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont
from PySide6.QtGui import QFontMetrics, QGuiApplication

from app.models import terms
from app.services.foundation.resources import Resources
from app.views.shared.theme import BUNDLED_FACE, RARE_FACE, Theme, interface_font
from tests.architecture.source_tree import ROOT

_RARE = "龘喆堃祎赟犇翀頔"  # characters of real names beyond the everyday set


def characters_of_the_window() -> set[str]:
    """Every character beyond ASCII in what the window may say."""
    sources = [
        *(ROOT / "app" / "views").rglob("*.py"),
        *(ROOT / "app" / "services").rglob("*.py"),
        *(ROOT / "resources" / "manual").glob("*.md"),
        Path(terms.__file__),
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    return set(re.findall(r"[^\x00-\x7f]", text))


def test_the_bundled_faces_hold_every_character_the_window_writes(resources: Resources) -> None:
    face = TTCollection(str(resources.fonts / BUNDLED_FACE)).fonts[0].getBestCmap()
    rare = TTFont(str(resources.fonts / RARE_FACE)).getBestCmap()
    missing = {character for character in characters_of_the_window() if ord(character) not in {**rare, **face}}
    assert missing == set()


def test_the_chosen_font_draws_every_character_the_window_writes(theme: Theme) -> None:
    metrics = QFontMetrics(QGuiApplication.font())
    assert {sign for sign in characters_of_the_window() if not metrics.inFontUcs4(ord(sign))} == set()


def test_rare_characters_of_names_are_drawn_by_the_second_face(theme: Theme) -> None:
    metrics = QFontMetrics(QGuiApplication.font())
    assert [sign for sign in _RARE if not metrics.inFontUcs4(ord(sign))] == []


def test_without_a_system_face_the_bundled_one_is_set(
    resources: Resources, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.views.shared.theme.SYSTEM_FACES", ())
    families = interface_font(resources).families()
    assert len(families) >= 2
    assert "Micro" in families[0] or "微米黑" in families[0] or "微米黑" in families[0]
