"""package as an outsider uses it: the folder is made, checked, and its spoiling told."""

from pathlib import Path

from tests.commands.conftest import Command


def a_matter(command: Command) -> None:
    """A store of demonstration matters."""
    assert command("demo", "--matters", "3", "--seed", "1").status == 0


def test_a_matter_becomes_a_folder_that_is_found_unchanged(command: Command, tmp_path: Path) -> None:
    a_matter(command)
    made = command("package", "SX2026-00001", "--out", tmp_path / "优盘", "--json")
    assert made.status == 0
    told = made.json[0]
    assert (told["number"], told["problems"]) == ("SX2026-00001", [])
    assert (Path(told["folder"]) / "index.html").is_file()
    checked = command("package", "--verify", told["folder"])
    assert checked.status == 0
    assert "清单与导出时登记的一致" in checked.said
    assert f"导出到 {tmp_path / '优盘'}" in checked.said


def test_a_spoilt_package_is_told_and_ends_with_one(command: Command, tmp_path: Path) -> None:
    a_matter(command)
    folder = Path(command("package", "SX2026-00001", "--out", tmp_path, "--json").json[0]["folder"])
    (folder / "index.html").write_text("别的", encoding="utf-8")
    checked = command("package", "--verify", folder, "--json")
    assert (checked.status, checked.json["ok"], checked.json["changed"]) == (1, False, ["index.html"])
    assert "改动：index.html" in checked.refused


def test_without_a_number_or_a_folder_the_right_use_is_told(command: Command, tmp_path: Path) -> None:
    a_matter(command)
    assert "--out" in command("package", "SX2026-00001").refused
    unknown = command("package", "SX1999-00001", "--out", tmp_path / "优盘")
    assert unknown.status == 1
    assert not (tmp_path / "优盘").exists()
