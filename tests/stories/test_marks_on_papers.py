"""What stands at the head of a document in the corner: the marks somebody chose, and those the record gives."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.models.terms import RecordType
from app.models.trust_terms import Marking
from app.services.papers.rows import RecordKey
from app.services.secrecy.rows import Mark
from tests.stories.conftest import CLERK, ClerksDesk
from tests.stories.writer import Writer


@pytest.fixture
def draft(desk: ClerksDesk) -> int:
    """A letter that is being drafted."""
    return desk.has_letter("青山县水利局", problem="河道淤塞")


def test_marks_at_the_head_and_the_style_reach_the_page(writer: Writer, draft: int) -> None:
    writer.open(draft)
    writer.view.choice.styles.setCurrentIndex(writer.view.choice.styles.findData("official"))
    box = writer.view.form.findChild(QComboBox, "secrecy")
    assert box is not None
    box.setEditText("内部")
    writer.wait()
    assert writer.said().startswith("内部")
    laid = writer.view.paper.pages.laid
    assert laid is not None
    assert "印发" in laid.text


def test_the_field_of_secrecy_shows_the_mark_the_record_gives_the_paper(writer: Writer, draft: int) -> None:
    key = RecordKey(RecordType.SUGGESTION, draft)
    writer.desk.services.secrecy.mark(CLERK, key, Mark(Marking.WORK_SECRET, "承办人"))
    writer.open(draft)
    box = writer.view.form.findChild(QComboBox, "secrecy")
    assert box is not None
    assert box.currentText() == ""
    assert box.lineEdit().placeholderText() == "工作秘密"
    assert writer.said().startswith("工作秘密")


def test_no_level_of_state_secrecy_is_laid_out_or_kept(writer: Writer, draft: int, qtbot: QtBot) -> None:
    writer.open(draft)
    box = writer.view.form.findChild(QComboBox, "secrecy")
    assert box is not None
    box.setEditText("机密")
    qtbot.waitUntil(lambda: "“密级”写着机密" in writer.view.paper.work.problem.text(), timeout=20_000)
    assert not writer.view.save_typed()
    assert "“密级”写着机密" in writer.view.problem.text()
