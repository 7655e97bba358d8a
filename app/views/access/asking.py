"""第二人同意: asked for from the act that was refused, and answered."""

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QDialog, QPushButton, QWidget
from typing_extensions import override

from app.services.access.rows import WITHDRAWN, CountersignRow
from app.services.foundation.changes import Written
from app.services.foundation.errors import NeedsAgreement
from app.services.foundation.intentions import Actor
from app.services.trail.intention_index import title_of
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button
from app.views.shared.workplace import Workplace

_KEY = "ask_agreement"


def offer_asking(dialog: FormDialog, wanted: NeedsAgreement, title: str) -> None:
    """Below the refusal: what was asked already, else the way to ask."""
    earlier: Iterable[QPushButton] = dialog.findChildren(QPushButton, _KEY)
    for each in earlier:
        each.hide()
        each.deleteLater()
    workplace = dialog.workplace
    asked = workplace.desk.countersigns.of(wanted.intention, *wanted.row)
    last = asked[-1] if asked else None
    if last is not None and last.agreed is None:
        dialog.problem.say(f"{wanted}（{last.asked_by}已于 {_day(last.asked_at)} 申请，还没有人答复。）")
        return
    if last is not None and last.agreed is False and last.opinion != WITHDRAWN:
        dialog.problem.say(f"{wanted}（{last.answered_by}已于 {_day(last.answered_at)} 答复不同意：{last.opinion}）")

    def ask() -> None:
        asking = AskDialog(workplace, wanted, title, dialog)
        asking.recorded.connect(lambda _: offer_asking(dialog, wanted, title))
        asking.open()

    button = icon_button(workplace.icons, "申请第二人同意…", "user", _KEY, ask)
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout):
        layout.insertWidget(layout.indexOf(dialog.problem) + 1, button)


def ask_again(workplace: Workplace, wanted: NeedsAgreement, parent: QWidget) -> None:
    """Something that was taken back is to be done again: that is asked for anew, unless it is asked for already."""
    asked = workplace.desk.countersigns.of(wanted.intention, *wanted.row)
    if not any(row.agreed is None for row in asked):
        AskDialog(workplace, wanted, f"重做“{title_of(wanted.intention)}”", parent).open()


class AskDialog(FormDialog):
    """Asks another person to agree to one act."""

    can_be_undone = False

    def __init__(self, workplace: Workplace, wanted: NeedsAgreement, title: str, parent: QWidget) -> None:
        """``title`` says what is to be done to what."""
        super().__init__(workplace, "申请第二人同意", "提出申请", parent)
        self._wanted, self._act = wanted, title
        self.tell(
            f"{title}\n要另一位有权限的人同意后才能办。申请会列在他们的工作台上；同意以后由您再办一次，同意只能用一次，"
            "申请以后记录又有改动的要重新申请。"
        )
        self.form.add_long_text("reason", "申请理由", lines=3)

    @override
    def perform(self, actor: Actor) -> Written:
        wanted, reason = self._wanted, self.form.text("reason")
        return self.workplace.desk.countersigns.ask(actor, wanted.intention, *wanted.row, self._act, reason)

    @override
    def done_words(self) -> str:
        return "已提出申请，等另一位有权限的人答复"


class AnswerDialog(FormDialog):
    """Agrees to what somebody else asked for, or refuses it with a reason."""

    def __init__(self, workplace: Workplace, row: CountersignRow, parent: QWidget) -> None:
        """``row`` waits for an answer."""
        super().__init__(workplace, "答复同意申请", "同意", parent)
        self._row, self._is_agreed = row, True
        self.tell(
            f"{row.asked_by} {_day(row.asked_at)} 申请：{row.title}（{row.act}）\n理由：{row.reason}\n"
            "同意以后由申请人去办；不同意的要写理由。"
        )
        self.form.add_long_text("opinion", "意见", lines=3)
        self.refuse = icon_button(workplace.icons, "不同意", "ban", "disagree", self._disagree)
        buttons = self.layout()
        row_of_buttons = buttons.itemAt(buttons.count() - 1).layout()
        if isinstance(row_of_buttons, QBoxLayout):
            row_of_buttons.insertWidget(row_of_buttons.count() - 1, self.refuse)

    def _disagree(self) -> None:
        self._is_agreed = False
        self.accept()
        self._is_agreed = True

    @override
    def perform(self, actor: Actor) -> Written:
        opinion = self.form.text("opinion")
        return self.workplace.desk.countersigns.answer(actor, self._row.id, self._is_agreed, opinion)

    @override
    def finish(self, written: Written) -> None:
        words = "已同意，由申请人去办" if self._is_agreed else "已答复不同意"
        super().finish(written)
        self.workplace.say(words)


def open_answer(workplace: Workplace, row: CountersignRow, parent: QWidget) -> QDialog:
    """Show what was asked, to be answered."""
    dialog = AnswerDialog(workplace, row, parent)
    dialog.open()
    return dialog


def _day(at: str | None) -> str:
    return (at or "")[:16].replace("T", " ")
