"""登记督促: a call, visit, meeting, letter or announcement, with its record."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.letter_terms import UrgingForm
from app.models.terms import RecordType
from app.services.foundation.intentions import Actor
from app.services.further_measures.conditions import handler_words, urging_words
from app.services.further_measures.rows import URGING, FollowUpCard, UrgingDraft
from app.services.papers.rows import RecordKey
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace


class UrgingDialog(SavingDialog):
    """Registers one urging of one letter."""

    def __init__(self, workplace: Workplace, card: FollowUpCard, parent: QWidget | None = None) -> None:
        """``card`` says whose letter it is and what has been done so far."""
        super().__init__(workplace, "登记督促", "登记", parent)
        self._card = card
        form, people = self.form, [person.name for person in workplace.desk.offices.people()]
        self._form: QComboBox = form.add_term("form", "方式", UrgingForm)
        form.add_date("urged_on", "日期", PartialDate.of(workplace.desk.clock.today()))
        self._by: QComboBox = form.add_choice(
            "urged_by", "督促人", people, card.standing.handler or workplace.actor.name
        )
        form.add_text("person", "对方人员", hint="被询问、走访的人，参加会商的单位")
        form.add_long_text("content", "内容", lines=4)
        form.add_long_text("answer", "对方答复", lines=3)
        self._number: QLineEdit = form.add_text("number", "督促函文号", hint="登记制发时给的号")
        form.add_file("scan", "笔录或记录")
        self._form.currentIndexChanged.connect(lambda _: self._fit())
        self._by.editTextChanged.connect(lambda _: self._explain())
        self._fit()
        self._explain()

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        draft = UrgingDraft(
            form=form.term("form", UrgingForm),
            urged_on=form.needed_date("urged_on"),
            urged_by=form.text("urged_by"),
            content=form.text("content"),
            person=form.text("person"),
            answer=form.text("answer"),
            number=form.text("number") if self._is_letter() else "",
            scan=form.file("scan"),
        )
        service, key = self.workplace.desk.further_measures, self._card.letter_id
        return lambda progress: service.urge(actor, key, draft, progress)

    def _is_letter(self) -> bool:
        return bool(self._form.currentData() == UrgingForm.LETTER.value)

    def _fit(self) -> None:
        """A 督促函 has a number; the registered one is filled in."""
        self.form.show_field("number", self._is_letter())
        if not self._is_letter() or self._number.text():
            return
        key = RecordKey(RecordType.SUGGESTION, self._card.letter_id)
        paper = self.workplace.desk.papers.frozen(URGING, key)
        if paper is not None:
            self._number.setText(paper.number)

    def _explain(self) -> None:
        words = (urging_words(self._card.standing), handler_words(self._card.standing.handler, self._by.currentText()))
        self.tell("\n".join(part for part in words if part))
