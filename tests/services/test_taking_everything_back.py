"""Each act of a letter's and a matter's life is taken back in turn, and the store stands as it stood before it."""

from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.base import Base
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Adoption, RecordType, Rectification, ServiceMethod, Stage, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import IssueDraft, LetterDraft, RectificationDraft, ReplyDraft, ServiceDraft
from app.services.trail.undoing import LEFT_STANDING
from tests.conftest import CHINA

State = dict[str, list[tuple[object, ...]]]
NOT_COMPARED = {*LEFT_STANDING, "audit_entry"}


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA)), Resources.shipped())


def state(database: Database) -> State:
    """All rows but the trail's and the registers', without their versions."""
    with database.engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    table.select()
                    .with_only_columns(*(column for column in table.columns if column.name != "version"))
                    .order_by(table.c.id)
                )
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in NOT_COMPARED
        }


def live(desk: OpenDesk, actor: Actor, folder: Path, database: Database) -> list[State]:
    """A letter from its draft to its closing, with a matter beside it; the state before each act."""
    scan = folder / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    states: list[State] = []

    def before() -> OpenDesk:
        states.append(state(database))
        return desk

    day = PartialDate
    matter = before().matters.register(actor, MatterDraft("立案监督", "青山县公安局", outcome="已立案")).id
    before().matters.move_to(actor, matter, Stage.DECISION, "跨过调查核实，材料齐全")
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", problem="河道乱占", matter_id=matter)
    letter = before().suggestions.draft(actor, draft).id
    before().suggestions.register_issue(actor, letter, IssueDraft("青检建〔2026〕3号", day("2026-09-01")))
    service = ServiceDraft(ServiceMethod.WRITTEN, day("2026-09-03"), "王某", scan=scan)
    before().suggestions.register_service(actor, letter, service)
    drafted = folder / "底稿.pdf"
    drafted.write_bytes(b"%PDF-1.7 drafted")
    before().attachments.add(actor, RecordType.SUGGESTION, letter, "底稿", drafted)
    before().attachments.register_final(actor, RecordType.SUGGESTION, letter, scan)
    before().suggestions.record_reply(actor, letter, ReplyDraft(day("2026-11-02"), Adoption.ADOPTED, scan))
    seen = RectificationDraft(Rectification.COMPLETE, day("2026-11-10"), "张某", scan=scan)
    before().suggestions.record_rectification(actor, letter, seen)
    before().suggestions.close(actor, letter, day("2026-11-20"), "已整改到位")
    return states


def test_a_whole_life_is_taken_back_act_by_act(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    for before in reversed(live(desk, actor, tmp_path, database)):
        last = desk.history.last_act()
        assert last is not None
        desk.history.take_back(actor, last.act)
        assert state(database) == before, last.title
    assert desk.history.last_act() is None
    assert desk.store.verify_audit().ok
    assert desk.store.check().ok
    desk.close()


def test_a_life_taken_back_can_be_lived_again(desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path) -> None:
    lived = len(live(desk, actor, tmp_path, database))
    whole = state(database)
    undone = []
    for _act in range(lived):
        last = desk.history.last_act()
        assert last is not None
        undone.append(desk.history.take_back(actor, last.act))
    for act in reversed(undone):
        desk.history.take_back(actor, act)
    assert state(database) == whole
    desk.close()


def test_every_act_of_a_life_is_told_in_chinese(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    live(desk, actor, tmp_path, database)
    letter, matter = desk.history.lines(RecordType.SUGGESTION, 1), desk.history.lines(RecordType.MATTER, 1)
    assert [line.title for line in letter] == [
        "起草检察建议书", "登记制发", "登记送达", "添加附件", "登记定稿", "登记回复", "登记整改", "办结",
    ]  # fmt: skip
    assert [line.title for line in matter] == ["登记监督事项", "转入阶段"]
    shown = [text for line in (*letter, *matter) for change in line.changes for text in change]
    assert [text for text in shown if text.isascii() and text.isalpha()] == []
    desk.close()
