"""import and undo-import as outsiders use them."""

from pathlib import Path

import pytest

from app.services.foundation.resources import Resources
from tests.commands.conftest import Command


@pytest.fixture
def empty(command: Command) -> Command:
    """The command line on an empty store."""
    assert command("init", "--office", "某县人民检察院", "--short", "某检").status == 0
    return command


def test_the_published_ledger_goes_in_once(empty: Command, ledger: Path) -> None:
    first = empty("import", "suggestions", ledger, "--json").json
    assert (first["read"], first["added"], first["duplicates"], first["errors"]) == (13, 12, 1, [])
    assert [(row["row"], row["same_as"]) for row in first["duplicate_rows"]] == [(17, 15)]
    again = empty("import", "suggestions", ledger, "--json").json
    assert (again["read"], again["added"], again["duplicates"]) == (13, 0, 13)


def test_nothing_is_dropped_silently(empty: Command, ledger: Path) -> None:
    report = empty("import", "suggestions", ledger, "--json").json
    skipped = {skipped["row"] for skipped in report["skipped"] if skipped["sheet"] == "台账"}
    assert skipped == {1, 2, 9, 18, 19, 20}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_same_ledger_in_another_file_gives_the_same_records(
    empty: Command, resources: Resources, suffix: str
) -> None:
    report = empty("import", "suggestions", resources.samples / f"检察建议台账-公开案例{suffix}", "--json").json
    assert (report["read"], report["added"], report["duplicates"]) == (13, 12, 1)
    letters = empty("list", "suggestions", "--json").json
    assert [letter["due_on"] for letter in letters][:3] == ["2020-05-20", "2021-12-13", "2022-04-11"]


@pytest.mark.parametrize("suffix", [".xls", ".xlsx"])
def test_the_ledger_of_matters_goes_in(empty: Command, resources: Resources, suffix: str) -> None:
    report = empty("import", "matters", resources.samples / f"监督事项台账-公开案例{suffix}", "--json").json
    assert (report["read"], report["added"]) == (6, 6)


def test_a_dry_run_writes_nothing_and_has_no_batch(empty: Command, ledger: Path) -> None:
    report = empty("import", "suggestions", ledger, "--dry-run", "--json").json
    assert (report["added"], report["batch"]) == (12, None)
    assert empty("list", "suggestions", "--json").json == []


def test_a_batch_is_taken_back_whole_and_can_come_in_again(empty: Command, ledger: Path) -> None:
    batch = empty("import", "suggestions", ledger, "--json").json["batch"]
    assert empty("undo-import", str(batch)).status == 0
    assert empty("list", "suggestions", "--json").json == []
    again = empty("import", "suggestions", ledger, "--json").json
    assert again["added"] == 12
    assert empty("list", "suggestions", "--json").json[0]["id"] == "JY2026-00013"  # numbers are never given twice


def test_a_batch_that_is_not_there_is_refused(empty: Command) -> None:
    refused = empty("undo-import", "7")
    assert (refused.status, refused.said) == (1, "")
    assert "没有第 7 批" in refused.refused


def test_a_file_that_is_no_ledger_leaves_the_store_as_it_was(empty: Command, tmp_path: Path) -> None:
    letter = tmp_path / "信.xlsx"
    letter.write_bytes(b"not a workbook")
    refused = empty("import", "suggestions", letter, "--json")
    assert (refused.status, refused.said) == (1, "")
    assert refused.refused.count("\n") == 1
    assert empty("list", "suggestions", "--json").json == []


def test_original_cases_go_in_from_a_table_and_out_again(empty: Command, tmp_path: Path) -> None:
    table = tmp_path / "原案.csv"
    table.write_text(
        "统一受案号,案件名称,承办人,判决结果\n青检受1号,甲某案,张某,无罪\n青检受2号,乙某案,李某,缓刑\n", "utf-8"
    )
    report = empty("import", "cases", table, "--json").json
    assert (report["read"], report["added"], report["errors"]) == (2, 2, [])
    (hit,) = empty("search", "甲某案", "--json").json
    assert (hit["id"], hit["type"]) == ("YA2026-00001", "原案")
    assert empty("search", "李某", "--json").json == []  # who handled a case is for the entitled only
    assert empty("undo-import", str(report["batch"])).status == 0


def test_a_unit_broken_over_two_lines_of_its_cell_is_one_unit(empty: Command, tmp_path: Path) -> None:
    table = tmp_path / "监督事项.csv"
    rows = (
        "监督对象,事项类型,受理日期",
        '"青山县\n公安局",侦查活动监督,2026-01-05',
        "青山县公安局,侦查活动监督,2026-02-05",
    )
    table.write_text("\n".join(rows), "utf-8")
    assert empty("import", "matters", table, "--json").json["added"] == 2
    units = [matter["unit"] for matter in empty("list", "matters", "--json").json]
    assert units == ["青山县公安局", "青山县公安局"]
