"""The pages of the three kinds of briefings look as they were last looked at."""

from pathlib import Path

from app.models.database import Database
from app.services.store.opening import NewStore, create_store
from tests.documents.test_golden_pages import differing
from tests.services.statistics_papers.known import CLERK, NOON, open_known
from tests.tools.golden_briefings import FOLDER, pages_of


def test_every_page_of_a_briefing_looks_as_it_did(tmp_path: Path) -> None:
    path = tmp_path / "台账.jdt"
    create_store(path, NewStore("青山县人民检察院", "青检"), CLERK, NOON).close()
    database = Database(path)
    drawn = dict(pages_of(open_known(database)))
    database.close()
    assert sorted(drawn) == sorted(each.name for each in FOLDER.glob("*.png"))
    assert [name for name, page in drawn.items() if differing((FOLDER / name).read_bytes(), page)] == []
