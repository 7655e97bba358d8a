"""The shipped rule set is complete and consistent; wrong rule files are refused; local rules stand beside."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.models.terms import PeriodUnit
from app.services.deadlines.calendar import WorkCalendar
from app.services.deadlines.computation import compute
from app.services.deadlines.rule import Validity
from app.services.deadlines.rules import RuleLibrary
from app.services.deadlines.service import Deadlines
from app.services.deadlines.terms import Certainty, Direction, RuleSet
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources

RULE = """
code = "F02"
name = "被建议单位书面回复"
trigger = "收到检察建议书"
length = 2
unit = "月"
side = "外单位"
actor = "被建议单位"
basis = [{ title = "人民检察院检察建议工作规定", article = "第19条", year = 2019 }]
certainty = "已核"
"""


def written(folder: Path, *rules: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = 'area = "检察建议"\n' + "".join(f"[[rule]]\n{rule}\n" for rule in rules)
    (folder / "f.toml").write_text(text, encoding="utf-8")
    if folder.name != "本地":
        (folder / "reply_periods.toml").write_text('about = "空"\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("code", "length", "unit"),
    [
        ("F02", 2, "月"),
        ("E03-1", 2, "月"),
        ("E03-2", 15, "日"),
        ("E03-2015", 1, "月"),
        ("A13", 1, "月"),
        ("A22", 3, "工作日"),
        ("A30", 24, "小时"),
        ("C12", None, "无"),
        ("G02", 3, "月"),
    ],
)
def test_a_rule_is_listed_with_its_length(library: RuleLibrary, code: str, length: int | None, unit: str) -> None:
    listed = library.rule(code).as_json()
    assert (listed["length"], listed["unit"], listed["set"]) == (length, unit, "标准")


def test_the_set_covers_every_code_of_the_tables(library: RuleLibrary) -> None:
    stems = {rule.code.split("-")[0] for rule in library.all()}
    for area, last in {"A": 58, "B": 7, "C": 13, "D": 5, "E": 10, "F": 4}.items():
        assert {f"{area}{number:02}" for number in range(1, last + 1)} <= stems
    assert len(library.all()) > 150


def test_parts_of_a_code_are_numbered_without_gaps(library: RuleLibrary) -> None:
    parts: dict[str, list[int]] = {}
    for rule in library.all():
        stem, _, part = rule.code.partition("-")
        if part and len(part) < 4:
            parts.setdefault(stem, []).append(int(part))
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in parts.values())


def test_every_shipped_rule_computes_or_says_it_has_no_day(library: RuleLibrary, calendar: WorkCalendar) -> None:
    for rule in library.all():
        derivation = compute(rule, datetime(2026, 3, 2, 9, 0), calendar)  # noqa: DTZ001 - wall clock time
        assert (derivation.due_on is not None) == rule.has_end, rule.code
        assert rule.basis_text in derivation.steps[1]


def test_what_is_not_verified_never_turns_red(library: RuleLibrary) -> None:
    assert library.rule("F02").may_turn_red
    assert not library.rule("H05").may_turn_red  # the fifteen days of a correction notice are only usage
    assert {rule.certainty for rule in library.all()} == set(Certainty)


def test_backward_rules_are_those_counted_before_a_day(library: RuleLibrary) -> None:
    assert {rule.code for rule in library.all() if rule.direction is Direction.BACKWARD} == {"A12", "A51", "C07"}


def test_the_pilot_rule_ends_with_the_pilot(library: RuleLibrary) -> None:
    assert library.rule("E03-2015", date(2017, 4, 18)).period.unit is PeriodUnit.MONTH
    with pytest.raises(DomainError, match="2019-06-19 不在其内"):
        library.rule("E03-2015", date(2019, 6, 19))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('code = "F02"', 'code = "f 2"', "第 1 个规则 的“code”"),
        ('name = "被建议单位书面回复"', "", "f.toml 规则 F02 的“name”没有填写"),
        ("length = 2", "", "规则 F02 的“length”没有填写"),
        ("length = 2", "length = -2", "规则 F02 的“length”应当是不小于 0 的整数"),
        ("length = 2", 'length = "两"', "规则 F02 的“length”应当是不小于 0 的整数"),
        ('unit = "月"', 'unit = "旬"', "规则 F02 的“unit”（旬）应当是 日、工作日、月、小时、无 之一"),
        ('unit = "月"', 'unit = "无"', "规则 F02 的“length”不该填写"),
        ('side = "外单位"', 'side = "法院"', "规则 F02 的“side”（法院）应当是 本院、外单位 之一"),
        ('certainty = "已核"', 'certainty = "大概"', "规则 F02 的“certainty”（大概）"),
        ('certainty = "已核"', 'certainty = "已核"\nrols = "顺延"', "规则 F02 的“rols”是不认识的项"),
        ('certainty = "已核"', 'certainty = "已核"\nfixed_end = "6月底"', "规则 F02 的“fixed_end”"),
        (
            'certainty = "已核"',
            'certainty = "已核"\nextension = [{ by = "若干日" }]',
            "规则 F02 第 1 个延长 的“by”读不懂",
        ),
        ('certainty = "已核"', 'certainty = "已核"\nextension = [{ when = "复杂" }]', "和“to”应当填一个"),
        (
            'certainty = "已核"',
            'certainty = "已核"\nvalid_from = 2020-01-01\nvalid_to = 2019-01-01',
            "规则 F02 的“valid_to”早于“valid_from”",
        ),
        ("year = 2019", "year = 19", "规则 F02 第 1 个依据 的“year”"),
    ],
)
def test_a_wrong_rule_is_refused_naming_file_code_and_field(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(DomainError) as refused:
        RuleLibrary.load(written(tmp_path, RULE.replace(old, new)))
    assert complaint in str(refused.value)


def test_the_same_code_twice_is_refused_unless_one_follows_the_other(tmp_path: Path) -> None:
    old = RULE + "valid_to = 2019-02-25\n"
    new = RULE.replace("length = 2", "length = 1") + "valid_from = 2019-02-26\n"
    library = RuleLibrary.load(written(tmp_path, old, new))
    assert library.rule("F02", date(2018, 1, 1)).period.length == 2
    assert library.rule("F02").period.length == 1
    with pytest.raises(DomainError, match="F02（标准）写了两次"):
        RuleLibrary.load(written(tmp_path, RULE, RULE))


def test_a_local_rule_goes_first_and_both_stay_visible(tmp_path: Path) -> None:
    local = RULE.replace("length = 2", "length = 1") + 'override_reason = "本院与县政府会签办法"\n'
    library = RuleLibrary.load(written(tmp_path / "标准", RULE), written(tmp_path / "本地", local))
    assert library.rule("F02").period.length == 1
    assert [(rule.rule_set, rule.period.length) for rule in library.all()] == [
        (RuleSet.STANDARD, 2),
        (RuleSet.LOCAL, 1),
    ]


def test_a_local_rule_without_a_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="“override_reason”没有填写"):
        RuleLibrary.load(written(tmp_path / "标准", RULE), written(tmp_path / "本地", RULE))


def test_a_local_rule_may_be_added_in_memory(library: RuleLibrary) -> None:
    own = replace(library.rule("F02"), rule_set=RuleSet.LOCAL, validity=Validity(date(2026, 1, 1)))
    merged = library.with_local([own])
    assert merged.rule("F02", date(2026, 5, 1)) is own
    assert merged.rule("F02", date(2025, 5, 1)).rule_set is RuleSet.STANDARD


def test_the_calculator_takes_what_was_typed() -> None:
    deadlines = Deadlines(Resources.shipped())
    derivation = deadlines.calculate("c01", "2026-03-02", pauses=["2026-03-10..2026-03-24"])
    assert str(derivation.due_on) == "2026-06-17"
    assert deadlines.calculate("A30", "2026-03-02 10:30").as_json()["due_at"] == "2026-03-03 10:30"
