"""The statistics tables of a known month as they were last looked at: every cell of the workbook, every page.

``python -m tests.tools.golden_tables`` writes them anew after a change that was meant; look at the pages, and at what
``git diff`` says of the cells, before committing.
"""

import shutil
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from app.models.database import Database
from app.services.base_data.periods import Months
from app.services.documents.preview import page_images
from app.services.store.opening import NewStore, create_store
from tests.services.statistics_papers.known import CLERK, NOON, open_known

FOLDER = Path(__file__).parents[1] / "data" / "golden_tables"
CELLS = "2026-03.cells.txt"
MARCH = Months("2026-03", "2026-03")
WIDTH = 248  # pixels a page across, as the golden pages of documents
_GREYS = 16


def cells_of(path: Path) -> str:
    """Every cell that says something: sheet, place, what it holds, how numbers are shown."""
    book = load_workbook(path)
    lines = [
        f"{sheet.title}!{cell.coordinate}\t{cell.value!r}\t{cell.number_format}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    return "\n".join(lines) + "\n"


def pages_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every page as PNG, named 2026-03.01.png."""
    from PIL import Image

    for number, page in enumerate(page_images(path.read_bytes(), WIDTH * 4), 1):
        picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
        small = picture.resize((WIDTH, round(WIDTH * page.height / page.width)), Image.Resampling.BOX)
        target = BytesIO()
        small.quantize(_GREYS).save(target, "PNG", optimize=True)
        yield f"2026-03.{number:02d}.png", target.getvalue()


def main() -> None:
    """Write all of them in place of those that are there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_store(folder / "台账.jdt", NewStore("青山县人民检察院", "青检"), CLERK, NOON).close()
        database = Database(folder / "台账.jdt")
        workbook, pdf = open_known(database).statistics_tables.write(MARCH, folder)
        cells, pages = cells_of(workbook), list(pages_of(pdf))
        database.close()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / CELLS).write_text(cells, encoding="utf-8")
    for page, picture in pages:
        (FOLDER / page).write_bytes(picture)


if __name__ == "__main__":
    main()
