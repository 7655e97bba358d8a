"""Nothing in a writing transaction passes by the audit trail, however it is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from app.models.actor import Actor
from app.models.database import BulkChange, Database
from app.models.suggestion import Suggestion
from app.services.foundation.clock import FixedClock
from app.services.store.opening import NewStore, create_store
from tests.services.records import AT, ENTER, lay_letter

ACTOR = Actor("张某")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("store") / "台账.jdt"
    opened = create_store(path, NewStore("青山县人民检察院", "青检"), ACTOR, FixedClock(AT))
    lay_letter(opened, 1, problem="漏管")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        update(Suggestion).values(problem="无"),
        delete(Suggestion),
        text("update suggestion set problem = '无'"),
        text("  -- a remark\n /* and another */ DELETE from suggestion"),
        text("replace into setting (id, version, key, value) values (1, 1, 'a', 'b')"),
        text("insert into setting (id, version, key, value) values (1, 1, 'a', 'b')"),
        text("with all_of as (select id from suggestion) delete from suggestion where id in all_of"),
        text("drop trigger audit_entry_no_update"),
    ],
    ids=str,
)
def test_a_change_in_bulk_is_refused_and_nothing_is_written(database: Database, statement: object) -> None:
    with pytest.raises(BulkChange), database.write(ACTOR, ENTER, AT) as unit:
        unit.session.execute(statement)  # type: ignore[call-overload]  # statements of every kind
    with database.read() as session:
        assert session.scalars(select(Suggestion.problem)).all() == ["漏管"]


def test_reading_by_text_stays_possible_while_writing(database: Database) -> None:
    with database.write(ACTOR, ENTER, AT) as unit:
        assert unit.session.execute(text("select count(*) from suggestion")).scalar() == 1
