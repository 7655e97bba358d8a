"""With accounts, what lies in the trash is deleted for good by two people, and seen by those who may remove."""

from datetime import timedelta

import pytest

from app.models.terms import RecordType
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.access.four_eyes import NotCountersigned
from app.services.foundation.errors import NotAllowed
from app.services.matters.rows import MatterDraft
from tests.services.access.conftest import NAMES, MovingClock, sign_in


def test_a_removed_record_is_deleted_for_good_by_two_people(desk: OpenDesk, moving: MovingClock) -> None:
    moving.moment -= timedelta(days=365)  # so that no password has run out by the time it may go
    leader = sign_in(desk, Role.LEADER)
    matter = desk.matters.register(leader, MatterDraft("立案监督", "青山县公安局")).id
    desk.trash.remove(leader, RecordType.MATTER, matter, "登记错了")
    (line,) = desk.trash.lines()
    moving.moment += timedelta(days=365)
    leader = sign_in(desk, Role.LEADER)
    with pytest.raises(NotCountersigned, match="彻底删除"):
        desk.trash.delete_for_good(leader, line.id, "清理")
    where = "trash.delete_for_good", "removed_record", line.id
    asked = desk.countersigns.ask(leader, *where, f"彻底删除 {line.number}", "清理")
    desk.countersigns.answer(sign_in(desk, Role.HEAD), asked.id, True)
    desk.trash.delete_for_good(sign_in(desk, Role.LEADER), line.id, "清理")
    (gone,) = desk.trash.lines(with_gone=True)
    assert (gone.gone_by, gone.agreed_by) == (NAMES[Role.LEADER], NAMES[Role.HEAD])


def test_officers_do_not_see_what_lies_in_the_trash(desk: OpenDesk) -> None:
    sign_in(desk, Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="回收站"):
        desk.trash.lines()
