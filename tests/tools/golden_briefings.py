"""The three kinds of briefings of a known store as they were last looked at, page by page.

``python -m tests.tools.golden_briefings`` draws them anew after a change that was meant; look at the pages before
committing.
"""

import shutil
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.indicator_terms import BriefingKind
from app.services.base_data.periods import Months
from app.services.briefings.rows import Tip
from app.services.documents.preview import page_images
from app.services.store.opening import NewStore, create_store
from tests.services.statistics_papers.known import CLERK, NOON, open_known

FOLDER = Path(__file__).parents[1] / "data" / "golden_briefings"
WIDTH = 248  # pixels a page across, as the golden pages of documents
_GREYS = 16
_MONTHS = {
    BriefingKind.BULLETIN: Months("2026-03", "2026-03"),
    BriefingKind.ANALYSIS: Months("2026-01", "2026-03"),
    BriefingKind.IMPLEMENTATION: Months("2026-01", "2026-12"),
}


def pages_of(desk: OpenDesk) -> Iterator[tuple[str, bytes]]:
    """Every page of each kind as PNG, named bulletin.01.png; the analysis has a 督办事项."""
    from PIL import Image

    for kind, months in _MONTHS.items():
        key = desk.briefings.make(CLERK, kind, months).id
        if kind is BriefingKind.ANALYSIS:
            tip = Tip("", "逾期未回复", to="公益诉讼检察部", demand="逐件督促", person="李某", due_on="2026-04-30")
            desk.briefings.put_tip(CLERK, key, desk.briefings.card(key).row.version, None, tip)
        for number, page in enumerate(page_images(desk.briefings.draw(key).pdf, WIDTH * 4), 1):
            picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
            small = picture.resize((WIDTH, round(WIDTH * page.height / page.width)), Image.Resampling.BOX)
            target = BytesIO()
            small.quantize(_GREYS).save(target, "PNG", optimize=True)
            yield f"{kind.value}.{number:02d}.png", target.getvalue()


def main() -> None:
    """Write all of them in place of those that are there."""
    with tempfile.TemporaryDirectory() as name:
        create_store(Path(name) / "台账.jdt", NewStore("青山县人民检察院", "青检"), CLERK, NOON).close()
        database = Database(Path(name) / "台账.jdt")
        pages = list(pages_of(open_known(database)))
        database.close()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for page, picture in pages:
        (FOLDER / page).write_bytes(picture)


if __name__ == "__main__":
    main()
