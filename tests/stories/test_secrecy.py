"""Marks and masked names at the screen."""

import pytest
from PySide6.QtWidgets import QMenu

from app.models.terms import RecordType
from tests.stories.conftest import ClerksDesk


@pytest.mark.parametrize("kind", [RecordType.SUGGESTION, RecordType.MATTER])
def test_masking_a_name_has_an_icon_as_every_act_beside_it(desk: ClerksDesk, kind: RecordType) -> None:
    record = desk.has_letter("青山县水利局") if kind is RecordType.SUGGESTION else desk.has_matter("青山县水利局")
    desk.window.workplace.open_record(kind, record)
    desk.settle()
    assert desk.record is not None
    menus = desk.record.findChildren(QMenu)
    groups = {menu.title() for menu in menus}
    icons = [{act.text(): act.icon() for act in menu.actions()} for menu in menus]
    beside = next(found for found in icons if "遮蔽姓名…" in found)
    assert [title for title, icon in beside.items() if icon.isNull() and title not in groups] == []
