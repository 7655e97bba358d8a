"""How the command line is used: where the store may stand, what ends with which status, in which language."""

import re
from pathlib import Path

import pytest

from tests.commands.conftest import Command


@pytest.mark.parametrize("before", [True, False])
def test_the_store_may_stand_before_or_after_the_command(command: Command, tmp_path: Path, before: bool) -> None:
    store = tmp_path / "另一个.jdt"
    words = ["init", "--office", "某县人民检察院", "--short", "某检"]
    named = ["--store", str(store), *words] if before else [*words, "--store", str(store)]
    assert command(*named).status == 0
    assert store.exists()


def test_an_existing_store_is_not_touched_by_init(store: Command, store_path: Path) -> None:
    before = store_path.read_bytes()
    refused = store("init", "--office", "乙县人民检察院", "--short", "乙检")
    assert refused.status == 1
    assert "已经存在" in refused.refused
    assert store_path.read_bytes() == before


def test_a_store_that_is_not_there_is_one_sentence_and_nothing_is_made(command: Command, store_path: Path) -> None:
    refused = command("list", "suggestions")
    assert (refused.status, refused.said) == (1, "")
    assert "找不到台账文件" in refused.refused
    assert not store_path.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("lists",),
        ("list",),
        ("list", "everything"),
        ("month", "2022-13", "--out", "x"),
        ("list", "suggestions", "--as-of", "22.11.2026"),
        ("undo-import", "第一批"),
        ("list", "suggestions", "--colour"),
        ("list", "suggestions", "--where", "被建议单位"),
        ("--store",),
        ("list", "suggestions", "--store", ""),
        ("list", "suggestions", "--store="),
        ("list", "suggestions", "--as-of", "2026-W47-7"),
        ("list", "suggestions", "--as-of", "20261122"),
        ("undo-import", "99999999999999999999"),
        ("undo-import", "-1"),
    ],
)
def test_a_wrong_use_ends_with_two_and_is_explained_in_chinese(command: Command, words: tuple[str, ...]) -> None:
    wrong = command(*words)
    assert wrong.status == 2
    assert wrong.refused.startswith("用法不对：")
    explained = wrong.refused.split("\n")[0]
    assert not re.search(r"\b(argument|required|invalid|expected|choose|usage)\b", explained)


def test_due_gives_one_deadline_with_its_derivation(store: Command) -> None:
    due = store("due", "E03-1", "--from", "2019-09-09", "--json").json
    assert (due["due_on"], due["nominal_on"], due["provisional"]) == ("2019-11-11", "2019-11-09", False)
    assert [day["on"] for day in due["skipped"]] == ["2019-11-09", "2019-11-10"]
    assert len(due["steps"]) >= 4


def test_a_pause_moves_the_deadline_by_its_days_both_ends_included(store: Command) -> None:
    plain = store("due", "E03-2", "--from", "2026-03-02", "--json").json["due_on"]
    paused = store("due", "E03-2", "--from", "2026-03-02", "--pause", "2026-03-05..2026-03-06", "--json").json
    assert (plain, paused["due_on"]) == ("2026-03-17", "2026-03-19")


def test_an_unknown_rule_is_refused(store: Command) -> None:
    refused = store("due", "Z99", "--from", "2026-03-02")
    assert refused.status == 1
    assert "没有规则" in refused.refused


def test_a_date_that_does_not_exist_is_refused(store: Command) -> None:
    assert store("due", "F02", "--from", "2026-02-30").status == 1


def test_the_rules_have_the_fixed_codes(store: Command) -> None:
    rules = {rule["code"]: rule for rule in store("rules", "--json").json}
    lengths = {code: (rules[code]["length"], rules[code]["unit"]) for code in ("F02", "E03-1", "E03-2", "E03-2015")}
    assert lengths == {"F02": (2, "月"), "E03-1": (2, "月"), "E03-2": (15, "日"), "E03-2015": (1, "月")}
    assert len(rules) > 100
    promised = {"code", "name", "length", "unit", "direction", "rolls", "basis", "certainty", "valid_from", "valid_to"}
    assert all(rule.keys() >= promised | {"set"} for rule in rules.values())


def test_a_start_in_the_future_is_reckoned_and_said_to_be_a_supposition(store: Command) -> None:
    assert "晚于今天（2026-11-22）：这里按设想计算" in store("due", "F02", "--from", "2027-01-04").said
    assert "按设想" not in store("due", "F02", "--from", "2026-11-20").said


def test_a_pause_without_end_is_refused_with_the_years_there_are(store: Command) -> None:
    refused = store("due", "F02", "--from", "2026-01-01", "--pause", "2026-01-02..9999-12-31")
    assert (refused.status, refused.refused.count("\n")) == (1, 1)
    assert "超出可以计算的年份（1980—2090）" in refused.refused


@pytest.mark.parametrize("name", ["长" * 62 + ".jdt", "长" * 300 + ".jdt"])
def test_a_name_too_long_for_what_lies_beside_a_store_is_refused(command: Command, tmp_path: Path, name: str) -> None:
    refused = command("init", "--office", "某县人民检察院", "--short", "某检", "--store", tmp_path / name)
    assert (refused.status, refused.refused.count("\n")) == (1, 1)
    assert "文件名太长" in refused.refused
    assert not list(tmp_path.iterdir())
