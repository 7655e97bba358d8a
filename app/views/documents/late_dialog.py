"""补登正文: the text of a letter that was issued by number alone is frozen afterwards, and says so."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.services.papers.numbers import NumberUnusual
from app.services.papers.rows import LateReadiness, RecordKey
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_CHECKED = "is_number_checked"


class LateFreezeDialog(FormDialog):
    """Freezes the present text of one letter under the number and date it has."""

    def __init__(self, workplace: Workplace, letter_id: int, parent: QWidget | None = None) -> None:
        """What stands in the way is read at once; where nothing can be frozen, the reason is all there is."""
        super().__init__(workplace, "补登正文", "补登正文", parent)
        self._key = RecordKey(RecordType.SUGGESTION, letter_id)
        self.ready: LateReadiness | None = None
        try:
            self.ready = workplace.desk.papers.issuing.late.readiness(workplace.actor, self._key)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
        self._add_fields()

    def perform(self, actor: Actor) -> Written:
        """Freeze the letter's text."""
        late = self.workplace.desk.papers.issuing.late
        reason, is_checked = self.form.text("reason"), self.form.is_checked(_CHECKED)
        try:
            return late.freeze(actor, self._key, reason, is_number_checked=is_checked)
        except NumberUnusual:
            self.form.show_field(_CHECKED, True)
            raise

    def _add_fields(self) -> None:
        today = self.workplace.desk.clock.today()
        if self.ready is not None:
            self.tell(
                f"{self.ready.number}，{self.ready.issued_on} 制发，制发时正文没有存定。"
                f"现在按案卡上的内容存定一份，文号和成文日期不变，并注明是 {today} 补登的。补登后正文不能再改。"
            )
        self.form.add_long_text("reason", "补登的依据", lines=2)
        self.form.add_check(_CHECKED, "文号已核对", "已与业务系统核对，文号确是这样")
        self.form.show_field(_CHECKED, bool(self.ready and self.ready.doubts))
        self.state = QLabel(self._state_words())
        self.state.setWordWrap(True)
        self.state.setObjectName("late_state")
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 2, self.state)

    def _state_words(self) -> str:
        if self.ready is None:
            return ""
        if not self.ready.missing:
            return "没有缺少的内容。请先对照正本核对，再补登。"
        return f"还缺 {'、'.join(self.ready.missing)}。请先在“文书”页签补齐；也可以用“登记定稿…”放回扫描件或 PDF。"
