"""全部经过 tells every act on a record, and an act is taken back only while nobody has worked on it since."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.attachment import Attachment
from app.models.base import Record
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.models.suggestion import Reply, Suggestion
from app.models.terms import Adoption, RecordType
from app.services.foundation.changes import Changes, RecordsChanged
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.matters import intentions as matter_wish
from app.services.office.attachment_kinds import RefusedKinds
from app.services.office.attachments import Attachments
from app.services.store.opening import CREATE_STORE
from app.services.suggestions import intentions as wish
from app.services.trail.family import BY_NAME, OF_ANY, OWN, PARENTS
from app.services.trail.history import AskedFor, History
from app.services.trail.titles import FIELDS, HIDDEN, TABLES
from app.services.trail.undoing import NothingToTakeBack, StillUsed, WorkedOnSince
from tests.services.records import letter_in, matter_in

LETTER = RecordType.SUGGESTION


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def history(database: Database, clock: FixedClock, changes: Changes) -> History:
    return History(database, clock, changes)


@contextmanager
def act(database: Database, clock: FixedClock, intention: object, who: str = "张某") -> Iterator[Unit]:
    with database.write(Actor(who), intention, clock.now()) as unit:  # type: ignore[arg-type]  # any intention will do
        yield unit


@pytest.fixture
def letter(database: Database, clock: FixedClock) -> int:
    with act(database, clock, wish.DRAFT) as unit:
        return letter_in(unit, 1, handler="张某")


def amend(database: Database, clock: FixedClock, letter: int, who: str = "张某", **fields: object) -> int:
    with act(database, clock, wish.AMEND, who) as unit:
        row = unit.session.get_one(Suggestion, letter)
        for name, value in fields.items():
            setattr(row, name, value)
        return unit.act


def reply(database: Database, clock: FixedClock, letter: int) -> int:
    day = PartialDate("2026-11-19")
    with act(database, clock, wish.RECORD_REPLY) as unit:
        unit.session.add(Reply(suggestion_id=letter, registered_on=day, adoption=Adoption.ADOPTED))
        row = unit.session.get_one(Suggestion, letter)
        row.replied_on, row.adoption = day, Adoption.ADOPTED
        return unit.act


def whole(database: Database, table: type[Record], key: int) -> dict[str, object] | None:
    with database.read() as session:
        row = session.get(table, key)
        return row and {c.key: getattr(row, c.key) for c in table.__table__.columns if c.key != "version"}


def test_the_history_names_act_actor_and_fields_in_chinese(
    history: History, database: Database, clock: FixedClock, letter: int
) -> None:
    amend(database, clock, letter, "李某", handler="李某", problem="漏管")
    drafted, amended = history.lines(LETTER, letter)
    assert (drafted.title, drafted.actor) == ("起草检察建议书", "张某")
    assert ("类型", "", "社会治理") in drafted.changes
    assert (amended.title, amended.actor, amended.at[:16]) == ("修改检察建议书", "李某", "2026-11-22T09:00")
    assert amended.changes == (("承办人", "张某", "李某"), ("主要问题", "", "漏管"))


def test_the_history_names_the_matter_of_a_letter_and_not_the_number_of_its_row(
    history: History, database: Database, clock: FixedClock, letter: int
) -> None:
    with act(database, clock, matter_wish.REGISTER) as unit:
        first, second = matter_in(unit, 7), matter_in(unit, 8)
        numbers = [unit.session.get_one(Matter, each).entry_number for each in (first, second)]
    amend(database, clock, letter, matter_id=first)
    amend(database, clock, letter, matter_id=second)
    chosen, changed = history.lines(LETTER, letter)[-2:]
    assert chosen.changes == (("所属监督事项", "", numbers[0]),)
    assert changed.changes == (("所属监督事项", numbers[0], numbers[1]),)


def test_a_reply_is_told_with_the_letter_it_answers(
    history: History, database: Database, clock: FixedClock, letter: int
) -> None:
    reply(database, clock, letter)
    told = history.lines(LETTER, letter)[-1].changes
    assert ("回复日期", "", "2026-11-19") in told
    assert ("回复·收文日期", "", "2026-11-19") in told
    assert ("采纳情况", "未记载", "采纳") in told


def test_a_taken_back_reply_is_gone_and_the_letter_stands_as_before(
    history: History, database: Database, clock: FixedClock, actor: Actor, letter: int
) -> None:
    before = whole(database, Suggestion, letter)
    history.take_back(actor, reply(database, clock, letter), "录错了一封")
    assert whole(database, Suggestion, letter) == before
    assert whole(database, Reply, 1) is None
    line = history.lines(LETTER, letter)[-1]
    assert (line.title, line.reason) == ("撤销：登记回复", "录错了一封")
    assert ("回复·收文日期", "2026-11-19", "") in line.changes


def test_taking_back_can_itself_be_taken_back(
    history: History, database: Database, clock: FixedClock, actor: Actor, letter: int
) -> None:
    done = reply(database, clock, letter)
    answered, row = whole(database, Suggestion, letter), whole(database, Reply, 1)
    history.take_back(actor, history.take_back(actor, done))
    assert whole(database, Suggestion, letter) == answered
    assert whole(database, Reply, 1) == row


def test_a_drafted_letter_can_be_taken_back_but_its_number_is_not_given_again(
    history: History, database: Database, actor: Actor, letter: int
) -> None:
    last = history.last_act()
    assert last is not None
    history.take_back(actor, last.act)
    assert whole(database, Suggestion, letter) is None


def test_an_act_others_built_on_is_refused_and_says_who_and_when(
    history: History, database: Database, clock: FixedClock, actor: Actor, letter: int
) -> None:
    first = amend(database, clock, letter, handler="李某")
    amend(database, clock, letter, "李某", remarks="已电话核对")
    with pytest.raises(WorkedOnSince, match=r"李某于2026-11-22 09:00“修改检察建议书”"):
        history.take_back(actor, first)
    row = whole(database, Suggestion, letter)
    assert row is not None
    assert row["handler"] == "李某"
    assert [line.can_be_undone for line in history.lines(LETTER, letter)] == [False, False, True]


def test_acts_are_taken_back_one_after_the_other(
    history: History, database: Database, clock: FixedClock, actor: Actor, letter: int
) -> None:
    before = whole(database, Suggestion, letter)
    amend(database, clock, letter, handler="李某")
    amend(database, clock, letter, remarks="甲")
    for _time in range(2):
        last = history.last_act()
        assert last is not None
        assert last.title == "修改检察建议书"
        history.take_back(actor, last.act)
    assert whole(database, Suggestion, letter) == before
    assert (history.last_act() or pytest.fail("the draft is left")).title == "起草检察建议书"


def test_what_was_asked_for_explicitly_is_not_taken_back(history: History, actor: Actor) -> None:
    assert history.last_act() is None
    with pytest.raises(AskedFor, match=CREATE_STORE.title):
        history.take_back(actor, 1)


def test_an_act_that_never_was_is_refused(history: History, actor: Actor, letter: int) -> None:
    with pytest.raises(NothingToTakeBack, match="没有可以撤销的操作"):
        history.take_back(actor, 4711)


def test_a_refused_taking_back_leaves_no_trace(history: History, actor: Actor, letter: int) -> None:
    before = len(history.lines(LETTER, letter))
    with pytest.raises(DomainError):
        history.take_back(actor, 4711)
    assert len(history.lines(LETTER, letter)) == before


def test_a_removed_attachment_stays_in_the_history_and_comes_back(
    history: History, database: Database, clock: FixedClock, actor: Actor, letter: int, tmp_path: Path
) -> None:
    scan = tmp_path / "回复函.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    attachments = Attachments(database, clock, Changes(), RefusedKinds(Resources.shipped().attachments))
    attachments.remove(actor, attachments.add(actor, LETTER, letter, "回复函", scan))
    titles = [line.title for line in history.lines(LETTER, letter)]
    assert titles == ["起草检察建议书", "添加附件", "移除附件"]
    history.take_back(actor, history.lines(LETTER, letter)[-1].act)
    assert [row.file_name for row in attachments.of(LETTER, letter)] == ["回复函.pdf"]
    assert whole(database, Attachment, 1) is not None


def test_a_draft_that_has_got_files_since_is_not_taken_back(
    history: History, database: Database, clock: FixedClock, actor: Actor, letter: int, tmp_path: Path
) -> None:
    drafted = history.lines(LETTER, letter)[0].act
    scan = tmp_path / "底稿.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    Attachments(database, clock, Changes(), RefusedKinds(Resources.shipped().attachments)).add(
        actor, LETTER, letter, "底稿", scan
    )
    with pytest.raises(StillUsed, match="JY2026-00001名下后来又登记了附件"):
        history.take_back(actor, drafted)
    assert whole(database, Suggestion, letter) is not None


def test_a_matter_another_letter_points_to_is_not_taken_back(
    history: History, database: Database, clock: FixedClock, actor: Actor
) -> None:
    with act(database, clock, matter_wish.REGISTER) as unit:
        matter, registered = matter_in(unit, 1), unit.act
    with act(database, clock, wish.DRAFT) as unit:
        letter_in(unit, 1, matter_id=matter)
    with pytest.raises(StillUsed, match="不能撤销“登记监督事项”"):
        history.take_back(actor, registered)
    assert whole(database, Matter, matter) is not None


def test_what_is_done_again_on_a_record_somebody_changed_since_is_refused_by_its_own_name(
    history: History, database: Database, clock: FixedClock, actor: Actor, letter: int
) -> None:
    amended = amend(database, clock, letter, addressee="青山县水务局")
    undone = history.take_back(actor, amended)
    amend(database, clock, letter, who="李某", department="第二检察部")
    with pytest.raises(WorkedOnSince, match=r"^不能重做“修改检察建议书”：检察建议JY2026-00001已由李某"):
        history.do_again(actor, undone)
    again = amend(database, clock, letter, addressee="青山县林业局")
    history.take_back(actor, again)
    with pytest.raises(WorkedOnSince, match=r"^不能撤销“修改检察建议书”"):
        history.take_back(actor, amended)


def test_whoever_listens_hears_which_letter_was_restored(
    history: History, changes: Changes, database: Database, clock: FixedClock, actor: Actor, letter: int
) -> None:
    done = reply(database, clock, letter)
    heard: list[RecordsChanged] = []
    changes.subscribe(heard.append)
    history.take_back(actor, done)
    assert heard == [RecordsChanged(LETTER, (letter,))]


def test_every_field_of_a_record_has_a_title_or_is_left_out_on_purpose() -> None:
    told = {table.__tablename__: table for table in (*OWN.values(), *PARENTS, *OF_ANY)}
    untitled = {
        (name, column.name)
        for name, table in told.items()
        for column in table.__table__.columns
        if column.name not in FIELDS[name] and column.name not in HIDDEN
    }
    unknown = {
        (name, field)
        for name, fields in FIELDS.items()
        for field in fields
        if field not in BY_NAME[name].__table__.columns
    }
    assert (untitled, unknown) == (set(), set())
    assert set(TABLES) == set(BY_NAME)


def test_every_table_of_records_is_known_to_the_history() -> None:
    tables = {mapper.class_.__tablename__ for mapper in Record.registry.mappers if issubclass(mapper.class_, Record)}
    assert set(BY_NAME) == tables
