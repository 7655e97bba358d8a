"""发出 of a result: its number and day, the feedback it asks for, and the decision an outside paper goes by."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor
from app.services.papers.rows import RecordKey
from app.services.review_papers.codes import paper_of_result
from app.services.review_results.rows import Approved, ResultRow, SendDraft
from app.views.review_results.wording import asks_feedback, kind_words
from app.views.shared.date_field import DateField
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class SendDialog(FormDialog):
    """A rule nobody verified only proposes the day; it is taken over by a tick."""

    def __init__(self, workplace: Workplace, row: ResultRow, parent: QWidget | None = None) -> None:
        """``row`` is the drafted result."""
        service = workplace.desk.review_results
        self._kind = service.kinds.find(row.kind)
        verb = self._kind.verb
        super().__init__(workplace, f"登记{verb}", verb, parent)
        self._row = row
        self.tell(f"{row.name}“{row.title}”→ {row.addressee}\n{kind_words(self._kind)}")
        form, today = self.form, PartialDate.of(workplace.desk.clock.today())
        self._sent: DateField = form.add_date("sent_on", f"{verb}日期", today)
        form.add_text(
            "number",
            "文号",
            row.number or self._registered(),
            hint="以本院名义发到外单位的必须填写" if row.is_outside else "",
        )
        self._due: DateField = form.add_date("feedback_due_on", "要求反馈日")
        self._proposed: QCheckBox = form.add_check("proposed", "推算", "")
        self._approved: dict[str, Approved] = {}
        if row.is_outside:
            self._offer_decisions(service.approvals(row.review_id, self._kind))
        form.show_field("feedback_due_on", asks_feedback(self._kind))
        self._sent.changed.connect(self._propose)
        self._proposed.toggled.connect(self._take_over)
        self._propose()

    def perform(self, actor: Actor) -> Written:
        """Register that it left."""
        form, row = self.form, self._row
        draft = SendDraft(
            sent_on=form.needed_date("sent_on"),
            number=form.text("number"),
            feedback_due_on=form.date("feedback_due_on") if asks_feedback(self._kind) else None,
            approval_id=self._decision(),
        )
        return self.workplace.desk.review_results.send(actor, row.id, row.version, draft)

    def done_words(self) -> str:
        """已发出 反向审视提醒函."""
        return f"已登记{self._kind.verb}：{self._row.name}"

    def _registered(self) -> str:
        """The number the result's paper was registered with, where no other result has it."""
        desk, review = self.workplace.desk, self._row.review_id
        code = desk.review_results.paper_of(self._row)
        if not code:
            return ""
        paper = desk.papers.archive.current(RecordKey(RecordType.REVERSE_REVIEW, review), code)
        code = paper_of_result(self._kind.paper, self._row.id)
        paper = desk.papers.frozen(code, RecordKey(RecordType.REVERSE_REVIEW, review))
        taken = {each.number for each in desk.review_results.of(review)}
        return paper.number if paper is not None and paper.number not in taken else ""

    def _offer_decisions(self, approvals: tuple[Approved, ...]) -> None:
        self._approved = {
            f"{each.words}{f'（已用于{each.used_by}）' if each.used_by else ''}": each for each in approvals
        }
        first = next((words for words, each in self._approved.items() if not each.used_by), "")
        box: QComboBox = self.form.add_choice("approval_id", "决定依据", self._approved, first)
        box.setEditable(False)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setPlaceholderText(f"还没有{self._kind.decides}的批准")
        box.currentIndexChanged.connect(lambda _: self.form.changed.emit())

    def _decision(self) -> int | None:
        if not self._row.is_outside:
            return None
        chosen = self._approved.get(self.form.text("approval_id"))
        return chosen.id if chosen is not None else None

    def _day(self) -> PartialDate | None:
        try:
            return self._sent.typed()
        except DomainError:  # half a date: said when the dialog is confirmed
            return None

    def _propose(self) -> None:
        """Offer the day of the rule; a tick that stands follows the day of sending."""
        sent_on = self._day()
        found = self.workplace.desk.review_results.proposed_day(self._kind, sent_on) if sent_on else None
        self.form.show_field("proposed", found is not None)
        if found is not None:
            self._proposed.setText(f"填入 {found[0]}（{found[1]}）")
            self._words = found
            if self._proposed.isChecked():
                self._due.set_date(PartialDate.of(found[0]))

    def _take_over(self, is_on: bool) -> None:
        if is_on:
            self._due.set_date(PartialDate.of(self._words[0]))
