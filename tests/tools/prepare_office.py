"""A store with an office's people and two matters, made through the services for those who drive the window.

``python -m tests.tools.prepare_office STORE SCAN``: one matter lacks only its result to be closed, the other
has just come in. Everything happens today, so that no date lies ahead.
"""

import sys
from pathlib import Path

from app.bootstrap import OpenDesk, Shop
from app.models.actor import Actor
from app.models.case_terms import Role, Verdict
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.approvals.rows import Proposal, SignedOpinion, SignedSheet
from app.services.foundation.clock import SystemClock
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import RecordKey

HANDLER = Actor("张某")
PEOPLE = (
    ("张某", "检察官", "第一检察部"),
    ("王某", "部门负责人", "第一检察部"),
    ("李某", "检察官", "第二检察部"),
    ("钱某", "检察长", ""),
)


def prepare(store: Path, scan: Path) -> None:
    """Make the store; nothing may stand at its path."""
    shop = Shop(SystemClock(), Resources.shipped())
    shop.create(store, "青山县人民检察院", "青检")
    desk = shop.open(store)
    for name in ("第一检察部", "第二检察部"):
        desk.offices.add_department(HANDLER, name)
    for name, post, department in PEOPLE:
        desk.offices.add_person(HANDLER, name, post, department)
    _near_its_end(desk, scan)
    _come_in(desk, "青山县司法局", Stage.INTAKE)
    desk.close()


def _come_in(desk: OpenDesk, unit: str, stage: Stage) -> int:
    draft = MatterDraft(
        "监督立案",
        unit,
        department="第一检察部",
        handler=HANDLER.name,
        accepted_on=PartialDate.of(desk.clock.today()),
        stage=stage,
    )
    return desk.matters.register(HANDLER, draft).id


def _near_its_end(desk: OpenDesk, scan: Path) -> None:
    today = PartialDate.of(desk.clock.today())
    matter = _come_in(desk, "青山县公安局", Stage.FOLLOW_UP)
    case = desk.matters.case(matter)
    assert case is not None
    desk.matters.fill_in(HANDLER, matter, case.version, {"response": "已立案侦查", "responded_on": str(today)})
    proposal = Proposal("close", "公安机关已立案，建议结案。", "王某")
    approval = desk.approvals.propose(HANDLER, RecordKey(RecordType.MATTER, matter), proposal).id
    opinions = (
        SignedOpinion(Role.REVIEW, "王某", today, Verdict.AGREED),
        SignedOpinion(Role.DECIDE, "钱某", today, Verdict.AGREED),
    )
    desk.approvals.register_signed(HANDLER, approval, SignedSheet(opinions, scan))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]))
