"""The language of conditions: small, and a spoilt file is refused with file and key."""

import shutil
import tomllib
from pathlib import Path

import pytest

from app.models.original_case import OriginalCase
from app.models.review_terms import TriggerList
from app.services.foundation.errors import FieldProblem
from app.services.foundation.resources import Resources
from app.services.review_triggers.model import COLUMNS
from app.services.review_triggers.reading import read_lists
from app.services.trail.review_titles import REVIEW_FIELDS

HEAD = '[[trigger]]\ncode = "X1"\nname = "某"\nsource = "某规定（2026）"\ncertainty = "未核"\n'
SPOILT = [
    ('all = [{ column = "judgement", is = ["无罪"] }]', "column", "（judgement）不是原案可以用作条件的一栏"),
    ('all = [{ column = "handlers", is = ["王某"] }]', "column", "（handlers）不是原案可以用作条件的一栏"),
    ('all = [{ column = "judgment_result" }]', "column", "应当写明一种关系"),
    ('all = [{ column = "judgment_result", is = ["无罪"], filled = true }]', "column", "应当写明一种关系"),
    ('all = [{ column = "judgment_result", matches = "无.*" }]', "matches", "是不认识的项"),
    ('all = [{ column = "judgment_result", at_least = 2 }]', "at_least", "不能用于“一审结果”"),
    ('all = [{ column = "petition_times", is = ["2"] }]', "is", "不能用于“申诉信访次数”"),
    ('all = [{ column = "petition_times", at_least = 0 }]', "at_least", "应当是大于 0 的整数"),
    ('all = [{ column = "assigned_by", filled = false }]', "filled", "只能写 true"),
    ('all = [{ column = "judgment_result", is = [] }]', "is", "是空的"),
    ('all = [{ column = "charged_with", differs_from = "charged_with" }]', "differs_from", "相比的另一栏"),
    ("", "all", "都没有写条件"),
    ('by_hand = true\nall = [{ column = "assigned_by", filled = true }]', "by_hand", "不能再写条件"),
    ('eval = "1"\nby_hand = true', "eval", "是不认识的项"),
    ("by_hand = true\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01", "valid_to", "早于"),
]


@pytest.fixture
def folder(tmp_path: Path, resources: Resources) -> Path:
    """The shipped lists, to be spoilt."""
    return Path(shutil.copytree(resources.reverse_reviews, tmp_path / "reverse_reviews"))


@pytest.mark.parametrize(("text", "key", "why"), SPOILT)
def test_a_spoilt_trigger_is_refused_with_its_file_place_and_key(folder: Path, text: str, key: str, why: str) -> None:
    file = folder / "triggers_reverse.toml"
    head = file.read_text(encoding="utf-8").partition("\n[[trigger]]")[0] + "\n"
    file.write_text(head + HEAD + text, encoding="utf-8")
    with pytest.raises(FieldProblem) as refused:
        read_lists(folder)
    assert refused.value.field == key
    assert "文件 triggers_reverse.toml 第 1 个触发情形" in str(refused.value)
    assert why in str(refused.value)


def test_a_code_that_stands_in_both_lists_is_refused(folder: Path) -> None:
    file = folder / "triggers_analysis.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"ZA01"', '"FX01"'), encoding="utf-8")
    with pytest.raises(FieldProblem, match=r"FX01.*triggers_reverse\.toml 里已经有了"):
        read_lists(folder)


def test_the_two_lists_have_owners_and_forms_of_their_own(resources: Resources) -> None:
    reverse, analysis = (read.head for read in read_lists(resources.reverse_reviews))
    assert (reverse.trigger_list, reverse.owner, reverse.form) == (TriggerList.REVERSE, "控告申诉检察部门", "个案审视")
    assert (analysis.owner, analysis.form, analysis.key_form) == (
        "案件管理部门、检务督察部门",
        "逐案分析",
        "重点评查",
    )


def test_every_trigger_says_where_it_comes_from(resources: Resources) -> None:
    triggers = [each for read in read_lists(resources.reverse_reviews) for each in read.triggers]
    assert [each.code for each in triggers if len(each.source) < 10] == []


def test_the_columns_of_conditions_are_columns_of_original_cases_and_called_as_there() -> None:
    columns = {column.key for column in OriginalCase.__table__.columns}
    assert set(COLUMNS) <= columns
    titles = REVIEW_FIELDS["original_case"]
    assert {name: title for name, (title, _kind) in COLUMNS.items()} == {name: titles[name] for name in COLUMNS}


def test_conditions_on_results_use_the_words_the_register_of_cases_offers(resources: Resources) -> None:
    offered: dict[str, list[str]] = {}
    for each in tomllib.loads((resources.reverse_reviews / "stage_results.toml").read_text("utf-8"))["result"]:
        offered.setdefault(each["column"], []).append(each["name"])
    triggers = [each for read in read_lists(resources.reverse_reviews) for each in read.triggers]
    conditions = [each for trigger in triggers for each in (*trigger.all_of, *trigger.any_of, *trigger.none_of)]
    strange = [
        each.text
        for each in conditions
        if each.column in offered
        and each.words
        and not any(each.test({each.column: name}) for name in offered[each.column])
    ]
    assert strange == []
