"""The data of the checks: complete, with source and certainty; a spoilt file is refused with its place."""

from pathlib import Path

import pytest

from app.models.letter_terms import CheckMoment
from app.models.terms import SuggestionKind
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.pre_issue.catalogue import FILE, Catalogue, read_catalogue
from app.services.pre_issue.rows import CheckLamp
from app.services.pre_issue.rules import RULES, WORDS, ways

ONE = """
[[check]]
code = "empty"
name = "异议期限"
rule = "empty"
field = "objection_period"
moments = ["送审前"]
lamp = "amber"
sentence = "没有写。"
basis = "第十六条"
certainty = "已核"
"""


def shipped() -> Catalogue:
    return read_catalogue(Resources.shipped().pre_issue, ways())


def test_every_kind_has_its_required_contents_and_its_copies() -> None:
    catalogue = shipped()
    assert [kind for kind in SuggestionKind if catalogue.contents_of(kind) is None] == []
    assert [
        kind for kind in SuggestionKind if kind is not SuggestionKind.UNCLASSIFIED and not catalogue.copies_of(kind)
    ] == []


def test_every_way_of_checking_is_used_and_every_word_belongs_to_one() -> None:
    assert {check.rule for check in shipped().checks} == set(RULES)
    assert set(WORDS) <= set(RULES)


def test_what_no_provision_says_is_never_red() -> None:
    unproved = [check.code for check in shipped().checks if check.certainty == "未核"]
    assert unproved
    assert [check.code for check in shipped().checks if check.certainty == "未核" and check.lamp is CheckLamp.RED] == []


def test_both_moments_are_looked_at() -> None:
    for moment in CheckMoment:
        assert sum(moment in check.moments for check in shipped().checks) > 10


@pytest.mark.parametrize(
    ("was", "became", "told"),
    [
        ('rule = "empty"', 'rule = "luck"', "“rule”“luck”是程序没有的查法"),
        ('"送审前"', '"发文前"', "“moments”里的“发文前”不认识"),
        ('lamp = "amber"', 'lamp = "green"', "“lamp”应当是 red 或 amber"),
        ('"已核"', '"大概"', "“certainty”应当是"),
        ("没有写。", "没有写{what}。", "“sentence”里的 {what} 这种查法不会填入"),
        ("没有写。", "没有写{。", "“sentence”里的花括号不成对"),
        ('basis = "第十六条"', 'bases = "第十六条"', "“bases”是不认识的项"),
    ],
)
def test_a_spoilt_file_is_refused_with_place_and_key(tmp_path: Path, was: str, became: str, told: str) -> None:
    (tmp_path / FILE).write_text(ONE.replace(was, became), encoding="utf-8")
    with pytest.raises(DomainError) as refused:
        read_catalogue(tmp_path, ways())
    assert f"文件 {FILE} 第 1 个检查" in str(refused.value)
    assert told in str(refused.value)


def test_two_checks_of_one_code_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(ONE + ONE, encoding="utf-8")
    with pytest.raises(DomainError, match="“empty”写了两次"):
        read_catalogue(tmp_path, ways())
