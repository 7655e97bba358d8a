"""The migrations and the models say the same of every table."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import app.models.all_tables  # noqa: F401 - fills the metadata
from app.models.base import Base
from app.models.sqlite import GUARDS, engine_for
from app.models.upgrade import upgrade
from tests.architecture.source_tree import ROOT

VERSIONS = ROOT / "app" / "models" / "migrations" / "versions"


def definitions(path: Path) -> dict[str, str]:
    """The SQL of every table, index and trigger of a file, blanks evened out."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("select name, sql from sqlite_schema where sql is not null").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def parts_of(definition: str) -> list[str]:
    """The parts of a definition in a fixed order: columns and constraints may stand in another."""
    return sorted(part.strip(" ,()") for part in definition.replace("CONSTRAINT", ",").split(","))


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    path = tmp_path / "migrated.jdt"
    upgrade(path)
    return path


def test_a_migrated_store_has_the_tables_of_the_models(migrated: Path) -> None:
    engine = engine_for(migrated)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_migrated_store_has_the_very_names_of_constraints_indexes_and_guards(migrated: Path, tmp_path: Path) -> None:
    modelled = tmp_path / "modelled.jdt"
    engine = engine_for(modelled)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for guard in GUARDS:
            connection.exec_driver_sql(guard)
    engine.dispose()
    first, second = definitions(migrated), definitions(modelled)
    assert sorted(first) == sorted(second)
    assert {name: parts_of(sql) for name, sql in first.items()} == {name: parts_of(sql) for name, sql in second.items()}


def test_every_table_module_is_known_to_the_schema() -> None:
    source = (ROOT / "app" / "models" / "all_tables.py").read_text(encoding="utf-8")
    tables = [
        path.stem for path in (ROOT / "app" / "models").glob("*.py") if "__tablename__ =" in path.read_text("utf-8")
    ]
    assert [name for name in tables if f'"{name}"' not in source] == []


def test_migrations_take_nothing_from_the_program() -> None:
    busy = [path.name for path in VERSIONS.glob("*.py") if "app." in path.read_text(encoding="utf-8")]
    assert busy == []


def test_the_audit_trail_of_a_migrated_store_refuses_changes(migrated: Path) -> None:
    with closing(sqlite3.connect(migrated)) as connection:
        connection.execute(
            "insert into audit_entry (seq, act, at, actor, intention, table_name, previous, hash) "
            "values (1, 1, '2026', '张某', 'x', 't', '0', '1')"
        )
        for change in ("update audit_entry set actor = '李某'", "delete from audit_entry"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(change)
