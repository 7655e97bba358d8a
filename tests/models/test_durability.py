"""What was acknowledged stays, whatever ends the program; what was not is gone whole."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.models.actor import Actor
from app.models.database import Database
from app.models.problems import KnownError
from app.models.suggestion import Suggestion
from app.services.foundation.clock import FixedClock
from app.services.store.audit_chain import verify_chain
from app.services.store.opening import NewStore, create_store
from tests.conftest import CHINA
from tests.services.records import AT, ENTER, lay_letter


@pytest.fixture
def store(store_path: Path) -> Path:
    clock = FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA))
    database = create_store(store_path, NewStore("青山县人民检察院", "青检"), Actor("张某"), clock)
    lay_letter(database, 1)
    database.close()
    return store_path


def test_a_full_disk_refuses_the_write_and_keeps_what_was_there(store: Path) -> None:
    database = Database(store)
    with database.engine.connect() as connection:  # the pragma holds for this connection, which the pool hands out next
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KnownError, match="磁盘已满"):
        lay_letter(database, 2, problem="漏管" * 100_000)
    with database.read() as session:
        assert session.scalars(select(Suggestion.entry_number)).all() == ["JY2026-00001"]
        assert verify_chain(session).ok
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    lay_letter(database, 2)
    database.close()


def test_a_store_somebody_else_is_writing_to_says_so(store: Path) -> None:
    mine, theirs = Database(store), Database(store)
    with theirs.write(Actor("李某"), ENTER, AT):
        with mine.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
        with pytest.raises(KnownError, match="占用"), mine.write(Actor("张某"), ENTER, AT):
            pytest.fail("two writers at once")
    mine.close()
    theirs.close()


def test_a_write_that_fails_leaves_neither_rows_nor_trail(store: Path) -> None:
    database = Database(store)
    with database.read() as session:
        before = verify_chain(session)
    with pytest.raises(IntegrityError):
        lay_letter(database, 1)
    with database.read() as session:
        assert verify_chain(session) == before
    database.close()
