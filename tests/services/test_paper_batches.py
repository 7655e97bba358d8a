"""The order of a batch, as people count."""

from app.models.terms import RecordType
from app.services.papers.batches import BatchLine, BatchOrder, put_in_order
from app.services.papers.rows import RecordKey


def line(number: str, unit: str = "") -> BatchLine:
    """A paper of one page."""
    return BatchLine(RecordKey(RecordType.SUGGESTION, 1), number, unit, "检察建议书", 1, ())


def test_numbers_are_ordered_by_their_figures_and_papers_without_one_stand_last() -> None:
    lines = [line("青检建〔2026〕10号"), line(""), line("青检建〔2026〕9号"), line("青检建〔2025〕11号")]
    ordered = [each.number for each in put_in_order(lines, BatchOrder.NUMBER)]
    assert ordered == ["青检建〔2025〕11号", "青检建〔2026〕9号", "青检建〔2026〕10号", ""]


def test_papers_of_one_unit_stand_together() -> None:
    lines = [line("2号", "乙局"), line("10号", "甲局"), line("9号", "甲局")]
    assert [each.number for each in put_in_order(lines, BatchOrder.UNIT)] == ["2号", "9号", "10号"]
    assert list(put_in_order(lines, BatchOrder.LISTED)) == lines
