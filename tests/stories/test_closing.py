"""The end of a matter in the window: the checklist leads to what is missing; ways out, taking up again, archiving."""

import pytest
from PySide6.QtWidgets import QComboBox

from app.models.case_terms import MatterExit
from app.models.terms import Lamp, Stage
from app.services.closing.rows import NO_INTERFERENCE
from app.views.closing.closing_dialog import ClosingDialog
from app.views.matters.record import MatterRecord
from tests.services.casework import Casework
from tests.stories.conftest import ClerksDesk


class End:
    """A matter on screen near its end."""

    def __init__(self, desk: ClerksDesk) -> None:
        self.desk = desk
        self.work = Casework(desk.services, desk.folder)

    def open(self, matter: int) -> MatterRecord:
        self.desk.go_to("监督事项")
        self.desk.window.page.open_record(matter)
        self.desk.settle()
        record = self.desk.record
        assert isinstance(record, MatterRecord)
        return record

    def close_dialog(self, matter: int) -> ClosingDialog:
        self.open(matter).ending.close_case()
        self.desk.settle()
        dialog = self.desk.dialog
        assert isinstance(dialog, ClosingDialog)
        return dialog

    def choose(self, way: MatterExit) -> None:
        box = self.desk.dialog.findChild(QComboBox, "exit")
        assert box is not None
        box.setCurrentIndex(box.findData(way.value))

    def ready(self) -> int:
        matter = self.work.matter(Stage.FOLLOW_UP)
        self.work.satisfy(matter)
        self.work.fill(matter, outcome="已立案")
        self.work.approve(matter, "close")
        return matter


@pytest.fixture
def end(desk: ClerksDesk) -> End:
    return End(desk)


def test_a_ready_matter_offers_to_close_and_is_closed(desk: ClerksDesk, end: End) -> None:
    matter = end.ready()
    record = end.open(matter)
    assert record.next.text() in {"结案…", "转入“复查救济”"}
    end.close_dialog(matter)
    desk.fill(interference=NO_INTERFERENCE)
    desk.confirm()
    assert not desk.has_dialog
    assert desk.says().startswith("已办结")
    assert desk.services.matters.card(matter).lamp is Lamp.DONE


def test_the_checklist_names_what_is_missing_and_leads_there(desk: ClerksDesk, end: End) -> None:
    matter = end.work.matter(Stage.FOLLOW_UP)
    dialog = end.close_dialog(matter)
    assert "对方处理" in dialog.checklist.text()
    place = next(number for number, line in enumerate(desk.services.closing.card(matter).lines) if line.missing)
    dialog.checklist.linkActivated.emit(str(place))
    desk.settle()
    assert desk.dialog.windowTitle().startswith("填写")


def test_a_refused_closing_keeps_the_dialog_and_says_why(desk: ClerksDesk, end: End) -> None:
    end.close_dialog(end.work.matter(Stage.FOLLOW_UP))
    desk.fill(interference=NO_INTERFERENCE, outcome="已立案")
    desk.confirm()
    assert desk.has_dialog
    assert any("还不能办结" in each for each in desk.problems())


def test_interference_is_asked_for_beside_its_field(desk: ClerksDesk, end: End) -> None:
    end.close_dialog(end.ready())
    desk.confirm()
    assert desk.problems() == ["请填写是否有过问干预情形。"]


def test_another_way_out_asks_for_its_own_fields_and_its_decision(desk: ClerksDesk, end: End) -> None:
    dialog = end.close_dialog(end.work.matter(Stage.INVESTIGATION))
    end.choose(MatterExit.TERMINATED)
    assert "终结审查" in dialog.checklist.text()
    assert "还没有批准" in dialog.checklist.text()
    end.choose(MatterExit.CONVERTED)
    assert dialog.form.text("case_number") == ""


def test_a_matter_is_converted_under_its_case_number(desk: ClerksDesk, end: End) -> None:
    matter = end.work.matter(Stage.INVESTIGATION)
    end.work.approve(matter, "convert")
    end.close_dialog(matter)
    end.choose(MatterExit.CONVERTED)
    desk.fill(case_number="青检刑诉受2026001", interference=NO_INTERFERENCE)
    desk.confirm()
    assert not desk.has_dialog
    assert desk.says().startswith("已转为案件")


def test_a_closed_matter_is_taken_up_again_and_archived(desk: ClerksDesk, end: End) -> None:
    matter = end.ready()
    end.close_dialog(matter)
    desk.fill(interference=NO_INTERFERENCE)
    desk.confirm()
    record = end.open(matter)
    record.ending.archive()
    desk.confirm()
    assert desk.says().startswith("已归档")
    record.ending.reopen()
    desk.fill(reason="公安机关提出异议")
    desk.confirm()
    assert desk.services.matters.card(matter).draft.stage is Stage.RE_EXAMINATION


def test_an_open_matter_is_neither_taken_up_again_nor_archived(desk: ClerksDesk, end: End) -> None:
    record = end.open(end.work.matter())
    for step in (record.ending.reopen, record.ending.archive):
        step()
        assert not desk.has_dialog
        assert "还没有结案" in desk.says()


def test_another_retention_proposes_its_own_number(desk: ClerksDesk, end: End) -> None:
    matter = end.ready()
    end.work.close(matter)
    end.open(matter).ending.archive()
    box = desk.dialog.findChild(QComboBox, "retention")
    assert box is not None
    box.setCurrentIndex(0)
    assert desk.dialog.form.text("number") == "青检-2026-1-00001"
