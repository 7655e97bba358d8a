"""Records with hundreds of acts: told whole, and which acts can be taken back as asked for one by one."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.attachment import Attachment
from app.models.audit import AuditEntry
from app.models.case_terms import Triage, TriageTarget
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.clues.rows import ClueDraft, TriageDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.hand_overs.rows import Target
from app.services.papers.rows import RecordKey
from app.services.trail.undoable import can_be_undone
from tests.conftest import CHINA
from tests.services.casework import HANDLER, HEAD, Casework
from tests.services.records import AT, ENTER, lay_matter

FILES = 1_100  # more than SQLite takes conditions in one expression
CLOCK = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


@pytest.fixture
def work(database: Database, tmp_path: Path) -> Casework:
    """The office and its people."""
    return Casework(OpenDesk(database, CLOCK, Resources.shipped()), tmp_path)


def test_a_record_with_more_than_a_thousand_files_tells_its_history(database: Database, work: Casework) -> None:
    matter = lay_matter(database)
    with database.write(Actor("李某"), ENTER, AT) as unit:
        for number in range(1, FILES + 1):
            of = {"record_type": RecordType.MATTER, "record_id": matter, "added_at": AT.isoformat()}
            named = {"purpose": "调查材料", "file_name": f"{number}.pdf", "sha256": f"{number:064}", "size": 1}
            unit.session.add(Attachment(**of, **named))
    _registered, added = work.desk.history.lines(RecordType.MATTER, matter)
    assert len([change for change in added.changes if change[2].endswith(".pdf")]) == FILES


def test_only_acts_nobody_worked_on_since_can_be_taken_back(work: Casework) -> None:
    matter = work.matter()
    for values in ({"source": "来信"}, {"found": "应当立案"}, {"source": "来访"}, {"review_opinion": "应当立案"}):
        work.fill(matter, **values)
    lines = work.desk.history.lines(RecordType.MATTER, matter)
    assert [line.can_be_undone for line in lines] == [False, False, False, True, True]


def test_what_is_said_of_all_acts_at_once_is_what_each_says_by_itself(database: Database, work: Casework) -> None:
    """Acts that reach beyond the matter (triage, hand-over of several) and acts that were taken back among them."""
    said = ClueDraft(source="来信来访", unit="青山县公安局", found="应当立案而未立案", kind="监督立案")
    clues = [work.desk.clues.register(HANDLER, said).id for _ in range(2)]
    opening = TriageDraft(Triage.OPENED, PartialDate("2026-11-22"), TriageTarget.MATTER)
    first, second = (each.id for each in work.desk.clues.triage(HANDLER, clues, opening).made)
    keys = [RecordKey(RecordType.MATTER, each) for each in (first, second)]
    work.desk.hand_overs.offer(HEAD, keys, Target(handler="李某"), "分工调整")
    work.go_on(first, Stage.INVESTIGATION)
    work.fill(first, review_opinion="应当立案")
    last = work.desk.history.last_act()
    assert last is not None
    work.desk.history.take_back(HANDLER, last.act)
    work.desk.hand_overs.accept(Actor("李某"), work.desk.hand_overs.of(keys[1])[0].id)
    work.step(first, Stage.INTAKE, "补充材料")
    with database.read() as session:
        for matter in (first, second):
            lines = work.desk.history.lines(RecordType.MATTER, matter)
            apart = [_asked_alone(session, line.act) for line in lines]
            assert [line.can_be_undone for line in lines] == apart
            assert len(set(apart)) == 2


def _asked_alone(session: Session, act: int) -> bool:
    return can_be_undone(session, act, session.get_one(AuditEntry, act).intention)
