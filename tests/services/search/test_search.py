"""Search finds what the store holds now, whatever became of its index file."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.suggestion import Reply, Suggestion
from app.models.terms import Adoption, RecordType
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import KnownError
from app.services.search.rows import Freshness
from app.services.search.service import Search
from app.services.store.places import index_of
from tests.services.records import AT, ENTER, lay_letter, lay_matter


@pytest.fixture
def search(database: Database) -> Iterator[Search]:
    made = Search(database)
    yield made
    made.close()


def found(search: Search, words: str) -> list[str]:
    return [hit.id for hit in search.find(words)]


def test_a_record_is_found_by_two_characters_in_any_field(search: Search, database: Database) -> None:
    lay_letter(database, 1, problem="社区矫正对象漏管，未收监。")
    lay_letter(database, 2, addressee="青山县水利局", problem="河道乱占")
    lay_matter(database, 1, subject="张某漏管案")
    assert found(search, "漏管") == ["SX2026-00001", "JY2026-00001"]
    assert found(search, "水利") == ["JY2026-00002"]
    assert found(search, "管未") == []


def test_all_words_must_be_there_and_one_character_is_enough(search: Search, database: Database) -> None:
    lay_letter(database, 1, problem="罚金刑执行", handler="张某")
    lay_letter(database, 2, problem="罚金刑执行", handler="李某")
    assert found(search, "罚金 李某") == ["JY2026-00002"]
    assert found(search, "罚") == ["JY2026-00002", "JY2026-00001"]
    assert found(search, "，") == []


def test_rare_characters_of_names_are_found(search: Search, database: Database) -> None:
    lay_letter(database, 1, handler="𠮷𬭊")
    assert found(search, "𠮷𬭊") == ["JY2026-00001"]
    assert found(search, "𬭊") == ["JY2026-00001"]


def test_numbers_and_pinyin_initials_lead_to_the_record(search: Search, database: Database) -> None:
    lay_letter(database, 1, number="青检建〔2026〕3号")
    lay_letter(database, 2, addressee="青山县人民法院")
    assert found(search, "青检建〔2026〕3号") == ["JY2026-00001"]
    assert found(search, "jy2026-00002") == ["JY2026-00002"]
    assert found(search, "rmfy") == ["JY2026-00002"]


def test_a_hit_shows_its_place_in_the_text(search: Search, database: Database) -> None:
    key = lay_letter(database, 1, number="青检建〔2026〕3号", problem="经查，社区矫正对象漏管。")
    (hit,) = search.find("漏管")
    assert (hit.record_id, hit.type, hit.title) == (key, RecordType.SUGGESTION, "青检建〔2026〕3号 青山县财政局")
    assert "漏管" in hit.snippet
    assert set(hit.as_json()) == {"id", "type", "title", "snippet"}


def test_the_newest_records_come_first_and_the_limit_holds(search: Search, database: Database) -> None:
    for number in range(1, 6):
        lay_letter(database, number, problem="漏管")
    assert [hit.id for hit in search.find("漏管", limit=2)] == ["JY2026-00005", "JY2026-00004"]


def test_a_change_is_found_at_the_next_search(search: Search, database: Database, actor: Actor) -> None:
    key = lay_letter(database, 1, problem="漏管")
    assert found(search, "漏管") == ["JY2026-00001"]
    with database.write(actor, ENTER, AT) as unit:
        unit.session.get_one(Suggestion, key).problem = "脱管"
        unit.session.add(
            Reply(suggestion_id=key, registered_on=PartialDate("2026-11"), adoption=Adoption.ADOPTED, summary="已收监")
        )
    assert found(search, "漏管") == []
    assert found(search, "脱管 收监") == ["JY2026-00001"]


def test_a_record_taken_away_is_not_found(search: Search, database: Database, actor: Actor) -> None:
    key = lay_letter(database, 1, problem="漏管")
    assert found(search, "漏管") == ["JY2026-00001"]
    with database.write(actor, ENTER, AT) as unit:
        unit.session.delete(unit.session.get_one(Suggestion, key))
    assert found(search, "漏管") == []
    assert search.freshness() == Freshness(0, 0, 0)


def test_an_entry_of_another_version_is_made_anew(search: Search, database: Database) -> None:
    lay_letter(database, 1, problem="漏管")
    search.find("漏管")
    with closing(sqlite3.connect(database.path)) as other:  # past the audit trail, as no program of ours would
        other.execute("update suggestion set problem = '脱管', version = version + 1")
        other.commit()
    assert found(search, "漏管") == []


@pytest.mark.parametrize("spoilt", [b"", b"no index at all" * 100], ids=["empty", "text"])
def test_a_spoilt_index_is_made_anew_without_a_word_to_the_user(
    database: Database, caplog: pytest.LogCaptureFixture, spoilt: bytes
) -> None:
    lay_letter(database, 1, problem="漏管")
    index_of(database.path).write_bytes(spoilt)
    search = Search(database)
    with caplog.at_level(logging.INFO):
        assert found(search, "漏管") == ["JY2026-00001"]
    assert "made anew" in caplog.text
    search.close()


def test_an_index_damaged_inside_is_made_anew(database: Database) -> None:
    for number in range(1, 60):
        lay_letter(database, number, problem=f"第{number}起漏管")
    search = Search(database)
    search.find("漏管")
    search.close()
    index = index_of(database.path)
    content = bytearray(index.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    index.write_bytes(content)
    search = Search(database)
    assert len(search.find("漏管")) == 50
    search.close()


def test_the_index_of_another_store_is_not_believed(
    database: Database, tmp_path: Path, empty_store: Path, actor: Actor
) -> None:
    lay_letter(database, 1, problem="漏管")
    search = Search(database)
    search.find("漏管")
    search.close()
    other = Database(tmp_path / "另一个.jdt")
    other.path.write_bytes(empty_store.read_bytes())
    lay_letter(other, 1, problem="脱管", addressee="青山县水利局")
    foreign = Search(other, index_of(database.path))
    assert found(foreign, "漏管") == []
    assert found(foreign, "脱管") == ["JY2026-00001"]
    foreign.close()
    other.close()


def test_rebuilding_gives_the_same_answers_and_says_how_far_it_is(search: Search, database: Database) -> None:
    lay_letter(database, 1, problem="漏管")
    lay_matter(database, 1, subject="漏管")
    before = found(search, "漏管")
    told: list[tuple[int, int]] = []

    class Watcher:
        def report(self, done: int, total: int) -> None:
            told.append((done, total))

    search.rebuild(Watcher())
    assert found(search, "漏管") == before
    assert told == [(1, 2), (2, 2)]


def test_an_index_that_cannot_be_made_is_told_in_a_sentence(database: Database, clock: FixedClock) -> None:
    index_of(database.path).mkdir()
    search = Search(database)
    with pytest.raises(KnownError, match="检索索引用不了"):
        search.find("漏管")
