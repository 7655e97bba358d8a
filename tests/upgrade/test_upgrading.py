"""An older store is backed up and upgraded, or left as it was; a later schema is made up for it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.models import upgrade as module
from app.models.actor import Actor
from app.models.upgrade import marks_of, newest_revision
from app.services.foundation.clock import FixedClock
from app.services.search.service import Search
from app.services.store.opening import NewStore, StoreUnusable, create_store, open_store
from app.services.store.service import Store
from tests.architecture.source_tree import ROOT

NEWEST = newest_revision()
KEPT = sorted((ROOT / "tests" / "data").glob("schema_*.db"))
NEWEST = newest_revision()
LATER = '''"""A later schema, for the tests of upgrading."""

from alembic import op
import sqlalchemy as sa

revision = "9999"
down_revision = "{newest}"


def upgrade():
    with op.batch_alter_table("organisation", recreate="always") as table:
        table.add_column(sa.Column("telephone", sa.String(40)))
    {more}
'''


@pytest.fixture
def store(store_path: Path, actor: Actor, clock: FixedClock) -> Path:
    """A store whose matter hangs on a table that the later schema rebuilds."""
    create_store(store_path, NewStore("青山县人民检察院", "青检"), actor, clock).close()
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute(
            "insert into organisation (id, version, name, initials) values (1, 1, '青山县财政局', 'qsxczj')"
        )
        connection.execute(
            "insert into matter (id, version, entry_number, kind, unit, organisation_id, identity, stage, "
            "is_closing_undated) values (1, 1, 'SX2026-00001', '立案监督', '青山县财政局', 1, 'x', 'intake', 0)"
        )
        connection.commit()
    return store_path


def later_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """Let the program know a later schema 9999."""
    migrations = tmp_path / "migrations"
    shutil.copytree(ROOT / "app" / "models" / "migrations", migrations)
    (migrations / "versions" / "9999_later.py").write_text(LATER.format(more=more, newest=NEWEST), encoding="utf-8")
    monkeypatch.setattr(module, "MIGRATIONS", str(migrations))


def matters(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [number for (number,) in connection.execute("select entry_number from matter")]


def test_an_older_store_is_backed_up_and_then_upgraded(
    store: Path, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_program(tmp_path, monkeypatch)
    open_store(store, clock).close()
    assert marks_of(store).revision == "9999"
    (kept,) = store.parent.glob("*.bak")
    assert kept.name == f"台账-升级前-{NEWEST}-20261122-090000-000000.bak"
    assert marks_of(kept).revision == NEWEST
    assert matters(store) == matters(kept) == ["SX2026-00001"]


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(
    store: Path, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_program(tmp_path, monkeypatch, 'op.execute("delete from organisation")')
    with pytest.raises(StoreUnusable, match="升级未完成，已退回原样"):
        open_store(store, clock)
    assert marks_of(store).revision == NEWEST
    assert matters(store) == ["SX2026-00001"]
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("select name from organisation").fetchall() == [("青山县财政局",)]


def test_a_store_of_todays_schema_is_opened_without_a_copy(store: Path, clock: FixedClock) -> None:
    open_store(store, clock).close()
    assert list(store.parent.glob("*.bak")) == []


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_every_store_of_an_earlier_program_is_brought_up_to_date(
    kept: Path, store_path: Path, clock: FixedClock, actor: Actor
) -> None:
    shutil.copy(kept, store_path)
    with closing(sqlite3.connect(store_path)) as connection:
        before = dict(
            connection.execute(
                "select 'suggestion', count(*) from suggestion union select 'matter', count(*) from matter"
            )
        )
    database = open_store(store_path, clock)
    assert marks_of(store_path).revision == NEWEST
    search = Search(database)
    keeper = Store(database, clock, search)
    assert [finding for finding in keeper.check().findings if finding.level == "错误"] == []
    assert keeper.verify_audit().ok
    search.close()
    with database.read() as session:
        after = {name: session.scalar(text(f"select count(*) from {name}")) for name in before}  # noqa: S608 - two names
    assert after == before
    database.close()


def test_a_store_of_the_first_schema_is_kept_for_ever() -> None:
    assert KEPT[0].name == "schema_0001.db"
