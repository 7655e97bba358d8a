"""What the items of a letter come to for the letter as a whole."""

import pytest

from app.models.dates import PartialDate
from app.models.terms import Adoption, Rectification
from app.services.suggestion_items.deriving import adoption_of, lines_of, rectification_of, rectified_on

YES, NO, PART, SILENT = Adoption.ADOPTED, Adoption.NOT_ADOPTED, Adoption.PARTLY, Adoption.UNRECORDED


@pytest.mark.parametrize(
    ("items", "whole"),
    [
        ([], SILENT),
        ([SILENT, SILENT], SILENT),
        ([YES, YES], YES),
        ([NO, NO], NO),
        ([YES, NO], PART),
        ([YES, SILENT], PART),
        ([PART], PART),
        ([NO, SILENT], NO),
    ],
)
def test_a_letter_is_adopted_as_far_as_its_items_are(items: list[Adoption], whole: Adoption) -> None:
    assert adoption_of(items) is whole


@pytest.mark.parametrize(
    ("items", "whole"),
    [
        ([], Rectification.UNRECORDED),
        ([Rectification.COMPLETE, Rectification.COMPLETE], Rectification.COMPLETE),
        ([Rectification.COMPLETE, Rectification.UNRECORDED], Rectification.IN_PROGRESS),
        ([Rectification.COMPLETE, Rectification.INCOMPLETE], Rectification.INCOMPLETE),
        ([Rectification.IN_PROGRESS, Rectification.COMPLETE], Rectification.IN_PROGRESS),
    ],
)
def test_a_letter_is_put_right_only_where_every_item_is(items: list[Rectification], whole: Rectification) -> None:
    assert rectification_of(items) is whole


def test_the_last_item_put_right_gives_the_day_and_none_does_where_one_is_unknown() -> None:
    first, second = PartialDate("2026-03-01"), PartialDate("2026-05")
    assert rectified_on([second, first]) == second
    assert rectified_on([first, None]) is None


def test_a_proposal_is_cut_into_its_lines_without_their_numbers() -> None:
    assert lines_of("一、排查隐患\n（二）整改到位。\n\n3. 建立台账\n2026年底前完成") == (
        "排查隐患",
        "整改到位。",
        "建立台账",
        "2026年底前完成",
    )
