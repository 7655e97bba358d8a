"""移送线索 and 登记反馈: a referral to a department or another body, and what came of it."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.foundation.intentions import Actor
from app.services.hand_overs.rows import AnswerDraft, ReferralDraft, ReferralRow
from app.services.papers.rows import RecordKey
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace


class ReferDialog(SavingDialog):
    """Departments of the office and known organisations are offered; anything else may be typed."""

    def __init__(self, workplace: Workplace, record: RecordKey, name: str, parent: QWidget | None = None) -> None:
        """``name`` is the record's heading."""
        super().__init__(workplace, "移送线索", "登记移送", parent)
        self._record = record
        self.tell(f"{name}。登记移送给本院部门或其他机关的线索；移送函、移送表可在“文书”中按此生成。")
        self.form.add_looked_up("recipient", "移送给", "", self._known, hint="本院部门或单位全称")
        self.form.add_text("letter_number", "移送函文号", hint="没有可以不填")
        self.form.add_date("referred_on", "移送日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("content", "移送内容", lines=5)
        self.form.add_file("file", "移送函扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        draft = ReferralDraft(
            recipient=self.form.text("recipient"),
            referred_on=self.form.needed_date("referred_on"),
            content=self.form.text("content"),
            letter_number=self.form.text("letter_number"),
            file=self.form.file("file"),
        )
        service, record = self.workplace.desk.referrals, self._record
        return lambda progress: service.refer(actor, record, draft, progress)

    def done_words(self) -> str:
        """To whom it went."""
        return f"已登记移送{self.form.text('recipient')}"

    def _known(self, typed: str) -> list[str]:
        offices = self.workplace.desk.offices
        own = [name for name in offices.departments() if typed.strip() in name]
        return [*own, *(found.name for found in offices.suggest(typed))]


class ReferralAnswerDialog(SavingDialog):
    """Day, what came of it, and the answer's file."""

    def __init__(self, workplace: Workplace, row: ReferralRow, parent: QWidget | None = None) -> None:
        """``row`` has no answer yet."""
        super().__init__(workplace, "登记反馈", "登记反馈", parent)
        self._row = row
        letter = f"（{row.letter_number}）" if row.letter_number else ""
        self.tell(f"{row.number} 于 {row.referred_on} 移送{row.recipient}{letter}。")
        self.form.add_date("on", "反馈日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("answer", "反馈情况", lines=4)
        self.form.add_file("file", "反馈材料")

    @override
    def job(self, actor: Actor) -> Save:
        draft = AnswerDraft(self.form.needed_date("on"), self.form.text("answer"), self.form.file("file"))
        service, key = self.workplace.desk.referrals, self._row.id
        return lambda progress: service.record_answer(actor, key, draft, progress)
