"""A clerk writes onto a stick: asked why, who agreed and which stick it is, before anything is written."""

from pathlib import Path

import pytest

from app.models.terms import RecordType
from app.models.trust_terms import Marking, Shielded
from app.services.papers.rows import PaperNamed, RecordKey
from app.services.secrecy.rows import Mark
from app.services.store.media import Medium
from app.views.secrecy.register_dialog import OutputDialog
from app.views.secrecy.way_out import CarryDialog, WayOut
from tests.stories.conftest import CLERK, ClerksDesk


@pytest.fixture
def stick(desk: ClerksDesk, tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    desk.services.carriers.plugged = lambda: (Medium(tmp_path / "stick", "60A44C"),)
    return tmp_path / "stick"


def test_a_stick_is_asked_for_and_a_folder_of_this_machine_is_not(desk: ClerksDesk, stick: Path) -> None:
    written: list[Path] = []
    ask = WayOut(desk.window.workplace, desk.window, PaperNamed("附件 照片.jpg", "attachment", 0))
    ask.to(stick.parent / "照片.jpg", written.append)
    assert written == [stick.parent / "照片.jpg"]
    (line,) = desk.services.papers.log.lines()
    assert (line.title, line.act.label, line.who, line.medium) == ("附件 照片.jpg", "导出", "张某", "")
    ask.to(stick / "照片.jpg", written.append)
    (dialog,) = desk.window.findChildren(CarryDialog)
    dialog.accept()
    assert any("事由" in told for told in desk.problems())
    assert len(written) == 1
    desk.fill(reason="移送", approver="王某", medium="U-3")
    desk.confirm()
    assert written[1:] == [stick / "照片.jpg"]
    line, _own = desk.services.papers.log.lines()
    assert (line.title, line.approver, line.medium, line.reason) == ("附件 照片.jpg", "王某", "U-3", "移送")


def test_a_disc_is_entered_by_hand(desk: ClerksDesk) -> None:
    dialog = OutputDialog(desk.window.workplace, desk.window)
    dialog.open()
    desk.fill(title="卷宗光盘", medium="CD-1", target="移送", approver="王某", reason="移送审查")
    desk.confirm()
    (line,) = desk.services.papers.log.lines()
    assert (line.act.label, line.title, line.medium, line.who) == ("刻录", "卷宗光盘", "CD-1", "张某")


def test_beside_a_list_no_masked_name_is_read_and_a_work_secret_stays_closed(desk: ClerksDesk) -> None:
    record = RecordKey(RecordType.MATTER, desk.has_matter("张三丰水务"))
    desk.go_to("监督事项")
    preview, secrecy = desk.listing.preview, desk.services.secrecy
    preview.show_record(record.record_id)
    assert "张三丰" in desk.texts(preview)
    secrecy.shield(CLERK, record, "张三丰", Shielded.VICTIM)
    preview.show_record(record.record_id)
    assert "张三丰" not in desk.texts(preview)
    assert "水务" in desk.texts(preview)
    secrecy.mark(CLERK, record, Mark(Marking.WORK_SECRET, "检察长"))
    preview.show_record(record.record_id)
    assert "打开记录才显示" in desk.texts(preview)
    assert "行政违法行为监督" not in desk.texts(preview)
