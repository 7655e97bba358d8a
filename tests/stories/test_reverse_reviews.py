"""Reviews at the screen: opened from the keyboard, looked over case by case, followed to their end."""

from PySide6.QtCore import Qt

from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind
from app.services.reverse_reviews.rows import ReviewDraft
from tests.services.review_records import lay_case
from tests.stories.conftest import CLERK, ClerksDesk


def has_review(desk: ClerksDesk, **facts: object) -> int:
    """A 个案审视 by 李某 of a case of its own."""
    case = lay_case(desk.services._database)
    said = {
        "kind": ReviewKind.CASE,
        "started_on": PartialDate("2026-11-02"),
        "handler": "李某",
        "case_ids": (case,),
    } | facts
    review = desk.services.reverse_reviews.open(CLERK, ReviewDraft(**said)).id  # type: ignore[arg-type]  # own fields
    desk.settle()
    return review


def test_a_review_stands_in_the_list_and_opens(desk: ClerksDesk) -> None:
    has_review(desk)
    desk.go_to("反向审视")
    assert desk.listed("登记号") == ["FS2026-00001"]
    desk.choose("FS2026-00001")
    desk.listing.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record is not None
    assert "FS2026-00001  个案审视 · 赵某1盗窃案反向审视" in desk.record.heading.text()
