"""The statements look as they did when they were last looked at; a page that moved is shown by name."""

from app.services.review_statistics.service import ReviewStatistics
from tests.documents.test_golden_pages import differing
from tests.tools.golden_statements import FOLDER, drawn


def test_every_page_of_the_statements_looks_as_it_did(known: ReviewStatistics) -> None:
    pages = dict(drawn(known))
    assert {path.name for path in FOLDER.glob("*.png")} == set(pages)
    assert [name for name, page in pages.items() if differing(page, (FOLDER / name).read_bytes())] == []
