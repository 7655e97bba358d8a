"""Expressions over items: read safely, computed exactly, refused in words."""

import ast
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.indicators.expressions import NotAnExpression, parsed

NAMES = ("批捕人数", "不捕人数", "起诉人数")
COUNTS: Mapping[str, int] = {"批捕人数": 196, "不捕人数": 40, "起诉人数": 413}


def sums() -> st.SearchStrategy[str]:
    """Texts of sums, products and brackets over the names."""
    leaves = st.one_of(st.sampled_from(NAMES), st.integers(0, 99).map(str))
    return st.recursive(
        leaves,
        lambda each: st.tuples(each, st.sampled_from("+-*"), each).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        max_leaves=8,
    )


@given(sums())
def test_a_sum_comes_to_what_arithmetic_says(text: str) -> None:
    by_hand = text
    for name in NAMES:
        by_hand = by_hand.replace(name, str(COUNTS[name]))
    tree = ast.parse(by_hand, mode="eval")
    assert parsed(text).value(COUNTS) == eval(compile(tree, "sum", "eval"))  # noqa: S307 - digits and signs of the test


@given(sums())
def test_it_names_its_items_and_wants_every_one_of_them(text: str) -> None:
    found = parsed(text)
    assert set(found.items) == {name for name in NAMES if name in text}
    for name in found.items:
        assert found.value({each: count for each, count in COUNTS.items() if each != name}) is None


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_words_and_never_run(text: str) -> None:
    try:
        found = parsed(text)
    except NotAnExpression as problem:
        assert "算式" in str(problem)  # noqa: PT017 - either outcome is right, but nothing else may happen
    else:
        found.value(dict.fromkeys(found.items, 1))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "批捕人数 +",
            "批捕人数 / 不捕人数",
            "2 ** 99",
            "1.5 * 批捕人数",
            "__import__('os')",
            "a if b else c",
        ),
        *(
            "[批捕人数]",
            "批捕人数; 不捕人数",
            "lambda: 1",
            "批捕人数[0]",
            "f(批捕人数)",
            "'批捕人数'",
            "True",
            "-批捕人数",
        ),
        "(" * 40 + "批捕人数" + ")" * 40 + " + 1" * 200,
        " + ".join(["批捕人数"] * 60),
    ],
)
def test_what_is_no_sum_over_items_is_refused(text: str) -> None:
    with pytest.raises(NotAnExpression):
        parsed(text)


def test_signs_as_offices_write_them_are_understood() -> None:
    assert parsed("（批捕人数＋不捕人数）×2").value(COUNTS) == 472
