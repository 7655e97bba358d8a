"""不予制发 and 撤回: two ways a letter ends without having been heeded, each with a day and a reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.models.dates import PartialDate
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.suggestions.rows import LetterCard
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of

Ending = Callable[[Actor, int, PartialDate, str], Written]


class EndingDialog(FormDialog):
    """Asks for day and reason; which ending it is comes from the two below."""

    def __init__(
        self, workplace: Workplace, card: LetterCard, ending: tuple[str, str, str, Ending], parent: QWidget | None
    ) -> None:
        """``ending`` is its verb, the titles of day and reason, and the service method."""
        verb, day, reason, self._end = ending
        super().__init__(workplace, verb, verb, parent)
        self._card = card
        self.tell(f"{name_of(card)} 致 {card.draft.addressee}。")
        self.form.add_date("on", day).set_date(PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("reason", reason, lines=3)

    def perform(self, actor: Actor) -> Written:
        """End the letter."""
        return self._end(actor, self._card.id, self.form.needed_date("on"), self.form.text("reason"))


def decline_dialog(workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> EndingDialog:
    """不予制发."""
    ending = ("不予制发", "决定日期", "理由", workplace.desk.suggestions.decline)
    return EndingDialog(workplace, card, ending, parent)


def withdraw_dialog(workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> EndingDialog:
    """撤回."""
    ending = ("撤回", "撤回日期", "理由", workplace.desk.suggestions.withdraw)
    return EndingDialog(workplace, card, ending, parent)
