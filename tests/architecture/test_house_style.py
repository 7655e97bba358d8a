"""The rules of the house that neither ruff nor mypy can check."""

import re
from pathlib import Path

import pytest

from tests.architecture.source_tree import name_of, outline, python_files, text_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
BANNED_IN_TEST_NAMES = {"works", "correctly", "success", "successfully", "successful", "valid", "handles"}
BANNED_FILE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "mixed"}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK|X" + r"XX)\b")
ASKS_WHERE_TO = re.compile(r"\bchosen_(?:place|folder)\(")
# Split so that this file does not name what it forbids.
OUTSIDE = re.compile(
    "|".join(
        (
            r"\.\./" + "shared",
            r"(?<![\w.*})-])/" + r"(?:work|root|home)(?:/|\b)",
            "pypi" + r"\.org",
            "python" + r"hosted",
            "index" + r"-url",
            "extra-" + "index",
            r"mirrors?\." + r"\w",
        )
    )
)


def long_functions(path: Path) -> list[str]:
    """Functions of one file that are longer than the cap, docstring and all."""
    return [
        f"{name_of(path)}:{first} {name}"
        for name, first, last in outline(path).functions
        if last - first + 1 > LONGEST_FUNCTION
    ]


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    """Every line of the project that matches, as ``file:line text``."""
    return [
        f"{name_of(path)}:{number} {line.strip()}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_is_longer_than_a_reader_can_keep_in_mind() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_one_screen() -> None:
    assert [found for path in python_files() for found in long_functions(path)] == []


def test_every_module_opens_by_saying_what_it_is_for() -> None:
    assert [name_of(path) for path in python_files() if not outline(path).opening] == []


def test_no_module_is_named_for_being_a_drawer_of_odds_and_ends() -> None:
    named = [name_of(path) for path in python_files()]
    assert [name for name in named if BANNED_FILE_NAMES & set(name.removesuffix(".py").split("/"))] == []


def test_nothing_is_left_marked_as_unfinished() -> None:
    assert lines_matching(UNFINISHED) == []


def test_no_text_names_a_place_outside_the_repository() -> None:
    assert lines_matching(OUTSIDE) == []


def test_every_way_out_of_the_window_is_the_one_that_knows_media() -> None:
    """Whoever asks where to write by itself must see to media as well, and is named here."""
    asking = {
        name_of(path)
        for path in python_files()
        if name_of(path).startswith("app/") and ASKS_WHERE_TO.search(path.read_text(encoding="utf-8"))
    }
    # Fields that hold a place; media are seen to when the dialog is confirmed.
    fields_of_dialogs = {
        "app/views/backups/place_dialogs.py",
        "app/views/own_forms/dialogs.py",
        "app/views/case_packages/folder_field.py",
        "app/views/keys/seal_dialogs.py",
    }
    without_a_store = {"app/views/keys/new_keys_dialog.py", "app/views/recovery/page.py", "app/views/welcome.py"}
    itself = {"app/views/shared/file_chooser.py"}
    assert asking == {"app/views/secrecy/way_out.py"} | fields_of_dialogs | without_a_store | itself


def test_no_file_is_chosen_but_by_the_chooser_that_looks_into_none() -> None:
    named = [path for path in python_files() if "QFileDialog" in path.read_text(encoding="utf-8")]
    in_the_app = [name_of(path) for path in named if name_of(path).startswith("app/")]
    assert in_the_app == ["app/views/shared/file_chooser.py"]


def test_packages_import_nothing_by_themselves() -> None:
    inits = [path for path in python_files() if path.name == "__init__.py" and name_of(path).startswith("app/")]
    assert [name_of(path) for path in inits if outline(path).statements > 1] == []


@pytest.mark.parametrize("path", [path for path in python_files() if path.name.startswith("test_")], ids=name_of)
def test_each_test_is_named_by_a_sentence(path: Path) -> None:
    for name, _first, _last in outline(path).functions:
        if name.startswith("test_"):
            words = name.removeprefix("test_").split("_")
            assert len(words) >= 4, f"{name} is not a sentence"
            assert not BANNED_IN_TEST_NAMES.intersection(words), f"{name} uses a word that says nothing"
