"""关联: two records that belong together, how and why; and taking a link away."""

from PySide6.QtWidgets import QWidget

from app.models.case_terms import LinkKind
from app.models.terms import RecordType
from app.services.clues.rows import LinkRow, RecordKey
from app.services.desk import Desk
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class LinkDialog(FormDialog):
    """The other record is named by its number; where it was offered, that and the reason stand there already."""

    def __init__(
        self,
        workplace: Workplace,
        record: RecordKey,
        parent: QWidget | None = None,
        *,
        number: str = "",
        kind: LinkKind = LinkKind.SIBLING,
        reason: str = "",
    ) -> None:
        """``record`` is the one that is looked at."""
        super().__init__(workplace, "关联记录", "关联", parent)
        self._record = record
        form = self.form
        form.add_text("number", "登记号或文号", number, hint="如 XS2026-00012、SX2026-00003、检建文号")
        form.add_term("kind", "关系", LinkKind, kind)
        form.add_long_text("reason", "理由", reason, lines=3)

    def perform(self, actor: Actor) -> Written:
        """Link the two."""
        form, desk = self.form, self.workplace.desk
        kind = form.term("kind", LinkKind)
        other = record_numbered(desk, form.text("number"))
        return desk.clues.link(actor, self._record, other, kind, form.text("reason"))


class UnlinkDialog(FormDialog):
    """取消关联."""

    def __init__(self, workplace: Workplace, link: LinkRow, parent: QWidget | None = None) -> None:
        """``link`` is the one to be taken away."""
        super().__init__(workplace, "取消关联", "取消关联", parent)
        self._link = link
        self.tell(f"不再与 {link.entry_number} {link.title} 关联。两件记录本身不变。")
        self.form.add_text("reason", "理由", hint="可以不填")

    def perform(self, actor: Actor) -> Written:
        """Take the link away."""
        return self.workplace.desk.clues.unlink(actor, self._link.id, self.form.text("reason"))


def record_numbered(desk: Desk, number: str) -> RecordKey:
    """The clue, matter, letter or original case with this number; raises FieldProblem."""
    if not number:
        raise FieldProblem("number", "请填写要关联的线索、监督事项、检察建议或原案的登记号。")
    finders = (
        (RecordType.CLUE, desk.clues.find),
        (RecordType.MATTER, desk.matters.find),
        (RecordType.SUGGESTION, desk.suggestions.find),
        (RecordType.ORIGINAL_CASE, desk.original_cases.find),
    )
    for record_type, find in finders:
        try:
            return record_type, find(number)
        except DomainError:
            continue
    raise FieldProblem("number", f"没有登记号或文号是“{number}”的线索、监督事项、检察建议或原案。请核对后再填。")
