"""Every shipped matter type in the window, from registering to each of its exits, by its own dialogs."""

import pytest
from PySide6.QtWidgets import QComboBox

from app.models.case_terms import MatterExit
from app.models.terms import Lamp, Stage
from app.services.approvals.rows import CHIEF, COMMITTEE
from app.services.closing.rows import NO_INTERFERENCE
from app.services.foundation.resources import Resources
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import MatterType
from app.services.matters.rows import MissingKind
from app.views.matters.card_dialog import CardDialog
from app.views.matters.record import MatterRecord
from tests.services.casework import ACTS_OF_EXITS, Casework, value_of
from tests.services.casework import CHIEF as CHIEF_HOLDER
from tests.stories.conftest import ClerksDesk

TODAY = "2026-11-22"
TYPES = TypeLibrary(Resources.shipped().matter_types).standard
EXHAUSTIVE = pytest.mark.exhaustive
OTHERS = 3  # ways out beside the first


def walks() -> list[object]:
    """Every type to each of its exits; in CI to one of them, the first for every other type."""
    return [
        pytest.param(kind, way, marks=[] if at == (0 if place % 2 else 1 + place // 2 % OTHERS) else [EXHAUSTIVE])
        for place, kind in enumerate(TYPES)
        for at, way in enumerate(kind.exits)
    ]


def steps() -> list[object]:
    """Every type; in CI one of four."""
    return [pytest.param(kind, marks=[EXHAUSTIVE] if place % 4 else []) for place, kind in enumerate(TYPES)]


OF_TASKS = {"task_number", "wanted_by"}  # an upper-level task must be reported before its matter is closed
pytestmark = [pytest.mark.heavy, pytest.mark.exhaustive]  # services/matters walks every type each time


def named(value: object) -> str:
    """A parameter as the run names it."""
    return value.name if isinstance(value, MatterType) else getattr(value, "label", str(value))


class Walk:
    """张某 with a matter on screen; everything is done by the window's own dialogs."""

    def __init__(self, desk: ClerksDesk) -> None:
        self.desk, self.office = desk, Casework(desk.services, desk.folder)

    def register(self, kind: str) -> None:
        """A matter by hand, as the button 登记 begins it."""
        self.desk.go_to("监督事项")
        CardDialog(self.desk.window.workplace, None, self.desk.window.page).open()
        self.desk.fill(kind=kind, unit="青山县公安局", accepted_on="2026-09-01")
        self.desk.confirm()
        assert not self.desk.has_dialog, self.desk.problems()
        self.desk.window.page.open_record(1)
        self.desk.settle()

    @property
    def record(self) -> MatterRecord:
        """The matter's page."""
        record = self.desk.record
        assert isinstance(record, MatterRecord)
        return record

    @property
    def stage(self) -> Stage:
        """Where the matter is."""
        return self.office.case(1).stage

    def supply_all(self) -> None:
        """Follow the links of what is missing until none is left."""
        while self.record.missing.missing:
            before = self.record.missing.missing
            self.supply(before[0].kind, before[0].code, before[0].stage, before[0].title)
            assert self.record.missing.missing != before

    def supply(self, kind: MissingKind, code: str, stage: Stage, title: str) -> None:
        """Press one link and do what it leads to."""
        if kind is MissingKind.PAPER:
            self.attach(title)
            return
        self.record.missing.linkActivated.emit("0")
        self.desk.settle()
        if kind is MissingKind.APPROVAL:
            self.propose(code)
        else:
            self.fill_in(stage)

    def fill_in(self, stage: Stage) -> None:
        """Every field of the stage, in the dialog of its card."""
        card = self.office.case(1).of(stage)
        assert card is not None
        self.desk.fill(**{field.name: value_of(field) for field in card.rule.fields if field.name not in OF_TASKS})
        self.confirm()

    def propose(self, act: str) -> None:
        """Put an act up in the open dialog, then bring the signed sheet back."""
        power = next(each for each in self.desk.services.approvals.choices() if each.act == act)
        said = {"content": "事实清楚，建议同意。"} | ({"reviewer": "王某"} if power.reviews else {})
        self.desk.fill(**said)
        self.confirm()
        self.record.approvals.supply(act)
        self.desk.settle()
        decider = CHIEF_HOLDER.name if CHIEF in power.decides.split("、") else COMMITTEE
        if power.reviews:
            self.desk.fill(review_on=TODAY, review_verdict="同意")
        self.desk.fill(decide_person=decider, decide_on=TODAY, decide_verdict="同意")
        self.desk.fill(authority="检委会〔2026〕1号" if decider == COMMITTEE else "", scan=str(self.office.scan))
        self.confirm()

    def attach(self, title: str) -> None:
        """A scan of a paper, under the name its stage asks for."""
        paper = self.desk.has_scan(f"{title}.pdf")
        paper.write_bytes(f"%PDF-1.4 {title}".encode())
        self.record.tabs.setCurrentWidget(self.record.files)
        self.record.files.ask([paper])
        self.desk.fill(purpose=title)
        self.confirm()

    def move_on(self, target: Stage) -> None:
        """转入阶段, to a stage of those offered."""
        self.record.move_on()
        self.desk.fill(stage=target.label)
        self.confirm()
        assert self.stage is target

    def leave(self, way: MatterExit, ground: str) -> None:
        """结案, by a way of those offered."""
        if way is not MatterExit.CLOSED:
            self.record.approvals.supply(ACTS_OF_EXITS[way])
            self.propose(ACTS_OF_EXITS[way])
        self.record.ending.close_case()
        self.desk.settle()
        box = self.desk.dialog.findChild(QComboBox, "exit")
        assert box is not None
        box.setCurrentIndex(box.findData(way.value))
        self.desk.fill(**EXITS[way], interference=NO_INTERFERENCE)
        if way is MatterExit.TERMINATED:
            self.desk.fill(ground=ground)
        self.confirm()

    def drop(self) -> None:
        """Esc, and where something was typed, 放弃填写."""
        self.desk.dialog.reject()
        self.desk.settle()
        if self.desk.has_dialog:
            self.desk.click("放弃填写")

    def confirm(self) -> None:
        """The coloured button; the dialog closes without a word."""
        self.desk.confirm()
        assert not self.desk.has_dialog, self.desk.problems()


EXITS = {
    MatterExit.CLOSED: {"outcome": "已纠正"},
    MatterExit.CONVERTED: {"case_number": "青检诉受20260001", "reason": "符合立案条件"},
    MatterExit.REFERRED: {"recipient": "滨海市监察委员会", "content": "有关线索", "reason": "不属本部门办理"},
    MatterExit.TERMINATED: {"reason": "经查没有违法情形"},
}


@pytest.fixture
def walk(desk: ClerksDesk) -> Walk:
    return Walk(desk)


@pytest.mark.parametrize(("kind", "way"), walks(), ids=named)
def test_a_matter_goes_through_the_window_from_entry_to_its_exit(walk: Walk, kind: MatterType, way: MatterExit) -> None:
    walk.register(kind.offered[0])
    stages = [each.stage for each in kind.stages[:-1] if way is MatterExit.CLOSED or not each.is_optional]
    for stage in stages[1:] if way is MatterExit.CLOSED else stages[1:2]:
        walk.supply_all()
        walk.move_on(stage)
    if way is MatterExit.CLOSED:
        walk.supply_all()
    walk.leave(way, kind.grounds[0])
    card = walk.desk.services.closing.card(1)
    assert (card.exit, card.is_closed) == (way, True)
    assert walk.desk.services.matters.card(1).lamp is Lamp.DONE
    assert walk.desk.listed("阶段") == ["结案归档"]


@pytest.mark.parametrize("kind", steps(), ids=named)
def test_the_window_offers_no_illegal_step_from_any_stage(walk: Walk, kind: MatterType) -> None:
    walk.register(kind.offered[0])
    for rule in kind.stages[:-1]:
        case = walk.office.case(1)
        before = [each.stage for each in kind.stages if list(Stage).index(each.stage) < list(Stage).index(rule.stage)]
        walk.record.move_on()
        walk.desk.settle()
        box = walk.desk.dialog.findChild(QComboBox, "stage")
        assert box is not None
        offered = {box.itemText(place) for place in range(box.count())} - {Stage.CLOSING.label}
        assert offered == {stage.label for stage in (*case.ahead, *before)} - {Stage.CLOSING.label}
        if before:
            refused(walk, before[0])
        ahead = [stage for stage in case.ahead if stage is not Stage.CLOSING]
        if case.missing and ahead:
            refused(walk, ahead[0])
        walk.drop()
        assert walk.stage is rule.stage
        if ahead:
            walk.supply_all()
            walk.move_on(ahead[0])


def refused(walk: Walk, target: Stage) -> None:
    """Pressed without a reason, or with something missing, the dialog stays and says why."""
    walk.desk.fill(stage=target.label)
    walk.desk.confirm()
    assert walk.desk.has_dialog
    assert walk.desk.problems() != []
