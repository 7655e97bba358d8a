"""移入回收站 and 彻底删除: an act and its reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.errors import NeedsAgreement
from app.services.foundation.intentions import Actor
from app.services.trash.intentions import DELETE_FOR_GOOD
from app.services.trash.rows import RemovedRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

REMOVING = "移入回收站…"


class RemoveDialog(FormDialog):
    """Takes a record out of the registers."""

    def __init__(self, workplace: Workplace, record: tuple[RecordType, int], parent: QWidget) -> None:
        """``record`` is the one on screen."""
        super().__init__(workplace, "移入回收站", "移入回收站", parent)
        self._record = record
        self.tell(
            "这条记录和名下的期限、附件、草稿、经过一起移入回收站，不再出现在清单、搜索、统计里；登记号不再给别的记录。"
            "可以马上撤销，也可以在“系统管理—回收站”里取回。已登记制发、用印、送达或有回复的不能移入。"
        )
        self.form.add_long_text("reason", "理由", lines=2)

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.trash.remove(actor, *self._record, self.form.text("reason"))


class DeleteDialog(FormDialog):
    """Gives a record in the trash up."""

    def __init__(self, workplace: Workplace, row: RemovedRow, parent: QWidget) -> None:
        """``row`` is the chosen line."""
        super().__init__(workplace, "彻底删除", "彻底删除", parent)
        self._row = row
        self.tell(
            f"{row.number} {row.title} 将不能再取回，别处没有用到的附件一并删除。审计记录里仍写着它曾经登记过什么。"
            "设有账户时要另一人先同意。"
        )
        self.form.add_long_text("reason", "理由", lines=2)

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.trash.delete_for_good(actor, self._row.id, self.form.text("reason"))

    @override
    def finish(self, written: Written) -> None:
        super().finish(written)
        self.workplace.say("已彻底删除")  # nothing that could be taken back


def wanted_for(row: RemovedRow) -> NeedsAgreement:
    """What a second person is to agree to before a record in the trash is given up."""
    return NeedsAgreement("", DELETE_FOR_GOOD.name, ("removed_record", row.id))


def offer_removal(frame: RecordFrame, record_type: RecordType) -> Callable[[], None]:
    """The act under 更多 of a record's page."""

    def ask() -> None:
        if frame.record_id is not None:
            RemoveDialog(frame.workplace, (record_type, frame.record_id), frame).open()

    frame.add_more(REMOVING, ask, "x")
    return ask
