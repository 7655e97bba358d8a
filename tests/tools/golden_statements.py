"""Golden pages of the statements of reverse review, drawn from the store whose numbers are known.

``python -m tests.tools.golden_statements`` draws them anew after a change that was meant; look at them before
committing. Documents made of templates have theirs in ``tests.tools.golden``.
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from app.models.actor import Actor
from app.models.database import Database
from app.models.review_terms import TriggerList
from app.services.documents.preview import page_images
from app.services.documents.service import Documents
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.review_statistics.period import ReviewPeriod
from app.services.review_statistics.service import ReviewStatistics
from app.services.store.opening import NewStore, create_store
from tests.conftest import CHINA
from tests.services.review_statistics.known import lay_known
from tests.services.review_statistics.reviews import Reviews

FOLDER = Path(__file__).parents[1] / "data" / "golden_statements"
STATEMENTS = {
    "reverse-month": (TriggerList.REVERSE, ReviewPeriod.month("2026-03")),
    "analysis-half-year": (TriggerList.ANALYSIS, ReviewPeriod.half_year(2026, 1)),
}
WIDTH = 248  # pixels a page across, as the golden pages of documents
_GREYS = 16
_NOON = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


def drawn(statistics: ReviewStatistics) -> Iterator[tuple[str, bytes]]:
    """Every page of the forms, named ``reverse-month.1.png``, as PNG."""
    from PIL import Image

    for title, (trigger_list, period) in STATEMENTS.items():
        pdf = statistics.draw(period, trigger_list)
        for number, page in enumerate(page_images(pdf, WIDTH * 4), 1):
            picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
            small = picture.resize((WIDTH, round(WIDTH * page.height / page.width)), Image.Resampling.BOX)
            target = BytesIO()
            small.quantize(_GREYS).save(target, "PNG", optimize=True)
            yield f"{title}.{number}.png", target.getvalue()


def main() -> None:
    """Draw all of them in place of those that are there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账.jdt"
        create_store(path, NewStore("青山县人民检察院", "青检"), Actor("张某"), _NOON).close()
        database = Database(path)
        lay_known(Reviews(database))
        resources = Resources.shipped()
        pages = list(drawn(ReviewStatistics(database, _NOON, resources, Documents(resources))))
        database.close()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name, picture in pages:
        (FOLDER / name).write_bytes(picture)


if __name__ == "__main__":
    main()
