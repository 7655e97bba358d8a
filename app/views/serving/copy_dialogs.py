"""添加份数, 修改份数 and 登记报送: copies for one recipient."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.letter_terms import CopyUse
from app.services.foundation.intentions import Actor
from app.services.serving.rows import CopyDraft, CopyRow, Sending
from app.services.suggestions.rows import LetterCard
from app.views.serving.step_dialog import StepDialog, whole_number
from app.views.shared.work_dialog import Save
from app.views.shared.workplace import Workplace


class CopyStepDialog(StepDialog):
    """A step of the copies for one recipient, or for a new one."""

    def __init__(
        self, workplace: Workplace, title: str, copies: tuple[LetterCard, CopyRow | None], parent: QWidget | None
    ) -> None:
        """``copies`` are the letter and the copies as they were shown."""
        self.card, self.row = copies
        super().__init__(workplace, title, self.row.version if self.row else None, parent)

    @override
    def newest(self) -> int | None:
        rows = self.workplace.desk.serving.card(self.card.id).copies
        return next((row.version for row in rows if self.row and row.id == self.row.id), None)


class CopyDialog(CopyStepDialog):
    """Without a row copies are added, with one they are changed."""

    def __init__(
        self, workplace: Workplace, card: LetterCard, row: CopyRow | None = None, parent: QWidget | None = None
    ) -> None:
        """``row`` is what is to be changed."""
        super().__init__(workplace, "修改份数" if row else "添加份数", (card, row), parent)
        form, desk = self.form, workplace.desk
        form.add_term("use", "用途", CopyUse, row.use if row else CopyUse.COPIED)
        form.add_looked_up(
            "recipient",
            "接收单位",
            row.recipient if row else "",
            lambda typed: [found.name for found in desk.offices.suggest(typed)],
        )
        form.add_text("copies", "份数", str(row.copies) if row else "1")
        form.add_text("note", "备注", row.note if row else "")

    @override
    def job(self, actor: Actor) -> Save:
        form, copying, row, letter = self.form, self.workplace.desk.serving.copying, self.row, self.card.id
        copies = whole_number(form, "copies", "份数")
        draft = CopyDraft(form.term("use", CopyUse), form.text("recipient"), copies, form.text("note"))
        if row is None:
            return lambda _: copying.add(actor, letter, draft)
        return self.once_told(lambda version, _: copying.amend(actor, row.id, version or 0, draft))


class SendingDialog(CopyStepDialog):
    """登记报送: one recipient of filing or information is ticked off."""

    def __init__(self, workplace: Workplace, card: LetterCard, row: CopyRow, parent: QWidget | None = None) -> None:
        """``row`` is whom it goes to."""
        super().__init__(workplace, "登记报送", (card, row), parent)
        filing = "备案的接收部门全部登记后，最后一次的日期为备案日期。" if row.use is CopyUse.FILING else ""
        self.tell(f"{row.use.label}：{row.recipient}，{row.copies} 份。{filing}")
        self.form.add_date("sent_on", "送出日期", PartialDate.of(workplace.desk.clock.today()))
        self.add_person("sent_by", "经办人", workplace.actor.name)
        self.form.add_text("receiver", "签收人")

    @override
    def job(self, actor: Actor) -> Save:
        form, copying, row = self.form, self.workplace.desk.serving.copying, self.row
        sending = Sending(form.needed_date("sent_on"), form.text("sent_by"), form.text("receiver"))
        key = row.id if row else 0
        return self.once_told(lambda version, _: copying.send(actor, key, version or 0, sending))
