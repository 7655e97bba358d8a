"""Every document looks as it did when it was last looked at; a page that moved is shown by name."""

from collections.abc import Iterable
from io import BytesIO

import pytest

from app.services.documents.service import Documents
from tests.documents.letters import SHIPPED
from tests.tools.golden import FOLDER, Golden, drawn, goldens, path_of

BLOCK = 8  # pixels; within a block ink may lie otherwise, because drawing differs a little between versions of PDFium
TOLERANCE = 26  # of 255: a missing or moved line changes its blocks by far more


@pytest.fixture(scope="module")
def found() -> list[tuple[Golden, list[bytes]]]:
    """All documents, drawn once."""
    documents = Documents(SHIPPED)
    return [(golden, drawn(documents, golden)) for golden in goldens(documents)]


def differing(one: bytes, other: bytes) -> list[tuple[int, int]]:
    """Places (in blocks) where two pictures differ; sizes that differ count as one place."""
    import numpy as np
    from PIL import Image

    first, second = (np.asarray(Image.open(BytesIO(each)).convert("L"), dtype=float) for each in (one, other))
    if first.shape != second.shape:
        return [(0, 0)]
    height, width = (size // BLOCK * BLOCK for size in first.shape)
    blocks = [
        each[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK).mean(axis=(1, 3))
        for each in (first, second)
    ]
    return [(int(x), int(y)) for y, x in zip(*np.where(abs(blocks[0] - blocks[1]) > TOLERANCE), strict=True)]


@pytest.mark.timeout(300)
def test_every_document_looks_as_it_did(found: Iterable[tuple[Golden, list[bytes]]]) -> None:
    moved = []
    for golden, pages in found:
        for page, picture in enumerate(pages, 1):
            path = path_of(golden.name, page)
            if not path.exists() or differing(picture, path.read_bytes()):
                moved.append(path.name)
    assert moved == []


def test_no_golden_page_is_left_over(found: Iterable[tuple[Golden, list[bytes]]]) -> None:
    drawn_now = {path_of(golden.name, page).name for golden, pages in found for page in range(1, len(pages) + 1)}
    assert {path.name for path in FOLDER.glob("*.png")} == drawn_now


def test_a_moved_line_is_seen(found: list[tuple[Golden, list[bytes]]]) -> None:
    from PIL import Image

    picture = Image.open(BytesIO(found[0][1][0])).convert("L")
    target = BytesIO()
    Image.new("L", picture.size, 255).save(target, "PNG")
    moved = picture.copy()
    moved.paste(picture, (0, 5))
    shifted = BytesIO()
    moved.save(shifted, "PNG")
    assert differing(found[0][1][0], shifted.getvalue())
    assert differing(found[0][1][0], target.getvalue())
    assert not differing(found[0][1][0], found[0][1][0])
