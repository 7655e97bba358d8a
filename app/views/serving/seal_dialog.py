"""登记用印: which paper of a letter was sealed, how many, by whose leave, by whom."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.foundation.intentions import Actor
from app.services.papers.rows import RecordKey
from app.services.serving.rows import LETTER_PAPER, SealDraft, ServingCard
from app.services.suggestions.rows import LetterCard
from app.views.serving.step_dialog import StepDialog, whole_number
from app.views.shared.work_dialog import Save
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of

_PAPERS = (LETTER_PAPER, "送达回证", "备案表", "宣告送达笔录")
_LEADER = "检察长"


class SealDialog(StepDialog):
    """One use of the seal on a paper of a letter."""

    def __init__(self, workplace: Workplace, card: LetterCard, serving: ServingCard, parent: QWidget | None) -> None:
        """``serving`` says how many copies were allotted."""
        super().__init__(workplace, "登记用印", card.version, parent)
        self._card = card
        self.tell(f"{name_of(card)} 致 {card.draft.addressee}。登记后给出用印登记号，可在“登记簿”里查看和打印。")
        allotted = sum(row.copies for row in serving.copies)
        today = PartialDate.of(workplace.desk.clock.today())
        leaders = [person.name for person in workplace.desk.offices.people() if person.post == _LEADER]
        self.form.add_choice("paper", "用印的文书", _PAPERS, LETTER_PAPER)
        self.form.add_text("copies", "份数", str(allotted) if allotted else "")
        self.form.add_date("sealed_on", "用印日期", today)
        self.add_person("applicant", "申请人", card.draft.handler or workplace.actor.name)
        self.add_person("approved_by", "批准人", leaders[0] if len(leaders) == 1 else "")
        self.add_person("sealed_by", "监印人")
        self.form.add_text("note", "备注")

    @override
    def newest(self) -> int | None:
        return self.workplace.desk.suggestions.card(self._card.id).version

    @override
    def job(self, actor: Actor) -> Save:
        form, sealing = self.form, self.workplace.desk.serving.sealing
        key = RecordKey(RecordType.SUGGESTION, self._card.id)
        copies, sealed_on = whole_number(form, "copies", "份数"), form.needed_date("sealed_on")
        texts = {name: form.text(name) for name in ("paper", "applicant", "approved_by", "sealed_by", "note")}
        return self.once_told(
            lambda version, _: sealing.seal(
                actor, key, SealDraft(copies=copies, sealed_on=sealed_on, version=version, **texts)
            )
        )
