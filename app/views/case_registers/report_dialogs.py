"""登记请示报告, its answer, and what was done with it: a dialog each."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.case_terms import Direction, ReportKind
from app.models.dates import PartialDate
from app.services.case_registers.rows import AnswerDraft, RecordRef, ReportCard, ReportDraft
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.case_registers.entry_dialog import EntryDialog
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class ReportDialog(EntryDialog):
    """Without a card an entry is made, with one it is changed."""

    def __init__(
        self,
        workplace: Workplace,
        card: ReportCard | None = None,
        record: RecordRef | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``record`` is the one whose page opened the dialog."""
        super().__init__(workplace, "修改登记" if card else "登记请示报告", parent)
        self._card = card
        self._add_fields(card.draft if card else None)
        self.add_record(card.record if card else record, is_given=record is not None)

    @override
    def perform(self, actor: Actor) -> Written:
        service = self.workplace.desk.case_registers.reports
        if self._card is None:
            return service.register(actor, self._draft())
        return service.amend(actor, self._card.id, self._card.version, self._draft())

    def _draft(self) -> ReportDraft:
        form = self.form
        return ReportDraft(
            kind=form.term("kind", ReportKind),
            direction=form.term("direction", Direction),
            title=form.text("title"),
            counterpart=form.text("counterpart"),
            sent_on=form.needed_date("sent_on"),
            number=form.text("number"),
            handler=form.text("handler"),
            content=form.text("content"),
            record_number=form.text("record_number"),
        )

    def _add_fields(self, said: ReportDraft | None) -> None:
        form, desk = self.form, self.workplace.desk
        form.add_term("kind", "种类", ReportKind, said.kind if said else None)
        direction = form.add_term("direction", "方向", Direction, said.direction if said else Direction.UP)
        direction.setToolTip("上行：报上级；下行：下级报来")
        form.add_text("title", "标题", said.title if said else "")
        form.add_looked_up(
            "counterpart",
            "对方单位",
            said.counterpart if said else "",
            lambda typed: [found.name for found in desk.offices.suggest(typed)],
            hint="报给谁，或谁报来",
        )
        today = PartialDate.of(desk.clock.today())
        form.add_date("sent_on", "发文或收文日期", said.sent_on if said else today, is_month_enough=True)
        form.add_text("number", "文号", said.number if said else "")
        self.add_person("handler", "承办人", said.handler if said else self.workplace.actor.name)
        form.add_long_text("content", "内容", said.content if said else "", lines=3)


class AnswerDialog(FormDialog):
    """登记答复, or a correction of it."""

    def __init__(self, workplace: Workplace, card: ReportCard, parent: QWidget | None = None) -> None:
        """``card`` is the entry as it was shown."""
        super().__init__(workplace, "登记答复", "登记答复", parent)
        self._card, said = card, card.answer
        self.tell(f"{card.entry_number} {card.draft.title}（{card.draft.sent_on}）")
        today = PartialDate.of(workplace.desk.clock.today())
        self.form.add_date("answered_on", "答复日期", said.answered_on if said else today, is_month_enough=True)
        self.form.add_text("answer_number", "答复文号", said.answer_number if said else "")
        self.form.add_long_text("answer", "答复内容", said.answer if said else "", lines=5)

    @override
    def perform(self, actor: Actor) -> Written:
        form, card = self.form, self._card
        draft = AnswerDraft(form.needed_date("answered_on"), form.text("answer"), form.text("answer_number"))
        return self.workplace.desk.case_registers.reports.record_answer(actor, card.id, card.version, draft)


class ReportDoneDialog(FormDialog):
    """登记落实, or a correction of it."""

    def __init__(self, workplace: Workplace, card: ReportCard, parent: QWidget | None = None) -> None:
        """``card`` is the entry as it was shown."""
        super().__init__(workplace, "登记落实", "登记落实", parent)
        self._card = card
        self.tell(f"{card.entry_number} {card.draft.title}" + (f"\n答复：{card.answer.answer}" if card.answer else ""))
        today = PartialDate.of(workplace.desk.clock.today())
        self.form.add_date("implemented_on", "落实日期", card.implemented_on or today, is_month_enough=True)
        self.form.add_long_text("implementation", "落实情况", card.implementation, lines=4)

    @override
    def perform(self, actor: Actor) -> Written:
        reports, card, form = self.workplace.desk.case_registers.reports, self._card, self.form
        done_on = form.needed_date("implemented_on")
        return reports.record_implementation(actor, card.id, card.version, done_on, form.text("implementation"))
